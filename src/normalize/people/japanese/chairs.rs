//! Forms of telling a chair in Japanese: 共同議長はAとBでした, AとBが議長を務めました, 議長:A.
//!
//! Handed: a passage and its parties. Gives: officers. Knows nothing about other languages.

use super::super::super::passage::Passage;
use super::script::{country_prefix, is_kanji, is_katakana};
use super::{Party, chair, fact};
use crate::model::{Officer, Role};

/// Words that stand between the parties of a list.
const AND: &[&str] = &[
    "が、",
    "が,",
    "が，",
    "と、",
    "と,",
    "と，",
    "及び",
    "並びに",
    "および",
    "ならびに",
    "と",
    "、",
    ",",
    "，",
    "・",
    "；",
    ";",
];

/// Words for those in the chair; a longer one holds a shorter one.
const WORDS: &[(&str, Role)] = &[
    ("共同議長", Role::CoChair),
    ("副議長", Role::ViceChair),
    ("議長", Role::Chair),
    ("首席代表", Role::DelegationHead),
    ("代表団長", Role::DelegationHead),
    ("団長", Role::DelegationHead),
];

/// The chairs a passage names.
pub(in super::super) fn chairs(p: &Passage, parties: &[Party]) -> Vec<Officer> {
    let text = p.text.text.as_str();
    let mut officers: Vec<Officer> = Vec::new();
    for &(word, role) in WORDS {
        for (at, _) in text.match_indices(word) {
            let end = at + word.len();
            let inner = WORDS.iter().any(|(w, _)| w.len() > word.len() && text[..end].ends_with(w));
            let heads = |role: Option<Role>| role == Some(Role::DelegationHead);
            let alike = |o: &Officer| heads(o.role.value) == heads(Some(role)) && o.role.value != Some(Role::ViceChair);
            let told = officers.iter().any(alike) && role != Role::ViceChair;
            // each in brackets behind a name, and 日本側議長は…、ペルー側議長は…
            let open = before_whose(text, at);
            let tagged = text[..open].ends_with(['(', '（']) && text[end..].starts_with([')', '）']);
            let told = told && !tagged && !text[..at].ends_with('側');
            if inner || told || is_another_sitting(text, at) {
                continue;
            }
            let tag = || tagged.then(|| before_tag(text, parties, open)).flatten();
            let list = list_after(text, parties, end).or_else(|| list_before(text, parties, at, end)).or_else(tag);
            let Some(list) = list else { continue };
            // a country leads no delegation
            if heads(Some(role)) && list.iter().any(|party| party.name.is_none()) {
                continue;
            }
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

/// Where 日本側 begins before a word, so that (日本側首席代表) is a tag like (首席代表).
fn before_whose(text: &str, at: usize) -> usize {
    let Some(rest) = text[..at].strip_suffix('側') else { return at };
    whose_start(rest).unwrap_or(at)
}

/// Where the country begins that a text ends with: 日本, フランス, EU.
fn whose_start(rest: &str) -> Option<usize> {
    let name = |&n: &usize| {
        rest.is_char_boundary(n) && country_prefix(&rest[n..]).is_some_and(|(len, _)| n + len == rest.len())
    };
    let body = ["EU", "ＥＵ", "ASEAN", "GCC"].iter().find_map(|w| rest.strip_suffix(w)).map(str::len);
    body.or_else(|| (rest.len().saturating_sub(60)..rest.len()).find(name))
}

/// The byte behind 日本側が, フランス側からは at a byte, or the byte.
fn behind_side(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let body = ["我が国", "我が方", "先方", "EU", "ＥＵ"].iter().find(|w| rest.starts_with(**w)).map(|w| w.len());
    let Some(n) = body.or_else(|| country_prefix(rest).map(|(n, _)| n)) else { return at };
    let tails = ["側からは", "側から", "側は", "側が", "からは", "から"];
    let Some(tail) = tails.iter().find(|t| rest[n..].starts_with(**t)) else { return at };
    let end = at + n + tail.len();
    let comma = text[end..].chars().next().filter(|c| matches!(c, '、' | ',' | '，')).map_or(0, char::len_utf8);
    end + comma
}

/// The byte behind 本年のASEAN議長国である at a byte: what a country is, before somebody of it.
fn behind_aside(text: &str, at: usize) -> usize {
    let near = text[at..].char_indices().take(24).take_while(|(_, c)| !matches!(c, '。' | '、' | ',' | '，'));
    let end = near.last().map_or(at, |(i, c)| at + i + c.len_utf8());
    let aside = ["議長国である", "主催国である", "開催国である"];
    aside.iter().find_map(|w| text[at..end].find(w).map(|i| at + i + w.len())).unwrap_or(at)
}

/// The byte behind the brackets at a byte: 大使(総合外交政策局参事官).
fn behind_bracket(text: &str, at: usize) -> usize {
    if !text[at..].starts_with(['(', '（']) {
        return at;
    }
    let near = text[at..].char_indices().take(120).find(|(_, c)| matches!(c, ')' | '）' | '。'));
    near.filter(|(_, c)| *c != '。').map_or(at, |(i, c)| at + i + c.len_utf8())
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
    at = behind_aside(text, behind_side(text, at));
    while let Some(party) = parties.binary_search_by_key(&at, |x| x.all.start).ok().map(|k| &parties[k]) {
        // 、ペルー側議長は: the next side's own
        if !list.is_empty() && text[party.all.end..].starts_with('側') {
            return Some(list);
        }
        list.push(party);
        let after = behind_bracket(text, party.all.end);
        let Some(and) = AND.iter().find(|a| text[after..].starts_with(**a)) else { break };
        at = behind_aside(text, behind_side(text, after + and.len()));
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
    let rest = text[behind_bracket(text, last.all.end)..].trim_start_matches(' ');
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
    "でした",
    "である",
    "であった",
    "であり",
    "です。",
];

/// The list before が共同議長を務め, を議長として, の共同議長の下.
fn list_before<'p>(text: &str, parties: &'p [Party], at: usize, end: usize) -> Option<Vec<&'p Party>> {
    if !SERVES.iter().any(|s| text[end..].starts_with(s)) {
        return None;
    }
    let at = before_adverbs(text, at);
    let particle = ["が", "を", "の"].iter().find(|q| text[..at].ends_with(**q))?;
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

/// Where the words begin that stand between the particle and the word: それぞれ, 出席し、, 今回の.
fn before_adverbs(text: &str, at: usize) -> usize {
    const BETWEEN: &[&str] = &[
        "共同で",
        "ともに",
        "共に",
        "それぞれ",
        "出席し",
        "参加し",
        "今回の",
        "本会合の",
        "会合の",
        "本協議の",
        "協議の",
        "本対話の",
        "対話の",
        "会議の",
        "、",
        ",",
        "，",
    ];
    let mut start = at;
    while let Some(n) = BETWEEN.iter().find(|w| text[..start].ends_with(**w)).map(|w| w.len()) {
        start -= n;
    }
    // 日本の共同議長: what stands before is no particle of a list
    if ["が", "を"].iter().any(|q| text[..start].ends_with(q)) { start } else { at }
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
    let before = text[..at].trim_end_matches(['、', ',', '，']);
    let sides = ["側からは", "側から", "側は", "側が", "からは", "から"];
    let Some(rest) = sides.iter().find_map(|w| before.strip_suffix(w)) else { return at };
    let own = ["我が国", "我が方", "先方"].iter().find_map(|w| rest.strip_suffix(w)).map(str::len);
    own.or_else(|| whose_start(rest)).unwrap_or(at)
}
