//! Summaries put together by hand.

use super::summary::Spelled;
use super::{Sibling, Summary, Told, check};
use crate::diag::Diagnostic;
use crate::model::Cadence;
use crate::source::{SourceFile, Span};

/// A summary of a note of one series; nothing but its name is known.
pub(super) fn note(path: &str) -> Summary {
    Summary {
        path: path.to_owned(),
        id: path.to_owned(),
        head: told_as((), "title"),
        name: Some(told("Border Dialogue".to_owned())),
        ordinal: None,
        dates: None,
        city: None,
        country: None,
        chairs: Vec::new(),
        offices: Vec::new(),
        next_place: None,
        next_year: None,
        first_year: None,
        cadence: None,
        siblings: Vec::new(),
    }
}

/// A summary of the note about a numbered meeting.
pub(super) fn meeting(path: &str, ordinal: u32, dates: &str, city: &str) -> Summary {
    let Sibling { ordinal, dates, city, .. } = sibling(ordinal, dates, city);
    Summary { ordinal, dates, city, ..note(path) }
}

/// What a note says of another meeting; empty words say nothing.
pub(super) fn sibling(ordinal: u32, dates: &str, city: &str) -> Sibling {
    Sibling {
        name: None,
        ordinal: Some(told(ordinal)),
        dates: (!dates.is_empty()).then(|| told(dates.parse().expect("EDTF"))),
        city: (!city.is_empty()).then(|| told(city.to_owned())),
    }
}

pub(super) fn annual_since(summary: Summary, year: i16) -> Summary {
    Summary { first_year: Some(told(year)), cadence: Some(told(Cadence::Annual)), ..summary }
}

pub(super) fn told<T: Spelled + std::fmt::Debug>(value: T) -> Told<T> {
    let words = format!("{value:?}");
    told_as(value, &words)
}

pub(super) fn told_as<T: Spelled>(value: T, words: &str) -> Told<T> {
    Told::new(value, &SourceFile::from_text("a", words), Span::new(0, words.len()))
}

/// Where the rule with this code speaks up, and where it points.
pub(super) fn found(summaries: &[Summary], code: &str) -> Vec<(String, Vec<String>)> {
    let found: Vec<Diagnostic> = check(summaries).into_iter().filter(|d| d.code == code).collect();
    found.into_iter().map(|d| (d.path, d.related.into_iter().map(|r| r.path).collect())).collect()
}
