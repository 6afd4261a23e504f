//! Lines of a Japanese note that hold nothing but when and where: 昭和63年4月11日~13日 モスクワ, 日時：…, 場所：….
//!
//! Handed: a line. Gives: the index of its date and the bytes of its city. Knows nothing about which meeting it is.

use super::sights::Line;
use crate::lexicon::Class;
use crate::lexicon::japanese::name_at;
use crate::model::CountryCode;
use std::ops::Range;

/// What a line of this sort says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Index into the line's dates.
    pub(super) date: Option<usize>,
    /// The city with the country it lies in.
    pub(super) city: Option<(Range<usize>, Option<CountryCode>)>,
}

const DATE_LABELS: &[&str] = &["開催日時", "開催日程", "開催期間", "開催日", "日時", "期日", "日程", "期間"];
const PLACE_LABELS: &[&str] = &["開催場所", "開催地", "場所", "会場", "於"];

/// The row that a line is: days with a place, or either behind its label; `None` for a date alone, which may be the note's.
pub(super) fn read(line: &Line) -> Option<Row> {
    let text = line.p.text.text.as_str();
    let start = text.find(|c: char| c.is_alphanumeric() && !c.is_ascii_digit() && !('０'..='９').contains(&c))?;
    if let Some(label) = labelled(text, start, DATE_LABELS) {
        let date = line.dates.iter().position(|d| d.bytes.start >= label && d.bytes.start < label + 12);
        return date.map(|date| Row { date: Some(date), city: None });
    }
    if let Some(label) = labelled(text, start, PLACE_LABELS) {
        return city(text, label).map(|city| Row { date: None, city: Some(city) });
    }
    let [date] = line.dates.as_slice() else { return None };
    let rest = if date.bytes.start <= start { date.bytes.end } else { return None };
    let begin = rest + text[rest..].find(|c: char| !is_mark(c))?;
    let begin = labelled(text, begin, PLACE_LABELS).unwrap_or(begin);
    let found = city(text, begin)?;
    let tail = text[found.0.end..].trim_matches(|c: char| is_mark(c) || c == '市').chars().count();
    (tail == 0).then_some(Row { date: Some(0), city: Some(found) })
}

/// The byte behind a label that stands at a byte.
fn labelled(text: &str, at: usize, labels: &[&str]) -> Option<usize> {
    let label = labels.iter().find(|l| text[at..].starts_with(*l))?;
    let behind = at + label.len();
    let colon = text[behind..].starts_with([':', '：', ' ', '\u{3000}', '】', ']', '\t']);
    let begin = behind + text[behind..].find(|c: char| !is_mark(c) && c != '】' && c != ']')?;
    colon.then_some(begin)
}

/// The city that stands at a byte, or behind its country.
fn city(text: &str, at: usize) -> Option<(Range<usize>, Option<CountryCode>)> {
    let mut at = at;
    for _ in 0..3 {
        match name_at(text, at)? {
            (name, Class::City(code)) => return Some((at..at + name.len(), code)),
            // a state that is one city
            ("シンガポール", Class::Country(code)) => return Some((at..at + "シンガポール".len(), Some(code))),
            (name, _) => at += name.len(),
        }
        at += text[at..].find(|c: char| !is_mark(c) && c != 'の')?;
    }
    None
}

fn is_mark(c: char) -> bool {
    c.is_whitespace() || "、，,・（）()：:〔〕[]".contains(c)
}
