//! Checks across notes, on a small summary of each.
//!
//! Handed: a [`Summary`] a note, in any order. Gives: [`Diagnostic`]s, each about one note, with related places in others.
//! Knows nothing about the notes beyond their summaries, so that a run over many notes keeps only these in memory, and
//! a later run takes those of unchanged notes from its cache.

mod cadence_broken;
mod chairs_differ;
mod duplicate_id;
mod first_years_differ;
mod index;
mod meeting_cities_differ;
mod meeting_dates_differ;
mod meeting_with_two_ordinals;
mod meetings_out_of_order;
mod next_meeting_elsewhere;
mod office_differs_at_one_date;
mod office_wording_drifts;
mod ordinal_given_twice;
mod ordinal_skipped;
mod plans;
mod summary;

#[cfg(test)]
mod specimen;

pub use index::Index;
pub use summary::{Sibling, Summary, Told};

use crate::diag::{Code, Diagnostic};

/// A check across notes.
pub struct SeriesRule {
    /// Identity, severity and explanation.
    pub code: Code,
    /// Notes that fire it, as (path, text).
    pub firing: &'static [(&'static str, &'static str)],
    /// Notes that do not.
    pub clean: &'static [(&'static str, &'static str)],
    /// The check.
    pub check: fn(&Index, &Code) -> Vec<Diagnostic>,
}

/// Every rule across notes, by code.
pub const RULES: &[&SeriesRule] = &[
    &duplicate_id::RULE,
    &meeting_dates_differ::RULE,
    &ordinal_given_twice::RULE,
    &meeting_cities_differ::RULE,
    &meetings_out_of_order::RULE,
    &chairs_differ::RULE,
    &first_years_differ::RULE,
    &cadence_broken::RULE,
    &meeting_with_two_ordinals::RULE,
    &ordinal_skipped::RULE,
    &office_wording_drifts::RULE,
    &next_meeting_elsewhere::RULE,
    &office_differs_at_one_date::RULE,
];

/// Applies every rule across notes. The result is sorted and does not depend on the order of the summaries.
pub fn check<'a>(summaries: impl IntoIterator<Item = &'a Summary>) -> Vec<Diagnostic> {
    let index = Index::new(summaries);
    let mut found: Vec<Diagnostic> = RULES.iter().flat_map(|rule| (rule.check)(&index, &rule.code)).collect();
    crate::diag::sort(&mut found);
    found
}
