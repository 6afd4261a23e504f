//! Files about a run that have lines about each note, in the order of the notes' paths: the report, and the lists of files.
//!
//! Handed: such a file of an earlier run, and how many lines each note has. Gives: a note's lines, and copies those of many at
//! once: of most notes a run says what the run before said. Knows nothing about what the lines say.

use super::ledger::{Place, copy, read};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::ops::Range;
use std::path::Path;

/// A file whose lines are found by note.
#[derive(Debug)]
pub(super) struct Listing {
    file: File,
    /// Where each note's lines begin; and at the end, where the last one's end.
    starts: Vec<u64>,
}

impl Listing {
    /// Finds the lines: `head` of them come before the first note's, and each note has as many as `lines` says.
    ///
    /// # Errors
    /// A file that cannot be read, or has too few lines.
    pub(super) fn open(path: &Path, head: usize, lines: impl Iterator<Item = usize>) -> io::Result<Self> {
        let mut reader = BufReader::with_capacity(1 << 18, File::open(path)?);
        let mut at = 0;
        skip(&mut reader, head, &mut at)?;
        let mut starts = vec![at];
        for count in lines {
            skip(&mut reader, count, &mut at)?;
            starts.push(at);
        }
        Ok(Self { file: reader.into_inner(), starts })
    }

    /// A note's lines, without what separates them from the next one's.
    ///
    /// # Errors
    /// What the operating system says; text that is not UTF-8.
    pub(super) fn text(&self, note: usize) -> io::Result<String> {
        let (at, end) = (self.starts[note], self.starts[note + 1]);
        let bytes = usize::try_from(end - at).map_err(io::Error::other)?;
        let text = String::from_utf8(read(&self.file, Place { at, bytes })?).map_err(io::Error::other)?;
        Ok(text.trim_end_matches(['\n', ',']).to_owned())
    }

    /// Writes the lines of notes that follow each other.
    ///
    /// # Errors
    /// What the operating system says.
    pub(super) fn copy(&self, notes: Range<usize>, out: &mut impl Write) -> io::Result<()> {
        copy(&self.file, self.starts[notes.start]..self.starts[notes.end], out)
    }

    /// The same without the separator at the end; `None` if they have no lines.
    fn without_end(&self, notes: &Range<usize>) -> io::Result<Option<Range<u64>>> {
        let (from, to) = (self.starts[notes.start], self.starts[notes.end]);
        if from == to {
            return Ok(None);
        }
        let tail = read(&self.file, Place { at: to - 2, bytes: 2 })?;
        Ok(Some(from..to - if tail == b",\n" { 2 } else { 1 }))
    }
}

fn skip(reader: &mut impl BufRead, lines: usize, at: &mut u64) -> io::Result<()> {
    for _ in 0..lines {
        match reader.skip_until(b'\n')? {
            0 => return Err(io::Error::other("it has too few lines")),
            read => *at += read as u64,
        }
    }
    Ok(())
}

/// The items of a JSON array, one a line, being written.
pub(super) struct Items<W> {
    out: W,
    is_first: bool,
}

impl<W: Write> Items<W> {
    /// Begins with what stands before the first item.
    pub(super) fn begin(mut out: W, head: &str) -> io::Result<Self> {
        out.write_all(head.as_bytes())?;
        Ok(Self { out, is_first: true })
    }

    /// Adds an item.
    pub(super) fn add(&mut self, json: &str) -> io::Result<()> {
        self.separate()?;
        self.out.write_all(json.as_bytes())
    }

    /// Adds items as another file has them.
    pub(super) fn copy(&mut self, listing: &Listing, notes: Range<usize>) -> io::Result<()> {
        let Some(bytes) = listing.without_end(&notes)? else { return Ok(()) };
        self.separate()?;
        copy(&listing.file, bytes, &mut self.out)
    }

    fn separate(&mut self) -> io::Result<()> {
        self.out.write_all(if std::mem::take(&mut self.is_first) { b"\n" } else { b",\n" })
    }

    /// Ends with what stands behind the last item.
    pub(super) fn end(mut self, tail: &str) -> io::Result<W> {
        writeln!(self.out, "\n{tail}")?;
        Ok(self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_what_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.json");
        let mut items = Items::begin(Vec::new(), "{\"files\":[").unwrap();
        let notes: [&[&str]; 5] = [&[], &["1", "2"], &[], &["3"], &["4", "5", "6"]];
        notes.concat().iter().for_each(|item| items.add(item).unwrap());
        std::fs::write(&path, items.end("]}").unwrap()).unwrap();
        let listing = Listing::open(&path, 1, notes.iter().map(|n| n.len())).unwrap();
        assert_eq!(listing.text(3).unwrap(), "3");
        for (a, b) in (0..=5).flat_map(|b| (0..=b).map(move |a| (a, b))) {
            let mut copied = Items::begin(Vec::new(), "").unwrap();
            copied.add("0").unwrap();
            copied.copy(&listing, a..b).unwrap();
            copied.add("9").unwrap();
            let expected = format!("\n{}\n", [vec!["0"], notes[a..b].concat(), vec!["9"]].concat().join(",\n"));
            assert_eq!(String::from_utf8(copied.end("").unwrap()).unwrap().trim_end(), expected.trim_end(), "{a}..{b}");
        }
        assert!(Listing::open(&path, 1, [9].into_iter()).is_err(), "there are not so many lines");
    }
}
