//! Persons and chairs in Japanese, where titles stand around names without spaces or commas:
//! 山田太郎外務省海洋担当大使, ベトナム外務省グエン・バン・ナム(Mr. Nguyen Van Nam)局長.
//!
//! Handed: a passage. Gives: persons and chairs with their quotes. Knows nothing about other languages.

mod brief;
mod chairs;
mod party;
mod script;

use super::super::passage::Passage;
use crate::model::{CountryCode, Fact, Person};
pub(super) use chairs::chairs;
pub(super) use party::parties;
use std::ops::Range;

/// A person or a country, as byte ranges of the passage's text.
#[derive(Debug, Clone)]
pub(super) struct Party {
    all: Range<usize>,
    honorific: Option<Range<usize>>,
    name: Option<Range<usize>>,
    title: Option<Range<usize>>,
    body: Option<Range<usize>>,
    country: Option<(CountryCode, Range<usize>)>,
    /// Whether only a family name is printed: enough for who chaired, not for a list of persons.
    brief: bool,
}

/// Whether a passage is Japanese: it has kana.
pub(super) fn is_japanese(p: &Passage) -> bool {
    // the first byte of every kana
    p.text.text.as_bytes().contains(&0xE3) && p.text.text.chars().any(|c| ('\u{3041}'..='\u{30ff}').contains(&c))
}

fn chair(p: &Passage, party: &Party) -> Person {
    let organization = party.body.clone().map(|b| text_fact(p, b, "people/japanese-body"));
    Person {
        name: party.name.clone().map(|n| text_fact(p, n, "people/japanese-name")),
        honorific: party.honorific.clone().map(|h| text_fact(p, h, "people/honorific")),
        title: party.title.clone().map(|t| text_fact(p, t, "people/japanese-title")),
        organization,
        country: party.country.clone().map(|(code, words)| country_fact(p, party, code, words)),
    }
}

/// A person who is no chair: the title with the body where it is held.
pub(super) fn other(p: &Passage, party: &Party) -> Option<Person> {
    party.name.as_ref().filter(|_| !party.brief)?;
    let whole = match (&party.body, &party.title) {
        (Some(b), Some(t)) if b.end == t.start => Some(b.start..t.end),
        (_, title) => title.clone(),
    };
    Some(Person { title: whole.map(|t| text_fact(p, t, "people/japanese-title")), ..chair(p, party) })
}

fn country_fact(p: &Passage, party: &Party, code: CountryCode, words: Range<usize>) -> Fact<CountryCode> {
    if party.name.is_none() {
        return fact(p, words, code, "chairs/japanese");
    }
    let span = p.text.source_span(words);
    Fact::inferred(code, p.source.slice(span), span, "people/country-from-japanese-body", &["country"])
}

fn text_fact(p: &Passage, range: Range<usize>, rule: &str) -> Fact<String> {
    let words = p.text.text[range.clone()].to_owned();
    fact(p, range, words, rule)
}

fn fact<T>(p: &Passage, range: Range<usize>, value: T, rule: &str) -> Fact<T> {
    let span = p.text.source_span(range);
    Fact::stated(value, p.source.slice(span), span, rule)
}
