//! The identification of an exchange file as it is read, and whether its parts agree.
//!
//! Handed: the element, and what the rest of the file says. Gives: [`Unreadable`]s. The inverse of `meta.rs`. Knows nothing
//! about how an identity is made.

use super::events::{Events, Unreadable};
use super::identity::{NO_DATE, UriParts};
use super::languages;
use crate::model::{EdtfDate, Note};
use std::borrow::Cow;

/// Work, Expression and Manifestation.
#[derive(Default)]
pub(super) struct Identification<'x> {
    work: Level<'x>,
    expression: Level<'x>,
    manifestation: Level<'x>,
}

/// What one of them says of itself.
#[derive(Default)]
struct Level<'x> {
    this: Option<Cow<'x, str>>,
    uri: Option<Cow<'x, str>>,
    date: Option<Cow<'x, str>>,
    language: Option<Cow<'x, str>>,
    country: Option<Cow<'x, str>>,
    subtype: Option<Cow<'x, str>>,
    number: Option<Cow<'x, str>>,
}

impl<'x> Identification<'x> {
    /// Reads the open element to its end.
    pub(super) fn read(r: &mut Events<'x>) -> Result<Self, Unreadable> {
        let mut me = Self::default();
        while r.child()? {
            let level = match r.name() {
                "FRBRWork" => &mut me.work,
                "FRBRExpression" => &mut me.expression,
                "FRBRManifestation" => &mut me.manifestation,
                _ => return Err(r.wrong("it has no place here")),
            };
            while r.child()? {
                level.add(r);
                r.skip()?;
            }
        }
        Ok(me)
    }

    /// What does not agree: the parts with each other, with the element of the document, with the facts.
    pub(super) fn problems(&self, element: &str, note: &Note) -> Vec<Unreadable> {
        let mut problems = Vec::new();
        let mut agree = |place: &str, what: &str, found: &Option<Cow<str>>, wanted: &str| {
            if found.as_deref() != Some(wanted) {
                let found = found.as_deref().unwrap_or("missing");
                let problem = format!("{what} is {found}, but {wanted} would agree with the rest");
                problems.push(Unreadable::new(place, problem));
            }
        };
        let Self { work, expression, manifestation } = self;
        let (date, language) = (stated(note), languages::three_letters(&note.source.lang));
        let work_uri = work.uri.as_deref().unwrap_or_default();
        let expression_uri = format!("{work_uri}/{language}@{date}");
        agree("FRBRExpression", "its URI", &expression.uri, &expression_uri);
        agree("FRBRManifestation", "its URI", &manifestation.uri, &format!("{expression_uri}/.xml"));
        agree("FRBRWork", "FRBRthis", &work.this, &format!("{work_uri}/!main"));
        agree("FRBRExpression", "FRBRthis", &expression.this, &format!("{expression_uri}/!main"));
        agree("FRBRManifestation", "FRBRthis", &manifestation.this, &format!("{expression_uri}/!main.xml"));
        agree("FRBRWork", "FRBRdate", &work.date, &date);
        agree("FRBRExpression", "FRBRdate", &expression.date, &date);
        agree("FRBRManifestation", "FRBRdate", &manifestation.date, &date);
        agree("FRBRExpression", "FRBRlanguage", &expression.language, language);
        match UriParts::parse(work_uri) {
            Some(parts) => {
                agree("FRBRWork", "the element in its URI", &Some(parts.element.into()), element);
                agree("FRBRWork", "the date in its URI", &Some(parts.date.into()), &date);
                agree("FRBRWork", "FRBRcountry", &work.country, parts.country);
                agree("FRBRWork", "FRBRsubtype", &work.subtype, parts.subtype);
                agree("FRBRWork", "FRBRnumber", &work.number, parts.number);
            }
            None => agree("FRBRWork", "its URI", &work.uri, "/akn/country/element/subtype/[actor/]date/number"),
        }
        problems
    }
}

impl<'x> Level<'x> {
    /// Takes over what the open element says.
    fn add(&mut self, r: &Events<'x>) {
        let (part, attribute) = match r.name() {
            "FRBRthis" => (&mut self.this, "value"),
            "FRBRuri" => (&mut self.uri, "value"),
            "FRBRdate" => (&mut self.date, "date"),
            "FRBRlanguage" => (&mut self.language, "language"),
            "FRBRcountry" => (&mut self.country, "value"),
            "FRBRsubtype" => (&mut self.subtype, "value"),
            "FRBRnumber" => (&mut self.number, "value"),
            _ => return,
        };
        *part = r.maybe_attribute(attribute).cloned();
    }
}

/// The date of issue that the facts state, as a full day.
fn stated(note: &Note) -> String {
    let date = note.document_date.as_ref().and_then(|d| d.value);
    date.map_or(NO_DATE.to_owned(), |d| EdtfDate::from(d.earliest()).to_string())
}
