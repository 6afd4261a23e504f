//! Summaries put together by hand.

use super::{Sibling, Summary, Told, check};
use crate::diag::{Diagnostic, Spot};
use crate::model::{Cadence, NoteKind};
use crate::source::{SourceFile, Span};

/// A summary of a note of one series; nothing but its name is known.
pub(super) fn note(path: &str) -> Summary {
    Summary {
        path: path.to_owned(),
        id: path.to_owned(),
        kind: NoteKind::PressRelease,
        status: None,
        head: spot(path, "title"),
        document_date: None,
        name: Some(told(path, "Border Dialogue".to_owned())),
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
    let Sibling { ordinal, dates, city, .. } = sibling(path, ordinal, dates, city);
    Summary { ordinal, dates, city, ..note(path) }
}

/// What the note at `path` says of another meeting; empty words say nothing.
pub(super) fn sibling(path: &str, ordinal: u32, dates: &str, city: &str) -> Sibling {
    Sibling {
        name: None,
        ordinal: Some(told(path, ordinal)),
        dates: (!dates.is_empty()).then(|| told(path, dates.parse().expect("EDTF"))),
        city: (!city.is_empty()).then(|| told(path, city.to_owned())),
    }
}

pub(super) fn annual_since(summary: Summary, year: i16) -> Summary {
    let path = summary.path.clone();
    Summary { first_year: Some(told(&path, year)), cadence: Some(told(&path, Cadence::Annual)), ..summary }
}

pub(super) fn told<T: std::fmt::Debug>(path: &str, value: T) -> Told<T> {
    let spot = spot(path, &format!("{value:?}"));
    Told { value, spot }
}

fn spot(path: &str, words: &str) -> Spot {
    Spot::new(&SourceFile::from_text(path, words), Span::new(0, words.len()))
}

/// Where the rule with this code speaks up, and where it points.
pub(super) fn found(summaries: &[Summary], code: &str) -> Vec<(String, Vec<String>)> {
    let found: Vec<Diagnostic> = check(summaries).into_iter().filter(|d| d.code == code).collect();
    found.into_iter().map(|d| (d.path, d.related.into_iter().map(|r| r.path).collect())).collect()
}
