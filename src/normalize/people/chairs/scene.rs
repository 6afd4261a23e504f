//! A passage as the rules of chairs see it: whether a word of chairing means this meeting.
//!
//! Handed: a view with its mentions and what the meeting is. Gives: answers the rules ask for. Knows no rule.

use super::super::chain::{self, Chain};
use super::super::cue::{self, Cue, Form};
use super::super::gathering::{Gathering, is_meeting, phrase_around};
use super::super::mention::{Mention, Who};
use super::super::view::View;
use crate::model::Role;
use std::cell::OnceCell;
use std::ops::Range;

/// One passage as the rules see it.
pub(in super::super) struct Scene<'v, 'a> {
    pub(in super::super) v: &'v View<'a>,
    pub(in super::super) mentions: &'v [Mention],
    pub(in super::super) gathering: &'v Gathering,
    /// Whether the note has spoken of this meeting before this passage.
    pub(in super::super) known: bool,
    /// Whether this is the first passage of running text.
    pub(in super::super) lead: bool,
    /// Whether it is one of the few after that.
    pub(in super::super) near_lead: bool,
    /// The first token that speaks of this meeting, sought when first asked for.
    pub(in super::super) spoken: OnceCell<Option<usize>>,
}

/// What who chairs a meeting does with it as well.
const HOLDING: &[&str] = &[
    "opened",
    "convened",
    "hosted",
    "organized",
    "organised",
    "inaugurated",
    "attended",
    "called",
    "held",
    "addressed",
    "open",
    "convene",
    "host",
    "organize",
    "organise",
    "attend",
    "opens",
    "convenes",
    "hosts",
    "attends",
];

/// Number of tokens that are looked at before a word of chairing.
pub(super) const LONGEST: usize = 240;

impl Scene<'_, '_> {
    /// Whether a clause speaks of this meeting; of a long one its last words count.
    pub(super) fn is_spoken_of(&self, range: Range<usize>) -> bool {
        self.gathering.is_spoken_of(self.v, range.start.max(range.end.saturating_sub(LONGEST))..range.end)
    }

    /// The first token of this passage that speaks of this meeting.
    pub(super) fn first_spoken(&self) -> Option<usize> {
        let limit = 0..self.v.len();
        let spoken = |&k: &usize| {
            self.gathering.noun(self.v, k) && self.gathering.is_meant(self.v, phrase_around(self.v, k, limit.clone()))
        };
        *self.spoken.get_or_init(|| limit.clone().find(spoken))
    }

    /// Whether the note, here or before, speaks of this meeting, and the word is no other body's ("PCAST Co-Chairs").
    pub(super) fn here(&self, cue: &Cue) -> bool {
        let v = self.v;
        let known = self.known || self.first_spoken().is_some_and(|k| k < v.sentence(cue.all.start).end);
        let before = cue.all.start.checked_sub(1);
        let foreign = before.is_some_and(|k| {
            let name = v.is_capital(k) && v.demonym(k).is_none() && v.sentence(k).start != k && !v.is(k, &["The"]);
            name && !self.gathering.is_meant(v, phrase_around(v, k, v.sentence(k).start..cue.all.start))
        });
        known && !foreign
    }

    /// Whether what follows "of" or "for" after the word is this meeting, or nothing follows.
    pub(super) fn of_this(&self, cue: &Cue) -> bool {
        let v = self.v;
        let at = cue.all.end;
        // "is Chair of the Committee" tells an office all the year; "of the Meeting" a sitting
        if cue.role == Role::Chair && cue.form == Form::One && v.is(at, &["of", "for"]) {
            let end = self.meeting_at(at + 1);
            return end.is_some_and(|end| (at..end).any(|k| is_meeting(v.word(k))));
        }
        !v.is(at, &["of", "for", "to", "from"]) || self.meeting_at(at + 1).is_some()
    }

    /// End of the phrase at `at` that means this meeting.
    pub(super) fn meeting_at(&self, at: usize) -> Option<usize> {
        let v = self.v;
        let limit = v.sentence(at).end.min(at + 30);
        let mut noun = at;
        while noun < limit && !self.gathering.noun(v, noun) {
            noun = self.word_of_name(noun)?;
        }
        if noun >= limit {
            return None;
        }
        let phrase = phrase_around(v, noun, at..limit);
        let covers = phrase.start <= at + 1 || v.is(at, &["this", "the", "its", "our", "both"]);
        // "the meeting for the United States": for whom somebody acts is no part of the name
        let short = (noun + 1..phrase.end).find(|&k| v.is(k, &["for"])).unwrap_or(phrase.end);
        let start = at.min(phrase.start);
        let meant = |end: &usize| covers && self.gathering.is_meant(v, start..*end);
        [short, phrase.end].into_iter().find(meant)
    }

    /// The token after a word that may stand before the noun of a meeting's name; brackets are passed over.
    pub(super) fn word_of_name(&self, at: usize) -> Option<usize> {
        let v = self.v;
        if v.word(at) == "(" {
            return (at..at + 6).find(|&k| v.word(k) == ")").map(|k| k + 1);
        }
        let between = at > 0 && v.is_capital(at - 1) && v.is_capital(at + 1);
        let breaks = v.is(at, &["on", "in", "at", "was", "were", "with", "to", "by", "from", "a", "an", "his", "her"])
            || v.is(at, &["and"]) && !between;
        // "the Third Women, Peace and Rivers Forum"
        let listed = v.word(at) == ","
            && between
            && self.gathering.holds(v.word(at - 1))
            && self.gathering.holds(v.word(at + 1));
        // "the second U.S.-Chile Dialogue"
        let initial = v.word(at) == "." && v.glued(at) && v.is_capital(at - 1) && v.word(at - 1).len() == 1;
        let mark = matches!(v.word(at), "," | "." | ";" | ":" | ")" | "") && !listed && !initial;
        (!breaks && !mark).then_some(at + 1)
    }

    /// The list before a verb, if it is its subject: not where a preposition stands before it ("a delegation to France").
    pub(super) fn subject(&self, end: usize) -> Option<Chain> {
        let chain = chain::backward(self.v, self.mentions, self.before_other_verb(end))?;
        let before = if self.v.before(chain.all.start, &["the"]) { chain.all.start - 1 } else { chain.all.start };
        let prepositions = ["to", "in", "at", "from", "of", "by", "on", "into", "between", "visited", "visiting"];
        // "has arrived in Graz, Austria, to co-chair"
        let behind_city = before > 1 && self.v.word(before - 1) == "," && self.v.is_capital(before - 2);
        let country = chain.parties.len() == 1 && matches!(chain.parties[0].who, Who::Country(_));
        (!(self.v.before(before, &prepositions) || behind_city && country)).then_some(chain)
    }

    /// The token a subject ends at, before another verb it has as well: "A and B convened and co-chaired", "will host and".
    fn before_other_verb(&self, end: usize) -> usize {
        let v = self.v;
        let and = end.checked_sub(1).filter(|&k| v.is(k, &["and"]));
        let verb = and.and_then(|k| k.checked_sub(1)).filter(|&k| v.is(k, HOLDING) && v.is_lower(k));
        verb.map_or(end, |k| k - usize::from(k > 0 && v.before(k, &["jointly", "co"]) && k > 1))
    }

    /// Whether a clause speaks of the next or the last meeting of the series: "the next Dialogue, co-chaired by".
    pub(super) fn another_sitting(&self, clause: Range<usize>) -> bool {
        let v = self.v;
        let clause = clause.start.max(clause.end.saturating_sub(LONGEST / 4))..clause.end;
        let noun = |k: usize| (k + 1..k + 7).any(|n| n < clause.end && self.gathering.noun(v, n));
        clause
            .clone()
            .any(|k| v.is(k, &["next", "previous", "upcoming", "future", "following", "forthcoming"]) && noun(k))
    }

    /// Whether a clause says that people met, in a note that is about one meeting.
    pub(super) fn met(&self, clause: Range<usize>) -> bool {
        let v = self.v;
        let clause = clause.start.max(clause.end.saturating_sub(LONGEST / 4))..clause.end;
        let before = clause.clone().all(|k| !v.is(k, &["last", "previously", "earlier", "past"]));
        // "we convened our annual meeting"
        let own = |k: usize| v.is(k, &["convened", "held"]) && v.is(k + 1, &["our", "this"]);
        let met = |k: usize| v.is(k, &["met", "meet", "meets", "gathered", "assembled"]) || own(k);
        self.known && before && clause.clone().any(met)
    }

    /// The end of a list before a title set off by commas: "A, the group's Chair, presiding".
    pub(super) fn before_aside(&self, end: usize) -> usize {
        let v = self.v;
        let open = (end.saturating_sub(7)..end.saturating_sub(1)).rev().find(|&k| v.word(k) == ",");
        let Some(open) = open.filter(|_| end > 0 && v.word(end - 1) == ",") else { return end };
        let titled = (open + 1..end - 1).any(|k| cue::at(v, k).is_some());
        if titled && (open + 1..end - 1).all(|k| !v.is_lower(k) || v.is(k, &["the", "of", "s"])) { open } else { end }
    }

    /// Whether the nearest noun before a token that may mean a meeting means this one, or there is none.
    pub(super) fn nearest_is_this(&self, before: usize) -> bool {
        let v = self.v;
        let start = v.sentence(before.saturating_sub(1)).start.max(before.saturating_sub(LONGEST));
        let clause = start..before;
        let last = clause.clone().rev().find(|&k| self.gathering.noun(v, k));
        last.is_none_or(|k| self.gathering.is_meant(v, phrase_around(v, k, clause.clone())))
    }

    /// End of the object of an active verb, if it is this meeting: "the Meeting", or nothing where the sentence is of it.
    pub(super) fn chaired_object(&self, at: usize) -> Option<usize> {
        let v = self.v;
        let at = if v.is(at, &["over"]) { at + 1 } else { at };
        if v.is(at, &["it"]) && self.known {
            return Some(at + 1);
        }
        if let Some(end) = self.meeting_at(at) {
            return Some(end);
        }
        let sentence = v.sentence(at.saturating_sub(1));
        let none = at >= sentence.end
            || !v.is_word(at)
            || v.is(
                at,
                &[
                    "and",
                    "on",
                    "for",
                    "with",
                    "along",
                    "together",
                    "was",
                    "were",
                    "while",
                    "alongside",
                    "jointly",
                    "as",
                ],
            );
        (none && (self.is_spoken_of(sentence) || self.known)).then_some(at)
    }

    /// Whether a range begins with this meeting: "…, the Conference adopted".
    pub(super) fn opens_with_meeting(&self, range: Range<usize>) -> bool {
        let start = (range.start..range.start + 2).find(|&k| self.v.is_word(k)).unwrap_or(range.start);
        start < range.end && (self.meeting_at(start).is_some() || self.v.is(start, &["it"]) && self.known)
    }

    /// Whether the subject of a passive is this meeting: the nearest noun before a bare participle, or the first noun of
    /// the sentence before an auxiliary, or "It" after a sentence that speaks of the meeting.
    pub(super) fn is_chaired(&self, cue: &Cue) -> bool {
        let v = self.v;
        let sentence = v.sentence(cue.all.start);
        let before = sentence.start.max(cue.all.start.saturating_sub(LONGEST))..cue.all.start;
        let auxiliary = cue.all.start > 0
            && v.before(cue.all.start, &["was", "were", "is", "be", "been", "being", "and", "jointly", "are", "also"]);
        let nouns: Vec<usize> = before.clone().filter(|&k| self.gathering.noun(v, k)).collect();
        let meant = |&k: &usize| self.gathering.is_meant(v, phrase_around(v, k, before.clone()));
        match (nouns.first(), nouns.last()) {
            (Some(first), Some(last)) => {
                meant(last)
                    || auxiliary && meant(first)
                    || nouns.len() < 12 && auxiliary && self.meeting_at(sentence.start).is_some()
            }
            _ => {
                let it = before.clone().any(|k| v.is(k, &["it", "which", "they"])) || before.is_empty();
                let earlier = v.sentence_before(sentence.start).is_some_and(|s| self.is_spoken_of(s));
                auxiliary && it && (earlier || self.known && sentence.start == 0)
            }
        }
    }

    /// Whether a participle belongs to a body that does something ("prepared by the Working Group, co-chaired by A") or to
    /// meetings at large ("at meetings chaired by A").
    pub(super) fn is_of_others(&self, cue: &Cue) -> bool {
        let v = self.v;
        let limit = v.sentence(cue.all.start).start.max(cue.all.start.saturating_sub(LONGEST))..cue.all.start;
        let verb = cue.all.start.saturating_sub(usize::from(v.before(cue.all.start, &["jointly", "ably"])));
        let noun = (limit.start..verb).rev().take(3).find(|&k| self.gathering.noun(v, k));
        let Some(noun) = noun.filter(|&k| (k + 1..verb).all(|i| !v.is_word(i))) else { return false };
        let phrase = phrase_around(v, noun, limit);
        let start = phrase.start - usize::from(v.before(phrase.start, &["the", "an", "a"]));
        v.is(noun, &["meetings", "sessions", "gatherings"]) || v.before(start, &["by"])
    }

    /// A second list of chairs after the object: "along with C", "together with C", and after "co-chaired" also "with C".
    pub(super) fn along_with(&self, cue: &Cue, end: usize) -> Option<Chain> {
        let v = self.v;
        let limit = v.sentence(cue.all.start).end.min(end + 14);
        let at = (end..limit).take_while(|&k| v.word(k) != ";").find(|&k| v.is(k, &["with", "alongside"]))?;
        let together = at > 0 && v.before(at, &["along", "together", "jointly"]) || v.is(at, &["alongside"]);
        if !(together || cue.role == Role::CoChair) {
            return None;
        }
        let own = v.is(at + 1, &["his", "her", "their"]);
        // "with her Thai counterpart, Dr. B"
        chain::forward(v, self.mentions, at + 1).or_else(|| chain::forward(v, self.mentions, at + 4).filter(|_| own))
    }

    /// The token after "of the Meeting" or "for the TTC" behind the word, or right after it.
    pub(super) fn after_complement(&self, cue: &Cue) -> usize {
        let at = cue.all.end;
        if self.v.is(at, &["of", "for"]) { self.meeting_at(at + 1).unwrap_or(at) } else { at }
    }

    pub(super) fn has_article(&self, cue: &Cue) -> bool {
        let v = self.v;
        let start = cue.all.start;
        let from = start.saturating_sub(4);
        start == v.sentence(start).start
            || (from..start).any(|k| v.is(k, &["the", "its", "our", "this"]) || v.possessive(k) > 0 && k + 4 > start)
    }
}
