//! From a note to the bytes of its PDF: how many briefings one core makes in a second, and how cost grows with pages.
//!
//! `cargo bench --bench briefing`, pinned to one core for figures to compare (`taskset -c 0`).

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
    for (name, sample) in [("two Latin pages", briefings::dialogue()), ("doubtful", briefings::doubtful())] {
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
        let start = Instant::now();
        let briefing = compose(&sample.note, &sample.source, templates).unwrap();
        let composed = Instant::now();
        let handover =
            Handover { note: &sample.note, source: &sample.source, briefing: &briefing, exchange: &exchange };
        let made = black_box((emitter.emit)(&handover).unwrap());
        printing.push(composed.elapsed().as_secs_f64() * 1e3);
        composing.push((composed - start).as_secs_f64() * 1e3);
        size = made.value.len();
    }
    let (c, p) = (median(&mut composing[1..]), median(&mut printing[1..]));
    println!("{name:>20}: compose {c:8.3} ms, print {p:8.3} ms, {:8.1} a second, {size} bytes", 1e3 / (c + p));
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
