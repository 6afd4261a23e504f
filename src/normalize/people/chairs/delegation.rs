//! Heads of delegations: "The delegation of Chile was led by A", "B headed the Austrian side".
//!
//! They are in nobody's chair, so that they are read beside the chairs and never instead of them. Only words that say so
//! expressly count: who "spoke for" or "represented" a country may have been anybody.

use super::super::chain::{self, Chain};
use super::super::mention::{Mention, Who};
use super::{Chaired, Scene};
use crate::lexicon::sorts::Sorts;
use crate::model::{CountryCode, Role};
use std::ops::Range;

/// The rule that reads them.
const RULE: &str = "chairs/head-of-delegation";

/// Tokens between a delegation and the word that says who led it.
const REACH: usize = 16;

/// The heads of delegations a passage names.
pub(in super::super) fn heads(scene: &Scene) -> Vec<Chaired> {
    let v = scene.v;
    if !scene.gathering.named || !v.p.holds(Sorts::DELEGATION) {
        return Vec::new();
    }
    let mut found: Vec<Chaired> = Vec::new();
    for at in (0..v.len()).filter(|&k| v.sort(k, Sorts::DELEGATION)) {
        // "the side event was led by"
        let another = v.is(at, &["side"]) && v.is_lower(at + 1) && !v.is(at + 1, BEHIND_SIDE);
        if another {
            continue;
        }
        let spoken = scene.known || scene.first_spoken().is_some_and(|k| k < v.sentence(at).end);
        if !spoken || is_elsewhere(scene, at) {
            continue;
        }
        let chain = headed_by(scene, at).or_else(|| heading(scene, at)).or_else(|| fronted(scene, at));
        let chain = chain.or_else(|| title(scene, at));
        let persons = |c: &Chain| c.parties.iter().all(|m| matches!(m.who, Who::Person(_)));
        let Some(chain) = chain.filter(persons) else { continue };
        let alone = chain.parties.len() == 1;
        let chaired = |party| Chaired { role: Role::DelegationHead, party: Some(party), cue: at..at + 1, rule: RULE };
        let mut heads: Vec<Chaired> = chain.parties.iter().cloned().map(chaired).collect();
        if let Some(country) = country(scene, at).filter(|_| alone) {
            heads.iter_mut().for_each(|h| h.give_country(country.clone()));
        }
        let mut end = chain.all.end;
        found.append(&mut heads);
        while let Some((next, country)) = and_the_next(scene, end).filter(|_| alone) {
            end = next.all.end;
            found.extend(next.parties.into_iter().map(chaired).map(|mut head| {
                head.give_country(country.clone());
                head
            }));
        }
    }
    found
}

/// Small words that go on behind "the Chilean side".
const BEHIND_SIDE: &[&str] =
    &["was", "is", "will", "had", "has", "led", "headed", "and", "also", "included", "of", "from", "by"];

/// "the Chilean delegation", "the delegation of Chile": whose it is.
fn country(scene: &Scene, at: usize) -> Option<(CountryCode, Range<usize>)> {
    let v = scene.v;
    let people = (1..=2).filter_map(|n| at.checked_sub(n)).find_map(|k| Some((v.demonym(k)?, k)));
    if let Some(((n, code), k)) = people.filter(|((n, _), k)| k + n == at) {
        return Some((code, k..k + n));
    }
    let place = at + 2 + usize::from(v.is(at + 2, &["the"]));
    let (n, code) = v.country(place).filter(|_| v.is(at + 1, &["of", "from"]))?;
    Some((code, place..place + n))
}

/// "led a delegation to Chile", "the delegation's visit": a journey, unless it was one to this meeting.
fn is_elsewhere(scene: &Scene, at: usize) -> bool {
    let v = scene.v;
    let to = (at + 1..at + 8).take_while(|&k| !matches!(v.word(k), "." | ",")).find(|&k| v.is(k, &["to", "at"]));
    let some = (at.saturating_sub(5)..at).rev().take_while(|&k| v.is_word(k)).any(|k| v.is(k, &["a", "an"]));
    match to {
        Some(to) => scene.meeting_at(to + 1).is_none(),
        None => some,
    }
}

/// "The Chilean delegation was led by A", "delegations of A and B, headed respectively by C and D".
fn headed_by(scene: &Scene, at: usize) -> Option<Chain> {
    let v = scene.v;
    let end = v.sentence(at).end.min(at + REACH);
    let clause = (at + 1..end).take_while(|&k| !v.sort(k, Sorts::DELEGATION) && v.word(k) != ";");
    let verb = clause.into_iter().find(|&k| v.is(k, &["led", "headed"]))?;
    let by = (verb + 1..verb + 3).find(|&k| v.is(k, &["by"]))?;
    chain::forward(v, scene.mentions, by + 1)
}

/// "…, the Australian by B; and that of India by C": the next delegation without its noun and verb, with its people.
fn and_the_next(scene: &Scene, end: usize) -> Option<(Chain, (CountryCode, Range<usize>))> {
    let v = scene.v;
    let the = (end..end + 4).find(|&k| v.is(k, &["the", "that"]))?;
    let start = if v.is(the, &["that"]) { the + 2 } else { the + 1 };
    let (n, code) = v.demonym(start).or_else(|| v.country(start)).filter(|_| (end..the).all(|k| !v.is_capital(k)))?;
    let by = (start + n..start + n + 3).find(|&k| v.is(k, &["by"]))?;
    chain::forward(v, scene.mentions, by + 1).map(|chain| (chain, (code, start..start + n)))
}

/// "A led the Chilean delegation", "B will head the Austrian side".
fn heading(scene: &Scene, at: usize) -> Option<Chain> {
    let v = scene.v;
    let of = |k: usize| v.is_capital(k) || v.is_hyphen(k) || v.possessive(k) > 0 || v.is(k, WITHIN);
    let before = (at.saturating_sub(8)..at).rev();
    let verb =
        before.into_iter().find(|&k| !of(k)).filter(|&k| v.is(k, &["led", "headed", "leads", "heads", "head"]))?;
    let future = !v.is(verb, &["head"]) || v.before(verb, &["will", "to"]);
    scene.subject(verb).filter(|_| future && verb + 1 < at)
}

/// Small words between the verb and the delegation.
const WITHIN: &[&str] =
    &["the", "its", "their", "his", "her", "s", "of", "ministerial", "inter", "agency", "level", "high"];

/// "Heading the two delegations were A and B", "Leading the Chilean delegation was A".
fn fronted(scene: &Scene, at: usize) -> Option<Chain> {
    let v = scene.v;
    let start = v.sentence(at).start;
    let led = v.is(start, &["heading", "leading"]) && at < start + 8;
    let be = (at + 1..at + 8).find(|&k| v.is(k, &["was", "were", "is", "are", "will"])).filter(|_| led)?;
    let next = be + 1 + usize::from(v.is(be + 1, &["be"]));
    chain::forward(v, scene.mentions, next).filter(|c| c.all.start == next)
}

/// "Head of Delegation: A", "A, head of the Chilean delegation,".
fn title(scene: &Scene, at: usize) -> Option<Chain> {
    let v = scene.v;
    let head =
        (at.saturating_sub(6)..at).rev().find(|&k| v.is(k, &["head", "heads", "leader"]) && v.is(k + 1, &["of"]))?;
    if v.word(at + 1) == ":" {
        return chain::forward(v, scene.mentions, at + 2).filter(|c| c.all.start == at + 2);
    }
    let before = scene.mentions.partition_point(|m| m.all.start < head).checked_sub(1)?;
    let party = scene.mentions.get(before).filter(|m| is_beside(m, head))?;
    let closed = matches!(v.word(at + 1), "," | "." | ")" | ";" | "") && v.word(head - 1) != "of";
    closed.then(|| Chain { all: party.all.clone(), parties: vec![party.clone()] })
}

/// Whether a person's title holds a token, or the token stands right behind the person's comma.
fn is_beside(m: &Mention, token: usize) -> bool {
    m.all.contains(&token) || m.all.end + 1 == token
}
