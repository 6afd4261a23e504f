//! Cities and countries in a clause of a Japanese note: モルディブ共和国・マレ市, フィジーのナンディ.
//!
//! Handed: a text and a range of bytes. Gives: ranges of bytes with what they name. Knows nothing about the meeting.

use crate::lexicon::Class;
use crate::lexicon::japanese::name_at;
use crate::model::CountryCode;
use std::ops::Range;

/// Where the clause begins that ends with a range: behind the last comma or open bracket.
pub(super) fn clause_start(text: &str, range: Range<usize>) -> usize {
    let mut closed = 0_u32;
    for (at, c) in text[range.clone()].char_indices().rev() {
        match c {
            ')' | '）' => closed += 1,
            '(' | '（' if closed > 0 => closed -= 1,
            '、' | '，' | ',' | '。' | '（' | '(' => return range.start + at + c.len_utf8(),
            _ => {}
        }
    }
    range.start
}

/// A city with the country it lies in where only one of that name is usual, and a country; each with its bytes.
pub(super) type CityAndCountry = (Option<(Range<usize>, Option<CountryCode>)>, Option<(Range<usize>, CountryCode)>);

/// The last city and the first country of a clause; a town of unknown name is what stands before 市.
pub(super) fn place_in(text: &str, clause: Range<usize>) -> Option<CityAndCountry> {
    let (mut city, mut country) = (None, None);
    let mut at = clause.start;
    while at < clause.end {
        match name_at(text, at).filter(|(name, _)| at + name.len() <= clause.end) {
            Some((name, Class::City(code))) => {
                city = Some((at..at + name.len(), code));
                at += name.len();
            }
            Some((name, Class::Country(code))) => {
                // モルディブ共和国
                let state =
                    ["共和国", "王国", "連邦", "国"].iter().find(|s| text[at + name.len()..clause.end].starts_with(*s));
                let len = name.len() + state.map_or(0, |s| s.len());
                country = country.or(Some((at..at + len, code)));
                at += len;
            }
            _ => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    let words = &text[clause.clone()];
    if city.is_none() && words.ends_with('市') {
        let end = clause.end - '市'.len_utf8();
        let start =
            text[clause.start..end].rfind(['省', '州', '県', '国', 'の', '・', '府', '郡']).map_or(clause.start, |i| {
                clause.start + i + text[clause.start + i..].chars().next().map_or(1, char::len_utf8)
            });
        city = (start < end).then_some((start..end, None));
    }
    if city.is_none() {
        city = country.as_ref().and_then(|(r, _)| strange_city(text, r.end..clause.end));
    }
    // a state that is one city
    if city.is_none() {
        city = country.clone().filter(|(r, _)| &text[r.clone()] == "シンガポール").map(|(r, code)| (r, Some(code)));
    }
    // a clause that goes on after the place is no place
    let last = city.as_ref().map(|(r, _)| r.end).into_iter().chain(country.as_ref().map(|(r, _)| r.end)).max()?;
    let tail = text[last..clause.end].trim_start_matches(['市', '）', ')']).trim_end_matches(['）', ')']);
    let house = tail.starts_with('の') && ends_with_house(tail) && tail.chars().count() <= 24;
    (tail.chars().count() <= 2 || house).then_some((city, country))
}

/// フィジーのナンディ: a name in katakana right behind its country is a city there.
fn strange_city(text: &str, behind: Range<usize>) -> Option<(Range<usize>, Option<CountryCode>)> {
    let start = behind.start + text[behind.clone()].strip_prefix('の').map(|_| 'の'.len_utf8())?;
    let name = &text[start..behind.end];
    let katakana = name.chars().all(|c| matches!(c, 'ァ'..='ヴ' | 'ー' | '・'));
    let building = ["ホテル", "センター", "ホール", "オフィス", "ビル"].iter().any(|w| name.ends_with(w));
    (katakana && name.chars().count() > 1 && !building).then_some((start..behind.end, None))
}

/// Whether words end with what a house is called.
pub(super) fn ends_with_house(words: &str) -> bool {
    HOUSES.iter().any(|house| words.ends_with(house))
}

/// What houses are called.
const HOUSES: &[&str] = &[
    "庁",
    "省",
    "館",
    "ホテル",
    "センター",
    "会議場",
    "会議室",
    "ホール",
    "本部",
    "事務所",
    "大使館",
    "公邸",
    "施設",
    "大学",
    "研究所",
    "宮殿",
];
