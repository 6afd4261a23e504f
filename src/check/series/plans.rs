//! What a note says of the next meeting of its series: "The next Dialogue will be held in Hanoi in 2012."
//!
//! Handed: a note. Gives: place and year as printed. Knows nothing about whether it came so.

use crate::check::prose::{self, Word};
use crate::check::wording;
use crate::model::{Note, Text};
use crate::source::Span;

/// Place and year of the next meeting, with where they stand.
#[derive(Debug, Default)]
pub(super) struct Next {
    pub(super) place: Option<(String, Span)>,
    pub(super) year: Option<(i16, Span)>,
}

/// Nouns for meetings behind "next".
const MEETINGS: [&str; 10] = [
    "meeting",
    "dialogue",
    "session",
    "round",
    "consultation",
    "consultations",
    "forum",
    "conference",
    "summit",
    "working",
];
/// Words between "next meeting" and what is said of it.
const REACH: usize = 16;

/// What the first sentence says that speaks of the next meeting and of the future.
pub(super) fn of_next_meeting(note: &Note) -> Next {
    prose::texts(note).into_iter().find_map(of_text).unwrap_or_default()
}

fn of_text(text: &Text) -> Option<Next> {
    if !text.text.contains("next") {
        return None;
    }
    let words = prose::words(&text.text);
    let at = words.windows(2).position(|w| w[0].text == "next" && is_meeting(w[1].text))?;
    let rest = sentence(&text.text, &words[at + 2..]);
    let future = rest.iter().any(|w| matches!(w.text, "will" | "shall" | "would" | "planned" | "scheduled"));
    let next = Next { place: place(text, rest), year: year(text, rest) };
    (future && (next.place.is_some() || next.year.is_some())).then_some(next)
}

fn is_meeting(word: &str) -> bool {
    MEETINGS.contains(&word.to_lowercase().as_str())
}

/// The words up to the end of their sentence.
fn sentence<'w, 'a>(text: &str, words: &'w [Word<'a>]) -> &'w [Word<'a>] {
    let stop = |pair: &[Word]| text[pair[0].end()..pair[1].start].contains(['.', ';']);
    let end = words.windows(2).position(stop).map_or(words.len(), |i| i + 1);
    &words[..end.min(REACH)]
}

/// The capitalized words behind "in", no month among them.
fn place(text: &Text, words: &[Word]) -> Option<(String, Span)> {
    let name = |w: &Word| w.text.starts_with(char::is_uppercase) && !wording::is_month(w.text);
    let at = words.windows(2).position(|w| w[0].text == "in" && name(&w[1]))? + 1;
    let end = at + 1 + words[at + 1..].iter().take_while(|w| w.joined && name(w)).count();
    let range = words[at].start..words[end - 1].end();
    Some((text.text[range.clone()].to_owned(), text.source_span(range)))
}

fn year(text: &Text, words: &[Word]) -> Option<(i16, Span)> {
    let years =
        words.iter().filter_map(|w| Some((w, w.text.parse::<i16>().ok().filter(|y| (1900..2200).contains(y))?)));
    let mut years = years.map(|(w, y)| (y, text.source_span(w.start..w.end())));
    years.next().filter(|_| years.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::specimen::Specimen;

    #[test]
    fn place_and_year_of_the_next_meeting() {
        for (text, place, year) in [
            ("The next meeting will be held in Hanoi in 2012.", Some("Hanoi"), Some(2012)),
            ("The next Dialogue will be held in March 2012 in Viet Nam.", Some("Viet Nam"), Some(2012)),
            ("The next meeting was held in Hanoi.", None, None),
            ("The next day, Japan will be held in Hanoi in 2012.", None, None),
            ("The next meeting will be announced. It was in Hanoi in 2010.", None, None),
        ] {
            let next = of_next_meeting(&Specimen::prose(text).note);
            let found = (next.place.map(|p| p.0), next.year.map(|y| y.0));
            assert_eq!(found, (place.map(str::to_owned), year), "{text}");
        }
    }
}
