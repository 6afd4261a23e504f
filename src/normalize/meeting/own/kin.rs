//! What a phrase of the text means once the meeting is chosen: itself, by name or by reference, a sibling, or another.
//!
//! Handed: a phrase and its line. Gives: its kinship. Knows nothing about how the meeting is chosen.

use super::{Kinship, Own, holds_some_meeting, similarity, singular};
use crate::lexicon::token::Shape;
use crate::normalize::meeting::marks::{
    determiner, is_beside, is_meant_to_be, is_next, is_past_marked, looks_ahead, year_before,
};
use crate::normalize::meeting::names::{Named, Sort};
use crate::normalize::meeting::sights::{CueSort, Line};

impl Own {
    pub(super) fn judge(&self, n: &Named, line: &Line) -> Kinship {
        if !self.is_known() {
            // "We held our eighth meeting in Graz"
            let ours = self.implied && !n.proper && n.sort == Sort::Meeting && determiner(line, n) == "our";
            let near = (self.text..self.text + 3).contains(&line.index) && !is_past_marked(line, n);
            return if ours && near { Kinship::Reference } else { Kinship::Other };
        }
        let other_ordinal = matches!((&n.ordinal, self.ordinal), (Some((o, _)), Some(own)) if *o != own);
        if n.proper {
            if !self.is_named(n, line) || self.is_of_more_than_people(n) {
                return Kinship::Other;
            }
            // "agreed to hold the 8th Dialogue" below the account of one without a number
            let later = n.ordinal.is_some() && self.ordinal.is_none() && line.index > self.text;
            let another = other_ordinal
                || later && is_meant_to_be(line, n)
                || self.is_elsewhere(n, line)
                || self.is_marked(line, n)
                || is_beside(line, n);
            return if another { Kinship::Sibling } else { Kinship::Own };
        }
        // "The fifth meeting will be in Accra" below the account of a meeting without a number
        let to_come = n.ordinal.is_some() && self.ordinal.is_none() && line.index > self.text && looks_ahead(line, n);
        self.kinship_of_reference(n, line, other_ordinal || to_come)
    }

    /// "the previous meeting", and "the next meeting" unless the title calls the note's own meeting so.
    fn is_marked(&self, line: &Line, n: &Named) -> bool {
        let another_year = year_before(line, n).is_some_and(|y| self.years.iter().all(|own| own != line.p.word(y)));
        another_year || is_past_marked(line, n) && !(self.ahead && is_next(line, n))
    }

    /// "the Meeting", "this Dialogue", "the 6th Dialogue", "our twelfth annual meeting".
    fn kinship_of_reference(&self, n: &Named, line: &Line, other_ordinal: bool) -> Kinship {
        let before = determiner(line, n);
        let head = singular(line.p.small(n.head.end - 1));
        let same_head = self.head.as_ref() == Some(&head)
            || head == "meeting"
            || self.is_abbreviation(line.p.word(n.head.end - 1))
            || head == "session" && n.ordinal.is_none() && !matches!(line.p.word(n.tokens.end), "with" | "on" | "for")
            || head == "talk" && n.ordinal.is_none() && self.head.as_deref().is_some_and(is_talk);
        // "the ministers gathered for their Sixth Meeting"
        let counted = before == "their" && n.ordinal.as_ref().is_some_and(|(o, _)| Some(*o) == self.ordinal);
        // "A and B held their third consultations in Graz"
        let held = n.ordinal.is_some()
            && line.index == self.text
            && line.cues.iter().any(|c| c.tokens.end + 1 == n.tokens.start && matches!(c.sort, CueSort::Hold { .. }));
        let theirs = before == "their" && (held || self.opens_with_theirs(n, line));
        let definite =
            matches!(before, "the" | "this" | "our" | "its") || counted || self.is_of_own_body(n, line) || theirs;
        // "The Council will hold a virtual meeting", of a note on the Council
        let index = line.names.partition_point(|o| o.tokens.start < n.tokens.start);
        let held = index.checked_sub(1).filter(|&body| holds_some_meeting(line, body)).map(|body| &line.names[body]);
        let opening = line.index <= self.text && n.ordinal.is_none();
        if opening && held.is_some_and(|body| body.proper && self.is_named(body, line)) {
            return Kinship::Reference;
        }
        let again = line.index > self.text && !self.ahead && is_meant_to_be(line, n);
        let other_ordinal = other_ordinal || again || self.is_of_a_year(n, line);
        match (definite && same_head, other_ordinal) {
            (true, true) => Kinship::Sibling,
            (true, false) if theirs || !self.is_marked(line, n) => Kinship::Reference,
            (true, false) => Kinship::Sibling,
            _ => Kinship::Other,
        }
    }

    /// "the 47th Islands Forum" beside the "Islands Forum Foreign Ministers' Meeting": a count of the whole body, not of the
    /// meeting of some of its people.
    fn is_of_more_than_people(&self, n: &Named) -> bool {
        let people = |key: &[String]| {
            key.iter().any(|w| {
                matches!(w.as_str(), "minister" | "ministers" | "official" | "leader" | "ministerial" | "chief")
            })
        };
        n.ordinal.is_some() && self.ordinal.is_none() && !people(&n.key) && self.keys.iter().all(|k| people(k))
    }

    /// "our meeting in Graz in 2011", below the first lines: an earlier one.
    fn is_of_a_year(&self, n: &Named, line: &Line) -> bool {
        let p = line.p;
        let year = |i: usize| {
            p.tokens[i].shape == Shape::Digits && p.word(i).len() == 4 && p.word(i - 1) == "in"
                || p.word(i) == "last" && matches!(p.word(i + 1), "year" | "month")
        };
        let near = n.tokens.end + 1..(n.tokens.end + 9).min(p.tokens.len());
        let mut place = near.clone().take_while(|&i| {
            p.tokens[i].is_capital() || p.tokens[i].shape == Shape::Digits || matches!(p.word(i), "in" | "," | "last")
        });
        line.index > self.text && p.word(n.tokens.end) == "in" && n.ordinal.is_none() && place.any(year)
    }

    /// "the Council's first meeting", in a note on the Council.
    fn is_of_own_body(&self, n: &Named, line: &Line) -> bool {
        let Some(mark) = n.tokens.start.checked_sub(2) else { return false };
        if !matches!(line.p.word(mark), "'" | "’") || line.p.word(mark + 1) != "s" {
            return false;
        }
        let owner = line.names.partition_point(|o| o.tokens.end < mark);
        line.names.get(owner).filter(|o| o.tokens.end == mark).is_some_and(|o| {
            let head = singular(line.p.small(o.head.end - 1));
            if o.proper { self.is_named(o, line) } else { determiner(line, o) == "the" && self.heads.contains(&head) }
        })
    }

    pub(super) fn is_named(&self, n: &Named, line: &Line) -> bool {
        // "a result of the conferences of the Friends of the Rivers"
        if self.is_of_other_ministers(n) || self.is_of_several(n, line) {
            return false;
        }
        let abbreviated = || {
            let words = line.p.words(n.name.clone());
            self.abbreviations.iter().any(|a| words.split(|c: char| c.is_whitespace()).any(|w| w == a))
                && n.key.len() <= 3
        };
        let counted = n.ordinal.as_ref().is_some_and(|(o, _)| Some(*o) == self.ordinal);
        // "the Eighth Bali Process Conference": fewer words of the name, and its ordinal
        let shortened = || counted && n.key.len() >= 2 && self.keys.iter().any(|k| n.key.iter().all(|w| k.contains(w)));
        // "the 11th meeting of their Joint Committee" in the title, of the "A-B Joint Committee" in the text
        let lengthened = || counted && self.keys.first().is_some_and(|k| k.len() == 1 && n.key.last() == k.first());
        // "the 39th RSC Summit" shares the letters of the "Council of the River States Community", but is no council
        let headed = self.heads.contains(&singular(line.p.small(n.head.end - 1)));
        let plain = |k: &[String]| {
            let shared = k.iter().filter(|w| n.key.contains(w)).count();
            4 * shared >= 3 * k.len().min(n.key.len())
        };
        self.keys.iter().any(|k| similarity(k, &n.key) >= 0.75 && (headed || plain(k)))
            || abbreviated()
            || shortened()
            || lengthened()
    }

    /// "the conferences of the Friends of the Rivers", in a note whose meeting is one.
    fn is_of_several(&self, n: &Named, line: &Line) -> bool {
        !self.plural && n.head.start <= n.tokens.start + 1 && are_several(line.p.small(n.head.end - 1))
    }

    /// "the Special Lakes Finance Ministers' Meeting" beside the "Lakes Foreign Ministers Meeting".
    fn is_of_other_ministers(&self, n: &Named) -> bool {
        const WHOSE: [&str; 16] = [
            "foreign",
            "finance",
            "trade",
            "health",
            "defence",
            "defense",
            "economic",
            "agriculture",
            "education",
            "environment",
            "energy",
            "transport",
            "labour",
            "justice",
            "tourism",
            "culture",
        ];
        let of = |key: &[String]| WHOSE.iter().find(|w| key.iter().any(|k| k == **w)).copied();
        let people = n.key.iter().any(|w| matches!(w.as_str(), "minister" | "ministers" | "ministerial"));
        let own = || self.keys.iter().filter_map(|k| of(k)).next();
        people
            && of(&n.key)
                .zip(own())
                .is_some_and(|(whose, own)| whose != own && !self.keys.iter().any(|k| k.iter().any(|w| w == whose)))
    }

    /// "the Meeting in Geneva", when the title's meeting is in Stockholm.
    fn is_elsewhere(&self, n: &Named, line: &Line) -> bool {
        let Some(own) = &self.title_city else { return false };
        line.places
            .iter()
            .find(|p| p.tokens.start == n.tokens.end + 1 && line.p.word(n.tokens.end).eq_ignore_ascii_case("in"))
            .and_then(|p| p.city.clone())
            .is_some_and(|c| line.p.words(c) != own)
    }
}

/// Nouns for several meetings; talks and consultations are one.
pub(super) fn are_several(head: &str) -> bool {
    matches!(head, "conferences" | "meetings" | "summits" | "sessions" | "forums")
}

/// Nouns for meetings that may also be called talks.
fn is_talk(head: &str) -> bool {
    matches!(head, "meeting" | "dialogue" | "dialog" | "consultation" | "negotiation" | "round" | "talk")
}
