//! How fast exchange files are written, checked and read back, and how much memory a long note takes.
//! `cargo bench --bench exchange [-- NOTE]`. Times are those of the processor, so that other work on the
//! machine does not count; still compare figures of one machine only.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints what it measured, and may fail")]

mod clock;

use clock::busy;
use communique::emit::xml;
use communique::model::{Block, Item, Note, Text};
use communique::pipeline;
use std::hint::black_box;
use std::time::Duration;

fn main() {
    let path = std::env::args().nth(1).filter(|a| !a.starts_with("--"));
    let path = path.unwrap_or_else(|| "inputs/asean-japan-ctd-4.txt".to_owned());
    let note = pipeline::examine(&path, &std::fs::read(&path).unwrap()).note.unwrap();
    let file = xml::exchange(&note, None);
    println!("{path}: {} bytes of XML, {} facts of the text marked", file.len(), file.matches("refersTo=").count());
    // a note as it comes from the checks to the bytes of its file, nothing prepared and nothing kept between two
    rate("write", || xml::exchange(&note, None).len());
    // the bytes read back into a note, that held against the first, identifiers, references and identity checked
    rate("check", || xml::verify(&file, &note).len());
    rate("both", || xml::verify(&xml::exchange(&note, None), &note).len());
    rate("import", || xml::import(&file).unwrap().body.len());

    let long = long(&note, 100_000);
    let before = resident();
    let start = busy();
    let mut size = Counted(0);
    xml::write(&long, None, &mut size).unwrap();
    let (took, after) = (busy() - start, resident());
    println!("100,000 items: {} MB of XML written in {took:.2?}", size.0 / 1_000_000);
    if let (Some((model, _)), Some((_, peak))) = (before, after) {
        println!("100,000 items: {model} MB resident before, {peak} MB at the peak of writing");
    }
    let file = xml::exchange(&long, None);
    let (start, before) = (busy(), resident());
    println!("100,000 items: {} problems found in {:.2?}", xml::verify(&file, &long).len(), busy() - start);
    if let (Some((before, _)), Some((_, peak))) = (before, resident()) {
        println!("100,000 items: {before} MB with the file, {peak} MB at the peak of checking it");
    }
}

/// Counts the bytes of a file that nobody keeps.
struct Counted(usize);

impl std::io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Runs `f` for a second of one core and prints how often it ran.
fn rate(name: &str, f: impl Fn() -> usize) {
    let (start, mut runs) = (busy(), 0u32);
    while busy() - start < Duration::from_secs(1) {
        (0..50).for_each(|_| {
            black_box(f());
        });
        runs += 50;
    }
    let each = (busy() - start) / runs;
    println!("{name:>8}: {:>8.0} files a second, {each:.1?} each", 1.0 / each.as_secs_f64());
}

/// The note with one list of so many items as its text.
fn long(note: &Note, items: usize) -> Note {
    let words = "The delegations agreed to keep in touch on this matter between meetings.";
    let item = |n: usize| {
        let at = n * 100;
        let text = Text::verbatim(words, at + 10);
        Item { label: Some(Text::verbatim(&format!("{}.", n + 1), at)), blocks: vec![Block::Paragraph { text }] }
    };
    Note { body: vec![Block::List { items: (0..items).map(item).collect() }], ..note.clone() }
}

/// Resident memory now and at its peak in MB, where the system tells.
fn resident() -> Option<(u64, u64)> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let field = |name: &str| {
        let line = status.lines().find(|l| l.starts_with(name))?;
        line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kb| kb / 1000)
    };
    Some((field("VmRSS:")?, field("VmHWM:")?))
}
