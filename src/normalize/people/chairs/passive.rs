//! The passive: the meeting was chaired by somebody.

use super::super::chain;
use super::super::cue::{Cue, Form};
use super::super::gathering::is_meeting;
use super::super::mention::Who;
use super::super::view::View;
use super::{Chaired, Rule, Scene, chaired};
use crate::model::Role;

/// "The Talks were co-chaired by Ms. Ana Horvat of Austria and Mr. Jan Novak of Slovakia."
pub(super) const PASSIVE: Rule = Rule { name: "chairs/chaired-by", read: passive };

/// "The Talks were chaired by Ms. Ana Horvat of Austria."
pub(super) const DEFINITE_PASSIVE: Rule = Rule { name: "chairs/chaired-by", read: definite };

/// "The Talks were led by Ms. Ana Horvat of Austria and Mr. Jan Novak of Slovakia."
pub(super) const LED: Rule = Rule { name: "chairs/led-by", read: led };

/// "The Talks were (jointly) led by A and B": this meeting at the head of the sentence, and persons.
fn led(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let sentence = v.sentence(cue.all.start);
    let mut verb = cue.all.start;
    while v.before(verb, &["jointly", "be", "been", "will", "co"]) || verb > sentence.start && v.is_hyphen(verb - 1) {
        verb -= 1;
    }
    let past = v.before(verb, &["was", "were", "is", "are", "be", "will"]) || v.is(verb, &["will"]);
    let subject = verb.saturating_sub(usize::from(!v.is(verb, &["will"])));
    if cue.form != Form::Led || !past || !v.is(cue.all.end, &["by"]) || subject > sentence.start + 14 {
        return None;
    }
    let it = subject == sentence.start + 1 && v.is(sentence.start, &["it"]);
    let earlier = || v.sentence_before(sentence.start).is_some_and(|s| scene.is_spoken_of(s));
    let noun = subject
        .checked_sub(1)
        .filter(|&k| is_meeting(v.word(k)) && !v.is(k, &["discussion", "discussions", "session", "sessions"]));
    let this = noun.is_some() && scene.meeting_at(sentence.start) == Some(subject) || it && earlier();
    let chain = chain::forward(v, scene.mentions, cue.all.end + 1).filter(|_| this)?;
    let persons = chain.parties.iter().all(|m| matches!(m.who, Who::Person(_)));
    // who led the sides is told; whether anybody was in the chair is not
    let sides = chain::side_end(v, chain.all.end).is_some()
        || (cue.all.end..chain.all.end).any(|k| v.is(k, &["side", "sides"]));
    (persons && sides)
        .then(|| chaired(cue, chain).into_iter().map(|c| Chaired { role: Role::DelegationHead, ..c }).collect())
}

/// "was co-chaired by A and B", "Chaired by A, the Meeting …".
fn passive(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    if cue.form != Form::Past {
        return None;
    }
    let by = by_after(v, cue)?;
    let chain = chain::forward(v, scene.mentions, by + 1)?;
    let sentence = v.sentence(cue.all.start);
    let present = v.before(cue.all.start, &["is", "are"]);
    // "the Group, which is co-chaired by A and B, will hold a symposium": who chairs the body need not chair this meeting
    let standing = present && cue.all.start > 1 && v.before(cue.all.start - 1, &["which", "that"]);
    let always = standing || present && !scene.gathering.named;
    if always || scene.another_sitting(sentence.start..cue.all.start) || scene.is_of_others(cue) {
        return None;
    }
    let fronted =
        cue.all.start == sentence.start && scene.opens_with_meeting(after_aside(v, chain.all.end) + 1..sentence.end);
    (fronted || scene.is_chaired(cue)).then(|| chaired(cue, chain))
}

/// A sentence that begins with "The meeting was chaired by".
fn definite(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let start = v.sentence(cue.all.start).start;
    let past = v.before(cue.all.start, &["was", "were"]);
    let verb = cue.all.start.checked_sub(1)?;
    let noun = (start + 1..verb).next_back().is_some_and(|k| is_meeting(v.word(k)));
    (past && noun && verb < start + 6 && v.is(start, &["the", "this"])).then(|| passive(scene, cue))?
}

/// The token after words set off by commas behind a list: "…, as country coordinator, the Meeting".
fn after_aside(v: &View, end: usize) -> usize {
    let aside = v.word(end) == "," && v.is(end + 1, &["as", "on", "in", "representing", "respectively", "for"]);
    let close = (end + 2..end + 16).take_while(|&k| v.is_word(k) || v.is_hyphen(k)).last().map_or(end, |k| k + 1);
    if aside && v.word(close) == "," { close } else { end }
}

/// The "by" of a passive: next to the verb, or after a few words ("chaired for the first time by").
fn by_after(v: &View, cue: &Cue) -> Option<usize> {
    let over = if v.is(cue.all.end, &["over"]) { 1 } else { 0 };
    let at = cue.all.end + over;
    if v.is(at, &["by"]) {
        return Some(at);
    }
    let be = cue.all.start > 0 && v.before(cue.all.start, &["was", "were", "is", "be", "been", "being", "jointly"]);
    let near = (at..at + 9).take_while(|&k| !matches!(v.word(k), "." | ";" | "")).find(|&k| v.is(k, &["by"]));
    near.filter(|&k| be || k == at + 1 && v.is(at, &["jointly", "together", "ably", "respectively"]))
}
