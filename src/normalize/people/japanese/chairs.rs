//! Forms of telling a chair in Japanese: 共同議長はAとBでした, AとBが議長を務めました, 議長:A.
//!
//! Handed: a passage and its parties. Gives: officers. Knows nothing about other languages.

use super::super::super::passage::Passage;
use super::script::{country_prefix, is_kanji, is_katakana};
use super::{Party, chair, fact};
use crate::model::{Officer, Role};

/// Words that stand between the parties of a list.
const AND: &[&str] = &["及び", "並びに", "および", "ならびに", "と", "、", ",", "，", "・", "；", ";"];

/// Words for those in the chair; a longer one holds a shorter one.
const WORDS: &[(&str, Role)] = &[("共同議長", Role::CoChair), ("副議長", Role::ViceChair), ("議長", Role::Chair)];

/// The chairs a passage names.
pub(in super::super) fn chairs(p: &Passage, parties: &[Party]) -> Vec<Officer> {
    let text = p.text.text.as_str();
    let mut officers: Vec<Officer> = Vec::new();
    for &(word, role) in WORDS {
        for (at, _) in text.match_indices(word) {
            let end = at + word.len();
            let inner = role == Role::Chair && ["共同", "副"].iter().any(|w| text[..at].ends_with(w));
            let told = officers.iter().any(|o| o.role.value != Some(Role::ViceChair)) && role != Role::ViceChair;
            // each in brackets behind a name, and 日本側議長は…、ペルー側議長は…
            let tagged = text[..at].ends_with(['(', '（']) && text[end..].starts_with([')', '）']);
            let told = told && !tagged && !text[..at].ends_with('側');
            if inner || told || is_another_sitting(text, at) {
                continue;
            }
            let tag = || tagged.then(|| before_tag(text, parties, at)).flatten();
            let list = list_after(text, parties, end).or_else(|| list_before(text, parties, at, end)).or_else(tag);
            let Some(list) = list else { continue };
            let role = if list.len() > 1 && role == Role::Chair { Role::CoChair } else { role };
            officers.extend(
                list.iter()
                    .map(|party| Officer { role: fact(p, at..end, role, "chairs/japanese"), person: chair(p, party) }),
            );
        }
    }
    // one chair of each side, told one by one
    let chairs = officers.iter().filter(|o| o.role.value == Some(Role::Chair)).count();
    for role in officers.iter_mut().map(|o| &mut o.role).filter(|r| chairs > 1 && r.value == Some(Role::Chair)) {
        role.value = Some(Role::CoChair);
    }
    officers.sort_by_key(|o| o.person.name.as_ref().or(o.person.title.as_ref()).map(|f| f.span.start));
    officers
}

/// 松本太郎外務省審議官(共同議長): the party whose brackets hold the word.
fn before_tag<'p>(text: &str, parties: &'p [Party], at: usize) -> Option<Vec<&'p Party>> {
    let open = at - text[..at].chars().next_back().map_or(0, char::len_utf8);
    let k = parties.binary_search_by_key(&open, |x| x.all.end).ok()?;
    Some(vec![&parties[k]]).filter(|_| parties[k].name.is_some())
}

/// Whether the sentence speaks of the next or the last meeting: 次回, 前回.
fn is_another_sitting(text: &str, at: usize) -> bool {
    let sentence = text[..at].rfind('。').map_or(0, |i| i + '。'.len_utf8());
    ["次回", "前回", "次期", "前期"].iter().any(|w| text[sentence..at].contains(w))
}

/// The list after 議長は, up to its end.
fn list_after<'p>(text: &str, parties: &'p [Party], end: usize) -> Option<Vec<&'p Party>> {
    let rest = &text[end..];
    let leads = ["は、", "は,", "は，", "は", "には、", "には", "：", ":", "として、", "として", "　", "】", "]"];
    let lead = leads.iter().find(|l| rest.starts_with(**l))?;
    let mut at = end + lead.len();
    at += text[at..].len() - text[at..].trim_start().len();
    // 同国の: of the country told before, which the text does not name again
    at += ["同国の", "同"].iter().find(|w| text[at..].starts_with(**w)).map_or(0, |w| w.len());
    let mut list = Vec::new();
    while let Some(party) = parties.binary_search_by_key(&at, |x| x.all.start).ok().map(|k| &parties[k]) {
        // 、ペルー側議長は: the next side's own
        if !list.is_empty() && text[party.all.end..].starts_with('側') {
            return Some(list);
        }
        list.push(party);
        let Some(and) = AND.iter().find(|a| text[party.all.end..].starts_with(**a)) else { break };
        at = party.all.end + and.len();
    }
    // カンボジア王国のカオ・キムホン: the country of somebody whose name is not read, no country in the chair
    let unread = |x: &&&Party| x.name.is_none() && is_of_somebody(&text[x.all.end..]);
    if list.len() > 1 && list.last().filter(unread).is_some() {
        list.pop();
        return Some(list);
    }
    closes(text, &list).then_some(list)
}

/// A name in kana behind の.
fn is_of_somebody(rest: &str) -> bool {
    rest.strip_prefix('の').is_some_and(|name| name.starts_with(is_katakana))
}

/// After the list the sentence ends or goes on with a verb of serving: でした, が務め, です.
fn closes(text: &str, list: &[&Party]) -> bool {
    let Some(last) = list.last() else { return false };
    let rest = &text[last.all.end..];
    rest.is_empty() || ["で", "が", "。", "\n", "に", "氏", "の", "　"].iter().any(|e| rest.starts_with(e))
}

/// What follows the word where those before it serve.
const SERVES: &[&str] = &[
    "を務め",
    "をつとめ",
    "として",
    "の下",
    "のもと",
    "により",
    "による",
    "で開催",
    "となり",
    "となっ",
    "に就",
    "に選",
];

/// The list before が共同議長を務め, を議長として, の共同議長の下.
fn list_before<'p>(text: &str, parties: &'p [Party], at: usize, end: usize) -> Option<Vec<&'p Party>> {
    if !SERVES.iter().any(|s| text[end..].starts_with(s)) {
        return None;
    }
    let particle =
        ["が共同で", "がともに", "がそれぞれ", "が", "を", "の"].iter().find(|q| text[..at].ends_with(**q))?;
    let mut stop = before_bracket(text, before_count(text, at - particle.len()));
    let mut list = Vec::new();
    while let Some(party) = parties.binary_search_by_key(&stop, |x| x.all.end).ok().map(|k| &parties[k]) {
        list.insert(0, party);
        let start = before_body(text, before_side(text, party.all.start));
        let Some(and) = AND.iter().find(|a| text[..start].ends_with(**a)) else { break };
        // カオ・キムホン・カンボジア外務省長官: a name before the country of the office, not a list
        let named = *and == "・" && text[..start - and.len()].ends_with(is_katakana);
        if named && parties.binary_search_by_key(&(start - and.len()), |x| x.all.end).is_err() {
            return None;
        }
        stop = before_bracket(text, start - and.len());
    }
    // a comma before a single party only parts clauses
    (!list.is_empty()).then_some(list)
}

/// Where the body of a party begins that no list of bodies has: ベトナム海上警察の.
fn before_body(text: &str, at: usize) -> usize {
    let Some(words) = text[..at].strip_suffix('の') else { return at };
    let run = words.char_indices().rev().take(24).take_while(|(_, c)| is_kanji(*c) || is_katakana(*c));
    let start = run.last().map_or(at, |(i, _)| i);
    let listed = AND.iter().any(|a| text[..start].ends_with(*a));
    if listed && country_prefix(&text[start..]).is_some() { start } else { at }
}

/// Where a bracket begins that ends at a byte: 大臣(開発庁長官).
fn before_bracket(text: &str, at: usize) -> usize {
    let Some(inside) = text[..at].strip_suffix([')', '）']) else { return at };
    let near = inside.char_indices().rev().take(40).find(|(_, c)| matches!(c, '(' | '（' | '。'));
    near.filter(|(_, c)| *c != '。').map_or(at, |(open, _)| open)
}

/// Where the list ends before の3名, の両名.
fn before_count(text: &str, at: usize) -> usize {
    let Some(rest) = ["名", "氏", "者"].iter().find_map(|w| text[..at].strip_suffix(w)) else { return at };
    let count = rest.trim_end_matches(|c: char| c.is_numeric() || "両二三四五".contains(c));
    match count.strip_suffix('の') {
        Some(list) if count.len() < rest.len() => list.len(),
        _ => at,
    }
}

/// Where a party begins with the side it is named for: ベトナム側からは, 日本側は.
fn before_side(text: &str, at: usize) -> usize {
    let Some(rest) = ["側からは", "側から", "側は", "からは"].iter().find_map(|w| text[..at].strip_suffix(w))
    else {
        return at;
    };
    let name = |&n: &usize| {
        rest.is_char_boundary(n) && country_prefix(&rest[n..]).is_some_and(|(len, _)| n + len == rest.len())
    };
    (rest.len().saturating_sub(60)..rest.len()).find(name).unwrap_or(at)
}
