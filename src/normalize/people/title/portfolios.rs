//! Lists of portfolios inside a title: "Minister for Culture, Youth and Sports".
//!
//! Handed: a view and a comma. Gives: the end of the list. Knows nothing about persons.

use super::super::view::View;
use crate::lexicon::Class;

/// Portfolios a list holds at most.
const MOST: usize = 6;

/// The token after a list of portfolios that goes on behind a comma and is closed by an "and": every entry is a portfolio,
/// and no office or body follows ("Finance, Trade and Labour Minister B" is another person).
pub(in super::super) fn goes_on(v: &View, comma: usize) -> Option<usize> {
    let before = comma.checked_sub(1)?;
    if v.word(comma) != "," || !v.has(before, Class::Portfolio) {
        return None;
    }
    let mut at = comma + 1;
    for _ in 0..MOST {
        let closes = v.is(at, &["and", "&"]);
        // "Energy, and the Environment"
        let article = closes && v.is(at + 1, &["the"]);
        at = entry(v, at + usize::from(closes) + usize::from(article))?;
        if closes || v.is(at, &["and", "&"]) {
            let end = if closes { at } else { entry(v, at + 1)? };
            let name = v.is_capital(end) && v.ordinary(end);
            return (!heads(v, end) && !name).then_some(end);
        }
        at = if v.word(at) == "," { at + 1 } else { return None };
    }
    None
}

/// The end of one portfolio ("Rural Development"), up to three words.
fn entry(v: &View, at: usize) -> Option<usize> {
    // "Barbuda Affairs": the affairs of a part of the country
    let affairs = |k: usize| v.is(k + 1, &["Affairs"]) && !v.calendar_word(k);
    let word = |k: usize| v.is_capital(k) && (v.has(k, Class::Portfolio) || affairs(k)) && !heads(v, k);
    let end = (at..at + 3).find(|&k| !word(k)).unwrap_or(at + 3);
    (end > at).then_some(end)
}

/// Whether an office or a body's head stands at a token.
fn heads(v: &View, at: usize) -> bool {
    v.office(at).is_some_and(|_| v.is_capital(at)) || v.organization(at).is_some() || v.honorific(at).is_some()
}
