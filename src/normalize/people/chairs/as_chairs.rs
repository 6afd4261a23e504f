//! Serving as chairs: "with A as chair", "A and B acted as co-chairs".

use super::super::chain;
use super::super::cue::{self, Cue, Form};
use super::{Chaired, Rule, Scene, chaired};

/// "Ms. Ana Horvat of Austria served as chair."
pub(super) const AS_CHAIRS: Rule = Rule { name: "chairs/as-chairs", read: as_chairs };

/// Verbs between a list and "as chairs".
const SERVING: &[&str] = &[
    "served",
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
];

/// "with A and B as co-chairs", "A served as Chair", "had as its co-chairs A and B".
fn as_chairs(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let from = cue.all.start.saturating_sub(4);
    let at = (from..cue.all.start).rev().find(|&k| v.is(k, &["as"]))?;
    let between = (at + 1..cue.all.start)
        .all(|k| v.is(k, &["the", "its", "their", "joint", "a", "alternate", "meeting", "s", "'", "’", "our"]));
    if !matches!(cue.form, Form::One | Form::Many) || !between || !scene.here(cue) || !scene.of_this(cue) {
        return None;
    }
    // "As co-chairs, A and B opened", "had as its co-chairs A and B"
    let fronted = at == v.sentence(at).start && v.word(cue.all.end) == ",";
    let next = cue.all.end + usize::from(fronted);
    if let Some(chain) = chain::forward(v, scene.mentions, next).filter(|c| c.all.start == next) {
        return Some(chaired(cue, chain));
    }
    let mut end = at;
    while end > 0 && v.before(end, SERVING) {
        end -= 1;
    }
    let chain = chain::backward(v, scene.mentions, end)?;
    // "the Treasury, as chair of the group, said" tells an office; "with A as chair", "A served as chair" a sitting
    let elected = (chain.all.start.saturating_sub(1)..chain.all.start)
        .any(|k| v.is(k, &["elected", "appointed", "chose", "named"]));
    // "elected A as Chair and B as Vice-Chair"
    let goes_on = v.before(chain.all.start, &["and"])
        && (2..5).any(|n| {
            chain
                .all
                .start
                .checked_sub(n)
                .is_some_and(|k| cue::at(v, k).is_some_and(|c| c.all.end + 1 == chain.all.start))
        });
    let with = v.before(chain.all.start, &["with", "had"]) || elected || goes_on;
    let fits = with || end < at || cue.form == Form::Many && v.word(at - 1) != ",";
    (fits && scene.nearest_is_this(chain.all.start)).then(|| chaired(cue, chain))
}
