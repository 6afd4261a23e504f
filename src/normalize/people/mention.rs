//! Everybody and every body a passage names, one after the other.
//!
//! Handed: a view. Gives: mentions in order, without overlap. Knows nothing about roles.

use super::person::{self, Person};
use super::title;
use super::view::View;
use crate::lexicon::Class;
use crate::lexicon::sorts::Sorts;
use crate::model::CountryCode;
use std::ops::Range;

/// Something that can chair or take part.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub(super) all: Range<usize>,
    pub(super) who: Who,
}

/// What sort of party.
#[derive(Debug, Clone)]
pub(super) enum Who {
    /// A person.
    Person(Box<Person>),
    /// An office, held for each of these countries ("the Foreign Ministers of Indonesia and Australia").
    Office { title: Range<usize>, many: bool, countries: Vec<(CountryCode, Range<usize>)>, body: Option<Range<usize>> },
    /// A country.
    Country(CountryCode),
    /// A group of countries, by its index in the lexicon.
    Group(usize),
    /// An organization without a person.
    Organization,
}

/// Reads a passage from left to right.
pub(super) fn scan(v: &View) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut at = 0;
    while let Some(next) = v.p.next(at, Sorts::CAPITAL) {
        at = read(v, next, &mut mentions).max(next + 1);
    }
    share_plural_titles(v, &mut mentions);
    name_office_holders(v, mentions)
}

/// "the Governor of the Central Bank of Fiji, Dr. A,": the office and the one who holds it are one person.
fn name_office_holders(v: &View, mentions: Vec<Mention>) -> Vec<Mention> {
    let mut joined: Vec<Mention> = Vec::with_capacity(mentions.len());
    for m in mentions {
        match joined.last().and_then(|office| holder(v, office, &m)) {
            Some(holder) => {
                joined.pop();
                joined.push(holder);
            }
            None => joined.push(m),
        }
    }
    joined
}

/// The person an office's name goes on with: a comma, a courtesy and a name without any office, and the phrase closed.
pub(super) fn holder(v: &View, office: &Mention, m: &Mention) -> Option<Mention> {
    let Who::Office { title, many: false, countries, body } = &office.who else { return None };
    let Who::Person(p) = &m.who else { return None };
    // "and the Head of the Agency, Commissioner General A": after the "and" the list has one member left
    let last = p.before.is_some() && office.all.start > 1 && v.is(office.all.start - 2, &["and"]);
    let plain = (p.honorific.is_some() && p.before.is_none() || p.honorific.is_none() && last)
        && p.after.is_none()
        && p.of.is_none();
    let definite = office.all.start < title.start
        || v.before(office.all.start, &["the"])
        || v.sentence(office.all.start).start == office.all.start;
    let behind = office.all.end + 1;
    let next = v.word(office.all.end) == "," && m.all.start == behind + usize::from(v.is(behind, &["the"]));
    let end = m.all.end;
    let closed = !v.is_word(end) || v.is_lower(end) && !v.is(end, &["and"]) || v.reads(end, &["and", "the"]);
    if !plain || !definite || !next || !closed || countries.len() > 1 {
        return None;
    }
    let mut p = p.clone();
    let country = countries.first().cloned();
    p.honorific = p.honorific.take().or_else(|| p.before.take());
    p.before = Some(title.start..body.as_ref().map_or(title.end, |b| b.end).max(title.end));
    p.of = p.of.take().or_else(|| country.as_ref().map(|(_, words)| words.clone()).filter(|w| w.start >= title.end));
    p.country = p.country.take().or(country);
    p.all.start = office.all.start;
    Some(Mention { all: p.all.clone(), who: Who::Person(p) })
}

/// "Mr. A and Ms. B, Directors of the Department": the plural after the last is said of all before it. A plural after one
/// name alone is of others ("A, Senators B and C"): without courtesy or office of their own it was no person either.
fn share_plural_titles(v: &View, mentions: &mut Vec<Mention>) {
    let mut strangers = Vec::new();
    for k in 0..mentions.len() {
        let Who::Person(last) = &mentions[k].who else { continue };
        let Some(title) = last.after.clone().filter(|t| person::is_plural(v, t)) else { continue };
        let alone = last.before.is_none() && last.honorific.is_none();
        let mut at = k;
        while at > 0 && joined(v, &mentions[at - 1], &mentions[at]) {
            at -= 1;
        }
        if at == k && alone {
            strangers.push(k);
        }
        for m in &mut mentions[at..=k] {
            if let Who::Person(p) = &mut m.who {
                p.after = Some(title.clone()).filter(|_| at < k);
                p.shared = at < k;
            }
        }
    }
    let mut index = 0..mentions.len();
    mentions.retain(|_| index.next().is_some_and(|k| strangers.binary_search(&k).is_err()));
}

/// Whether a person without any title stands right before another in a list.
fn joined(v: &View, a: &Mention, b: &Mention) -> bool {
    let untitled = matches!(&a.who, Who::Person(p) if p.after.is_none() && p.before.is_none() && p.of.is_none());
    untitled && person::separator(v, a.all.end) == Some(b.all.start)
}

/// Reads what begins with the capital at `at`, and gives the token behind it.
fn read(v: &View, at: usize, mentions: &mut Vec<Mention>) -> usize {
    if let Some(persons) = person::person(v, at) {
        let end = persons.last().map_or(at + 1, |p| p.all.end);
        mentions.extend(persons.into_iter().map(|p| Mention { all: p.all.clone(), who: Who::Person(Box::new(p)) }));
        return end;
    }
    match office(v, at).or_else(|| place(v, at)).or_else(|| organization(v, at)) {
        Some(m) => {
            let end = m.all.end;
            mentions.push(m);
            end
        }
        None => at + v.region(at).unwrap_or(1),
    }
}

/// An office without a name, of one country or several.
fn office(v: &View, at: usize) -> Option<Mention> {
    if let Some((n, code)) = title::possessive_country(v, at) {
        let end = office_words(v, at + n)?;
        let title = at + n..end.0;
        let body = body_of(v, end.0);
        let last = body.as_ref().map_or(end.0, |(_, last)| *last);
        return Some(office_mention(at..last, title, end.1, vec![(code, at..at + 1)], body.map(|(words, _)| words)));
    }
    // "under the Chair of the Minister": the seat, no office
    let seat = v.is(at, &["Chair"]) && at > 1 && v.before(at, &["the"]) && v.is(at - 2, &["under"]);
    let nation = v.demonym(at).or_else(|| v.country(at));
    let start = nation.map_or(at, |(n, _)| at + n);
    let (end, many) = office_words(v, start).filter(|_| !seat)?;
    if let Some((n, code)) = nation {
        return Some(office_mention(at..end, start..end, many, vec![(code, at..at + n)], None));
    }
    let (countries, last) = countries_of(v, end);
    if !countries.is_empty() {
        return Some(office_mention(at..last, at..end, many, countries, None));
    }
    if let Some((code, words)) = person::bracketed_country(v, end) {
        return Some(office_mention(at..words.end + 1, at..end, many, vec![(code, words)], None));
    }
    let (body, last) = body_of(v, end)?;
    Some(office_mention(at..last, at..end, many, Vec::new(), Some(body)))
}

fn office_mention(
    all: Range<usize>,
    title: Range<usize>,
    many: bool,
    countries: Vec<(CountryCode, Range<usize>)>,
    body: Option<Range<usize>>,
) -> Mention {
    Mention { all, who: Who::Office { title, many, countries, body } }
}

/// An office of a place or of nothing said, told as a chair by its definite article: "the Governor of Champasak", "the
/// Commissioner of Customs, Kolkata".
pub(super) fn local_office(v: &View, at: usize) -> Option<Mention> {
    let definite = v.before(at, &["the"]) && v.is_capital(at);
    let (end, many) = office_words(v, at).filter(|&(_, many)| definite && !many)?;
    let place = (end + 1..end + 5).take_while(|&k| v.is(end, &["of"]) && v.is_capital(k)).last().map_or(end, |k| k + 1);
    let city = v.locality(place + 1).filter(|_| v.word(place) == ",").map_or(place, |n| place + 1 + n);
    let closed = !v.is_word(city) && v.word(city) != "(" || v.is_lower(city) && !v.is(city, &["of", "for", "s"]);
    closed.then(|| office_mention(at..city, at..city, many, Vec::new(), None))
}

/// The words of an office from `at`: modifiers and portfolios, the head, and what it is for.
fn office_words(v: &View, at: usize) -> Option<(usize, bool)> {
    let leads = |k: usize| v.has(k, Class::OfficeModifier) || v.has(k, Class::Portfolio);
    let mut i = at;
    while i < at + 6 && v.office(i).is_none() && v.is_capital(i) && leads(i) {
        i += 1;
    }
    let (n, many) = v.office(i).filter(|_| v.is_capital(i))?;
    i += n;
    while let Some(next) = office_goes_on(v, i) {
        i = next;
    }
    Some((i, many))
}

/// The token after the next word of an office, if there is one: "of Foreign", "Affairs", "and Trade".
fn office_goes_on(v: &View, i: usize) -> Option<usize> {
    let portfolio = |k: usize| v.is_capital(k) && v.has(k, Class::Portfolio);
    let head = |k: usize| v.office(k).filter(|_| v.is_capital(k)).map(|(n, _)| n);
    // "for Counter-Terrorism"
    if v.is_hyphen(i) && v.glued(i) && v.glued(i + 1) && v.is_capital(i + 1) {
        return Some(i + 2);
    }
    if v.is(i, &["of", "for"]) {
        let next = if v.is(i + 1, &["the"]) { i + 2 } else { i + 1 };
        let body = v.country(next).is_some() || v.group(next).is_some() && !portfolio(next + 1) || is_body(v, next);
        return (portfolio(next) && !body).then_some(next + 1);
    }
    if v.is(i, &["and"]) {
        let more = portfolio(i + 1) || head(i + 1).is_some();
        return (more && person::starts(v, i + 1).is_none()).then_some(i + 1);
    }
    head(i).map(|n| i + n).or_else(|| portfolio(i).then_some(i + 1))
}

/// Whether the capitals at `at` name a body rather than a portfolio: "the Central Bank", "the General Rivers Agency".
fn is_body(v: &View, at: usize) -> bool {
    let heads = [
        "Bank",
        "Agency",
        "Commission",
        "Committee",
        "Council",
        "Board",
        "Authority",
        "Office",
        "Institute",
        "Treasury",
    ];
    let end = (at..at + 6).take_while(|&k| v.is_capital(k)).last().unwrap_or(at);
    end > at && v.is(end, &heads) && !v.reads(end - 1, &["National", "Treasury"])
}

/// The countries after "of": one, or a list.
fn countries_of(v: &View, at: usize) -> (Vec<(CountryCode, Range<usize>)>, usize) {
    let mut countries = Vec::new();
    let (mut next, mut end) = (at + 1, at);
    if !v.is(at, &["of", "from"]) {
        return (countries, at);
    }
    loop {
        let start = if v.is(next, &["the"]) { next + 1 } else { next };
        let Some((n, code)) = v.country(start) else { return (countries, end) };
        end = start + n;
        countries.push((code, start..end));
        // "of Japan, and Mr. X": a list goes on only with a country
        match person::separator(v, end) {
            Some(after) => next = after,
            None => return (countries, end),
        }
    }
}

/// "of ASEAN", "of the European Commission".
fn body_of(v: &View, at: usize) -> Option<(Range<usize>, usize)> {
    if !v.is(at, &["of"]) {
        return None;
    }
    let start = if v.is(at + 1, &["the"]) { at + 2 } else { at + 1 };
    if let Some((n, _)) = v.group(start) {
        return Some((start..start + n, start + n));
    }
    // a body known by its letters ("Head of BNPT")
    let letters = v.word(start).len() > 2 && v.word(start).chars().all(char::is_uppercase) && !v.title_case;
    if letters && !v.is_capital(start + 1) && v.country(start).is_none() {
        return Some((start..start + 1, start + 1));
    }
    let found = organization(v, start)?;
    let end = found.all.end;
    Some((found.all, end))
}

fn place(v: &View, at: usize) -> Option<Mention> {
    if v.region(at).is_some() {
        return None;
    }
    if let Some((n, code)) = v.country(at) {
        // "Japan Foundation", "Korea University": the country is part of a name
        let named = v.organization(at + n).is_some();
        return (!named).then(|| Mention { all: at..at + n, who: Who::Country(code) });
    }
    let (n, group) = v.group(at)?;
    let longer = v.is_hyphen(at + n) || v.organization(at + n).is_some();
    (!longer).then(|| Mention { all: at..at + n, who: Who::Group(group) })
}

/// An organization: capitals that hold a word for one, with what it is of.
fn organization(v: &View, at: usize) -> Option<Mention> {
    if !v.p.holds(Sorts::ORGANIZATION) {
        return None;
    }
    let (mut i, mut headed) = (at, false);
    while i < at + LONGEST {
        if let Some(n) = v.organization(i) {
            headed = true;
            i += n;
        } else if let Some((n, _)) = v.country(i) {
            i += n;
        } else if organization_word(v, i, headed) {
            i += 1;
        } else {
            break;
        }
    }
    (headed && i > at).then_some(Mention { all: at..i, who: Who::Organization })
}

/// No organization's name is longer.
const LONGEST: usize = 24;

/// Whether a word goes on an organization's name: a capital, or a small word between two of them.
fn organization_word(v: &View, i: usize, headed: bool) -> bool {
    if v.is_capital(i) {
        let opens = || v.ordinary(i) && v.sentence(i).start == i;
        return v.office(i).is_none() && !v.calendar_word(i) && (headed || !opens());
    }
    let next = if v.is(i + 1, &["the"]) { i + 2 } else { i + 1 };
    let of = v.is(i, &["of", "for"]) && v.is_capital(next);
    let the = v.is(i, &["the"]) && v.before(i, &["of", "for"]);
    let portfolio = |k: usize| v.is_capital(k) && v.has(k, Class::Portfolio);
    let and = v.is(i, &["and"]) && portfolio(i + 1) && i > 0 && portfolio(i - 1);
    of || the || and
}

/// The index of the mention that begins at `at`.
pub(super) fn starting_at(mentions: &[Mention], at: usize) -> Option<usize> {
    mentions.binary_search_by_key(&at, |m| m.all.start).ok()
}

/// The index of the mention that ends at `end`.
pub(super) fn ending_at(mentions: &[Mention], end: usize) -> Option<usize> {
    mentions.binary_search_by_key(&end, |m| m.all.end).ok()
}
