//! Note → diagnostics. Reads only, changes nothing.
//!
//! Handed: a [`Note`] and its source. Gives: [`Diagnostic`]s. Knows nothing about how the note was read or is printed.

use crate::diag::{Code, Diagnostic};
use crate::model::Note;
use crate::source::SourceFile;

/// A check of one note: what it looks for, and how to see it fire.
pub struct Rule {
    /// Identity, severity and explanation.
    pub code: Code,
    /// A short note that fires it.
    pub firing: &'static str,
    /// A short note that does not.
    pub clean: &'static str,
    /// The check.
    pub check: fn(&Note, &SourceFile, &Code) -> Vec<Diagnostic>,
}

/// Every rule, by code.
pub const RULES: &[&Rule] = &[];

/// Applies every rule.
pub fn check(note: &Note, source: &SourceFile) -> Vec<Diagnostic> {
    RULES.iter().flat_map(|rule| (rule.check)(note, source, &rule.code)).collect()
}
