//! When the meeting was.

use super::head::Head;
use super::relation::Belongs;
use super::sights::Line;
use super::statements::{By, Statement, days_from, from_opening_to_closing};
use crate::lexicon::token::Shape;
use crate::model::{Claims, Edtf, EdtfDate, Fact, Status, WeekdayClaim};
use crate::normalize::dates::{DateWords, Resolved, Stretch, When, relative};
use crate::normalize::passage::Passage;

/// The meeting's dates as the note has them.
#[derive(Debug, Default)]
pub(super) struct Dates {
    /// The day or the interval.
    pub(super) dates: Option<Fact<Edtf>>,
    /// Sittings that are no range.
    pub(super) sessions: Vec<Fact<Edtf>>,
}

/// A statement of the meeting's dates with its meaning.
pub(super) struct Claim {
    /// The meaning.
    pub(super) fact: Fact<Edtf>,
    /// How much it weighs.
    pub(super) weight: u8,
    /// Whether the same words name several days that are no range.
    pub(super) several: bool,
    /// The line it stands in.
    pub(super) line: usize,
}

/// When the note was issued: the date line.
pub(super) fn issued(lines: &[Line], head: &Head) -> Option<Fact<Edtf>> {
    let (l, i) = head.issued?;
    let line = &lines[l];
    let date = &line.dates[i];
    match date.stretches() {
        [stretch] if stretch.to.is_none() => match stretch.resolve(None) {
            Resolved::Date(d) => Some(line.p.given(line.p.stated_at(date.bytes.clone(), d, "document-date/date-line"))),
            _ => None,
        },
        _ => None,
    }
}

/// "Lakes-Rivers Consultations Joint Communique 2004", without a date line: the only year of the title, at one of its ends.
pub(super) fn title_year(lines: &[Line], head: &Head) -> Option<Fact<Edtf>> {
    let [l] = head.title_lines[..] else { return None };
    let p = lines[l].p;
    let year = |i: usize| p.tokens[i].shape == Shape::Digits && (1950..=2049).contains(&p.word(i).parse().unwrap_or(0));
    let mut years = (0..p.tokens.len()).filter(|&i| year(i));
    let at = years.next().filter(|_| years.next().is_none())?;
    let before = at.checked_sub(1).map(|i| p.small(i)).unwrap_or_default();
    let ends = at + 1 == p.tokens.len() || at <= 1 && p.tokens.get(at + 1).is_some_and(|t| t.is_capital());
    // "Agenda 2030" is no year of meeting
    let aim =
        matches!(before, "agenda" | "vision" | "horizon" | "by" | "plan" | "post" | "strategy" | "-" | "–" | "goals");
    let value = EdtfDate::year(p.word(at).parse().ok()?).filter(|_| ends && !aim && lines[l].dates.is_empty())?;
    Some(p.stated(at..at + 1, Edtf::Date(value), "dates/title-year"))
}

/// Chooses among all statements about the meeting's dates, and records them all.
pub(super) fn read(
    lines: &[Line],
    statements: &[Statement],
    issued: Option<&Fact<Edtf>>,
    status: Option<Status>,
    plural: bool,
    claims: &mut Claims,
) -> Dates {
    let like = issued.and_then(|f| f.value).map(Edtf::start);
    let mut found = Vec::new();
    for s in statements.iter().filter(|s| s.weight() > 0) {
        let line = &lines[s.line];
        claim(line, &line.dates[s.index], s, issued, &mut found);
    }
    spans(lines, statements, issued, &mut found);
    unify_yearless(lines, statements, &mut found);
    found.retain(|c| fits_status(c, like, status));
    claims.dates.extend(found.iter().map(|c| c.fact.clone()));
    let mut when = choose(&found, plural);
    let of_line = |f: &&mut Fact<Edtf>| f.rule == HEADER_LINE && f.value.is_some_and(|v| v.start() == v.end());
    // the line above the text may only be the note's, where the text tells the meeting under another count
    if let Some(line) = when.dates.as_mut().filter(of_line)
        && let Some(other) = told_of_sibling(lines, statements, issued)
    {
        *line = either(line, &other);
    }
    when
}

/// The rule of dates that stand in a line above the text.
const HEADER_LINE: &str = "dates/header-line";

/// The day that the first lines of the text give to another meeting of the series.
fn told_of_sibling(lines: &[Line], statements: &[Statement], issued: Option<&Fact<Edtf>>) -> Option<Fact<Edtf>> {
    let s = statements.iter().find(|s| matches!(s.belongs, Belongs::Sibling(_)) && s.line < NEAR)?;
    let line = &lines[s.line];
    let date = line.dates.get(s.index).filter(|d| d.has_days())?;
    meanings(line.p, date, date.rule, issued).into_iter().next()
}

/// Lines within which the text first tells of its meeting.
const NEAR: usize = 6;

/// Both of two readings, if they are apart by days, as a question.
fn either(line: &Fact<Edtf>, other: &Fact<Edtf>) -> Fact<Edtf> {
    let (Some(a), Some(b)) = (line.value, other.value) else { return line.clone() };
    let days = (a.earliest() - b.latest()).get_days();
    match days {
        1..=14 => Fact::ambiguous(vec![b, a], line.quote.clone(), line.span, "dates/disagreement"),
        _ => line.clone(),
    }
}

/// The days on which the meeting opened and closed, told apart, are one interval.
fn spans(lines: &[Line], statements: &[Statement], issued: Option<&Fact<Edtf>>, found: &mut Vec<Claim>) {
    for (l, line) in lines.iter().enumerate() {
        let Some((first, last)) = from_opening_to_closing(line) else { continue };
        let Some(s) = statements.iter().find(|s| s.line == l && s.index == first && s.weight() > 0) else { continue };
        let day = |i: usize| meanings(line.p, &line.dates[i], "dates/opening-to-closing", issued).into_iter().next();
        let (Some(from), Some(to)) = (day(first), day(last)) else { continue };
        let (Some(a), Some(b)) = (from.value, to.value) else { continue };
        let Some(value) = Edtf::interval(a.start(), b.end()) else { continue };
        let cover = from.span.cover(to.span);
        found.retain(|c| c.line != s.line || !(c.fact.span == from.span || c.fact.span == to.span));
        let mut fact = from.clone().map(|_| value);
        fact.quote = line.p.source.slice(cover).to_owned();
        fact.span = cover;
        found.push(Claim { fact, weight: 3, several: false, line: s.line });
    }
}

fn claim(line: &Line, date: &DateWords, s: &Statement, issued: Option<&Fact<Edtf>>, out: &mut Vec<Claim>) {
    if !date.has_days() {
        return;
    }
    let rule = match s.by {
        By::HeaderLine => HEADER_LINE,
        By::Label => "dates/label",
        By::TitlePlace => "dates/beside-title-place",
        By::Sentence => date.rule,
    };
    let several = date.stretches().len() > 1;
    let claim = |fact| Claim { fact, weight: s.weight(), several, line: s.line };
    let days = days_from(line, date);
    let whole = |fact: Fact<Edtf>| days.map_or_else(|| fact.clone(), |n| lasting(&fact, n));
    out.extend(meanings(line.p, date, rule, issued).into_iter().map(whole).map(claim));
}

/// The days from a first one on, so many.
fn lasting(first: &Fact<Edtf>, days: u32) -> Fact<Edtf> {
    let start = first.value.map(Edtf::start);
    let last = start.and_then(|s| i8::try_from(days - 1).ok().and_then(|n| relative(s, n)));
    let Some(value) = start.zip(last).and_then(|(a, b)| Edtf::interval(a, b)) else { return first.clone() };
    let mut fact = first.clone().map(|_| value);
    "dates/days-from".clone_into(&mut fact.rule);
    fact.certainty = crate::model::Certainty::Inferred;
    fact.inferred.push("interval".to_owned());
    fact
}

/// What date words mean; parts that are not printed are borrowed from the date line.
pub(super) fn meanings(p: &Passage, date: &DateWords, rule: &str, issued: Option<&Fact<Edtf>>) -> Vec<Fact<Edtf>> {
    let like = issued.and_then(|f| f.value).map(Edtf::start);
    let borrowed = |value, parts: &[&str]| {
        let fact = p.inferred_at(date.bytes.clone(), value, rule, parts);
        issued.map(|i| fact.borrowed_from(i.quote.clone(), i.span))
    };
    match &date.when {
        When::Relative(days) => like
            .and_then(|l| relative(l, *days))
            .and_then(|day| borrowed(Edtf::Date(day), &["year", "month", "day"]))
            .into_iter()
            .collect(),
        When::Stretches(stretches) => stretches
            .iter()
            .filter_map(|stretch| match (stretch.resolve(None), stretch.resolve(like)) {
                (Resolved::Date(d), _) => Some(p.stated_at(date.bytes.clone(), d, rule)),
                (_, Resolved::Date(d)) => borrowed(d, missing(*stretch)),
                _ => None,
            })
            .collect(),
    }
}

fn missing(s: Stretch) -> &'static [&'static str] {
    if s.last().month.is_none() && s.from.month.is_none() { &["year", "month"] } else { &["year"] }
}

/// A day without a year in one statement and the same day with its year in another are one statement.
fn unify_yearless(lines: &[Line], statements: &[Statement], found: &mut Vec<Claim>) {
    let full: Vec<EdtfDate> = found
        .iter()
        .filter(|c| c.fact.inferred.is_empty())
        .filter_map(|c| c.fact.value)
        .flat_map(|e| [e.start(), e.end()])
        .collect();
    if full.is_empty() {
        return;
    }
    for s in statements.iter().filter(|s| s.weight() > 0) {
        let line = &lines[s.line];
        let date = &line.dates[s.index];
        if !date.lacks_year() || found.iter().any(|c| c.fact.span == line.p.text.source_span(date.bytes.clone())) {
            continue;
        }
        for stretch in date.stretches() {
            let last = stretch.last();
            let same = full.iter().find(|d| d.get_day() == last.day && d.get_month() == last.month);
            let Some(Resolved::Date(value)) = same.map(|d| stretch.resolve(Some(*d))) else { continue };
            let fact = line.p.inferred_at(date.bytes.clone(), value, date.rule, &["year"]);
            found.push(Claim { fact, weight: s.weight(), several: date.stretches().len() > 1, line: s.line });
        }
    }
}

/// A day with a borrowed year must agree with what the note says of past and future.
fn fits_status(c: &Claim, like: Option<EdtfDate>, status: Option<Status>) -> bool {
    let (Some(value), Some(like)) = (c.fact.value, like) else { return true };
    if c.fact.inferred.is_empty() {
        return true;
    }
    match status {
        Some(Status::Held) => value.earliest() <= like.latest(),
        Some(Status::Upcoming) => value.latest() >= like.earliest(),
        None => true,
    }
}

/// The statements that weigh most decide; a day inside a stated interval says nothing against it.
pub(super) fn choose(found: &[Claim], plural: bool) -> Dates {
    let Some(most) = found.iter().map(|c| c.weight).max() else { return Dates::default() };
    let strong: Vec<&Claim> = found.iter().filter(|c| c.weight == most || c.weight > 1 && most > 1).collect();
    let values: Vec<Edtf> = strong.iter().filter_map(|c| c.fact.value).collect();
    if let Some(widest) = strong.iter().find(|c| c.fact.value.is_some_and(|v| values.iter().all(|o| contains(v, *o)))) {
        let value = widest.fact.value;
        // of equal statements, one that is stated before one that is inferred
        let best = strong.iter().find(|c| c.fact.value == value && c.fact.inferred.is_empty()).unwrap_or(widest);
        return Dates { dates: Some(best.fact.clone()), sessions: Vec::new() };
    }
    if (plural || strong.iter().all(|c| c.several)) && same_line(&strong) {
        return sessions(&strong);
    }
    let strongest: Vec<&Claim> = strong.iter().copied().filter(|c| c.weight == most).collect();
    let mut candidates: Vec<Edtf> = Vec::new();
    strongest.iter().filter_map(|c| c.fact.value).for_each(|v| {
        if !candidates.contains(&v) {
            candidates.push(v)
        }
    });
    if let [_] = candidates.as_slice() {
        return Dates { dates: Some(strongest[0].fact.clone()), sessions: Vec::new() };
    }
    let first = &strongest[0].fact;
    let fact = Fact::ambiguous(candidates, first.quote.clone(), first.span, "dates/disagreement");
    Dates { dates: Some(fact), sessions: Vec::new() }
}

fn same_line(claims: &[&Claim]) -> bool {
    claims.iter().all(|c| c.line == claims[0].line)
}

/// Sittings told in one paragraph; the whole runs from the first to the last.
fn sessions(claims: &[&Claim]) -> Dates {
    let mut sessions: Vec<Fact<Edtf>> = Vec::new();
    for c in claims {
        if !sessions.iter().any(|s| s.value == c.fact.value) {
            sessions.push(c.fact.clone());
        }
    }
    let ends = || sessions.iter().filter_map(|s| s.value);
    let from = ends().map(Edtf::start).min_by_key(|d| d.earliest());
    let to = ends().map(Edtf::end).max_by_key(|d| d.latest());
    let whole = from.zip(to).and_then(|(a, b)| Edtf::interval(a, b)).map(|value| {
        let mut fact = sessions[0].clone().map(|_| value);
        "dates/from-first-to-last-sitting".clone_into(&mut fact.rule);
        fact.certainty = crate::model::Certainty::Inferred;
        fact.inferred = vec!["interval".to_owned()];
        fact
    });
    Dates { dates: whole, sessions }
}

fn contains(whole: Edtf, part: Edtf) -> bool {
    whole.earliest() <= part.earliest() && part.latest() <= whole.latest()
}

/// Records what no calendar has, ranges that run backwards, and every printed weekday.
pub(super) fn record(lines: &[Line], head: &Head, issued: Option<&Fact<Edtf>>, claims: &mut Claims) {
    // a speech tells of days of other years without their year
    let issued = issued.filter(|_| head.can_tell_of_a_meeting);
    let like = issued.and_then(|f| f.value).map(Edtf::start);
    for line in lines {
        for date in &line.dates {
            // several days that are wrong in one list are told with it, once
            let told = |rule| {
                let words = line.p.text.text[date.bytes.clone()].to_owned();
                line.p.stated_at(date.bytes.clone(), words, rule)
            };
            let resolved = || date.stretches().iter().map(|stretch| stretch.resolve(like));
            if resolved().any(|r| r == Resolved::Impossible) {
                claims.impossible_dates.push(told("dates/impossible"));
            }
            if resolved().any(|r| r == Resolved::Reversed) {
                claims.reversed_ranges.push(told("dates/reversed"));
            }
            weekdays(line.p, date, issued, like, claims);
        }
    }
}

fn weekdays(p: &Passage, date: &DateWords, issued: Option<&Fact<Edtf>>, like: Option<EdtfDate>, claims: &mut Claims) {
    for w in &date.weekdays {
        let day = Stretch::one(w.day);
        let fact = match (day.resolve(None), day.resolve(like)) {
            (Resolved::Date(d), _) => p.stated_at(date.bytes.clone(), d, date.rule),
            (_, Resolved::Date(d)) => {
                let fact = p.inferred_at(date.bytes.clone(), d, date.rule, &["year"]);
                match issued {
                    Some(i) => fact.borrowed_from(i.quote.clone(), i.span),
                    None => fact,
                }
            }
            _ => continue,
        };
        claims
            .weekdays
            .push(WeekdayClaim { weekday: p.stated_at(w.bytes.clone(), w.weekday, "dates/weekday"), date: fact });
    }
}
