//! What is remembered of each note between runs: the ledger of a run, one line a note.
//!
//! Handed: lines to keep, or a file to read. Gives: lines, checked. A ledger is a help, never an authority: one that is
//! missing, cut short or of another kind is no ledger, and everything is built anew; so is the note of a line that was
//! altered. Lines are checked when they are asked for, by the workers and not before them.
//!
//! A line is `checksum TAB path TAB head TAB stamps TAB excerpts`, all but the checksum JSON, which holds no raw tab and no
//! raw line feed. The first line is the head of the file; the last one says how many notes there are, and has a digest of
//! their paths and the hashes of the run's own files, which say the rest: what the report says of each note stands in the report.

use super::disk::{Stamp, hash_file};
use super::report::{Excerpt, Outcome, Tally};
use crate::check::series::Summary;
use crate::source::hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::OnceLock;
use std::thread;

/// Kind of file; another number for another layout.
const KIND: &str = "communique-ledger-3";

/// What decides whether a note has to be built anew, and what the other notes need to know of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Head {
    /// SHA-256 of the source's bytes; `None` for a source that could not be read whole, which is never taken over.
    pub(super) source: Option<String>,
    /// Hash of what the checks across notes said of it.
    pub(super) across: String,
    /// Identifier, if it could be read as a note.
    pub(super) id: Option<String>,
    /// Key of its series.
    pub(super) series: Option<String>,
    /// What became of it.
    pub(super) outcome: Outcome,
    /// How much there is to say about it.
    pub(super) tally: Tally,
    /// Digest of what the report says of it.
    pub(super) said: u64,
    /// How many files of it are in the run.
    pub(super) files: usize,
    /// What the checks across notes need to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) summary: Option<Box<Summary>>,
}

impl Head {
    /// Tells one text from another.
    pub(super) fn digest(text: &str) -> u64 {
        let hash = Sha256::digest(text);
        u64::from_be_bytes(*hash.first_chunk().expect("a hash has 32 bytes"))
    }
}

/// One note's line, not yet parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line(String);

/// Where a line stands in its file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Its first byte.
    pub(super) at: u64,
    /// How many it has.
    pub(super) bytes: usize,
}

const FIELDS: usize = 4;

impl Line {
    /// A line of its parts.
    pub(super) fn new(path: &str, head: &Head, stamps: &[Stamp], excerpts: &[Excerpt]) -> Self {
        Self([json(path), json(head), json(stamps), json(excerpts)].join("\t"))
    }

    /// A line of its text.
    pub(super) const fn of(text: String) -> Self {
        Self(text)
    }

    /// Its text.
    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// The same with another head.
    pub(super) fn with_head(&self, head: &Head) -> Self {
        self.with_field(1, &json(head))
    }

    /// The same with other stamps.
    pub(super) fn with_stamps(&self, stamps: &[Stamp]) -> Self {
        self.with_field(2, &json(stamps))
    }

    fn with_field(&self, n: usize, text: &str) -> Self {
        let mut fields: Vec<&str> = self.0.split('\t').collect();
        fields[n] = text;
        Self(fields.join("\t"))
    }

    /// The head; `None` if it cannot be read.
    pub(super) fn head(&self) -> Option<Head> {
        serde_json::from_str(self.field(1)).ok()
    }

    /// The stamps of its artifacts; `None` if they cannot be read.
    pub(super) fn stamps(&self) -> Option<Vec<Stamp>> {
        serde_json::from_str(self.field(2)).ok()
    }

    /// The source lines its diagnostics speak of.
    pub(super) fn excerpts(&self) -> Vec<Excerpt> {
        serde_json::from_str(self.field(3)).unwrap_or_default()
    }

    fn field(&self, n: usize) -> &str {
        self.0.split('\t').nth(n).unwrap_or_default()
    }
}

fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("plain data serializes")
}

fn checksum(text: &str) -> String {
    hex(&Sha256::digest(text))[..16].to_owned()
}

/// A ledger that was written by an earlier run to its end.
#[derive(Debug)]
pub(super) struct Ledger {
    file: File,
    engine: String,
    /// Files about the run, each with its SHA-256.
    own: Vec<(String, String)>,
    /// Where the line of each note stands with its checksum, by path.
    places: Vec<(Box<str>, Place)>,
}

impl Ledger {
    /// Finds the lines of a ledger; `None` for whatever is not one.
    pub(super) fn open(path: &Path) -> Option<Self> {
        let mut lines =
            Lines { reader: BufReader::with_capacity(1 << 18, File::open(path).ok()?), at: 0, line: Vec::new() };
        lines.next()?;
        let engine = checked(&lines.line)?.strip_prefix(KIND)?.strip_prefix('\t')?.to_owned();
        let mut places: Vec<(Box<str>, Place)> = Vec::new();
        let mut named = Paths::default();
        loop {
            let place = lines.next()?;
            let path = lines.line.split(|&b| b == b'\t').nth(1)?;
            if path == b"end" {
                let (paths, own) = checked(&lines.line)?.strip_prefix("end\t")?.split_once('\t')?;
                let whole = paths == named.end() && lines.reader.fill_buf().ok()?.is_empty();
                let (own, file) = (serde_json::from_str(own).ok()?, lines.reader.into_inner());
                return whole.then_some(Self { file, engine, own, places });
            }
            named.add(path);
            let path: Box<str> = serde_json::from_slice(path).ok()?;
            if places.last().is_some_and(|(last, _)| *last >= path) {
                return None;
            }
            places.push((path, place));
        }
    }

    /// Whether the same program with the same settings wrote it.
    pub(super) fn is_by(&self, engine: &str) -> bool {
        self.engine == engine
    }

    /// Whether the files about the run in a folder are those that were written with it.
    pub(super) fn is_of(&self, run: &Path) -> bool {
        let right = |(name, hash): &(String, String)| hash_file(&run.join(name)).as_ref() == Some(hash);
        thread::scope(|scope| {
            let looked: Vec<_> = self.own.iter().map(|own| scope.spawn(move || right(own))).collect();
            looked.into_iter().all(|file| file.join().unwrap_or_default())
        })
    }

    /// The hash of a file about the run.
    pub(super) fn own(&self, name: &str) -> Option<&str> {
        self.own.iter().find(|(known, _)| known == name).map(|(_, hash)| hash.as_str())
    }

    /// The place of a note among all.
    pub(super) fn position(&self, path: &str) -> Option<usize> {
        self.places.binary_search_by(|(known, _)| (**known).cmp(path)).ok()
    }

    fn place(&self, path: &str) -> Option<Place> {
        Some(self.places[self.position(path)?].1)
    }

    /// Writes lines as they stand.
    pub(super) fn copy(&self, notes: Range<usize>, out: &mut impl Write) -> io::Result<()> {
        let (Some((_, first)), Some((_, last))) = (self.places.get(notes.start), self.places[..notes.end].last())
        else {
            return Ok(());
        };
        copy(&self.file, first.at..last.at + last.bytes as u64 + 1, out)
    }

    /// The line of a note; `None` if there is none or it was altered.
    pub(super) fn line(&self, path: &str) -> Option<Line> {
        let bytes = read(&self.file, self.place(path)?).ok()?;
        let text = checked(&bytes).filter(|t| t.split('\t').count() == FIELDS)?;
        Some(Line(text.to_owned()))
            .filter(|l| serde_json::from_str(l.field(0)).is_ok_and(|known: String| known == path))
    }

    /// Every note it knows, by path.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.places.iter().map(|(path, _)| &**path)
    }
}

/// How many notes there are, and a digest of their paths.
#[derive(Default)]
struct Paths {
    hash: Sha256,
    count: usize,
}

impl Paths {
    fn add(&mut self, path: &[u8]) {
        self.hash.update(path);
        self.hash.update(b"\n");
        self.count += 1;
    }

    fn end(self) -> String {
        format!("{} {}", self.count, &hex(&self.hash.finalize())[..16])
    }
}

/// The text of a line, if its checksum is right.
fn checked(line: &[u8]) -> Option<&str> {
    let (sum, text) = std::str::from_utf8(line).ok()?.split_once('\t')?;
    (checksum(text) == sum).then_some(text)
}

/// Lines of a file, one at a time, without their ends.
struct Lines {
    reader: BufReader<File>,
    at: u64,
    line: Vec<u8>,
}

impl Lines {
    /// Reads the next line and gives its place; a line that is cut short is none.
    fn next(&mut self) -> Option<Place> {
        self.line.clear();
        let read = self.reader.read_until(b'\n', &mut self.line).ok()?;
        self.line.pop_if(|b| *b == b'\n')?;
        let place = Place { at: self.at, bytes: self.line.len() };
        self.at += read as u64;
        Some(place)
    }
}

/// Bytes of a file.
pub(super) fn read(file: &File, place: Place) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; place.bytes];
    file.read_exact_at(&mut bytes, place.at)?;
    Ok(bytes)
}

/// Writes bytes of a file, a piece at a time.
pub(super) fn copy(file: &File, bytes: Range<u64>, out: &mut impl Write) -> io::Result<()> {
    const PIECE: usize = 1 << 18;
    let (mut at, mut piece) = (bytes.start, Vec::new());
    while at < bytes.end {
        let length = usize::try_from(bytes.end - at).map_or(PIECE, |left| left.min(PIECE));
        piece.resize(length, 0);
        file.read_exact_at(&mut piece, at)?;
        out.write_all(&piece)?;
        at += length as u64;
    }
    Ok(())
}

/// A ledger being written, by path.
pub(super) struct LedgerWriter<W: Write> {
    out: W,
    named: Paths,
}

impl<W: Write> LedgerWriter<W> {
    /// Begins a ledger.
    pub(super) fn begin(out: W, engine: &str) -> io::Result<Self> {
        let mut writer = Self { out, named: Paths::default() };
        writer.put(&format!("{KIND}\t{engine}"))?;
        Ok(writer)
    }

    /// Adds a note.
    pub(super) fn add(&mut self, line: &Line) -> io::Result<()> {
        self.named.add(line.field(0).as_bytes());
        self.put(&line.0)
    }

    /// Adds notes of an earlier ledger as they stand.
    pub(super) fn copy(&mut self, ledger: &Ledger, notes: Range<usize>) -> io::Result<()> {
        ledger.places[notes.clone()].iter().for_each(|(path, _)| self.named.add(json(path).as_bytes()));
        ledger.copy(notes, &mut self.out)
    }

    /// Ends the ledger; without it the file is no ledger. `own` are the files about the run, each with its SHA-256.
    pub(super) fn end(mut self, own: &[(String, String)]) -> io::Result<()> {
        let end = format!("end\t{}\t{}", std::mem::take(&mut self.named).end(), json(own));
        self.put(&end)?;
        self.out.flush()
    }

    fn put(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}\t{text}", checksum(text))
    }
}

/// The identity of this program and of what it was told: what it makes of a note can change with nothing else.
/// `None` if the program cannot read itself; nothing is taken over then.
pub(super) fn engine(settings: &str) -> Option<String> {
    static PROGRAM: OnceLock<Option<String>> = OnceLock::new();
    let program = PROGRAM.get_or_init(|| hash_file(&std::env::current_exe().ok()?)).as_ref()?;
    Some(hex(&Sha256::digest(format!("{program}\n{settings}"))))
}
