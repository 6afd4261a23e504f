//! Checks across notes, on a small summary of each.
//!
//! Handed: a [`Summary`] a note, in any order. Gives: [`Diagnostic`]s, each about one note, with related places in others.
//! Knows nothing about the notes beyond their summaries, so that a run over many notes keeps only these in memory, and
//! a later run takes those of unchanged notes from its cache.

mod duplicate_id;
mod summary;

pub use summary::{Summary, Told};

use crate::diag::{Code, Diagnostic};

/// A check across notes.
pub struct SeriesRule {
    /// Identity, severity and explanation.
    pub code: Code,
    /// Notes that fire it, as (path, text).
    pub firing: &'static [(&'static str, &'static str)],
    /// Notes that do not.
    pub clean: &'static [(&'static str, &'static str)],
    /// The check; the summaries are sorted by path.
    pub check: fn(&[&Summary], &Code) -> Vec<Diagnostic>,
}

/// Every rule across notes, by code.
pub const RULES: &[&SeriesRule] = &[&duplicate_id::RULE];

/// Applies every rule across notes. The result is sorted and does not depend on the order of the summaries.
pub fn check(summaries: &[Summary]) -> Vec<Diagnostic> {
    let mut sorted: Vec<&Summary> = summaries.iter().collect();
    sorted.sort_by(|a, b| a.path.cmp(&b.path));
    let mut found: Vec<Diagnostic> = RULES.iter().flat_map(|rule| (rule.check)(&sorted, &rule.code)).collect();
    crate::diag::sort(&mut found);
    found
}
