//! Persons and chairs in French and Spanish: « présidé par M. A, directeur au ministère de B », «presidida por la Dra. A».
//!
//! Handed: a view. Gives: mentions, and officers' parties. Knows nothing about other languages. Titles have small
//! letters there, so the words of office come from a list of their own.

mod chairs;
mod person;
mod words;

use super::mention::{Mention, Who};
use super::view::View;
use crate::lexicon::sorts::Sorts;
pub(super) use chairs::chairs;

/// Whether a passage is French or Spanish: its small words are, more than they are English.
pub(super) fn is_romance(v: &View) -> bool {
    let count = |sort| v.p.each(sort).filter(|&k| v.is_lower(k)).count();
    let romance = count(Sorts::ROMANCE);
    romance >= 2 && romance > 2 * count(Sorts::ENGLISH_SMALL)
}

/// Every person a passage names, in order.
pub(super) fn scan(v: &View) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut at = 0;
    while at < v.len() {
        match person::person(v, at) {
            Some(p) => {
                at = p.all.end.max(at + 1);
                mentions.push(Mention { all: p.all.clone(), who: Who::Person(Box::new(p)) });
            }
            None => at += 1,
        }
    }
    mentions
}
