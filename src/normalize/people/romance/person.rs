//! Persons in French and Spanish: courtesy, name, and the title after a comma or before the name.
//!
//! Handed: a view and a token. Gives: a person as ranges of tokens. Knows nothing about roles.

use super::super::name::{self, Led};
use super::super::office::Office;
pub(super) use super::super::person::Person;
use super::super::person::country_in;
use super::super::view::View;
use super::words::{AND, LEADS, courtesy, is_body, is_office};
use crate::model::CountryCode;
use std::ops::Range;

/// No title is longer.
const LONGEST: usize = 32;

/// The person that begins at `at`: with a courtesy, or with an office right before the name.
pub(super) fn person(v: &View, at: usize) -> Option<Person> {
    if let Some(courtesy) = courtesies(v, at) {
        let name = full_name(v, courtesy.end, Led::ByHonorific)?;
        return Some(finish(v, Some(courtesy), None, name));
    }
    if let Some((title, name_at)) = titled_before_comma(v, at) {
        let led = courtesies(v, name_at);
        let start = led.as_ref().map_or(name_at, |c| c.end);
        let name = full_name(v, start, Led::ByOffice).filter(|n| n.len() > 1)?;
        return Some(after_title(v, title, led, name));
    }
    let title = office_before(v, at)?;
    let led = courtesies(v, title.end);
    let start = led.as_ref().map_or(title.end, |c| c.end);
    let name = full_name(v, start, Led::ByOffice).filter(|n| n.len() > 1)?;
    Some(finish(v, led, Some(title), name))
}

/// The name that begins at `at`, where a title before the list tells that it is one.
pub(super) fn named(v: &View, at: usize) -> Option<Person> {
    let name = full_name(v, at, Led::ByOffice).filter(|n| n.len() > 1)?;
    Some(finish(v, None, None, name))
}

/// «el ministro de Relaciones Exteriores del país, A», « le secrétaire général du ministère, l'ambassadeur A »: an office in
/// small letters up to a comma, and the token where the person begins.
fn titled_before_comma(v: &View, at: usize) -> Option<(Range<usize>, usize)> {
    let lower = v.is_lower(at) && is_office(v, at) && !v.is_capital(at + 1);
    let mark = |k: usize| matches!(v.word(k), "," | "." | ";" | "" | "(");
    let first = (at + 1..at + LONGEST).find(|&k| mark(k)).filter(|_| lower)?;
    // «ministro de Asuntos Exteriores, Unión Europea y Cooperación, A»: the last comma before a name
    let listed = |comma: usize| {
        let name = full_name(v, comma + 1, Led::ByOffice);
        let and = (comma + 1..comma + 5).take_while(|&k| !mark(k)).find(|&k| v.is(k, AND) && v.is_capital(k + 1));
        v.is_capital(comma + 1) && (v.group(comma + 1).is_some() || and.is_some() || name.is_none())
    };
    let comma = match v.word(first) {
        "," if listed(first) => (first + 1..at + LONGEST).find(|&k| mark(k))?,
        _ => first,
    };
    let verb = (at..comma)
        .any(|k| v.is(k, &["a", "ont", "ha", "han", "fue", "fueron", "est", "es", "y", "et"]) && !joins(v, k));
    let next = (comma + 1..comma + 4).find(|&k| !v.is(k, LEADS))?;
    let office = office_before(v, next).map_or(next, |o| o.end);
    let named = v.is_capital(office) && v.is_capital(office + 1) || courtesies(v, next).is_some();
    (v.word(comma) == "," && !verb && named && v.country(next).is_none()).then_some((at..comma, office))
}

/// "Affaires étrangères et de la Coopération": an "and" inside a title.
fn joins(v: &View, and: usize) -> bool {
    let next = (and + 1..and + 4).find(|&k| !v.is(k, LEADS)).unwrap_or(and + 1);
    v.is(and, &["y", "et", "e"]) && !is_office(v, next) && courtesies(v, next).is_none()
}

/// A person whose title stands before a comma.
fn after_title(v: &View, title: Range<usize>, led: Option<Range<usize>>, name: Range<usize>) -> Person {
    let mut p = Person::named(led, None, name, "people/romance-name");
    let (office, country) = parts(v, title.clone());
    p.parts = Some(office);
    p.country = country.or_else(|| country_in(v, title.clone()));
    p.all.start = title.start;
    if let Some((code, words)) = place_after(v, p.name.end) {
        p.all.end = words.end;
        p.country = Some((code, words));
    }
    p.after = Some(title);
    p
}

/// The courtesies that begin at a token, one after the other (« S.E. M. », «Excmo. Sr. D.»).
fn courtesies(v: &View, at: usize) -> Option<Range<usize>> {
    let mut end = at;
    while let Some(n) = courtesy(v, end).filter(|_| end < at + 10) {
        end += n;
    }
    (end > at && v.is_capital(end)).then_some(at..end)
}

/// A name, never one that begins with an article or ends in an office.
fn full_name(v: &View, at: usize, led: Led) -> Option<Range<usize>> {
    name::name(v, at, led).filter(|n| !is_office(v, n.end - 1) && !is_body(v, n.start))
}

/// « l'ambassadrice A »: an office of one or two words right before a name.
fn office_before(v: &View, at: usize) -> Option<Range<usize>> {
    let article = at > 0 && v.is(at - 1, LEADS);
    if !is_office(v, at) || !(article || v.is_capital(at)) {
        return None;
    }
    let more =
        v.is(at + 1, &["général", "générale", "general", "adjoint", "adjointe", "adjunto", "adjunta", "ministre"]);
    let end = at + 1 + usize::from(more);
    v.is_capital(end).then_some(at..end)
}

fn finish(v: &View, honorific: Option<Range<usize>>, before: Option<Range<usize>>, name: Range<usize>) -> Person {
    let mut p = Person::named(honorific, before, name, "people/romance-name");
    if let Some(title) = title_after(v, p.name.end) {
        let parts = parts(v, title.clone());
        p.country = parts.1;
        p.parts = Some(parts.0);
        p.all.end = title.end;
        p.after = Some(title);
    } else if let Some((code, words)) = place_after(v, p.name.end) {
        p.all.end = words.end + usize::from(v.word(words.end) == ")");
        p.country = Some((code, words));
    }
    p
}

/// « , directeur général de la politique étrangère au ministère … », up to a comma, a stop or the next person.
fn title_after(v: &View, at: usize) -> Option<Range<usize>> {
    let start = (at + 1..at + 4).find(|&k| !v.is(k, LEADS)).filter(|_| v.word(at) == ",")?;
    if !is_office(v, start) {
        return None;
    }
    let end = (start..start + LONGEST).find(|&k| ends_title(v, k))?;
    (end > start).then_some(start..end)
}

fn ends_title(v: &View, k: usize) -> bool {
    let next = (k + 1..k + 4).find(|&n| !v.is(n, LEADS)).unwrap_or(k + 1);
    let next_person = v.is(k, AND) && (courtesies(v, next).is_some() || is_office(v, next));
    let verb = v.is(k, &["a", "ont", "ha", "han", "fue", "fueron", "qui", "que", "est", "es", "avec", "con"]);
    let listed = v.word(k) == "," && lists_portfolios(v, k);
    !listed && matches!(v.word(k), "," | ";" | "." | "" | "(" | ")" | ":") || next_person || verb
}

/// « des Affaires maghrébines, de l'Union africaine et de la Ligue … »: a comma inside a list of portfolios, which an "et"
/// with the same preposition closes.
fn lists_portfolios(v: &View, comma: usize) -> bool {
    const OF: &[&str] = &["de", "du", "des", "del", "d"];
    let of = |k: usize| v.is(k, OF);
    let first = (comma + 2..comma + 5).find(|&k| !v.is(k, LEADS)).unwrap_or(comma + 2);
    let portfolio = of(comma + 1) && v.is_capital(first) && v.country(first).is_none() && !is_office(v, first);
    let near = (first..first + 12).take_while(|&k| !matches!(v.word(k), ";" | "." | "" | "("));
    portfolio && near.into_iter().any(|k| v.is(k, AND) && of(k + 1) && courtesies(v, k + 1).is_none())
}

/// The office and the body of a title, and the country.
fn parts(v: &View, title: Range<usize>) -> (Office, Option<(CountryCode, Range<usize>)>) {
    // « chef du gouvernement », «jefe de gabinete»: no body the office is in
    let head = v.is(title.start, &["chef", "cheffe", "jefe", "jefa"]);
    let body =
        (title.start + 1..title.end).find(|&k| is_body(v, k) && !(head && k < title.start + 4) && !is_attribute(v, k));
    if let Some(body) = body {
        let office = title.start..before_small(v, title.start, body);
        let country = country_in(v, body..title.end);
        return (Office { title: Some(office), organization: Some(body..title.end) }, country);
    }
    let country = country_in(v, title.clone()).filter(|(_, words)| words.end == title.end);
    let end = country.as_ref().map_or(title.end, |(_, words)| before_small(v, title.start, words.start));
    let organization = country.as_ref().filter(|_| end > title.start).map(|(_, words)| words.clone());
    (Office { title: Some(title.start..end), organization }, country)
}

/// « conseiller de gouvernement »: without an article no body.
fn is_attribute(v: &View, k: usize) -> bool {
    v.is_lower(k)
        && v.is(k, &["gouvernement", "gobierno", "police", "policía", "service", "servicio"])
        && v.before(k, &["de"])
}

/// Where the small words before a token begin, so that « du », «de la» belong to neither side.
fn before_small(v: &View, start: usize, at: usize) -> usize {
    let mut end = at;
    while end > start + 1
        && v.is(
            end - 1,
            &[
                "au", "aux", "en", "à", "dans", "le", "la", "les", "l", "el", "los", "las", "de", "du", "des", "del",
                "d", "al", "'", "’",
            ],
        )
    {
        end -= 1;
    }
    end
}

/// «, de Costa Rica», « (Togo) », « du Togo » after a name.
fn place_after(v: &View, at: usize) -> Option<(CountryCode, Range<usize>)> {
    let start = at + usize::from(matches!(v.word(at), "," | "("));
    let place = (start..start + 4).find(|&k| !v.is(k, LEADS))?;
    let (n, code) = v.country(place).filter(|_| place > at && (place > start || v.word(at) == "("))?;
    Some((code, place..place + n))
}
