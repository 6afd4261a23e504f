//! Labels: the word of chairing stands as a label beside the person, in brackets, before a colon or in a column.

use super::super::chain::{self, Chain};
use super::super::cue::{self, Cue, Form};
use super::super::mention::{Mention, Who};
use super::super::view::View;
use super::{Chaired, Rule, Scene, chaired};
use std::ops::Range;

/// "Co-Chairs: Ms. Ana Horvat (Austria), Mr. Jan Novak (Slovakia)"
pub(super) const BEFORE: Rule = Rule { name: "chairs/tag", read: before };

/// "Ms. Ana Horvat, Director, River Agency, Austria [Chair]"
pub(super) const AFTER: Rule = Rule { name: "chairs/tag-after", read: after };

/// "[Chair] …", "Co-Chairs: …", "Chair    …", and the row of a table whose head is the word.
fn before(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    if !is_label(v, cue) {
        return None;
    }
    let (start, end) = (cue.all.start, cue.all.end);
    let bracket = start == 1 && v.word(0) == "[" && v.word(end) == "]";
    let heads = start == v.sentence(start).start || !v.is_word(start - 1);
    // "SAO Chair: …" at the head of a line
    let lettered = start > 0
        && start - 1 == v.sentence(start).start
        && v.word(start - 1).len() > 1
        && v.word(start - 1).chars().all(|c| c.is_ascii_uppercase());
    let elected = scene.elected(cue);
    let end = elected.unwrap_or(end);
    let colon = v.word(end) == ":" && (heads || lettered || elected.is_some());
    let column = leads_row(v, start) && (v.wide_gap(end) || v.word(end) == "|");
    let country = || v.country(end).is_some_and(|(n, _)| v.word(end + n) == "(");
    let row = start == 0 && !v.is_lower(end) && country();
    (bracket || colon || column || row).then_some(())?;
    let at = (end..v.len()).find(|&k| !matches!(v.word(k), "]" | ":" | "|" | "*"))?;
    let chain = chain::forward(v, scene.mentions, at).filter(|c| c.all.start == at)?;
    Some(chaired(cue, chain))
}

impl Scene<'_, '_> {
    /// "The Council elected three Vice-Chairs for its Session:": the token of the colon.
    fn elected(&self, cue: &Cue) -> Option<usize> {
        let v = self.v;
        let verb = (cue.all.start.saturating_sub(4)..cue.all.start).any(|k| v.is(k, &["elected", "elects"]));
        let end = self.after_complement(cue);
        (verb && cue.form == Form::Many && v.word(end) == ":" && self.here(cue)).then_some(end)
    }
}

/// "A, office, body [Chair]", "A, office (Chairperson of the Council)", and a row that ends with the word.
fn after(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let open = cue.all.start.checked_sub(1).filter(|_| is_label(v, cue))?;
    let end = scene.after_complement(cue);
    let of_this = end > cue.all.end && scene.here(cue);
    let fits = match (v.word(open), v.word(end)) {
        ("[", "]") => true,
        ("(", ")") => of_this || scene.gathering.named && v.is(cue.all.end - 1, &["chair"]),
        ("|", "|" | "") => end == cue.all.end,
        // "Ms. A, Director, Togo – Chairperson"
        ("–" | "—" | "-", "") => {
            end == cue.all.end && !v.glued(open) && !v.glued(cue.all.start) && scene.gathering.named
        }
        _ => false,
    };
    let party = beside(scene, open).filter(|_| fits)?;
    Some(chaired(cue, Chain { all: party.all.clone(), parties: vec![party] }))
}

/// The one person between the last bracket or the beginning of the line and a token, and nothing else of a sentence.
fn beside(scene: &Scene, end: usize) -> Option<Mention> {
    let v = scene.v;
    let persons = |m: &&Mention| matches!(m.who, Who::Person(_));
    let before = scene.mentions.partition_point(|m| m.all.start < end);
    let last = scene.mentions[before.saturating_sub(ENTRY)..before].iter().rev().find(persons)?;
    let ended = end < last.all.end + 8 * ENTRY && (last.all.end.min(end)..end).all(|k| is_entry(v, k));
    let alone = |r: Range<usize>| r.clone().all(|k| !v.is_word(k)) || matches!(v.word(r.end - 1), "]" | ")");
    (ended && alone(0..last.all.start)).then(|| last.clone())
}

/// The word of chairing a passage consists of, with or without a colon: what follows it is a list of the chairs.
pub(in super::super) fn heading(v: &View) -> Option<Cue> {
    let cue = cue::at(v, 0).filter(|c| is_label(v, c))?;
    (v.len() == cue.all.end + usize::from(v.word(cue.all.end) == ":")).then_some(cue)
}

/// The chair an entry under such a heading names: its list from the first token, and nothing before it.
pub(in super::super) fn entry(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let chain = chain::forward(scene.v, scene.mentions, 0).filter(|c| c.all.start == 0)?;
    let persons = chain.parties.iter().all(|m| matches!(m.who, Who::Person(_)));
    let rest = (chain.all.end..scene.v.len()).take(8 * ENTRY).all(|k| is_entry(scene.v, k));
    (persons && rest).then(|| chaired(cue, chain).into_iter().map(|c| Chaired { rule: BEFORE.name, ..c }).collect())
}

/// Number of bodies and places that stand with a person in an entry at most.
const ENTRY: usize = 6;

/// Whether a token may stand in an entry of a list: no word of a sentence.
fn is_entry(v: &View, k: usize) -> bool {
    !v.is_lower(k) || v.is(k, &["of", "for", "the", "and", "at", "s", "de", "in"])
}

fn is_label(v: &View, cue: &Cue) -> bool {
    matches!(cue.form, Form::One | Form::Many) && v.is_capital(cue.all.start)
}

/// Whether a token is the first of its row.
fn leads_row(v: &View, at: usize) -> bool {
    (0..at).all(|k| matches!(v.word(k), "|" | "*"))
}
