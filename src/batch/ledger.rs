//! What is remembered of each note between runs: the ledger of a run, one line a note.
//!
//! Handed: lines to keep, or a file to read. Gives: lines, checked. A ledger is a help, never an authority: one that is
//! missing, cut short or of another kind is no ledger, and everything is built anew; so is the note of a line that was
//! altered. Lines are checked when they are asked for, by the workers and not before them.
//!
//! A line is `checksum TAB path TAB head TAB stamps TAB entry TAB excerpts`, all but the checksum JSON, which holds no
//! raw tab and no raw line feed. The first line is the head of the file, the last one says how many notes there are.

use super::disk::{Stamp, hash_file};
use super::report::{Excerpt, NoteReport, Outcome, Tally};
use crate::check::series::Summary;
use crate::source::hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::{Mutex, OnceLock};

/// Kind of file; another number for another layout.
const KIND: &str = "communique-ledger-2";

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
    /// What the checks across notes need to know.
    pub(super) summary: Option<Box<Summary>>,
}

/// One note's line, not yet parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line(String);

/// Where a line stands in its file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    at: u64,
    bytes: usize,
}

const FIELDS: usize = 5;

impl Line {
    /// A line of its parts.
    pub(super) fn new(head: &Head, stamps: &[Stamp], entry: &NoteReport, excerpts: &[Excerpt]) -> Self {
        Self([json(&entry.path), json(head), json(&stamps), json(entry), json(&excerpts)].join("\t"))
    }

    /// The same with another entry.
    pub(super) fn with_entry(&self, entry: &NoteReport) -> Self {
        self.with_field(3, &json(entry))
    }

    /// The same with other stamps.
    pub(super) fn with_stamps(&self, stamps: &[Stamp]) -> Self {
        self.with_field(2, &json(&stamps))
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

    /// What the report says of the note, as JSON.
    pub(super) fn entry_json(&self) -> &str {
        self.field(3)
    }

    /// What the report says of the note; `None` if it cannot be read.
    pub(super) fn entry(&self) -> Option<NoteReport> {
        serde_json::from_str(self.field(3)).ok()
    }

    /// The source lines its diagnostics speak of.
    pub(super) fn excerpts(&self) -> Vec<Excerpt> {
        serde_json::from_str(self.field(4)).unwrap_or_default()
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
        loop {
            let place = lines.next()?;
            let path = lines.line.split(|&b| b == b'\t').nth(1)?;
            if path == b"end" {
                let count = checked(&lines.line)?.strip_prefix("end\t")?;
                let whole = count.parse() == Ok(places.len()) && lines.reader.fill_buf().ok()?.is_empty();
                return whole.then_some(()).and(Some(Self { file: lines.reader.into_inner(), engine, places }));
            }
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

    /// Whether it has a line for a note.
    pub(super) fn knows(&self, path: &str) -> bool {
        self.place(path).is_some()
    }

    fn place(&self, path: &str) -> Option<Place> {
        let found = self.places.binary_search_by(|(known, _)| (**known).cmp(path)).ok()?;
        Some(self.places[found].1)
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

fn read(file: &File, place: Place) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; place.bytes];
    file.read_exact_at(&mut bytes, place.at)?;
    Ok(bytes)
}

/// A ledger being written, by path.
pub(super) struct LedgerWriter<W: Write> {
    out: W,
    count: usize,
}

impl<W: Write> LedgerWriter<W> {
    /// Begins a ledger.
    pub(super) fn begin(out: W, engine: &str) -> io::Result<Self> {
        let mut writer = Self { out, count: 0 };
        writer.put(&format!("{KIND}\t{engine}"))?;
        Ok(writer)
    }

    /// Adds a note.
    pub(super) fn add(&mut self, line: &Line) -> io::Result<()> {
        self.count += 1;
        self.put(&line.0)
    }

    /// Ends the ledger; without it the file is no ledger.
    pub(super) fn end(mut self) -> io::Result<()> {
        let count = self.count;
        self.put(&format!("end\t{count}"))?;
        self.out.flush()
    }

    fn put(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}\t{text}", checksum(text))
    }
}

/// Lines of this run in the order in which they were made, outside memory: a run has many notes, and what there is to say
/// about each is needed once more only at the end.
pub(super) struct Spool {
    out: Mutex<(Box<dyn Write + Send>, u64)>,
    file: File,
}

impl Spool {
    /// A spool that writes to `out` and reads what it wrote from `file`.
    pub(super) fn new(out: Box<dyn Write + Send>, file: File) -> Self {
        let out: Box<dyn Write + Send> = Box::new(BufWriter::with_capacity(1 << 18, out));
        Self { out: Mutex::new((out, 0)), file }
    }

    /// Keeps a line.
    pub(super) fn put(&self, line: &Line) -> io::Result<Place> {
        let mut out = self.out.lock().expect("no thread panics while it holds the lock");
        out.0.write_all(line.0.as_bytes())?;
        let place = Place { at: out.1, bytes: line.0.len() };
        out.1 += line.0.len() as u64;
        Ok(place)
    }

    /// Brings all lines to where they can be read.
    pub(super) fn flush(&self) -> io::Result<()> {
        self.out.lock().expect("no thread panics while it holds the lock").0.flush()
    }

    /// Gives a line back. [`Spool::flush`] comes first.
    pub(super) fn get(&self, place: Place) -> io::Result<Line> {
        String::from_utf8(read(&self.file, place)?).map(Line).map_err(io::Error::other)
    }
}

/// The identity of this program and of what it was told: what it makes of a note can change with nothing else.
/// `None` if the program cannot read itself; nothing is taken over then.
pub(super) fn engine(settings: &str) -> Option<String> {
    static PROGRAM: OnceLock<Option<String>> = OnceLock::new();
    let program = PROGRAM.get_or_init(|| hash_file(&std::env::current_exe().ok()?)).as_ref()?;
    Some(hex(&Sha256::digest(format!("{program}\n{settings}"))))
}
