//! Titles: the offices before and after names, and where they end.
//!
//! Handed: a view and a token. Gives: ranges of tokens. Knows nothing about what is inside a title (`office.rs`).

use super::name::{self, Led};
use super::person;
use super::view::View;
use crate::lexicon::Class;
use std::ops::Range;

/// No title is longer.
const LONGEST: usize = 48;

/// Words that bind the parts of a title, if a capital follows.
const OF: &[&str] = &["of", "for", "de", "du", "des", "del", "la", "el", "d", "à", "para"];

/// Other small words inside a title.
const BINDERS: &[&str] = &["and", "to", "the", "in", "charge", "on", "at", "&"];

/// A title that stands before a name, with the name.
#[derive(Debug, Clone)]
pub(super) struct Before {
    pub(super) title: Range<usize>,
    /// A courtesy between title and name.
    pub(super) courtesy: Option<Range<usize>>,
    pub(super) name: Range<usize>,
    /// Whether the title is a plural that several share ("Senior Directors").
    pub(super) many: bool,
}

/// The title and name that begin at `i` ("Secretary of State Antony Blinken").
pub(super) fn before_name(v: &View, i: usize) -> Option<Before> {
    if !may_begin(v, i) {
        return None;
    }
    let (at, many) = run_before_name(v, i)?;
    let courtesy = person::courtesies(v, at);
    let title_end = at;
    let at = courtesy.as_ref().map_or(at, |c| c.end);
    let name = name::name(v, at, Led::ByOffice).filter(|n| !goes_on(v, n.end))?;
    let mut end = title_end;
    while end > i
        && (v.possessive(end - 1) == 1 || !v.is_word(end - 1) && v.word(end - 1) != "." && v.word(end - 1) != ")")
    {
        end -= 1;
    }
    Some(Before { title: i..end, courtesy, name, many })
}

/// Whether more capitals follow: what was read as a name begins the name of a body ("Director of Musashino Institute").
fn goes_on(v: &View, at: usize) -> bool {
    v.is(at, &["and", "&"]) && names_body(v, at + 1)
        || v.is_capital(at) && (v.organization(at).is_some() || v.has(at, Class::Portfolio) || v.office(at).is_some())
}

/// Whether the capitals at `at` are a portfolio and end with a word for an organization ("Space Administration").
fn names_body(v: &View, at: usize) -> bool {
    let end = (at..at + 6).take_while(|&k| v.is_capital(k) && v.office(k).is_none()).last().unwrap_or(at);
    v.has(at, Class::Portfolio) && end > at && v.organization(end).is_some() && v.office(end + 1).is_none()
}

/// Whether a word may be the first of a title: a word of office, a place or an organization.
fn may_begin(v: &View, i: usize) -> bool {
    let known = v.office(i).is_some() || v.has(i, Class::OfficeModifier) || v.has(i, Class::Portfolio);
    v.is_capital(i)
        && (known
            || v.country(i).or_else(|| v.demonym(i)).is_some()
            || v.group(i).is_some()
            || v.organization(i).is_some()
            || !(v.calendar(i) || v.ordinary(i) && v.sentence(i).start == i))
}

/// Where the title that begins at `i` ends and a name begins, and whether the office is a plural.
fn run_before_name(v: &View, i: usize) -> Option<(usize, bool)> {
    let (mut at, mut head, mut bound, mut unknown) = (i, None, false, false);
    // whether the last word read can end a title ("of Finance", "of Japan", not "of Wisma", "of the National")
    let mut ends = false;
    while at < i + LONGEST {
        let after_head = head.is_some();
        if at > i && v.wide_gap(at) {
            return None;
        }
        if let Some((n, _)) = v.country(at).or_else(|| v.demonym(at)).or_else(|| Some((v.region(at)?, country_none())))
        {
            at += n;
            (bound, ends) = (false, true);
        } else if let Some((n, many)) = v.office(at).filter(|_| v.is_capital(at)) {
            head = Some(many);
            at += n;
            (bound, ends) = (false, true);
        } else if v.is_capital(at) {
            let local = v.locality(at).filter(|_| !after_head || v.before(at, &["of", "to", "in"]));
            let vocabulary = in_vocabulary(v, at) || local.is_some();
            let ordinary = v.ordinary(at);
            let bare_of = v.before(at, OF) || v.before(at, &["the", "and", "to", "in", "at", "&"]);
            if after_head && !bare_of && (starts_name(v, at, ordinary, vocabulary, bound) || courtesy_at(v, at)) {
                if bound && !ends {
                    return None;
                }
                break;
            }
            if !after_head && v.has(at, Class::GivenName) {
                return None;
            }
            unknown |= !vocabulary && !after_head && !is_acronym(v, at);
            let counts = v.phrase(at, |c| matches!(c, Class::Ordinal(_)).then_some(())).is_some();
            ends = (vocabulary || ordinary) && !counts && !v.is(at, ADJECTIVES) || is_acronym(v, at);
            at += local.unwrap_or(1);
        } else if after_head && v.particle(at) && v.is_capital(at + 1) && !v.is(at, OF) {
            break;
        } else if after_head && v.word(at) == "(" && is_acronym(v, at + 1) && v.word(at + 2) == ")" {
            at += 3;
        } else if (v.is(at, OF) || v.is(at, BINDERS)) && binds(v, at) {
            let and = v.is(at, &["and", "&"]);
            // "von der Leyen and Council President": a name before the "and" is no part of the title after it
            if and && !after_head && unknown {
                return None;
            }
            bound = !and || bound;
            at += 1;
        } else if v.possessive(at) > 0 && v.is_capital(at + v.possessive(at)) {
            at += v.possessive(at);
        } else if v.is_hyphen(at) && v.glued(at) && v.glued(at + 1) && v.is_word(at + 1) {
            at += 2;
        } else {
            return None;
        }
    }
    let organized = || (i..at).any(|k| v.organization(k).is_some());
    (!unknown || organized()).then_some((at, head?))
}

/// Portfolios' adjectives, which end no title.
const ADJECTIVES: &[&str] = &[
    "National",
    "Royal",
    "Federal",
    "General",
    "International",
    "Foreign",
    "Central",
    "Strategic",
    "Political",
    "Public",
    "Nuclear",
    "Human",
    "Natural",
    "Indo",
    "Non",
    "Anti",
    "Counter",
    "New",
];

/// A body's short name: capitals alone ("USAID").
fn is_acronym(v: &View, at: usize) -> bool {
    v.word(at).len() > 1 && v.word(at).chars().all(char::is_uppercase) && !v.title_case
}

/// A code that is never looked at: regions count as one word of the title.
fn country_none() -> crate::model::CountryCode {
    "ZZ".parse().expect("two capitals")
}

/// "Mr.", "Sir" after an office; a rank may still be part of the title.
fn courtesy_at(v: &View, at: usize) -> bool {
    v.honorific(at).is_some() && v.office(at).is_none() && person::courtesies(v, at).is_some()
}

fn in_vocabulary(v: &View, at: usize) -> bool {
    v.has(at, Class::Portfolio)
        || v.has(at, Class::OfficeModifier)
        || v.organization(at).is_some()
        || v.group(at).is_some()
}

/// "Odd-Einar": two capitals of which at least the second is no ordinary word.
fn is_double_name(v: &View, at: usize) -> bool {
    let joined = v.is_hyphen(at + 1) && v.glued(at + 1) && v.glued(at + 2) && v.is_capital(at + 2);
    joined
        && !v.ordinary(at + 2)
        && v.word(at + 2).len() > 2
        && !v.has(at, Class::Portfolio)
        && v.country(at + 2).is_none()
}

/// Whether the word after an office begins the name: a telling word, or an ordinary one right after the office before
/// another ("Vice Premier He Lifeng").
fn starts_name(v: &View, at: usize, ordinary: bool, vocabulary: bool, bound: bool) -> bool {
    // "OSTP Director": a body's short name before another office
    if is_double_name(v, at) {
        return true;
    }
    if vocabulary || v.office(at + 1).is_some_and(|_| v.is_capital(at + 1)) && !v.has(at, Class::GivenName) {
        return false;
    }
    !ordinary || (!bound && v.is_capital(at + 1) && !in_vocabulary(v, at + 1) && v.office(at + 1).is_none())
}

/// Whether a binding word stands before more of a title.
fn binds(v: &View, at: usize) -> bool {
    let mut next = at + 1;
    while next < at + 4 && (v.is(next, OF) || v.is(next, &["the", "and", "in", "charge"])) {
        next += 1;
    }
    v.is_capital(next) && !v.calendar(next)
}

/// The title that begins at `i`, after a name and a comma. It holds an office or an organization.
pub(super) fn after_name(v: &View, i: usize) -> Option<Range<usize>> {
    let start = if v.is(i, &["the", "a", "an"]) { i + 1 } else { i };
    let start = possessive_country(v, start).map_or(start, |(n, _)| start + n);
    let head = office_near(v, start)?;
    let end = extent(v, start, head);
    (end > start).then_some(start..end)
}

/// A country with a possessive at `i` ("Korea's"): number of tokens and code.
pub(super) fn possessive_country(v: &View, i: usize) -> Option<(usize, crate::model::CountryCode)> {
    let (n, code) = v.country(i)?;
    let p = v.possessive(i + n);
    (p > 0).then_some((n + p, code))
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
pub(super) fn is_membership(v: &View, at: usize) -> bool {
    v.is(at, &["Member"]) && v.is_capital(at) && v.is(at + 1, &["of", "with", "for"])
}

/// Whether a title after a name that has one before it is one: an office, or a body and then the end of the phrase.
pub(super) fn is_closed(v: &View, title: &Range<usize>) -> bool {
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
        return Some(at + n);
    }
    if let Some((n, _)) = v.office(at).filter(|_| v.is_capital(at)) {
        return Some(at + n);
    }
    if v.is_capital(at) {
        let stops = v.calendar_word(at) || courtesy(v, at) || person::bare_at(v, at).is_some();
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
    let fits = v.word(close) == ")" && inside && person::starts(v, at + 1).is_none();
    (fits && (v.glued(at) || acronym)).then_some(close + 1)
}

/// After a comma the title goes on with another office, an organization or a country, never with a person.
fn comma(v: &View, at: usize, segment: usize) -> Option<usize> {
    let and = v.is(at + 1, &["and"]);
    let next = if and { at + 2 } else { at + 1 };
    let next_word = if v.is(next, &["the"]) { next + 1 } else { next };
    if !v.is_capital(next_word) || person::starts(v, next).is_some() {
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
        let more = (v.is_capital(next) && !v.calendar_word(next)) || lower_portfolio(v, next);
        return more.then_some(next);
    }
    if v.is(at, &["in"]) && v.reads(at + 1, &["charge", "of"]) {
        return Some(the(at + 3));
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

impl View<'_> {
    /// Whether a month or weekday stands here as such: beside a number or before a comma.
    pub(super) fn calendar_word(&self, at: usize) -> bool {
        self.calendar(at) && !matches!(self.word(at), "May" | "March")
    }
}
