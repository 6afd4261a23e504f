//! Which dates and places belong to the note's meeting, and which to something else.
//!
//! A date belongs to the nearest cue before it in its clause; without one, to the first cue behind it. A cue is a name,
//! a reference ("the Meeting"), a verb of meeting with its subject or object, or something else that can have a date.

use super::head::Head;
use super::names::Sort;
use super::own::{Kinship, Own, sentence_of};
use super::sights::{CueSort, Line};
use crate::lexicon::Class;
use crate::lexicon::token::Shape;
use std::ops::Range;

/// What a date or place belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Belongs {
    /// The note's meeting.
    Own {
        /// 3: by name and verb; 2: by reference, or implied.
        weight: u8,
        /// Whether the verb looks ahead.
        future: Option<bool>,
    },
    /// Another meeting of the series: index of the name in the line.
    Sibling(usize),
    /// Something else: index of a name in the line, if it has one.
    Other(Option<usize>),
    /// Nothing that can be told.
    Unknown,
}

/// "during an August 2, 2010 speech", "the September 9 phone call": the date of the noun behind it.
fn is_of_another_thing(line: &Line, item: &Range<usize>) -> bool {
    const THINGS: [&str; 20] = [
        "speech",
        "address",
        "remarks",
        "call",
        "calls",
        "phone",
        "telephone",
        "letter",
        "announcement",
        "statement",
        "executive",
        "visit",
        "attack",
        "attacks",
        "election",
        "elections",
        "launch",
        "deadline",
        "interview",
        "agreement",
    ];
    let before = item.start.checked_sub(1).map(|i| line.p.small(i)).unwrap_or_default();
    matches!(before, "a" | "an" | "the" | "his" | "her" | "their" | "its" | "our")
        && THINGS.contains(&line.p.word(item.end))
}

/// "First Vice Minister Ono": the count of an office.
fn is_rank(line: &Line, ordinal: usize) -> bool {
    line.p.tokens[ordinal].is_capital()
        && (ordinal + 1..ordinal + 4)
            .take_while(|&i| line.p.tokens.get(i).is_some_and(|t| t.is_capital()))
            .any(|i| line.p.at(i).any(|(_, c)| matches!(c, Class::Office { .. })))
}

/// "On 5 May, in Graz, on the eve of the Summit, was held …": what stands before an aside is not the aside's.
fn is_aside(line: &Line, cue: usize) -> bool {
    let CueSort::Name(n) = line.cues[cue].sort else { return false };
    super::marks::is_on_margins(line, &line.names[n])
}

/// "at Rivers Lodge" before "on 18 August": a house that no table knows; the token of "at".
fn house_before(line: &Line, end: usize, floor: usize) -> Option<usize> {
    let named = |&i: &usize| line.p.tokens[i].is_capital();
    let first = (floor.max(end.saturating_sub(5))..end).rev().take_while(named).last()?;
    first.checked_sub(1).filter(|&at| at >= floor && line.p.word(at) == "at")
}

/// Cues looked at on either side of a word, so that a text without full stops stays cheap.
const REACH: usize = 24;

/// Tells what words belong to.
pub(super) struct Relation<'a> {
    pub(super) lines: &'a [Line<'a>],
    pub(super) own: &'a Own,
    pub(super) head: &'a Head,
}

impl Relation<'_> {
    /// What the words at a line's tokens belong to.
    pub(super) fn of(&self, l: usize, item: Range<usize>) -> Belongs {
        let line = &self.lines[l];
        if self.is_bounded(line, item.start) {
            return Belongs::Other(None);
        }
        let mut sentence = sentence_of(line, item.start);
        // "Today. Ministers met …": a stray stop
        if sentence.start == item.start && sentence.end == item.end + 1 {
            sentence.end = sentence_of(line, sentence.end).end;
        }
        if is_of_another_thing(line, &item) {
            return Belongs::Other(None);
        }
        if self.is_in_bracket_of_another(line, item.start) {
            return Belongs::Other(None);
        }
        if l > self.head.end && self.is_next_time(line, &sentence, &item) {
            return Belongs::Other(None);
        }
        let clause = self.clause(line, &sentence, &item);
        // a clause with a verb of its own does not look back over its comma
        let floor = if self.has_verb(line, item.end..clause.end) { clause.start } else { 0 };
        if let Some(name) = self.adjacent_name(line, item.start, floor).or_else(|| self.enclosing_name(line, &item)) {
            let tense = || line.cues.partition_point(|c| c.tokens.start < line.names[name].tokens.start);
            if self.opens_readout(line, &sentence, name) {
                return Belongs::Own { weight: 2, future: self.future_near(line, tense(), &sentence) };
            }
            return self.of_name(line, name, 3, None);
        }
        let first_behind = line.cues.partition_point(|c| c.tokens.start < item.end);
        if let Some(own) = self.possessed(line, first_behind, &item) {
            return own;
        }
        let left = (first_behind.saturating_sub(REACH)..first_behind)
            .rev()
            .take_while(|&c| line.cues[c].tokens.start >= sentence.start)
            .find(|&c| !self.is_transparent(line, c));
        let right = (first_behind..(first_behind + REACH).min(line.cues.len()))
            .take_while(|&c| line.cues[c].tokens.start < sentence.end)
            .find(|&c| !self.is_transparent(line, c) && !is_aside(line, c));
        let within = |c: usize| clause.contains(&line.cues[c].tokens.start);
        let opened = self.is_subordinate(line, sentence.start);
        match (left, right) {
            (Some(c), _) if within(c) => self.of_cue(l, c, &sentence),
            (_, Some(c)) if within(c) => self.of_cue(l, c, &sentence),
            (Some(c), r) => {
                let first_clause = self.clause(line, &sentence, &(sentence.start..sentence.start + 1));
                match r {
                    // "As decided by …, in Hanoi, the Meeting …": what is between belongs to the main clause
                    Some(r) if opened && first_clause.contains(&line.cues[c].tokens.start) => {
                        self.of_cue(l, r, &sentence)
                    }
                    _ => self.of_cue(l, c, &sentence),
                }
            }
            (None, Some(_))
                if opened && item.start < self.clause(line, &sentence, &(sentence.start..sentence.start + 1)).end =>
            {
                Belongs::Other(None)
            }
            (None, Some(c)) => self.of_cue(l, c, &sentence),
            (None, None) => Belongs::Unknown,
        }
    }

    /// "On the margins of the Shipping Congress (Dubai, 17-19 March)", "the Standing Committee (Colombo, July 2008)": where
    /// and when the thing before the bracket was.
    fn is_in_bracket_of_another(&self, line: &Line, start: usize) -> bool {
        let near = (start.saturating_sub(6)..start).rev().take_while(|&i| !matches!(line.p.word(i), ")" | "." | ";"));
        let Some(open) = near.into_iter().find(|&i| line.p.word(i) == "(") else { return false };
        let Some(before) = open.checked_sub(1).filter(|&i| line.p.tokens[i].is_capital()) else { return false };
        let ends = |r: &Range<usize>| r.end == open;
        let known = line.dates.iter().any(|d| ends(&d.tokens)) || line.places.iter().any(|c| ends(&c.tokens));
        let own = |n: &super::names::Named| {
            let whole = n.tokens.end == open || n.name.end == open;
            whole && matches!(self.own.kinship(n, line), Kinship::Own | Kinship::Reference)
        };
        // "Sixth Talks Held in Graz (5 May)": only behind a name with its article
        let named = (before.saturating_sub(8)..before).any(|i| line.p.word(i) == "the");
        named && !known && !line.names.iter().any(own)
    }

    /// "We will meet next year in Dili": a sentence about the meeting after this one.
    fn is_next_time(&self, line: &Line, sentence: &Range<usize>, item: &Range<usize>) -> bool {
        let mut near = sentence.start.max(item.start.saturating_sub(60))..sentence.end.min(item.end + 60);
        let next = |i: usize| {
            line.p.word(i).eq_ignore_ascii_case("next")
                && matches!(
                    line.p.small(i + 1),
                    "year" | "meeting" | "session" | "round" | "edition" | "summit" | "conference" | "time"
                )
        };
        !self.own.is_ahead() && near.any(next)
    }

    /// What a place that acts belongs to ("Bangkok welcomed delegates to the 9th Meeting"): the next name of its sentence.
    pub(super) fn of_actor(&self, l: usize, item: Range<usize>) -> Belongs {
        let line = &self.lines[l];
        let sentence = sentence_of(line, item.start);
        let behind = line.cues.partition_point(|c| c.tokens.start < item.end);
        let next = line.cues[behind..].iter().take(REACH).take_while(|c| c.tokens.start < sentence.end);
        let mut names = next.filter_map(|c| match c.sort {
            CueSort::Name(n) => Some(n),
            _ => None,
        });
        match names.next().map(|n| self.of_name(line, n, 2, None)) {
            Some(own @ Belongs::Own { .. }) => own,
            _ => self.of(l, item),
        }
    }

    /// "since 2006", "until 5 May", "dated 2 March": a bound or another thing's date.
    fn is_bounded(&self, line: &Line, start: usize) -> bool {
        let word = |n: usize| start.checked_sub(n).map(|i| line.p.small(i)).unwrap_or_default();
        let near = if matches!(word(1), "the" | "," | "on") { word(2) } else { word(1) };
        let bounds = [
            "since",
            "until",
            "till",
            "by",
            "after",
            "before",
            "dated",
            "effective",
            "as of",
            "than",
            "starting",
            "depuis",
            "desde",
            "expires",
        ];
        // "as soon as July 15", "as early as 2 May"
        let earliest = word(1) == "as" && matches!(word(2), "soon" | "early" | "late");
        earliest || bounds.contains(&word(1)) || bounds.contains(&near) && near != "by"
    }

    /// The name that ends right before the words, but for places, dates, small words and brackets.
    fn adjacent_name(&self, line: &Line, start: usize, floor: usize) -> Option<usize> {
        let mut i = start;
        while i > floor {
            let place = line.places.partition_point(|p| p.tokens.end < i);
            let date = line.dates.partition_point(|d| d.tokens.end < i);
            let name = line.names.partition_point(|n| n.tokens.end < i);
            if let Some(place) = line.places.get(place).filter(|p| p.tokens.end == i) {
                i = place.tokens.start;
            } else if let Some(date) = line.dates.get(date).filter(|d| d.tokens.end == i) {
                i = date.tokens.start;
            } else if let Some(n) = line.names.get(name).filter(|n| n.tokens.end == i) {
                if !self.is_part(line, name) {
                    return Some(name);
                }
                i = n.tokens.start;
            } else if matches!(line.p.small(i - 1), "," | "(" | "in" | "on" | "at" | "from" | "-" | "–" | "held" | "of")
            {
                i -= 1;
            } else if let Some(at) = house_before(line, i, floor).filter(|_| i < start) {
                i = at;
            } else {
                return None;
            }
            if start - i > 40 {
                return None;
            }
        }
        None
    }

    /// "the Working Group's December 5-6, 2023 meeting": the date stands between the name and the word "meeting".
    fn possessed(&self, line: &Line, first_behind: usize, item: &Range<usize>) -> Option<Belongs> {
        let name = |c: usize| match line.cues.get(c)?.sort {
            CueSort::Name(n) => Some(n),
            _ => None,
        };
        let meeting = name(first_behind).map(|n| &line.names[n])?;
        let owner = name(first_behind.checked_sub(1)?)?;
        let near = line.names[owner].tokens.end + 5 > item.start;
        (meeting.tokens.start == item.end && !meeting.proper && near).then(|| self.of_name(line, owner, 2, None))
    }

    /// Whether a verb of meeting or a link stands among tokens.
    fn has_verb(&self, line: &Line, range: Range<usize>) -> bool {
        let first = line.cues.partition_point(|c| c.tokens.start < range.start);
        line.cues[first..]
            .iter()
            .take_while(|c| c.tokens.start < range.end)
            .any(|c| matches!(c.sort, CueSort::Hold { .. } | CueSort::Link))
    }

    /// The name whose phrase the words open: "the November 13, 2022 Phnom Penh Summit".
    fn enclosing_name(&self, line: &Line, item: &Range<usize>) -> Option<usize> {
        let determined =
            item.start > 0 && matches!(line.p.small(item.start - 1), "the" | "its" | "their" | "our" | "a");
        if !determined {
            return None;
        }
        let first = line.names.partition_point(|n| n.tokens.start < item.end);
        let n = line.names.get(first)?;
        let between = item.end..n.tokens.start;
        let close = between.len() <= 5
            && between.clone().all(|i| line.p.tokens[i].shape != Shape::Lower && line.p.word(i) != ".");
        close.then_some(first)
    }

    /// The stretch between commas, brackets and dashes that holds the words; commas inside dates and places do not count.
    fn clause(&self, line: &Line, sentence: &Range<usize>, item: &Range<usize>) -> Range<usize> {
        let inside = |i: usize| {
            let date = line.dates.partition_point(|d| d.tokens.end <= i);
            let place = line.places.partition_point(|p| p.tokens.end <= i);
            line.dates.get(date).is_some_and(|d| d.tokens.contains(&i))
                || line.places.get(place).is_some_and(|p| p.tokens.contains(&i))
        };
        let parts = |i: usize| {
            let word = line.p.word(i);
            let dash = matches!(word, "–" | "—") && line.p.tokens[i].spaced;
            (matches!(word, "," | "(" | ")" | ":") || dash) && !inside(i)
        };
        let low = sentence.start.max(item.start.saturating_sub(200));
        let high = sentence.end.min(item.end + 200);
        let start = (low..item.start).rev().find(|&i| parts(i)).map_or(low, |i| i + 1);
        let end = (item.end..high).find(|&i| parts(i)).unwrap_or(high);
        start..end.max(start)
    }

    /// Sentences that open with what happened before.
    fn is_subordinate(&self, line: &Line, start: usize) -> bool {
        let first = line.p.small(start);
        let second = line.p.small(start + 1);
        matches!(
            first,
            "following"
                | "pursuant"
                | "recalling"
                | "since"
                | "building"
                | "after"
                | "before"
                | "further"
                | "based"
                | "reflecting"
                | "having"
                | "according"
        ) || first == "as"
            && matches!(
                second,
                "decided"
                    | "agreed"
                    | "mandated"
                    | "announced"
                    | "directed"
                    | "a"
                    | "instructed"
                    | "tasked"
                    | "endorsed"
            )
            // "As the Summit in Graz had decided, …"
            || first == "as"
                && (start + 2..(start + 40).min(line.p.tokens.len())).take_while(|&i| line.p.word(i) != ".").any(|i| {
                    matches!(line.p.word(i), "decided" | "agreed" | "asked" | "mandated" | "requested" | "tasked" | "wished" | "proposed")
                        && line.p.word(i + 1) == ","
                })
            || first == "in" && matches!(second, "accordance" | "line" | "follow" | "pursuance" | "keeping")
    }

    /// Other bodies are who acts, not what has a date; "in executive session" is how a meeting was.
    fn is_transparent(&self, line: &Line, cue: usize) -> bool {
        match line.cues[cue].sort {
            CueSort::Name(n) => {
                let named = &line.names[n];
                self.is_part(line, n) || named.sort == Sort::Body && self.own.kinship(named, line) == Kinship::Other
            }
            _ => false,
        }
    }

    /// "in executive session": a part of the meeting, or how it was held.
    fn is_part(&self, line: &Line, name: usize) -> bool {
        let n = &line.names[name];
        let definite = matches!(super::marks::determiner(line, n), "the" | "this" | "our" | "its");
        let session = matches!(line.p.word(n.head.start), "session" | "sessions");
        session && !n.proper && n.ordinal.is_none() && !definite && self.own.kinship(n, line) == Kinship::Other
    }

    fn of_cue(&self, l: usize, cue: usize, sentence: &Range<usize>) -> Belongs {
        let line = &self.lines[l];
        match line.cues[cue].sort {
            CueSort::Name(n) => self.of_name(
                line,
                n,
                2 + u8::from(super::holding::is_held(line, n)),
                self.future_near(line, cue, sentence),
            ),
            // "We met and discussed today …": the second verb of one and the same account
            CueSort::Other
                if cue > 0
                    && line.p.word(line.cues[cue].tokens.start - 1) == "and"
                    && line.cues[cue - 1].tokens.end + 1 == line.cues[cue].tokens.start
                    && matches!(line.cues[cue - 1].sort, CueSort::Hold { subject_first: true, .. }) =>
            {
                self.of_cue(l, cue - 1, sentence)
            }
            // "Secretary Lee spoke today with …": the only meeting a readout tells of
            CueSort::Other if self.tells_of_talk(line, cue, sentence) => {
                self.of_meeting_near(l, cue, sentence, true, Some(false))
            }
            CueSort::Other => Belongs::Other(None),
            CueSort::Link => self.of_meeting_near(l, cue, sentence, false, self.future_near(line, cue, sentence)),
            CueSort::Hold { subject_first, future } => {
                self.of_meeting_near(l, cue, sentence, subject_first, Some(future))
            }
        }
    }

    /// "spoke with", "held a call with", in the first sentence of a readout.
    fn tells_of_talk(&self, line: &Line, cue: usize, sentence: &Range<usize>) -> bool {
        let talk =
            matches!(line.p.word(line.cues[cue].tokens.start), "spoke" | "talked" | "conferred" | "visited" | "called");
        (self.head.is_readout || self.head.is_call) && line.index == self.head.end && sentence.start == 0 && talk
    }

    /// The tense of the verb of meeting nearest to a name.
    fn future_near(&self, line: &Line, cue: usize, sentence: &Range<usize>) -> Option<bool> {
        let near = |c: &usize| sentence.contains(&line.cues[*c].tokens.start);
        let tense = |c: usize| match line.cues[c].sort {
            CueSort::Hold { future, .. } => Some(future),
            _ => None,
        };
        let left = (cue.saturating_sub(3)..cue).rev().filter(near).find_map(tense);
        left.or_else(|| (cue + 1..(cue + 3).min(line.cues.len())).filter(near).find_map(tense))
    }

    fn of_name(&self, line: &Line, n: usize, weight: u8, future: Option<bool>) -> Belongs {
        match self.own.kinship(&line.names[n], line) {
            Kinship::Own => Belongs::Own { weight, future },
            Kinship::Reference => Belongs::Own { weight: 2, future },
            Kinship::Sibling => Belongs::Sibling(n),
            Kinship::Other => Belongs::Other(Some(n)),
        }
    }

    /// The meeting that a verb of meeting is about.
    fn of_meeting_near(
        &self,
        l: usize,
        cue: usize,
        sentence: &Range<usize>,
        subject_first: bool,
        future: Option<bool>,
    ) -> Belongs {
        let line = &self.lines[l];
        let name = |c: &usize| match line.cues[*c].sort {
            CueSort::Name(n) => Some(n),
            _ => None,
        };
        let before = (cue.saturating_sub(REACH)..cue).rev().take_while(|&c| {
            line.cues[c].tokens.start >= sentence.start && !matches!(line.cues[c].sort, CueSort::Hold { .. })
        });
        let behind = (cue + 1..(cue + REACH).min(line.cues.len())).take_while(|&c| {
            line.cues[c].tokens.start < sentence.end && !matches!(line.cues[c].sort, CueSort::Hold { .. })
        });
        let beside = |n: &usize| super::marks::is_beside(line, &line.names[*n]);
        let spoken_of = |n: &usize| super::marks::is_spoken_of(line, &line.names[*n]);
        let subjects: Vec<usize> = before.filter_map(|c| name(&c)).filter(|n| !beside(n)).collect();
        let objects: Vec<usize> = behind.filter_map(|c| name(&c)).filter(|n| !beside(n) && !spoken_of(n)).collect();
        if subject_first && subjects.is_empty() && self.is_of_abbreviation(line, line.cues[cue].tokens.start) {
            return Belongs::Other(None);
        }
        let order = if subject_first { [&subjects, &objects] } else { [&objects, &subjects] };
        for names in order {
            let Some(&nearest) = names.first() else { continue };
            // bodies may stand between: "met with the Council's President at the 6th Dialogue"
            let chosen = names.iter().copied().find(|&n| {
                line.names[n].sort == Sort::Meeting || self.own.kinship(&line.names[n], line) != Kinship::Other
            });
            let Some(chosen) = chosen else { continue };
            let own = |n: usize| matches!(self.own.kinship(&line.names[n], line), Kinship::Own | Kinship::Reference);
            // "The Board held an open meeting": a meeting of its subject
            let some =
                !line.names[chosen].proper && line.names[chosen].ordinal.is_none() && !self.is_definite(line, chosen);
            if let Some(&subject) = subjects.iter().find(|&&s| !subject_first && some && own(s)) {
                return self.of_name(line, subject, 3, future);
            }
            if self.opens_readout(line, sentence, chosen) {
                return Belongs::Own { weight: 2, future };
            }
            return self.of_name(line, if own(nearest) { nearest } else { chosen }, 3, future);
        }
        let of_call = self.head.is_call && l == self.head.end && sentence.start == 0 && future != Some(true);
        if (self.may_be_implied(l) || of_call)
            && !self.is_of_another_round(line, sentence.start..line.cues[cue].tokens.start)
        {
            Belongs::Own { weight: 2, future }
        } else {
            Belongs::Unknown
        }
    }

    /// "Today, the Secretary held a roundtable with …": the first sentence of a readout tells of the readout's meeting.
    fn opens_readout(&self, line: &Line, sentence: &Range<usize>, name: usize) -> bool {
        let n = &line.names[name];
        let some = (1..=4)
            .filter_map(|k| n.head.start.checked_sub(k))
            .any(|i| matches!(line.p.small(i), "a" | "an" | "his" | "her" | "their"));
        // "Ministry Convenes Lock Keepers Forum": "today hosted a forum"
        let same =
            !matches!(line.p.small(n.head.start), "meeting" | "meetings" | "session") && self.own.is_headed(n, line);
        // "convened a meeting in Graz" below "Talks with the lake states in Graz"
        let placed = || {
            let city = line.places.iter().find(|c| c.tokens.start == n.tokens.end + 1).and_then(|c| c.city.clone());
            city.is_some_and(|c| self.own.title_city() == Some(line.p.words(c)))
        };
        let told = self.head.is_readout || same || placed();
        !n.proper && told && line.index == self.head.end && sentence.start == 0 && some && n.sort == Sort::Meeting
    }

    /// "the meeting", "this open session".
    fn is_definite(&self, line: &Line, name: usize) -> bool {
        let start = line.names[name].tokens.start;
        (1..=2)
            .filter_map(|n| start.checked_sub(n))
            .any(|i| matches!(line.p.small(i), "the" | "this" | "that" | "these"))
    }

    /// "the 20th ARF held in Hanoi": an abbreviation with a count that is not the meeting's own.
    fn is_of_abbreviation(&self, line: &Line, verb: usize) -> bool {
        let Some(at) = verb.checked_sub(1) else { return false };
        let short = line.p.tokens[at].shape == Shape::Upper && line.p.word(at).len() > 1;
        let counted = (1..=2).filter_map(|n| at.checked_sub(n)).any(|i| {
            matches!(line.p.word(i), "st" | "nd" | "rd" | "th")
                || line.p.at(i).any(|(_, c)| matches!(c, Class::Ordinal(_)))
        });
        short && counted && !self.own.is_abbreviation(line.p.word(at))
    }

    /// "The second round took place in Seoul": a count or word of order before the verb that is not the meeting's.
    fn is_of_another_round(&self, line: &Line, before: Range<usize>) -> bool {
        before.clone().any(|i| {
            // "Earlier today, ministers met"
            let order = !matches!(line.p.word(i + 1), "today" | "this")
                && matches!(
                    line.p.small(i),
                    "previous" | "next" | "last" | "earlier" | "past" | "preceding" | "latter" | "subsequent"
                );
            let counts =
                |i: usize| line.p.at(i).any(|(_, c)| matches!(c, Class::Ordinal(n) if Some(n) != self.own.ordinal()));
            order || counts(i) && !is_rank(line, i)
        })
    }

    /// "We met in Bali": in the first lines of a statement the meeting needs no name.
    fn may_be_implied(&self, l: usize) -> bool {
        self.head.can_tell_of_a_meeting && self.head.is_of_a_meeting && l < self.head.end + 3
    }
}
