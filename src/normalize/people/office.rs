//! Inside a title: the office, the body where it is held, and the country.
//!
//! Handed: a title's range of tokens. Gives: its parts. Knows nothing about names.

use super::person::{self, Person};
use super::view::View;
use crate::lexicon::Class;
use crate::model::CountryCode;
use std::ops::Range;

/// The parts of a title.
#[derive(Debug, Clone, Default)]
pub(super) struct Office {
    pub(super) title: Option<Range<usize>>,
    pub(super) organization: Option<Range<usize>>,
}

/// Splits what is said of a person's office.
pub(super) fn of(v: &View, p: &Person) -> Office {
    if let Some(parts) = &p.parts {
        return parts.clone();
    }
    let mut office = match (&p.after, &p.before) {
        (Some(after), _) => after_name(v, without_demonym(v, after.clone())),
        (None, Some(before)) => before_name(v, before.clone()),
        (None, None) => Office::default(),
    };
    if office.organization.is_none() {
        office.organization = p.of.clone();
    }
    office
}

/// "Austrian Minister of Water" → "Minister of Water": the country is told apart.
pub(super) fn without_demonym(v: &View, title: Range<usize>) -> Range<usize> {
    let after = v.demonym(title.start).map_or(title.start, |(n, _)| title.start + n);
    let office = after > title.start && v.organization(after).is_none() && after < title.end;
    let near = (after..title.end.min(after + 4)).any(|k| v.office(k).is_some());
    let body = (after..title.end).take_while(|&k| v.office(k).is_none()).any(|k| v.organization(k).is_some());
    if office && near && !body { after..title.end } else { title }
}

/// A title after a name: "Assistant Foreign Minister of the Ministry of Foreign Affairs of Viet Nam".
fn after_name(v: &View, whole: Range<usize>) -> Office {
    let segments = segments(v, whole.clone());
    let last = segments.last().cloned().unwrap_or(whole.clone());
    let first = first_office(v, whole.clone());
    let led = first.clone().filter(|o| o.start == whole.start);
    let bare_organization = first.is_none() || led.is_some_and(|o| is_office_of_holder(v, o, whole.end));
    if bare_organization {
        return Office { title: None, organization: Some(whole) };
    }
    if segments.len() > 1 && is_body(v, last.clone()) {
        let start = body_start(v, &segments);
        return Office { title: some(whole.start..start - 1), organization: some(strip_the(v, start..whole.end)) };
    }
    if segments.len() > 1 && is_minister_over(v, &segments) {
        return Office { title: some(whole.start..last.start - 1), organization: some(last.start..whole.end) };
    }
    let organized =
        |o: &Range<usize>| o.start > whole.start && (whole.start..o.start).any(|k| v.organization(k).is_some());
    if segments.len() == 1 && first_office(v, whole.clone()).is_some_and(|o| organized(&o)) {
        return before_name(v, whole);
    }
    inside(v, whole, last)
}

/// "Undersecretary of State, Minister of Posts": nobody is both, so the minister stands for the ministry.
fn is_minister_over(v: &View, segments: &[Range<usize>]) -> bool {
    let (first, last) = (&segments[0], &segments[segments.len() - 1]);
    let minister = v.is(last.start, &["Minister"]) && v.is(last.start + 1, &["of", "for"]);
    let below = v.is(
        first.start,
        &["Undersecretary", "Under", "Director", "Deputy", "Head", "Assistant", "Permanent", "Adviser", "Advisor"],
    );
    minister && below && !first.clone().any(|k| v.is(k, &["Minister", "Prime"]))
}

/// The body within the last segment of a title: after "of the", or right after the office.
fn inside(v: &View, whole: Range<usize>, last: Range<usize>) -> Office {
    let office_end = first_office(v, last.clone()).map_or(last.start, |o| o.end);
    for at in office_end..last.end {
        let start = if v.is(at + 1, &["the"]) { at + 2 } else { at + 1 };
        let named = || organization_at(v, start, last.end);
        if v.is(at, &["of", "at", "in", "from"]) && start < last.end && !in_charge(v, at) && named() {
            return Office { title: some(whole.start..at), organization: Some(start..whole.end) };
        }
        if at == office_end && v.organization(at).is_some() && said_of_what(v, at) {
            return Office { title: some(whole.start..at), organization: Some(at..whole.end) };
        }
    }
    trailing_country(v, whole.clone(), office_end).unwrap_or(Office { title: Some(whole), organization: None })
}

/// "Ministry of …", also where the space is lost ("Ministry ofForeign Affairs").
fn said_of_what(v: &View, at: usize) -> bool {
    v.is(at + 1, &["of", "for"]) || v.word(at + 1).starts_with("of")
}

fn in_charge(v: &View, at: usize) -> bool {
    v.is(at, &["in"]) && v.is(at + 1, &["charge"]) || v.is(at, &["of"]) && at > 0 && v.before(at, &["charge"])
}

/// Whether the capitals at `start`, up to the next small word, name an organization or a group. Where an office follows
/// ("the European Commission President"), they name its holder.
fn organization_at(v: &View, start: usize, end: usize) -> bool {
    let (mut at, mut organized) = (start, false);
    while at < end {
        let place = v.country(at).map(|(n, _)| n);
        if v.office(at).is_some_and(|_| v.is_capital(at)) {
            return false;
        }
        if v.organization(at).is_some() || v.group(at).is_some_and(|(n, _)| at == start && start + n >= end) {
            organized = true;
        }
        let part = v.is_capital(at) || v.possessive(at) > 0 || v.word(at) == "s" && v.glued(at) || v.is_hyphen(at);
        if !part && place.is_none() {
            break;
        }
        at += place.unwrap_or(1);
    }
    organized
}

/// "Minister of Foreign Affairs of the Kingdom of Cambodia": the country is the body. Not where the country belongs to
/// another office named inside the title ("Advisor to the President of the United States").
fn trailing_country(v: &View, whole: Range<usize>, office_end: usize) -> Option<Office> {
    let of = (office_end..whole.end).find(|&k| {
        let start = if v.is(k + 1, &["the"]) { k + 2 } else { k + 1 };
        v.is(k, &["of"]) && v.country(start).is_some_and(|(n, _)| start + n == whole.end)
    })?;
    let another = v.office(of - 1).is_some() && (of >= 3 && v.is(of - 3, &["to"]) || of >= 2 && v.is(of - 2, &["to"]));
    let start = if v.is(of + 1, &["the"]) { of + 2 } else { of + 1 };
    (!another).then_some(Office { title: some(whole.start..of), organization: Some(start..whole.end) })
}

/// A title before a name: "European Commission Executive Vice President".
fn before_name(v: &View, whole: Range<usize>) -> Office {
    let Some(head) = first_office(v, whole.clone()) else { return Office { title: Some(whole), organization: None } };
    let mut start = head.start;
    while start > whole.start
        && v.has(start - 1, Class::OfficeModifier)
        && !v.before(start, &["State", "Trade", "Foreign", "National", "Federal", "Union"])
    {
        start -= 1;
    }
    let body = whole.start..start;
    // "Union Minister" and the like: a modifier is no body
    let names_body = |k: usize| v.organization(k).is_some() && !v.has(k, Class::OfficeModifier);
    if body.clone().any(names_body) {
        let end = trim_possessive(v, body.clone());
        return Office { title: Some(start..whole.end), organization: some(strip_the(v, body.start..end)) };
    }
    let whole = without_demonym(v, whole);
    let possessive = super::title::possessive_country(v, whole.start).map_or(whole.start, |(n, _)| whole.start + n);
    let whole = possessive..whole.end;
    let last = whole.clone();
    let office = inside(v, whole, last);
    if office.title.is_some() { office } else { Office { title: Some(head), organization: None } }
}

fn trim_possessive(v: &View, range: Range<usize>) -> usize {
    let mut end = range.end;
    while end > range.start && (v.is_apostrophe(end - 1) || v.word(end - 1) == "s" && v.glued(end - 1)) {
        end -= 1;
    }
    end
}

/// The first office in a range.
pub(super) fn first_office(v: &View, range: Range<usize>) -> Option<Range<usize>> {
    let mut at = range.start;
    while at < range.end {
        if let Some((n, _)) = v.country(at) {
            at += n;
        } else if let Some((n, _)) = v.office(at).filter(|(n, _)| at + n <= range.end) {
            return Some(at..at + n);
        } else {
            at += 1;
        }
    }
    None
}

/// Parts of a title between commas that stand in no bracket.
fn segments(v: &View, whole: Range<usize>) -> Vec<Range<usize>> {
    let (mut depth, mut start, mut all) = (0_i32, whole.start, Vec::new());
    // the end of a list of portfolios
    let mut listed = 0;
    for k in whole.clone() {
        match v.word(k) {
            "(" => depth += 1,
            ")" => depth -= 1,
            "," if depth == 0 && k >= listed => {
                listed = super::title::portfolios_go_on(v, k).unwrap_or(k);
                if listed > k {
                    continue;
                }
                all.push(start..k);
                start = k + 1;
            }
            _ => {}
        }
    }
    all.push(start..whole.end);
    all
}

/// Whether a segment names a body: an organization, or a country, or a name that ends with a country.
fn is_body(v: &View, segment: Range<usize>) -> bool {
    let segment = strip_the(v, segment);
    if let Some(o) = first_office(v, segment.clone()).filter(|o| o.start == segment.start) {
        return is_office_of_holder(v, o, segment.end);
    }
    let mut at = segment.start;
    while at < segment.end {
        if let Some((n, _)) = v.country(at) {
            if at + n == segment.end {
                return true;
            }
            at += n;
        } else if v.organization(at).is_some() {
            return true;
        } else {
            at += 1;
        }
    }
    false
}

/// "Prime Minister's Office": a body called after who leads it.
fn is_office_of_holder(v: &View, holder: Range<usize>, end: usize) -> bool {
    let next = holder.end + v.possessive(holder.end);
    next > holder.end && next < end && v.organization(next).is_some()
}

/// Where the body begins: the last segment, or the one before where the last is only its country.
fn body_start(v: &View, segments: &[Range<usize>]) -> usize {
    let last = &segments[segments.len() - 1];
    let country_only = v
        .country(strip_the(v, last.clone()).start)
        .is_some_and(|(n, _)| strip_the(v, last.clone()).start + n == last.end);
    match segments.len() {
        n if n > 2 && country_only && may_be_body(v, segments[n - 2].clone()) => segments[n - 2].start,
        _ => last.start,
    }
}

/// Whether a segment between an office and a country is the body there: capitals that are no office and no portfolio
/// ("Customs District").
fn may_be_body(v: &View, segment: Range<usize>) -> bool {
    let portfolio = segment.end.checked_sub(1).is_some_and(|k| v.has(k, Class::Portfolio));
    is_body(v, segment.clone()) || first_office(v, segment).is_none() && !portfolio
}

fn strip_the(v: &View, range: Range<usize>) -> Range<usize> {
    if v.is(range.start, &["the"]) { range.start + 1..range.end } else { range }
}

fn some(range: Range<usize>) -> Option<Range<usize>> {
    (range.start < range.end).then_some(range)
}

/// The country a person acts for, the words that tell it and the rule.
pub(super) fn country(v: &View, p: &Person, office: &Office) -> Option<(CountryCode, Range<usize>, &'static str)> {
    if let Some((code, words)) = p.country.clone() {
        return Some((code, words, "people/country-beside-the-name"));
    }
    if let Some((code, words)) = office.organization.clone().and_then(|o| person::country_in(v, o)) {
        return Some((code, words, "people/country-from-organization"));
    }
    let titles = [p.after.clone(), p.before.clone()];
    if let Some((code, words)) = titles.iter().flatten().find_map(|t| country_of_office(v, t.clone())) {
        return Some((code, words, "people/country-from-title"));
    }
    let before = p.before.clone().filter(|_| p.honorific.is_none())?;
    let words = v.p.words(before.clone());
    let known = UNITED_STATES.iter().any(|t| t.eq_ignore_ascii_case(words));
    known.then(|| ("US".parse().expect("two capitals"), before, "people/country-from-united-states-cabinet-title"))
}

/// Titles that, right before a name, only the cabinet of the United States has in English.
const UNITED_STATES: &[&str] = &[
    "Secretary of State",
    "Secretary of Commerce",
    "Secretary of the Treasury",
    "Secretary of Treasury",
    "Treasury Secretary",
    "Commerce Secretary",
    "Homeland Security Secretary",
    "Secretary of Homeland Security",
    "Secretary of Veterans Affairs",
];

/// The country of an office: before it ("United States Secretary of State"), or after "of". A country after "to" or
/// "for" is where the office looks, not whose it is.
fn country_of_office(v: &View, title: Range<usize>) -> Option<(CountryCode, Range<usize>)> {
    let head = first_office(v, title.clone()).map_or(title.end, |o| o.start);
    let mut at = title.start;
    while at < title.end {
        let place = v.country(at).or_else(|| if at < head { v.demonym(at) } else { None });
        let Some((n, code)) = place else {
            at += v.region(at).unwrap_or(1);
            continue;
        };
        let the = at > title.start && v.before(at, &["the"]);
        let binder = at.checked_sub(if the { 2 } else { 1 }).filter(|&k| k >= title.start);
        let of = binder.is_some_and(|k| v.is(k, &["of"]));
        if at < head || of {
            return Some((code, at..at + n));
        }
        at += n;
    }
    None
}
