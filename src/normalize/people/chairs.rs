//! Who chaired this meeting: the forms of saying so, each a named rule.
//!
//! Handed: views with their mentions and what the meeting is. Gives: parties with their role and the rule. A wrong
//! chair is the worst this module can do, so every rule asks whether it is this meeting that was chaired.

use super::chain::{self, Chain};
use super::cue::{self, Cue, Form};
use super::gathering::{Gathering, phrase_around};
use super::mention::{Mention, Who};
use super::view::View;
use crate::model::{CountryCode, Role};
use std::cell::OnceCell;
use std::ops::Range;

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

/// One passage as the rules see it.
pub(super) struct Scene<'v, 'a> {
    pub(super) v: &'v View<'a>,
    pub(super) mentions: &'v [Mention],
    pub(super) gathering: &'v Gathering,
    /// Whether the note has spoken of this meeting before this passage.
    pub(super) known: bool,
    /// Whether this is the first passage of running text.
    pub(super) lead: bool,
    /// Whether it is one of the few after that.
    pub(super) near_lead: bool,
    /// The first token that speaks of this meeting, sought when first asked for.
    pub(super) spoken: OnceCell<Option<usize>>,
}

/// Number of tokens that are looked at before a word of chairing.
const LONGEST: usize = 240;

/// A rule: reads a cue.
type Rule = fn(&Scene, &Cue) -> Option<Vec<Chaired>>;

/// The rules in the order they are tried.
const RULES: &[Rule] = &[
    tag,
    passive,
    active,
    infinitive,
    chairmanship,
    participle,
    in_the_chair,
    as_chairs,
    was_chair,
    chairs_were,
    apposition,
    apposed,
    titled,
];

/// The rules for the first paragraph of a note that gives its meeting no name.
const CAREFUL: &[Rule] = &[tag, passive, active, infinitive];

/// The rules for the paragraphs after it: "The meeting was chaired by A", "A chaired this second meeting".
const DEFINITE: &[Rule] = &[tag, definite_passive, definite_active];

/// The rules for what follows in such a note.
const TAGS: &[Rule] = &[tag];

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
        found.extend(rules.iter().find_map(|rule| rule(scene, &cue)).unwrap_or_default());
    }
    if found.is_empty() && scene.gathering.named {
        found = host_and_counterparts(scene).unwrap_or_default();
    }
    found
}

/// "A hosted her Mexican and Canadian counterparts … the co-chairs discussed": host and counterparts are the co-chairs.
fn host_and_counterparts(scene: &Scene) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let noun = (0..v.len()).find(|&k| v.is(k, &["counterpart", "counterparts"]))?;
    let cues = cue::all(v);
    let is_co_chairs = |c: &&Cue| c.role == Role::CoChair && c.form == Form::Many && v.before(c.all.start, &["the"]);
    let cue = cues.iter().find(is_co_chairs).filter(|c| c.all.start > noun && !v.is(c.all.end, &["of", "for"]))?;
    let owner = (noun.saturating_sub(8)..noun).rev().find(|&k| v.is(k, &["his", "her", "their"]))?;
    let verb = owner.checked_sub(1).filter(|&k| v.is(k, &["hosted", "welcomed", "convened"]))?;
    let mut all = chaired(cue, scene.subject(verb)?, "chairs/host-and-counterparts");
    let guests: Vec<Mention> = (owner + 1..noun)
        .filter_map(|k| v.demonym(k).map(|(n, code)| Mention { all: k..k + n, who: Who::Country(code) }))
        .collect();
    let chain = Chain { all: owner..noun, parties: guests };
    all.extend(chaired(cue, chain, "chairs/host-and-counterparts"));
    scene.here(cue).then_some(all)
}

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
    Some(chaired(cue, chain, "chairs/tag"))
}

/// "was co-chaired by A and B", "Chaired by A, the Meeting …".
fn passive(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    if cue.form != Form::Past {
        return None;
    }
    let by = by_after(v, cue)?;
    let chain = chain::forward(v, scene.mentions, by + 1)?;
    let sentence = v.sentence(cue.all.start);
    let always = v.before(cue.all.start, &["is", "are"]) && !scene.gathering.named;
    if always || scene.another_sitting(sentence.start..cue.all.start) {
        return None;
    }
    let fronted = cue.all.start == sentence.start && scene.opens_with_meeting(chain.all.end + 1..sentence.end);
    (fronted || scene.is_chaired(cue)).then(|| chaired(cue, chain, "chairs/chaired-by"))
}

/// A sentence that begins with "The meeting was chaired by".
fn definite_passive(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let start = v.sentence(cue.all.start).start;
    let past = v.before(cue.all.start, &["was", "were"]);
    let verb = cue.all.start.checked_sub(1)?;
    let noun = (start + 1..verb).next_back().is_some_and(|k| super::gathering::is_meeting(v.word(k)));
    (past && noun && verb < start + 6 && v.is(start, &["the", "this"])).then(|| passive(scene, cue))?
}

/// "A and B co-chaired this second meeting".
fn definite_active(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let this = v.is(cue.all.end, &["this", "the"]);
    let noun = (cue.all.end + 1..cue.all.end + 4).any(|k| v.is(k, &["meeting", "dialogue", "conference", "summit"]));
    (this && noun).then(|| active(scene, cue))?
}

/// The "by" of a passive: next to the verb, or after a few words ("chaired for the first time by").
fn by_after(v: &View, cue: &Cue) -> Option<usize> {
    let over = if v.is(cue.all.end, &["over"]) { 1 } else { 0 };
    let at = cue.all.end + over;
    if v.is(at, &["by"]) {
        return Some(at);
    }
    let be = cue.all.start > 0 && v.before(cue.all.start, &["was", "were", "is", "be", "been", "being", "jointly"]);
    let near = (at..at + 9).take_while(|&k| !matches!(v.word(k), "." | ";" | "")).find(|&k| v.is(k, &["by"]));
    near.filter(|&k| be || k == at + 1 && v.is(at, &["jointly", "together", "ably", "respectively"]))
}

/// "A and B co-chaired the Meeting", with a second list after it: "along with C".
fn active(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let passive = cue.all.start > 0 && v.before(cue.all.start, &["was", "were", "is", "be", "been", "being"]);
    if cue.form != Form::Past || passive {
        return None;
    }
    let end = scene.chaired_object(cue.all.end).or_else(|| scene.meeting_of_the_lead(cue))?;
    let mut chain = scene.subject(cue.all.start)?;
    let more = scene.along_with(cue, end);
    let first = chain.parties.len();
    chain.parties.extend(more.map(|m| m.parties).unwrap_or_default());
    let mut all = chaired(cue, chain, "chairs/active");
    if let Some(side) = scene.side(cue, end) {
        all.iter_mut().take(first).for_each(|c| c.give_country(side.clone()));
    }
    Some(all)
}

/// "A will chair the Meeting", "as the Foreign Ministers of A and B, to co-chair the Conference".
fn infinitive(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let aux = cue.all.start > 0 && v.before(cue.all.start, &["to", "will", "would", "shall", "jointly"]);
    if !matches!(cue.form, Form::One | Form::Many) || !(aux || cue.form == Form::Many && !v.is_capital(cue.all.start)) {
        return None;
    }
    let object = !matches!(v.word(cue.all.end), "." | "," | ";" | "" | "of");
    // "the Treasury chairs the Committee" is said of all its meetings, not of this one
    let sitting = aux || (cue.all.end..cue.all.end + 12).any(|k| super::gathering::is_meeting(v.word(k)));
    let object = object && sitting;
    let end = scene.chaired_object(cue.all.end).filter(|_| object)?;
    let mut chain = scene.subject(cue.all.start)?;
    if let Some(more) = scene.along_with(cue, end) {
        chain.parties.extend(more.parties);
    }
    Some(chaired(cue, chain, "chairs/to-chair"))
}

/// "under the chairmanship of A".
fn chairmanship(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    if let Some(found) = owned_chairmanship(scene, cue) {
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
    spoken.then(|| chaired(cue, chain, "chairs/chairmanship-of"))
}

/// "under Ms. A's chairmanship". A country's chairmanship is of a body for a year, and a person's of this meeting.
fn owned_chairmanship(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let end = (1..3)
        .filter_map(|n| cue.all.start.checked_sub(n))
        .find(|&k| k + v.possessive(k) == cue.all.start && v.possessive(k) > 0)?;
    let chain = chain::backward(v, scene.mentions, end)?;
    let person = chain.parties.iter().all(|p| matches!(p.who, Who::Person(_)));
    let under = v.before(chain.all.start, &["under"]) && !v.is(cue.all.end, &["of"]);
    (cue.form == Form::Ship && person && under && scene.here(cue))
        .then(|| chaired(cue, chain, "chairs/chairmanship-of"))
}

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
        return (scene.known || scene.is_spoken_of(v.sentence(cue.all.start)))
            .then(|| chaired(cue, chain, "chairs/chairing-was"));
    }
    let chain = chain::backward(v, scene.mentions, cue.all.start)?;
    let with = chain.all.start > 0 && v.before(chain.all.start, &["with"]);
    let object = end > cue.all.end + 1
        || v.before(chain.all.start, &[","]) && matches!(v.word(cue.all.end), "." | "," | ";" | "");
    (object || with && scene.is_spoken_of(v.sentence(cue.all.start))).then(|| chaired(cue, chain, "chairs/chairing"))
}

/// "A was in the chair", "In the chair was A", "A took the chair", "the chair was taken by A".
fn in_the_chair(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let start = cue.all.start;
    let the = start > 0 && v.before(start, &["the"]);
    let singular = cue.form == Form::One && v.word(cue.all.end - 1).eq_ignore_ascii_case("chair");
    if !the || !singular || !scene.here(cue) || v.is(cue.all.end, &["of", "'", "’"]) {
        return None;
    }
    let lead = start.checked_sub(2)?;
    if v.is(cue.all.end, &["was", "were", "is", "will", "being", "sat"]) {
        let mut at = cue.all.end + 1;
        while v.is(at, &["be", "taken", "held", "shared", "occupied", "by"]) {
            at += 1;
        }
        let inward = v.is(lead, &["in"]) || v.before(at, &["by"]);
        let chain = chain::forward(v, scene.mentions, at).filter(|_| inward)?;
        return Some(chaired(cue, chain, "chairs/in-the-chair"));
    }
    let verbs = ["took", "take", "takes", "taking", "held", "holding", "shared", "sharing", "occupied", "in", "filled"];
    if !v.is(lead, &verbs) {
        return None;
    }
    let chain = chain::backward(v, scene.mentions, lead)?;
    Some(chaired(cue, chain, "chairs/in-the-chair"))
}

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
        return Some(chaired(cue, chain, "chairs/as-chairs"));
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
    (fits && scene.nearest_is_this(chain.all.start)).then(|| chaired(cue, chain, "chairs/as-chairs"))
}

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

/// "A and B were the co-chairs".
fn was_chair(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let be = (cue.all.start.saturating_sub(3)..cue.all.start)
        .rev()
        .find(|&k| v.is(k, &["was", "were", "is", "are", "being", "be"]))?;
    let between =
        (be + 1..cue.all.start).all(|k| v.is(k, &["the", "its", "their", "joint", "this", "meeting", "s", "'", "’"]));
    if !matches!(cue.form, Form::One | Form::Many) || !between || !scene.here(cue) || !scene.of_this(cue) {
        return None;
    }
    let chain = chain::backward(v, scene.mentions, be)?;
    Some(chaired(cue, chain, "chairs/was-chair"))
}

/// "The co-chairs were A and B", "Co-chairs of the 6th Dialogue will be A; and B".
fn chairs_were(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    if !matches!(cue.form, Form::One | Form::Many) || !scene.here(cue) || !scene.of_this(cue) {
        return None;
    }
    let limit = v.sentence(cue.all.start).end.min(cue.all.end + 20);
    let be = (cue.all.end..limit)
        .take_while(|&k| !matches!(v.word(k), "," | ";" | ":"))
        .find(|&k| v.is(k, &["was", "were", "is", "are", "being", "will"]))?;
    let of = be == cue.all.end || v.is(cue.all.end, &["of", "for", "at"]);
    let at = if v.is(be + 1, &["be"]) { be + 2 } else { be + 1 };
    let chain = chain::forward(v, scene.mentions, at).filter(|c| of && c.all.start == at)?;
    Some(chaired(cue, chain, "chairs/chairs-were"))
}

/// "The co-chairs, A and B, …", "his co-chairs, A and B": the owner is then a co-chair as well.
fn apposition(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    if !matches!(cue.form, Form::One | Form::Many) || !scene.here(cue) || !scene.of_this(cue) {
        return None;
    }
    let end = scene.after_complement(cue);
    let comma = v.word(end) == ",";
    let at = if comma { end + 1 } else { end };
    let chain = chain::forward(v, scene.mentions, at)?;
    let owner = scene.owner(cue);
    // "Chairman Smith", "the Chair, Ms. Roe" hold that office anywhere; "the Chair of the Meeting" holds it here
    let here_only = cue.role != Role::Chair || end > cue.all.end || owner.is_some();
    let introduced = here_only && (owner.is_some() || scene.has_article(cue));
    let fits =
        if cue.form == Form::Many { chain.parties.len() > 1 } else { chain.parties.len() == 1 || owner.is_some() };
    let closed = !comma || !v.is_word(chain.all.end);
    if !introduced || !fits || !closed || chain.all.start != at {
        return None;
    }
    let mut all = chaired(cue, chain, "chairs/apposition");
    let mut all_owners = 0;
    if let Some(Some(owners)) = owner {
        let mut both = chaired(cue, owners, "chairs/owner-of-co-chairs");
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
    Some(chaired(cue, chain, "chairs/apposed"))
}

/// "Mr. A, Co-Chair of the Meeting, said": the title is the role.
fn titled(scene: &Scene, cue: &Cue) -> Option<Vec<Chaired>> {
    let v = scene.v;
    let end = scene.after_complement(cue);
    let this = end > cue.all.end && scene.of_this(cue) && scene.here(cue);
    let holds = |m: &&Mention| match &m.who {
        Who::Person(p) => p.after.as_ref().is_some_and(|t| t.start == cue.all.start),
        _ => false,
    };
    let at = scene.mentions.partition_point(|m| m.all.start <= cue.all.start).checked_sub(1)?;
    let party = scene.mentions.get(at).filter(holds).filter(|_| this && v.word(end) == ",")?;
    let chain = Chain { parties: vec![party.clone()], all: party.all.clone() };
    Some(chaired(cue, chain, "chairs/titled"))
}

impl Chaired {
    /// A country said beside the list, for a person who has none of their own.
    fn give_country(&mut self, country: (CountryCode, Range<usize>)) {
        if let Some(Mention { who: Who::Person(p), .. }) = &mut self.party {
            p.country = p.country.take().or(Some(country));
        }
    }
}

impl Scene<'_, '_> {
    /// Whether a clause speaks of this meeting; of a long one its last words count.
    fn is_spoken_of(&self, range: Range<usize>) -> bool {
        self.gathering.is_spoken_of(self.v, range.start.max(range.end.saturating_sub(LONGEST))..range.end)
    }

    /// The first token of this passage that speaks of this meeting.
    fn first_spoken(&self) -> Option<usize> {
        let limit = 0..self.v.len();
        let spoken = |&k: &usize| {
            self.gathering.noun(self.v, k) && self.gathering.is_meant(self.v, phrase_around(self.v, k, limit.clone()))
        };
        *self.spoken.get_or_init(|| limit.clone().find(spoken))
    }

    /// Whether the note, here or before, speaks of this meeting, and the word is no other body's ("PCAST Co-Chairs").
    fn here(&self, cue: &Cue) -> bool {
        let v = self.v;
        let known = self.known || self.first_spoken().is_some_and(|k| k < v.sentence(cue.all.start).end);
        let before = cue.all.start.checked_sub(1);
        let foreign = before.is_some_and(|k| {
            let name = v.is_capital(k) && v.demonym(k).is_none() && v.sentence(k).start != k && !v.is(k, &["The"]);
            name && !self.gathering.is_meant(v, phrase_around(v, k, v.sentence(k).start..cue.all.start))
        });
        known && !foreign
    }

    /// Whether what follows "of" or "for" after the word is this meeting, or nothing follows.
    fn of_this(&self, cue: &Cue) -> bool {
        let v = self.v;
        let at = cue.all.end;
        // "is Chair of the Committee" tells an office all the year; "of the Meeting" a sitting
        if cue.role == Role::Chair && cue.form == Form::One && v.is(at, &["of", "for"]) {
            let end = self.meeting_at(at + 1);
            return end.is_some_and(|end| (at..end).any(|k| super::gathering::is_meeting(v.word(k))));
        }
        !v.is(at, &["of", "for", "to", "from"]) || self.meeting_at(at + 1).is_some()
    }

    /// End of the phrase at `at` that means this meeting.
    fn meeting_at(&self, at: usize) -> Option<usize> {
        let v = self.v;
        let limit = v.sentence(at).end.min(at + 30);
        let mut noun = at;
        while noun < limit && !self.gathering.noun(v, noun) {
            noun = self.word_of_name(noun)?;
        }
        if noun >= limit {
            return None;
        }
        let phrase = phrase_around(v, noun, at..limit);
        let covers = phrase.start <= at + 1 || v.is(at, &["this", "the", "its", "our", "both"]);
        // "the meeting for the United States": for whom somebody acts is no part of the name
        let short = (noun + 1..phrase.end).find(|&k| v.is(k, &["for"])).unwrap_or(phrase.end);
        let start = at.min(phrase.start);
        let meant = |end: &usize| covers && self.gathering.is_meant(v, start..*end);
        [short, phrase.end].into_iter().find(meant)
    }

    /// The token after a word that may stand before the noun of a meeting's name; brackets are passed over.
    fn word_of_name(&self, at: usize) -> Option<usize> {
        let v = self.v;
        if v.word(at) == "(" {
            return (at..at + 6).find(|&k| v.word(k) == ")").map(|k| k + 1);
        }
        let between = at > 0 && v.is_capital(at - 1) && v.is_capital(at + 1);
        let breaks = v.is(at, &["on", "in", "at", "was", "were", "with", "to", "by", "from", "a", "an", "his", "her"])
            || v.is(at, &["and"]) && !between;
        let mark = matches!(v.word(at), "," | "." | ";" | ":" | ")" | "");
        (!breaks && !mark).then_some(at + 1)
    }

    /// The list before a verb, if it is its subject: not where a preposition stands before it ("a delegation to France").
    fn subject(&self, end: usize) -> Option<Chain> {
        let chain = chain::backward(self.v, self.mentions, end)?;
        let before = if self.v.before(chain.all.start, &["the"]) { chain.all.start - 1 } else { chain.all.start };
        let prepositions = ["to", "in", "at", "from", "of", "by", "on", "into", "between", "visited", "visiting"];
        (!self.v.before(before, &prepositions)).then_some(chain)
    }

    /// Whether a clause speaks of the next or the last meeting of the series: "the next Dialogue, co-chaired by".
    fn another_sitting(&self, clause: Range<usize>) -> bool {
        let v = self.v;
        let clause = clause.start.max(clause.end.saturating_sub(LONGEST / 4))..clause.end;
        let noun = |k: usize| (k + 1..k + 7).any(|n| n < clause.end && self.gathering.noun(v, n));
        clause
            .clone()
            .any(|k| v.is(k, &["next", "previous", "upcoming", "future", "following", "forthcoming"]) && noun(k))
    }

    /// Whether the nearest noun before a token that may mean a meeting means this one, or there is none.
    fn nearest_is_this(&self, before: usize) -> bool {
        let v = self.v;
        let start = v.sentence(before.saturating_sub(1)).start.max(before.saturating_sub(LONGEST));
        let clause = start..before;
        let last = clause.clone().rev().find(|&k| self.gathering.noun(v, k));
        last.is_none_or(|k| self.gathering.is_meant(v, phrase_around(v, k, clause.clone())))
    }

    /// End of the object of an active verb, if it is this meeting: "the Meeting", or nothing where the sentence is of it.
    fn chaired_object(&self, at: usize) -> Option<usize> {
        let v = self.v;
        let at = if v.is(at, &["over"]) { at + 1 } else { at };
        if v.is(at, &["it"]) && self.known {
            return Some(at + 1);
        }
        if let Some(end) = self.meeting_at(at) {
            return Some(end);
        }
        let sentence = v.sentence(at.saturating_sub(1));
        let none = at >= sentence.end
            || !v.is_word(at)
            || v.is(
                at,
                &[
                    "and",
                    "on",
                    "for",
                    "with",
                    "along",
                    "together",
                    "was",
                    "were",
                    "while",
                    "alongside",
                    "jointly",
                    "as",
                ],
            );
        (none && (self.is_spoken_of(sentence) || self.known)).then_some(at)
    }

    /// "Today, A chaired a meeting with …": the first sentence of a note speaks of the note's own meeting.
    fn meeting_of_the_lead(&self, cue: &Cue) -> Option<usize> {
        let v = self.v;
        let at = cue.all.end;
        let first = self.lead && v.sentence(cue.all.start).start == 0;
        let noun = (at + 1..at + 8).find(|&k| super::gathering::is_meeting(v.word(k)))?;
        (first && self.gathering.named && v.is(at, &["a", "an"])).then_some(noun + 1)
    }

    /// Whether a range begins with this meeting: "…, the Conference adopted".
    fn opens_with_meeting(&self, range: Range<usize>) -> bool {
        let start = (range.start..range.start + 2).find(|&k| self.v.is_word(k)).unwrap_or(range.start);
        start < range.end && (self.meeting_at(start).is_some() || self.v.is(start, &["it"]) && self.known)
    }

    /// Whether the subject of a passive is this meeting: the nearest noun before a bare participle, or the first noun of
    /// the sentence before an auxiliary, or "It" after a sentence that speaks of the meeting.
    fn is_chaired(&self, cue: &Cue) -> bool {
        let v = self.v;
        let sentence = v.sentence(cue.all.start);
        let before = sentence.start.max(cue.all.start.saturating_sub(LONGEST))..cue.all.start;
        let auxiliary = cue.all.start > 0
            && v.before(cue.all.start, &["was", "were", "is", "be", "been", "being", "and", "jointly", "are", "also"]);
        let nouns: Vec<usize> = before.clone().filter(|&k| self.gathering.noun(v, k)).collect();
        let meant = |&k: &usize| self.gathering.is_meant(v, phrase_around(v, k, before.clone()));
        match (nouns.first(), nouns.last()) {
            (Some(first), Some(last)) => {
                meant(last)
                    || auxiliary && meant(first)
                    || nouns.len() < 12 && auxiliary && self.meeting_at(sentence.start).is_some()
            }
            _ => {
                let it = before.clone().any(|k| v.is(k, &["it", "which", "they"])) || before.is_empty();
                let earlier = v.sentence_before(sentence.start).is_some_and(|s| self.is_spoken_of(s));
                auxiliary && it && (earlier || self.known && sentence.start == 0)
            }
        }
    }

    /// A second list of chairs after the object: "along with C", "together with C", and after "co-chaired" also "with C".
    fn along_with(&self, cue: &Cue, end: usize) -> Option<Chain> {
        let v = self.v;
        let limit = v.sentence(cue.all.start).end.min(end + 14);
        let at = (end..limit).take_while(|&k| v.word(k) != ";").find(|&k| v.is(k, &["with", "alongside"]))?;
        let together = at > 0 && v.before(at, &["along", "together", "jointly"]) || v.is(at, &["alongside"]);
        if !(together || cue.role == Role::CoChair) {
            return None;
        }
        let next = if v.is(at + 1, &["his", "her", "their"]) { at + 4 } else { at + 1 };
        chain::forward(v, self.mentions, next)
    }

    /// The token after "of the Meeting" or "for the TTC" behind the word, or right after it.
    fn after_complement(&self, cue: &Cue) -> usize {
        let at = cue.all.end;
        if self.v.is(at, &["of", "for"]) { self.meeting_at(at + 1).unwrap_or(at) } else { at }
    }

    fn has_article(&self, cue: &Cue) -> bool {
        let v = self.v;
        let start = cue.all.start;
        let from = start.saturating_sub(4);
        start == v.sentence(start).start
            || (from..start).any(|k| v.is(k, &["the", "its", "our", "this"]) || v.possessive(k) > 0 && k + 4 > start)
    }

    /// "For the United States, A chaired …", "A chaired … for the United States": for whom the chairs before the verb act.
    fn side(&self, cue: &Cue, end: usize) -> Option<(CountryCode, Range<usize>)> {
        let v = self.v;
        let country = |for_at: usize| {
            let at = if v.is(for_at + 1, &["the"]) { for_at + 2 } else { for_at + 1 };
            let (n, code) = v.country(at).filter(|_| v.is(for_at, &["for"]))?;
            (!v.is_word(at + n)).then_some((code, at..at + n))
        };
        country(v.sentence(cue.all.start).start).or_else(|| country(end))
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

/// The parties of a list with the role the word and their number tell.
fn chaired(cue: &Cue, chain: Chain, rule: &'static str) -> Vec<Chaired> {
    let held = |m: &Mention| if let Who::Office { countries, .. } = &m.who { countries.len().max(1) } else { 1 };
    let several = chain.parties.iter().map(held).sum::<usize>() > 1;
    let role = match cue.role {
        Role::Chair if several => Role::CoChair,
        role => role,
    };
    chain.parties.into_iter().map(|party| Chaired { role, party: Some(party), cue: cue.all.clone(), rule }).collect()
}

/// "The Chair" that acts in a note whose title is the Chair's own, though nobody says who it is.
pub(super) fn unnamed(v: &View) -> Option<Chaired> {
    let cue = cue::all(v).into_iter().find(|c| {
        let the = c.all.start > 0 && v.before(c.all.start, &["the"]);
        let acts = !v.is(c.all.end, &["of", "for"]) && !v.is_apostrophe(c.all.end) && !v.is_capital(c.all.end);
        let by = c.all.start > 1 && v.is(c.all.start - 2, &["by"]);
        let verb = v.is_lower(c.all.end) && !v.is(c.all.end, &["and", "or", "in", "at", "on", "to"]);
        c.form == Form::One && c.role == Role::Chair && v.is_capital(c.all.start) && the && acts && (by || verb)
    })?;
    Some(Chaired { role: Role::Chair, party: None, cue: cue.all, rule: "chairs/the-chair-unnamed" })
}
