//! Days that only a weekday tells: "was held in Graz on Wednesday", under a date line of the same week.
//!
//! Handed: the lines, what belongs to the meeting, the date line and the tense. Gives: the day, inferred. Asked only where
//! no other words give a day. Knows nothing about printed dates.

use super::head::Head;
use super::own::Own;
use super::relation::{Belongs, Relation};
use super::sights::Line;
use super::statements::is_end_only;
use crate::lexicon::Class;
use crate::lexicon::sorts::Sorts;
use crate::lexicon::token::Shape;
use crate::model::{Edtf, EdtfDate, Fact, Status, Weekday};
use crate::normalize::dates::relative;
use crate::normalize::passage::Passage;

/// Lines that are looked at behind those above the text.
const NEAR_LINES: usize = 4;

/// The day of a weekday beside the meeting: the last one before the date line where the meeting was held, the next one where
/// it is to come.
pub(super) fn day(
    lines: &[Line],
    own: &Own,
    head: &Head,
    issued: Option<&Fact<Edtf>>,
    status: Option<Status>,
) -> Option<Fact<Edtf>> {
    let (issued, status) = (issued?, status?);
    let like = issued.value.map(Edtf::start).filter(|d| d.get_day().is_some())?;
    let relation = Relation { lines, own, head };
    let mut found: Vec<(&Passage, usize, Weekday)> = Vec::new();
    for (l, line) in lines.iter().enumerate().take(head.end + NEAR_LINES) {
        let weekdays = line.p.holds(Sorts::WEEKDAY).then_some(0..line.p.tokens.len()).into_iter().flatten();
        let alone = weekdays.filter_map(|at| alone(line, at).map(|w| (line.p, at, w)));
        // "ended here on Friday": the day a meeting closed is not when it was
        let alone = alone.filter(|(_, at, _)| !is_end_only(line, *at));
        found
            .extend(alone.filter(|(_, at, _)| matches!(relation.of(l, *at..at + 1), Belongs::Own { weight: 2.., .. })));
    }
    found.dedup_by_key(|(.., w)| *w);
    // "on Saturday and Sunday": several days, of which one told again is not all
    let near = || lines.iter().enumerate().take(head.end + NEAR_LINES).filter(|(_, l)| l.p.holds(Sorts::WEEKDAY));
    let mut pairs =
        near().flat_map(|(l, line)| (1..line.p.tokens.len()).filter(|&at| is_pair(line.p, at)).map(move |at| (l, at)));
    if let Some((l, joiner)) = pairs.next() {
        let own = || matches!(relation.of(l, joiner - 1..joiner + 2), Belongs::Own { weight: 2.., .. });
        let alone = found.is_empty() && pairs.next().is_none() && own();
        let days = Some(lines[l].p).filter(|_| alone).and_then(|p| Some((p, of_pair(p, joiner, like, status)?)));
        let (p, value) = days?;
        let parts = &["year", "month", "day"];
        let fact = p.inferred(joiner - 1..joiner + 2, value, "dates/weekdays-by-date-line", parts);
        return Some(fact.borrowed_from(issued.quote.clone(), issued.span));
    }
    let [(p, at, weekday)] = found.as_slice() else { return None };
    let week = if status == Status::Held { -6..=0 } else { 0..=6 };
    let day = week.filter_map(|n| relative(like, n)).find(|d| d.weekday() == Some(*weekday))?;
    let parts = &["year", "month", "day"];
    let fact = p.inferred(*at..at + 1, Edtf::Date(day), "dates/weekday-by-date-line", parts);
    Some(fact.borrowed_from(issued.quote.clone(), issued.span))
}

/// "Thursday and Friday", before or after the date line: the interval of both days, which "and" joins only side by side.
fn of_pair(p: &Passage, joiner: usize, like: EdtfDate, status: Status) -> Option<Edtf> {
    let weekday = |i: usize| {
        p.at(i).find_map(|(_, c)| match c {
            Class::Weekday(w) => Some(w),
            _ => None,
        })
    };
    let (first, last) = (weekday(joiner - 1)?, weekday(joiner + 1)?);
    // "Monday and Tuesday, 5 and 6 May"
    let dated = (joiner + 2..joiner + 5).any(|i| p.is(i, Sorts::MONTH.or(Sorts::FIGURES)));
    let on = |from: EdtfDate, mut days: std::ops::RangeInclusive<i8>, w: Weekday, back: bool| {
        let day = |n: i8| relative(from, if back { -n } else { n });
        days.find_map(|n| day(n).filter(|d| d.weekday() == Some(w)))
    };
    let most = if p.word(joiner) == "and" { 1 } else { 4 };
    let (from, to) = if status == Status::Held {
        let to = on(like, 0..=6, last, true)?;
        (on(to, 1..=most, first, true)?, to)
    } else {
        let from = on(like, 0..=6, first, false)?;
        (from, on(from, 1..=most, last, false)?)
    };
    Edtf::interval(from, to).filter(|_| !dated)
}

/// "Saturday and Sunday", "Monday to Wednesday", "Thursday-Friday".
fn is_pair(p: &Passage, joiner: usize) -> bool {
    matches!(p.word(joiner), "and" | "to" | "through" | "until" | "-" | "–")
        && p.is(joiner - 1, Sorts::WEEKDAY)
        && p.is(joiner + 1, Sorts::WEEKDAY)
}

/// Whether a weekday is an English one.
fn weekday_in_english(p: &Passage, at: usize) -> Option<bool> {
    p.is(at, Sorts::WEEKDAY).then(|| p.small(at).ends_with("day"))
}

/// "on Wednesday", "On Friday afternoon": a weekday with no day beside it.
fn alone(line: &Line, at: usize) -> Option<Weekday> {
    let p = line.p;
    let weekday = p.is(at, Sorts::WEEKDAY).then(|| p.at(at)).and_then(|mut classes| {
        classes.find_map(|(len, c)| match c {
            Class::Weekday(w) if len == 1 => Some(w),
            _ => None,
        })
    })?;
    let before = at.checked_sub(1).map(|i| p.small(i)).unwrap_or_default();
    // « ce jeudi », « el jueves », « Lundi à Graz, … » at the head of a sentence
    let foreign = !matches!(weekday_in_english(p, at), Some(true));
    let heads = at == 0 || matches!(p.word(at - 1), "." | "-" | "–" | "—");
    let led = matches!(before, "on" | "this")
        || foreign && (matches!(before, "ce" | "este" | "el" | "le" | "pasado") || heads && p.word(at + 1) == "à");
    let next = p.tokens.get(at + 1);
    let dated = next.is_some_and(|t| t.shape == Shape::Digits)
        || matches!(p.word(at + 1), "and" | "to" | "-" | "–" | "through" | "until" | "(" | "next" | "last")
        || (at + 1..at + 3).any(|i| p.is(i, Sorts::MONTH.or(Sorts::FIGURES)))
            // "On Tuesday the 8th Talks were held"
            && !(p.word(at + 1) == "the" && p.tokens.get(at + 4).is_some_and(|t| t.is_capital()) && !p.is(at + 4, Sorts::MONTH));
    let inside = line.dates.iter().any(|d| d.tokens.contains(&at));
    (led && !dated && !inside).then_some(weekday)
}
