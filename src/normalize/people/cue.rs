//! Words of chairing: "co-chaired", "chairmanship", "vice-chair", "presided".
//!
//! Handed: a view and a token. Gives: the form of the word there. Knows nothing about who chairs what.

use super::view::View;
use crate::lexicon::sorts::Sorts;
use crate::model::Role;
use std::ops::Range;

/// A word of chairing.
#[derive(Debug, Clone)]
pub(super) struct Cue {
    pub(super) all: Range<usize>,
    pub(super) form: Form,
    /// What the word itself says: "co-", "vice-".
    pub(super) role: Role,
}

/// The form of the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "chaired", "presided (over)"
    Past,
    /// "chairing", "presiding"
    Ing,
    /// "chair", "chairman", "chairperson"
    One,
    /// "chairs", "chairmen"
    Many,
    /// "chairmanship"
    Ship,
    /// "presidency", "leadership": of a person only, and where the meeting was held under it
    Lead,
    /// "led"
    Led,
}

/// The word of chairing that begins at `i`.
pub(super) fn at(v: &View, i: usize) -> Option<Cue> {
    if v.sort(i, Sorts::CHAIRING) { word_of_chairing(v, i) } else { None }
}

fn word_of_chairing(v: &View, i: usize) -> Option<Cue> {
    let word = v.word(i);
    let hyphen = |k: usize| v.is_hyphen(k) || v.word(k) == "–";
    let (role, stem) = match word.to_ascii_lowercase().as_str() {
        "co" if hyphen(i + 1) => (Role::CoChair, i + 2),
        "co" => (Role::CoChair, i + 1),
        "vice" if hyphen(i + 1) => (Role::ViceChair, i + 2),
        "vice" => (Role::ViceChair, i + 1),
        _ => (Role::Chair, i),
    };
    let lower = v.word(stem).to_ascii_lowercase();
    let joined = lower.strip_prefix("co").filter(|rest| stem == i && rest.starts_with("chair"));
    let role = if joined.is_some() { Role::CoChair } else { role };
    let form = match joined.unwrap_or(&lower) {
        "chaired" => Form::Past,
        "presided" if role == Role::Chair => Form::Past,
        "chairing" => Form::Ing,
        "presiding" if role == Role::Chair => Form::Ing,
        "chair" | "chairman" | "chairwoman" | "chairperson" => Form::One,
        "chairs" | "chairmen" | "chairpersons" | "chairwomen" => Form::Many,
        "chairmanship" | "chairpersonship" | "chairship" => Form::Ship,
        "presidency" | "leadership" if lower == joined.unwrap_or(&lower) => Form::Lead,
        "led" => Form::Led,
        _ => return None,
    };
    Some(Cue { all: i..stem + 1, form, role })
}

/// Every word of chairing of a passage, in order.
pub(super) fn all(v: &View) -> Vec<Cue> {
    debug_assert!(v.p.lists(Sorts::CHAIRING, |i| word_of_chairing(v, i).is_some()), "a word of chairing is not listed");
    let mut cues: Vec<Cue> = Vec::new();
    for i in v.p.each(Sorts::CHAIRING) {
        if cues.last().is_some_and(|c| i < c.all.end) {
            continue;
        }
        cues.extend(at(v, i));
    }
    cues
}
