//! The date grammar: finds every date written in a passage.
//!
//! Handed: a passage. Gives: [`DateWords`], what is printed and where, years not yet filled in. Knows nothing about what
//! happened on a date.

mod japanese;
mod western;

use super::passage::Passage;
use crate::model::{Edtf, EdtfDate, Weekday};
use jiff::ToSpan;
use std::ops::Range;

/// A date as printed, with the precision it is printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Partial {
    /// The year, if printed.
    pub(crate) year: Option<i16>,
    /// The month, if printed.
    pub(crate) month: Option<i8>,
    /// The day of the month, if printed.
    pub(crate) day: Option<i8>,
}

/// One printed date or range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// The first day.
    pub(crate) from: Partial,
    /// The last day, of a range.
    pub(crate) to: Option<Partial>,
}

/// What a group of words says about time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum When {
    /// Dates and ranges in the order printed; neighbouring days joined by "and" are one range.
    Stretches(Vec<Stretch>),
    /// The day of the date line, or so many days from it ("today", "yesterday").
    Relative(i8),
}

/// A weekday printed beside a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PrintedWeekday {
    /// Its words: bytes of the passage's text.
    pub(crate) bytes: Range<usize>,
    /// The weekday.
    pub(crate) weekday: Weekday,
    /// The day it stands beside, as far as printed.
    pub(crate) day: Partial,
}

/// Words that name a date or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DateWords {
    /// The words: bytes of the passage's text.
    pub(crate) bytes: Range<usize>,
    /// The tokens they stand in.
    pub(crate) tokens: Range<usize>,
    /// What they say.
    pub(crate) when: When,
    /// Weekdays among them.
    pub(crate) weekdays: Vec<PrintedWeekday>,
    /// The rule that read them.
    pub(crate) rule: &'static str,
}

/// What a stretch means once its years are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Resolved {
    /// A date or interval.
    Date(Edtf),
    /// No calendar has it.
    Impossible,
    /// Its end lies before its start.
    Reversed,
    /// A part is missing.
    Unknown,
}

/// Finds every date in a passage, in reading order and without overlap.
pub(crate) fn scan(passage: &Passage) -> Vec<DateWords> {
    let mut found = western::scan(passage);
    if !passage.text.text.is_ascii() && ['年', '月', '日'].iter().any(|&mark| passage.text.text.contains(mark)) {
        found.extend(japanese::scan(passage));
        found.sort_by_key(|d| (d.bytes.start, std::cmp::Reverse(d.bytes.end)));
        found.dedup_by(|later, kept| later.bytes.start < kept.bytes.end);
    }
    found
}

impl DateWords {
    /// The stretches, none for a relative date.
    pub(crate) fn stretches(&self) -> &[Stretch] {
        match &self.when {
            When::Stretches(s) => s,
            When::Relative(_) => &[],
        }
    }

    /// The one stretch told, if it has no end of its own: a day, a month, a year.
    pub(crate) fn only(&self) -> Option<&Stretch> {
        match self.stretches() {
            [stretch] if stretch.to.is_none() => Some(stretch),
            _ => None,
        }
    }

    /// Whether every stretch has a day but some year is not printed.
    pub(crate) fn lacks_year(&self) -> bool {
        self.stretches().iter().any(|s| s.last().year.is_none() && s.from.day.is_some())
    }

    /// Whether days are printed, not only months or years.
    pub(crate) fn has_days(&self) -> bool {
        match &self.when {
            When::Relative(_) => true,
            When::Stretches(s) => s.iter().all(|s| s.from.day.is_some()),
        }
    }
}

impl Stretch {
    /// One date.
    pub(crate) const fn one(from: Partial) -> Self {
        Self { from, to: None }
    }

    /// The last date printed.
    pub(crate) fn last(self) -> Partial {
        self.to.unwrap_or(self.from)
    }

    /// The meaning; `like` lends the parts that are not printed.
    pub(crate) fn resolve(self, like: Option<EdtfDate>) -> Resolved {
        let (from, to) = self.completed(like);
        match (known(from), known(to)) {
            (Known::Day(a), Known::Day(b)) => Edtf::interval(a, b).map_or(Resolved::Reversed, Resolved::Date),
            (Known::No, _) | (_, Known::No) => Resolved::Impossible,
            _ => Resolved::Unknown,
        }
    }

    /// Both ends with the parts that one end lends the other, and then the date line.
    fn completed(self, like: Option<EdtfDate>) -> (Partial, Partial) {
        let mut from = self.from;
        let mut to = self.last();
        if from.day.is_some() && from.month.is_none() {
            from.month = to.month.or_else(|| like.and_then(EdtfDate::get_month));
        }
        if to.month.is_none() && to.day.is_some() {
            to.month = from.month;
        }
        if to.year.is_none() {
            to.year = match (from.year, like) {
                (Some(y), _) => Some(if to.month < from.month { y + 1 } else { y }),
                (None, Some(like)) => nearest_year(to, like),
                (None, None) => None,
            };
        }
        if from.year.is_none() {
            from.year = to.year.map(|y| if from.month > to.month { y - 1 } else { y });
        }
        (from, to)
    }
}

/// The year that puts a day without a year nearest to the date line: a note of 6 January tells of 20 December before it.
fn nearest_year(p: Partial, like: EdtfDate) -> Option<i16> {
    let year = like.get_year();
    let (Some(month), Some(like_month)) = (p.month, like.get_month()) else { return Some(year) };
    Some(match month - like_month {
        7.. => year - 1,
        ..=-7 => year + 1,
        _ => year,
    })
}

enum Known {
    Day(EdtfDate),
    No,
    Missing,
}

fn known(p: Partial) -> Known {
    let Some(year) = p.year else {
        // a day that no year has is impossible whatever the year
        return match (p.month, p.day) {
            (Some(m), Some(d)) if EdtfDate::day(2000, m, d).is_none() => Known::No,
            _ => Known::Missing,
        };
    };
    let date = match (p.month, p.day) {
        (Some(m), Some(d)) => EdtfDate::day(year, m, d),
        (Some(m), None) => EdtfDate::month(year, m),
        (None, Some(_)) => return Known::Missing,
        (None, None) => EdtfDate::year(year),
    };
    date.map_or(Known::No, Known::Day)
}

/// A day so many days from the date line's day; `None` if the date line has no day.
pub(crate) fn relative(like: EdtfDate, days: i8) -> Option<EdtfDate> {
    like.get_day()?;
    like.earliest().checked_add(i64::from(days).days()).ok().map(EdtfDate::from)
}

/// Joins neighbouring single days ("28 and 29", "5, 6 and 7") to ranges.
fn join_neighbours(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::with_capacity(stretches.len());
    for s in stretches {
        match out.last_mut() {
            Some(last) if s.to.is_none() && follows(last.last(), s.from) => last.to = Some(s.from),
            _ => out.push(s),
        }
    }
    // the year printed last counts for all, turned back where the months turn over
    if let Some(last) = out.last().map(|s| s.last()) {
        for s in out.iter_mut().filter(|s| s.last().year.is_none() && s.from.year.is_none()) {
            let year = last.year.map(|y| if s.last().month > last.month { y - 1 } else { y });
            match &mut s.to {
                Some(to) => to.year = year,
                None => s.from.year = year,
            }
        }
    }
    out
}

/// Whether the second day is the day after the first, as far as printed.
fn follows(a: Partial, b: Partial) -> bool {
    let (Some(month), Some(day)) = (a.month.or(b.month), a.day) else { return false };
    if a.year.is_some() && b.year.is_some() && a.year != b.year {
        return false;
    }
    // of years only a leap year matters, and then only for the 28th of February
    let Ok(date) = jiff::civil::Date::new(a.year.or(b.year).unwrap_or(2001), month, day) else { return false };
    date.tomorrow().is_ok_and(|next| b.month.unwrap_or(month) == next.month() && b.day == Some(next.day()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, SourceNote, Text};
    use crate::normalize::passage::Reading;
    use crate::source::SourceFile;

    /// "words = meaning", several parted by "; ", with a date line to borrow from.
    fn read(text: &str, like: Option<&str>) -> String {
        let source = SourceFile::from_text("t.txt", text);
        let blocks = vec![Block::Paragraph { text: Text::verbatim(text, 0) }];
        let note = SourceNote { source, front: Vec::new(), blocks };
        let reading = Reading::new(&note);
        let like = like.map(|l| l.parse::<EdtfDate>().unwrap());
        let show = |s: &Stretch| match s.resolve(like) {
            Resolved::Date(d) => d.to_string(),
            other => format!("{other:?}"),
        };
        let found = reading.passages.iter().flat_map(scan);
        let lines: Vec<String> = found
            .map(|d| match &d.when {
                When::Relative(n) => format!("{n:+}"),
                When::Stretches(s) => s.iter().map(show).collect::<Vec<_>>().join(" "),
            })
            .collect();
        lines.join("; ")
    }

    #[test]
    fn english_dates() {
        for (text, expected) in [
            ("from February 9 to 11, 2011 in Phnom Penh", "2011-02-09/2011-02-11"),
            ("28-29 JUNE 2006, TOKYO", "2006-06-28/2006-06-29"),
            ("on June 28-29, 2006.", "2006-06-28/2006-06-29"),
            ("20th and 21st of April 2007", "2007-04-20/2007-04-21"),
            ("14 (Mon) and 15 (Tue) May 2012", "2012-05-14/2012-05-15"),
            ("28 March - 7 April 1995", "1995-03-28/1995-04-07"),
            ("30 December – 2 January 2012", "2011-12-30/2012-01-02"),
            ("December 30, 2011 to January 2, 2012", "2011-12-30/2012-01-02"),
            ("in 13 - 14 November, 2002", "2002-11-13/2002-11-14"),
            ("on 5th and 6th of November 2002", "2002-11-05/2002-11-06"),
            ("July 28 and 29, 2025; and", "2025-07-28/2025-07-29"),
            ("on June 9 and 11, 2025", "2025-06-09 2025-06-11"),
            ("between June 9 and 11, 2025", "2025-06-09/2025-06-11"),
            ("on 31 October and 1 November 2011", "2011-10-31/2011-11-01"),
            ("October 20 (Tue) 2020", "2020-10-20"),
            ("Thursday, May 5, 2011 to Friday, May 6, 2011", "2011-05-05/2011-05-06"),
            ("February, 2011", "2011-02"),
            ("Jun. 2006 in Tokyo", "2006-06"),
            ("2011-02-09 and 2011/2/9", "2011-02-09; 2011-02-09"),
            ("since 2006 and 2007", "2006"),
            ("from 1920 April, 2016", ""),
            ("at 9 May be late", "Unknown"),
            ("31 February 2011", "Impossible"),
            ("February 30", "Impossible"),
            ("11 to 9 February 2011", "Reversed"),
            ("2007/SOM2/009rev1", ""),
            ("On May 5, 20 countries met", "Unknown"),
            ("On May 5 and 20 countries", "Unknown"),
            ("on May 7, 8 and 9, 2014 in", "2014-05-07/2014-05-09"),
            ("Today we met, today's era", "+0"),
            ("5 June and 10 countries", "Unknown"),
            ("on the 5 and 6 June 1995", "1995-06-05/1995-06-06"),
            ("September 29<sup>th</sup> in", "Unknown"),
            ("April 3--4, 2019", "2019-04-03/2019-04-04"),
            ("on 2 5 - 2 7 November 1998", "1998-11-25/1998-11-27"),
            ("on September 9 th, 2002", "2002-09-09"),
            ("Zug, 11.02.2021 -", "2021-02-11"),
            ("Lyon, 3-5.IX.2003", "2003-09-03/2003-09-05"),
            ("14/09/2023", "2023-09-14"),
            ("9/14/2023 and 07/07/2011", "2023-09-14; 2011-07-07"),
            ("07/03/2011, no. 1/14/09/2023", ""),
            ("version 1.2.3.2004, 13.13.2004", "Impossible"),
        ] {
            assert_eq!(read(text, None), expected, "{text}");
        }
    }

    #[test]
    fn years_are_borrowed_from_the_date_line() {
        for (text, like, expected) in [
            ("from Wednesday, February 9 to Friday, February 11; then", "2011-02-08", "2011-02-09/2011-02-11"),
            ("on July 21", "2011-07-26", "2011-07-21"),
            ("on December 20", "2011-01-06", "2010-12-20"),
            ("8月11日(火曜日)及び12日(水曜日)の2日間", "2009-08-13", "2009-08-11/2009-08-12"),
            ("東京で12月2,3日,第4回", "2019-12-04", "2019-12-02/2019-12-03"),
            ("本28日、東京で", "2019-12-28", "2019-12-28"),
            ("明22日から24日まで、バリで", "2010-06-21", "2010-06-22/2010-06-24"),
            ("説明2日目、明日", "2010-06-21", ""),
            ("le 5 mai", "2011-05-06", "2011-05-05"),
            ("le mardi 9 février", "2021-02-11", "2021-02-09"),
            ("el próximo 23 de mayo", "2019-05-15", "2019-05-23"),
        ] {
            assert_eq!(read(text, Some(like)), expected, "{text}");
        }
    }

    #[test]
    fn japanese_french_and_spanish_dates() {
        for (text, expected) in [
            ("平成21年8月13日", "2009-08-13"),
            ("令和元年12月4日", "2019-12-04"),
            ("令和5年（2023年）2月1日（水曜日）から3日（金曜日）まで", "2023-02-01/2023-02-03"),
            ("２０１１年２月９日～１１日", "2011-02-09/2011-02-11"),
            ("2014年4月(ロンドン)", "2014-04"),
            ("2018年1月30日から2月2日", "2018-01-30/2018-02-02"),
            ("本日", "+0"),
            ("3か月間、2日間、19か国", ""),
            ("du 9 au 11 février 2011", "2011-02-09/2011-02-11"),
            ("les 9 et 10 février 2011", "2011-02-09/2011-02-10"),
            ("le 1er juin 2012", "2012-06-01"),
            ("平成二十八年三月二十二日から二十四日まで", "2016-03-22/2016-03-24"),
            ("二〇一六年十月三日", "2016-10-03"),
            ("第二回、三か国、一日も早く", ""),
            ("du 1er au 3 mars 2015", "2015-03-01/2015-03-03"),
            ("el 5 de mayo de 2011", "2011-05-05"),
            ("del 9 al 11 de febrero de 2011", "2011-02-09/2011-02-11"),
        ] {
            assert_eq!(read(text, None), expected, "{text}");
        }
    }

    #[test]
    fn every_weekday_keeps_the_day_it_stands_beside() {
        let text = "from Wednesday, February 9 to Friday, February 11, 2011";
        let source = SourceFile::from_text("t.txt", text);
        let blocks = vec![Block::Paragraph { text: Text::verbatim(text, 0) }];
        let note = SourceNote { source, front: Vec::new(), blocks };
        let reading = Reading::new(&note);
        let found = scan(&reading.passages[0]);
        let days: Vec<_> = found[0].weekdays.iter().map(|w| (w.weekday.name(), w.day.year, w.day.day)).collect();
        assert_eq!(days, [("Wednesday", Some(2011), Some(9)), ("Friday", Some(2011), Some(11))]);
        assert_eq!(&text[found[0].weekdays[1].bytes.clone()], "Friday");
    }
}
