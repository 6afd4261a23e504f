//! Labels: the word of chairing stands as a label before the list, in brackets, before a colon or in a table.

use super::super::chain;
use super::super::cue::{Cue, Form};
use super::{Chaired, Rule, Scene, chaired};

/// "Co-Chairs: Ms. Ana Horvat (Austria), Mr. Jan Novak (Slovakia)"
pub(super) const TAG: Rule = Rule { name: "chairs/tag", read: tag };

/// "[Chair] …", "Co-Chairs: …", and the row of a table whose head is the word.
fn tag(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    if !matches!(cue.form, Form::One | Form::Many) || !v.is_capital(cue.all.start) {
        return None;
    }
    let start = cue.all.start;
    let bracket = start == 1 && v.word(0) == "[" && v.word(cue.all.end) == "]";
    let heads = start == v.sentence(start).start || !v.is_word(start - 1);
    let colon = v.word(cue.all.end) == ":" && heads;
    let row = start == 0
        && !v.is_lower(cue.all.end)
        && v.country(cue.all.end).is_some_and(|(n, _)| v.word(cue.all.end + n) == "(");
    let at = if bracket || colon { cue.all.end + 1 } else { cue.all.end };
    (bracket || colon || row).then_some(())?;
    let chain = chain::forward(v, scene.mentions, at)?;
    Some(chaired(cue, chain))
}
