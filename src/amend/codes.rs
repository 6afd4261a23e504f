//! The diagnostics of this stage.

use crate::diag::{Code, Severity};

/// Codes of the diagnostics this stage gives.
pub const CODES: &[&Code] = &[&ORPHAN, &BROKEN, &IDLE, &BROKEN_ALLOWANCE, &crate::diag::allow::UNUSED];

pub(super) const ORPHAN: Code = Code {
    code: "I014",
    name: "corrections-without-note",
    severity: Severity::Error,
    summary: "A file of corrections that belongs to no note.",
    explanation: "A file of corrections is named like the note beside it: `report.txt` has `report.txt.corrections.toml` or \
        `report.corrections.toml`. The note was probably renamed or removed. It is reported rather than passed over, so \
        that no correction is lost in silence; so is a file that could belong to several notes, and one of two files that \
        belong to the same note.",
};

pub(super) const BROKEN: Code = Code {
    code: "I015",
    name: "broken-corrections",
    severity: Severity::Error,
    summary: "A file of corrections that cannot be read, or names a fact or value that does not exist.",
    explanation: "Each correction is a table `[[set]]` or `[[remove]]` with `fact`, `author`, `date` and `reason`, and for \
        `[[set]]` a `value`. Somebody said that the note is wrong; until it is clear what is right, the note is held back.",
};

pub(super) const IDLE: Code = Code {
    code: "I016",
    name: "correction-changes-nothing",
    severity: Severity::Warning,
    summary: "A correction that changes nothing any more.",
    explanation: "The note says by itself what the correction sets, or does not say what it removes. The author has \
        probably corrected the note since. Remove the correction, so that it does not stand in the way of the next change.",
};

pub(super) const BROKEN_ALLOWANCE: Code = Code {
    code: "I017",
    name: "broken-allowance",
    severity: Severity::Warning,
    summary: "A diagnostic that is allowed without a reason, does not exist, or cannot be allowed.",
    explanation: "`allow` in a note's front matter or `[[allow]]` in its file of corrections names a code and a reason. \
        Without a reason nothing is allowed. What means that a file cannot be read cannot be allowed.",
};
