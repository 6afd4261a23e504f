//! Persons told in few words: by a family name alone (岡田外務大臣, ベラ次官), or with nothing but an office behind the name
//! where a side tells that somebody comes (日本側からは山田太郎大使).
//!
//! Handed: a text and a byte offset. Gives: a party. Knows nothing about chairs.

use super::Party;
use super::party::{MINISTERS, NO_NAME, NO_NAMES, PORTFOLIOS, kanji_person, title_after};
use super::script::{country_prefix, is_kanji, is_katakana, span_of};
use crate::lexicon::japanese_offices::{body_prefix, ends_with_office};
use std::ops::Range;

/// What tells that the person of a side follows.
const SIDES: &[&str] = &[
    "からは",
    "からは、",
    "側から",
    "側から、",
    "側は",
    "側は、",
    "側議長は",
    "側共同議長は",
    "側代表は",
    "議長は",
    "議長は、",
];

/// Heads of government and the like, without the body they head.
const HEADS: &[&str] = &["総理大臣", "総理", "首相", "外相", "財務相", "防衛相", "官房長官", "副総理"];

/// Offices that stand right behind a name, without what they are for.
const SHORT: &[&str] = &[
    "大使",
    "公使",
    "局長",
    "審議官",
    "次官",
    "次官補",
    "事務次官",
    "副大臣",
    "大臣",
    "課長",
    "部長",
    "参事官",
    "長官",
    "室長",
    "次長",
    "司長",
    "副司長",
    "副局長",
    "調整官",
    "大統領",
    "首相",
    "外相",
    "総裁",
    "委員長",
    "議員",
    "局次長",
];

/// Words of two characters that are no family names.
const NO_FAMILIES: &[&str] = &[
    "両国", "各国", "我国", "関係", "担当", "現職", "前任", "新任", "後任", "当時", "同国", "本省", "政府", "外国",
    "両国", "参加", "出席", "関連", "主要", "先進", "地域", "域内", "加盟", "隣国", "多国", "一部", "全国", "我が",
    "以下",
];

/// 日本側からは山田太郎大使, 我が国からは川田司国際テロ対策担当大使: a name right before an office.
pub(super) fn of_side(text: &str, at: usize) -> Option<Party> {
    if !SIDES.iter().any(|s| text[..at].ends_with(s)) {
        return None;
    }
    let whole = title_after(text, at)?;
    let limit = span_of(text, at, is_kanji).min(whole.end);
    let ends = text[at..limit].char_indices().map(|(i, c)| at + i + c.len_utf8());
    let fits = |&(count, end): &(usize, usize)| {
        let rest = &text[end..whole.end];
        let office =
            SHORT.contains(&rest) || PORTFOLIOS.iter().any(|w| rest.starts_with(w)) && rest.chars().count() > 3;
        count >= 2 && office && is_name(&text[at..end])
    };
    let (count, end) = ends.enumerate().map(|(n, end)| (n + 1, end)).take(5).find(fits)?;
    Some(Party { brief: count == 2, ..kanji_person(at, end, None, end..whole.end, None) })
}

/// 岡田外務大臣, 小野外務省審議官, ベラ次官, ナタノ・ツバル首相.
pub(super) fn family_name(text: &str, at: usize) -> Option<Party> {
    in_kanji(text, at).or_else(|| in_katakana(text, at))
}

fn in_kanji(text: &str, at: usize) -> Option<Party> {
    let limit = span_of(text, at, is_kanji);
    let ends = text[at..limit].char_indices().map(|(i, c)| at + i + c.len_utf8());
    ends.take(2).enumerate().find_map(|(n, end)| {
        let name = Some(&text[at..end]).filter(|name| is_name(name))?;
        let rest = &text[end..];
        let head = MINISTERS.iter().chain(HEADS).filter(|m| rest.starts_with(**m)).map(|m| m.len()).max();
        if let Some(n) = head {
            let title = end..end + n;
            return Some(Party { brief: true, ..kanji_person(at, end, None, title, None) });
        }
        let body = body_prefix(rest).filter(|_| n == 1 && name.chars().count() == 2).map(|n| end..end + n)?;
        let title = title_after(text, body.end)?;
        let japan = ("JP".parse().expect("two capitals"), body.clone());
        Some(Party { brief: true, ..kanji_person(at, end, Some(body), title, Some(japan)) })
    })
}

/// Whether characters can be a family name: no word of bodies, countries or plurals.
fn is_name(name: &str) -> bool {
    let word = name.chars().any(|c| NO_NAME.contains(&c) || "日中韓米英仏独露印豪加欧国".contains(c));
    !word && !NO_FAMILIES.contains(&name) && country_prefix(name).is_none() && !PORTFOLIOS.contains(&name)
}

fn in_katakana(text: &str, at: usize) -> Option<Party> {
    let run = span_of(text, at, is_katakana);
    let (name, place) = match text[at..run].split_once('・') {
        Some((name, place)) => (name, Some(place)),
        None => (&text[at..run], None),
    };
    let country = match place {
        Some(place) => Some(country_prefix(place).filter(|(n, _)| *n == place.len())?),
        None => None,
    };
    let name = at..at + name.len();
    let known = &text[name.clone()];
    let letters = known.chars().count();
    let plain = !(2..=9).contains(&letters) || NO_NAMES.contains(&known) || country_prefix(known).is_some();
    let office = SHORT.iter().filter(|o| text[run..].starts_with(**o)).map(|o| o.len()).max().filter(|_| !plain)?;
    let title = run..run + office;
    let goes_on = text[title.end..].starts_with(|c| is_kanji(c) && !"及並".contains(c));
    let country = country.map(|(n, code)| (code, run - n..run));
    let party =
        |body: Option<Range<usize>>| Party { brief: true, ..kanji_person(at, name.end, body, title.clone(), country) };
    (!goes_on && ends_with_office(&text[title.clone()])).then(|| party(None))
}
