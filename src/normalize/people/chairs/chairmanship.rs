//! "under the chairmanship of".

use super::super::chain::{self, Chain};
use super::super::cue::{Cue, Form};
use super::super::mention::{Mention, Who};
use super::{Chaired, Rule, Scene, chaired};

/// "The Talks met under the chairmanship of Ms. Ana Horvat of Austria."
pub(super) const CHAIRMANSHIP: Rule = Rule { name: "chairs/chairmanship-of", read: chairmanship };

/// "The Talks met under French chairmanship."
pub(super) const OF_A_NATION: Rule = Rule { name: "chairs/chairmanship-of-a-nation", read: of_a_nation };

/// "under the chairmanship of A", "under the Chair of A".
fn chairmanship(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    if let Some(found) = owned(scene, cue) {
        return Some(found);
    }
    let start = cue.all.start;
    let under = (start.saturating_sub(4)..start).any(|k| v.is(k, &["under", "with", "through"]));
    let seat = matches!(cue.form, Form::One | Form::Many)
        && v.before(start, &["the", "joint"])
        && start > 1
        && v.before(start - 1, &["under"]);
    let held = cue.form == Form::Lead && was_held_under(scene, cue);
    if !(cue.form == Form::Ship && under || seat || held) || !v.is(cue.all.end, &["of"]) {
        return None;
    }
    // "under the chair of host Foreign Minister A"
    let list = cue.all.end + 1 + usize::from(v.is(cue.all.end + 1, &["host"]));
    let chain = chain::forward(v, scene.mentions, list)?;
    let sentence = v.sentence(start);
    let spoken = scene.is_spoken_of(sentence.start..start)
        || scene.opens_with_meeting(chain.all.end..sentence.end)
        || scene.opens_with_meeting(chain.all.end + 1..sentence.end)
        || scene.met(sentence.start..start);
    (spoken && !scene.another_sitting(sentence.start..start)).then(|| chaired(cue, chain))
}

/// "The Talks were held in Graz under the leadership of A": the verb of holding before it, and persons after it. A body may
/// work "under the presidency of Chile" for a year.
fn was_held_under(scene: &Scene, cue: &Cue) -> bool {
    let v = scene.v;
    let start = cue.all.start;
    let under = (start.saturating_sub(4)..start).rev().find(|&k| v.is(k, &["under"]));
    let sentence = v.sentence(start);
    let clause = under.map_or(start..start, |k| k.saturating_sub(24).max(sentence.start)..k);
    let held =
        clause.into_iter().any(|k| v.is(k, &["held", "met", "convened", "place", "gathered", "sat", "assembled"]));
    let chain = chain::forward(v, scene.mentions, cue.all.end + 1);
    held && chain.is_some_and(|c| c.parties.iter().all(|m| matches!(m.who, Who::Person(_))))
}

/// "under French chairmanship", "under the French co-chairmanship" of what was met for.
fn of_a_nation(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let at = cue.all.start.checked_sub(1).filter(|_| cue.form == Form::Ship && !v.is(cue.all.end, &["of"]))?;
    let (n, code) = v.demonym(at)?;
    let under = v.before(at, &["under"]) || at > 1 && v.before(at, &["the"]) && v.is(at - 2, &["under"]);
    let sentence = v.sentence(at).start;
    let spoken = scene.is_spoken_of(sentence..at) || scene.met(sentence..at);
    let nation = Mention { all: at..at + n, who: Who::Country(code) };
    let chain = Chain { all: nation.all.clone(), parties: vec![nation] };
    (under && spoken && !scene.another_sitting(sentence..at)).then(|| chaired(cue, chain))
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
