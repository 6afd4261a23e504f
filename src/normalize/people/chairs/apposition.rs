//! Apposition: the word of chairing and the persons side by side, "the co-chairs, A and B".

use super::super::chain::{self, Chain};
use super::super::cue::{self, Cue, Form};
use super::super::mention::{Mention, Who};
use super::super::view::View;
use super::scene::LONGEST;
use super::{Chaired, Rule, Scene, chaired};
use crate::model::{CountryCode, Role};
use std::ops::Range;

/// "The co-chairs, Ms. Ana Horvat of Austria and Mr. Jan Novak of Slovakia, opened the Talks."
pub(super) const APPOSITION: Rule = Rule { name: "chairs/apposition", read: apposition };

/// "Ms. Ana Horvat of Austria and Mr. Jan Novak of Slovakia, the co-chairs, opened the Talks."
pub(super) const APPOSED: Rule = Rule { name: "chairs/apposed", read: apposed };

/// "Ms. Ana Horvat, Co-Chair of the Talks, opened them."
pub(super) const TITLED: Rule = Rule { name: "chairs/titled", read: titled };

/// "The co-chairs, A and B, …", "his co-chairs, A and B": the owner is then a co-chair as well.
fn apposition(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    if !matches!(cue.form, Form::One | Form::Many) || !scene.here(cue) || !scene.of_this(cue) {
        return None;
    }
    let end = scene.after_complement(cue);
    let dash = matches!(v.word(end), "-" | "–" | "—") && !v.glued(end);
    let comma = v.word(end) == "," || dash;
    let at = if comma { end + 1 } else { end };
    let mut chain = chain::forward(v, scene.mentions, at)?;
    let owner = scene.owner(cue);
    // "the Chair of the Talks, Mr. A, and Ms. B": one is in the chair
    let one = cue.form == Form::One && end > cue.all.end && matches!(chain.parties[0].who, Who::Person(_));
    if one && v.word(chain.parties[0].all.end) == "," {
        chain.parties.truncate(1);
        chain.all.end = chain.parties[0].all.end;
    }
    // "Chairman Smith", "the Chair, Ms. Roe" hold that office anywhere; "the Chair of the Meeting" holds it here
    let its = v.before(cue.all.start, &["its"]) && scene.meeting_at(v.sentence(cue.all.start).start).is_some();
    let here_only = its
        || cue.role != Role::Chair
        || end > cue.all.end
        || owner.is_some()
        || chain::forward(v, scene.mentions, at).is_some_and(|c| scene.directs(cue, &c))
        || scene.is_new_beside_vice_chair(cue);
    let by = cue.form == Form::Many && v.before(cue.all.start, &["by"]);
    // "It had two co-chairs, A and B"
    let counted = cue.form == Form::Many && v.before(cue.all.start, &["two", "three", "four"]);
    // "joined by TTC co-chairs A and B"
    let body = (cue.all.start.saturating_sub(3)..cue.all.start).rev().find(|&k| !v.is_capital(k));
    let joined = cue.form == Form::Many && body.is_some_and(|k| v.is(k, &["by"]));
    let named = joined && scene.gathering.is_meant(v, cue.all.start - 1..cue.all.start);
    let introduced = here_only && (named || owner.is_some() || scene.has_article(cue) || by || counted);
    let fits =
        if cue.form == Form::Many { chain.parties.len() > 1 } else { chain.parties.len() == 1 || owner.is_some() };
    let closed = !comma || !v.is_word(chain.all.end);
    // "the creditors' meeting for Chad under the three co-chairs, A, B and C"
    let another = end == cue.all.end && owner.is_none() && !scene.nearest_is_this(cue.all.start);
    if another || !introduced || !fits || !closed || chain.all.start != at {
        return None;
    }
    let mut all = chaired(cue, chain);
    let mut all_owners = 0;
    if let Some(Some(owners)) = owner {
        let mut both = chaired(cue, owners);
        all_owners = both.len();
        both.append(&mut all);
        all = both;
    }
    if let Some(code) = scene.people_of(cue) {
        all.iter_mut().skip(all_owners).for_each(|c| c.give_country(code.clone()));
    }
    Some(all)
}

/// "A and B, the co-chairs, …".
fn apposed(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let the = cue.all.start.checked_sub(2).filter(|&k| v.is(k + 1, &["the", "its", "both"]) && v.word(k) == ",")?;
    let end = scene.after_complement(cue);
    let closed = !v.is_word(end) && cue.role == Role::CoChair && cue.form == Form::Many;
    if !closed || !scene.here(cue) || !scene.of_this(cue) {
        return None;
    }
    let chain = scene.subject(the).filter(|c| c.parties.len() > 1)?;
    Some(chaired(cue, chain))
}

/// "Mr. A, Co-Chair of the Meeting, said": the title is the role.
fn titled(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let end = scene.after_complement(cue);
    let from = cue.role == Role::CoChair && v.is(cue.all.end, &["from", "for"]);
    let side = v.country(cue.all.end + 1).filter(|_| from).map(|(n, _)| cue.all.end + 1 + n);
    let this = scene.here(cue) && (side.is_some() || end > cue.all.end && scene.of_this(cue));
    let end = side.unwrap_or(end);
    let holds = |m: &&Mention| match &m.who {
        Who::Person(p) => p.after.as_ref().is_some_and(|t| t.contains(&cue.all.start)),
        _ => false,
    };
    let at = scene.mentions.partition_point(|m| m.all.start <= cue.all.start).checked_sub(1)?;
    // "A, Minister of Waters of Chad and Chair of the Talks,": behind the words read as the title
    let behind = |m: &&Mention| matches!(m.who, Who::Person(_)) && and_behind(v, m, cue.all.start);
    let party = scene.mentions.get(at).filter(|m| holds(m) || behind(m)).filter(|_| this && v.word(end) == ",")?;
    let chain = Chain { parties: vec![party.clone()], all: party.all.clone() };
    Some(chaired(cue, chain))
}

/// Whether an "and" joins a token to a person's title.
fn and_behind(v: &View, m: &Mention, at: usize) -> bool {
    let and = at - usize::from(v.before(at, &["the", "current"]));
    and > 0 && v.before(and, &["and"]) && m.all.end + usize::from(v.word(m.all.end) == ",") + 1 == and
}

/// What who is in the chair does at a sitting.
const DIRECTING: &[&str] =
    &["opened", "welcomed", "closed", "called", "adjourned", "thanked", "introduced", "summarized", "summarised"];

/// What it is done to.
const SITTING: &[&str] = &["meeting", "session", "delegates", "delegations", "participants", "members", "proceedings"];

impl Scene<'_, '_> {
    /// "The Chair, Ms. A, opened the meeting": the sentence begins with the word, and tells what only who is in the chair does.
    fn directs(&self, cue: &Cue, chain: &Chain) -> bool {
        let v = self.v;
        let opens = v.before(cue.all.start, &["the"]) && v.sentence(cue.all.start).start + 1 == cue.all.start;
        let verb = (chain.all.end..chain.all.end + 8).take_while(|&k| v.word(k) != ".").find(|&k| v.is(k, DIRECTING));
        let object = |verb: usize| (verb + 1..verb + 6).take_while(|&k| v.word(k) != ".").any(|k| v.is(k, SITTING));
        opens && v.is(cue.all.start, &["chair", "chairperson", "chairman", "chairwoman"]) && verb.is_some_and(object)
    }

    /// "introduced the new Chairman A and the new Vice Chairman B".
    fn is_new_beside_vice_chair(&self, cue: &Cue) -> bool {
        let v = self.v;
        let vice = |k: usize| cue::at(v, k).is_some_and(|c| c.role == Role::ViceChair && v.before(k, &["new"]));
        v.before(cue.all.start, &["new"]) && (cue.all.end..cue.all.end + 24).any(vice)
    }

    /// "their Chinese Co-Chairs": the people the chairs are of.
    fn people_of(&self, cue: &Cue) -> Option<(CountryCode, Range<usize>)> {
        let at = cue.all.start.checked_sub(1)?;
        self.v.demonym(at).map(|(_, code)| (code, at..at + 1))
    }

    /// "his", "her", "their" before the word: whose co-chairs they are. The inner `None`: the sentence names nobody before.
    fn owner(&self, cue: &Cue) -> Option<Option<Chain>> {
        let v = self.v;
        let start = cue.all.start;
        let from = start.saturating_sub(4).max(v.sentence(start).start);
        let own = (from..start).rev().find(|&k| v.is(k, &["his", "her", "their"]))?;
        if cue.role != Role::CoChair {
            return None;
        }
        let sentence = v.sentence(start).start;
        let from = self.mentions.partition_point(|m| m.all.start < sentence);
        let before = self.mentions[from..].iter().take_while(|m| m.all.end <= own);
        let first = before.take(LONGEST).find(|m| matches!(m.who, Who::Person(_)))?;
        Some(chain::forward(v, self.mentions, first.all.start).filter(|c| c.all.end <= own))
    }
}
