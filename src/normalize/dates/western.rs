//! Dates in English, French and Spanish.

use super::{DateWords, Partial, PrintedWeekday, Stretch, When, join_neighbours};
use crate::lexicon::Class;
use crate::lexicon::sorts::Sorts;
use crate::lexicon::token::Shape;
use crate::model::Weekday;
use crate::normalize::passage::Passage;
use std::ops::Range;

/// Finds every date in a passage.
pub(super) fn scan(passage: &Passage) -> Vec<DateWords> {
    let grammar = Grammar { p: passage };
    debug_assert!(passage.lists(LEADS, |at| grammar.date(at).is_some()), "a word that begins a date is not listed");
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(lead) = passage.next(at, LEADS) {
        at = lead + 1;
        if let Some(date) = grammar.date(lead) {
            at = date.tokens.end;
            if date.rule != LOST_HYPHEN {
                found.push(date);
            }
        }
    }
    found
}

/// Sorts of words a date may begin with.
const LEADS: Sorts = Sorts::FIGURES.or(Sorts::MONTH).or(Sorts::WEEKDAY).or(Sorts::DATE_LEAD);

/// "1920 April, 2016" once was "19-20 April, 2016": the month-year that is left over says nothing.
const LOST_HYPHEN: &str = "dates/lost-hyphen";

struct Grammar<'a> {
    p: &'a Passage<'a>,
}

/// What parts two days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    Dash,
    And,
    Comma,
}

/// A day of the month with what is printed about it.
#[derive(Debug, Clone)]
struct Day {
    partial: Partial,
    weekday: Option<(Range<usize>, Weekday)>,
    /// What stands before it.
    before: Between,
}

/// Days read so far, and the token after them.
struct Days {
    days: Vec<Day>,
    end: usize,
}

impl Grammar<'_> {
    /// The date that begins at a token.
    fn date(&self, at: usize) -> Option<DateWords> {
        let token = self.p.tokens[at];
        if token.shape == Shape::Digits {
            return self
                .iso(at)
                .or_else(|| self.dotted(at))
                .or_else(|| self.slashed(at))
                .or_else(|| self.day_first(at))
                .or_else(|| self.year_only(at));
        }
        if !token.is_word() {
            return None;
        }
        if !self.may_begin(at) {
            return self.relative(at);
        }
        // a day behind an article is written in figures
        let calendar = Sorts::MONTH.or(Sorts::WEEKDAY);
        if !self.p.is(at, calendar) && !self.p.is(at + 1, LEADS) {
            return None;
        }
        self.day_first(at).or_else(|| self.month_first(at)).or_else(|| self.month_year(at))
    }

    /// Whether a word can begin a day or a month: the name of one, or what stands before a day.
    fn may_begin(&self, at: usize) -> bool {
        let calendar = self.p.is(at, Sorts::MONTH.or(Sorts::WEEKDAY));
        let word = self.word(at);
        calendar || ARTICLES.contains(&word) || matches!(word, "próximo" | "pasado")
    }

    // ---- whole forms

    /// "2011-02-09", "2011/2/9".
    fn iso(&self, at: usize) -> Option<DateWords> {
        let year = self.year(at)?;
        let mark = self.word(at + 1);
        let glued = (at + 1..at + 5).all(|i| self.p.tokens.get(i).is_some_and(|t| !t.spaced));
        if !matches!(mark, "-" | "/" | ".") || self.word(at + 3) != mark || !glued {
            return None;
        }
        let month = self.number(at + 2)?;
        let day = self.number(at + 4)?;
        let partial = Partial { year: Some(year), month: Some(month), day: Some(day) };
        let mut found = self.found(at..at + 5, vec![Stretch::one(partial)], Vec::new(), "dates/iso");
        // "2015-09-25T08:00:00-04:00": the time is no part of the date
        while self.p.tokens.get(found.tokens.end).is_some_and(|t| {
            !t.spaced && (t.shape == Shape::Digits || matches!(t.of(&self.p.text.text), "T" | "Z" | ":" | "-" | "+"))
        }) {
            found.tokens.end += 1;
        }
        Some(found)
    }

    /// "14/09/2023", "9/14/2023", "25-07-2023": in figures where only one of the two can be the month, or both are the same.
    fn slashed(&self, at: usize) -> Option<DateWords> {
        let short = |i: usize| self.p.tokens.get(i).is_some_and(|t| t.shape == Shape::Digits && t.end - t.start <= 2);
        let glued = (at + 1..at + 5).all(|i| self.p.tokens.get(i).is_some_and(|t| !t.spaced));
        let mark = self.word(at + 1);
        let marked = matches!(mark, "/" | "-") && self.word(at + 3) == mark && short(at) && short(at + 2);
        let alone = at == 0 || self.p.tokens[at].spaced || self.word(at - 1) == "(";
        let ended = self.p.tokens.get(at + 5).is_none_or(|t| t.spaced || !matches!(self.word(at + 5), "/" | "-"));
        let (a, b) = Some((self.number(at)?, self.number(at + 2)?)).filter(|_| marked && glued && alone && ended)?;
        let (day, month) = if a > 12 || a == b { (a, b) } else { (b, a) };
        let year = self.year(at + 4).filter(|_| (1..=12).contains(&month) && (day > 12 || a == b))?;
        let partial = Partial { year: Some(year), month: Some(month), day: Some(day) };
        Some(self.found(at..at + 5, vec![Stretch::one(partial)], Vec::new(), "dates/figures"))
    }

    /// "11.02.2021", "3-5.IX.2003": full stops stand between day, month and year in this order.
    fn dotted(&self, at: usize) -> Option<DateWords> {
        let short = |i: usize| self.p.tokens.get(i).is_some_and(|t| t.shape == Shape::Digits && t.end - t.start <= 2);
        let ranged = matches!(self.word(at + 1), "-" | "–") && short(at + 2);
        let last = if ranged { at + 2 } else { at };
        let stops = self.word(last + 1) == "." && self.word(last + 3) == ".";
        let glued = (at + 1..last + 5).all(|i| self.p.tokens.get(i).is_some_and(|t| !t.spaced));
        let longer = at > 0 && !self.p.tokens[at].spaced && matches!(self.word(at - 1), "." | "-" | "/");
        let printed = short(at) && stops && glued && !longer && !(self.word(last + 5) == "." && short(last + 6));
        let year = Some(self.year(last + 4)?).filter(|_| printed)?;
        let month = self.number(last + 2).or_else(|| roman_month(self.word(last + 2)))?;
        let partial = |at: usize| Some(Partial { year: Some(year), month: Some(month), day: Some(self.number(at)?) });
        let to = if ranged { Some(partial(last)?) } else { None };
        Some(self.found(at..last + 5, vec![Stretch { from: partial(at)?, to }], Vec::new(), "dates/dotted"))
    }

    /// "9 to 11 February 2011", "28 March - 7 April 1995", "20th and 21st of April 2007".
    fn day_first(&self, at: usize) -> Option<DateWords> {
        let mut all = self.month_of_days(at)?;
        if let Some((next, before)) = self.between(all.end)
            && before != Between::Comma
            && let Some(mut more) = self.month_of_days(next)
        {
            more.days[0].before = before;
            all.days.append(&mut more.days);
            all.end = more.end;
        }
        Some(self.assemble(at, all, DAY_FIRST))
    }

    /// Days, their month, and the year if it follows.
    fn month_of_days(&self, at: usize) -> Option<Days> {
        let mut days = vec![];
        let (mut end, mut before) = (at, Between::And);
        loop {
            let (next, mut day) = self.day(end)?;
            day.before = before;
            days.push(day);
            end = next;
            if let Some((after, month)) = self.month_after_day(end) {
                let (after, year) = self.trailing_year(after);
                for d in &mut days {
                    d.partial.month = Some(month);
                }
                days.last_mut().expect("a day was pushed").partial.year = year;
                return Some(Days { days, end: after });
            }
            (end, before) = self.between(end)?;
        }
    }

    /// "February 9 to Friday, February 11", "June 28-29, 2006", "October 20 (Tue) 2020".
    fn month_first(&self, at: usize) -> Option<DateWords> {
        let mut all = self.month_day(at)?;
        loop {
            let (after, year) = self.trailing_year(all.end);
            if let Some(year) = year {
                all.days.last_mut().expect("a month has a day").partial.year = Some(year);
            }
            let Some((next, before)) = self.between(after) else {
                all.end = after;
                break;
            };
            let month = all.days.last().and_then(|d| d.partial.month);
            let more = match self.month_day(next) {
                Some(more) if before != Between::Comma => Some(more),
                Some(_) => None,
                None if year.is_some() => None,
                None => self.further_day(next, before).map(|(end, mut day)| {
                    day.partial.month = month;
                    Days { days: vec![day], end }
                }),
            };
            all.end = after;
            let Some(mut more) = more else { break };
            more.days[0].before = before;
            all.days.append(&mut more.days);
            all.end = more.end;
        }
        Some(self.assemble(at, all, MONTH_FIRST))
    }

    /// "Friday, February 11".
    fn month_day(&self, at: usize) -> Option<Days> {
        let (mut i, weekday) = self.weekday_before(at);
        let (len, month) = self.month(i)?;
        i += len;
        let (end, mut day) = self.day_number(i)?;
        day.partial.month = Some(month);
        day.weekday = day.weekday.or(weekday);
        Some(Days { days: vec![day], end })
    }

    /// A day that continues a list after a month: what follows must not make it a count ("and 20 countries").
    fn further_day(&self, at: usize, before: Between) -> Option<(usize, Day)> {
        let (end, day) = self.day(at)?;
        if before == Between::Dash {
            return Some((end, day));
        }
        let token = self.p.tokens.get(end);
        let free = token.is_none_or(|t| !t.is_word()) || FUNCTION_WORDS.contains(&self.word(end));
        if before == Between::Comma {
            // "28, 29 and 30": a comma counts only on the way to an "and"
            let (next, sep) = self.between(end)?;
            let goes_on = sep != Between::Dash && self.further_day(next, sep).is_some();
            return goes_on.then_some((end, day));
        }
        free.then_some((end, day))
    }

    /// "February, 2011", "June 2006", "March-April 2011".
    fn month_year(&self, at: usize) -> Option<DateWords> {
        let (len, month) = self.month(at)?;
        let mut end = at + len;
        let from = Partial { month: Some(month), ..Partial::default() };
        let mut to = None;
        if let Some((next, Between::Dash | Between::And)) = self.between(end)
            && let Some((len, month)) = self.month(next)
        {
            to = Some(Partial { month: Some(month), ..Partial::default() });
            end = next + len;
        }
        let (end, year) = self.trailing_year(end);
        let year = year?;
        let stretch = match to {
            Some(to) => Stretch { from, to: Some(Partial { year: Some(year), ..to }) },
            None => Stretch::one(Partial { year: Some(year), ..from }),
        };
        let digits_before = at > 0 && self.p.tokens[at - 1].shape == Shape::Digits;
        let rule = if digits_before { LOST_HYPHEN } else { "dates/month-year" };
        Some(self.found(at..end, vec![stretch], Vec::new(), rule))
    }

    /// "in 2009", "since 2006": a bare year counts only after such a word.
    fn year_only(&self, at: usize) -> Option<DateWords> {
        let year = self.year(at)?;
        let before = at.checked_sub(1).map(|i| self.p.small(i)).unwrap_or_default();
        // "1920 April, 2016" has lost a hyphen and names no year 1920
        if !YEAR_INTRODUCERS.contains(&before) || self.month(at + 1).is_some() {
            return None;
        }
        let partial = Partial { year: Some(year), ..Partial::default() };
        Some(self.found(at..at + 1, vec![Stretch::one(partial)], Vec::new(), "dates/year"))
    }

    /// "today", but not "today's".
    fn relative(&self, at: usize) -> Option<DateWords> {
        let (days, end) = match (self.word(at), self.word(at + 1)) {
            ("today" | "Today" | "TODAY" | "hoy" | "Hoy", _) => (0, at + 1),
            ("ce" | "Ce", "jour") => (0, at + 2),
            ("aujourd" | "Aujourd", "'" | "’") if self.word(at + 2) == "hui" => (0, at + 3),
            // "met with the Premier this morning"
            ("this" | "This", "morning" | "afternoon" | "evening") => (0, at + 2),
            ("tonight" | "Tonight", _) => (0, at + 1),
            ("yesterday" | "Yesterday" | "ayer" | "hier", _) => (-1, at + 1),
            ("tomorrow" | "Tomorrow", _) => (1, at + 1),
            _ => return None,
        };
        // "today's", "the challenges of tomorrow"
        // "last night and this morning": more than the day
        let further = self.word(end - 1) != self.word(at) && at > 0 && self.word(at - 1) == "and";
        let figurative = further || at > 0 && matches!(self.word(at - 1), "of" | "for" | "ago");
        if figurative || matches!(self.word(end), "'" | "’") {
            return None;
        }
        let rule = if days == 0 { "dates/today" } else { "dates/beside-today" };
        Some(DateWords {
            bytes: self.p.bytes(at..end),
            tokens: at..end,
            when: When::Relative(days),
            weekdays: Vec::new(),
            rule,
        })
    }

    // ---- parts

    /// A day with the weekday before it or behind it.
    fn day(&self, at: usize) -> Option<(usize, Day)> {
        let (i, weekday) = self.weekday_before(at);
        let i = if i == at && ARTICLES.contains(&self.word(at)) { at + 1 } else { i };
        // "el próximo 23 de mayo", "el pasado jueves 4 de abril"
        let i = if matches!(self.word(i), "próximo" | "pasado") { i + 1 } else { i };
        let (i, weekday) = if weekday.is_none() { self.weekday_before(i) } else { (i, weekday) };
        let (end, mut day) = self.day_number(i)?;
        day.weekday = day.weekday.or(weekday);
        Some((end, day))
    }

    /// "9", "20th", "29<sup>th</sup>", "14 (Mon)".
    fn day_number(&self, at: usize) -> Option<(usize, Day)> {
        let token = self.p.tokens.get(at)?;
        if token.shape != Shape::Digits || token.end - token.start > 2 || self.is_part_of_number(at) {
            return None;
        }
        // the second half of "2 5" is no day
        if self.are_torn(at.wrapping_sub(1)) {
            return None;
        }
        let torn = self.are_torn(at);
        let number = if torn { self.number(at)? * 10 + self.number(at + 1)? } else { self.number(at)? };
        let end = self.suffix(at + 1 + usize::from(torn));
        let (end, weekday) = self.weekday_in_brackets(end);
        let partial = Partial { day: Some(number), ..Partial::default() };
        Some((end, Day { partial, weekday, before: Between::And }))
    }

    /// "2 5": the digits of one number, torn apart by a scanner.
    fn are_torn(&self, at: usize) -> bool {
        let digit = |i: usize| self.p.tokens.get(i).filter(|t| t.shape == Shape::Digits && t.end - t.start == 1);
        let (Some(_), Some(second)) = (digit(at), digit(at.wrapping_add(1))) else { return false };
        second.spaced && matches!(self.word(at), "1" | "2" | "3") && digit(at + 2).is_none()
    }

    /// Whether the digits belong to a longer number, a time or a quantity ("1,000", "9:30", "3.5", "25%").
    fn is_part_of_number(&self, at: usize) -> bool {
        let glued = |i: usize| self.p.tokens.get(i).is_some_and(|t| !t.spaced);
        let digits = |i: usize| self.p.tokens.get(i).is_some_and(|t| t.shape == Shape::Digits);
        let after = matches!(self.word(at + 1), ":" | "." | ",") && glued(at + 1) && digits(at + 2) && glued(at + 2)
            || self.word(at + 1) == "%";
        let before = at >= 2
            && matches!(self.word(at - 1), ":" | "." | "," | "/")
            && glued(at)
            && glued(at - 1)
            && digits(at - 2);
        after || before || at >= 1 && matches!(self.word(at - 1), "$" | "€" | "£" | "¥" | "#")
    }

    fn suffix(&self, at: usize) -> usize {
        const SUFFIXES: [&str; 10] = ["st", "nd", "rd", "th", "er", "ST", "ND", "RD", "TH", "º"];
        if matches!(self.word(at), "nd" | "rd" | "th") {
            return at + 1;
        }
        if self.p.tokens.get(at).is_some_and(|t| !t.spaced) && SUFFIXES.contains(&self.word(at)) {
            return at + 1;
        }
        let sup = self.word(at) == "<"
            && self.word(at + 1) == "sup"
            && self.word(at + 2) == ">"
            && SUFFIXES.contains(&self.word(at + 3))
            && self.word(at + 4) == "<"
            && self.word(at + 5) == "/"
            && self.word(at + 6) == "sup"
            && self.word(at + 7) == ">";
        if sup { at + 8 } else { at }
    }

    fn weekday(&self, at: usize) -> Option<(usize, Weekday)> {
        let phrases = self.p.is(at, Sorts::WEEKDAY).then(|| self.p.at(at));
        phrases?.find_map(|(len, c)| if let Class::Weekday(w) = c { Some((len, w)) } else { None })
    }

    /// "Wednesday, ", "Wed. the ".
    fn weekday_before(&self, at: usize) -> (usize, Option<(Range<usize>, Weekday)>) {
        let Some((len, weekday)) = self.weekday(at) else { return (at, None) };
        let mut end = at + len;
        if self.word(end) == "," {
            end += 1;
        }
        if ARTICLES.contains(&self.word(end)) {
            end += 1;
        }
        (end, Some((self.p.bytes(at..at + len), weekday)))
    }

    /// "(Mon)", "(Tue.)".
    fn weekday_in_brackets(&self, at: usize) -> (usize, Option<(Range<usize>, Weekday)>) {
        if self.word(at) != "(" {
            return (at, None);
        }
        match self.weekday(at + 1) {
            Some((len, weekday)) if self.word(at + 1 + len) == ")" => {
                (at + 2 + len, Some((self.p.bytes(at + 1..at + 1 + len), weekday)))
            }
            _ => (at, None),
        }
    }

    fn month(&self, at: usize) -> Option<(usize, i8)> {
        let phrases = self.p.is(at, Sorts::MONTH).then(|| self.p.at(at));
        phrases?.find_map(|(len, c)| if let Class::Month(m) = c { Some((len, m)) } else { None })
    }

    /// The month after a day: "February", "of February", "de febrero".
    fn month_after_day(&self, at: usize) -> Option<(usize, i8)> {
        let at = if matches!(self.word(at), "of" | "de" | "OF" | "DE") { at + 1 } else { at };
        self.month(at).map(|(len, month)| (at + len, month))
    }

    /// The token after a year that follows, and the year; the same token and none if no year follows.
    fn trailing_year(&self, at: usize) -> (usize, Option<i16>) {
        let skip = usize::from(matches!(self.word(at), "," | "de" | "del" | "of"));
        match self.year(at + skip) {
            Some(year) => (at + skip + 1, Some(year)),
            None => (at, None),
        }
    }

    /// A year of four digits that is no part of a longer number.
    fn year(&self, at: usize) -> Option<i16> {
        let token = self.p.tokens.get(at)?;
        if token.shape != Shape::Digits || token.end - token.start != 4 {
            return None;
        }
        let year: i16 = self.word(at).parse().ok()?;
        (1900..=2100).contains(&year).then_some(year)
    }

    /// What parts two days, and the token after it.
    fn between(&self, at: usize) -> Option<(usize, Between)> {
        let between = match self.word(at) {
            "-" | "–" | "—" | "‐" | "‑" | "−" | "~" | "〜" | "～" => {
                let second = matches!(self.word(at + 1), "-" | "–");
                return Some((at + 1 + usize::from(second), Between::Dash));
            }
            "to" | "TO" | "through" | "thru" | "until" | "till" | "au" | "al" | "à" | "hasta" => Between::Dash,
            "and" | "AND" | "&" | "et" | "y" | "e" => Between::And,
            "," if matches!(self.word(at + 1), "and" | "et" | "y") => return Some((at + 2, Between::And)),
            "," => Between::Comma,
            _ => return None,
        };
        Some((at + 1, between))
    }

    fn number(&self, at: usize) -> Option<i8> {
        self.word(at).parse().ok()
    }

    fn word(&self, at: usize) -> &str {
        self.p.word(at)
    }

    // ---- putting together

    fn assemble(&self, at: usize, all: Days, rules: &Rules) -> DateWords {
        let ranged_by_between = at > 0 && matches!(self.word(at - 1), "between" | "Between" | "entre");
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut weekdays = Vec::new();
        let has_year = all.days.last().is_some_and(|d| d.partial.year.is_some());
        let (mut dashes, count) = (0, all.days.len());
        for day in all.days {
            if let Some((bytes, weekday)) = day.weekday {
                weekdays.push(PrintedWeekday { bytes, weekday, day: day.partial });
            }
            let ranged = day.before == Between::Dash || (ranged_by_between && count == 2 && !stretches.is_empty());
            match stretches.last_mut() {
                Some(last) if ranged && last.to.is_none() => {
                    last.to = Some(day.partial);
                    dashes += 1;
                }
                _ => stretches.push(Stretch::one(day.partial)),
            }
        }
        let rule = match (has_year, dashes, count) {
            (true, 0, 1) => rules.one,
            (true, 0, _) => rules.several,
            (true, ..) => rules.range,
            (false, 0, 1) => rules.one_yearless,
            (false, 0, _) => rules.several_yearless,
            (false, ..) => rules.range_yearless,
        };
        lend_years(&stretches, &mut weekdays);
        self.found(at..all.end, join_neighbours(stretches), weekdays, rule)
    }

    fn found(
        &self,
        tokens: Range<usize>,
        stretches: Vec<Stretch>,
        weekdays: Vec<PrintedWeekday>,
        rule: &'static str,
    ) -> DateWords {
        DateWords { bytes: self.p.bytes(tokens.clone()), tokens, when: When::Stretches(stretches), weekdays, rule }
    }
}

/// A month in roman numerals.
fn roman_month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    MONTHS.iter().position(|m| *m == word).and_then(|i| i8::try_from(i + 1).ok())
}

/// Gives a weekday's day the year printed once for all days, turned back where the months turn over.
fn lend_years(stretches: &[Stretch], weekdays: &mut [PrintedWeekday]) {
    let Some(last) = stretches.last().map(|s| s.last()) else { return };
    for w in weekdays.iter_mut().filter(|w| w.day.year.is_none()) {
        w.day.year = last.year.map(|y| if w.day.month > last.month { y - 1 } else { y });
    }
}

struct Rules {
    one: &'static str,
    range: &'static str,
    several: &'static str,
    one_yearless: &'static str,
    range_yearless: &'static str,
    several_yearless: &'static str,
}

const DAY_FIRST: &Rules = &Rules {
    one: "dates/day-month-year",
    range: "dates/day-to-day-month-year",
    several: "dates/days-month-year",
    one_yearless: "dates/day-month",
    range_yearless: "dates/day-to-day-month",
    several_yearless: "dates/days-month",
};

const MONTH_FIRST: &Rules = &Rules {
    one: "dates/month-day-year",
    range: "dates/month-day-to-day-year",
    several: "dates/month-days-year",
    one_yearless: "dates/month-day",
    range_yearless: "dates/month-day-to-day",
    several_yearless: "dates/month-days",
};

const ARTICLES: [&str; 4] = ["the", "le", "el", "les"];

const YEAR_INTRODUCERS: [&str; 10] = ["in", "since", "of", "until", "from", "by", "year", "en", "depuis", "desde"];

/// Words that may follow a date in a sentence.
const FUNCTION_WORDS: [&str; 28] = [
    "in",
    "at",
    "by",
    "on",
    "for",
    "under",
    "with",
    "to",
    "as",
    "was",
    "were",
    "is",
    "are",
    "via",
    "and",
    "the",
    "respectively",
    "where",
    "when",
    "which",
    "during",
    "through",
    "will",
    "this",
    "of",
    "from",
    "or",
    "a",
];
