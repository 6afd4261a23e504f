//! Persons and chairs in Japanese, where titles stand around names without spaces or commas:
//! 山田太郎外務省海洋担当大使, ベトナム外務省グエン・バン・ナム(Mr. Nguyen Van Nam)局長.
//!
//! Handed: a passage. Gives: persons and chairs with their quotes. Knows nothing about other languages.

use super::super::passage::Passage;
use crate::lexicon::Class;
use crate::lexicon::japanese::name_at;
use crate::lexicon::japanese_offices::{body_prefix, ends_with_office};
use crate::model::{CountryCode, Fact, Officer, Person, Role};
use std::ops::Range;

/// A person or a country, as byte ranges of the passage's text.
#[derive(Debug, Clone)]
pub(super) struct Party {
    all: Range<usize>,
    honorific: Option<Range<usize>>,
    name: Option<Range<usize>>,
    title: Option<Range<usize>>,
    body: Option<Range<usize>>,
    country: Option<(CountryCode, Range<usize>)>,
}

/// Words that stand between the parties of a list.
const AND: &[&str] = &["及び", "並びに", "および", "ならびに", "と", "、", ",", "，", "・"];

/// Whether a passage is Japanese: it has kana.
pub(super) fn is_japanese(p: &Passage) -> bool {
    p.text.text.chars().any(|c| ('\u{3041}'..='\u{30ff}').contains(&c))
}

/// Every person and country of a passage, in order.
pub(super) fn parties(p: &Passage) -> Vec<Party> {
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
    countryman(text, at).or_else(|| foreigner(text, at)).or_else(|| official(text, at)).or_else(|| country(text, at))
}

/// A person after their country: インドネシアのブディ・サントソ(Mr. Budi Santoso)局長.
fn countryman(text: &str, at: usize) -> Option<Party> {
    let (n, code) = japanese_prefix(&text[at..])?;
    let words = at..at + n;
    let person = at + n + text[at + n..].strip_prefix('の').map(|_| 'の'.len_utf8())?;
    let party = foreigner(text, person).or_else(|| official(text, person))?;
    Some(Party { all: at..party.all.end, country: Some((code, words)), ..party })
}

/// Whether a phrase may begin at a byte: after punctuation, a particle, or a change of script.
fn begins_phrase(text: &str, at: usize) -> bool {
    let Some(before) = text[..at].chars().next_back() else { return true };
    let here = text[at..].chars().next();
    let hiragana = ('\u{3041}'..='\u{309f}').contains(&before);
    hiragana
        || !before.is_alphabetic() && before != 'ー'
        || here.is_some_and(|c| is_katakana(c) && !is_katakana(before))
}

const fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a0}'..='\u{30ff}')
}

const fn is_kanji(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '々')
}

/// A katakana name with its Latin form in brackets, after a body or before a title.
fn foreigner(text: &str, at: usize) -> Option<Party> {
    let country = japanese_prefix(&text[at..]).map(|(n, code)| (code, at..at + n));
    let after_country = country.as_ref().map_or(at, |(_, r)| r.end);
    let body_end = body_prefix(&text[after_country..]).map_or(after_country, |n| after_country + n);
    let name_end = span_of(text, body_end, |c| is_katakana(c) || c == '＝');
    let two_words = text[body_end..name_end].contains('・');
    if !two_words {
        return None;
    }
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
    let after_bracket = title_after(text, end);
    let mut body = some(at..body_end).filter(|_| body_end > after_country);
    let mut after_bracket = after_bracket;
    if let Some(title) = after_bracket.as_mut().filter(|_| body.is_none()) {
        // the body may also stand at the head of the title
        if let Some(n) = body_prefix(&text[title.clone()]).filter(|n| title.start + n < title.end) {
            body = Some(title.start..title.start + n);
            title.start += n;
        }
    }
    let title = latin.title.clone().or(after_bracket.clone()).or(before_bracket);
    let all = at..after_bracket.map_or(end, |r| r.end);
    Some(Party { all, honorific: latin.honorific, name: Some(latin.name), title, body, country })
}

fn is_open(c: char) -> bool {
    matches!(c, '(' | '（')
}

fn is_break(c: char) -> bool {
    matches!(c, '。' | '、' | ',' | '，' | '「' | '」' | ';' | '；')
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
        let country = japanese_prefix(&text[at..name_end]).is_some();
        let title = title_after(text, name_end + n).filter(|_| !country)?;
        let body = name_end..name_end + n;
        let japan = ("JP".parse().expect("two capitals"), body.clone());
        return Some(Party {
            all: at..title.end,
            honorific: None,
            name: Some(at..name_end),
            title: Some(title),
            body: Some(body),
            country: Some(japan),
        });
    }
    None
}

/// The title that begins at a byte: up to the last word of office before a particle, a comma or a full stop.
fn title_after(text: &str, at: usize) -> Option<Range<usize>> {
    let end = span_of(text, at, |c| !is_break(c) && !is_open(c) && !is_hiragana(c));
    // 及び and 並びに begin with a kanji
    let end = ["及", "並"].iter().filter_map(|a| text[at..end].strip_suffix(a)).next().map_or(end, |t| at + t.len());
    (end > at && ends_with_office(&text[at..end])).then_some(at..end)
}

const fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}')
}

fn country(text: &str, at: usize) -> Option<Party> {
    let (n, code) = japanese_prefix(&text[at..])?;
    let all = at..at + n;
    Some(Party { all: all.clone(), honorific: None, name: None, title: None, body: None, country: Some((code, all)) })
}

/// Length and code of the country's name at the beginning of a text.
fn japanese_prefix(text: &str) -> Option<(usize, CountryCode)> {
    match name_at(text, 0)? {
        (name, Class::Country(code)) => Some((name.len(), code)),
        _ => None,
    }
}

/// Number of characters a name or a title takes at most.
const LONGEST: usize = 80;

fn span_of(text: &str, at: usize, fits: impl Fn(char) -> bool) -> usize {
    let mut end = at;
    for c in text[at..].chars().take(LONGEST).take_while(|&c| fits(c)) {
        end += c.len_utf8();
    }
    end
}

fn some(range: Range<usize>) -> Option<Range<usize>> {
    (range.start < range.end).then_some(range)
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    some(start..start.max(range.start + words.trim_end().len()))
}

/// The chairs a passage names: 共同議長はAでした, AとBが議長を務めました, 議長:A.
pub(super) fn chairs(p: &Passage, parties: &[Party]) -> Vec<Officer> {
    let text = p.text.text.as_str();
    let mut officers = Vec::new();
    for (word, role) in [("共同議長", Role::CoChair), ("議長", Role::Chair)] {
        for (at, _) in text.match_indices(word) {
            let end = at + word.len();
            let inner = role == Role::Chair && text[..at].ends_with("共同") || text[..at].ends_with("副");
            if inner || !officers.is_empty() {
                continue;
            }
            let list = list_after(text, parties, end).or_else(|| list_before(text, parties, at, end));
            let Some(list) = list else { continue };
            let role = if list.len() > 1 { Role::CoChair } else { role };
            officers.extend(
                list.iter()
                    .map(|party| Officer { role: fact(p, at..end, role, "chairs/japanese"), person: chair(p, party) }),
            );
        }
    }
    officers
}

/// The list after 議長は, up to its end.
fn list_after<'p>(text: &str, parties: &'p [Party], end: usize) -> Option<Vec<&'p Party>> {
    let rest = &text[end..];
    let lead = ["は、", "は,", "は，", "は", "：", ":", "として"].iter().find(|l| rest.starts_with(**l))?;
    let mut at = end + lead.len();
    at += text[at..].len() - text[at..].trim_start().len();
    let mut list = Vec::new();
    while let Some(party) = parties.binary_search_by_key(&at, |x| x.all.start).ok().map(|k| &parties[k]) {
        list.push(party);
        let Some(and) = AND.iter().find(|a| text[party.all.end..].starts_with(**a)) else { break };
        at = party.all.end + and.len();
    }
    closes(text, &list).then_some(list)
}

/// After the list the sentence ends or goes on with a verb of serving: でした, が務め, です.
fn closes(text: &str, list: &[&Party]) -> bool {
    let Some(last) = list.last() else { return false };
    let rest = &text[last.all.end..];
    rest.is_empty() || ["で", "が", "。", "\n", "に", "氏"].iter().any(|e| rest.starts_with(e))
}

/// The list before が共同議長を務め, を議長として, の共同議長の下.
fn list_before<'p>(text: &str, parties: &'p [Party], at: usize, end: usize) -> Option<Vec<&'p Party>> {
    let serves = ["を務め", "をつとめ", "として", "の下", "のもと", "により", "による", "で開催", "となり"];
    if !serves.iter().any(|s| text[end..].starts_with(s)) {
        return None;
    }
    let particle = ["が", "を", "の", "が共同で", "がともに"].iter().find(|q| text[..at].ends_with(**q))?;
    let mut stop = at - particle.len();
    let mut list = Vec::new();
    while let Some(party) = parties.binary_search_by_key(&stop, |x| x.all.end).ok().map(|k| &parties[k]) {
        list.insert(0, party);
        let Some(and) = AND.iter().find(|a| text[..party.all.start].ends_with(**a)) else { break };
        stop = party.all.start - and.len();
    }
    // a comma before a single party only parts clauses
    (!list.is_empty()).then_some(list)
}

fn chair(p: &Passage, party: &Party) -> Person {
    let organization = party.body.clone().map(|b| text_fact(p, b, "people/japanese-body"));
    Person {
        name: party.name.clone().map(|n| text_fact(p, n, "people/japanese-name")),
        honorific: party.honorific.clone().map(|h| text_fact(p, h, "people/honorific")),
        title: party.title.clone().map(|t| text_fact(p, t, "people/japanese-title")),
        organization,
        country: party.country.clone().map(|(code, words)| country_fact(p, party, code, words)),
    }
}

/// A person who is no chair: the title with the body where it is held.
pub(super) fn other(p: &Passage, party: &Party) -> Option<Person> {
    party.name.as_ref()?;
    let whole = match (&party.body, &party.title) {
        (Some(b), Some(t)) if b.end == t.start => Some(b.start..t.end),
        (_, title) => title.clone(),
    };
    Some(Person { title: whole.map(|t| text_fact(p, t, "people/japanese-title")), ..chair(p, party) })
}

fn country_fact(p: &Passage, party: &Party, code: CountryCode, words: Range<usize>) -> Fact<CountryCode> {
    if party.name.is_none() {
        return fact(p, words, code, "chairs/japanese");
    }
    let span = p.text.source_span(words);
    Fact::inferred(code, p.source.slice(span), span, "people/country-from-japanese-body", &["country"])
}

fn text_fact(p: &Passage, range: Range<usize>, rule: &str) -> Fact<String> {
    let words = p.text.text[range.clone()].to_owned();
    fact(p, range, words, rule)
}

fn fact<T>(p: &Passage, range: Range<usize>, value: T, rule: &str) -> Fact<T> {
    let span = p.text.source_span(range);
    Fact::stated(value, p.source.slice(span), span, rule)
}
