//! How fast notes are read, normalized and checked on one core: the published press releases of `../shared/corpus/bulk`
//! where they are at hand, the samples of `inputs/` else; and whether cost grows with length alone, up to 10 MB.
//! `cargo bench --bench examine`. Times are those of the processor, so that other work on the machine counts little;
//! still compare figures of one machine only.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints what it measured, and may fail")]

mod clock;
mod corpus;

use clock::busy;
use communique::pipeline;
use corpus::{File, folder, releases};
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

fn main() {
    let samples = folder(Path::new("inputs"));
    rate("samples", &samples);
    match releases() {
        Some(releases) => rate("releases", &releases),
        None => println!("../shared/corpus/bulk is not at hand: the releases were skipped"),
    }
    // the words of many notes, one after the other, as one note
    let words: Vec<u8> = samples.iter().flat_map(|(_, bytes)| bytes.iter().copied().chain(*b"\n\n")).collect();
    for size in [10_000, 100_000, 1_000_000, 10_000_000] {
        let text: Vec<u8> = words.iter().copied().cycle().take(size).collect();
        let start = busy();
        black_box(pipeline::examine("long.txt", &text));
        let took = busy() - start;
        println!("{:>9} bytes: {took:>9.1?}, {:.2} MB a second", size, size as f64 / took.as_secs_f64() / 1e6);
    }
}

/// Examines each file twice or for three seconds, and prints rate, median and longest.
fn rate(name: &str, files: &[File]) {
    let mut times = Vec::new();
    let start = busy();
    for round in 0.. {
        for (path, bytes) in files {
            let one = busy();
            black_box(pipeline::examine(path, bytes));
            times.push((busy() - one, path));
        }
        if round > 0 && busy() - start > Duration::from_secs(3) {
            break;
        }
    }
    let took = busy() - start;
    times.sort();
    let bytes = files.iter().map(|(_, b)| b.len()).sum::<usize>() / files.len();
    let (longest, path) = times.last().unwrap();
    println!(
        "{name}: {} files of {bytes} bytes on average: {:.0} a second; median {:.2?}, longest {longest:.1?} ({path})",
        files.len(),
        times.len() as f64 / took.as_secs_f64(),
        times[times.len() / 2].0,
    );
}
