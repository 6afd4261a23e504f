//! The meeting in a Japanese note: 第4回「…対話」の開催, …において、…が行われました.
//!
//! Words do not part by spaces, so that names and places are found in the characters themselves; a date or place
//! belongs to the meeting when it stands before the verb of meeting in a sentence that names it.

mod cities;

use super::dates::{Claim, choose, meanings};
use super::head::Head;
use super::ja_rows;
use super::sights::Line;
use crate::model::{Claims, CountryCode, Edtf, Event, Fact, Mode, Place, Status};
use crate::normalize::dates::DateWords;
use crate::normalize::passage::Passage;
use std::ops::Range;

/// Nouns that head a meeting's name.
const HEADS: &[&str] = &[
    "対話",
    "協議",
    "会合",
    "会議",
    "会談",
    "サミット",
    "フォーラム",
    "セミナー",
    "シンポジウム",
    "ワークショップ",
    "委員会",
    "総会",
    "部会",
    "懇談会",
    "理事会",
    "ラウンドテーブル",
    "交渉",
    "意見交換",
    "協議会",
    "評議会",
    "審議会",
    "戦略対話",
    "作業部会",
    "作業グループ",
    "ダイアローグ",
];

/// Verbs of meeting.
const VERBS: &[&str] = &[
    "行われ",
    "開催",
    "行った",
    "行い、",
    "会談し",
    "開かれ",
    "実施",
    "行いま",
    "開会",
    "開幕",
    "開きま",
    "臨み",
    "催しま",
    "催され",
];

/// What ends a name in running text.
const ENDS: &[&str] = &[
    "議事",
    "議長",
    "声明",
    "宣言",
    "成果",
    "報告",
    "首脳宣言",
    "閣僚声明",
    "結果概要",
    "共同",
    "概要",
    "の開催",
    "の結果",
    "の概要",
    "の実施",
    "への",
    "における",
    "について",
    "に関する共同",
    "において",
    "が",
    "を",
    "は",
    "に",
    "で",
    "と",
    "も",
    "の",
    "（",
    "(",
    "」",
    "』",
    "、",
    "，",
    ",",
    "。",
    "－",
    "―",
    " ",
    "\u{3000}",
];

/// A name with its ordinal.
#[derive(Debug, Clone)]
struct Named {
    name: Range<usize>,
    ordinal: Option<(u32, Range<usize>)>,
    end: usize,
}

/// Reads the meeting; an empty event if no title or first sentence names one.
pub(super) fn read(lines: &[Line], head: &Head, issued: Option<&Fact<Edtf>>, claims: &mut Claims) -> Event {
    let title = head.title_lines.iter().find_map(|&l| title_name(lines[l].p).map(|n| (l, n)));
    let Some((l, own)) = title.or_else(|| first_held(lines, head)) else { return Event::default() };
    let p = lines[l].p;
    let words = &p.text.text[own.name.clone()];
    let key = plain(words);
    claims.names.push(p.stated_at(own.name.clone(), words.to_owned(), "event/ja-name"));
    let mut found = Found::default();
    let mut dates = Vec::new();
    let (mut mode, mut status) = (None, None);
    let ordinal_known = own.ordinal.as_ref().map(|o| o.0);
    for (at, line) in lines.iter().enumerate() {
        for n in names(line.p) {
            if let Some((value, bytes)) = n.ordinal.filter(|_| plain(&line.p.text.text[n.name.clone()]) == key) {
                claims.ordinals.push(line.p.stated_at(bytes, value, "ordinal/ja-name"));
            }
        }
        if head.title_lines.contains(&at) {
            continue;
        }
        if let Some(row) = ja_rows::read(line).filter(|_| at < head.end + 6 && head.issued != Some((at, 0))) {
            let date = row.date.map(|i| &line.dates[i]).filter(|d| d.has_days());
            dates.extend(date.into_iter().flat_map(|d| own_days(at, line, d, issued)));
            if row.city.is_some() {
                found.add(line.p, (row.city, None));
            }
            continue;
        }
        for sentence in sentences(line.p) {
            let Some(verb) = verb_of(line.p, &sentence, &key, ordinal_known) else { continue };
            claims.ordinals.extend(first_of_all(line.p, &sentence, words));
            let before = sentence.start..verb.start;
            dates.extend(statements(at, line, &before, issued));
            place(line.p, &before, &mut found);
            mode = mode.or_else(|| mode_of(line.p, &sentence));
            status = status.or_else(|| status_of(line.p, &verb, sentence.end));
        }
    }
    let status = status.or_else(|| of_account(lines, head));
    let online = mode.as_ref().and_then(|f: &Fact<Mode>| f.value) == Some(Mode::Online);
    claims.dates.extend(dates.iter().map(|c| c.fact.clone()));
    let when = choose(&dates, false);
    claims.cities.extend(found.cities.iter().map(|(c, _)| c.clone()));
    let place = if online { Place::default() } else { found.place() };
    Event {
        name: claims.names.first().cloned(),
        ordinal: ordinal(claims),
        dates: when.dates,
        sessions: when.sessions,
        place,
        mode,
        status,
    }
}

/// A statement or outline of a meeting is written after it.
fn of_account(lines: &[Line], head: &Head) -> Option<Fact<Status>> {
    let p = lines[*head.title_lines.first()?].p;
    let text = p.text.text.as_str();
    let ends = text.trim_end_matches([')', '）', ' ', '\u{3000}']);
    let told = ["議長声明", "共同声明", "共同宣言", "結果", "結果概要", "概要"].iter().any(|w| ends.ends_with(w));
    let ahead = ["開催概要", "実施概要", "予定", "について"].iter().any(|w| text.contains(w));
    (told && !ahead).then(|| p.inferred(0..p.tokens.len(), Status::Held, "status/kind", &["status"]))
}

fn ordinal(claims: &Claims) -> Option<Fact<u32>> {
    let first = claims.ordinals.first()?;
    let mut values: Vec<u32> = claims.ordinals.iter().filter_map(|f| f.value).collect();
    values.sort_unstable();
    values.dedup();
    match values.as_slice() {
        [_] => Some(first.clone()),
        _ => Some(Fact::ambiguous(values, first.quote.clone(), first.span, "ordinal/disagreement")),
    }
}

/// 初めての日中協議: the first, told without a count.
fn first_of_all(p: &Passage, sentence: &Range<usize>, name: &str) -> Option<Fact<u32>> {
    let text = p.text.text.as_str();
    let told =
        |word: &str| text[sentence.clone()].find(word).map(|i| sentence.start + i..sentence.start + i + word.len());
    let first = told("初めての").or_else(|| told("初の"))?;
    let named = text[first.end..].trim_start_matches(['「', '『']).starts_with(name);
    named.then(|| p.stated_at(first, 1, "ordinal/ja-first"))
}

/// Cities and country found so far.
#[derive(Debug, Default)]
struct Found {
    cities: Vec<(Fact<String>, Option<CountryCode>)>,
    country: Option<Fact<CountryCode>>,
}

impl Found {
    fn add(&mut self, p: &Passage, (city, country): cities::CityAndCountry) {
        if let Some((bytes, implied)) = city {
            let name = p.text.text[bytes.clone()].to_owned();
            self.cities.push((p.stated_at(bytes, name, "place/ja-sentence"), implied));
        }
        if let Some((bytes, code)) = country {
            self.country.get_or_insert_with(|| p.stated_at(bytes, code, "place/ja-sentence"));
        }
    }

    fn place(self) -> Place {
        let Some((first, implied)) = self.cities.first() else {
            return Place { city: None, country: self.country, venue: None };
        };
        let mut names: Vec<String> = self.cities.iter().filter_map(|(c, _)| c.value.clone()).collect();
        names.dedup();
        if names.len() > 1 {
            let city = Fact::ambiguous(names, first.quote.clone(), first.span, "place/disagreement");
            return Place { city: Some(city), country: None, venue: None };
        }
        let inferred = implied
            .map(|code| Fact::inferred(code, first.quote.clone(), first.span, "place/country-of-city", &["country"]));
        Place { city: Some(first.clone()), country: self.country.or(inferred), venue: None }
    }
}

/// Whether a line names a meeting, as a title does.
pub(super) fn names_meeting(p: &Passage) -> bool {
    !p.text.text.is_ascii() && p.tokens.len() < 60 && title_name(p).is_some()
}

/// The name a title gives: 第4回「…」の開催, or without an ordinal 日・タイ外相会談（概要）.
fn title_name(p: &Passage) -> Option<Named> {
    names(p).into_iter().next().or_else(|| {
        let text = &p.text.text;
        let end = ["の開催", "の結果", "の概要", "の実施", "について", "（", "("]
            .iter()
            .filter_map(|e| text.find(e))
            .min()
            .unwrap_or(text.len());
        let words = text[..end].trim_end();
        let start = words
            .rfind(['、', '，', ' ', '\u{3000}'])
            .map_or(0, |i| i + words[i..].chars().next().map_or(1, char::len_utf8));
        let name = &words[start..];
        let headed = HEADS.iter().any(|h| name.ends_with(h)) && name.chars().count() > 4;
        headed.then_some(Named { name: start..words.len(), ordinal: None, end: words.len() })
    })
}

/// Without a title that names it: the first name in a sentence with a verb of meeting.
fn first_held(lines: &[Line], head: &Head) -> Option<(usize, Named)> {
    lines.iter().enumerate().skip(head.end).take(3).find_map(|(l, line)| {
        let named = names(line.p).into_iter().find(|n| n.ordinal.is_some())?;
        let rest = &line.p.text.text[named.end..];
        let sentence = rest.split('。').next().unwrap_or_default();
        VERBS.iter().any(|v| sentence.contains(v)).then_some((l, named))
    })
}

/// Every 第N回 with the name behind it.
fn names(p: &Passage) -> Vec<Named> {
    let text = p.text.text.as_str();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find('第') {
        let start = at + next;
        at = start + '第'.len_utf8();
        let Some((value, end)) = count(text, at) else { continue };
        // 日EU港湾会合(第2回)
        let open = text[..start].strip_suffix(['(', '（']).filter(|_| text[end..].starts_with([')', '）']));
        if let Some(name) = open.and_then(|before| body_before(text, before.len())) {
            let close = text[end..].chars().next().map_or(0, char::len_utf8);
            found.push(Named { end: end + close, name, ordinal: Some((value, start..end)) });
            at = end + close;
            continue;
        }
        // 「第3回 日泰農業担当省 定期対話」: the count inside the quotation marks
        let inside = text[..start].ends_with(['「', '『']);
        let (quoted, begin) = match text[end..].chars().next() {
            Some(c @ ('「' | '『')) => (true, end + c.len_utf8()),
            Some(c @ (' ' | '\u{3000}')) => (inside, end + c.len_utf8()),
            _ => (inside, end),
        };
        let name = if quoted { quoted_name(text, begin) } else { running_name(text, begin) };
        if let Some(name) = name {
            at = name.end;
            let end_of_name = name.end;
            let name = body_before(text, start).filter(|_| is_bare(&text[name.clone()])).unwrap_or(name);
            found.push(Named { end: end_of_name, name, ordinal: Some((value, start..end)) });
        }
    }
    found
}

/// Whether a name is no more than a noun for a meeting.
fn is_bare(name: &str) -> bool {
    matches!(name, "会議" | "会合" | "協議" | "総会" | "会談" | "交渉" | "本会議")
}

/// 日・タイ漁業委員会第4回会議: the body whose meeting is counted, right before the count.
fn body_before(text: &str, count: usize) -> Option<Range<usize>> {
    let before = &text[..count];
    let stop = |c: char| c.is_whitespace() || "、，,。「」『』（）()はがをにで".contains(c);
    let start = before.rfind(stop).map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
    let words = &before[start..];
    let headed = HEADS.iter().any(|h| words.ends_with(h)) && words.chars().count() > 4;
    headed.then_some(start..count)
}

/// The number of 第4回, 第４回 or 第四回, and the byte behind it.
fn count(text: &str, at: usize) -> Option<(u32, usize)> {
    let end = at + text[at..].find('回')?;
    let digits = &text[at..end];
    if digits.chars().count() > 3 {
        return None;
    }
    let value = digits.chars().try_fold(0_u32, |n, c| {
        Some(match c {
            '0'..='9' => n * 10 + (c as u32 - '0' as u32),
            '０'..='９' => n * 10 + (c as u32 - '０' as u32),
            '十' => n.max(1) * 10,
            _ => n / 10 * 10 + "〇一二三四五六七八九".chars().position(|d| d == c)? as u32,
        })
    })?;
    (value > 0).then_some((value, end + '回'.len_utf8()))
}

fn quoted_name(text: &str, begin: usize) -> Option<Range<usize>> {
    let end = begin + text[begin..].find(['」', '』'])?;
    (end > begin).then_some(begin..end)
}

/// A name in running text up to what ends it; it must end in a head noun.
fn running_name(text: &str, begin: usize) -> Option<Range<usize>> {
    let rest = &text[begin..];
    // の may stand inside a name: the end that leaves a head noun is the one
    let mut ends: Vec<usize> = ENDS.iter().filter_map(|e| rest.find(e)).collect();
    ends.push(rest.len());
    let more = rest.match_indices('の').map(|(i, _)| i).filter(|i| *i < 150);
    ends.extend(more);
    ends.sort_unstable();
    // ASEAN+3(日中韓)外相会議: a gloss inside the name
    if let Some(end) = behind_gloss(rest) {
        return Some(begin..begin + end);
    }
    let hard = ["が", "を", "は", "、", "，", ",", "。", "（", "(", "」", " ", "\u{3000}"]
        .iter()
        .filter_map(|e| rest.find(e))
        .min()
        .unwrap_or(rest.len());
    let end = ends.into_iter().filter(|e| *e <= hard).find(|e| HEADS.iter().any(|h| rest[..*e].ends_with(h)))?;
    Some(begin..begin + end)
}

/// The end of a name that goes on behind a short bracket, to a head noun.
fn behind_gloss(rest: &str) -> Option<usize> {
    let open = rest.find(['(', '（'])?;
    let stops =
        |words: &str| words.contains(['が', 'を', 'は', 'に', 'で', '、', '，', ',', '。', '」', ' ', '\u{3000}']);
    let close = open + rest[open..].find([')', '）'])?;
    let behind = close + rest[close..].chars().next().map_or(1, char::len_utf8);
    if open == 0
        || stops(&rest[..open])
        || rest[open..close].chars().count() > 12
        || HEADS.iter().any(|h| rest[..open].ends_with(h))
    {
        return None;
    }
    let tail = &rest[behind..];
    let end = tail
        .find(['が', 'を', 'は', 'に', 'で', 'の', '、', '，', ',', '。', '」', '(', '（', ' ', '\u{3000}'])
        .unwrap_or(tail.len());
    HEADS.iter().any(|h| tail[..end].ends_with(h)).then_some(behind + end)
}

/// Sentences as ranges of bytes.
fn sentences(p: &Passage) -> Vec<Range<usize>> {
    let text = p.text.text.as_str();
    let mut out = Vec::new();
    let mut start = 0;
    for (at, stop) in text.match_indices('。') {
        out.push(start..at + stop.len());
        start = at + stop.len();
    }
    if start < text.len() {
        out.push(start..text.len());
    }
    out
}

/// The verb of meeting of a sentence that names the meeting with no other ordinal.
fn verb_of(p: &Passage, sentence: &Range<usize>, key: &str, ordinal: Option<u32>) -> Option<Range<usize>> {
    let text = p.text.text.as_str();
    let words = &text[sentence.clone()];
    let named =
        names(p).into_iter().filter(|n| sentence.contains(&n.name.start)).find(|n| plain(&text[n.name.clone()]) == key);
    let after = match named {
        Some(n) if ordinal.is_some() && n.ordinal.as_ref().map(|o| o.0) != ordinal => return None,
        Some(n) => n.end,
        None => {
            // "会談を行った" tells of the meeting that the title calls 外相会談
            let spoken = HEADS.iter().find(|h| key.ends_with(*h)).and_then(|h| words.find(&format!("{h}を行")));
            let at =
                plain(words).contains(key).then_some(sentence.start).or_else(|| spoken.map(|i| sentence.start + i));
            at.or_else(|| {
                [
                    "本会合",
                    "本協議",
                    "本対話",
                    "本会議",
                    "同会合",
                    "同協議",
                    "同会議",
                    "標記会合",
                    "標記会議",
                    "標記協議",
                    "今回の",
                ]
                .iter()
                .find_map(|r| words.find(r).map(|i| sentence.start + i))
            })?
        }
    };
    let rest = &text[after..sentence.end];
    let (at, verb) = VERBS.iter().filter_map(|v| rest.find(v).map(|i| (after + i, *v))).min()?;
    Some(at..at + verb.len())
}

/// Dates before the verb; one that stands before の or ends a clause of its own is another thing's.
fn statements(at: usize, line: &Line, before: &Range<usize>, issued: Option<&Fact<Edtf>>) -> Vec<Claim> {
    let text = line.p.text.text.as_str();
    let mut out = Vec::new();
    for date in line.dates.iter().filter(|d| before.start <= d.bytes.start && d.bytes.end <= before.end) {
        let rest = &text[date.bytes.end..];
        let other =
            ["の第", "に採択", "に署名", "付け", "以降", "以来", "までに", "に発", "に合意", "に開始", "に設立"]
                .iter()
                .any(|w| rest.starts_with(w))
                || rest.starts_with('の')
                    && !rest.starts_with("の2日間")
                    && !rest.starts_with("の日程")
                    && !rest.starts_with("の両日")
                    && !rest.starts_with("の間");
        if !other && date.has_days() {
            out.extend(own_days(at, line, date, issued));
        }
    }
    out
}

/// Days of the meeting as claims.
fn own_days(at: usize, line: &Line, date: &DateWords, issued: Option<&Fact<Edtf>>) -> Vec<Claim> {
    let several = date.stretches().len() > 1;
    let claim = |fact| Claim { fact, weight: 3, several, line: at };
    meanings(line.p, date, date.rule, issued).into_iter().map(claim).collect()
}

/// Places before the verb: a city or country before において, で or にて.
fn place(p: &Passage, before: &Range<usize>, found: &mut Found) {
    let text = p.text.text.as_str();
    for particle in ["において", "に於いて", "にて", "で"] {
        for (i, _) in text[before.clone()].match_indices(particle) {
            let end = before.start + i;
            // "ニューデリー（インド）において": the bracket belongs to the place
            let bracketed = text[..end].ends_with(['）', ')']);
            let inner = if bracketed { text[..end].rfind(['（', '(']).unwrap_or(end) } else { end };
            let clause = cities::clause_start(text, before.start..inner);
            // 日本・東京、外務省公館にて: the house stands in a clause of its own
            let house = cities::ends_with_house(&text[clause..end]);
            let outer = || {
                let comma = text[before.start..clause].strip_suffix('、').filter(|_| house)?;
                let stop = before.start + comma.len();
                cities::place_in(text, cities::clause_start(text, before.start..stop)..stop)
            };
            if let Some((city, country)) = cities::place_in(text, clause..end).or_else(outer) {
                found.add(p, (city, country));
                return;
            }
        }
    }
}

fn mode_of(p: &Passage, sentence: &Range<usize>) -> Option<Fact<Mode>> {
    const WORDS: &[(&str, Mode)] = &[
        ("ハイブリッド", Mode::Hybrid),
        ("オンライン併用", Mode::Hybrid),
        ("オンラインを併用", Mode::Hybrid),
        ("対面及びオンライン", Mode::Hybrid),
        ("対面とオンライン", Mode::Hybrid),
        ("対面・オンライン", Mode::Hybrid),
        ("オンライン", Mode::Online),
        ("テレビ会議", Mode::Online),
        ("ビデオ会議", Mode::Online),
        ("ＴＶ会議", Mode::Online),
        ("TV会議", Mode::Online),
        ("電話会議", Mode::Online),
    ];
    let text = &p.text.text[sentence.clone()];
    WORDS
        .iter()
        .find_map(|(w, m)| text.find(w).map(|i| (sentence.start + i, w.len(), *m)))
        .map(|(at, len, m)| p.stated_at(at..at + len, m, "mode/ja-words"))
}

/// Held or to come, from the end of the sentence.
fn status_of(p: &Passage, verb: &Range<usize>, end: usize) -> Option<Fact<Status>> {
    let tail = &p.text.text[verb.start..end];
    let ahead = ["予定", "されます", "われます", "かれます", "します", "行います", "開きます", "臨みます", "開催する"]
        .iter()
        .any(|w| tail.contains(w));
    let ends_past = tail.trim_end_matches(['。', '\n', ' ']).ends_with('た');
    let past = ends_past || ["ました", "した", "った", "われた", "された", "かれた"].iter().any(|w| tail.contains(w));
    let status = match (past, ahead) {
        (true, _) => Status::Held,
        (false, true) => Status::Upcoming,
        _ => return None,
    };
    Some(p.stated_at(verb.clone(), status, "status/ja-tense"))
}

/// A name without the dots and spaces that are written or not.
fn plain(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}
