//! The same briefings by communique and by the Typst library, measured side by side in one process.
//!
//! `cargo run --release --manifest-path benches/typst/Cargo.toml`, pinned to one core (`taskset -c 1`). Both make the
//! same hundred two-page briefings in the same fonts, tagged, as PDF/A-3a and PDF/UA-1, with the exchange file attached,
//! none like another; both keep what they keep between documents. Time is that of the processor, all threads of the
//! process together. `-- DIR` writes the first of each into a folder, to be looked at.

mod markup;
mod world;

#[path = "../../../tests/support/briefings.rs"]
#[allow(dead_code, reason = "only some of the samples are of use here")]
mod briefings;

use briefings::Sample;
use communique::compose::{Templates, compose};
use communique::emit::{EMITTERS, Handover, xml};
use rustix::time::{ClockId, clock_gettime};
use std::time::Duration;
use world::Press;

const DOCUMENTS: usize = 100;

/// Each round makes every document once; the best is told.
const ROUNDS: usize = 3;

fn main() {
    let templates = Templates::builtin();
    let samples: Vec<(Sample, String)> = (0..DOCUMENTS)
        .map(briefings::dialogue_in_other_words)
        .map(|sample| {
            let exchange = xml::exchange(&sample.note, None);
            (sample, exchange)
        })
        .collect();
    let press = Press::new();
    let ours = best(&samples, |sample, exchange| ours(sample, exchange, &templates));
    let typst = best(&samples, |sample, exchange| {
        let briefing =
            compose(&sample.note, &sample.source, &templates).expect("the built-in template sets every sample");
        press.print(&markup::of(&briefing, &format!("{}.xml", sample.note.id)), exchange)
    });
    for (name, made) in [("communique", &ours), ("typst", &typst)] {
        println!(
            "{name:>12}: {:7.3} ms a briefing, {:6.0} a second; {} bytes",
            made.each,
            1e3 / made.each,
            made.first.len()
        );
    }
    println!("{:>12}: {:.1} times as fast", "communique", typst.each / ours.each);
    if let Some(folder) = std::env::args().nth(1) {
        let folder = std::path::Path::new(&folder);
        std::fs::write(folder.join("communique.pdf"), &ours.first).expect("the folder can be written to");
        std::fs::write(folder.join("typst.pdf"), &typst.first).expect("the folder can be written to");
    }
}

fn ours(sample: &Sample, exchange: &str, templates: &Templates) -> Vec<u8> {
    let briefing = compose(&sample.note, &sample.source, templates).expect("the built-in template sets every sample");
    let handover =
        Handover { note: &sample.note, source: &sample.source, briefing: &briefing, exchange: exchange.as_bytes() };
    let emitter = EMITTERS.iter().find(|e| e.name == "pdf").expect("there is an emitter of PDF");
    (emitter.emit)(&handover).expect("every sample can be printed").value
}

struct Made {
    /// Milliseconds.
    each: f64,
    first: Vec<u8>,
}

fn best(samples: &[(Sample, String)], make: impl Fn(&Sample, &str) -> Vec<u8>) -> Made {
    let first = make(&samples[0].0, &samples[0].1);
    let mut each = f64::MAX;
    for _ in 0..ROUNDS {
        let start = busy();
        for (sample, exchange) in samples {
            std::hint::black_box(make(sample, exchange));
        }
        each = each.min((busy() - start).as_secs_f64() * 1e3 / samples.len() as f64);
    }
    Made { each, first }
}

/// Time the process has had a processor.
fn busy() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).expect("nanoseconds fit"))
}
