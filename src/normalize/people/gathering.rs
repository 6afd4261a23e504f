//! The meeting a note is about, as words: which phrases mean it, and which mean another body.
//!
//! Handed: the meeting's facts and a view. Gives: whether a noun means this meeting. Knows nothing about people.

use super::super::meeting::Meeting;
use super::super::passage::Reading;
use super::view::View;
use crate::lexicon::sorts::Sorts;
use crate::lexicon::token::Shape;
use crate::lexicon::word_set::WordSet;
use crate::lexicon::{Class, LEXICON};
use std::collections::BTreeSet;
use std::ops::Range;

/// This meeting's words.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    /// Words of its name, in small letters, without the small ones.
    words: BTreeSet<String>,
    /// Its short names ("TTC").
    acronyms: BTreeSet<String>,
    /// Which of its series it is.
    ordinal: Option<u32>,
    /// Whether the note gives it a name, so that it is certain that the note is about one meeting.
    pub(super) named: bool,
}

/// Those that any meeting may be called by.
const ANY: &[&str] = &[
    "meeting",
    "meetings",
    "event",
    "session",
    "sessions",
    "talks",
    "gathering",
    "discussion",
    "discussions",
    "proceedings",
    "ministerial",
    "consultation",
    "consultations",
    "dialogue",
    "conference",
    "plenary",
    "round",
    "call",
    "videoconference",
];

/// Nouns for meetings in Japanese titles.
const JAPANESE: &[&str] = &[
    "対話",
    "協議",
    "会合",
    "会議",
    "会談",
    "フォーラム",
    "サミット",
    "セミナー",
    "作業部会",
    "委員会",
    "評議会",
    "理事会",
];

/// No name is longer than this to one side of its noun.
const LONGEST: usize = 24;

/// Nouns for parts of a meeting, which have chairs of their own.
static PARTS: WordSet = WordSet::new(&[
    "session",
    "sessions",
    "plenary",
    "round",
    "panel",
    "discussion",
    "discussions",
    "workshop",
    "roundtable",
]);

/// Words that say nothing of which meeting is meant.
static EMPTY: WordSet = WordSet::new(&[
    "the",
    "of",
    "and",
    "on",
    "for",
    "in",
    "a",
    "an",
    "to",
    "this",
    "its",
    "our",
    "annual",
    "level",
    "high",
    "first",
    "new",
    "regular",
    "special",
    "inaugural",
    "joint",
    "at",
    "s",
    "official",
    "officials",
    "day",
    "two",
    "held",
    "today",
    "these",
    "third",
    "second",
    "fourth",
    "with",
    "between",
    "virtual",
    "online",
    "ministerial",
    "formal",
    "informal",
    "overall",
]);

impl Gathering {
    /// From the meeting's name, else from the note's title if it names a meeting.
    pub(super) fn of(reading: &Reading, meeting: &Meeting) -> Self {
        let names = meeting.claims.names.iter().chain(&meeting.event.name);
        let ordinal = meeting.event.ordinal.as_ref().and_then(|o| o.value);
        let mut gathering = Self { named: meeting.event.name.is_some(), ordinal, ..Self::default() };
        names.filter_map(|f| f.value.as_deref()).for_each(|n| gathering.add(n));
        let title = meeting.title.as_ref().and_then(|t| t.value.as_deref());
        if let Some(title) = title.filter(|t| JAPANESE.iter().any(|noun| t.contains(noun))) {
            gathering.named = true;
            gathering.words.insert(title.to_owned());
        }
        title.filter(|t| gathering.named || names_a_meeting(t)).into_iter().for_each(|t| gathering.add(t));
        if gathering.words.is_empty() && title.is_none() {
            reading
                .passages
                .iter()
                .take(3)
                .map(|p| p.text.text.as_str())
                .filter(|t| names_a_meeting(t))
                .for_each(|t| gathering.add(t));
        }
        gathering.find_acronyms(reading);
        gathering
    }

    /// Whether a word is one of its name's.
    pub(super) fn holds(&self, word: &str) -> bool {
        self.words.contains(&word.to_lowercase())
    }

    /// Whether nothing tells what meeting the note is about.
    pub(super) fn is_unknown(&self) -> bool {
        self.words.is_empty()
    }

    fn add(&mut self, name: &str) {
        for word in name.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 1) {
            let lower = word.to_lowercase();
            if word.len() >= 3
                && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
                && name.chars().any(char::is_lowercase)
                && !is_group_or_country(word)
            {
                self.acronyms.insert(lower.clone());
            }
            if !EMPTY.contains(&lower) {
                self.words.insert(lower);
            }
        }
    }

    /// Short names that stand in brackets after the name: "North American Drug Dialogue (NADD)".
    fn find_acronyms(&mut self, reading: &Reading) {
        for p in &reading.passages {
            for (i, w) in p.tokens.windows(2).enumerate() {
                let text = &p.text.text;
                let upper = w[1].shape == Shape::Upper && w[1].end - w[1].start >= 3;
                if upper && i > 0 && w[0].of(text) == "(" {
                    let before = (i.saturating_sub(8)..i).filter(|&k| self.words.contains(p.small(k))).count();
                    if before >= 2 {
                        self.acronyms.insert(w[1].of(text).to_lowercase());
                    }
                }
            }
        }
    }

    /// Whether the words of a range mean this meeting: its name or part of it, its short name, or "the Meeting".
    pub(super) fn is_meant(&self, v: &View, range: Range<usize>) -> bool {
        if self.is_another_of_the_series(v, range.clone()) {
            return false;
        }
        let words = || range.clone().filter(|&k| v.is_word(k));
        if !self.acronyms.is_empty() && words().any(|k| self.acronyms.contains(v.p.small(k))) {
            return true;
        }
        let numbered = range.clone().any(|k| ordinal_at(v, k).is_some());
        let telling = words().filter(|&k| {
            let w = v.p.small(k);
            let empty = w.len() < 2 || EMPTY.contains(w) || is_suffix(w);
            !empty && (!numbered || !is_ordinal(v, &range, w))
        });
        let (mut known, mut all, mut noun, mut foreign) = (0_usize, 0_usize, false, false);
        for k in telling {
            let (w, general) = (v.p.small(k), is_meeting_at(v, k));
            let own = self.words.contains(w);
            foreign |= general && !own && !ANY.contains(&w);
            if !own && PARTS.contains(w) {
                return false;
            }
            noun |= general || v.sort(k, Sorts::BODY_NOUN);
            all += 1;
            known += usize::from(general || own);
        }
        let indefinite = range.clone().next().is_some_and(|k| v.is(k, &["a", "an"]));
        let named = known >= 3 && known * 10 >= all * 6;
        // "the Regional Forum" in a note on a dialogue; "the Forum" alone may be another word for it
        let telling = |k| v.word(k).len() > 1 && !is_meeting_at(v, k) && !v.is(k, &["the"]);
        let other = foreign && self.named && words().any(telling);
        noun && !other && !indefinite && all > 0 && (known == all || named)
    }

    /// "the Fifth Talks" in a note on the sixth.
    fn is_another_of_the_series(&self, v: &View, range: Range<usize>) -> bool {
        let Some(own) = self.ordinal else { return false };
        let mut numbers = range.filter_map(|k| ordinal_at(v, k)).peekable();
        numbers.peek().is_some() && numbers.all(|n| n != own)
    }

    /// Whether a range of tokens speaks of this meeting somewhere.
    pub(super) fn is_spoken_of(&self, v: &View, range: Range<usize>) -> bool {
        range.clone().any(|k| self.noun(v, k) && self.is_meant(v, phrase_around(v, k, range.clone())))
    }

    /// Whether a noun that may mean a meeting or a body stands at a token.
    pub(super) fn noun(&self, v: &View, k: usize) -> bool {
        is_noun(v, k) || (!self.acronyms.is_empty() && self.acronyms.contains(v.p.small(k))) || is_acronym(v, k)
    }
}

/// Whether a word is a noun for any meeting.
pub(super) fn is_meeting(word: &str) -> bool {
    LEXICON.lists(word, Sorts::MEETING_NOUN)
}

fn is_meeting_at(v: &View, k: usize) -> bool {
    v.sort(k, Sorts::MEETING_NOUN) || is_plural(v, k)
}

fn is_noun(v: &View, k: usize) -> bool {
    v.sort(k, Sorts::MEETING_NOUN.or(Sorts::BODY_NOUN)) || is_plural(v, k)
}

/// Meetings held as one ("the 14th and 15th Summits").
fn is_plural(v: &View, k: usize) -> bool {
    v.is_capital(k) && v.is(k, &["summits", "conferences", "dialogues", "forums", "workshops", "seminars"])
}

/// A word all in capitals that may be a body's short name; countries and groups are none.
fn is_acronym(v: &View, k: usize) -> bool {
    v.token(k).is_some_and(|t| t.shape == Shape::Upper && t.end - t.start >= 3)
        && v.country(k).is_none()
        && v.group(k).is_none()
}

/// The number an ordinal tells, in words ("Sixth") or in figures ("6th").
fn ordinal_at(v: &View, k: usize) -> Option<u32> {
    if v.sort(k, Sorts::ORDINAL) {
        return v.phrase(k, |c| if let Class::Ordinal(n) = c { Some(n) } else { None }).map(|(_, n)| n);
    }
    let figures = v.token(k).is_some_and(|t| t.shape == Shape::Digits) && is_suffix(v.p.small(k + 1));
    if figures { v.word(k).parse().ok() } else { None }
}

fn is_suffix(small: &str) -> bool {
    matches!(small, "st" | "nd" | "rd" | "th")
}

fn is_ordinal(v: &View, range: &Range<usize>, word: &str) -> bool {
    range.clone().any(|k| v.word(k).eq_ignore_ascii_case(word) && ordinal_at(v, k).is_some())
}

/// "ASEAN", "USA": those who meet, no name of the meeting.
fn is_group_or_country(word: &str) -> bool {
    LEXICON.begins(word).iter().any(|(_, class)| matches!(class, Class::Group(_) | Class::Country(_)))
}

fn names_a_meeting(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(is_meeting)
}

/// The noun phrase around a noun at `k`: capitals and small binding words to the left and right, within `limit`.
pub(super) fn phrase_around(v: &View, k: usize, limit: Range<usize>) -> Range<usize> {
    let part = |i: usize| {
        v.is_capital(i)
            || v.token(i).is_some_and(|t| t.shape == Shape::Digits)
            || v.is_hyphen(i)
            || v.is_apostrophe(i)
            || v.word(i) == "." && v.glued(i) && i > 0 && v.word(i - 1).len() == 1 && v.is_capital(i - 1)
            || v.is(i, &["st", "nd", "rd", "th", "s"])
    };
    let small = |i: usize| v.is(i, &["of", "on", "for", "and"]);
    let adjective = |i: usize| {
        is_noun(v, i)
            || v.phrase(i, |c| matches!(c, Class::Ordinal(_)).then_some(())).is_some()
            || EMPTY.contains(v.word(i))
    };
    let limit = limit.start.max(k.saturating_sub(LONGEST))..limit.end.min(k + LONGEST);
    let mut start = k;
    while start > limit.start {
        let i = start - 1;
        let binds = small(i) && i > limit.start && part(i - 1) && (part(i + 1) || v.is(i + 1, &["the"]));
        if part(i)
            || binds
            || (adjective(i)
                && !small(i)
                && !v.is(i, &["in", "at", "to", "with", "held", "a", "an", "today", "the", "between"]))
        {
            start = i;
        } else if v.is(i, &["the", "this", "our", "a", "an", "its", "these"]) {
            start = i;
            break;
        } else {
            break;
        }
    }
    let mut end = k + 1;
    while end < limit.end {
        // "the Talks on 3 May": a date is no part of the name
        let dated = |k: usize| v.calendar(k) || v.token(k).is_some_and(|t| t.shape == Shape::Digits);
        let binds = small(end)
            && end + 1 < limit.end
            && !dated(end + 1)
            && (part(end + 1) || v.is(end + 1, &["the"]) && part(end + 2));
        if (part(end) && !v.is_apostrophe(end)) || binds || (v.is(end, &["the"]) && small(end - 1)) {
            end += 1;
        } else {
            break;
        }
    }
    start..end
}
