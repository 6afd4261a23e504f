//! How long the checks across notes take on very many summaries, and how much memory. `cargo bench --bench series`.
//! Time is that of the processor, so that other work on the machine does not count; memory is the
//! peak of the whole process, the summaries in it.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints what it measured, and may fail")]

mod clock;

use clock::busy;
use communique::check::series::{self, Summary};
use communique::pipeline;
use std::fs;

const SUMMARIES: u32 = 100_000;
const MEETINGS: u32 = 20;

fn main() {
    let path = "inputs/asean-japan-ctd-4.txt";
    let compiled = pipeline::examine(path, &fs::read(path).unwrap());
    let model = Summary::of(compiled.note.as_ref().unwrap(), &compiled.source);
    println!("a summary of {path}: {} bytes as JSON", serde_json::to_string(&model).unwrap().len());
    for (what, faults) in [("without faults", 0), ("with a fault in each series", 1)] {
        let many: Vec<Summary> = (0..SUMMARIES).map(|i| summary(&model, i, faults)).collect();
        let start = busy();
        let found = series::check(&many);
        let took = busy() - start;
        println!("{SUMMARIES} summaries {what}: {} diagnostics in {took:.2?}", found.len());
    }
    if let Some(peak) = peak() {
        println!("{peak} MB at the peak of the process");
    }
}

/// One of twenty meetings of one of thousands of series; with faults, the last of each has the date of the one before.
fn summary(model: &Summary, i: u32, faults: u32) -> Summary {
    let mut s = model.clone();
    let (series, nth) = (i / MEETINGS, i % MEETINGS);
    (s.path, s.id) = (format!("{series:05}/{nth:02}.txt"), format!("note-{i}"));
    s.name.as_mut().unwrap().value = format!("Border Dialogue of Region {series}");
    s.ordinal.as_mut().unwrap().value = nth + 1;
    let year = 1990 + if nth + 1 == MEETINGS { nth - faults } else { nth };
    s.dates.as_mut().unwrap().value = format!("{year}-02-09").parse().unwrap();
    s.siblings = Vec::new();
    (s.first_year, s.cadence, s.next_place, s.next_year) = (None, None, None, None);
    s
}

/// Most memory the process had, in megabytes, where the system tells.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024 / 1_000_000)
}
