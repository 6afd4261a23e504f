//! Every date and place of the note with what it belongs to: the ground the questions stand on.

use super::head::Head;
use super::labels::{self, Label};
use super::own::Own;
use super::places::{Introduction, PlaceWords, ends_heading};
use super::relation::{Belongs, Relation};
use super::sights::{CueSort, Line};
use crate::lexicon::Class;
use crate::lexicon::token::Shape;
use crate::model::Fact;
use crate::normalize::dates::{DateWords, When};

/// A date or a place with what it belongs to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Statement {
    /// The line.
    pub(super) line: usize,
    /// Index of the date or place in the line.
    pub(super) index: usize,
    /// What it belongs to.
    pub(super) belongs: Belongs,
    /// How it was told.
    pub(super) by: By,
}

/// How it was told what words belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// By the sentence.
    Sentence,
    /// A line above the text that gives date and place.
    HeaderLine,
    /// A label ("Date/Time", "Venue").
    Label,
    /// The place that the title gives stands beside it.
    TitlePlace,
}

impl Statement {
    /// How much it weighs for the note's meeting; 0 if it is not about it.
    pub(super) const fn weight(&self) -> u8 {
        match self.belongs {
            Belongs::Own { weight, .. } => weight,
            _ => 0,
        }
    }
}

/// All dates, in reading order.
pub(super) fn of_dates(lines: &[Line], own: &Own, head: &Head) -> Vec<Statement> {
    let relation = Relation { lines, own, head };
    let mut out = Vec::new();
    for (line, l) in lines.iter().enumerate() {
        for (index, date) in l.dates.iter().enumerate() {
            if head.issued == Some((line, index)) {
                continue;
            }
            let (belongs, by) = if head.dated_places.contains(&line) {
                let range = date.stretches().iter().any(|s| s.to.is_some());
                (Belongs::Own { weight: if range { 3 } else { 1 }, future: None }, By::HeaderLine)
            } else if is_labelled(l, date.tokens.start, DATE_LABELS) || is_in_row(lines, line, date.tokens.start) {
                (Belongs::Own { weight: 3, future: None }, By::Label)
            } else if line < head.end + 4 && is_beside_title_place(l, own, date.tokens.start) {
                (Belongs::Own { weight: 3, future: None }, By::TitlePlace)
            } else if head.title_lines.contains(&line) && head.is_of_a_meeting && is_with_last_place(l, date) {
                (Belongs::Own { weight: 2, future: None }, By::TitlePlace)
            } else if is_dated_by_range(l, date) {
                (Belongs::Own { weight: 1, future: None }, By::HeaderLine)
            } else if is_other_clock(l, date)
                || is_end_only(l, date.tokens.start)
                || is_begin_only(l, date)
                || is_dateline(l, date.tokens.start, date.tokens.end)
            {
                (Belongs::Unknown, By::Sentence)
            } else {
                (relation.of(line, date.tokens.clone()), By::Sentence)
            };
            out.push(Statement { line, index, belongs, by });
        }
    }
    out
}

/// All places, in reading order; datelines left out.
pub(super) fn of_places(lines: &[Line], own: &Own, head: &Head) -> Vec<Statement> {
    let relation = Relation { lines, own, head };
    let mut out = Vec::new();
    for (line, l) in lines.iter().enumerate() {
        for (index, place) in l.places.iter().enumerate() {
            let ranged = l.dates.first().is_some_and(|d| is_dated_by_range(l, d));
            if is_of_dateline(l, place) && !(ranged && index == 0) {
                let here = here(l, place).map(|at| relation.of(line, at..at + 1));
                if let Some(belongs @ Belongs::Own { weight: 2.., .. }) = here {
                    out.push(Statement { line, index, belongs, by: By::Sentence });
                }
                continue;
            }
            let (belongs, by) = if ranged && index == 0 && is_of_dateline(l, place) {
                (Belongs::Own { weight: 1, future: None }, By::HeaderLine)
            } else if head.dated_places.contains(&line) {
                let range = l.dates.iter().any(|d| d.stretches().iter().any(|s| s.to.is_some()));
                (Belongs::Own { weight: if range { 2 } else { 1 }, future: None }, By::HeaderLine)
            } else if is_labelled(l, place.tokens.start, PLACE_LABELS) {
                (Belongs::Own { weight: 1, future: None }, By::Label)
            } else if head.title_lines.contains(&line)
                && head.is_of_a_meeting
                && place.city.clone().is_some_and(|c| ends_heading(l.p, &c) || is_behind_date(l, place))
            {
                (Belongs::Own { weight: 2, future: None }, By::TitlePlace)
            } else if is_in_place_row(lines, line, index) {
                (Belongs::Own { weight: 2, future: None }, By::Label)
            } else if is_far_end(l, index) {
                (Belongs::Other(None), By::Sentence)
            } else if !comes_in(l, index) {
                // a country or city in a list, a title of office or a topic is no place of meeting
                (Belongs::Unknown, By::Sentence)
            } else if let Some(aside) = margins_before(l, place) {
                (relation.of(line, aside..aside + 1), By::Sentence)
            } else if place.city.is_some() && is_actor(l, place.tokens.start, place.tokens.end) {
                (relation.of_actor(line, place.tokens.clone()), By::Sentence)
            } else {
                (relation.of(line, place.tokens.clone()), By::Sentence)
            };
            out.push(Statement { line, index, belongs, by });
        }
    }
    out
}

/// The "here" of "GRAZ – The Ninth Talks ended here on Friday".
fn here(line: &Line, dateline: &PlaceWords) -> Option<usize> {
    let p = line.p;
    let sentence = super::own::sentence_of(line, dateline.tokens.end);
    let end = sentence.end.min(dateline.tokens.end + 60);
    let at = (dateline.tokens.end..end).find(|&i| p.word(i) == "here" && !matches!(p.word(i - 1), "click" | "from"))?;
    let verb = line.cues.iter().rev().find(|c| c.tokens.end <= at)?;
    (at - verb.tokens.end < 12 && matches!(verb.sort, CueSort::Hold { .. })).then_some(at)
}

/// Where the note says it was written: cities of datelines, of one before or behind its date.
pub(super) fn datelines(lines: &[Line]) -> Vec<Fact<String>> {
    let first = |l: &Line| {
        let place = l.places.first().filter(|p| p.tokens.start == 0 && is_of_dateline(l, p))?;
        let city = place.city.clone()?;
        Some(l.p.stated(city.clone(), l.p.words(city).to_owned(), "place/dateline"))
    };
    lines.iter().filter_map(first).collect()
}

/// "MANILA –", "MANILA, 9 February 2011 –".
fn is_of_dateline(line: &Line, place: &PlaceWords) -> bool {
    let behind = |start: usize| start >= place.tokens.end && start <= place.tokens.end + 3;
    place.introduction == Introduction::Dateline
        || place.introduction == Introduction::Bare
            && line
                .dates
                .iter()
                .take(2)
                .any(|d| behind(d.tokens.start) && is_dateline(line, d.tokens.start, d.tokens.end))
}

/// "opening on 21 July in Accra and closing on 23 July", "opens today … closes on 5 June": the dates of a line that are the
/// first and the last day of one meeting.
pub(super) fn from_opening_to_closing(line: &Line) -> Option<(usize, usize)> {
    const OPEN: [&str; 9] =
        ["opening", "opens", "opened", "begins", "began", "beginning", "starting", "starts", "commenced"];
    const CLOSE: [&str; 9] =
        ["closing", "closes", "closed", "ends", "ended", "ending", "concludes", "concluded", "concluding"];
    let led = |date: &DateWords, verbs: &[&str]| {
        let from = date.tokens.start.saturating_sub(6);
        let at = (from..date.tokens.start).rev().find(|&i| verbs.contains(&line.p.small(i)));
        at.is_some_and(|at| !(at..date.tokens.start).any(|i| matches!(line.p.word(i), "." | ";" | ",")))
    };
    let first = line.dates.iter().position(|d| led(d, &OPEN))?;
    let last = first + 1 + line.dates[first + 1..].iter().position(|d| led(d, &CLOSE))?;
    let sentence = super::own::sentence_of(line, line.dates[first].tokens.start);
    let near = line.dates[last].tokens.start < sentence.end + 40;
    near.then_some((first, last))
}

/// "over three days from 14 September": the day a meeting began is not when it was.
fn is_begin_only(line: &Line, date: &DateWords) -> bool {
    let single = date.only().is_some();
    let word = |n: usize| date.tokens.start.checked_sub(n).map(|i| line.p.small(i)).unwrap_or_default();
    let goes_on = (date.tokens.end..date.tokens.end + 6)
        .any(|i| matches!(line.p.word(i), "to" | "until" | "through" | "-" | "–" | "and" | ":"));
    // "opened today in Accra"
    const OPENED: [&str; 9] =
        ["opened", "opens", "open", "kicked", "kicks", "ouverte", "ouvert", "inaugurada", "inauguró"];
    let near = date.tokens.start.saturating_sub(8)..date.tokens.start;
    let one_day = single || matches!(date.when, When::Relative(_));
    let opened = near.clone().rev().find(|&i| OPENED.contains(&line.p.word(i)));
    let opened = opened.is_some_and(|at| !(at..date.tokens.start).any(|i| matches!(line.p.word(i), "." | ";" | ",")));
    if one_day && opened && line.dates.len() <= 3 && from_opening_to_closing(line).is_none() {
        return true;
    }
    // "held a two-day forum today"
    let lasts = |i: usize| {
        line.p.word(i) == "day"
            && line.p.word(i - 1) == "-"
            && !matches!(line.p.small(i - 2), "one" | "1" | "half" | "full")
    };
    let several = (date.tokens.start.saturating_sub(12)..date.tokens.start).filter(|&i| i > 1).any(lasts);
    if several && matches!(date.when, When::Relative(_)) {
        return true;
    }
    let begun = single && matches!(word(1), "from" | "beginning" | "starting") && !goes_on;
    begun && days_from(line, date).is_none()
}

/// The two of "for two days from 14 September", "a three-day meeting from 5 May".
pub(super) fn days_from(line: &Line, date: &DateWords) -> Option<u32> {
    let p = line.p;
    let from = date.tokens.start.checked_sub(1)?;
    let days = from.checked_sub(1)?;
    let counted = matches!(p.word(from), "from" | "beginning" | "starting") && matches!(p.word(days), "days" | "day");
    let single = date.only().is_some_and(|s| s.from.day.is_some());
    let number = days.checked_sub(1)?;
    let word = p.at(number).find_map(|(len, c)| match c {
        Class::Cardinal(n) if len == 1 => Some(n),
        _ => None,
    });
    let digits = || p.word(number).parse().ok();
    word.or_else(digits).filter(|n| counted && single && (2..=14).contains(n))
}

/// "On 5 May, from 8 p.m. (6 May, 2 a.m. in Tokyo)": the same hour by another clock.
fn is_other_clock(line: &Line, date: &DateWords) -> bool {
    let (from, to) = (date.tokens.start.saturating_sub(3), (date.tokens.end + 10).min(line.p.tokens.len()));
    let open = (from..date.tokens.start).rev().find(|&i| line.p.word(i) == "(");
    let Some(open) = open.filter(|_| line.dates.iter().any(|d| d.tokens.end < date.tokens.start)) else { return false };
    let clock = |i: usize| {
        matches!(line.p.small(i), "jst" | "gmt" | "utc" | "time" | "clock")
            || matches!(line.p.small(i), "a" | "p") && line.p.word(i + 1) == "." && line.p.small(i + 2) == "m"
    };
    (open..to).take_while(|&i| line.p.word(i) != ")").any(clock)
}

/// "concluded in Doha on 6 May": the day a meeting closed is not when it was.
pub(super) fn is_end_only(line: &Line, start: usize) -> bool {
    let behind = line.cues.partition_point(|c| c.tokens.start < start);
    let Some(cue) = behind.checked_sub(1).map(|c| &line.cues[c]) else { return false };
    let closing = matches!(
        line.p.word(cue.tokens.start),
        "concluded"
            | "ended"
            | "closed"
            | "concludes"
            | "closes"
            | "wrapped"
            | "wound"
            | "finished"
            | "adjourned"
            | "achevée"
            | "achevé"
            | "clôturée"
            | "clôturé"
            | "terminée"
            | "concluyó"
            | "culminó"
    ) || line.p.word(cue.tokens.end - 1) == "close"
        || line.p.word(cue.tokens.end - 1) == "end" && cue.tokens.len() == 4;
    closing && matches!(cue.sort, CueSort::Hold { .. }) && start - cue.tokens.end < 12
}

const DATE_LABELS: &[&str] = &[
    "date/time",
    "date and time",
    "date & time",
    "date and place",
    "date and venue",
    "dates",
    "date / time",
    "when",
    "日時",
    "開催日",
    "期日",
];
const PLACE_LABELS: &[&str] =
    &["place", "venue", "location", "where", "date and place", "date and venue", "場所", "開催地"];

/// Whether a label stands at the head of the line, or of the sentence, right before words.
fn is_labelled(line: &Line, start: usize, labels: &[&str]) -> bool {
    let mut begin = 0;
    while begin < start && matches!(line.p.word(begin), "[" | "(" | "*" | "•" | "【") {
        begin += 1;
    }
    // a bracketed "[Date]" is the document's, read with the head
    if start == 0 || start > begin + 6 {
        return false;
    }
    let words = line.p.words(begin..start).to_lowercase();
    let words = words.trim_matches(|c: char| !c.is_alphanumeric() && !c.is_alphabetic());
    labels.contains(&words)
}

/// A date in a row labelled "Date" beside rows about the meeting's place, format or people.
fn is_in_row(lines: &[Line], l: usize, token: usize) -> bool {
    match labels::of(lines, l, token) {
        Some((Label::Date, _)) => labels::are_near(lines, l),
        Some((Label::DateAndPlace, _)) => true,
        _ => false,
    }
}

/// The only city of a row labelled "Venue": "Venue: Hotel Simba, Mombasa, Kenya".
fn is_in_place_row(lines: &[Line], l: usize, index: usize) -> bool {
    let line = &lines[l];
    if line.p.tokens.len() > 40 {
        return false;
    }
    let alone = line.places.iter().filter(|p| p.city.is_some()).count() == 1 && line.places[index].city.is_some();
    let label = labels::of(lines, l, line.places[index].tokens.start).map(|(label, _)| label);
    alone && matches!(label, Some(Label::Place | Label::DateAndPlace))
}

/// "the delegation of Viet Nam in Ha Long taking part by video link": the far end of a line is no place of meeting.
fn is_far_end(line: &Line, index: usize) -> bool {
    let p = line.p;
    let start = line.places[index].tokens.start;
    let delegation = (start.saturating_sub(8)..start).any(|i| matches!(p.word(i), "delegation" | "delegations"))
        && (1..=4).filter_map(|n| start.checked_sub(n)).any(|i| p.word(i) == "of" || p.word(i) == "in");
    let end = line.places[index].tokens.end;
    // "in Graz, with some joining online": those are the others
    let others =
        |i: usize| p.word(i) == "," && matches!(p.word(i + 1), "with" | "while" | "whereas" | "and" | "others");
    let near = |&i: &usize| !matches!(p.word(i), "." | ";") && !others(i);
    let remote = (end..(end + 10).min(p.tokens.len())).take_while(near).any(|i| {
        matches!(p.word(i), "virtually" | "remotely" | "online" | "videolink" | "videoconference")
            || p.word(i) == "video"
    });
    let joining = (start.saturating_sub(12)..(end + 4).min(p.tokens.len())).any(|i| {
        matches!(
            p.word(i),
            "taking" | "joined" | "joining" | "participated" | "participating" | "connected" | "attending"
        )
    });
    remote && (delegation || joining)
}

/// "in Stockholm on July 28 and 29", when the title says "Meeting in Stockholm".
fn is_beside_title_place(line: &Line, own: &Own, start: usize) -> bool {
    let Some(city) = own.title_city() else { return false };
    let before = |n: usize| start.checked_sub(n).map(|i| line.p.word(i)).unwrap_or_default();
    let gap = usize::from(matches!(before(1), "on" | "from" | ","));
    let place = line.places.iter().find(|p| p.tokens.end + gap == start);
    // "their gathering set for Graz on 5 June" is another one
    let for_another = |p: &&PlaceWords| p.tokens.start > 0 && line.p.word(p.tokens.start - 1) == "for";
    place.filter(|p| !for_another(p)).and_then(|p| p.city.clone()).is_some_and(|c| line.p.words(c) == city)
}

/// "WASHINGTON, May 5, 2020 – …": place and day of writing at the head of a paragraph.
pub(super) fn is_dateline(line: &Line, start: usize, end: usize) -> bool {
    // "Graz [Austria], May 5, 2020 (ANA): …"
    let bracket = |end: usize| if line.p.word(end) == "[" && line.p.word(end + 2) == "]" { end + 3 } else { end };
    let near = |p: &PlaceWords| p.tokens.end <= start && start <= bracket(p.tokens.end) + 3;
    let first = line.places.first().is_some_and(|p| p.tokens.start <= 4 && near(p));
    if is_in_bracket(line, start, end) {
        return true;
    }
    let mut i = end;
    // "Madrid, 15 de mayo de 2019.-"
    let stop = |i: usize| line.p.word(i) == "." && matches!(line.p.word(i + 1), "-" | "–" | "—");
    while matches!(line.p.word(i), "*" | ")") || stop(i) {
        i += 1;
    }
    // "Cairo, 6 September 2023 (TDI):" names the agency
    if line.p.word(i) == "(" && line.p.word(i + 2) == ")" && line.p.tokens[i + 1].shape == Shape::Upper {
        i += 3;
    }
    while stop(i) {
        i += 1;
    }
    // "San José, 4 de julio de 2016. La reunión …": a sentence of its own
    let alone = line.places.first().is_some_and(|p| p.tokens.start == 0)
        && start < 8
        && line.p.word(i) == "."
        && line.p.sentences.first().is_some_and(|s| s.start == 0 && s.end == i + 1);
    // "Bali, on 23 July 2011: the Meeting came together" is a sentence
    let told = start > 0 && line.p.word(start - 1) == "on";
    first && !told && (matches!(line.p.word(i), "–" | "—" | "-" | ":") || alone) && i + 1 < line.p.tokens.len()
}

/// "Graz, 3-5 May 2012: the Council met": nobody writes for several days, so that a dateline with a range is the meeting's.
fn is_dated_by_range(line: &Line, date: &DateWords) -> bool {
    let ranged = matches!(date.stretches(), [s] if s.to.is_some());
    ranged && date.tokens.start < 12 && is_dateline(line, date.tokens.start, date.tokens.end)
}

/// "(RSC Secretariat, Harbour House, Guyana – Monday, 5 June 2023): …": who wrote where and when, in a bracket that opens
/// the text.
fn is_in_bracket(line: &Line, start: usize, end: usize) -> bool {
    let p = line.p;
    let closes = p.word(end) == ")" && matches!(p.word(end + 1), ":" | "–" | "—" | "-") && end + 2 < p.tokens.len();
    let named = |i: usize| !p.tokens[i].is_word() || p.tokens[i].is_capital() || matches!(p.word(i), "of" | "the");
    p.word(0) == "(" && start < 24 && closes && (1..start).all(named)
}

/// Whether a place comes into its sentence as one where something is.
fn comes_in(line: &Line, index: usize) -> bool {
    let place = &line.places[index];
    let (start, end) = (place.tokens.start, place.tokens.end);
    if place.city.is_none() {
        // "was held in Cambodia", but not "the Conference on Peace in Cambodia"
        let behind = line.cues.partition_point(|c| c.tokens.start < start);
        let verb = behind.checked_sub(1).is_some_and(|c| matches!(line.cues[c].sort, CueSort::Hold { .. }));
        return place.introduction == Introduction::Preposition && verb && !is_of_purpose(line, behind - 1, start);
    }
    place.introduction == Introduction::Preposition
        || is_coordinate(line, index)
        || is_beside_date(line, start, end)
        || is_subject(line, start, end)
}

/// "met on the margins of the General Assembly in New York": what is on the margins of a meeting is in its city; the token
/// right behind the verb.
fn margins_before(line: &Line, place: &PlaceWords) -> Option<usize> {
    let p = line.p;
    let city = place.tokens.start;
    place.city.as_ref().filter(|_| city > 0 && p.small(city - 1) == "in")?;
    let n = line.names.iter().find(|n| {
        n.tokens.end + 1 == city && (super::marks::is_on_margins(line, n) || super::marks::is_within(line, n))
    })?;
    let on = (n.tokens.start.saturating_sub(5)..n.tokens.start)
        .find(|&i| matches!(p.word(i), "on" | "at" | "as" | "in" | "within"))?;
    let noun = p.word(on + 1) == "the"
        && matches!(p.word(on + 2), "margins" | "margin" | "sidelines" | "fringes" | "framework")
        || p.word(on) == "as" && p.word(on + 1) == "part";
    // "held a meeting of officials as part of": the verb may have its object between
    let cue = line.cues.partition_point(|c| c.tokens.end <= on).checked_sub(1)?;
    let object = |c: &CueSort| matches!(c, CueSort::Name(_));
    let cue = if object(&line.cues[cue].sort) { cue.checked_sub(1)? } else { cue };
    let verb = &line.cues[cue];
    let near = on - verb.tokens.end < 10;
    let intransitive = matches!(verb.sort, CueSort::Hold { subject_first: true, .. }) && verb.tokens.end == on;
    let transitive = matches!(verb.sort, CueSort::Hold { subject_first: false, .. }) && verb.tokens.end < on;
    (noun && near && (intransitive || transitive)).then_some(verb.tokens.end)
}

/// "met to discuss the situation in Iraq": between the verb of meeting and the country stands what they met for.
fn is_of_purpose(line: &Line, cue: usize, start: usize) -> bool {
    let verb = line.cues[cue].tokens.end;
    let purpose = |i: usize| {
        line.p.word(i) == "to" && line.p.tokens.get(i + 1).is_some_and(|t| t.shape == Shape::Lower)
            || matches!(line.p.word(i), "about" | "regarding" | "on" | "for")
                && line.p.tokens.get(i + 1).is_some_and(|t| t.shape == Shape::Lower)
                && !line.dates.iter().take(8).any(|d| d.tokens.contains(&(i + 1)))
    };
    start > verb + 30 || (verb..start).any(purpose)
}

/// "in Tokyo and Jakarta": the second place comes in with the first.
fn is_coordinate(line: &Line, index: usize) -> bool {
    let Some(before) = index.checked_sub(1).map(|i| &line.places[i]) else { return false };
    let place = &line.places[index];
    before.introduction == Introduction::Preposition
        && before.city.is_some()
        && place.city.is_some()
        && place.tokens.start == before.tokens.end + 1
        && matches!(line.p.word(before.tokens.end), "and" | "&")
}

/// "Bangkok welcomed …": a place at the head of a clause, before its verb.
fn is_actor(line: &Line, start: usize, end: usize) -> bool {
    let opens = start == 0 || matches!(line.p.word(start - 1), "," | "." | ";" | ")" | "•" | "*");
    let verb =
        |i: usize| line.p.tokens[i].shape == Shape::Lower && !matches!(line.p.word(i), "and" | "or" | "of" | "in");
    opens && end < line.p.tokens.len() && verb(end)
}

/// "Statement of the Ministers April 26, 1999 Washington, DC": the only place of a heading, at its end behind the date.
fn is_behind_date(line: &Line, place: &PlaceWords) -> bool {
    let rest = place.tokens.end..line.p.tokens.len();
    rest.len() <= 2
        && rest.clone().all(|i| !line.p.tokens[i].is_word())
        && line.p.tokens.len() < 60
        && line.places.iter().filter(|p| p.city.is_some()).count() == 1
        && line.dates.iter().any(|d| d.tokens.end == place.tokens.start || d.tokens.end + 1 == place.tokens.start)
}

/// The date beside the place that ends a heading.
fn is_with_last_place(line: &Line, date: &DateWords) -> bool {
    let Some(place) = line.places.last().filter(|p| p.city.is_some() && line.p.tokens.len() < 60) else { return false };
    let before =
        place.city.clone().is_some_and(|c| ends_heading(line.p, &c)) && date.tokens.start <= place.tokens.end + 1;
    before && date.tokens.start >= place.tokens.end
        || is_behind_date(line, place) && date.tokens.end + 1 >= place.tokens.start
}

/// A place beside a date is where that date was.
fn is_beside_date(line: &Line, start: usize, end: usize) -> bool {
    line.dates.iter().any(|d| {
        d.tokens.end <= start && start - d.tokens.end <= 1 || d.tokens.start >= end && d.tokens.start - end <= 2
    })
}

/// "Tokyo hosted …", "Beijing was the place …": a place at the head of a clause.
fn is_subject(line: &Line, start: usize, end: usize) -> bool {
    // "the venue of the Forum was Luang Prabang"
    let linked = start > 0
        && matches!(line.p.word(start - 1), "was" | "is" | "be" | ":" | "place" | "venue" | "setting" | "site");
    let behind_date = line.dates.iter().any(|d| d.tokens.end == start);
    let opens = start == 0 || behind_date || matches!(line.p.word(start - 1), "," | "." | ";" | "(" | ")" | "*" | "•");
    let next = line.p.small(if line.p.word(end) == "," { end + 1 } else { end });
    // "the 3rd was the day and Graz the venue of", "had Graz as its venue"
    let venue = |i: usize| matches!(line.p.small(i), "venue" | "place" | "host" | "setting" | "site" | "meeting");
    let elliptic = start > 0
        && (matches!(line.p.word(start - 1), "and" | "with") && next == "the" && venue(end + 1)
            || matches!(line.p.word(start - 1), "had" | "has" | "have" | "with" | "chose")
                && next == "as"
                && venue(end + 2));
    let opens = opens || elliptic;
    linked
        || elliptic
        || is_actor(line, start, end)
        || opens
            && matches!(
                next,
                "hosted"
                    | "was"
                    | "will"
                    | "hosts"
                    | "is"
                    | "played"
                    | "welcomed"
                    | "saw"
                    | "served"
                    | "received"
                    | "witnessed"
                    | "gathered"
                    | "brought"
                    | "staged"
            )
        || is_after_name(line, start)
}

/// "… MEETING ON DISARMAMENT PUTRAJAYA, MALAYSIA", "Joint Statement Jeju, Korea".
fn is_after_name(line: &Line, start: usize) -> bool {
    line.names
        .iter()
        .any(|n| n.tokens.end == start || n.tokens.end + 1 == start && matches!(line.p.word(n.tokens.end), "," | "("))
}
