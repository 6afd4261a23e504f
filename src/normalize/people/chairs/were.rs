//! "A and B were the co-chairs", "The co-chairs were A and B".

use super::super::chain;
use super::super::cue::{Cue, Form};
use super::{Chaired, Rule, Scene, chaired};

/// "Ms. Ana Horvat of Austria and Mr. Jan Novak of Slovakia were the co-chairs."
pub(super) const WAS_CHAIR: Rule = Rule { name: "chairs/was-chair", read: was_chair };

/// "The co-chairs were Ms. Ana Horvat of Austria and Mr. Jan Novak of Slovakia."
pub(super) const CHAIRS_WERE: Rule = Rule { name: "chairs/chairs-were", read: chairs_were };

/// "A and B were the co-chairs".
fn was_chair(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let be = (cue.all.start.saturating_sub(3)..cue.all.start)
        .rev()
        .find(|&k| v.is(k, &["was", "were", "is", "are", "being", "be"]))?;
    let between = (be + 1..cue.all.start)
        .all(|k| v.is(k, &["the", "its", "their", "joint", "this", "meeting", "s", "'", "’", "elected"]));
    if !matches!(cue.form, Form::One | Form::Many) || !between || !scene.here(cue) || !scene.of_this(cue) {
        return None;
    }
    let chain = chain::backward(v, scene.mentions, be)?;
    Some(chaired(cue, chain))
}

/// "The co-chairs were A and B", "Co-chairs of the 6th Dialogue will be A; and B".
fn chairs_were(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    if !matches!(cue.form, Form::One | Form::Many) || !scene.here(cue) || !scene.of_this(cue) {
        return None;
    }
    let limit = v.sentence(cue.all.start).end.min(cue.all.end + 40);
    let be = (past_aside(scene, cue)..limit)
        .take_while(|&k| !matches!(v.word(k), "," | ";" | ":"))
        .find(|&k| v.is(k, &["was", "were", "is", "are", "being", "will"]))?;
    let of = be == cue.all.end || v.is(cue.all.end, &["of", "for", "at"]);
    let at = if v.is(be + 1, &["be"]) { be + 2 } else { be + 1 };
    let chain = chain::forward(v, scene.mentions, at).filter(|c| of && c.all.start == at)?;
    Some(chaired(cue, chain))
}

/// The token behind a participle between commas: "Co-chairs of the Talks, held in Graz on 3 May, were".
fn past_aside(scene: &Scene, cue: &Cue) -> usize {
    let v = scene.v;
    let open = scene.after_complement(cue);
    if open == cue.all.end || v.word(open) != "," || !v.is(open + 1, &["held", "convened", "hosted", "which"]) {
        return cue.all.end;
    }
    let verb = |k: usize| v.is(k, &["was", "were", "are", "is", "will"]);
    let close = (open + 2..open + 24).take_while(|&k| v.word(k) != ".").find(|&k| v.word(k) == "," && verb(k + 1));
    close.map_or(cue.all.end, |k| k + 1)
}
