//! Words that make up names, and words that end them.

use crate::lexicon::Class;
use crate::lexicon::token::Shape;
use crate::lexicon::word_set::WordSet;
use crate::normalize::passage::Passage;
use std::ops::Range;

/// "(PALM9)", "(JWG-CTTC)", "(ISM on CTTC)": brackets around an abbreviation.
pub(in crate::normalize::meeting) fn abbreviation(p: &Passage, at: usize) -> Option<Range<usize>> {
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
    let roman = super::ordinal::roman(p.word(open)).is_some() && close == open + 1;
    let plain = !roman && (open..close).all(|i| !matches!(p.word(i), "," | ";" | ":"));
    let place = starts_place(p, open) && !is_short_for(p, at, open);
    (capital && plain && !place && !is_date(p, open)).then_some(at..close + 1)
}

/// "Republic of Korea (ROK)": a country's letters behind its name.
fn is_short_for(p: &Passage, bracket: usize, open: usize) -> bool {
    let country = |i: usize, end: Option<usize>| {
        p.at(i).find_map(|(len, c)| match c {
            Class::Country(code) if end.is_none_or(|e| i + len == e) => Some(code),
            _ => None,
        })
    };
    let short = country(open, None);
    short.is_some()
        && p.tokens[open].end - p.tokens[open].start <= 5
        && (1..=6).filter_map(|n| bracket.checked_sub(n)).any(|i| country(i, Some(bracket)) == short)
}

/// The start of an abbreviation in brackets that ends right before a token.
pub(super) fn abbreviation_before(p: &Passage, end: usize, floor: usize) -> Option<usize> {
    if p.word(end - 1) != ")" {
        return None;
    }
    let open = (floor.max(end.saturating_sub(9))..end).rev().find(|&i| p.word(i) == "(")?;
    (abbreviation(p, open)?.end == end).then_some(open)
}

/// "(Prime Ministers)" of "Heads of Government (Prime Ministers) Council": a gloss inside a name, which goes on behind it.
pub(super) fn gloss(p: &Passage, at: usize) -> Option<Range<usize>> {
    if p.word(at) != "(" {
        return None;
    }
    let close = (at + 2..(at + 7).min(p.tokens.len())).find(|&i| p.word(i) == ")")?;
    let inside = |i: usize| p.tokens[i].is_capital() && !starts_place(p, i) && !is_date(p, i) || p.small(i) == "and";
    let goes_on = p.tokens.get(close + 1).is_some_and(|t| t.is_capital()) && !is_stop(p.word(close + 1));
    let head = (close + 1..close + 4)
        .take_while(|&i| p.tokens.get(i).is_some_and(|t| t.is_capital()))
        .any(|i| p.at(i).any(|(_, c)| matches!(c, Class::Meeting | Class::Body)));
    (goes_on && head && (at + 1..close).all(inside)).then_some(at..close + 1)
}

/// The start of a gloss that ends right before a token.
pub(super) fn gloss_before(p: &Passage, end: usize, floor: usize) -> Option<usize> {
    if p.word(end - 1) != ")" {
        return None;
    }
    let open = (floor.max(end.saturating_sub(7))..end).rev().find(|&i| p.word(i) == "(")?;
    (gloss(p, open)?.end == end).then_some(open)
}

/// Whether a country, city or region begins at a token.
pub(in crate::normalize::meeting) fn starts_place(p: &Passage, at: usize) -> bool {
    p.at(at).any(|(_, c)| matches!(c, Class::City(_) | Class::Country(_)))
}

/// Whether a month or weekday begins at a token.
pub(in crate::normalize::meeting) fn is_date(p: &Passage, at: usize) -> bool {
    p.at(at).any(|(_, c)| matches!(c, Class::Month(_) | Class::Weekday(_)))
}

/// A single capital, as in "U.S.".
pub(super) fn is_initial(p: &Passage, at: usize) -> bool {
    p.tokens.get(at).is_some_and(|t| t.shape == Shape::Upper && t.end - t.start == 1)
}

/// Small words that join the parts of a name.
pub(super) fn is_connector(word: &str) -> bool {
    matches!(word, "and" | "of" | "the" | "for" | "in" | "on" | "to" | "against" | "de" | "la" | "sur" | "et" | "y")
}

/// Small words that may stand in a meeting's name without a capital, and say nothing about which meeting it is.
pub(in crate::normalize::meeting) fn is_generic(word: &str) -> bool {
    static WORDS: WordSet = WordSet::new(&[
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
        "vice",
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
        "standing",
        "expanded",
        "enlarged",
    ]);
    WORDS.holds(word)
}

/// Whether words say only what many meetings are.
pub(super) fn only_generic(p: &Passage, range: Range<usize>) -> bool {
    range.clone().all(|i| {
        let word = p.small(i);
        matches!(
            word,
            "annual"
                | "regular"
                | "ordinary"
                | "virtual"
                | "joint"
                | "plenary"
                | "formal"
                | "hybrid"
                | "online"
                | "official"
                | "standing"
                | "expanded"
                | "-"
        )
    })
}

/// Words that begin with a capital only because a sentence or a headline does.
pub(in crate::normalize::meeting) fn is_stop(word: &str) -> bool {
    static WORDS: WordSet = WordSet::new(&[
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
        "next",
        "upcoming",
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
        "attend",
        "lead",
        "join",
        "conclude",
        "complete",
        "deepen",
        "begin",
        "resume",
        "reconvene",
        "reconvenes",
        "agree",
        "celebrate",
        "boost",
        "kick",
        "kicks",
        "off",
        "photo",
        "schedule",
        "convene",
        "agenda",
        "announcement",
        "invitation",
        "deadline",
        "period",
        "concerning",
        "entitled",
        "ends",
        "ended",
        "begins",
        "began",
        "starts",
        "closes",
        "closed",
        "calls",
        "agrees",
        "adopts",
        "endorses",
        "urges",
        "several",
        "further",
        "additional",
    ]);
    WORDS.holds(word)
}

/// The words of a range for comparing names: lower case, singular, countries as codes; without small words, marks, words
/// that many names share, and abbreviations in brackets.
pub(in crate::normalize::meeting) fn key(p: &Passage, range: Range<usize>) -> Vec<String> {
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
        let word = p.small(i);
        if p.tokens[i].shape != Shape::Mark && !small(word) {
            key.push(singular(word).to_owned());
        }
        i += 1;
    }
    key
}

/// "Ministers of Fisheries", "Heads of Postal Services", "Rivers National Security Chiefs": people, who are no meeting by
/// themselves.
pub(super) fn begins_with_people(p: &Passage, at: usize) -> bool {
    const PEOPLE: [&str; 20] = [
        "ministers",
        "heads",
        "directors",
        "governors",
        "leaders",
        "officials",
        "experts",
        "chiefs",
        "representatives",
        "secretaries",
        "presidents",
        "advisers",
        "advisors",
        "commissioners",
        "regulators",
        "envoys",
        "ambassadors",
        "coordinators",
        "speakers",
        "chairs",
    ];
    let people = |i: usize| PEOPLE.contains(&p.small(i));
    if people(at) && p.small(at + 1) == "of" {
        return true;
    }
    let joined = |i: usize| {
        p.tokens.get(i).is_some_and(|t| t.is_capital())
            || matches!(p.word(i), "-" | "‐" | "and" | "'" | "’" | "s" | "&" | "+")
    };
    let end = (at..at + 14).find(|&i| !joined(i)).unwrap_or(at + 14);
    let last = (at..end).rev().find(|&i| p.tokens[i].is_word() && p.word(i) != "s");
    last.is_some_and(people)
}

/// "Heads of Government Council", "Heads of Government (Prime Ministers) Council": a body named after its people.
pub(super) fn is_peoples_body(p: &Passage, of: &Range<usize>) -> bool {
    let named = |&i: &usize| p.tokens[i].is_capital() || matches!(p.word(i), "of" | "and" | "(" | ")");
    let body = |i: usize| p.at(i).any(|(_, c)| c == Class::Body);
    let inner = |i: usize| p.small(i - 1) != "of";
    (of.start + 3..of.end).take_while(named).any(|i| body(i) && inner(i))
}

/// Words with single spaces.
pub(in crate::normalize::meeting) fn tidy(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 3 && !stem.ends_with('s') => stem,
        _ => word,
    }
}
