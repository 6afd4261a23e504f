//! Titles before names: "Secretary of State Antony Blinken".
//!
//! Handed: a view and a token. Gives: the title and the name after it. Knows nothing about titles after names.

use super::super::cue;
use super::super::name::{self, Led};
use super::super::person;
use super::super::view::View;
use super::{LONGEST, OF, portfolios};
use crate::lexicon::Class;
use crate::lexicon::sorts::Sorts;
use crate::model::Role;
use std::ops::Range;

/// Other small words inside a title.
const BINDERS: &[&str] = &["and", "to", "the", "in", "charge", "on", "at", "&"];

/// A title that stands before a name, with the name.
#[derive(Debug, Clone)]
pub(in super::super) struct Before {
    pub(in super::super) title: Range<usize>,
    /// A courtesy between title and name.
    pub(in super::super) courtesy: Option<Range<usize>>,
    pub(in super::super) name: Range<usize>,
    /// Whether the title is a plural that several share ("Senior Directors").
    pub(in super::super) many: bool,
}

/// The title and name that begin at `i` ("Secretary of State Antony Blinken").
pub(in super::super) fn before_name(v: &View, i: usize) -> Option<Before> {
    if !v.holds_office(i..i + LONGEST) || !may_begin(v, i) {
        return None;
    }
    // "Under President Roe, …": the preposition is no part of the title
    let under = v.is(i, &["Under"]) && !v.is(i + 1, &["Secretary", "Secretaries", "-", "‐"]);
    // "Co-Chairs Mr. A and Ms. B": a role in the meeting, no title
    let role = cue::at(v, i).is_some_and(|c| c.role != Role::Chair && v.honorific(c.all.end).is_some());
    let inside = i > 0 && v.glued(i) && v.is_hyphen(i - 1);
    if under || role || inside {
        return None;
    }
    let (at, many) = Run::new(v, i).until_name()?;
    let courtesy = person::courtesies(v, at);
    let title_end = at;
    let at = courtesy.as_ref().map_or(at, |c| c.end);
    let name = name::name(v, at, Led::ByOffice).filter(|n| !goes_on(v, n.end) && !v.is(n.end - 1, NO_SURNAMES))?;
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
        || v.is(at, NO_SURNAMES)
        || v.is_capital(at) && (v.organization(at).is_some() || v.has(at, Class::Portfolio) || v.office(at).is_some())
}

/// Words that go on what is no person's name: places, laws, days.
const NO_SURNAMES: &[&str] = &[
    "County",
    "Road",
    "Street",
    "Avenue",
    "Act",
    "Award",
    "Memorial",
    "Day",
    "Week",
    "Month",
    "Professor",
    "School",
    "Fellow",
    "Report",
    "Program",
    "Initiative",
    "Building",
    "Library",
    "Airport",
    "Square",
    "Bridge",
];

/// Whether the capitals at `at` are a portfolio and end with a word for an organization ("Space Administration").
fn names_body(v: &View, at: usize) -> bool {
    let end = (at..at + 6).take_while(|&k| v.is_capital(k) && v.office(k).is_none()).last().unwrap_or(at);
    v.has(at, Class::Portfolio) && end > at && v.organization(end).is_some() && v.office(end + 1).is_none()
}

/// Whether a word may be the first of a title: a word of office, a place or an organization.
fn may_begin(v: &View, i: usize) -> bool {
    let known = v.sort(i, Sorts::OFFICE.or(Sorts::OFFICE_MODIFIER).or(Sorts::PORTFOLIO));
    v.is_capital(i)
        && (known
            || v.country(i).or_else(|| v.demonym(i)).is_some()
            || v.group(i).is_some()
            || v.organization(i).is_some()
            || !(v.calendar(i) || v.ordinary(i) && v.sentence(i).start == i))
}

/// The words of a title before a name, read one by one.
struct Run<'v, 'a> {
    v: &'v View<'a>,
    start: usize,
    at: usize,
    /// Whether the last office read is a plural; `None` before any.
    head: Option<bool>,
    /// Whether an "of" was read since the last office or place.
    bound: bool,
    /// How well the last word read can end a title.
    end: End,
    /// Whether a word before the office is in no table.
    unknown: bool,
    /// Whether a possessive was read since the last office: what follows is the office's own, no person.
    owned: bool,
    /// Whether an office was read that works for another one named after it ("Director of Events for President").
    serves: bool,
    /// The last "of" or "for" without an article, since the last "and".
    binder: Option<usize>,
}

/// How well a word ends a title.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// "of Finance", "of Japan"
    Surely,
    /// "of Rivers": a plain word
    Perhaps,
    /// "of Wisma", "of the National"
    Never,
}

/// What a step of the run found.
enum Step {
    Read,
    Name,
    Nothing,
}

impl<'v, 'a> Run<'v, 'a> {
    const fn new(v: &'v View<'a>, start: usize) -> Self {
        let (end, binder) = (End::Surely, None);
        Self { v, start, at: start, head: None, bound: false, end, unknown: false, owned: false, serves: false, binder }
    }

    /// Where the title ends and a name begins, and whether the office is a plural.
    fn until_name(mut self) -> Option<(usize, bool)> {
        while self.at < self.start + LONGEST {
            match self.step() {
                Step::Read => {}
                Step::Name => break,
                Step::Nothing => return None,
            }
        }
        let organized = || (self.start..self.at).any(|k| self.v.organization(k).is_some());
        (!self.unknown || organized()).then_some((self.at, self.head?))
    }

    fn step(&mut self) -> Step {
        let (v, at) = (self.v, self.at);
        let after_head = self.head.is_some();
        if at > self.start && v.wide_gap(at) {
            return Step::Nothing;
        }
        if let Some(n) = v.country(at).or_else(|| v.demonym(at)).map(|(n, _)| n).or_else(|| v.region(at)) {
            return self.read(n);
        }
        if after_head && is_given_like_office(v, at) {
            return self.name(true);
        }
        if let Some((n, many)) = v.office(at).filter(|_| v.is_capital(at)) {
            self.serves = after_head && self.binder.take().is_some();
            self.binder = None;
            (self.head, self.owned) = (Some(many), false);
            return self.read(n);
        }
        if v.is_capital(at) {
            return self.word();
        }
        if after_head && v.particle(at) && v.is_capital(at + 1) && !v.is(at, OF) {
            return self.name(false);
        }
        if after_head && v.word(at) == "(" && is_acronym(v, at + 1) && v.word(at + 2) == ")" {
            self.at += 3;
            return Step::Read;
        }
        self.small()
    }

    /// Passes over a place or an office, which may end a title.
    const fn read(&mut self, tokens: usize) -> Step {
        self.at += tokens;
        (self.bound, self.end) = (false, End::Surely);
        Step::Read
    }

    /// A capital: a word of the title, or the first one of the name.
    fn word(&mut self) -> Step {
        let (v, at, after_head) = (self.v, self.at, self.head.is_some());
        let local = v.locality(at).filter(|_| !after_head || v.before(at, &["of", "to", "in"]));
        let vocabulary = in_vocabulary(v, at) || local.is_some();
        let (ordinary, courtesy) = (v.ordinary(at), courtesy_at(v, at));
        let bare_of = v.before(at, OF) || v.before(at, &["the", "and", "to", "in", "at", "on", "&"]);
        if after_head && !bare_of && (starts_name(v, at, ordinary, vocabulary, self.bound) || courtesy) {
            return self.name(courtesy || v.has(at, Class::GivenName) && !is_acronym(v, at));
        }
        let given = v.has(at, Class::GivenName);
        // "Secretary Su and Gene Sperling": another person, not more of the office
        let another = after_head && v.before(at, &["and", "&"]) && !vocabulary && (given || !ordinary);
        if !after_head && given || another || v.has(at, Class::Meeting) && !vocabulary {
            return Step::Nothing;
        }
        self.unknown |= !vocabulary && !after_head && !is_acronym(v, at);
        self.end = end_of(v, at, vocabulary);
        self.at += local.unwrap_or(1);
        Step::Read
    }

    /// A name begins here, if what was read can be a title; `sure` where a courtesy or a given name says so.
    fn name(&self, sure: bool) -> Step {
        let sure = || sure || is_full_name(self.v, self.at);
        let ends = self.end == End::Surely || !self.bound || self.end == End::Perhaps && sure();
        if ends && !self.owned && !self.serves { Step::Name } else { Step::Nothing }
    }

    /// A small word, a possessive or a hyphen inside a title.
    fn small(&mut self) -> Step {
        let (v, at) = (self.v, self.at);
        if (v.is(at, OF) || v.is(at, BINDERS)) && binds(v, at) {
            let and = v.is(at, &["and", "&"]);
            // "von der Leyen and Council President": a name before the "and" is no part of the title after it
            if and && self.head.is_none() && self.unknown {
                return Step::Nothing;
            }
            let bare = v.is(at, &["of", "for", "to"]) && !v.is(at + 1, &["the"]);
            self.binder = if and || v.is(at, &["the"]) { None } else { self.binder.or(bare.then_some(at)) };
            self.bound = !and || self.bound;
            self.at += 1;
            return Step::Read;
        }
        // "Minister for Culture, Youth and Sports Ana Horvat"
        if let Some(end) = portfolios::goes_on(v, at).filter(|_| self.head.is_some() && self.bound) {
            (self.at, self.end) = (end, End::Surely);
            return Step::Read;
        }
        let possessive = v.possessive(at);
        if possessive > 0 && v.is_capital(at + possessive) {
            self.owned = self.head.is_some();
            self.at += possessive;
            return Step::Read;
        }
        if v.is_hyphen(at) && v.glued(at) && v.glued(at + 1) && v.is_word(at + 1) {
            self.at += 2;
            return Step::Read;
        }
        Step::Nothing
    }
}

/// "Assistant Secretary Dean Harbour": a given name that is a word for an office, too, before a family name and no more.
fn is_given_like_office(v: &View, at: usize) -> bool {
    let family = v.is_capital(at + 1) && !v.ordinary(at + 1) && !in_vocabulary(v, at + 1) && v.office(at + 1).is_none();
    v.office(at).is_some() && v.has(at, Class::GivenName) && v.is_capital(at) && family && !v.is_capital(at + 2)
}

/// Whether two capitals that are no ordinary words begin here, as given and family names are.
fn is_full_name(v: &View, at: usize) -> bool {
    let telling = |k: usize| v.is_capital(k) && !v.ordinary(k) && !is_acronym(v, k) && !in_vocabulary(v, k);
    telling(at) && telling(at + 1)
}

/// How well the capital at a token ends a title.
fn end_of(v: &View, at: usize, vocabulary: bool) -> End {
    let counts = v.phrase(at, |c| matches!(c, Class::Ordinal(_)).then_some(())).is_some();
    if is_acronym(v, at) || vocabulary && !counts && !v.is(at, ADJECTIVES) {
        return End::Surely;
    }
    if v.ordinary(at) && !counts && !v.is(at, ADJECTIVES) { End::Perhaps } else { End::Never }
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
    "Asian",
    "African",
    "European",
    "American",
    "Latin",
    "Northern",
    "Southern",
    "Western",
    "Eastern",
    "Southeast",
    "Indigenous",
    "Native",
    "Black",
];

/// A body's short name: capitals alone ("USAID").
fn is_acronym(v: &View, at: usize) -> bool {
    v.word(at).len() > 1 && v.word(at).chars().all(char::is_uppercase) && !v.title_case
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
