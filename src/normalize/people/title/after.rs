//! Titles after names: "A, Deputy Minister of Water, Ministry of Water of Slovakia".
//!
//! Handed: a view and a token. Gives: the tokens of the title. Knows nothing about what stands before names.

use super::super::person;
use super::super::view::View;
use super::{LONGEST, OF, portfolios, possessive_country};
use crate::lexicon::Class;
use std::ops::Range;

/// The title that begins at `i`, after a name and a comma. It holds an office or an organization.
pub(in super::super) fn after_name(v: &View, i: usize) -> Option<Range<usize>> {
    let start = if v.is(i, &["the", "a", "an"]) { i + 1 } else { i };
    let start = possessive_country(v, start).map_or(start, |(n, _)| start + n);
    let head = office_near(v, start)?;
    let end = extent(v, start, head);
    (end > start).then_some(start..end)
}

/// End of the office or organization that heads a title beginning at `start`: within its first words, before any comma.
fn office_near(v: &View, start: usize) -> Option<usize> {
    let mut at = start;
    while at < start + 14 && at < v.len() {
        if let Some((n, _)) = v.office(at).filter(|_| v.is_capital(at) || lower_office_fits(v, at)) {
            return Some(at + n);
        }
        if is_membership(v, at) {
            return Some(at + 1);
        }
        if let Some(n) = v.organization(at) {
            return Some(at + n);
        }
        let place = v.country(at).or_else(|| v.demonym(at)).map(|(n, _)| n);
        if let Some(n) = place.or_else(|| v.region(at)) {
            at += n;
        } else if v.is_capital(at) && !v.calendar(at) && v.honorific(at).is_none() {
            at += 1;
        } else if v.possessive(at) > 0 {
            at += v.possessive(at);
        } else if v.is_hyphen(at)
            || v.word(at) == "/"
            || (v.is(at, OF) && at > start)
            || at > start && v.is(at, &["and", "the", "&"])
            || v.is(at, &["then", "former"])
        {
            at += 1;
        } else {
            return None;
        }
    }
    None
}

/// "Member of the Council", "Independent Member with Insurance Expertise": an office with what it is of.
pub(in super::super) fn is_membership(v: &View, at: usize) -> bool {
    v.is(at, &["Member"]) && v.is_capital(at) && v.is(at + 1, &["of", "with", "for"])
}

/// Whether a title after a name that has one before it is one: an office, or a body and then the end of the phrase.
pub(in super::super) fn is_closed(v: &View, title: &Range<usize>) -> bool {
    !v.is_capital(title.end) || title.clone().any(|k| v.office(k).is_some())
}

/// Lower-case offices count only as the first words of a title: "Emily Horne, spokesperson for …".
fn lower_office_fits(v: &View, at: usize) -> bool {
    v.is_lower(at)
        && v.word(at - 1) == ","
        && !v.is(at, &["head", "chief", "lead", "fellow", "expert", "chair", "deputy"])
        || v.before(at, &["the", "its", "deputy", "former"]) && v.is_lower(at)
}

/// End of the title whose head ends at `at`.
fn extent(v: &View, start: usize, head_end: usize) -> usize {
    let mut at = head_end;
    let limit = start + LONGEST;
    let mut segment = start;
    while at < limit && at < v.len() {
        let Some(next) = step(v, at, segment) else { break };
        if v.word(at) == "," {
            segment = at + 1;
        }
        at = next;
    }
    // what follows a comma turned out to be no part of it
    if at > head_end && v.word(at - 1) == "," { at - 1 } else { at }
}

/// The token after the next part of a title, if there is more of it.
fn step(v: &View, at: usize, segment: usize) -> Option<usize> {
    let word = v.word(at);
    if let Some((n, _)) = v.country(at) {
        // "Brunei: Mr. B" on the next line of a list
        return (v.word(at + n) != ":").then_some(at + n);
    }
    if let Some((n, _)) = v.office(at).filter(|_| v.is_capital(at)) {
        return Some(at + n);
    }
    if v.is_capital(at) {
        // "… of Tajikistan⏎Participants: …": the label of the next row
        let label = v.word(at + 1) == ":";
        let stops =
            label || v.calendar_word(at) || courtesy(v, at) || person::bare_at(v, at).is_some() || full_name(v, at);
        return (!stops).then(|| at + word_len(v, at));
    }
    if v.possessive(at) > 0 {
        let next = at + v.possessive(at);
        return v.is_capital(next).then_some(next);
    }
    match word {
        "-" | "‐" | "‑" | "/" if v.is_word(at + 1) && (v.glued(at + 1) || v.is_capital(at + 1)) => Some(at + 2),
        "–" if v.glued(at) && v.glued(at + 1) && v.is_capital(at + 1) => Some(at + 2),
        "(" => bracket(v, at),
        "," => comma(v, at, segment),
        _ => connective(v, at),
    }
}

/// A given name and a telling word, with no body they could be the name of: another person, never a part of a title.
fn full_name(v: &View, at: usize) -> bool {
    let given = v.has(at, Class::GivenName) && !v.before(at, OF) && v.is_capital(at + 1) && !v.ordinary(at + 1);
    given && !(at + 1..at + 6).take_while(|&k| v.is_capital(k)).any(|k| in_title(v, k))
}

/// Whether a word belongs to offices and bodies.
fn in_title(v: &View, at: usize) -> bool {
    v.organization(at).is_some() || v.office(at).is_some() || v.has(at, Class::Portfolio)
}

fn word_len(v: &View, at: usize) -> usize {
    // "Int'l", "St." and letters with stops are single words
    if v.word(at + 1) == "." && v.glued(at + 1) && v.word(at).len() <= 2 && v.is_capital(at + 2) { 2 } else { 1 }
}

/// "Mr." or "H.E." begins another person; a rank may stand inside a title ("Commander, Major General").
fn courtesy(v: &View, at: usize) -> bool {
    let led = v.honorific(at).is_some_and(|n| v.office(at).is_none_or(|(m, _)| m < n));
    led && person::courtesies(v, at).is_some()
}

/// A bracket inside a title: "Secretary(West)", "Institute for Global Affairs (MIGA) at …".
fn bracket(v: &View, at: usize) -> Option<usize> {
    let close = (at + 1..at + 10).find(|&k| matches!(v.word(k), ")" | "(" | ";"))?;
    let inside =
        (at + 1..close).all(|k| v.is_capital(k) || v.is_hyphen(k) || v.word(k) == "&" || v.is(k, &["and", "of"]));
    let acronym = close == at + 2;
    if v.country(at + 1).is_some_and(|(n, _)| at + 1 + n == close) {
        return None;
    }
    let fits = v.word(close) == ")" && inside && person::starts(v, at + 1).is_none();
    (fits && (v.glued(at) || acronym)).then_some(close + 1)
}

/// After a comma the title goes on with another office, an organization or a country, never with a person.
fn comma(v: &View, at: usize, segment: usize) -> Option<usize> {
    if let Some(end) = portfolios::goes_on(v, at) {
        return Some(end);
    }
    let and = v.is(at + 1, &["and"]);
    let next = if and { at + 2 } else { at + 1 };
    let next_word = if v.is(next, &["the"]) { next + 1 } else { next };
    if !v.is_capital(next_word) || person::starts(v, next).is_some() || full_name(v, next) {
        return None;
    }
    if and {
        let said = (segment..at).any(|k| v.country(k).is_some());
        return (v.office(next).is_some() && !said).then_some(next);
    }
    let place = v.country(next_word).is_some_and(|(n, _)| segment_ends(v, next_word + n));
    (place || heads_segment(v, next_word)).then_some(next)
}

fn segment_ends(v: &View, at: usize) -> bool {
    at >= v.len() || !v.is_word(at) || v.is(at, &["and"])
}

/// Whether the words up to the next comma name an office or an organization, or end with a country.
fn heads_segment(v: &View, start: usize) -> bool {
    let mut at = start;
    while at < start + 16 && at < v.len() {
        if v.office(at).is_some_and(|_| v.is_capital(at)) || v.organization(at).is_some() {
            return true;
        }
        if let Some((n, _)) = v.country(at) {
            at += n;
            if segment_ends(v, at) && at > start + n {
                return true;
            }
        } else if v.is_capital(at) && !v.calendar_word(at)
            || v.is(at, OF)
            || v.is(at, &["and", "the", "&"])
            || v.is_hyphen(at)
        {
            at += 1;
        } else if v.word(at) == "(" && v.glued(at) {
            at = (at..at + 10).find(|&k| v.word(k) == ")").map_or(at + 1, |k| k + 1);
        } else {
            return v.possessive(at) > 0;
        }
    }
    false
}

fn connective(v: &View, at: usize) -> Option<usize> {
    let the = |k: usize| if v.is(k, &["the"]) { k + 1 } else { k };
    let next = the(at + 1);
    if v.is(at, OF) {
        // "Chairman of the 40th Standing Committee"
        let next = next + count(v, next);
        let more = (v.is_capital(next) && !v.calendar_word(next)) || lower_portfolio(v, next);
        return more.then_some(next);
    }
    if v.is(at, &["in"]) && v.reads(at + 1, &["charge", "of"]) {
        return Some(the(at + 3));
    }
    if v.is(at, &["with"]) && at > 0 && is_membership(v, at - 1) {
        return v.is_capital(next).then_some(next);
    }
    if v.is(at, &["in", "at", "from", "with"]) {
        return (!v.is(at, &["with", "from"]) && organization_follows(v, next)).then_some(next);
    }
    if v.is(at, &["to", "on"]) {
        return (v.is_capital(next) && !v.calendar_word(next) && person::starts(v, next).is_none()).then_some(next);
    }
    if v.is(at, &["and", "&", "y", "et"]) {
        return and(v, at);
    }
    (lower_portfolio(v, at) && (v.before(at, OF) || lower_portfolio(v, at - 1) || v.before(at, &["and"])))
        .then_some(at + 1)
}

/// Number of tokens of an ordinal in figures before a capital: "40th".
fn count(v: &View, at: usize) -> usize {
    let figures = !v.word(at).is_empty() && v.word(at).bytes().all(|b| b.is_ascii_digit());
    let ordinal = figures && v.glued(at + 1) && v.is(at + 1, &["st", "nd", "rd", "th"]) && v.is_capital(at + 2);
    if ordinal { 2 } else { 0 }
}

/// "and" goes on with a title unless a person, a country, or an office with an article follows.
fn and(v: &View, at: usize) -> Option<usize> {
    let next = at + 1;
    if v.is(next, &["the"]) && (v.office(next + 1).is_some() || !organization_follows(v, next + 1)) {
        return None;
    }
    let start = if v.is(next, &["the"]) { next + 1 } else { next };
    let stops = v.country(start).is_some() || person::starts(v, start).is_some() || v.calendar_word(start);
    (v.is_capital(start) && !stops || lower_portfolio(v, start) && lower_portfolio(v, at - 1)).then_some(start)
}

fn lower_portfolio(v: &View, at: usize) -> bool {
    v.is_lower(at) && v.has(at, Class::Portfolio)
}

/// Whether an organization is named by the capitals that begin at `at`.
fn organization_follows(v: &View, at: usize) -> bool {
    let mut k = at;
    while k < at + 9 {
        if v.organization(k).is_some() {
            return true;
        }
        match v.country(k) {
            Some((n, _)) => k += n,
            None if v.is_capital(k) || v.is(k, OF) || v.is(k, &["the"]) => k += 1,
            None if v.possessive(k) > 0 => k += v.possessive(k),
            None => return false,
        }
    }
    false
}
