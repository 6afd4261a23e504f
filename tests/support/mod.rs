//! What several test files share.
#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

pub(crate) mod arbitrary;
pub(crate) mod briefings;
pub(crate) mod desk;
pub(crate) mod mutations;
pub(crate) mod notes;
pub(crate) mod reading;

/// Says aloud what a test measured.
pub(crate) fn note(what: &str) {
    use std::io::Write;
    writeln!(std::io::stderr(), "{what}").expect("standard error takes a line");
}

/// Says aloud that a check could not be made; the standard error of the process, which no test harness hides.
pub(crate) fn skipped(why: &str) {
    use std::io::Write;
    writeln!(std::io::stderr(), "SKIPPED: {why}").expect("standard error takes a line");
}
