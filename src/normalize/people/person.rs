//! Persons: courtesy, name, title before or after, post-nominals, in one phrase.
//!
//! Handed: a view. Gives: every person of the passage as ranges of tokens. Knows nothing about roles.

use super::name::{self, Led};
use super::office::{Office, first_office};
use super::title;
use super::view::View;
use crate::lexicon::Class;
use crate::lexicon::sorts::Sorts;
use crate::model::CountryCode;
use std::ops::Range;

/// A person as the tokens have it.
#[derive(Debug, Clone)]
pub(super) struct Person {
    /// Everything, from the courtesy or title to the end of the title after the name.
    pub(super) all: Range<usize>,
    pub(super) honorific: Option<Range<usize>>,
    pub(super) name: Range<usize>,
    /// The title before the name.
    pub(super) before: Option<Range<usize>>,
    /// The title after the name.
    pub(super) after: Option<Range<usize>>,
    /// A country or body said around the person ("Prime Minister Kishida of Japan").
    pub(super) of: Option<Range<usize>>,
    /// The parts of the title after the name, where the grammar that read it told them apart.
    pub(super) parts: Option<Office>,
    /// The country in words around the person, with the words.
    pub(super) country: Option<(CountryCode, Range<usize>)>,
    /// The rule that found the person.
    pub(super) rule: &'static str,
    /// Whether the title before the name is a plural that several share.
    pub(super) shared: bool,
}

/// Whether a person begins at `i` (or after "the" at `i`), with courtesy or title, or a name with a title after it.
pub(super) fn starts(v: &View, i: usize) -> Option<()> {
    let at = if v.is(i, &["the"]) { i + 1 } else { i };
    let led = courtesies(v, at).is_some() || title::before_name(v, at).is_some();
    (led || bare_at(v, at).is_some()).then_some(())
}

/// Tokens from the beginning of a name to the office behind it, at most.
const REACH: usize = 64;

/// A name without courtesy at `i`, where an office or a membership may stand behind it.
fn name_before_title(v: &View, i: usize) -> Option<Range<usize>> {
    if !v.is_capital(i) || v.ordinary(i) && v.word(i).len() > 4 {
        return None;
    }
    if v.holds_office(i..i + REACH) || v.holds_member { name::name(v, i, Led::Bare) } else { None }
}

/// A name without courtesy at `i` that a comma and an office follow.
pub(super) fn bare_at(v: &View, i: usize) -> Option<Range<usize>> {
    name_before_title(v, i).filter(|name| is_followed_by_office(v, name))
}

/// Whether a comma and the office of the one who bears it follow a name.
fn is_followed_by_office(v: &View, name: &Range<usize>) -> bool {
    let office = v.word(name.end) == "," && titled(v, name.end + 1);
    office && !is_thing(v, name) && has_own_office(v, name)
}

/// Words that begin or end the names of places and things.
const THINGS: &[&str] = &[
    "Act",
    "Channel",
    "Cup",
    "Grant",
    "Address",
    "Proclamation",
    "Amendment",
    "Month",
    "Week",
    "Day",
    "News",
    "Partners",
    "Highness",
    "Excellency",
    "Majesty",
    "Strait",
    "Island",
    "Islands",
    "Bay",
    "Sea",
    "River",
    "Valley",
    "Street",
    "Avenue",
    "Building",
    "Hall",
    "House",
    "Hotel",
    "Summit",
    "Accord",
    "Accords",
    "Treaty",
    "Protocol",
    "Initiative",
    "Camp",
    "Fort",
    "Mount",
    "Lake",
    "Port",
    "Cape",
    "Operation",
    "Project",
    "Q",
    "Times",
    "Journal",
    "Airport",
    "City",
];

/// Prepositions and articles before a place or a thing, not before a person in a list.
const BEFORE_THINGS: &[&str] = &[
    "in",
    "at",
    "under",
    "across",
    "after",
    "during",
    "on",
    "near",
    "into",
    "through",
    "within",
    "the",
    "a",
    "an",
    "this",
    "that",
    "our",
    "his",
    "her",
    "its",
    "their",
    "around",
    "throughout",
    "off",
];

/// Whether a bare name is a place's or a thing's ("Under the Dodd-Moore Act, …", "at Camp David, …").
fn is_thing(v: &View, name: &Range<usize>) -> bool {
    let place = v.locality(name.start).is_some_and(|n| name.start + n >= name.end);
    let given = v.has(name.start, Class::GivenName);
    place || name.clone().any(|k| v.is(k, THINGS)) || !given && v.before(name.start, BEFORE_THINGS)
}

/// Whether the office after a bare name is that person's: not one with a name of its own after it ("A, Vice President
/// B"), and not one that acts ("in A, the President said").
fn has_own_office(v: &View, name: &Range<usize>) -> bool {
    let start = name.end + 1;
    let the = v.is(start, &["the"]);
    let at = if the { start + 1 } else { start };
    let acts = v.office(at).filter(|_| the || v.is_lower(at)).is_some_and(|(n, _)| {
        let next = at + n;
        v.is_lower(next) && !v.is(next, &["of", "for", "at", "to", "in", "from", "and", "on", "with"])
    });
    let owned = the && v.office(at).is_some_and(|(n, _)| v.possessive(at + n) > 0);
    !acts && !owned && title::before_name(v, at).is_none()
}

/// Whether the words at `i` begin with an office, its modifiers and portfolio aside.
fn titled(v: &View, i: usize) -> bool {
    let mut at = if v.is(i, &["the"]) { i + 1 } else { i };
    at = title::possessive_country(v, at).map_or(at, |(n, _)| at + n);
    let (start, end) = (at, at + 9);
    while at < end {
        if v.office(at).is_some_and(|_| v.is_capital(at) || at == start) || title::is_membership(v, at) {
            return true;
        }
        let words = |k: usize| v.has(k, Class::Portfolio) || v.has(k, Class::OfficeModifier);
        match v.country(at).or_else(|| v.demonym(at)) {
            Some((n, _)) => at += n,
            None if v.is_capital(at) && v.honorific(at).is_none() => at += 1,
            None if v.is(at, &["and", "&"]) && at > start && words(at - 1) && words(at + 1) => at += 1,
            None if v.is_hyphen(at) || v.possessive(at) > 0 || v.word(at) == "s" && v.glued(at) => at += 1,
            None => return false,
        }
    }
    false
}

/// The courtesies and ranks that begin at `i`.
pub(super) fn courtesies(v: &View, i: usize) -> Option<Range<usize>> {
    if !v.sort(i, Sorts::HONORIFIC.or(Sorts::RANK)) && !v.is(i, &["the"]) {
        return None;
    }
    // "the El-Sheikh Summit"
    if v.glued(i) && i > 0 && v.is_hyphen(i - 1) {
        return None;
    }
    // "Lieutenant Governor" is an office, no rank
    let rank = v.honorific(i);
    if rank.is_some_and(|n| v.office(i).is_some_and(|(m, _)| m > n)) {
        return None;
    }
    let mut at = i;
    loop {
        let next = if v.is(at, &["the"]) || (at > i && v.word(at) == ",") { at + 1 } else { at };
        match v.honorific(next) {
            Some(n) if next == at || at > i => at = retired(v, next + n),
            // the Burmese courtesy is a single letter, told by the courtesy before it
            _ if at > i && v.word(at) == "U" && v.is_capital(at + 1) => at += 1,
            _ => break,
        }
    }
    // "Mr. de la Cruz", "Ms. van der Berg"
    // but not the band "Kata'ib Sayyid al-Badr"
    let inside = i > 0 && v.is_capital(i - 1) || v.is(i, &["sayyid", "sayed"]);
    let bound =
        v.particle(at) && !inside && (at + 1..at + 3).any(|k| v.is_capital(k)) && !v.is(at, &["of", "and", "the"]);
    (at > i && (v.is_capital(at) || bound) && !is_word_of_body(v, i..at)).then_some(i..at)
}

/// "General" in "Deputy Director General", "General Intelligence Agency", "Tribal General Welfare Act": a rank alone that
/// is also a plain word, after another capital or before the words of a body.
fn is_word_of_body(v: &View, rank: Range<usize>) -> bool {
    if rank.len() > 1 || !v.has(rank.start, Class::Rank) || !v.ordinary(rank.start) {
        return false;
    }
    let before = rank.start.checked_sub(1).filter(|&k| v.is_capital(k) && v.sentence(k).contains(&rank.start));
    let inside = before.is_some_and(|k| v.office(k).is_none() && v.honorific(k).is_none() && !v.wide_gap(rank.start));
    let run = (rank.end..rank.end + 6).take_while(|&k| v.is_capital(k) && v.office(k).is_none());
    let body = run.clone().any(|k| v.organization(k).is_some() || v.is(k, BODIES));
    inside || body || v.has(rank.end, Class::Portfolio) && v.ordinary(rank.end)
}

/// Words that end the name of what is no person.
const BODIES: &[&str] = &[
    "Act",
    "Agreement",
    "Assembly",
    "Election",
    "Elections",
    "Conference",
    "Meeting",
    "Session",
    "Debate",
    "Convention",
    "Accounting",
    "Law",
    "Memorial",
    "Day",
    "Order",
    "Motors",
    "Electric",
    "Hospital",
    "System",
    "Discussion",
    "Counsel",
    "Secretariat",
    "Provisions",
];

/// The token after "(Ret.)" between a rank and a name.
fn retired(v: &View, at: usize) -> usize {
    v.postnominal(at).filter(|_| v.word(at) == "(").map_or(at, |n| at + n)
}

/// The person that begins at `i`.
pub(super) fn person(v: &View, i: usize) -> Option<Vec<Person>> {
    if let Some(found) = courtesies(v, i).and_then(|courtesy| with_courtesy(v, courtesy)) {
        return Some(vec![found]);
    }
    if let Some(before) = title::before_name(v, i) {
        return Some(led_by_title(v, before));
    }
    let bracketed = |name: &Range<usize>| v.word(name.end) == "(" && titled(v, name.end + 1);
    let name = name_before_title(v, i).filter(|name| is_followed_by_office(v, name) || bracketed(name))?;
    Some(vec![finish(v, None, None, name, "people/name-title")])
}

/// A name that nothing but its place in a list of chairs tells.
pub(super) fn bare(v: &View, i: usize) -> Option<Person> {
    let name = name::name(v, i, Led::Bare)?;
    let words = name.clone().filter(|&k| v.is_word(k)).count();
    let telling = name.clone().filter(|&k| v.is_word(k) && !v.ordinary(k)).count();
    (words <= 4 && telling >= 2 || words == 2 && v.has(i, Class::GivenName))
        .then(|| finish(v, None, None, name, "people/name"))
}

fn with_courtesy(v: &View, courtesy: Range<usize>) -> Option<Person> {
    if let Some(before) = title::before_name(v, courtesy.end) {
        return Some(finish(v, Some(courtesy), Some(before.title), before.name, "people/honorific-title-name"));
    }
    let name = name::name(v, courtesy.end, Led::ByHonorific)?;
    // "General Counsel", "Major Increases": a rank that is also a plain word needs a name that is none
    let plain = courtesy.len() == 1 && v.has(courtesy.start, Class::Rank);
    if plain && v.ordinary(name.start) || is_no_surname(v, &name) {
        return None;
    }
    let name = name::with_comma(v, name);
    Some(finish(v, Some(courtesy), None, name, "people/honorific-name"))
}

/// Words that begin a sentence and are no name unless more of one follows ("Rev. Thank you all", "He Lifeng").
const OPENERS: &[&str] = &[
    "Thank", "And", "Because", "But", "So", "The", "He", "She", "They", "We", "It", "This", "That", "If", "When",
    "Over", "In", "On", "Is", "Are", "What", "You", "I", "My", "At", "As", "For", "To", "There", "Now", "Then", "Well",
    "Yes", "Not",
];

/// Whether what follows a courtesy is a word that begins a sentence, or one letter.
fn is_no_surname(v: &View, name: &Range<usize>) -> bool {
    name.len() == 1 && (v.is(name.start, OPENERS) || v.word(name.start).chars().count() == 1)
}

/// Persons who share a title before their names, or the one who has it alone.
fn led_by_title(v: &View, before: title::Before) -> Vec<Person> {
    let title = before.title;
    let first = finish(v, before.courtesy, Some(title.clone()), before.name, "people/title-name");
    let mut end = first.all.end;
    let mut persons = vec![first];
    while let Some(at) = separator(v, end).filter(|_| before.many) {
        // "Ambassadors Ono and Lee": family names alone
        let alone = persons[0].name.len() == 1 && !v.ordinary(at);
        let family = || name::name(v, at, Led::ByOffice).filter(|n| alone && n.len() == 1 && !v.is_capital(n.end));
        let name = name::name(v, at, Led::Bare).or_else(family);
        let Some(name) = name.filter(|_| title::before_name(v, at).is_none()) else { break };
        let mut next = finish(v, None, Some(title.clone()), name, "people/shared-title");
        next.all.start = next.name.start;
        end = next.all.end;
        persons.push(next);
    }
    persons.iter_mut().for_each(|p| p.shared = before.many);
    // what is said after the last of them is said of all
    if let Some((of, country)) = persons.last().map(|p| (p.of.clone(), p.country.clone())).filter(|_| persons.len() > 1)
    {
        for p in &mut persons {
            p.of = p.of.take().or_else(|| of.clone());
            p.country = p.country.take().or_else(|| country.clone());
        }
    }
    persons
}

/// The token after "and", "," or ", and".
pub(super) fn separator(v: &View, at: usize) -> Option<usize> {
    match v.word(at) {
        "," | ";" if v.is(at + 1, &["and", "y", "et"]) => Some(at + 2),
        "," | ";" | "&" => Some(at + 1),
        _ if v.is(at, &["and", "y", "et"]) => Some(at + 1),
        _ => None,
    }
}

impl Person {
    /// A name with what stands before it.
    pub(super) fn named(
        honorific: Option<Range<usize>>,
        before: Option<Range<usize>>,
        name: Range<usize>,
        rule: &'static str,
    ) -> Self {
        let start = honorific.iter().chain(&before).map(|r| r.start).min().unwrap_or(name.start);
        Self {
            all: start..name.end,
            honorific,
            name,
            before,
            after: None,
            of: None,
            parts: None,
            country: None,
            rule,
            shared: false,
        }
    }
}

/// Completes a person with what stands after the name.
fn finish(
    v: &View,
    honorific: Option<Range<usize>>,
    before: Option<Range<usize>>,
    name: Range<usize>,
    rule: &'static str,
) -> Person {
    let mut p = Person::named(honorific, before, name, rule);
    p.all.end = skip_postnominals(v, p.name.end);
    let fits =
        |t: &Range<usize>| p.before.is_none() || title::is_closed(v, t) && !is_plural(v, t) && !leads_a_name(v, t.end);
    match title_in(v, p.all.end).filter(fits) {
        Some(title) => add_title(v, &mut p, title),
        None => add_place(v, &mut p),
    }
    add_side(v, &mut p);
    p
}

/// Whether a name begins right behind a title: in "Speaker A, Minority Leader B" each office stands before its holder.
fn leads_a_name(v: &View, end: usize) -> bool {
    let telling = v.is_capital(end) && (v.has(end, Class::GivenName) || !v.ordinary(end));
    telling && v.country(end).is_none() && v.organization(end).is_none() && name::name(v, end, Led::Bare).is_some()
}

/// Whether the first office of a title is a plural: "Governor A, Senators B and C" are three.
pub(super) fn is_plural(v: &View, title: &Range<usize>) -> bool {
    first_office(v, title.clone()).and_then(|o| v.office(o.start)).is_some_and(|(_, many)| many)
}

/// "from the Indian side", "on the side of Japan", "on behalf of Japan" after a person.
fn add_side(v: &View, p: &mut Person) {
    let at = p.all.end;
    let article = at + 1 + usize::from(v.is(at + 1, &["the"]));
    let place = |k: usize| v.demonym(k).or_else(|| v.country(k));
    let adjective = place(article).filter(|(n, _)| v.is(at, &["from", "on", "for"]) && v.is(article + n, &["side"]));
    let behalf = v.reads(at, &["on", "behalf", "of"]) || v.reads(at, &["on", "the", "side", "of"]);
    let of = (at..at + 4).find(|&k| v.is(k, &["of"])).map(|k| k + 1 + usize::from(v.is(k + 1, &["the"])));
    let noun = of.filter(|_| behalf).and_then(|k| v.country(k).map(|(n, code)| (k, n, code)));
    let (words, code, end) = match (adjective, noun) {
        (Some((n, code)), _) => (article..article + n, code, article + n + 1),
        (None, Some((k, n, code))) => (k..k + n, code, k + n),
        (None, None) => return,
    };
    p.all.end = end;
    p.country = p.country.take().or(Some((code, words)));
}

/// The title after a name, and a country in brackets after it.
fn add_title(v: &View, p: &mut Person, title: Range<usize>) {
    let at = p.all.end;
    let from = if v.is(at + 1, &["the"]) { at + 2 } else { at + 1 };
    p.country = title::possessive_country(v, from).map(|(n, code)| (code, from..from + n));
    p.all.end = title.end + usize::from(v.word(at) == "(" && v.word(title.end) == ")");
    if let Some((code, words)) = bracketed_country(v, p.all.end).filter(|_| p.country.is_none()) {
        p.all.end = words.end + 1;
        p.country = Some((code, words));
    }
    p.after = Some(title);
}

/// What follows a name that no title follows: "of Japan", "(Japan)", ", Japan".
fn add_place(v: &View, p: &mut Person) {
    let at = p.all.end;
    let apart = v.word(at) == "," && v.is(at + 1, &["of", "from"]);
    if let Some(of) = said_of(v, at + usize::from(apart)) {
        p.country = country_in(v, of.clone());
        p.all.end = of.end;
        p.of = Some(of);
        return;
    }
    let named = p.before.is_some() || p.honorific.is_some();
    let after_comma = || comma_country(v, at).filter(|_| named).map(|(n, code)| (code, at + 1..at + 1 + n));
    let bracketed = bracketed_country(v, at);
    let close = usize::from(bracketed.is_some());
    if let Some((code, words)) = bracketed.or_else(after_comma) {
        p.all.end = words.end + close;
        p.country = Some((code, words));
    }
}

/// "(Japan)" at a token.
pub(super) fn bracketed_country(v: &View, at: usize) -> Option<(CountryCode, Range<usize>)> {
    let (n, code) = v.country(at + 1).filter(|_| v.word(at) == "(")?;
    (v.word(at + 1 + n) == ")").then_some((code, at + 1..at + 1 + n))
}

/// ", Japan" after a name, before the list goes on.
fn comma_country(v: &View, at: usize) -> Option<(usize, CountryCode)> {
    let (n, code) = v.country(at + 1).filter(|_| v.word(at) == ",")?;
    let end = at + 1 + n;
    // "Mr. Abe, Japan and Korea" would be a list of its own
    (matches!(v.word(end), ";" | "," | ".") && v.country(end + 1).is_none() && !v.is(end + 1, &["and"])
        || v.is(end, &["and"]) && v.country(end + 1).is_none())
    .then_some((n, code))
}

fn skip_postnominals(v: &View, mut at: usize) -> usize {
    loop {
        let next = if v.word(at) == "," { at + 1 } else { at };
        match v.postnominal(next) {
            Some(n) => at = next + n,
            None => return at,
        }
    }
}

/// The title after a name: after a comma, in brackets, or after a dash.
fn title_in(v: &View, at: usize) -> Option<Range<usize>> {
    match v.word(at) {
        "," if title::before_name(v, at + 1).is_some() => None,
        "," => title::after_name(v, at + 1),
        "|" => title::after_name(v, at + 1).and_then(|t| cell(v, t)),
        "(" => title::after_name(v, at + 1).filter(|t| matches!(v.word(t.end), ")" | ";" | ",")),
        "–" | "—" | "-" if !v.glued(at) || !v.glued(at + 1) => title::after_name(v, at + 1),
        _ => None,
    }
}

/// A title in a cell of its own is the whole cell.
fn cell(v: &View, title: Range<usize>) -> Option<Range<usize>> {
    let end = (title.end..title.end + 16).find(|&k| matches!(v.word(k), "|" | ""))?;
    (title.end..end).all(|k| v.is_capital(k) || !v.is_word(k)).then_some(title.start..end)
}

/// "of Japan", "from the National Security Secretariat of Japan" after a name.
fn said_of(v: &View, at: usize) -> Option<Range<usize>> {
    if !v.is(at, &["of", "from"]) {
        return None;
    }
    let start = if v.is(at + 1, &["the"]) { at + 2 } else { at + 1 };
    if !v.is_capital(start) || v.calendar(start) {
        return None;
    }
    let mut end = start;
    while let Some(next) = said_more(v, end).filter(|_| end < start + 16) {
        end = next;
    }
    let telling = (start..end).any(|k| v.country(k).is_some() || v.organization(k).is_some() || v.group(k).is_some());
    telling.then_some(start..end)
}

/// The token after the next word of a body or country.
fn said_more(v: &View, at: usize) -> Option<usize> {
    let place = v.country(at).map(|(n, _)| n).or_else(|| v.group(at).map(|(n, _)| n));
    if let Some(n) = place {
        return Some(at + n);
    }
    if v.is_capital(at) {
        return (starts(v, at).is_none() && !v.calendar_word(at)).then_some(at + 1);
    }
    let next = if v.is(at + 1, &["the"]) { at + 2 } else { at + 1 };
    let of = v.is(at, &["of", "for"]) && v.is_capital(next);
    let the = v.is(at, &["the"]) && v.before(at, &["of", "for"]);
    if of || the {
        return Some(at + 1);
    }
    let after = at + v.possessive(at);
    (after > at && v.is_capital(after)).then_some(after)
}

/// The last country named in a range: its name, or else its demonym.
pub(super) fn country_in(v: &View, range: Range<usize>) -> Option<(CountryCode, Range<usize>)> {
    let mut found = None;
    let mut adjective = None;
    let mut at = range.start;
    while at < range.end {
        if let Some(n) = v.region(at) {
            at += n;
        } else if let Some((n, code)) = v.country(at).filter(|(n, _)| at + n <= range.end) {
            found = Some((code, at..at + n));
            at += n;
        } else if let Some((n, code)) = v.demonym(at).filter(|(n, _)| at + n <= range.end) {
            adjective = adjective.or(Some((code, at..at + n)));
            at += n;
        } else {
            at += 1;
        }
    }
    found.or(adjective)
}
