//! Serving as chairs: "with A as chair", "A and B acted as co-chairs".

use super::super::chain::{self, Chain};
use super::super::cue::{self, Cue, Form};
use super::super::gathering::is_meeting;
use super::super::view::View;
use super::{Chaired, Rule, Scene, chaired};

/// "Ms. Ana Horvat of Austria served as chair."
pub(super) const AS_CHAIRS: Rule = Rule { name: "chairs/as-chairs", read: as_chairs };

/// Verbs between a list and "as chairs".
const SERVING: &[&str] = &[
    "served",
    "serve",
    "serves",
    "act",
    "acts",
    "sit",
    "function",
    "serving",
    "acted",
    "acting",
    "sat",
    "sitting",
    "presiding",
    "functioned",
    "elected",
    "was",
    "were",
    "appointed",
    "chosen",
    "by",
    "acclamation",
    "consensus",
    "unanimously",
];

/// "with A and B as co-chairs", "A served as Chair", "had as its co-chairs A and B".
fn as_chairs(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let from = cue.all.start.saturating_sub(4);
    let at = (from..cue.all.start).rev().find(|&k| v.is(k, &["as"]))?;
    let between = (at + 1..cue.all.start).all(|k| v.is(k, BETWEEN));
    if !matches!(cue.form, Form::One | Form::Many) || !between || !scene.here(cue) {
        return None;
    }
    if let Some(chain) = in_the_capacity(scene, cue, at) {
        return Some(chaired(cue, chain));
    }
    if !scene.of_this(cue) {
        return None;
    }
    // "As co-chairs, A and B opened", "had as its co-chairs A and B"
    let end = scene.after_complement(cue);
    // "As co-chairs served A and B"
    let opens = v.sentence(at).start;
    let speaking =
        at == opens + 1 && v.is(opens, &["speaking", "acting", "serving", "sitting", "presiding", "elected"]);
    let fronted = (at == opens || speaking) && (v.word(end) == "," || v.is(end, &["served", "acted", "sat"]));
    let next = if fronted { end + 1 } else { cue.all.end };
    if let Some(chain) = chain::forward(v, scene.mentions, next).filter(|c| c.all.start == next) {
        return Some(chaired(cue, chain));
    }
    serving(scene, cue, at).map(|chain| chaired(cue, chain))
}

/// Words between "as" and the word of chairing.
const BETWEEN: &[&str] = &[
    "the",
    "its",
    "their",
    "joint",
    "a",
    "alternate",
    "meeting",
    "s",
    "'",
    "’",
    "our",
    "respective",
    "acting",
    "host",
];

/// The list before "as chairs". "the Treasury, as chair of the group, said" tells an office; "with A as chair", "A served
/// as chair" a sitting.
fn serving(scene: &Scene, cue: &Cue, at: usize) -> Option<Chain> {
    let v = scene.v;
    let mut end = at;
    while end > 0 && v.before(end, SERVING) {
        end -= 1;
    }
    let chain = chain::backward(v, scene.mentions, end)?;
    let start = chain.all.start;
    let goes_on = after_another_chair(v, start);
    // "elected the Head of Delegation, Mr. A, as Chair": the office before the name belongs to the same person
    let office =
        (start.saturating_sub(10)..start).rev().take_while(|&k| v.is_capital(k) || v.is(k, &["the", "of", ","]));
    let named = office.last().filter(|_| v.before(start, &[","])).is_some_and(|k| v.before(k, &["elected"]));
    let with = v.before(start, &["with", "had", "elected", "appointed", "chose", "named"]) || goes_on || named;
    // "which A chairs with B as vice-chair" is said of a body, all the year
    let standing =
        (start.saturating_sub(6)..start).any(|k| cue::at(v, k).is_some_and(|c| c.form == Form::Many && v.is_lower(k)));
    let fits = with || end < at || cue.form == Form::Many && v.word(at - 1) != ",";
    (fits && !standing && (goes_on || scene.nearest_is_this(start))).then_some(chain)
}

/// "elected A as Chair and B as Vice-Chair": whether a word of chairing and an "and" stand right before the list.
fn after_another_chair(v: &View, start: usize) -> bool {
    let cue_ends = |k: usize| cue::at(v, k).is_some_and(|c| c.all.end + 1 == start);
    v.before(start, &["and"]) && (2..5).filter_map(|n| start.checked_sub(n)).any(cue_ends)
}

/// "A, in her capacity as chair of the Council, hosted the Council's meeting": what was done then is this meeting's.
fn in_the_capacity(scene: &Scene, cue: &Cue, at: usize) -> Option<Chain> {
    let v = scene.v;
    let capacity = at.checked_sub(3).filter(|&k| v.is(k, &["in"]) && v.is(k + 2, &["capacity", "role", "function"]));
    let inward = capacity.or_else(|| Some(at).filter(|&k| v.before(k, &[","])))?;
    let close = (cue.all.end..cue.all.end + 24).find(|&k| matches!(v.word(k), "," | "." | ";"))?;
    let verb = close + 1;
    let held = ["hosted", "convened", "led", "held", "called", "opened", "presided", "chaired", "hosts", "convenes"];
    let meeting = |k: usize| is_meeting(v.word(k)) || v.is(k, &["deliberations"]);
    let object = (verb + 1..verb + 14).take_while(|&k| v.word(k) != ".").any(meeting);
    (v.is(verb, &held) && object).then(|| chain::backward(v, scene.mentions, inward))?
}
