//! Faults in dates.

use super::{Mutant, Mutation, Number, is_english, kind, numbers, replaced, stated, with_sentence};
use communique::model::{Certainty, Edtf, EdtfDate, Note, NoteKind};
use communique::source::Span;

pub(super) const ALL: &[&Mutation] = &[
    &kind("swap the days of the range", "D", swap_days),
    &kind("give the month a day too many", "D", impossible_day),
    &kind("give the note's date a day too many", "D", impossible_date),
    &kind("shift a weekday", "D", shift_weekday),
    &kind("date the note a year early", "D", date_early),
    &kind("date the note a year late", "D", date_late),
    &kind("lose the hyphen of the range", "D", lose_hyphen),
    &kind("move the second statement of the dates", "D", move_dates),
    &kind("say that it lasted nine days", "D", nine_days),
    &kind("hold a session days after the end", "D", late_session),
    &kind("count an era past its end", "D", long_era),
    &kind("date the front matter half a year early", "T", front_date),
];

/// Where the meeting's own dates are stated as a range of two days, and the two days.
fn range(note: &Note, text: &str) -> Option<(Span, Number, Number)> {
    let span = note.event.dates.as_ref()?.span;
    let days: Vec<Number> = numbers(text, span).into_iter().filter(|&(_, n)| n <= 31).collect();
    let &[a, b] = days.as_slice() else { return None };
    (a.1 < b.1).then_some((span, a, b))
}

/// A number with the letters that make it an ordinal ("21st").
fn with_suffix(text: &str, number: Span) -> Span {
    let suffix = text[number.end..].get(..2).filter(|s| ["st", "nd", "rd", "th"].contains(s));
    Span::new(number.start, number.end + suffix.map_or(0, str::len))
}

fn swap_days(note: &Note, text: &str) -> Option<Mutant> {
    let (span, a, b) = range(note, text)?;
    let one_month = note.event.dates.as_ref()?.value?;
    (one_month.start().get_month() == one_month.end().get_month()).then_some(())?;
    let (first, last) = (with_suffix(text, a.0), with_suffix(text, b.0));
    let (before, between, after) =
        (&text[span.start..first.start], &text[first.end..last.start], &text[last.end.min(span.end)..span.end]);
    let words = format!("{before}{}{between}{}{after}", &text[last.range()], &text[first.range()]);
    replaced(text, Span::new(span.start, span.end.max(last.end)), &words)
}

fn impossible(text: &str, span: Span, date: EdtfDate) -> Option<Mutant> {
    let month = date.get_month()?;
    date.get_day()?;
    let (last, _) = numbers(text, span).into_iter().rfind(|&(_, n)| n <= 31 && Some(n as i8) == date.get_day())?;
    let day = match month {
        2 => "30",
        4 | 6 | 9 | 11 => "31",
        _ => "32",
    };
    // "2011-02-08" and "月" hold the number without a month's name: 32 is no day there either
    replaced(text, last, day)
}

fn impossible_day(note: &Note, text: &str) -> Option<Mutant> {
    let dates = note.event.dates.as_ref()?;
    impossible(text, dates.span, dates.value?.end())
}

fn impossible_date(note: &Note, text: &str) -> Option<Mutant> {
    let date = note.document_date.as_ref().filter(|d| d.certainty == Certainty::Stated)?;
    impossible(text, date.span, date.value?.end())
}

fn shift_weekday(note: &Note, text: &str) -> Option<Mutant> {
    let weekday = &note.claims.weekdays.first()?.weekday;
    let printed = &text[weekday.span.range()];
    if !printed.is_ascii() {
        return replaced(text, weekday.span, if printed.starts_with('月') { "火" } else { "月" });
    }
    let other = if printed.starts_with("Mon") { "Tuesday" } else { "Monday" };
    replaced(text, weekday.span, if printed.len() > 3 { other } else { &other[..3] })
}

/// The year of the note's date with others; it must be printed, and so must that of the meeting, or the meeting's would
/// move with it.
fn date_the_note(note: &Note, text: &str, years: i32) -> Option<Mutant> {
    let document = note.document_date.as_ref()?;
    document.value?.end().get_day()?;
    stated(&note.event.dates)?;
    let (year, n) = numbers(text, document.span).into_iter().find(|&(_, n)| n > 1900)?;
    replaced(text, year, &(i64::from(n) + i64::from(years)).to_string())
}

fn date_early(note: &Note, text: &str) -> Option<Mutant> {
    date_the_note(note, text, -1).filter(|_| note.kind != NoteKind::Announcement)
}

/// A note that is a year younger is at fault only if notes come out soon after meetings: this one within two weeks.
fn date_late(note: &Note, text: &str) -> Option<Mutant> {
    let (document, meeting) = (stated(&note.document_date)?, stated(&note.event.dates)?);
    meeting.end().get_day()?;
    let days = (document.latest() - meeting.latest()).get_days();
    date_the_note(note, text, 1).filter(|_| (-14..=14).contains(&days))
}

fn lose_hyphen(note: &Note, text: &str) -> Option<Mutant> {
    let (span, a, b) = range(note, text)?;
    let after = &text[b.0.end..span.end];
    (a.1 >= 10 && after.starts_with(' ')).then(|| replaced(text, span, &format!("{}{}{after}", a.1, b.1)))?
}

/// The days of a later statement of the same dates, moved to others of the month.
fn move_dates(note: &Note, text: &str) -> Option<Mutant> {
    let value = stated(&note.event.dates)?;
    value.end().get_day()?;
    note.event.sessions.is_empty().then_some(())?;
    let mut same = note.claims.dates.iter().filter(|c| c.value == Some(value));
    let (first, second) = (same.next()?, same.find(|c| c.inferred.is_empty())?);
    (first.span != second.span).then_some(())?;
    let days: Vec<Number> = numbers(text, second.span).into_iter().filter(|&(_, n)| n <= 31).collect();
    let (lowest, highest) = (days.iter().map(|d| d.1).min()?, days.iter().map(|d| d.1).max()?);
    let by: i64 = if lowest > 7 { -7 } else { 7 };
    (i64::from(highest) + by <= 28 && second.quote.is_ascii()).then_some(())?;
    let mut words = text[second.span.range()].to_owned();
    for (at, n) in days.into_iter().rev() {
        let at = with_suffix(text, at);
        let moved = u32::try_from(i64::from(n) + by).ok()?;
        let suffix = if at.len() > n.to_string().len() { suffix(moved) } else { "" };
        words.replace_range(at.start - second.span.start..at.end - second.span.start, &format!("{moved}{suffix}"));
    }
    replaced(text, second.span, &words)
}

fn suffix(n: u32) -> &'static str {
    match n {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    }
}

/// A range of days, and a length that is not its own.
fn nine_days(note: &Note, text: &str) -> Option<Mutant> {
    let dates = note.event.dates.as_ref().filter(|_| is_english(note) && note.event.sessions.is_empty())?;
    let value = dates.value?;
    let length = (value.latest() - value.earliest()).get_days() + 1;
    // of a single day a note may have left out the last
    (matches!(value, Edtf::Interval(..)) && value.start().get_day().is_some() && length != 9).then_some(())?;
    with_sentence(note, text, dates.span, "The nine-day meeting was a success.")
}

/// A range of days within the first half of a month, and a session after it.
fn late_session(note: &Note, text: &str) -> Option<Mutant> {
    let value = stated(&note.event.dates).filter(|_| is_english(note))?;
    let (name, last) = (note.event.name.as_ref()?, value.end());
    let (first, day) = (value.start().get_day()?, last.get_day()?);
    (matches!(value, Edtf::Interval(..)) && first < day && day <= 20 && note.event.sessions.is_empty()).then_some(())?;
    let month = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ][usize::try_from(last.get_month()?).ok()? - 1];
    let name = name.value.as_deref()?.to_owned();
    let sentence = format!("The closing session of the {name} was held on {} {month} {}.", day + 5, last.get_year());
    with_sentence(note, text, note.event.dates.as_ref()?.span, &sentence)
}

/// An era that is over, in a note that was issued after its end.
fn long_era(note: &Note, text: &str) -> Option<Mutant> {
    let at = text.find("平成")? + "平成".len();
    let digits: String = text[at..].chars().take_while(char::is_ascii_digit).collect();
    let after = &text[at + digits.len()..];
    (!digits.is_empty() && after.starts_with('年') && !after.starts_with("年度")).then_some(())?;
    // the date line itself would make the note older than the end of its era
    let dated = note.document_date.as_ref().is_none_or(|d| d.span.contains(Span::new(at, at + digits.len())));
    dated.then(|| replaced(text, Span::new(at, at + digits.len()), "44"))?
}

/// A date line that stands alone above the text, and front matter that says otherwise.
fn front_date(note: &Note, text: &str) -> Option<Mutant> {
    let document = note.document_date.as_ref().filter(|d| d.certainty == Certainty::Stated)?;
    let value = document.value.filter(|v| v.end().get_day().is_some())?.end();
    let line =
        text[..document.span.start].rsplit('\n').next()?.is_empty() && text[document.span.end..].starts_with('\n');
    let head =
        text[..document.span.start].lines().all(|l| l.len() <= 120) && text[..document.span.start].lines().count() <= 4;
    (line && head && !text.starts_with("---")).then_some(())?;
    let month = value.get_month()?;
    let (year, month) = if month > 6 { (value.get_year(), month - 6) } else { (value.get_year() - 1, month + 6) };
    let front = format!("---\ndate: {year:04}-{month:02}-01\n---\n\n");
    let changed = Span::new("---\n".len(), front.len() - "\n---\n\n".len());
    Some(Mutant { text: format!("{front}{text}"), changed })
}
