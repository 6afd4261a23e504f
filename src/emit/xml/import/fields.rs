//! Reading the parts of an element in the order the schema gives, strictly.
//!
//! A function that is given to read a child finds it open and reads it to its end.

use crate::emit::xml::events::{Events, Unreadable};
use crate::emit::xml::facts::certainty;
use crate::emit::xml::values::Value;
use crate::model::fact::Origin;
use crate::model::{Certainty, Fact, Given};
use crate::source::Span;
use std::str::FromStr;

type Read<T> = Result<T, Unreadable>;

/// The next child, if it has this name.
pub(super) fn maybe<'x, T>(
    r: &mut Events<'x>,
    name: &str,
    read: impl FnOnce(&mut Events<'x>) -> Read<T>,
) -> Read<Option<T>> {
    r.child_named(name)?.then(|| read(r)).transpose()
}

/// The next child, which must have this name.
pub(super) fn child<'x, T>(r: &mut Events<'x>, name: &str, read: impl FnOnce(&mut Events<'x>) -> Read<T>) -> Read<T> {
    match r.child_named(name)? {
        true => read(r),
        false => Err(r.wrong(format!("there is no {name} where one must stand"))),
    }
}

/// Every child of this name from here on.
pub(super) fn all<'x, T>(r: &mut Events<'x>, name: &str, read: impl Fn(&mut Events<'x>) -> Read<T>) -> Read<Vec<T>> {
    let mut found = Vec::new();
    while r.child_named(name)? {
        found.push(read(r)?);
    }
    Ok(found)
}

pub(super) fn attribute(r: &Events, name: &str) -> Read<String> {
    r.attribute(name).map(|value| value.to_string())
}

pub(super) fn number<T: FromStr>(r: &Events, name: &str) -> Read<T> {
    let found = r.attribute(name)?;
    found.parse().map_err(|_| r.wrong(format!("{name} is {found:?}, which is no number of its kind")))
}

/// An attribute's value in one of the tables of words.
pub(super) fn kind<K: Clone>(r: &Events, name: &str, table: &[(K, &str)]) -> Read<K> {
    let found = r.attribute(name)?;
    let known = table.iter().find(|(_, word)| word == found).map(|(kind, _)| kind.clone());
    known.ok_or_else(|| r.wrong(format!("{name} is {found:?}, which is none of its values")))
}

pub(super) fn span(r: &Events) -> Read<Span> {
    let (start, end): (usize, usize) = (number(r, "start")?, number(r, "end")?);
    if start > end {
        return Err(r.wrong(format!("it starts at {start}, after its end {end}")));
    }
    Ok(Span::new(start, end))
}

/// The words of the next child.
pub(super) fn words(r: &mut Events, name: &str) -> Read<String> {
    child(r, name, Events::verbatim)
}

pub(super) fn fact<T: Value>(r: &mut Events, name: &str) -> Read<Fact<T>> {
    child(r, name, read_fact)
}

pub(super) fn maybe_fact<T: Value>(r: &mut Events, name: &str) -> Read<Option<Fact<T>>> {
    maybe(r, name, read_fact)
}

pub(super) fn facts<T: Value>(r: &mut Events, name: &str) -> Read<Vec<Fact<T>>> {
    all(r, name, read_fact)
}

fn read_fact<T: Value>(r: &mut Events) -> Read<Fact<T>> {
    const CERTAINTIES: [(Certainty, &str); 4] = [
        (Certainty::Stated, certainty(Certainty::Stated)),
        (Certainty::Inferred, certainty(Certainty::Inferred)),
        (Certainty::Ambiguous, certainty(Certainty::Ambiguous)),
        (Certainty::Given, certainty(Certainty::Given)),
    ];
    let fact = Fact {
        certainty: kind(r, "certainty", &CERTAINTIES)?,
        rule: attribute(r, "rule")?,
        span: span(r)?,
        value: maybe(r, "value", value)?,
        candidates: all(r, "candidate", value)?,
        quote: words(r, "quote")?,
        spans: all(r, "span", |r| {
            let span = span(r)?;
            r.end().map(|()| span)
        })?,
        inferred: all(r, "inferred", Events::verbatim)?,
        from: maybe(r, "origin", |r| Ok(Origin { span: span(r)?, quote: r.verbatim()? }))?,
        anchor: maybe(r, "anchor", Events::verbatim)?,
        given: maybe(r, "given", given)?,
    };
    r.end()?;
    Ok(fact)
}

/// A value, if what is said of it beside its words is true.
fn value<T: Value>(r: &mut Events) -> Read<T> {
    let told = ["from", "to", "precision"].map(|name| r.maybe_attribute(name).cloned());
    let words = r.verbatim()?;
    let wrong = |problem: &str| r.wrong(format!("{words:?} {problem}"));
    let value = T::parse(&words).ok_or_else(|| wrong("is no value of its type"))?;
    match value.is_described_by(told.each_ref().map(|t| t.as_deref())) {
        true => Ok(value),
        false => Err(wrong("is not what from, to and precision say")),
    }
}

pub(super) fn given(r: &mut Events) -> Read<Given> {
    let given = Given {
        line: number(r, "line")?,
        file: words(r, "file")?,
        author: maybe(r, "author", Events::verbatim)?,
        date: maybe(r, "date", Events::verbatim)?,
        reason: maybe(r, "reason", Events::verbatim)?,
    };
    r.end()?;
    Ok(given)
}
