//! The chair as a seat: "A was in the chair", "A took the chair".

use super::super::chain;
use super::super::cue::{Cue, Form};
use super::{Chaired, Rule, Scene, chaired};

/// "Ms. Ana Horvat of Austria took the chair."
pub(super) const IN_THE_CHAIR: Rule = Rule { name: "chairs/in-the-chair", read: in_the_chair };

/// "A was in the chair", "In the chair was A", "A took the chair", "the chair was taken by A".
fn in_the_chair(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let start = cue.all.start;
    let the = start > 0 && v.before(start, &["the"]);
    let singular = cue.form == Form::One && v.word(cue.all.end - 1).eq_ignore_ascii_case("chair");
    if !the || !singular || !scene.here(cue) || v.is(cue.all.end, &["of", "'", "’"]) {
        return None;
    }
    let lead = start.checked_sub(2)?;
    if v.is(cue.all.end, &["was", "were", "is", "will", "being", "sat"]) {
        let mut at = cue.all.end + 1;
        while v.is(at, &["be", "taken", "held", "shared", "occupied", "by"]) {
            at += 1;
        }
        let inward = v.is(lead, &["in"]) || v.before(at, &["by"]);
        let chain = chain::forward(v, scene.mentions, at).filter(|_| inward)?;
        return Some(chaired(cue, chain));
    }
    let verbs = ["took", "take", "takes", "taking", "held", "holding", "shared", "sharing", "occupied", "in", "filled"];
    if !v.is(lead, &verbs) {
        return None;
    }
    let chain = chain::backward(v, scene.mentions, lead)?;
    Some(chaired(cue, chain))
}
