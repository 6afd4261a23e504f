//! Facts of the meeting that the front matter gives: `event.dates`, `event.place.city` and the rest, named as in the JSON.
//!
//! Handed: the fields of the front matter and what was read from the text. Gives: the event with those facts in place of the
//! text's, and among the claims, so that the checks see where the text says otherwise. Knows nothing about how texts are
//! written.

use crate::model::{Claims, Edtf, Event, Fact};
use crate::normalize::passage::{Passage, Reading};
use std::str::FromStr;

/// Puts the given facts in place of those read. A value that is none of its kind gives nothing.
pub(super) fn apply(reading: &Reading, event: &mut Event, claims: &mut Claims) {
    let field = |key: &str| reading.front.iter().find(|(k, _)| *k == key).map(|(_, p)| p);
    let words = |key: &str| field(key).and_then(parsed::<String>);
    let name = words("event.name");
    claims.names.extend(name.clone());
    put(&mut event.name, name);
    let ordinal = field("event.ordinal").and_then(parsed::<u32>).filter(|f| f.value != Some(0));
    claims.ordinals.extend(ordinal.clone());
    put(&mut event.ordinal, ordinal);
    let dates = field("event.dates").and_then(parsed::<Edtf>);
    if dates.is_some() {
        // sittings read from the text need not be those of the days given
        event.sessions.clear();
    }
    claims.dates.extend(dates.clone());
    put(&mut event.dates, dates);
    let city = words("event.place.city");
    claims.cities.extend(city.clone());
    put(&mut event.place.city, city);
    put(&mut event.place.country, field("event.place.country").and_then(parsed));
    put(&mut event.place.venue, words("event.place.venue"));
    put(&mut event.mode, field("event.mode").and_then(parsed));
    put(&mut event.status, field("event.status").and_then(parsed));
}

fn put<T>(read: &mut Option<Fact<T>>, given: Option<Fact<T>>) {
    if given.is_some() {
        *read = given;
    }
}

/// A field's value as a given fact.
fn parsed<T: FromStr>(p: &Passage) -> Option<Fact<T>> {
    let text = p.text.text.as_str();
    let words = text.trim();
    let start = text.len() - text.trim_start().len();
    let value = words.parse().ok().filter(|_| !words.is_empty())?;
    Some(p.given(p.stated_at(start..start + words.len(), value, "event/front-matter")))
}
