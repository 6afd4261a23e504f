//! "The Chair" that acts and is never named.

use super::super::cue::{self, Form};
use super::super::view::View;
use super::Chaired;
use crate::model::Role;

/// "The Chair" that acts in a note whose title is the Chair's own, though nobody says who it is.
pub(in super::super) fn unnamed(v: &View) -> Option<Chaired> {
    let cue = cue::all(v).into_iter().find(|c| {
        let the = c.all.start > 0 && v.before(c.all.start, &["the"]);
        let acts = !v.is(c.all.end, &["of", "for"]) && !v.is_apostrophe(c.all.end) && !v.is_capital(c.all.end);
        let by = c.all.start > 1 && v.is(c.all.start - 2, &["by"]);
        let verb = v.is_lower(c.all.end) && !v.is(c.all.end, &["and", "or", "in", "at", "on", "to"]);
        c.form == Form::One && c.role == Role::Chair && v.is_capital(c.all.start) && the && acts && (by || verb)
    })?;
    Some(Chaired { role: Role::Chair, party: None, cue: cue.all, rule: "chairs/the-chair-unnamed" })
}
