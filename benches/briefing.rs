//! From a note to the bytes of its PDF: how many briefings one core makes in a second, and how cost grows with pages.
//!
//! `cargo bench --bench briefing`, on a machine that does nothing else, pinned to one core (`taskset -c 0`). Time is
//! that of the processor, which other programs disturb less than that of the clock. `cargo bench --bench briefing --
//! seed` measures one kind; `-- seed 100` makes it so many times and looks at no clock, for a profiler, as `-- pages 2000`
//! makes one briefing of so many findings, and `-- alone 2000` makes it and says what it cost.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench prints its figures")]

#[path = "../tests/support/mod.rs"]
mod support;

mod clock;

use communique::compose::{Templates, compose};
use communique::emit::{EMITTERS, Handover, xml};
use communique::model::briefing::Briefing;
use std::hint::black_box;
use std::process::Command;
use support::briefings::{self, Sample};

type Make = fn() -> Vec<Sample>;

/// Kinds of notes, each with its name. `seed` is one note again and again; those of `unlike` share no word but the
/// briefing's own, which is harder than a run over real notes.
const KINDS: [(&str, Make); 5] = [
    ("seed", || vec![briefings::dialogue()]),
    ("unlike", || (0..100).map(briefings::dialogue_in_other_words).collect()),
    ("doubts", || vec![briefings::doubtful()]),
    ("four", || vec![briefings::four_scripts()]),
    ("eight", || vec![briefings::scripts()]),
];

fn main() {
    let templates = Templates::builtin();
    // cargo itself adds `--bench`
    let words: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let asked = words.first().map(String::as_str);
    let times: Option<usize> = words.get(1).and_then(|n| n.parse().ok());
    for (name, samples) in KINDS.iter().filter(|(name, _)| asked.is_none_or(|a| a == *name)) {
        match times {
            Some(times) => repeat(&samples(), &templates, times),
            None => measure(name, &samples(), &templates),
        }
    }
    match (asked, times) {
        (Some("pages"), Some(findings)) => repeat(&[briefings::long(findings)], &templates, 1),
        (Some("alone"), Some(findings)) => alone(findings, &templates),
        (None | Some("pages"), _) => pages(),
        _ => {}
    }
}

/// Nothing but the work.
fn repeat(samples: &[Sample], templates: &Templates, times: usize) {
    let exchanges: Vec<String> = samples.iter().map(|s| xml::exchange(&s.note, None)).collect();
    for (sample, exchange) in samples.iter().zip(&exchanges).cycle().take(times) {
        print(sample, &compose(&sample.note, &sample.source, templates).unwrap(), exchange);
    }
}

/// The best of several batches: what disturbs a batch makes it slower, nothing makes it faster.
fn measure(name: &str, samples: &[Sample], templates: &Templates) {
    const BATCHES: usize = 5;
    const ROUNDS: usize = 200;
    let exchanges: Vec<String> = samples.iter().map(|s| xml::exchange(&s.note, None)).collect();
    let (mut best, mut composing, mut size) = (f64::MAX, 0.0, 0);
    for _ in 0..BATCHES {
        let start = now();
        let mut composed = 0.0;
        for (sample, exchange) in samples.iter().zip(&exchanges).cycle().take(ROUNDS) {
            let before = now();
            let briefing = compose(&sample.note, &sample.source, templates).unwrap();
            composed += now() - before;
            size = print(sample, &briefing, exchange).len();
        }
        let each = (now() - start) / ROUNDS as f64;
        if each < best {
            (best, composing) = (each, composed / ROUNDS as f64);
        }
    }
    let (second, print) = (1e3 / best, best - composing);
    println!(
        "{name:>8}: {second:7.0} a second; {best:.3} ms, of which compose {composing:.3}, print {print:.3}; {size} bytes"
    );
}

/// Cost and memory as a briefing grows: each in a process of its own, so that nothing of another is in its memory.
fn pages() {
    for findings in [125, 500, 2000, 8000, 17_100] {
        let program = std::env::current_exe().unwrap();
        let ended = Command::new(program).args(["alone", &findings.to_string()]).status().unwrap();
        assert!(ended.success(), "a briefing of {findings} findings was not made");
    }
}

/// Makes one briefing as a run makes it, with nothing in memory but what a run holds of a note at that time, and says what that
/// cost.
fn alone(findings: usize, templates: &Templates) {
    let sample = briefings::long(findings);
    let start = now();
    let briefing = compose(&sample.note, &sample.source, templates).unwrap();
    let composed = now() - start;
    let exchange = xml::exchange(&sample.note, None);
    let (before, start) = (memory(), now());
    let pdf = print(&sample, &briefing, &exchange);
    let (took, peak) = (now() - start + composed, memory());
    let pages = lopdf::Document::load_mem(&pdf).unwrap().get_pages().len();
    let (each, bytes) = (took / pages as f64, pdf.len());
    println!(
        "{pages:>8} pages: {took:8.1} ms, {each:.3} ms a page, {bytes} bytes, {peak} at the peak, {before} before it was printed"
    );
}

fn print(sample: &Sample, briefing: &Briefing, exchange: &str) -> Vec<u8> {
    let handover = Handover { note: &sample.note, source: &sample.source, briefing, exchange: exchange.as_bytes() };
    let emitter = EMITTERS.iter().find(|e| e.name == "pdf").unwrap();
    black_box((emitter.emit)(&handover).unwrap()).value
}

/// Milliseconds of processor time of this thread.
fn now() -> f64 {
    clock::busy().as_secs_f64() * 1e3
}

/// Peak resident memory, where the system tells.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or("unknown memory");
    peak.trim().to_owned()
}
