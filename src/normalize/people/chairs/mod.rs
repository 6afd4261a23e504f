//! Who chaired this meeting: the forms of saying so, each a named rule in a file of its construct.
//!
//! Handed: views with their mentions and what the meeting is. Gives: parties with their role and the rule. A wrong
//! chair is the worst this module can do, so every rule asks whether it is this meeting that was chaired, and a list
//! that is no list of persons, offices or countries says nothing. A new form is a rule in the file of its construct and
//! a line in [`RULES`].

mod active;
mod apposition;
mod as_chairs;
mod chairmanship;
mod counterparts;
mod delegation;
mod in_the_chair;
mod label;
mod participle;
mod passive;
mod scene;
mod unnamed;
mod were;

use super::chain::Chain;
use super::cue::{self, Cue};
use super::mention::{Mention, Who};
use crate::model::{CountryCode, Role};
pub(super) use delegation::heads;
pub(super) use label::{entry, heading};
pub(super) use scene::Scene;
use std::ops::Range;
pub(super) use unnamed::unnamed;

/// A party in the chair.
#[derive(Debug, Clone)]
pub(super) struct Chaired {
    pub(super) role: Role,
    /// Who; `None` where the note speaks of "the Chair" and never says who.
    pub(super) party: Option<Mention>,
    /// The words that say the role.
    pub(super) cue: Range<usize>,
    pub(super) rule: &'static str,
}

/// One way of saying who chaired.
struct Rule {
    /// The name its facts carry.
    name: &'static str,
    /// Reads a word of chairing; `None` where the form is another.
    read: fn(&Scene, &Cue) -> Option<Vec<Chaired>>,
}

impl Rule {
    /// The parties the rule reads at a word of chairing, under the rule's name.
    fn of(&self, scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
        let found = (self.read)(scene, cue)?;
        Some(found.into_iter().map(|c| Chaired { rule: self.name, ..c }).collect())
    }
}

/// The rules in the order they are tried.
const RULES: &[Rule] = &[
    label::BEFORE,
    label::AFTER,
    passive::PASSIVE,
    passive::LED,
    active::ACTIVE,
    active::INFINITIVE,
    chairmanship::CHAIRMANSHIP,
    chairmanship::OF_A_NATION,
    participle::PARTICIPLE,
    in_the_chair::IN_THE_CHAIR,
    as_chairs::AS_CHAIRS,
    were::WAS_CHAIR,
    were::CHAIRS_WERE,
    apposition::APPOSITION,
    apposition::APPOSED,
    apposition::TITLED,
];

/// The rules for the first paragraph of a note that gives its meeting no name.
const CAREFUL: &[Rule] = &[
    label::BEFORE,
    label::AFTER,
    passive::PASSIVE,
    active::ACTIVE,
    active::INFINITIVE,
    chairmanship::CHAIRMANSHIP,
    chairmanship::OF_A_NATION,
];

/// The rules for the paragraphs after it: "The meeting was chaired by A", "A chaired this second meeting".
const DEFINITE: &[Rule] = &[label::BEFORE, label::AFTER, passive::DEFINITE_PASSIVE, active::DEFINITE_ACTIVE];

/// The rules for what follows in such a note.
const TAGS: &[Rule] = &[label::BEFORE, label::AFTER];

/// The chairs a passage names.
pub(super) fn read(scene: &Scene) -> Vec<Chaired> {
    let mut found = Vec::new();
    let rules = match (scene.gathering.named, scene.lead) {
        (true, _) => RULES,
        (false, true) => CAREFUL,
        (false, false) if scene.near_lead => DEFINITE,
        (false, false) => TAGS,
    };
    for cue in cue::all(scene.v) {
        found.extend(rules.iter().find_map(|rule| rule.of(scene, &cue)).unwrap_or_default());
    }
    if found.is_empty() && scene.gathering.named {
        let hosts = || cue::all(scene.v).iter().find_map(|cue| counterparts::HOST_AND_COUNTERPARTS.of(scene, cue));
        found = hosts().unwrap_or_default();
    }
    found
}

/// The chairs a passage names by labels.
pub(super) fn labelled(scene: &Scene) -> Vec<Chaired> {
    let read = |cue: &Cue| TAGS.iter().find_map(|rule| rule.of(scene, cue));
    cue::all(scene.v).iter().filter_map(read).flatten().collect()
}

impl Chaired {
    /// Whether a label told it.
    pub(super) fn by_label(&self) -> bool {
        TAGS.iter().any(|rule| rule.name == self.rule)
    }

    /// A country said beside the list, for a person who has none of their own.
    fn give_country(&mut self, country: (CountryCode, Range<usize>)) {
        if let Some(Mention { who: Who::Person(p), .. }) = &mut self.party {
            p.country = p.country.take().or(Some(country));
        }
    }
}

/// The parties of a list with the role the word and their number tell.
fn chaired(cue: &Cue, chain: Chain) -> Vec<Chaired> {
    let held = |m: &Mention| if let Who::Office { countries, .. } = &m.who { countries.len().max(1) } else { 1 };
    let several = chain.parties.iter().map(held).sum::<usize>() > 1;
    let role = match cue.role {
        Role::Chair if several => Role::CoChair,
        role => role,
    };
    chain
        .parties
        .into_iter()
        .map(|party| Chaired { role, party: Some(party), cue: cue.all.clone(), rule: "" })
        .collect()
}
