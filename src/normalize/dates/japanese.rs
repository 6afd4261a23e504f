//! Dates in Japanese: Western and era years, 12月2,3日, 8月11日(火曜日)及び12日, 本28日.

use super::{DateWords, Partial, PrintedWeekday, Stretch, When, join_neighbours};
use crate::model::Weekday;
use crate::normalize::passage::Passage;

/// Finds every date in a passage.
pub(super) fn scan(passage: &Passage) -> Vec<DateWords> {
    let text = passage.text.text.as_str();
    let mut found = Vec::new();
    let mut at = 0;
    // a date begins with a digit, an era's name, 本 ("this") or the 二 of 二〇一六年
    while let Some(next) = text[at..].find(|c: char| digit(c).is_some() || "令平昭大明本二昨翌".contains(c)) {
        let start = at + next;
        match date(text, start) {
            Some(mut words) => {
                words.tokens = passage.tokens_at(words.bytes.clone());
                at = words.bytes.end;
                found.push(words);
            }
            None => at = skip_number(text, start),
        }
    }
    found
}

/// Past a whole run of digits, so that "2011" is never read again as "011".
fn skip_number(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let run = rest.find(|c| digit(c).is_none()).unwrap_or(rest.len());
    start + if run > 0 { run } else { rest.chars().next().map_or(1, char::len_utf8) }
}

fn date(text: &str, start: usize) -> Option<DateWords> {
    let mut cursor = Cursor { text, at: start };
    if text[start..].starts_with('二') && cursor.year().is_none() {
        return None;
    }
    cursor.at = start;
    if let Some(words) = today(text, start).or_else(|| day_alone(text, start)) {
        return Some(words);
    }
    let year = cursor.year();
    let mut days = Vec::new();
    let mut weekdays = Vec::new();
    let Some(first) = cursor.month_days(year, &mut weekdays) else {
        let partial = year?;
        return Some(words(start..cursor.at, vec![Stretch::one(partial)], weekdays, "dates/ja-year"));
    };
    days.extend(first);
    let mut end = cursor.at;
    while let Some(ranged) = cursor.between() {
        let year = cursor.year();
        let inherit = days.last().map(|s: &Stretch| s.last()).unwrap_or_default();
        let lent = year.or(Some(Partial { day: None, ..inherit }));
        let Some(more) = cursor.month_days(lent, &mut weekdays) else { break };
        end = cursor.at;
        for (i, stretch) in more.into_iter().enumerate() {
            match days.last_mut() {
                Some(last) if i == 0 && ranged && last.to.is_none() => last.to = Some(stretch.last()),
                _ => days.push(stretch),
            }
        }
    }
    let rule = match days.as_slice() {
        [s] if s.from.day.is_none() => "dates/ja-month",
        [s] if s.to.is_none() => "dates/ja-day",
        _ => "dates/ja-days",
    };
    Some(words(start..end, join_neighbours(days), weekdays, rule))
}

/// 本日 is the day of the date line; 本28日 is a day of its month.
fn today(text: &str, start: usize) -> Option<DateWords> {
    // 明22日, 昨9日: a day of the date line's month as well, but not the end of 説明
    let alone = text[..start].chars().next_back().is_none_or(|c| !('\u{4e00}'..='\u{9fff}').contains(&c));
    let other = ["明", "昨", "翌"].iter().find_map(|w| text[start..].strip_prefix(*w));
    let other = other.filter(|rest| alone && rest.starts_with(|c| digit(c).is_some()));
    let rest = text[start..].strip_prefix('本').or(other)?;
    if rest.starts_with('日') {
        let range = start..start + "本日".len();
        return Some(DateWords {
            bytes: range,
            tokens: 0..0,
            when: When::Relative(0),
            weekdays: Vec::new(),
            rule: "dates/ja-today",
        });
    }
    let mut cursor = Cursor { text, at: start + '本'.len_utf8() };
    let day = cursor.counted('日')?;
    let partial = Partial { day: i8::try_from(day).ok(), ..Partial::default() };
    let mut weekdays = Vec::new();
    cursor.weekday(partial, &mut weekdays);
    let mut days = Stretch::one(partial);
    // 明22日から24日まで
    let mut ahead = Cursor { text, at: cursor.at };
    let ranged = ahead.eat("から") || ahead.eat("～");
    let listed = !ranged && (ahead.eat("及び") || ahead.eat("と"));
    let last = Some(()).filter(|()| ranged || listed).and_then(|()| ahead.counted('日'));
    if let Some(last) = last.filter(|&l| if listed { l == day + 1 } else { (day + 1..=31).contains(&l) }) {
        days.to = Some(Partial { day: i8::try_from(last).ok(), ..Partial::default() });
        cursor.at = ahead.at;
    }
    Some(words(start..cursor.at, vec![days], weekdays, "dates/ja-this-day"))
}

/// 6日、 at the head of a sentence is a day of the date line's month.
fn day_alone(text: &str, start: usize) -> Option<DateWords> {
    let before = text[..start].trim_end();
    // a bare paragraph number may stand before it
    let mark = |c: char| digit(c).is_some() || matches!(c, '(' | ')' | '（' | '）' | '.');
    let numbered = !before.is_empty() && before.chars().all(mark);
    let last = before.chars().next_back();
    let opens = numbered || last.is_none_or(|c| matches!(c, '。' | '、' | '-' | '・' | '●' | '○'));
    let mut cursor = Cursor { text, at: start };
    let day = cursor.counted('日').filter(|d| opens && (1..=31).contains(d))?;
    let partial = Partial { day: i8::try_from(day).ok(), ..Partial::default() };
    let mut weekdays = Vec::new();
    cursor.weekday(partial, &mut weekdays);
    let ends = cursor.rest().starts_with(['、', '，', ',', '午']);
    ends.then(|| words(start..cursor.at, vec![Stretch::one(partial)], weekdays, "dates/ja-day-alone"))
}

fn words(
    bytes: std::ops::Range<usize>,
    stretches: Vec<Stretch>,
    weekdays: Vec<PrintedWeekday>,
    rule: &'static str,
) -> DateWords {
    DateWords { bytes, tokens: 0..0, when: When::Stretches(stretches), weekdays, rule }
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl Cursor<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn eat(&mut self, words: &str) -> bool {
        let hit = self.rest().starts_with(words);
        if hit {
            self.at += words.len();
        }
        hit
    }

    fn skip_space(&mut self) {
        while let Some(c) = self.rest().chars().next().filter(|c| c.is_whitespace()) {
            self.at += c.len_utf8();
        }
    }

    /// Digits, half or full width; nothing is consumed if there are none.
    fn digits(&mut self) -> Option<i16> {
        let mut value: i16 = 0;
        let start = self.at;
        while let Some((c, d)) = self.rest().chars().next().and_then(|c| Some((c, digit(c)?))) {
            value = value.checked_mul(10)?.checked_add(d)?;
            self.at += c.len_utf8();
        }
        if self.at == start {
            return self.kanji();
        }
        Some(value)
    }

    /// A number in kanji: 二十八, 二〇一六; nothing is consumed if there is none.
    fn kanji(&mut self) -> Option<i16> {
        const DIGITS: &str = "〇一二三四五六七八九";
        let mut value: i16 = 0;
        let mut unit: Option<i16> = None;
        let start = self.at;
        while let Some(c) = self.rest().chars().next() {
            if c == '十' {
                value = value.checked_add(unit.take().unwrap_or(1).checked_mul(10)?)?;
            } else if let Some(d) = DIGITS.chars().position(|k| k == c) {
                unit = Some(unit.unwrap_or(0).checked_mul(10)?.checked_add(i16::try_from(d).ok()?)?);
            } else {
                break;
            }
            self.at += c.len_utf8();
        }
        let value = value.checked_add(unit.unwrap_or(0))?;
        (self.at > start).then_some(value)
    }

    /// A number and the character that counts it; nothing is consumed otherwise.
    fn counted(&mut self, unit: char) -> Option<i16> {
        let start = self.at;
        let value = self.digits();
        self.skip_space();
        if value.is_some() && self.rest().starts_with(unit) {
            self.at += unit.len_utf8();
            return value;
        }
        self.at = start;
        None
    }

    /// 2011年, 平成23年, 令和元年, 平成23年(2011年).
    fn year(&mut self) -> Option<Partial> {
        const ERAS: [(&str, i16); 3] = [("令和", 2018), ("平成", 1988), ("昭和", 1925)];
        let start = self.at;
        let base = ERAS.iter().find(|(name, _)| self.eat(name)).map(|(_, base)| *base);
        if base.is_some() {
            self.skip_space();
        }
        let number = if base.is_some() && self.eat("元年") { Some(1) } else { self.counted('年') };
        let year = match (base, number) {
            (Some(base), Some(n)) => Some(base + n),
            (None, Some(n)) => Some(n),
            _ => None,
        };
        let Some(year) = year.filter(|y| (1900..=2100).contains(y)) else {
            self.at = start;
            return None;
        };
        self.western_year_in_brackets();
        self.skip_space();
        Some(Partial { year: Some(year), ..Partial::default() })
    }

    fn western_year_in_brackets(&mut self) {
        let start = self.at;
        let open = self.eat("(") || self.eat("（");
        if !(open
            && self.digits().is_some()
            && (self.eat("年)") || self.eat("年）") || self.eat(")") || self.eat("）")))
        {
            self.at = start;
        }
    }

    /// 2月9日, 2月9、10日, 2月, or with a lent month 12日. `lent` gives year and, after a first day, the month.
    fn month_days(&mut self, lent: Option<Partial>, weekdays: &mut Vec<PrintedWeekday>) -> Option<Vec<Stretch>> {
        let lent = lent.unwrap_or_default();
        let start = self.at;
        let month = self.counted('月').and_then(|m| i8::try_from(m).ok());
        let month_of = Partial { month: month.or(lent.month), ..lent };
        month_of.month?;
        self.skip_space();
        let days = self.days(month_of, weekdays);
        if days.is_empty() {
            // a month alone, but not 3月間 ("for three months")
            let alone = month.is_some() && lent.year.is_some() && !self.rest().starts_with('間');
            if !alone {
                self.at = start;
                return None;
            }
            return Some(vec![Stretch::one(month_of)]);
        }
        Some(days)
    }

    /// 9日(水曜日), 9、10日, 9-11日.
    fn days(&mut self, month: Partial, weekdays: &mut Vec<PrintedWeekday>) -> Vec<Stretch> {
        let start = self.at;
        let mut days: Vec<Stretch> = Vec::new();
        let mut ranged = false;
        while let Some(number) = self.digits().and_then(|d| i8::try_from(d).ok()) {
            let day = Partial { day: Some(number), ..month };
            match days.last_mut() {
                Some(last) if ranged => last.to = Some(day),
                _ => days.push(Stretch::one(day)),
            }
            if self.eat("日") {
                // 2日間 counts days
                if self.rest().starts_with('間') {
                    break;
                }
                self.weekday(day, weekdays);
                return days;
            }
            self.weekday(day, weekdays);
            match self.between() {
                Some(r) => ranged = r,
                None => break,
            }
        }
        self.at = start;
        Vec::new()
    }

    /// Whether a separator stands here, and whether it makes a range.
    fn between(&mut self) -> Option<bool> {
        const RANGE: [&str; 9] = ["から", "より", "～", "〜", "~", "－", "-", "–", "―"];
        const AND: [&str; 9] = ["及び", "および", "と", "、", "，", ",", "・", "､", "並びに"];
        let start = self.at;
        self.skip_space();
        if RANGE.iter().any(|s| self.eat(s)) {
            self.skip_space();
            return Some(true);
        }
        if AND.iter().any(|s| self.eat(s)) {
            self.skip_space();
            return Some(false);
        }
        self.at = start;
        None
    }

    /// (火曜日), （水）.
    fn weekday(&mut self, day: Partial, weekdays: &mut Vec<PrintedWeekday>) {
        const DAYS: [char; 7] = ['月', '火', '水', '木', '金', '土', '日'];
        let start = self.at;
        if self.eat("(") || self.eat("（") {
            let at = self.at;
            if let Some(i) = self.rest().chars().next().and_then(|c| DAYS.iter().position(|d| *d == c)) {
                self.at += DAYS[i].len_utf8();
                let _ = self.eat("曜日") || self.eat("曜");
                let bytes = at..self.at;
                if self.eat(")") || self.eat("）") {
                    weekdays.push(PrintedWeekday { bytes, weekday: Weekday::ALL[i], day });
                    return;
                }
            }
        }
        self.at = start;
    }
}

fn digit(c: char) -> Option<i16> {
    match c {
        '0'..='9' => Some(c as i16 - '0' as i16),
        '０'..='９' => Some((c as u32 - '０' as u32) as i16),
        _ => None,
    }
}
