//! What a run says on standard error: for people, or one JSON object a line for collectors. Progress on a terminal only.

use communique::diag::{self, Diagnostic};
use serde_json::{Value, json};
use std::io::{IsTerminal, Write, stderr};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Time between two looks of the progress line.
const BLINK: Duration = Duration::from_millis(100);

/// How a run speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Log {
    /// Words for people.
    Text,
    /// JSON Lines.
    Json,
}

impl Log {
    /// The log of this name.
    pub(crate) fn named(name: &str) -> Self {
        if name == "json" { Self::Json } else { Self::Text }
    }

    /// Says one thing: `message` to people, that and `fields` to collectors.
    pub(crate) fn say(self, level: &str, event: &str, message: &str, fields: Value) {
        match self {
            Self::Text => eprintln!("communique: {message}"),
            Self::Json => {
                let time = jiff::Timestamp::now().to_string();
                let mut line = json!({ "time": time, "level": level, "event": event, "message": message });
                if let (Value::Object(line), Value::Object(fields)) = (&mut line, fields) {
                    line.extend(fields);
                }
                eprintln!("{line}");
            }
        }
    }

    /// Hands diagnostics to a collector.
    pub(crate) fn diagnostics(self, found: &[Diagnostic]) {
        for d in found {
            let level = if d.severity == diag::Severity::Note { "info" } else { d.severity.name() };
            self.say(level, "diagnostic", &d.message, json!({ "diagnostic": d }));
        }
    }

    /// What is told after each note: a progress line for people at a terminal, a line at the end of each stage for
    /// collectors, nothing otherwise.
    pub(crate) fn progress(self) -> Arc<dyn Fn(&'static str, usize, usize) + Send + Sync> {
        let terminal = stderr().is_terminal();
        let begun = Mutex::new(Stage { name: "", since: Instant::now(), shown: Instant::now() });
        Arc::new(move |name, done, count| {
            let Ok(mut stage) = begun.lock() else { return };
            if stage.name != name {
                *stage = Stage { name, since: Instant::now(), shown: Instant::now() };
            }
            let seconds = stage.since.elapsed().as_secs_f64();
            if self == Self::Json && done == count {
                let fields = json!({ "stage": name, "notes": count, "seconds": seconds });
                self.say("info", "stage", &format!("{name}: {count} notes"), fields);
            } else if self == Self::Text && terminal && (stage.shown.elapsed() >= BLINK || done == count) {
                stage.shown = Instant::now();
                show(&line(name, done, count, seconds));
            }
        })
    }
}

struct Stage {
    name: &'static str,
    since: Instant,
    shown: Instant,
}

/// Overwrites the line the cursor is in; a finished stage clears it.
fn show(line: &str) {
    let mut out = stderr().lock();
    // a terminal that went away is no reason to fail
    let _ = write!(out, "\r{line}\u{1b}[K").and_then(|()| out.flush());
}

/// Count, rate and remaining time; nothing once all is done.
fn line(name: &str, done: usize, count: usize, seconds: f64) -> String {
    if done == count || seconds <= 0.0 {
        return String::new();
    }
    let rate = done as f64 / seconds;
    let left = if rate > 0.0 { (count - done) as f64 / rate } else { 0.0 };
    format!("{name} {done} of {count} notes, {rate:.0} a second, {left:.0} s left")
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn the_progress_line_counts_and_estimates() {
        assert_eq!(line("compile", 50, 200, 5.0), "compile 50 of 200 notes, 10 a second, 15 s left");
        assert_eq!(line("compile", 200, 200, 5.0), "");
        assert_eq!(line("compile", 1, 200, 0.0), "");
    }
}
