//! "under the chairmanship of".

use super::super::chain;
use super::super::cue::{Cue, Form};
use super::super::mention::Who;
use super::{Chaired, Rule, Scene, chaired};

/// "The Talks met under the chairmanship of Ms. Ana Horvat of Austria."
pub(super) const CHAIRMANSHIP: Rule = Rule { name: "chairs/chairmanship-of", read: chairmanship };

/// "under the chairmanship of A".
fn chairmanship(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    if let Some(found) = owned(scene, cue) {
        return Some(found);
    }
    let before = cue.all.start.saturating_sub(4)..cue.all.start;
    let under = before.clone().any(|k| v.is(k, &["under", "with", "through"]));
    if cue.form != Form::Ship || !under || !v.is(cue.all.end, &["of"]) {
        return None;
    }
    let chain = chain::forward(v, scene.mentions, cue.all.end + 1)?;
    let sentence = v.sentence(cue.all.start);
    let spoken =
        scene.is_spoken_of(sentence.start..cue.all.start) || scene.opens_with_meeting(chain.all.end..sentence.end);
    spoken.then(|| chaired(cue, chain))
}

/// "under Ms. A's chairmanship". A country's chairmanship is of a body for a year, and a person's of this meeting.
fn owned(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let end = (1..3)
        .filter_map(|n| cue.all.start.checked_sub(n))
        .find(|&k| k + v.possessive(k) == cue.all.start && v.possessive(k) > 0)?;
    let chain = chain::backward(v, scene.mentions, end)?;
    let person = chain.parties.iter().all(|p| matches!(p.who, Who::Person(_)));
    let under = v.before(chain.all.start, &["under"]) && !v.is(cue.all.end, &["of"]);
    (cue.form == Form::Ship && person && under && scene.here(cue)).then(|| chaired(cue, chain))
}
