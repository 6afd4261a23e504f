//! A host and counterparts who are spoken of as the co-chairs afterwards.

use super::super::chain::Chain;
use super::super::cue::{Cue, Form};
use super::super::mention::{Mention, Who};
use super::scene::LONGEST;
use super::{Chaired, Rule, Scene, chaired};
use crate::model::Role;

/// "Ms. Ana Horvat of Austria hosted her Slovak counterpart for the Talks. The co-chairs spoke of dams."
pub(super) const HOST_AND_COUNTERPARTS: Rule =
    Rule { name: "chairs/host-and-counterparts", read: host_and_counterparts };

fn host_and_counterparts(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let spoken_of = cue.role == Role::CoChair && cue.form == Form::Many && v.before(cue.all.start, &["the"]);
    if !spoken_of || v.is(cue.all.end, &["of", "for"]) || !scene.here(cue) {
        return None;
    }
    let from = cue.all.start.saturating_sub(LONGEST);
    let noun = (from..cue.all.start).find(|&k| v.is(k, &["counterpart", "counterparts"]))?;
    let owner = (noun.saturating_sub(8)..noun).rev().find(|&k| v.is(k, &["his", "her", "their"]))?;
    let verb = owner.checked_sub(1).filter(|&k| v.is(k, &["hosted", "welcomed", "convened"]))?;
    let mut all = chaired(cue, scene.subject(verb)?);
    let guests: Vec<Mention> = (owner + 1..noun)
        .filter_map(|k| v.demonym(k).map(|(n, code)| Mention { all: k..k + n, who: Who::Country(code) }))
        .collect();
    all.extend(chaired(cue, Chain { all: owner..noun, parties: guests }));
    Some(all)
}
