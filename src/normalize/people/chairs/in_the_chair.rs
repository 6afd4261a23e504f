//! The chair as a seat: "A was in the chair", "A took the chair".

use super::super::chain;
use super::super::cue::{Cue, Form};
use super::super::mention::{Mention, Who};
use super::{Chaired, Rule, Scene, chaired};

/// "Ms. Ana Horvat of Austria took the chair."
pub(super) const IN_THE_CHAIR: Rule = Rule { name: "chairs/in-the-chair", read: in_the_chair };

/// "A was in the chair", "In the chair was A", "A took the chair", "the chair was taken by A".
fn in_the_chair(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let start = cue.all.start;
    let the = start > 0 && v.before(start, &["the"]);
    // "the chairmanship was held by A"
    let ship = cue.form == Form::Ship && v.is(cue.all.end, &["was"]);
    let singular = cue.form == Form::One && v.word(cue.all.end - 1).eq_ignore_ascii_case("chair") || ship;
    if !the || !singular || !scene.here(cue) || v.is(cue.all.end, &["of", "'", "’"]) {
        return None;
    }
    if v.is(cue.all.end, &["was", "were", "is", "will", "being", "sat", "fell", "lay"]) {
        let mut at = cue.all.end + 1;
        while v.is(at, &["be", "taken", "held", "shared", "occupied", "exercised", "assumed", "by", "to", "with"]) {
            at += 1;
        }
        let inward = start > 1 && v.is(start - 2, &["in"]) || v.before(at, &["by", "to", "with"]);
        let chain = chain::forward(v, scene.mentions, at).filter(|_| inward)?;
        return Some(chaired(cue, chain));
    }
    let lead = start.checked_sub(2)?;
    let verbs = ["took", "take", "takes", "taking", "held", "holding", "shared", "sharing", "occupied", "in", "filled"];
    if !v.is(lead, &verbs) {
        return None;
    }
    // "Chile takes the chair in 2023": of the body, for a year
    let person = |m: &Mention| !matches!(m.who, Who::Country(_));
    let present = v.is(lead, &["take", "takes", "holds", "taking", "holding"]);
    let chain = chain::backward(v, scene.mentions, lead).filter(|c| !present || c.parties.iter().all(person))?;
    Some(chaired(cue, chain))
}
