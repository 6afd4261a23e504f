//! Finds the phrases that name meetings and bodies: an ordinal, capitalized words, a head noun, and what it is about.
//!
//! "the Seventh ARF Inter-Sessional Meeting on Counter-Terrorism and Transnational Crime (ISM on CTTC)" is one phrase
//! with the ordinal 7; "the meeting" is one without a name.

use crate::lexicon::Class;
use crate::lexicon::token::Shape;
use crate::normalize::passage::Passage;
use std::ops::Range;

/// What a phrase's head says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A meeting.
    Meeting,
    /// A body that meets.
    Body,
}

/// A phrase that names a meeting or a body, or refers to one.
#[derive(Debug, Clone)]
pub(super) struct Named {
    /// Tokens of the whole phrase, an ordinal included, an article left out.
    pub(super) tokens: Range<usize>,
    /// Tokens of its name: no ordinal, no abbreviation in brackets behind it.
    pub(super) name: Range<usize>,
    /// Its ordinal and the tokens that say it.
    pub(super) ordinal: Option<(u32, Range<usize>)>,
    /// The head noun.
    pub(super) head: Range<usize>,
    /// What the head says it is.
    pub(super) sort: Sort,
    /// The abbreviation in brackets behind it.
    pub(super) abbreviation: Option<Range<usize>>,
    /// Whether there is a name beside the head.
    pub(super) proper: bool,
    /// Words of the name for comparing: lower case, singular, small words left out.
    pub(super) key: Vec<String>,
}

/// Finds every phrase in a passage, in order and without overlap.
pub(super) fn scan(p: &Passage) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut at = 0;
    while at < p.tokens.len() {
        match head(p, at) {
            Some((len, sort)) => {
                let floor = found.last().map_or(0, |n| n.tokens.end);
                let named = phrase(p, at..at + len, sort, floor);
                at = named.tokens.end.max(at + len);
                found.push(named);
            }
            None => at += 1,
        }
    }
    found
}

fn head(p: &Passage, at: usize) -> Option<(usize, Sort)> {
    let before = at.checked_sub(1).map(|i| p.word(i).to_lowercase()).unwrap_or_default();
    // a means of meeting or a meeting with reporters is no meeting
    if matches!(before.as_str(), "video" | "press" | "news" | "audio" | "telephone") || is_round_of_something(p, at) {
        return None;
    }
    p.at(at).find_map(|(len, class)| match class {
        Class::Meeting => Some((len, Sort::Meeting)),
        Class::Body => Some((len, Sort::Body)),
        _ => None,
    })
}

/// "round" heads a meeting's name only before "of the … Dialogue".
fn is_round_of_something(p: &Passage, at: usize) -> bool {
    let round = matches!(p.word(at).to_lowercase().as_str(), "round" | "rounds");
    let meeting = |i: usize| p.at(i).any(|(_, c)| matches!(c, Class::Meeting | Class::Body));
    round && !(p.word(at + 1).eq_ignore_ascii_case("of") && (at + 2..at + 12).any(meeting))
}

fn phrase(p: &Passage, first: Range<usize>, sort: Sort, floor: usize) -> Named {
    let (head, sort) = last_head(p, first, sort);
    let left = Left::read(p, head.start, floor);
    let right = Right::read(p, head.end);
    let tokens = left.ordinal.as_ref().map_or(left.start, |o| o.1.start)..right.end;
    let bare_of = matches!(right.of, Some(ref of) if left.start == head.start || only_generic(p, left.start..head.start))
        && sort == Sort::Meeting;
    let name = match right.of {
        // "the 10th meeting of the BIMSTEC Joint Working Group" is a meeting of that name
        Some(of) if bare_of => of,
        _ => left.start..body_end(p, left.start, &head, right.name_end),
    };
    let key = key(p, name.clone());
    let named = left.start < head.start && !(left.start..head.start).all(|i| is_generic(p.word(i)) || p.word(i) == "-");
    let proper = bare_of || named || right.about || right.of_anything;
    Named { tokens, name, ordinal: left.ordinal, head, sort, abbreviation: right.abbreviation, proper, key }
}

/// "Trilateral Fentanyl Committee Meeting" is named after its committee; the last word is no part of the name.
fn body_end(p: &Passage, start: usize, head: &Range<usize>, end: usize) -> usize {
    let generic = matches!(p.word(head.start).to_lowercase().as_str(), "meeting" | "meetings" | "session" | "sessions");
    if !generic || head.end != end {
        return end;
    }
    let body = (start..head.start)
        .find(|&i| p.at(i).any(|(len, class)| i + len == head.start && class == Class::Body) && i > start);
    if body.is_some() { head.start } else { end }
}

/// The last head of a run of capitalized words: the "Meeting" of "Regional Forum Inter-Sessional Meeting".
fn last_head(p: &Passage, first: Range<usize>, sort: Sort) -> (Range<usize>, Sort) {
    let (mut head, mut kind) = (first.clone(), sort);
    let mut i = first.end;
    while i < first.end + 12 && i < p.tokens.len() {
        if let Some((len, sort)) = self::head(p, i) {
            head = i..i + len;
            kind = sort;
            i += len;
            continue;
        }
        let bracketed = abbreviation(p, i);
        if let Some(group) = bracketed {
            i = group.end;
            continue;
        }
        let word = p.word(i);
        let joins = p.tokens[i].is_capital() && !is_stop(word) && !starts_place(p, i)
            || p.tokens[i].shape == Shape::Mixed
            || is_generic(word)
            || matches!(word, "-" | "‐" | "–" | "/") && !p.tokens[i].spaced
            || matches!(word, "'" | "’")
            || word == "s" && !p.tokens[i].spaced;
        if !joins {
            break;
        }
        i += 1;
    }
    (head, kind)
}

/// What stands before a head.
struct Left {
    start: usize,
    ordinal: Option<(u32, Range<usize>)>,
}

impl Left {
    fn read(p: &Passage, head: usize, floor: usize) -> Self {
        let mut start = head;
        let mut i = head;
        while i > floor {
            if let Some(ordinal) = ordinal_before(p, i, floor) {
                return Self { start, ordinal: Some(ordinal) };
            }
            let word = p.word(i - 1);
            let token = p.tokens[i - 1];
            if token.is_word() {
                let small = word.to_lowercase();
                if matches!(small.as_str(), "and" | "of" | "for") {
                    if !joins_names(p, i - 1, floor, &small) {
                        break;
                    }
                    i -= 1;
                    continue;
                }
                if small == "s" && i >= 2 && matches!(p.word(i - 2), "'" | "’") {
                    i -= 2;
                    continue;
                }
                let name = token.shape != Shape::Lower && !is_stop(word) && !ends_date(p, i - 1);
                if !name && !is_generic(&small) {
                    break;
                }
                start = i - 1;
                i -= 1;
            } else if token.shape == Shape::Digits {
                // "ASEAN+3", "G20", "Action Plan 63": digits glued to a word
                let glued = !token.spaced && i >= 2;
                if !glued {
                    break;
                }
                i -= 1;
            } else if let Some(group) = abbreviation_before(p, i, floor) {
                i = group;
            } else if matches!(word, "-" | "‐" | "–" | "—" | "/" | "&" | "+" | "'" | "’")
                || word == "." && i >= 2 && !token.spaced && is_initial(p, i - 2)
            {
                i -= 1;
            } else {
                break;
            }
        }
        Self { start, ordinal: None }
    }
}

/// Whether "and", "of" or "for" at a token joins two parts of a name: a capitalized word stands before it.
fn joins_names(p: &Passage, at: usize, floor: usize, small: &str) -> bool {
    let Some(before) = at.checked_sub(1).filter(|&b| b >= floor) else { return false };
    let token = p.tokens[before];
    let capital = matches!(token.shape, Shape::Capitalized | Shape::Upper | Shape::Mixed);
    capital
        && !is_stop(p.word(before))
        && !ends_date(p, before)
        && (small == "and" || !p.at(before).any(|(_, c)| matches!(c, Class::Document | Class::Meeting | Class::Body)))
}

/// What stands behind a head.
struct Right {
    end: usize,
    name_end: usize,
    abbreviation: Option<Range<usize>>,
    /// The name after "of", without its article.
    of: Option<Range<usize>>,
    /// Whether it says what the meeting is about.
    about: bool,
    /// Whether it says whose the meeting is.
    of_anything: bool,
}

impl Right {
    fn read(p: &Passage, head_end: usize) -> Self {
        let mut me =
            Self { end: head_end, name_end: head_end, abbreviation: None, of: None, about: false, of_anything: false };
        let mut i = head_end;
        loop {
            if let Some(group) = abbreviation(p, i) {
                me.abbreviation = me.abbreviation.or(Some(group.start + 1..group.end - 1));
                i = group.end;
                me.end = i;
                continue;
            }
            let word = p.word(i).to_lowercase();
            if !matches!(word.as_str(), "of" | "on" | "for" | "against") {
                break;
            }
            let article = usize::from(matches!(p.word(i + 1).to_lowercase().as_str(), "the" | "their"));
            let begin = i + 1 + article;
            let end = capital_run(p, begin, word != "of");
            if end == begin {
                break;
            }
            if word == "of" && me.name_end == head_end {
                me.of = Some(begin..end);
            } else if let Some(of) = &mut me.of {
                of.end = end;
            }
            me.about |= word != "of";
            me.of_anything |= word == "of";
            me.end = end;
            me.name_end = end;
            i = end;
        }
        me
    }
}

/// The end of a run of capitalized words with small words between them; `begin` itself if none starts there.
fn capital_run(p: &Passage, begin: usize, mut lists: bool) -> usize {
    let mut end = begin;
    let mut i = begin;
    while i < p.tokens.len() {
        let word = p.word(i);
        let token = p.tokens[i];
        // a topic may list, a body's name does not
        lists |= matches!(word.to_lowercase().as_str(), "on" | "against");
        let name = matches!(token.shape, Shape::Capitalized | Shape::Upper | Shape::Mixed)
            || (token.shape == Shape::Digits && !token.spaced);
        if name {
            if is_stop(word) && !is_connector(&word.to_lowercase()) || starts_date(p, i) {
                break;
            }
            if i > begin
                && starts_place(p, i)
                && !is_connector(&p.word(i - 1).to_lowercase())
                && !matches!(p.word(i - 1), "-" | "–" | "/" | "&")
            {
                break;
            }
            if is_connector(&word.to_lowercase()) {
                // connectives of names in capitals
                i += 1;
                continue;
            }
            end = i + 1;
            i += 1;
            continue;
        }
        if let Some(group) = abbreviation(p, i) {
            i = group.end;
            continue;
        }
        let small = word.to_lowercase();
        let joins = match word {
            "-" | "‐" | "–" | "/" | "&" | "'" | "’" => true,
            "." => !token.spaced && i > begin && is_initial(p, i - 1),
            "," => lists && list_goes_on(p, i),
            _ => is_connector(&small) && !(small == "in" && starts_place(p, i + 1)),
        };
        let possessive = small == "s" && matches!(p.word(i - usize::from(i > 0)), "'" | "’");
        if possessive || word == "." && joins {
            end = i + 1;
        } else if !joins {
            break;
        }
        i += 1;
    }
    // a possessive or plural mark at the very end ("Leaders’") belongs to the name
    end
}

/// Whether a comma inside "on People Smuggling, Trafficking in Persons and …" joins a further topic.
fn list_goes_on(p: &Passage, comma: usize) -> bool {
    let next = comma + 1;
    let topic = p.tokens.get(next).is_some_and(|t| matches!(t.shape, Shape::Capitalized | Shape::Upper));
    if !topic || starts_place(p, next) || starts_date(p, next) || is_stop(p.word(next)) {
        return false;
    }
    let person = p
        .at(next)
        .any(|(_, c)| matches!(c, Class::Honorific | Class::Rank | Class::Office { .. } | Class::Organization));
    // an "and" with a further capitalized topic must close the list
    !person
        && (next..(next + 14).min(p.tokens.len()))
            .take_while(|&i| !matches!(p.word(i), "." | ";" | ":" | "("))
            .any(|i| p.word(i).eq_ignore_ascii_case("and") && p.tokens.get(i + 1).is_some_and(|t| t.is_capital()))
}

/// "(PALM9)", "(JWG-CTTC)", "(ISM on CTTC)": brackets around an abbreviation.
pub(super) fn abbreviation(p: &Passage, at: usize) -> Option<Range<usize>> {
    if p.word(at) != "(" {
        return None;
    }
    let mut open = at + 1;
    while matches!(p.word(open), "“" | "\"" | "‘" | "'" | "*") {
        open += 1;
    }
    let token = p.tokens.get(open)?;
    let capital = token.shape == Shape::Upper || token.shape == Shape::Mixed;
    let close = (open..(open + 8).min(p.tokens.len())).find(|&i| p.word(i) == ")")?;
    let plain = (open..close).all(|i| !matches!(p.word(i), "," | ";" | ":"));
    (capital && plain && !starts_place(p, open) && !starts_date(p, open)).then_some(at..close + 1)
}

/// The start of an abbreviation in brackets that ends right before a token.
fn abbreviation_before(p: &Passage, end: usize, floor: usize) -> Option<usize> {
    if p.word(end - 1) != ")" {
        return None;
    }
    let open = (floor.max(end.saturating_sub(9))..end).rev().find(|&i| p.word(i) == "(")?;
    (abbreviation(p, open)?.end == end).then_some(open)
}

/// The ordinal that ends right before a token: "6th", "Twenty-Second", "inaugural", and its tokens.
fn ordinal_before(p: &Passage, end: usize, floor: usize) -> Option<(u32, Range<usize>)> {
    for len in (1..=4).filter(|l| end >= floor + l) {
        let at = end - len;
        let hit = p.at(at).find_map(|(l, c)| match c {
            Class::Ordinal(n) if l == len => Some(n),
            _ => None,
        });
        // prefer "twenty-second" to "second"
        if let Some(n) = hit {
            let longer = (len + 1..=4).filter(|l| end >= floor + l).find_map(|l| {
                p.at(end - l).find_map(|(m, c)| match c {
                    Class::Ordinal(n) if m == l => Some((n, end - l..end)),
                    _ => None,
                })
            });
            return Some(longer.unwrap_or((n, at..end)));
        }
    }
    numeral_ordinal_before(p, end, floor)
}

/// "6th", "21<sup>st</sup>".
fn numeral_ordinal_before(p: &Passage, end: usize, floor: usize) -> Option<(u32, Range<usize>)> {
    let suffix =
        |i: usize| matches!(p.word(i).to_lowercase().as_str(), "st" | "nd" | "rd" | "th" | "e" | "ème" | "a" | "o");
    let digits = |i: usize| {
        let t = p.tokens.get(i).filter(|t| t.shape == Shape::Digits && t.end - t.start <= 3)?;
        t.of(&p.text.text).parse::<u32>().ok().filter(|n| *n > 0)
    };
    if end >= floor + 2 && suffix(end - 1) && !p.tokens[end - 1].spaced {
        return digits(end - 2).map(|n| (n, end - 2..end));
    }
    let sup = end >= floor + 9 && p.word(end - 1) == ">" && p.word(end - 2) == "sup" && suffix(end - 5);
    if sup {
        return digits(end - 9).map(|n| (n, end - 9..end));
    }
    None
}

/// Whether a country, city or region begins at a token.
pub(super) fn starts_place(p: &Passage, at: usize) -> bool {
    p.at(at).any(|(_, c)| matches!(c, Class::City(_) | Class::Country(_)))
}

fn starts_date(p: &Passage, at: usize) -> bool {
    p.at(at).any(|(_, c)| matches!(c, Class::Month(_) | Class::Weekday(_)))
}

fn ends_date(p: &Passage, at: usize) -> bool {
    p.at(at).any(|(_, c)| matches!(c, Class::Month(_) | Class::Weekday(_)))
}

/// A single capital, as in "U.S.".
fn is_initial(p: &Passage, at: usize) -> bool {
    p.tokens.get(at).is_some_and(|t| t.shape == Shape::Upper && t.end - t.start == 1)
}

fn is_connector(word: &str) -> bool {
    matches!(word, "and" | "of" | "the" | "for" | "in" | "on" | "to" | "against" | "de" | "la" | "sur" | "et" | "y")
}

/// Small words that may stand in a meeting's name without a capital, and say nothing about which meeting it is.
pub(super) fn is_generic(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "annual",
        "joint",
        "ministerial",
        "informal",
        "formal",
        "special",
        "high",
        "level",
        "inter",
        "sessional",
        "virtual",
        "bilateral",
        "trilateral",
        "quadrilateral",
        "senior",
        "working",
        "regular",
        "extraordinary",
        "strategic",
        "plenary",
        "general",
        "official",
        "officials",
        "ordinary",
        "hybrid",
        "online",
        "biennial",
    ];
    let small = word.to_lowercase();
    WORDS.contains(&small.as_str())
}

fn only_generic(p: &Passage, range: Range<usize>) -> bool {
    range.clone().all(|i| {
        let word = p.word(i).to_lowercase();
        matches!(
            word.as_str(),
            "annual" | "regular" | "ordinary" | "virtual" | "joint" | "plenary" | "formal" | "hybrid" | "online" | "-"
        )
    })
}

/// Words that begin with a capital only because a sentence or a headline does.
pub(super) fn is_stop(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "the",
        "this",
        "that",
        "these",
        "those",
        "our",
        "its",
        "his",
        "her",
        "their",
        "in",
        "on",
        "at",
        "from",
        "during",
        "following",
        "under",
        "to",
        "by",
        "with",
        "after",
        "before",
        "as",
        "we",
        "it",
        "a",
        "an",
        "via",
        "about",
        "hosts",
        "hosted",
        "host",
        "holds",
        "held",
        "completes",
        "completed",
        "announces",
        "announcing",
        "announced",
        "attends",
        "attending",
        "opens",
        "concludes",
        "concluded",
        "convenes",
        "convened",
        "issue",
        "issues",
        "joins",
        "marks",
        "welcomes",
        "launches",
        "launch",
        "participates",
        "leads",
        "chairs",
        "regarding",
        "ahead",
        "between",
        "hold",
        "supports",
        "releases",
        "final",
        "draft",
        "of",
        "and",
        "for",
        "who",
        "where",
        "when",
        "is",
        "was",
        "were",
        "are",
        "will",
        "co",
        "strengthens",
        "advances",
        "addresses",
        "discuss",
        "discusses",
        "reaffirm",
        "reaffirms",
        "meets",
        "met",
        "remarks",
        "readout",
        "statement",
        "outcomes",
        "outcome",
        "results",
        "overview",
        "summary",
        "report",
        "since",
        "through",
        "both",
        "all",
        "annually",
        "today",
        "yesterday",
        "participants",
    ];
    let small = word.to_lowercase();
    WORDS.contains(&small.as_str())
}

/// The words of a range for comparing names: lower case, singular, countries as codes; without small words, marks, words
/// that many names share, and abbreviations in brackets.
pub(super) fn key(p: &Passage, range: Range<usize>) -> Vec<String> {
    let small = |w: &str| {
        matches!(
            w,
            "the" | "of" | "and" | "for" | "on" | "in" | "a" | "s" | "to" | "virtual" | "annual" | "joint" | "online"
        )
    };
    let mut key = Vec::new();
    let mut i = range.start;
    while i < range.end {
        if let Some(group) = abbreviation(p, i) {
            i = group.end;
            continue;
        }
        let country = p.at(i).find_map(|(len, c)| match c {
            Class::Country(code) | Class::Demonym(code) if i + len <= range.end => Some((len, code)),
            _ => None,
        });
        if let Some((len, code)) = country {
            key.push(code.as_str().to_owned());
            i += len;
            continue;
        }
        let word = p.word(i).to_lowercase();
        if p.tokens[i].shape != Shape::Mark && !small(&word) {
            key.push(singular(&word).to_owned());
        }
        i += 1;
    }
    key
}

/// Words with single spaces.
pub(super) fn tidy(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 3 && !stem.ends_with('s') => stem,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, SourceNote, Text};
    use crate::normalize::passage::Reading;
    use crate::source::SourceFile;

    fn names(text: &str) -> Vec<String> {
        let source = SourceFile::from_text("t.txt", text);
        let blocks = vec![Block::Paragraph { text: Text::verbatim(text, 0) }];
        let note = SourceNote { source, front: Vec::new(), blocks };
        let reading = Reading::new(&note);
        let p = &reading.passages[0];
        scan(p)
            .iter()
            .filter(|n| n.proper)
            .map(|n| format!("{} #{}", p.words(n.name.clone()), n.ordinal.as_ref().map_or(0, |o| o.0)))
            .collect()
    }

    #[test]
    fn names_part_from_ordinals_bodies_and_headlines() {
        for (text, expected) in [
            ("The 6th ASEAN-Japan Counter-Terrorism Dialogue was held", "ASEAN-Japan Counter-Terrorism Dialogue #6"),
            (
                "the 10th meeting of the BIMSTEC Joint Working Group on Counter Terrorism (JWG-CT) began",
                "BIMSTEC Joint Working Group on Counter Terrorism #10",
            ),
            (
                "SIXTH MINISTERIAL CONFERENCE OF THE BALI PROCESS ON PEOPLE SMUGGLING, TRAFFICKING IN PERSONS AND RELATED TRANSNATIONAL CRIME",
                "MINISTERIAL CONFERENCE OF THE BALI PROCESS ON PEOPLE SMUGGLING, TRAFFICKING IN PERSONS AND RELATED TRANSNATIONAL CRIME #6",
            ),
            (
                "Chair's Statement of the Second Mekong-Japan Foreign Ministers' Meeting",
                "Mekong-Japan Foreign Ministers' Meeting #2",
            ),
            (
                "Readout of the Third Trilateral Fentanyl Committee Meeting between the United States and Canada",
                "Trilateral Fentanyl Committee #3",
            ),
            (
                "hosted the Seventh ARF Inter-Sessional Meeting on Counter-Terrorism and Transnational Crime (ISM on CTTC) on 4 May",
                "ARF Inter-Sessional Meeting on Counter-Terrorism and Transnational Crime #7",
            ),
            (
                "Treasury Completes Fourth Argentina-United States Dialogue on Illicit Finance",
                "Argentina-United States Dialogue on Illicit Finance #4",
            ),
            ("by Spokesperson Emily Horne on Quad Senior Cyber Group Meeting", "Quad Senior Cyber Group #0"),
            (
                "the inaugural meeting of the U.S.-Japan-ROK Economic Security Dialogue in Honolulu",
                "U.S.-Japan-ROK Economic Security Dialogue #1",
            ),
            (
                "The fourth Ministerial meeting of the Trade and Technology Council (“TTC”) took place",
                "Ministerial meeting of the Trade and Technology Council #4",
            ),
            ("the Twenty-Seventh Meeting of the ASEAN Regional Forum (ARF) came together", "ASEAN Regional Forum #27"),
            ("the meeting in Tokyo", ""),
        ] {
            assert_eq!(names(text).join("; "), expected, "{text}");
        }
    }
}
