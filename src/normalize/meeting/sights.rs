//! What is seen in each passage before anything is asked: names, dates, places and the verbs of meeting.

use super::names::{self, Named};
use super::places::{self, PlaceWords};
use super::verbs::{PEOPLE, hold};
use crate::lexicon::Class;
use crate::lexicon::sorts::Sorts;
use crate::lexicon::token::Shape;
use crate::lexicon::word_set::WordSet;
use crate::normalize::dates::{self, DateWords};
use crate::normalize::passage::{Passage, Reading};
use std::ops::Range;

/// A line of the note with what is seen in it.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// Its place among the lines.
    pub(super) index: usize,
    /// The words.
    pub(super) p: &'a Passage<'a>,
    /// Names and references to meetings and bodies.
    pub(super) names: Vec<Named>,
    /// Dates.
    pub(super) dates: Vec<DateWords>,
    /// Places that are no part of a name.
    pub(super) places: Vec<PlaceWords>,
    /// Cues of its sentences, by token.
    pub(super) cues: Vec<Cue>,
}

/// A word that says what the dates and places near it belong to.
#[derive(Debug, Clone)]
pub(super) struct Cue {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// What it is.
    pub(super) sort: CueSort,
}

/// The sorts of cues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CueSort {
    /// A name or reference: index into the line's names.
    Name(usize),
    /// A verb of meeting.
    Hold {
        /// Its meeting stands before it ("was held", "met"), not behind it ("hosted").
        subject_first: bool,
        /// Whether the meeting is still to come.
        future: bool,
    },
    /// A noun that links a meeting with its place or day ("the venue of").
    Link,
    /// Another verb, or a noun for something else that has a date.
    Other,
}

/// Looks at every line: the title of the front matter first, then the passages in reading order.
pub(super) fn lines<'a>(reading: &'a Reading<'a>) -> Vec<Line<'a>> {
    let field = |key: &str| reading.front.iter().find(|(k, _)| *k == key).map(|(_, p)| p);
    let front = ["title", "subtitle", "date"].into_iter().filter_map(field);
    front.chain(&reading.passages).enumerate().map(|(index, p)| line(index, p)).collect()
}

/// Looks at one line.
fn line<'a>(index: usize, p: &'a Passage<'a>) -> Line<'a> {
    let names = names::scan(p);
    let dates = dates::scan(p);
    let places = places::scan(p, &names);
    let cues = cues(p, &names);
    Line { index, p, names, dates, places, cues }
}

fn cues(p: &Passage, names: &[Named]) -> Vec<Cue> {
    debug_assert!(p.lists(Sorts::HOLD, |at| hold(p, at, p.small(at)).is_some()), "a verb of meeting is not listed");
    let mut cues = Vec::new();
    let planned = p.holds(Sorts::PUT_OFF);
    let mut next = 0;
    let mut at = 0;
    loop {
        let word =
            if planned { (at..p.tokens.len()).find(|&i| p.is(i, CUES) || is_planned(p, i)) } else { p.next(at, CUES) };
        if let Some(n) = names.get(next).filter(|n| word.is_none_or(|word| n.tokens.start <= word)) {
            cues.push(Cue { tokens: n.tokens.clone(), sort: CueSort::Name(next) });
            at = at.max(n.tokens.end);
            next += 1;
            continue;
        }
        let Some(word) = word else { return cues };
        match cue(p, word) {
            Some((len, sort)) => {
                cues.push(Cue { tokens: word..word + len, sort });
                at = word + len;
            }
            None => at = word + 1,
        }
    }
}

/// Sorts of words that can be a cue whatever stands before them.
const CUES: Sorts = Sorts::HOLD
    .or(Sorts::OTHER_VERB)
    .or(Sorts::LINK)
    .or(Sorts::PAST)
    .or(Sorts::DOCUMENT)
    .or(Sorts::FUND)
    .or(Sorts::OCCURRENCE);

fn cue(p: &Passage, at: usize) -> Option<(usize, CueSort)> {
    if !p.tokens[at].is_word() {
        return None;
    }
    let word = p.small(at);
    // "Convening of the Eighth Meeting": a heading's noun without a tense
    if matches!(word, "convening" | "holding") && p.word(at + 1).eq_ignore_ascii_case("of") {
        return None;
    }
    if is_of_another_noun(p, at, word) || is_put_off(p, at) {
        return Some((1, CueSort::Other));
    }
    if let Some((len, subject_first)) = p.is(at, Sorts::HOLD).then(|| hold(p, at, word)).flatten() {
        let future = is_future(p, at);
        // "will meet again in 2023": the next time
        let sort = if future && p.word(at + len) == "again" {
            CueSort::Other
        } else {
            CueSort::Hold { subject_first, future }
        };
        return Some((len, sort));
    }
    let before = at.checked_sub(1).map(|i| p.small(i)).unwrap_or_default();
    if p.is(at, Sorts::LINK) && matches!(before, "the" | "as" | "its" | "whose") {
        return Some((1, CueSort::Link));
    }
    if p.is(at, Sorts::DOCUMENT.or(Sorts::FUND).or(Sorts::OCCURRENCE)) {
        return Some((1, CueSort::Other));
    }
    let verb = p.tokens[at].shape == Shape::Lower
        && (p.is(at, Sorts::OTHER_VERB) || p.is(at, Sorts::PAST) && !NOT_VERBS.contains(word));
    // "the Governments, represented by officials, held": who stands in for the subject, no verb of its own
    let aside = before == "," && matches!(p.word(at + 1), "by" | "with") && !matches!(word, "followed" | "preceded");
    (verb && !aside).then_some((1, CueSort::Other))
}

/// "the discussions held in Reykjavik": the participle belongs to the noun before it.
fn is_of_another_noun(p: &Passage, at: usize, word: &str) -> bool {
    let participle = matches!(word, "held" | "hosted" | "convened" | "organized" | "organised" | "conducted");
    let Some(before) = at.checked_sub(1).filter(|_| participle) else { return false };
    let noun = p.tokens[before].shape == Shape::Lower
        && p.word(before).ends_with('s')
        && !matches!(p.word(before), "was" | "has" | "is" | "as");
    let meeting =
        p.at(before).any(|(_, c)| matches!(c, Class::Meeting | Class::Body)) || PEOPLE.contains(&p.word(before));
    // "the Group focused on ships convened in Oslo for its ninth meeting"
    let its_meeting = word == "convened"
        && (at + 2..at + 14)
            .take_while(|&i| !matches!(p.word(i), "." | ";" | ","))
            .any(|i| p.word(i) == "for" && matches!(p.word(i + 1), "its" | "their"));
    noun && !meeting && !its_meeting && matches!(p.word(at + 1), "in" | "at" | "on" | "by" | "between" | "during")
}

/// "which was originally to be held in May": what did not come about.
fn is_put_off(p: &Passage, at: usize) -> bool {
    // "previously met with the Minister on 16 July"
    let before = at.checked_sub(1).map(|i| p.word(i)).unwrap_or_default();
    let verb = matches!(p.word(at), "met" | "held" | "hosted" | "convened" | "gathered" | "chaired" | "attended");
    if matches!(before, "previously" | "formerly" | "earlier" | "last") && verb {
        return true;
    }
    p.holds(Sorts::PUT_OFF) && is_planned(p, at)
}

/// "originally scheduled to": what such words were said of within the same clause.
fn is_planned(p: &Passage, at: usize) -> bool {
    (1..=6).filter_map(|i| at.checked_sub(i)).take_while(|&i| !matches!(p.word(i), "." | ";" | ",")).any(|i| {
        p.is(i, Sorts::PUT_OFF)
            && (i..at).any(|j| matches!(p.word(j), "to" | "scheduled" | "planned" | "expected" | "due"))
    })
}

/// "will be held", "to host", "is scheduled to meet".
fn is_future(p: &Passage, at: usize) -> bool {
    if word_is_set_for(p, at) || is_appointed(p, at) {
        return true;
    }
    const WORDS: [&str; 25] = [
        "will",
        "shall",
        "scheduled",
        "planned",
        "plans",
        "expected",
        "slated",
        "celebrará",
        "tiendra",
        "organisera",
        "organizará",
        "llevará",
        "accueillera",
        "acogerá",
        "albergará",
        "desarrollará",
        "sesionará",
        "tiendront",
        "celebrarán",
        "realizará",
        "déroulera",
        "réunira",
        "réuniront",
        "reunirá",
        "reunirán",
    ];
    let word = p.small(at);
    let at = verb_start(p, at);
    let infinitive = at > 0 && p.word(at - 1) == "to" || at > 1 && p.word(at - 1) == "be" && p.word(at - 2) == "to";
    // "met in Mexico City to convene the Dialogue" looks back
    let looks_back = (at.saturating_sub(16)..at).any(|i| {
        matches!(
            p.word(i),
            "met" | "gathered" | "came" | "convened" | "traveled" | "travelled" | "joined" | "assembled"
        )
    });
    // "I was pleased to host the ministers today", "I welcomed the chance to meet"
    let told = (at.saturating_sub(8)..at).rev().take_while(|&i| !matches!(p.word(i), "." | ";" | ",")).any(|i| {
        let word = p.word(i);
        matches!(word, "was" | "were") && !matches!(p.word(i + 1), "to" | "originally" | "due")
            || p.tokens[i].shape == Shape::Lower && word.len() > 4 && word.ends_with("ed") && !PLANS.contains(&word)
    });
    let infinitive = infinitive && !looks_back && !told;
    if is_governed_from_afar(p, at) {
        return true;
    }
    WORDS[7..].contains(&word)
        || infinitive
        || (1..=5)
            .filter_map(|i| at.checked_sub(i))
            .take_while(|&i| !matches!(p.word(i), "." | ";" | ","))
            .any(|i| WORDS.contains(&p.small(i)) || p.word(i) == "set" && p.word(i + 1) == "to")
}

/// Where "co-chair" begins, if what stands before it does not look back: "has arrived in Graz to co-chair", but not "led a
/// delegation to Graz to co-chair", "it was our honour to co-chair".
fn verb_start(p: &Passage, at: usize) -> usize {
    let Some(co) = at.checked_sub(2).filter(|&i| p.word(at - 1) == "-" && p.small(i) == "co") else { return at };
    let before = (co.saturating_sub(24)..co).rev().take_while(|&i| !matches!(p.word(i), "." | ";"));
    let past = |i: usize| {
        p.is(i, Sorts::PAST.or(Sorts::OTHER_VERB)) && p.tokens[i].shape == Shape::Lower
            || matches!(p.word(i), "was" | "were")
    };
    let arrived = |i: usize| p.word(i) == "arrived" && i > 0 && matches!(p.word(i - 1), "has" | "have");
    if before.into_iter().any(|i| past(i) && !arrived(i)) { at } else { co }
}

/// "is set for 3 May": a plan.
fn word_is_set_for(p: &Passage, at: usize) -> bool {
    p.word(at) == "set" && p.word(at + 1) == "for" && at > 0 && !matches!(p.word(at - 1), "was" | "were")
}

/// "is scheduled for 3 May": the participle itself looks ahead, but for "was".
fn is_appointed(p: &Passage, at: usize) -> bool {
    let before = at.checked_sub(1).map(|i| p.small(i)).unwrap_or_default();
    matches!(p.word(at), "scheduled" | "slated" | "planned" | "fixed")
        && !matches!(before, "was" | "were" | "had" | "been")
}

/// "will, on Monday, 13 July, in Graz, host": a bare verb whose "will" stands before an aside.
fn is_governed_from_afar(p: &Passage, at: usize) -> bool {
    const BARE: [&str; 9] = ["host", "hold", "convene", "meet", "gather", "chair", "take", "bring", "begin"];
    let comma = at > 0 && p.word(at - 1) == ",";
    let verb = BARE.contains(&p.word(at)) || p.word(at) == "held" && at > 1 && p.word(at - 1) == "be";
    let aside = if p.word(at) == "held" { at > 2 && p.word(at - 2) == "," } else { comma };
    verb && aside
        && (at.saturating_sub(16)..at)
            .rev()
            .take_while(|&i| !matches!(p.word(i), "." | ";"))
            .any(|i| matches!(p.word(i), "will" | "shall") && p.word(i + 1) == ",")
}

/// Past participles that look ahead: "is scheduled to meet", "agreed to meet".
const PLANS: &[&str] = &[
    "scheduled",
    "planned",
    "expected",
    "invited",
    "proposed",
    "agreed",
    "decided",
    "announced",
    "asked",
    "committed",
    "intended",
    "slated",
    "tasked",
    "united",
    "related",
    "resolved",
    "slated",
    "pledged",
    "mandated",
    "requested",
];

/// Words in "ed" that are no verb of their own.
static NOT_VERBS: WordSet = WordSet::new(&[
    "related",
    "united",
    "advanced",
    "named",
    "called",
    "entitled",
    "titled",
    "based",
    "detailed",
    "expanded",
    "extended",
    "continued",
    "enhanced",
    "shared",
    "indeed",
    "renowned",
    "respected",
    "dedicated",
    "two-sided",
    "distinguished",
    "combined",
    "so-called",
    "speed",
    "hundred",
    "limited",
    "unified",
    "armed",
]);
