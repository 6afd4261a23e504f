//! The active: somebody chaired the meeting, or will.

use super::super::chain::{self, Chain};
use super::super::cue::{Cue, Form};
use super::super::gathering::is_meeting;
use super::super::mention::{Mention, Who};
use super::{Chaired, Rule, Scene, chaired};
use crate::model::CountryCode;
use std::ops::Range;

/// "Ms. Ana Horvat of Austria chaired the Talks."
pub(super) const ACTIVE: Rule = Rule { name: "chairs/active", read: active };

/// "Ms. Ana Horvat of Austria chaired this second meeting."
pub(super) const DEFINITE_ACTIVE: Rule = Rule { name: "chairs/active", read: definite };

/// "Ms. Ana Horvat of Austria will chair the Talks."
pub(super) const INFINITIVE: Rule = Rule { name: "chairs/to-chair", read: infinitive };

/// "A and B co-chaired the Meeting", with a second list after it: "along with C".
fn active(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let passive = cue.all.start > 0 && v.before(cue.all.start, &["was", "were", "is", "be", "been", "being"]);
    if cue.form != Form::Past || passive {
        return None;
    }
    let end = scene.chaired_object(cue.all.end).or_else(|| scene.meeting_of_the_lead(cue))?;
    let told = || scene.relative_subject(cue).or_else(|| scene.pronoun(cue));
    let mut chain = told().or_else(|| scene.subject(cue.all.start))?;
    // "A and B co-chaired the Talks in Graz, alongside C": C was there as well
    let aside =
        |end: usize| chain.parties.len() > 1 && (end..end + 8).any(|k| v.word(k) == "," && v.is(k + 1, &["alongside"]));
    let more = scene.along_with(cue, end).filter(|_| !aside(end)).or_else(|| scene.other_side(end));
    let first = chain.parties.len();
    chain.parties.extend(more.map(|m| m.parties).unwrap_or_default());
    let mut all = chaired(cue, chain);
    if let Some(side) = scene.side(cue, end) {
        all.iter_mut().take(first).for_each(|c| c.give_country(side.clone()));
    }
    Some(all)
}

/// "A and B co-chaired this second meeting".
fn definite(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let this = v.is(cue.all.end, &["this", "the"]);
    let noun = (cue.all.end + 1..cue.all.end + 4).any(|k| v.is(k, &["meeting", "dialogue", "conference", "summit"]));
    (this && noun).then(|| active(scene, cue))?
}

/// "A will chair the Meeting", "as the Foreign Ministers of A and B, to co-chair the Conference".
fn infinitive(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let aux = cue.all.start > 0 && v.before(cue.all.start, &["to", "will", "would", "shall", "jointly"]);
    if !matches!(cue.form, Form::One | Form::Many) || !(aux || cue.form == Form::Many && !v.is_capital(cue.all.start)) {
        return None;
    }
    let object = !matches!(v.word(cue.all.end), "." | "," | ";" | "" | "of");
    // "the Treasury chairs the Committee" is said of all its meetings, not of this one
    let sitting = aux || (cue.all.end..cue.all.end + 12).any(|k| is_meeting(v.word(k)));
    let object = object && sitting;
    let end = scene.chaired_object(cue.all.end).filter(|_| object)?;
    let told = || scene.subject(cue.all.start).or_else(|| scene.traveller(cue));
    let mut chain = scene.fell_to(cue).or_else(told)?;
    if let Some(more) = scene.along_with(cue, end) {
        chain.parties.extend(more.parties);
    }
    Some(chaired(cue, chain))
}

/// Verbs of going to a meeting, before "to chair it".
const GOING: &[&str] = &[
    "led",
    "leads",
    "lead",
    "headed",
    "heads",
    "head",
    "travelled",
    "traveled",
    "travels",
    "travel",
    "visited",
    "visits",
    "arrived",
    "came",
    "flew",
    "joined",
    "met",
    "meet",
    "convened",
];

impl Scene<'_, '_> {
    /// "Dr. A, Minister of Forests and Chairperson of the Council, who presided over": the person before the clause, when
    /// nothing but titles stands between.
    fn relative_subject(&self, cue: &Cue) -> Option<Chain> {
        let v = self.v;
        let who = cue.all.start.checked_sub(1).filter(|&k| v.is(k, &["who"]))?;
        let sentence = v.sentence(who);
        let before = self.mentions.partition_point(|m| m.all.start < who);
        let party = self.mentions[..before].last().filter(|m| m.all.start >= sentence.start && m.all.end <= who)?;
        let title = |k: usize| !v.is_lower(k) || v.is(k, &["of", "for", "and", "the", "to", "s"]);
        let person = matches!(party.who, Who::Person(_)) && (party.all.end..who).all(title);
        let set_off = party.all.end < who && v.word(party.all.end) != "(";
        (person && set_off).then(|| Chain { all: party.all.clone(), parties: vec![party.clone()] })
    }

    /// "Ms. A opened the Talks, which she co-chaired with Mr. B": the one person whom the sentence names before.
    fn pronoun(&self, cue: &Cue) -> Option<Chain> {
        let v = self.v;
        let who = cue.all.start.checked_sub(1).filter(|&k| v.is(k, &["he", "she"]))?;
        let which = who.checked_sub(1).filter(|&k| v.is(k, &["which", "that"]))?;
        let sentence = v.sentence(which);
        let before = self.mentions.partition_point(|m| m.all.start < which);
        let first = self.mentions.partition_point(|m| m.all.start < sentence.start);
        let mut persons = self.mentions[first..before].iter().filter(|m| matches!(m.who, Who::Person(_)));
        let party = persons.next().filter(|m| m.all.start <= sentence.start + 2)?;
        persons.next().is_none().then(|| Chain { all: party.all.clone(), parties: vec![party.clone()] })
    }

    /// "It fell to A to chair the meeting".
    fn fell_to(&self, cue: &Cue) -> Option<Chain> {
        let v = self.v;
        let to = cue.all.start.checked_sub(1).filter(|&k| v.is(k, &["to"]))?;
        let chain = chain::backward(v, self.mentions, to)?;
        let start = chain.all.start - usize::from(v.before(chain.all.start, &["the"]));
        (start > 1 && v.is(start - 1, &["to"]) && v.is(start - 2, &["fell", "falls"])).then_some(chain)
    }

    /// "A led a delegation to C to co-chair": who went there.
    fn traveller(&self, cue: &Cue) -> Option<Chain> {
        let v = self.v;
        let sentence = v.sentence(cue.all.start);
        let from = sentence.start.max(cue.all.start.saturating_sub(24));
        let to = v.before(cue.all.start, &["to"]);
        let clause = (from..cue.all.start).rev().take_while(|&k| to && !matches!(v.word(k), ";" | ":"));
        let verb = clause.into_iter().find(|&k| v.is(k, GOING))?;
        self.subject(verb)
    }

    /// "A chaired the Talks on the Chilean side and B on the Peruvian side": who did so for the other.
    fn other_side(&self, end: usize) -> Option<Chain> {
        let v = self.v;
        let side = chain::side_end(v, end)?;
        let and = (side..side + 3).find(|&k| v.is(k, &["and", "while", "whereas"]))?;
        let chain = chain::forward(v, self.mentions, and + 1).filter(|c| c.all.start <= and + 2)?;
        let told = |m: &Mention| matches!(&m.who, Who::Person(p) if p.country.is_some());
        let closed = chain::side_end(v, chain.all.end).is_some() || v.is(chain.all.end - 1, &["side"]);
        (closed && chain.parties.len() == 1 || chain.parties.iter().all(told) && v.is(chain.all.end - 1, &["side"]))
            .then_some(chain)
    }

    /// "For the United States, A chaired …", "A chaired … for the United States": for whom the chairs before the verb act.
    fn side(&self, cue: &Cue, end: usize) -> Option<(CountryCode, Range<usize>)> {
        let v = self.v;
        let country = |for_at: usize| {
            let at = if v.is(for_at + 1, &["the"]) { for_at + 2 } else { for_at + 1 };
            let (n, code) = v.country(at).filter(|_| v.is(for_at, &["for"]))?;
            (!v.is_word(at + n)).then_some((code, at..at + n))
        };
        country(v.sentence(cue.all.start).start).or_else(|| country(end))
    }

    /// "Today, A chaired a meeting with …": the first sentence of a note speaks of the note's own meeting.
    fn meeting_of_the_lead(&self, cue: &Cue) -> Option<usize> {
        let v = self.v;
        let at = cue.all.end;
        let first = self.lead && v.sentence(cue.all.start).start == 0;
        let noun = (at + 1..at + 8).find(|&k| is_meeting(v.word(k)))?;
        (first && self.gathering.named && v.is(at, &["a", "an"])).then_some(noun + 1)
    }
}
