//! The receiving side of a run: is everything there, as it was published, and in its place among the runs?
//!
//! Handed: a folder that came with `manifest.json` and `SHA256SUMS`, or one file. Gives: what is wrong, in words. Trusts
//! nothing it reads. What it can know ends where the evidence does: whoever may change every file of a folder may write lists
//! that agree with them. Against that help a manifest kept from an earlier hand-off, the runs kept beside this one, and a
//! signature over the manifest.

use super::disk::hash_file;
use super::manifest::{Listed, MANIFEST, Manifest, SCHEMA, SUMS};
use super::publish::LAST;
use crate::pipeline;
use crate::source::hex;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

const PDF: &str = "application/pdf";
const EXCHANGE: &str = "application/akn+xml";

/// What came out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Files looked at.
    pub files: usize,
    /// What is wrong, one sentence each, sorted by path. Nothing wrong means: every file is there with the content it was
    /// published with, no other is, every exchange file agrees with itself and with the briefing it is attached to, and the
    /// run stands where its neighbours and the manifest seen before say.
    pub problems: Vec<String>,
    /// What is worth knowing, but not wrong.
    pub remarks: Vec<String>,
}

/// Verifies a run: an output folder, whose current run is meant, or a copy of a run. `seen` is the manifest of a run that was
/// received before, if one was kept.
///
/// # Errors
/// A folder without lists that can be read, or that cannot be read itself; a manifest `seen` that is none.
pub fn verify(folder: &Path, seen: Option<&Path>) -> io::Result<Verified> {
    let current = folder.join("current");
    let run = if current.is_dir() { current } else { folder.to_owned() }.canonicalize()?;
    let (text, sums) = (fs::read(run.join(MANIFEST))?, fs::read(run.join(SUMS))?);
    let own = hex(&Sha256::digest(&text));
    let mut verified = Verified::default();
    match read(&text) {
        Ok(manifest) => {
            lists(&manifest, &own, &sums, &mut verified.problems);
            files(&run, &manifest, &own, &mut verified)?;
            chain(&run, &manifest, &own, &mut verified.problems);
            if let Some(seen) = seen {
                since(&manifest, &own, &fs::read(seen)?, &mut verified)?;
            }
        }
        Err(problem) => verified.problems.push(format!("{MANIFEST}: {problem}")),
    }
    verified.problems.sort();
    Ok(verified)
}

/// Verifies one exchange file, or the one attached to a briefing.
///
/// # Errors
/// A file that cannot be read.
pub fn verify_file(path: &Path) -> io::Result<Verified> {
    let bytes = fs::read(path)?;
    let name = path.display();
    let is_pdf = bytes.starts_with(b"%PDF") || path.extension().is_some_and(|e| e.eq_ignore_ascii_case("pdf"));
    let problems = if is_pdf { briefing(&bytes, None) } else { pipeline::exchange_problems(&bytes) };
    let problems = problems.into_iter().map(|p| format!("{name}: {p}")).collect();
    Ok(Verified { files: 1, problems, remarks: Vec::new() })
}

fn read(text: &[u8]) -> Result<Manifest, String> {
    let manifest: Manifest = serde_json::from_slice(text).map_err(|e| format!("it cannot be read: {e}"))?;
    if manifest.schema != SCHEMA {
        return Err(format!("it is of the kind {:?}, and {SCHEMA} is known here", manifest.schema));
    }
    Ok(manifest)
}

/// Whether both lists are one and the same, and name files of the folder, each once.
fn lists(manifest: &Manifest, own: &str, sums: &[u8], problems: &mut Vec<String>) {
    let mut named = BTreeSet::new();
    for Listed { file, .. } in &manifest.files {
        if !Path::new(&file.path).components().all(|c| matches!(c, Component::Normal(_))) {
            problems.push(format!("{MANIFEST}: {:?} is not a path inside the folder", file.path));
        }
        if !named.insert(file.path.as_str()) || [MANIFEST, SUMS].contains(&file.path.as_str()) {
            problems.push(format!("{MANIFEST}: {:?} is named more than once", file.path));
        }
    }
    let all = manifest.files.iter().map(|l| (l.file.sha256.as_str(), l.file.path.as_str()));
    let expected: Vec<String> = all.chain([(own, MANIFEST)]).map(|(sum, path)| Manifest::sum(sum, path)).collect();
    if expected.concat().as_bytes() == sums {
        return;
    }
    let found: Vec<String> = sums.split_inclusive(|b| *b == b'\n').map(|l| String::from_utf8_lossy(l).into()).collect();
    let differs = (0..).find(|&i| found.get(i) != expected.get(i)).unwrap_or_default();
    let shown = |lines: &[String]| lines.get(differs).map_or("no line".to_owned(), |l| format!("{:?}", l.trim_end()));
    let (found, expected) = (shown(&found), shown(&expected));
    problems.push(format!("{SUMS}: line {} is {found}, where {MANIFEST} has {expected}", differs + 1));
}

/// Whether the files that are there are those that were published.
fn files(run: &Path, manifest: &Manifest, own: &str, verified: &mut Verified) -> io::Result<()> {
    let mut listed: BTreeMap<&str, &Listed> = manifest.files.iter().map(|l| (l.file.path.as_str(), l)).collect();
    let exchange = exchange_of(manifest);
    let (mut work, mut strays) = (Vec::new(), Vec::new());
    for (path, is_file) in present(run, "")? {
        verified.files += usize::from(path != SUMS);
        match listed.remove(path.as_str()) {
            Some(listed) if is_file => work.push(listed),
            Some(_) => verified.problems.push(format!("{path}: is a link or something else that is no file")),
            None if [MANIFEST, SUMS].contains(&path.as_str()) && is_file => {}
            None => strays.push(path),
        }
    }
    let content = Content { run, work: &work, exchange: &exchange, next: AtomicUsize::new(0), found: Mutex::default() };
    verified.problems.extend(content.look());
    let missing: Vec<&Listed> = listed.into_values().collect();
    renamed(run, &missing, &strays, own, &mut verified.problems);
    Ok(())
}

/// The exchange file of each note, by the note's identifier.
fn exchange_of(manifest: &Manifest) -> BTreeMap<&str, &Listed> {
    let files = manifest.files.iter().filter(|l| l.file.media_type == EXCHANGE);
    files.filter_map(|l| Some((l.note.as_deref()?, l))).collect()
}

/// Files whose content is looked at, by several hands.
struct Content<'a> {
    run: &'a Path,
    work: &'a [&'a Listed],
    exchange: &'a BTreeMap<&'a str, &'a Listed>,
    next: AtomicUsize,
    found: Mutex<Vec<String>>,
}

impl Content<'_> {
    fn look(&self) -> Vec<String> {
        let hands = thread::available_parallelism().map_or(1, Into::into).min(self.work.len() / 32 + 1);
        thread::scope(|scope| {
            (1..hands).for_each(|_| drop(scope.spawn(|| self.work())));
            self.work();
        });
        std::mem::take(&mut *self.found.lock().expect("no thread panics while it holds the lock"))
    }

    fn work(&self) {
        while let Some(listed) = self.work.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            let problems = self.problems(listed);
            let said = problems.into_iter().map(|p| format!("{}: {p}", listed.file.path));
            self.found.lock().expect("no thread panics while it holds the lock").extend(said);
        }
    }

    fn problems(&self, listed: &Listed) -> Vec<String> {
        let file = &listed.file;
        let path = self.run.join(&file.path);
        if ![PDF, EXCHANGE].contains(&file.media_type.as_str()) {
            let as_published = hash_file(&path).as_ref() == Some(&file.sha256);
            return if as_published { Vec::new() } else { vec![CHANGED.to_owned()] };
        }
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(e) => return vec![format!("cannot be read: {e}")],
        };
        if hex(&Sha256::digest(&bytes)) != file.sha256 || bytes.len() != file.bytes {
            vec![CHANGED.to_owned()]
        } else if file.media_type == EXCHANGE {
            pipeline::exchange_problems(&bytes)
        } else {
            let exchange = listed.note.as_deref().and_then(|note| self.exchange.get(note));
            briefing(&bytes, Some(exchange.map_or("", |x| &x.file.sha256)))
        }
    }
}

const CHANGED: &str = "its content is not what was published";

/// What is wrong with the exchange file attached to a briefing. Where its hash is known, it must have that; else it must be in
/// order by itself.
fn briefing(pdf: &[u8], sha256: Option<&str>) -> Vec<String> {
    let attached = match pipeline::attachment(pdf) {
        Ok(Some(attached)) => attached,
        Ok(None) => return vec!["no exchange file is attached to it".to_owned()],
        Err(e) => return vec![format!("the attached exchange file cannot be taken out: {e:#}")],
    };
    match sha256 {
        None => pipeline::exchange_problems(&attached).iter().map(|p| format!("the attached file: {p}")).collect(),
        Some(sum) if sum == hex(&Sha256::digest(&attached)) => Vec::new(),
        Some(_) => vec!["the file attached to it is not the exchange file of this note".to_owned()],
    }
}

/// Says of each file that is missing, or that nobody listed, what it is; a file that only got another name is both.
fn renamed(run: &Path, missing: &[&Listed], strays: &[String], own: &str, problems: &mut Vec<String>) {
    let mut named: BTreeMap<&str, &str> = BTreeMap::new();
    for stray in strays {
        let sum = hash_file(&run.join(stray)).unwrap_or_default();
        let original = missing.iter().find(|l| l.file.sha256 == sum && !named.contains_key(l.file.path.as_str()));
        match original {
            Some(listed) => {
                named.insert(&listed.file.path, stray);
            }
            None if sum == own => problems.push(format!("{stray}: is {MANIFEST} once more, under another name")),
            None => problems.push(format!("{stray}: is in neither list")),
        }
    }
    for listed in missing {
        let path = &listed.file.path;
        problems.push(match named.get(path.as_str()) {
            Some(stray) => format!("{path}: is missing; {stray} has its content"),
            None => format!("{path}: is missing"),
        });
    }
}

/// Every name in a folder and below that is no folder, and whether it is a plain file.
fn present(folder: &Path, prefix: &str) -> io::Result<Vec<(String, bool)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder.join(prefix))? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            found.extend(present(folder, &format!("{path}/"))?);
        } else {
            found.push((path, kind.is_file()));
        }
    }
    Ok(found)
}

/// Whether the current run of an output folder is the last one that was made current, and the run it came after is among
/// those kept beside it.
fn chain(run: &Path, manifest: &Manifest, own: &str, problems: &mut Vec<String>) {
    let others = beside(run);
    let mut before = manifest.previous.is_none() || others.is_empty();
    for other in &others {
        match fs::read(other.join(MANIFEST)) {
            Ok(text) => before |= manifest.previous == Some(hex(&Sha256::digest(text))),
            Err(e) => problems.push(format!("{}: its {MANIFEST} cannot be read: {e}", other.display())),
        }
    }
    if !before {
        let problem = "the run before this one is not among the runs kept, or its manifest was changed";
        problems.push(format!("{MANIFEST}: {problem}"));
    }
    // not every run that came after this one: one that was ended right before it was made current lies there, too
    let last = others.iter().find(|other| last(run).as_ref() == Some(other));
    let came_after = |other: &&PathBuf| {
        let manifest_of = fs::read(other.join(MANIFEST)).ok().and_then(|text| read(&text).ok());
        manifest_of.is_some_and(|m| m.run > manifest.run || m.previous.as_deref() == Some(own))
    };
    if let Some(last) = last.filter(came_after) {
        let problem = format!("an old run was put in the place of {}, which came after it", last.display());
        problems.push(format!("{MANIFEST}: this is run {}; {problem}", manifest.run));
    }
}

/// The run that was made current last, as the output folder remembers it.
fn last(run: &Path) -> Option<PathBuf> {
    run.parent()?.parent()?.join(LAST).canonicalize().ok()
}

/// The other runs of the output folder whose current run this is; none for a run that lies elsewhere.
fn beside(run: &Path) -> Vec<PathBuf> {
    let Some(runs) = run.parent().filter(|r| r.file_name().is_some_and(|n| n == "runs")) else { return Vec::new() };
    let current = runs.parent().and_then(|out| out.join("current").canonicalize().ok());
    if current.as_deref() != Some(run) {
        return Vec::new();
    }
    let entries = fs::read_dir(runs).into_iter().flatten().filter_map(|e| Some(e.ok()?.path()));
    let mut others: Vec<PathBuf> = entries.filter(|p| p.is_dir() && p != run).collect();
    others.sort();
    others
}

/// Whether the run is the one seen before, or a later one.
fn since(manifest: &Manifest, own: &str, seen: &[u8], verified: &mut Verified) -> io::Result<()> {
    let before = read(seen).map_err(|e| io::Error::other(format!("the manifest kept from before: {e}")))?;
    let sum = hex(&Sha256::digest(seen));
    let (now, then) = (manifest.run, before.run);
    let mut problem = |text: String| verified.problems.push(format!("{MANIFEST}: {text}"));
    match now.checked_sub(then) {
        _ if sum == own => {}
        None => problem(format!("this is run {now}, but run {then} was received before; an old run was put in its place")),
        Some(0) => problem(format!("this is another run {now} than the one received before")),
        Some(1) if manifest.previous.as_ref() == Some(&sum) => {}
        Some(1) => problem(format!("this is run {now}, but it does not name the run {then} received before")),
        Some(more) => verified.remarks.push(format!(
            "this is run {now}, and run {then} was received before; that one came of the other cannot be shown without the \
             {} between",
            if more == 2 { "run".to_owned() } else { format!("{} runs", more - 1) }
        )),
    }
    Ok(())
}
