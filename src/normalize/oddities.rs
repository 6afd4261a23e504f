//! What only the checks ask for: lost hyphens, dates in bare numbers, cities beside the wrong country, lengths in days.
//!
//! Handed: a reading. Gives: claims. Knows nothing about what the rules make of them.

use super::passage::{Passage, Reading};
use crate::lexicon::Class;
use crate::lexicon::sorts::Sorts;
use crate::lexicon::token::Shape;
use crate::model::{Claims, CountryCode, Edtf, EdtfDate, MisplacedCity};
use crate::source::Span;
use std::collections::BTreeMap;
use std::ops::Range;

/// Records the oddities of every passage, in reading order.
pub(super) fn record(reading: &Reading, claims: &mut Claims) {
    let mut told = Stretches::default();
    for known in &claims.impossible_dates {
        told.add(known.span);
    }
    for passage in &reading.passages {
        for past in day_past_month(passage) {
            if told.add(past.span) {
                claims.impossible_dates.push(past);
            }
        }
        let odd = Sorts::FIGURES.or(Sorts::CARDINAL).or(Sorts::CITY);
        for at in passage.each(odd) {
            let figures = passage.is(at, Sorts::FIGURES);
            let p = At { p: passage, at };
            add(&mut claims.durations, p.duration());
            if figures {
                add(&mut claims.lost_hyphens, p.lost_hyphen());
                add(&mut claims.reversed_ranges, p.reversed_pair());
                add(&mut claims.numeric_dates, p.numeric_date());
            } else {
                add(&mut claims.misplaced_cities, p.misplaced_city());
            }
        }
    }
}

/// Adds what was found, which is nothing almost everywhere.
fn add<T>(all: &mut Vec<T>, found: Option<T>) {
    if let Some(found) = found {
        all.push(found);
    }
}

/// Stretches of the source that share no byte: their ends by their starts.
#[derive(Default)]
struct Stretches(BTreeMap<usize, usize>);

impl Stretches {
    /// Adds a span, unless it shares a byte with one that was added before. Gives whether it did.
    fn add(&mut self, span: Span) -> bool {
        let before = self.0.range(..span.end).next_back();
        let free = before.is_none_or(|(_, &end)| end <= span.start);
        if free {
            self.0.insert(span.start, span.end);
        }
        free
    }
}

/// Characters between a month and a later day of it ("8月11日(火)及び12日").
const REACH: usize = 24;

/// "12月32日", "13月1日", "8月11日及び32日": a month or a day that is no number of either; what a calendar has not otherwise
/// is told with the other dates.
fn day_past_month(p: &Passage) -> Vec<Fact<String>> {
    let text = p.text.text.as_str();
    let mut found = Vec::new();
    if text.is_ascii() {
        return found;
    }
    for (at, mark) in text.match_indices('日') {
        let Some((start, day)) = digits_before(&text[..at]) else { continue };
        let end = at + mark.len();
        let Some((from, month)) = month_before(&text[..start]) else { continue };
        let last = text[from..start].ends_with('月');
        if (month > 12 && last || day > 31) && !text[end..].starts_with(['間', '目', '後', '前']) {
            let bytes = if last { from..end } else { start..end };
            found.push(p.stated_at(bytes.clone(), text[bytes].to_owned(), "dates/impossible"));
        }
    }
    found
}

/// The month near the end of words of one sentence, and where it begins.
fn month_before(text: &str) -> Option<(usize, u32)> {
    let near = text.char_indices().rev().take(REACH).take_while(|(_, c)| *c != '。');
    let (at, _) = near.into_iter().find(|(_, c)| *c == '月')?;
    digits_before(&text[..at])
}

fn digits_before(text: &str) -> Option<(usize, u32)> {
    let digits = text.len() - text.trim_end_matches(|c| digit(c).is_some()).len();
    let start = text.len() - digits;
    Some((start, number(&text[start..])?))
}

/// Digits of one number, ASCII or full-width; of no more than two, since a year has four.
fn number(digits: &str) -> Option<u32> {
    (1..=2).contains(&digits.chars().count()).then(|| digits.chars().filter_map(digit).fold(0, |n, d| n * 10 + d))
}

fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => c.to_digit(10),
    }
}

/// A place in a passage.
#[derive(Clone, Copy)]
struct At<'p, 'a> {
    p: &'p Passage<'a>,
    at: usize,
}

type Fact<T> = crate::model::Fact<T>;

impl At<'_, '_> {
    fn word(&self, ahead: usize) -> &str {
        self.p.word(self.at + ahead)
    }

    fn class<T>(&self, ahead: usize, pick: impl Fn(Class) -> Option<T>) -> Option<(usize, T)> {
        self.p.at(self.at + ahead).find_map(|(len, class)| pick(class).map(|value| (len, value)))
    }

    fn number(&self, ahead: usize) -> Option<u32> {
        let token = self.p.tokens.get(self.at + ahead).filter(|t| t.shape == Shape::Digits)?;
        token.of(&self.p.text.text).parse().ok()
    }

    /// Whether the next `n` tokens follow each other without white space.
    fn glued(&self, n: usize) -> bool {
        (1..n).all(|i| self.p.tokens.get(self.at + i).is_some_and(|t| !t.spaced))
    }

    fn tokens(&self, n: usize) -> Range<usize> {
        self.at..self.at + n
    }

    /// "1920 April, 2016": two days of a month run together, and the year behind the month.
    fn lost_hyphen(&self) -> Option<Fact<String>> {
        let digits = Some(self.word(0)).filter(|w| w.len() == 4)?;
        let both = self.number(0)?;
        let (first, last) = (both / 100, both % 100);
        // "2024 Jan 2023" in a row of figures: a number that may be a year must follow "from"
        let from = self.at.checked_sub(1).is_some_and(|i| matches!(self.p.word(i), "from" | "on" | "between"));
        (from || !(1980..2100).contains(&both)).then_some(())?;
        // "1112 (Wed) August 2009"
        let aside = if self.word(1) == "(" && self.word(3) == ")" { 3 } else { 0 };
        let (len, month) = self.class(1 + aside, month)?;
        let len = len + aside;
        let comma = usize::from(self.word(1 + len) == ",");
        let year = self.number(1 + len + comma).filter(|y| (1900..2200).contains(y))?;
        let day = |d: u32| EdtfDate::day(i16::try_from(year).ok()?, month, i8::try_from(d).ok()?);
        (day(first)?.earliest() < day(last)?.earliest()).then_some(())?;
        let words = self.p.words(self.tokens(2 + len + comma));
        let mended = words.replacen(digits, &format!("{first}-{last}"), 1);
        Some(self.p.stated(self.tokens(2 + len + comma), mended, "dates/lost-hyphen"))
    }

    /// "June 29 and 28", "29 and 28 June", "21st and 20th of June": days of one month are named in their order.
    fn reversed_pair(&self) -> Option<Fact<String>> {
        let (first, and) = self.day(0)?;
        let (last, after) = self.day(and + 1).filter(|_| self.word(and) == "and")?;
        let month_before =
            self.at.checked_sub(1).is_some_and(|i| self.p.at(i).any(|(len, c)| len == 1 && month(c).is_some()));
        let of = usize::from(self.word(after) == "of");
        let month_after = self.class(after + of, month).is_some();
        let words = self.p.words(self.tokens(after));
        // "June 29 and 3 July" are days of two months
        (last < first && month_before != month_after)
            .then(|| self.p.stated(self.tokens(after), words.to_owned(), "dates/reversed-pair"))
    }

    /// A day of a month, as a number or with the letters of an ordinal, and the token behind it.
    fn day(&self, ahead: usize) -> Option<(u32, usize)> {
        let day = self.number(ahead).filter(|n| (1..=31).contains(n))?;
        let suffix = matches!(self.word(ahead + 1), "st" | "nd" | "rd" | "th")
            && self.p.tokens.get(self.at + ahead + 1).is_some_and(|t| !t.spaced);
        Some((day, ahead + 1 + usize::from(suffix)))
    }

    /// "07/03/2011", "7.3.2011", "07-03-2011": the day or the month first.
    fn numeric_date(&self) -> Option<Fact<Edtf>> {
        let mark = Some(self.word(1)).filter(|m| matches!(*m, "/" | "." | "-"))?;
        let first = self.number(0)?;
        let alone = self.at == 0 || self.p.tokens[self.at].spaced || matches!(self.p.word(self.at - 1), "(" | "[");
        let ended = self.p.tokens.get(self.at + 5).is_none_or(|t| t.spaced || !matches!(self.word(5), "/" | "-"));
        if self.word(3) != mark || !self.glued(5) || !alone || !ended || self.word(4).len() != 4 {
            return None;
        }
        let (a, b, year) = (first, self.number(2)?, i16::try_from(self.number(4)?).ok()?);
        let date = |d: u32, m: u32| EdtfDate::day(year, i8::try_from(m).ok()?, i8::try_from(d).ok()?);
        let readings: Vec<Edtf> = [date(a, b)?, date(b, a)?].map(Edtf::Date).into();
        (a != b && year > 1900).then(|| self.p.ambiguous(self.tokens(5), readings, "dates/numbers"))
    }

    /// "the two-day meeting": how long this meeting lasted. "A two-day workshop" may be another.
    fn duration(&self) -> Option<Fact<u32>> {
        if self.word(1) != "-" || !matches!(self.word(2), "day" | "days") || !self.glued(3) {
            return None;
        }
        let days = self.number(0).or_else(|| self.class(0, cardinal).map(|(_, n)| n))?;
        let this = self.at.checked_sub(1).map(|i| self.p.small(i))?;
        let meets = self.class(3, |c| (c == Class::Meeting).then_some(())).is_some();
        let plain = matches!(self.word(3), "meeting" | "event" | "talks" | "session" | "gathering");
        let ours = matches!(this, "the" | "this");
        (ours && (meets || plain) && (1..60).contains(&days))
            .then(|| self.p.stated(self.tokens(3), days, "dates/duration"))
    }

    /// "in Phnom Penh, Viet Nam". After "in" or "at" only, since a list of places reads alike.
    fn misplaced_city(&self) -> Option<MisplacedCity> {
        let (len, home) = self.class(0, city)?;
        let before = self.at.checked_sub(1).map(|i| self.p.small(i))?;
        let (rest, country) = self.class(len + 1, country)?;
        let beside = matches!(before, "in" | "at") && self.word(len) == "," && foreign(home, country);
        // "in Tokyo, Korea and China" is a list
        let listed = matches!(self.word(len + 1 + rest), "and" | "or" | "&")
            || (self.word(len + 1 + rest) == "," && self.class(len + 2 + rest, place).is_some());
        (beside && !listed).then(|| MisplacedCity {
            city: self.p.stated(self.tokens(len), self.p.words(self.tokens(len)).to_owned(), "place/city"),
            country: self.p.stated(self.at + len + 1..self.at + len + 1 + rest, country, "place/country-after-city"),
            home,
        })
    }
}

/// Whether a city of one country cannot be said to lie in the other. "Georgia" is a state of the United States as well,
/// and some regions with a code of their own belong to a state.
fn foreign(home: CountryCode, country: CountryCode) -> bool {
    let (home, country) = (home.as_str(), country.as_str());
    home != country && country != "GE" && !(matches!(home, "HK" | "MO" | "TW" | "PR" | "GU" | "GL" | "RE" | "NC"))
}

fn month(class: Class) -> Option<i8> {
    if let Class::Month(m) = class { Some(m) } else { None }
}

fn cardinal(class: Class) -> Option<u32> {
    if let Class::Cardinal(n) = class { Some(n) } else { None }
}

fn city(class: Class) -> Option<CountryCode> {
    if let Class::City(home) = class { home } else { None }
}

fn country(class: Class) -> Option<CountryCode> {
    if let Class::Country(c) = class { Some(c) } else { None }
}

fn place(class: Class) -> Option<()> {
    matches!(class, Class::City(_) | Class::Country(_)).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, SourceNote, Text};
    use crate::source::SourceFile;

    fn claims(text: &str) -> Claims {
        let source = SourceFile::from_text("a.txt", text);
        let blocks = vec![Block::Paragraph { text: Text::verbatim(text, 0) }];
        let note = SourceNote { source, front: Vec::new(), blocks };
        let mut claims = Claims::default();
        record(&Reading::new(&note), &mut claims);
        claims
    }

    #[test]
    fn a_lost_hyphen_is_mended_in_the_value_only() {
        let found = claims("held from 1920 April, 2016 in Bali").lost_hyphens;
        assert_eq!(found[0].value.as_deref(), Some("19-20 April, 2016"));
        assert_eq!(found[0].quote, "1920 April, 2016");
        assert_eq!(claims("on 1112 (Wed) August 2009").lost_hyphens.len(), 1);
        for text in ["in April 1920", "2016 April, 2017", "since 1920 April showers", "1945 May 8", "Q4 2024 Jan 2025"]
        {
            assert_eq!(claims(text).lost_hyphens, [], "{text}");
        }
    }

    #[test]
    fn two_days_of_one_month_stand_in_order() {
        for (text, quote) in [
            ("on June 29 and 28, 2006", "29 and 28"),
            ("on 29 and 28 June 2006", "29 and 28"),
            ("on 21st and 20th of April 2007", "21st and 20th"),
        ] {
            assert_eq!(claims(text).reversed_ranges[0].quote, quote, "{text}");
        }
        for text in [
            "on June 28 and 29",
            "June 29 and 3 July",
            "articles 29 and 28",
            "June 29 and 2800 people",
            "20th and 21st of April",
        ] {
            assert_eq!(claims(text).reversed_ranges, [], "{text}");
        }
    }

    #[test]
    fn days_and_months_past_the_last() {
        for (text, quote) in [("12月32日に", "12月32日"), ("2月９９日", "2月９９日"), ("13月1日", "13月1日")]
        {
            assert_eq!(claims(text).impossible_dates[0].quote, quote, "{text}");
        }
        for text in ["12月31日", "3か月32日間", "月32日", "2011年2月", "2月から32日間", "2月1日。32日"]
        {
            assert_eq!(claims(text).impossible_dates, [], "{text}");
        }
    }

    #[test]
    fn numbers_that_can_be_two_days() {
        let found = claims("held on 07/03/2011.").numeric_dates;
        assert_eq!(found[0].candidates.iter().map(Edtf::to_string).collect::<Vec<_>>(), ["2011-03-07", "2011-07-03"]);
        for text in ["on 13/07/2011", "on 07/07/2011", "no. 1/07/03/2011", "v1.2.2011.4", "07/03/11"] {
            assert_eq!(claims(text).numeric_dates, [], "{text}");
        }
    }

    #[test]
    fn the_meeting_lasts_days_a_workshop_may_be_another() {
        assert_eq!(claims("The two-day meeting closed").durations[0].value, Some(2));
        assert_eq!(claims("This 3-day Dialogue").durations[0].value, Some(3));
        for text in ["a two-day workshop", "the two-day visit", "the twenty-first day meeting"] {
            assert_eq!(claims(text).durations, [], "{text}");
        }
    }

    #[test]
    fn a_city_beside_a_country_that_is_not_its_own() {
        let found = claims("held in Phnom Penh, Vietnam, on Monday").misplaced_cities;
        assert_eq!((found[0].city.quote.as_str(), found[0].country.quote.as_str()), ("Phnom Penh", "Vietnam"));
        for text in [
            "in Phnom Penh, Cambodia",
            "in Tokyo, Korea and China",
            "From Tokyo, Korea",
            "in Tokyo, Laos, Bali",
            "in Atlanta, Georgia",
        ] {
            assert_eq!(claims(text).misplaced_cities, [], "{text}");
        }
    }
}
