//! What the note says of the series its meeting belongs to: "annually since 2006".

use super::id::slug;
use super::sights::Line;
use crate::lexicon::sorts::Sorts;
use crate::lexicon::token::Shape;
use crate::model::{Cadence, Event, Fact, Series};

/// Reads first year and cadence from sentences that hold both a word of cadence and the meeting.
pub(super) fn read(lines: &[Line], event: &Event) -> Option<Series> {
    let name = event.name.clone()?;
    let key = slug(name.value.as_deref().unwrap_or_default());
    let (first_year, cadence) = lines.iter().find_map(annually_since).unzip();
    (!key.is_empty() || first_year.is_some()).then_some(Series { key, name: Some(name), first_year, cadence })
}

/// The series of a meeting whose name was corrected.
pub(super) fn renamed(series: Option<Series>, name: &Fact<String>) -> Option<Series> {
    let key = slug(name.value.as_deref().unwrap_or_default());
    let (first_year, cadence) = series.map(|s| (s.first_year, s.cadence)).unwrap_or_default();
    (!key.is_empty() || first_year.is_some()).then_some(Series { key, name: Some(name.clone()), first_year, cadence })
}

/// "annually since 2006", "every year since 2006", "Annually since 2009".
fn annually_since(line: &Line) -> Option<(Fact<i16>, Fact<Cadence>)> {
    let p = line.p;
    debug_assert!(p.lists(Sorts::CADENCE, |at| cadence(line, at).is_some()), "a word of cadence is not listed");
    p.each(Sorts::CADENCE).find_map(|at| {
        let (len, cadence) = cadence(line, at)?;
        let since = at + len;
        let year = since + 1;
        let digits = p.tokens.get(year).is_some_and(|t| t.shape == Shape::Digits && t.end - t.start == 4);
        if !p.word(since).eq_ignore_ascii_case("since") || !digits {
            return None;
        }
        let value: i16 = p.word(year).parse().ok()?;
        Some((p.stated(year..year + 1, value, "series/since"), p.stated(at..at + len, cadence, "series/cadence")))
    })
}

/// Words of a cadence; the lexicon lists the words that they begin with.
const PHRASES: &[(&[&str], Cadence)] = &[
    (&["annually"], Cadence::Annual),
    (&["yearly"], Cadence::Annual),
    (&["every", "year"], Cadence::Annual),
    (&["each", "year"], Cadence::Annual),
    (&["once", "a", "year"], Cadence::Annual),
    (&["biennially"], Cadence::Biennial),
    (&["every", "two", "years"], Cadence::Biennial),
    (&["every", "three", "years"], Cadence::Triennial),
    (&["twice", "a", "year"], Cadence::Semiannual),
    (&["twice", "yearly"], Cadence::Semiannual),
    (&["quarterly"], Cadence::Quarterly),
    (&["every", "month"], Cadence::Monthly),
    (&["monthly"], Cadence::Monthly),
];

fn cadence(line: &Line, at: usize) -> Option<(usize, Cadence)> {
    let p = line.p;
    PHRASES
        .iter()
        .find(|(words, _)| words.iter().enumerate().all(|(i, w)| p.word(at + i).eq_ignore_ascii_case(w)))
        .map(|(words, c)| (words.len(), *c))
}
