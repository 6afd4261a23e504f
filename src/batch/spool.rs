//! What is said of the notes that a run makes, kept outside memory until its end.
//!
//! Handed: a [`Record`] a note, in the order in which they are made. Gives: the same back, one at a time.

use super::ledger::{Head, Line, Place, read};
use super::report::NoteReport;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::sync::Mutex;

/// All that is said of one note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// What the next run needs to know.
    pub(super) line: Line,
    /// What the report says, as JSON.
    pub(super) entry: String,
}

impl Record {
    /// What the report says, read; `None` if it cannot be.
    pub(super) fn report(&self) -> Option<NoteReport> {
        serde_json::from_str(&self.entry).ok()
    }

    /// The same with another entry; `None` if its line cannot be read.
    pub(super) fn with_entry(&self, entry: &NoteReport) -> Option<Self> {
        let json = entry.json();
        let head = Head { said: Head::digest(&json), files: entry.files(), ..self.line.head()? };
        Some(Self { line: self.line.with_head(&head), entry: json })
    }
}

/// Records in a file. A run has many notes, and what there is to say about each is needed once more only at the end.
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

    /// Keeps a record.
    pub(super) fn put(&self, record: &Record) -> io::Result<Place> {
        let text = format!("{}\n{}", record.entry, record.line.text());
        let mut out = self.out.lock().expect("no thread panics while it holds the lock");
        out.0.write_all(text.as_bytes())?;
        let place = Place { at: out.1, bytes: text.len() };
        out.1 += text.len() as u64;
        Ok(place)
    }

    /// Brings all records to where they can be read.
    pub(super) fn flush(&self) -> io::Result<()> {
        self.out.lock().expect("no thread panics while it holds the lock").0.flush()
    }

    /// Gives a record back. [`Spool::flush`] comes first.
    pub(super) fn get(&self, place: Place) -> io::Result<Record> {
        let text = String::from_utf8(read(&self.file, place)?).map_err(io::Error::other)?;
        // the entry is JSON, which holds no raw line feed
        let (entry, line) = text.split_once('\n').ok_or_else(|| io::Error::other("it is no record"))?;
        Ok(Record { entry: entry.to_owned(), line: Line::of(line.to_owned()) })
    }
}
