//! From a note to the bytes of its PDF: how many briefings one core makes in a second, and how cost grows with pages.
//!
//! `cargo bench --bench briefing`, on a machine that does nothing else, pinned to one core (`taskset -c 0`). Where the
//! system tells, time is that of the processor, which other programs disturb less than that of the clock.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench prints its figures")]

#[path = "../tests/support/mod.rs"]
mod support;

use communique::compose::{Templates, compose};
use communique::emit::{EMITTERS, Handover};
use std::hint::black_box;
use std::time::Instant;
use support::briefings::{self, Sample};

fn main() {
    let templates = Templates::builtin();
    for (name, sample) in [
        ("two Latin pages", briefings::dialogue()),
        ("with doubts", briefings::doubtful()),
        ("eight scripts", briefings::scripts()),
    ] {
        measure(name, &sample, &templates, 400);
    }
    for findings in [125, 250, 500, 1000, 2000, 4000] {
        measure(&format!("{findings} findings"), &briefings::long(findings), &templates, 3);
    }
}

/// Median over batches, after one batch that loads fonts and fills caches.
fn measure(name: &str, sample: &Sample, templates: &Templates, rounds: usize) {
    let exchange = vec![b'x'; 12_000];
    let emitter = EMITTERS.iter().find(|e| e.name == "pdf").unwrap();
    let (mut composing, mut printing, mut size) = (Vec::new(), Vec::new(), 0);
    for _ in 0..=rounds {
        let start = now();
        let briefing = compose(&sample.note, &sample.source, templates).unwrap();
        let composed = now();
        let handover =
            Handover { note: &sample.note, source: &sample.source, briefing: &briefing, exchange: &exchange };
        let made = black_box((emitter.emit)(&handover).unwrap());
        printing.push(now() - composed);
        composing.push(composed - start);
        size = made.value.len();
    }
    let (c, p) = (median(&mut composing[1..]), median(&mut printing[1..]));
    println!("{name:>20}: compose {c:8.3} ms, print {p:8.3} ms, {:8.1} a second, {size} bytes", 1e3 / (c + p));
}

/// Milliseconds of processor time where the system tells (Linux), else of the clock.
fn now() -> f64 {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|s| s.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.get_or_init(Instant::now).elapsed().as_secs_f64() * 1e3, |n| n / 1e6)
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
