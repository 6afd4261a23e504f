//! Note → diagnostics. Reads only, changes nothing.
//!
//! Handed: a [`Note`] and its source. Gives: [`Diagnostic`]s. Knows nothing about how the note was read or is printed.
//! Adding a rule: one file here, its `mod` line and its row in [`RULES`]; rules across notes live in [`series`].

mod abbreviation_explained_late;
mod abbreviation_twice_defined;
mod abbreviation_undefined;
mod abbreviations;
mod ambiguous_reading;
mod announced_after_meeting;
mod announced_list_missing;
mod chair_among_guests;
mod chair_named_twice;
mod chair_without_office;
mod cities_disagree;
mod city_outside_country;
mod count_mismatch;
mod cut_off_item;
mod dangling_reference;
mod dated_before_end;
mod dateline_elsewhere;
mod dates_disagree;
mod dual_label_disagreement;
mod duration_mismatch;
mod empty_item;
mod era_out_of_bounds;
mod front_matter_disagrees;
mod handling;
mod handling_mark_unknown;
mod handling_marks_contradict;
mod honorific_out_of_place;
mod host_without_chair;
mod impossible_day;
mod label_style_mixed;
mod lost_hyphen;
mod misspelt_name;
mod name_varies;
mod numbering_duplicate;
mod numbering_gap;
mod numbering_order;
mod numbering_unchanging;
mod office_rank_differs;
mod office_with_two_names;
mod one_co_chair;
mod online_with_place;
mod ordinal_cadence;
mod ordinals_disagree;
mod prose;
mod reversed_range;
mod sequences;
pub mod series;
mod session_outside_range;
mod surname_misspelt;
mod unnamed_co_chairs;
mod weekday_mismatch;
mod wording;
mod year_over_new_year;
mod year_slip;

#[cfg(test)]
mod specimen;

use crate::diag::explain::{Entry, Example};
use crate::diag::{Code, Diagnostic};
use crate::model::{Fact, Note};
use crate::source::{SourceFile, Span};
use abbreviations::Abbreviations;
use prose::Prose;
use sequences::Slip;

/// A check of one note: what it looks for, and how to see it fire.
pub struct Rule {
    /// Identity, severity and explanation.
    pub code: Code,
    /// A short note that fires it.
    pub firing: &'static str,
    /// A short note that does not.
    pub clean: &'static str,
    /// The check.
    pub check: fn(&Subject) -> Vec<Diagnostic>,
}

/// What a rule is handed: the note, its source, and the rule's own code to speak under.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The note.
    pub note: &'a Note,
    /// Its source.
    pub source: &'a SourceFile,
    prose: &'a Prose<'a>,
    abbreviations: &'a Abbreviations,
    slips: &'a [Slip],
    code: &'a Code,
}

impl<'a> Subject<'a> {
    /// A diagnostic of this rule about the words at `span`.
    pub fn at(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.code, self.source, span, message)
    }

    /// Whether a file of corrections says what counts, so that what the text says against itself is answered.
    pub fn is_settled<T>(&self, fact: Option<&Fact<T>>) -> bool {
        fact.and_then(|f| f.given.as_ref()).is_some_and(|g| g.file != *self.source.path)
    }

    /// The words at `span`, white space reduced to single spaces, for repeating them in a message.
    pub fn words(&self, span: Span) -> String {
        wording::brief(self.source.slice(span))
    }
}

/// Every rule about one note, by code.
pub const RULES: &[&Rule] = &[
    &chair_named_twice::RULE,
    &chair_without_office::RULE,
    &host_without_chair::RULE,
    &one_co_chair::RULE,
    &office_with_two_names::RULE,
    &office_rank_differs::RULE,
    &unnamed_co_chairs::RULE,
    &honorific_out_of_place::RULE,
    &chair_among_guests::RULE,
    &surname_misspelt::RULE,
    &impossible_day::RULE,
    &reversed_range::RULE,
    &weekday_mismatch::RULE,
    &dated_before_end::RULE,
    &announced_after_meeting::RULE,
    &year_slip::RULE,
    &dates_disagree::RULE,
    &duration_mismatch::RULE,
    &lost_hyphen::RULE,
    &era_out_of_bounds::RULE,
    &session_outside_range::RULE,
    &year_over_new_year::RULE,
    &numbering_gap::RULE,
    &numbering_duplicate::RULE,
    &numbering_order::RULE,
    &numbering_unchanging::RULE,
    &dual_label_disagreement::RULE,
    &count_mismatch::RULE,
    &label_style_mixed::RULE,
    &empty_item::RULE,
    &cut_off_item::RULE,
    &dangling_reference::RULE,
    &announced_list_missing::RULE,
    &city_outside_country::RULE,
    &cities_disagree::RULE,
    &online_with_place::RULE,
    &dateline_elsewhere::RULE,
    &ordinal_cadence::RULE,
    &ordinals_disagree::RULE,
    &misspelt_name::RULE,
    &name_varies::RULE,
    &abbreviation_undefined::RULE,
    &abbreviation_twice_defined::RULE,
    &abbreviation_explained_late::RULE,
    &front_matter_disagrees::RULE,
    &ambiguous_reading::RULE,
    &handling_mark_unknown::RULE,
    &handling_marks_contradict::RULE,
];

/// Applies every rule.
pub fn check(note: &Note, source: &SourceFile) -> Vec<Diagnostic> {
    let prose = &Prose::of(note);
    let abbreviations = &abbreviations::of(prose);
    let slips = &sequences::slips(note);
    let subject = |code| Subject { note, source, prose, abbreviations, slips, code };
    RULES.iter().flat_map(|rule| (rule.check)(&subject(&rule.code))).collect()
}

/// Every rule with its examples, those across notes included.
pub fn entries() -> Vec<Entry> {
    let one = |text| vec![Example { path: None, text }];
    let several = |notes: &[(&'static str, &'static str)]| {
        notes.iter().map(|&(path, text)| Example { path: Some(path), text }).collect()
    };
    let mut all: Vec<Entry> =
        RULES.iter().map(|r| Entry { code: &r.code, firing: one(r.firing), clean: one(r.clean) }).collect();
    let series = series::RULES.iter();
    all.extend(series.map(|r| Entry { code: &r.code, firing: several(r.firing), clean: several(r.clean) }));
    all
}
