//! The participle: "with A and B co-chairing", "Chairing the Meeting was A".

use super::super::chain;
use super::super::cue::{Cue, Form};
use super::{Chaired, Rule, Scene, chaired};

/// "The Talks met on 3 May 2012, with Ms. Ana Horvat of Austria chairing."
pub(super) const PARTICIPLE: Rule = Rule { name: "chairs/chairing", read: participle };

/// "with A and B co-chairing", "A, chairing the Meeting", "Chairing the Meeting was A".
fn participle(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    if cue.form != Form::Ing {
        return None;
    }
    let end = scene.chaired_object(cue.all.end)?;
    if let Some(be) = (end..end + 2).find(|&k| v.is(k, &["was", "were", "is", "are", "will"])) {
        let at = if v.is(be + 1, &["be"]) { be + 2 } else { be + 1 };
        let chain = chain::forward(v, scene.mentions, at)?;
        return (scene.known || scene.is_spoken_of(v.sentence(cue.all.start))).then(|| chaired(cue, chain));
    }
    // "Co-chairing the Meeting, A and B stressed"
    if cue.all.start == v.sentence(cue.all.start).start && end > cue.all.end && v.word(end) == "," {
        let chain = chain::forward(v, scene.mentions, end + 1).filter(|c| c.all.start == end + 1)?;
        return Some(chaired(cue, chain));
    }
    let chain = chain::backward(v, scene.mentions, scene.before_aside(cue.all.start))?;
    let with = chain.all.start > 0 && v.before(chain.all.start, &["with"]);
    let object = end > cue.all.end + 1
        || v.before(chain.all.start, &[","]) && matches!(v.word(cue.all.end), "." | "," | ";" | "");
    (object || with && scene.is_spoken_of(v.sentence(cue.all.start))).then(|| chaired(cue, chain))
}
