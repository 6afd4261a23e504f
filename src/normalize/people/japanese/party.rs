//! Who is named in a Japanese text: persons with their bodies and titles, and countries.
//!
//! Handed: a passage. Gives: parties as byte ranges, in order. Knows nothing about roles.

use super::super::super::passage::Passage;
use super::script::{
    LONGEST, country_prefix, is_break, is_hiragana, is_kanji, is_katakana, is_open, some, span_of, trimmed,
};
use super::{Party, brief};
use crate::lexicon::japanese_offices::{body_prefix, ends_with_office};
use std::ops::Range;

/// Every person and country of a passage, in order.
pub(in super::super) fn parties(p: &Passage) -> Vec<Party> {
    let text = p.text.text.as_str();
    let mut parties = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        match party_at(text, at) {
            Some(party) => {
                at = party.all.end;
                parties.push(party);
            }
            None => at += c.len_utf8(),
        }
    }
    parties
}

fn party_at(text: &str, at: usize) -> Option<Party> {
    if !begins_phrase(text, at) {
        return None;
    }
    countryman(text, at).or_else(|| person(text, at)).or_else(|| country(text, at))
}

/// A person, the ways of writing one in turn.
fn person(text: &str, at: usize) -> Option<Party> {
    foreigner(text, at)
        .or_else(|| with_reading(text, at))
        .or_else(|| transcribed(text, at))
        .or_else(|| official(text, at))
        .or_else(|| minister(text, at))
        .or_else(|| local_official(text, at))
        .or_else(|| of_body(text, at))
        .or_else(|| brief::of_side(text, at))
        .or_else(|| brief::family_name(text, at))
}

/// A person after their country: インドネシアのブディ・サントソ局長, ペルー側のアルベルト・ロハス長官.
fn countryman(text: &str, at: usize) -> Option<Party> {
    let (n, code) = country_prefix(&text[at..])?;
    let words = at..at + n;
    let of = ["の", "側の"].iter().find(|of| text[words.end..].starts_with(**of))?;
    let party = person(text, words.end + of.len())?;
    Some(Party { all: at..party.all.end, country: Some((code, words)), ..party })
}

/// Whether a phrase may begin at a byte: after punctuation, a particle, or a change of script.
fn begins_phrase(text: &str, at: usize) -> bool {
    let Some(before) = text[..at].chars().next_back() else { return true };
    let here = text[at..].chars().next();
    is_hiragana(before)
        || !before.is_alphabetic() && before != 'ー'
        || here.is_some_and(|c| is_katakana(c) && !is_katakana(before))
        || ["及び", "並びに", "同国の"].iter().any(|w| text[..at].ends_with(w))
}

/// A katakana name with its Latin form in brackets, after a body or before a title.
fn foreigner(text: &str, at: usize) -> Option<Party> {
    let country = country_prefix(&text[at..]).map(|(n, code)| (code, at..at + n));
    let after_country = country.as_ref().map_or(at, |(_, r)| r.end);
    let body_end = body_prefix(&text[after_country..]).map_or(after_country, |n| after_country + n);
    let name_end = katakana_name(text, body_end)?;
    // the title may stand before or after the bracket
    let open = span_of(text, name_end, |c| !is_break(c) && !is_open(c) && c != 'は');
    if !text[open..].starts_with(is_open) {
        return None;
    }
    let inside = open + text[open..].chars().next().map_or(0, char::len_utf8);
    let close = balanced(text, inside)?;
    let latin = latin(text, inside..close)?;
    let end = close + text[close..].chars().next().map_or(0, char::len_utf8);
    let before_bracket = some(name_end..open).filter(|r| ends_with_office(&text[r.clone()]));
    let mut after_bracket = title_after(text, end);
    let mut body = some(at..body_end).filter(|_| body_end > after_country);
    if let Some(title) = after_bracket.as_mut().filter(|_| body.is_none()) {
        // the body may also stand at the head of the title
        if let Some(n) = body_prefix(&text[title.clone()]).filter(|n| title.start + n < title.end) {
            body = Some(title.start..title.start + n);
            title.start += n;
        }
    }
    let title = latin.title.clone().or(after_bracket.clone()).or(before_bracket);
    let all = at..after_bracket.map_or(end, |r| r.end);
    Some(Party { all, honorific: latin.honorific, name: Some(latin.name), title, body, country, brief: false })
}

/// End of a name in katakana of two words or more.
fn katakana_name(text: &str, at: usize) -> Option<usize> {
    let end = span_of(text, at, |c| is_katakana(c) || matches!(c, '＝' | '='));
    text[at..end].contains('・').then_some(end)
}

/// Katakana words that are no names of persons, though they stand with dots between them.
pub(super) const NO_NAMES: &[&str] = &[
    "アジア",
    "アフリカ",
    "インド",
    "テロ",
    "サイバー",
    "デジタル",
    "エネルギー",
    "マネー",
    "ロンダリング",
    "グローバル",
    "セキュリティ",
    "センター",
    "プロジェクト",
    "シニア",
    "アドバイザー",
    "マネージャー",
    "ディレクター",
    "インフラ",
    "データ",
    "ワーキング",
    "グループ",
    "タスクフォース",
    "コモンウェルス",
    "ラテン",
    "アメリカ",
    "ヨーロッパ",
    "システム",
    "サービス",
];

/// A name in katakana with body and title right after it: アルベルト・ロハス国家防災庁長官.
fn transcribed(text: &str, at: usize) -> Option<Party> {
    let body = body_of_title(text, at);
    let start = body.as_ref().map_or(at, |b| b.end);
    // a reading in brackets is no name of its own
    let end = katakana_name(text, start).filter(|&end| !text[end..].starts_with([')', '）']))?;
    let plain = |part: &str| part.chars().count() < 2 || NO_NAMES.contains(&part) || is_country(part);
    if text[start..end].split(['・', '＝', '=']).any(plain) {
        return None;
    }
    let whole = title_after(text, end)?;
    let own = ministry_in(text, whole.clone());
    let title = own.as_ref().map_or(whole.start, |b| b.end)..whole.end;
    Some(Party {
        all: at..whole.end,
        honorific: None,
        name: Some(start..end),
        title: Some(title),
        body: body.or(own),
        country: None,
        brief: false,
    })
}

/// Whether a word is a country's name and no more: マリ, not マリー.
fn is_country(word: &str) -> bool {
    country_prefix(word).is_some_and(|(n, _)| n == word.len())
}

/// 王明(おう・めい)中国商務部副部長: a name in kanji, how it is read in brackets, and country and office behind.
fn with_reading(text: &str, at: usize) -> Option<Party> {
    let name_end = span_of(text, at, is_kanji);
    let letters = text[at..name_end].chars().count();
    let open = text[name_end..].chars().next().filter(|&c| is_open(c) && (2..=4).contains(&letters))?;
    let inside = name_end + open.len_utf8();
    let reading = span_of(text, inside, |c| is_hiragana(c) || is_katakana(c) || matches!(c, '・' | ' ' | '　'));
    let close = text[reading..].chars().next().filter(|c| matches!(c, ')' | '）') && reading > inside)?;
    let behind = reading + close.len_utf8();
    let country = country_prefix(&text[behind..]).map(|(n, code)| (code, behind..behind + n));
    let whole = title_after(text, country.as_ref().map_or(behind, |(_, words)| words.end))?;
    let plain =
        text[at..name_end].chars().any(|c| NO_NAME.contains(&c)) || country_prefix(&text[at..name_end]).is_some();
    let body = ministry_in(text, whole.clone());
    let title = body.as_ref().map_or(whole.start, |b| b.end)..whole.end;
    (!plain).then(|| kanji_person(at, name_end, body, title, country))
}

/// The body at the head of a title behind a name, dots in it and all: 欧州・外務省|事務次官, 商務部|副部長.
fn ministry_in(text: &str, title: Range<usize>) -> Option<Range<usize>> {
    let words = &text[title.clone()];
    let ends = BODY_ENDS.iter().chain(&["部"]).filter_map(|e| words.find(e).filter(|&i| i > 0).map(|i| i + e.len()));
    // 部長 is an office, and 外交部長官 one of the 外交部
    let headed = |end: usize| {
        let rest = &words[end..];
        words[..end].ends_with('部') && rest.starts_with('長') && !rest.starts_with("長官")
    };
    let end = ends.min().filter(|&end| end < words.len() && !headed(end))?;
    some(title.start..title.start + end)
}

/// Endings of bodies that no list of bodies needs to hold.
const BODY_ENDS: &[&str] =
    &["省", "庁", "府", "委員会", "図書館", "博物館", "銀行", "大学", "研究所", "機構", "センター"];

/// The body at the head of a title, by its ending: 首相府|次官, 鉱業省|国際局長.
fn body_of_title(text: &str, at: usize) -> Option<Range<usize>> {
    let limit = span_of(text, at, |c| is_kanji(c) || is_katakana(c) && c != '・');
    let end =
        BODY_ENDS.iter().filter_map(|e| text[at..limit].find(e).filter(|&i| i > 0).map(|i| at + i + e.len())).min()?;
    some(at..end)
}

/// The closing bracket that belongs to the bracket opened before `inside`.
fn balanced(text: &str, inside: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (i, c) in text[inside..].char_indices().take(3 * LONGEST) {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' if depth == 0 => return Some(inside + i),
            ')' | '）' => depth -= 1,
            _ => {}
        }
    }
    None
}

struct Latin {
    honorific: Option<Range<usize>>,
    name: Range<usize>,
    title: Option<Range<usize>>,
}

/// "Mr. Nguyen Van Nam", "David Roe, Deputy Director, Maritime Unit".
fn latin(text: &str, range: Range<usize>) -> Option<Latin> {
    let words = &text[range.clone()];
    let first = words.split(',').next().unwrap_or_default();
    let name_start = honorific_len(first);
    let name = trimmed(text, range.start + name_start..range.start + first.len())?;
    let latin = text[name.clone()].chars().all(|c| {
        c.is_whitespace() || c == '.' || c == '-' || c == '\'' || c.is_alphabetic() && !is_kanji(c) && !is_katakana(c)
    });
    let capital = text[name.clone()].starts_with(char::is_uppercase);
    let honorific = trimmed(text, range.start..range.start + name_start);
    let title = (first.len() < words.len()).then(|| trimmed(text, range.start + first.len() + 1..range.end)).flatten();
    (latin && capital && text[name.clone()].contains(' ')).then_some(Latin { honorific, name, title })
}

fn honorific_len(words: &str) -> usize {
    let mut at = 0;
    while let Some(h) = ["H.E.", "Mr.", "Ms.", "Mrs.", "Dr.", "Mr ", "Ms ", "General ", "Gen."]
        .iter()
        .find(|h| words[at..].trim_start().starts_with(**h))
    {
        at += words[at..].len() - words[at..].trim_start().len() + h.len();
    }
    at
}

/// A name in kanji before the body where an office is held: 山田太郎外務省海洋担当大使.
fn official(text: &str, at: usize) -> Option<Party> {
    let limit = span_of(text, at, is_kanji);
    let mut name_end = at;
    for (count, c) in text[at..limit].chars().enumerate() {
        name_end += c.len_utf8();
        if count + 1 > 6 {
            return None;
        }
        let Some(n) = body_prefix(&text[name_end..]).filter(|_| count + 1 >= 3) else { continue };
        let country = country_prefix(&text[at..name_end]).is_some();
        let title = title_after(text, name_end + n).filter(|_| !country)?;
        let body = name_end..name_end + n;
        let japan = ("JP".parse().expect("two capitals"), body.clone());
        return Some(kanji_person(at, name_end, Some(body), title, Some(japan)));
    }
    None
}

pub(super) fn kanji_person(
    at: usize,
    name_end: usize,
    body: Option<Range<usize>>,
    title: Range<usize>,
    country: Option<(crate::model::CountryCode, Range<usize>)>,
) -> Party {
    Party {
        all: at..title.end,
        honorific: None,
        name: Some(at..name_end),
        title: Some(title),
        body,
        country,
        brief: false,
    }
}

/// Offices that no body needs to tell of.
pub(super) const MINISTERS: &[&str] = &[
    "外務審議官",
    "外務事務次官",
    "財務官",
    "防衛審議官",
    "経済産業審議官",
    "農林水産審議官",
    "総務審議官",
    "国土交通審議官",
    "文部科学審議官",
    "外務報道官",
    "内閣総理大臣",
    "外務大臣",
    "財務大臣",
    "防衛大臣",
    "環境大臣",
    "総務大臣",
    "法務大臣",
    "経済産業大臣",
    "農林水産大臣",
    "国土交通大臣",
    "厚生労働大臣",
    "文部科学大臣",
    "外務副大臣",
    "外務大臣政務官",
    "外務審議官",
];

/// A name in kanji before an office of state or an embassy: 山田太郎外務大臣, 山田太郎駐ケニア大使.
fn minister(text: &str, at: usize) -> Option<Party> {
    let limit = span_of(text, at, is_kanji);
    let ends = text[at..limit].char_indices().map(|(i, c)| at + i + c.len_utf8());
    let (name_end, title_end) = ends.skip(2).take(3).find_map(|end| {
        let rest = &text[end..];
        let minister = MINISTERS.iter().filter(|m| rest.starts_with(**m)).map(|m| m.len()).max();
        Some((end, end + minister.or_else(|| envoy(rest))?))
    })?;
    let name = &text[at..name_end];
    let peoples = name.chars().all(|c| "日中韓米英仏独露印豪加欧".contains(c));
    // 次 and 開 stand in names, and what they begin otherwise holds no office
    let plain = name.chars().any(|c| NO_NAME.contains(&c) && !"次開".contains(c)) || country_prefix(name).is_some();
    (!plain && !peoples).then(|| kanji_person(at, name_end, None, name_end..title_end, None))
}

/// Length of 駐ケニア大使.
fn envoy(rest: &str) -> Option<usize> {
    let place = rest.strip_prefix('駐')?;
    let (n, _) = country_prefix(place)?;
    let office = ["臨時代理大使", "特命全権大使", "日本大使", "大使"].iter().find(|o| place[n..].starts_with(**o))?;
    Some('駐'.len_utf8() + n + office.len())
}

/// Characters of words that are no names.
pub(super) const NO_NAME: &[char] =
    &['会', '第', '議', '協', '側', '双', '省', '庁', '局', '当', '各', '同', '前', '次', '開', '催'];

/// A name in kanji before a country's or national body: 周明中国国家図書館副館長, 羽田理恵国立図書館副館長.
fn local_official(text: &str, at: usize) -> Option<Party> {
    let limit = span_of(text, at, is_kanji);
    let mut name_end = at;
    for (count, c) in text[at..limit].chars().take(5).enumerate() {
        name_end += c.len_utf8();
        let country = country_prefix(&text[name_end..limit]).map(|(n, code)| (code, name_end..name_end + n));
        let national = ["国立", "国家", "県立", "市立"].iter().any(|w| text[name_end..limit].starts_with(w));
        if count < 1 || country.is_none() && !national {
            continue;
        }
        let name = &text[at..name_end];
        let plain = name.chars().any(|c| NO_NAME.contains(&c)) || country_prefix(name).is_some();
        let whole = title_after(text, name_end).filter(|_| !plain)?;
        let body = body_of_title(text, whole.start)?;
        // 図書館長 is the head of the 図書館: the last character of the body belongs to both
        let (body, title) = match &text[body.end..whole.end] {
            "長" => (None, whole),
            "" => return None,
            _ => (Some(body.clone()), body.end..whole.end),
        };
        return Some(kanji_person(at, name_end, body, title, country));
    }
    None
}

/// A name after the body it belongs to: 総務省国際局の山田太郎審議官, ラオス郵便通信省のカム・シー(H.E. …)次官.
fn of_body(text: &str, at: usize) -> Option<Party> {
    let country = country_prefix(&text[at..]).map(|(n, code)| (code, at..at + n));
    let limit = span_of(text, at, |c| is_kanji(c) || is_katakana(c));
    let known = body_prefix(&text[country.as_ref().map_or(at, |(_, r)| r.end)..]).is_some();
    let head = known || body_of_title(text, at).is_some();
    let name = limit + text[limit..].strip_prefix('の').filter(|_| head).map(|_| 'の'.len_utf8())?;
    let body = Some(at..limit);
    if let Some(party) = foreigner(text, name).or_else(|| transcribed(text, name)) {
        return Some(Party { all: at..party.all.end, body, country, ..party });
    }
    let end = span_of(text, name, is_kanji);
    let title = short_office(text, name..end)?;
    // 国際戦略官: what the office is for belongs to it
    let portfolio = PORTFOLIOS.iter().find(|w| text[name..title.start].ends_with(**w));
    let title = title.start - portfolio.map_or(0, |w| w.len())..title.end;
    let words = &text[name..title.start];
    let plain = words.chars().any(|c| NO_NAME.contains(&c)) || PORTFOLIOS.iter().any(|w| words.contains(w));
    let fits = (2..=5).contains(&words.chars().count()) && !plain;
    fits.then(|| Party { all: at..title.end, ..kanji_person(name, title.start, body, title, country) })
}

/// What an office is for, which stands before its last word and is no part of a name.
pub(super) const PORTFOLIOS: &[&str] = &[
    "危機管理",
    "外務",
    "財務",
    "防衛",
    "環境",
    "経済",
    "総務",
    "法務",
    "内務",
    "厚生",
    "農林",
    "国土",
    "文部",
    "担当",
    "特命",
    "政策",
    "国際",
    "首席",
    "主任",
    "特別",
    "常任",
    "事務",
];

/// The shortest office at the end of a run, with what ranks it: 審議官, 副大臣.
fn short_office(text: &str, run: Range<usize>) -> Option<Range<usize>> {
    let starts = text[run.clone()].char_indices().rev().map(|(i, _)| run.start + i);
    let start = starts.take(5).find(|&s| ends_with_office(&text[s..run.end]))?;
    let ranked = text[run.start..start].strip_suffix('副').map_or(start, |rest| run.start + rest.len());
    some(ranked..run.end)
}

/// The title that begins at a byte: up to the last word of office before a particle, a comma or a full stop.
pub(super) fn title_after(text: &str, at: usize) -> Option<Range<usize>> {
    let end = span_of(text, at, |c| !is_break(c) && !is_open(c) && !is_hiragana(c));
    // 及び and 並びに begin with a kanji
    let end = ["及", "並"].iter().filter_map(|a| text[at..end].strip_suffix(a)).next().map_or(end, |t| at + t.len());
    (end > at && ends_with_office(&text[at..end])).then_some(at..end)
}

fn country(text: &str, at: usize) -> Option<Party> {
    let (n, code) = country_prefix(&text[at..])?;
    let all = at..at + n;
    Some(Party {
        all: all.clone(),
        honorific: None,
        name: None,
        title: None,
        body: None,
        country: Some((code, all)),
        brief: false,
    })
}
