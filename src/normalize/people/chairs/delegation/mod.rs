//! Heads of delegations: "The delegation of Chile was led by A", "B headed the Austrian side".
//!
//! They are in nobody's chair, so that they are read beside the chairs and never instead of them. Only words that say so
//! expressly count: who "spoke for" or "represented" a country may have been anybody.

mod noun;

use super::super::chain::{self, Chain};
use super::super::mention::{Mention, Who};
use super::{Chaired, Scene};
use crate::lexicon::sorts::Sorts;
use crate::model::{CountryCode, Role};
use std::ops::Range;

/// The rule that reads them.
const RULE: &str = "chairs/head-of-delegation";

/// Those who led a delegation, by one of the frames.
struct Led {
    chain: Chain,
    role: Role,
}

impl Led {
    fn heads(chain: Chain) -> Self {
        Self { chain, role: Role::DelegationHead }
    }
}

/// The ways of saying who led the delegation at a token, in the order they are tried.
const FRAMES: &[fn(&Scene, usize) -> Option<Led>] = &[at_the_head, headed_by, leading, with_a_head, title];

/// The heads of delegations a passage names.
pub(in super::super) fn heads(scene: &Scene) -> Vec<Chaired> {
    let v = scene.v;
    if !scene.gathering.named || !v.p.holds(Sorts::DELEGATION) {
        return Vec::new();
    }
    let mut found: Vec<Chaired> = Vec::new();
    for at in v.p.each(Sorts::DELEGATION) {
        // "the side event was led by"
        let another = v.is(at, &["side"]) && v.is_lower(at + 1) && !v.is(at + 1, BEHIND_SIDE);
        let spoken = scene.known || scene.first_spoken().is_some_and(|k| k < v.sentence(at).end);
        if another || !spoken || is_elsewhere(scene, at) {
            continue;
        }
        let persons = |l: &Led| l.chain.parties.iter().all(|m| matches!(m.who, Who::Person(_)));
        let Some(led) = FRAMES.iter().find_map(|frame| frame(scene, at).filter(persons)) else { continue };
        add(scene, at, led, &mut found);
    }
    found
}

/// Adds those who led a delegation, with its country, and those who led the next ones in the same sentence.
fn add(scene: &Scene, at: usize, led: Led, found: &mut Vec<Chaired>) {
    let chaired = |party| Chaired { role: led.role, party: Some(party), cue: at..at + 1, rule: RULE };
    let mut heads: Vec<Chaired> = led.chain.parties.iter().cloned().map(chaired).collect();
    let country = noun::country(scene, at);
    if let Some(country) = &country {
        heads.iter_mut().for_each(|h| h.give_country(country.clone()));
    }
    found.append(&mut heads);
    let mut end = led.chain.all.end.max(noun::end(scene, at));
    let single = led.chain.parties.len() == 1 || country.is_some();
    while let Some((next, country)) = and_the_next(scene, end).filter(|_| single) {
        end = next.0;
        found.extend(next.1.parties.into_iter().map(chaired).map(|mut head| {
            head.give_country(country.clone());
            head
        }));
    }
}

/// Small words that go on behind "the Chilean side".
const BEHIND_SIDE: &[&str] = &[
    "was", "is", "will", "had", "has", "led", "headed", "and", "also", "included", "of", "from", "by", "co", "chaired",
    "came", "at", "under", "with",
];

/// "led a delegation to Chile", "the delegation's visit": a journey, unless it was one to this meeting.
fn is_elsewhere(scene: &Scene, at: usize) -> bool {
    let v = scene.v;
    let to = (at + 1..at + 8).take_while(|&k| !matches!(v.word(k), "." | ",")).find(|&k| v.is(k, &["to", "at"]));
    // "led the delegations to discuss", "at its head" are no journeys
    let to =
        to.filter(|&k| v.is_capital(k + 1) || v.is(k + 1, &["the", "a", "an", "this", "its", "our", "his", "her"]));
    let to = to.filter(|&k| !v.reads(k, &["at", "its", "head"]) && !v.reads(k, &["at", "the", "head"]));
    let some = (at.saturating_sub(5)..at).rev().take_while(|&k| v.is_word(k)).any(|k| v.is(k, &["a", "an"]));
    let described = v.is(at + 1, &["that", "which", "including", "comprising", "composed", "consisting"]);
    match to {
        Some(to) => scene.meeting_at(to + 1).is_none(),
        // "a delegation of Chile headed by A and a delegation of Peru met"
        None => some && !described && !(noun::led_by(scene, at).is_some() && meets(scene, at)),
    }
}

/// Whether the sentence says that delegations met.
fn meets(scene: &Scene, at: usize) -> bool {
    let v = scene.v;
    let sentence = v.sentence(at);
    let both = sentence.clone().filter(|&k| v.sort(k, Sorts::DELEGATION)).count() > 1;
    both && sentence.clone().any(|k| v.is(k, &["met", "meet", "held", "consulted", "gathered"]))
}

/// "The Chilean delegation was led by A", "delegations of A and B, headed respectively by C and D".
fn headed_by(scene: &Scene, at: usize) -> Option<Led> {
    let (verb, list) = noun::led_by(scene, at)?;
    let chain = chain::forward(scene.v, scene.mentions, list)?;
    Some(Led { chain, role: verb.role })
}

/// A country with the words that tell it.
type Whose = (CountryCode, Range<usize>);

/// "…, the Australian by B; and that of India by C", "…, while B led that of India", "…, and B the Indian one": the next
/// delegation without its noun or verb, with its people; and the token behind all of it.
fn and_the_next(scene: &Scene, end: usize) -> Option<((usize, Chain), Whose)> {
    let v = scene.v;
    let the = (end..end + 4).find(|&k| v.is(k, &["the", "that"]));
    let small = |to: usize| (end..to).all(|k| !v.is_capital(k));
    if let Some((n, code, start)) = the.filter(|&k| small(k)).and_then(|the| whose(scene, the))
        && let Some(by) = (start + n..start + n + 4).find(|&k| v.is(k, &["by"]))
    {
        let noun = (start + n..by).all(|k| v.sort(k, Sorts::DELEGATION) || v.is(k, &["one", "party", ","]));
        let chain = chain::forward(v, scene.mentions, by + 1).filter(|_| noun)?;
        return Some(((chain.all.end, chain), (code, start..start + n)));
    }
    let next = (end..end + 3).find(|&k| v.is(k, &["while", "and", "whereas"])).map(|k| k + 1)?;
    let chain = chain::forward(v, scene.mentions, next).filter(|c| c.all.start <= next + 1)?;
    let end = chain.all.end;
    let led = noun::led(scene, end).or_else(|| noun::led(scene, end + 1).filter(|_| v.word(end) == ","));
    let verb = led.map_or(end, |led| led.end);
    let (n, code, start) = whose(scene, verb)?;
    let one =
        v.is(verb, &["that"]) || v.is(start + n, &["one", "delegation", "side"]) || v.is(verb + 1, &["delegation"]);
    let behind = start + n + usize::from(v.is(start + n, &["one", "delegation", "side"]));
    one.then_some(((behind, chain), (code, start..start + n)))
}

/// "the Indian", "that of India", "the delegation of India" at a token: length, country and first token of the words that
/// say whose.
fn whose(scene: &Scene, the: usize) -> Option<(usize, CountryCode, usize)> {
    let v = scene.v;
    let noun = the + usize::from(v.is(the, &["the"]) && v.is(the + 1, &["delegation"]));
    let of = v.is(noun + 1, &["of"]);
    let start = if of { noun + 2 + usize::from(v.is(noun + 2, &["the"])) } else { the + 1 };
    let (n, code) = v.country(start).or_else(|| v.demonym(start)).filter(|_| v.is(the, &["the", "that"]))?;
    (of || !v.is(the, &["that"])).then_some((n, code, start))
}

/// "A led the Chilean delegation", "B will head the Austrian side", "Leading the Chilean delegation was A".
fn leading(scene: &Scene, at: usize) -> Option<Led> {
    let v = scene.v;
    let verb = noun::leads(scene, at)?;
    if !v.is(verb.end - 1, &["leading", "heading"]) {
        return scene.subject(verb.start).map(|chain| Led { chain, role: verb.role });
    }
    if let Some(chain) = behind_verb(scene, at) {
        return Some(Led::heads(chain));
    }
    let first = verb.start == v.sentence(verb.start).start;
    if first && v.word(at + 1) == "," {
        return chain::forward(v, scene.mentions, at + 2).filter(|c| c.all.start == at + 2).map(Led::heads);
    }
    let chain = chain::backward(v, scene.mentions, verb.start).filter(|_| v.before(verb.start, &[","]))?;
    Some(Led::heads(chain))
}

/// "was A", "were A and B", "stood A" behind a delegation.
fn behind_verb(scene: &Scene, at: usize) -> Option<Chain> {
    let v = scene.v;
    let limit = v.sentence(at).end.min(at + 10);
    let verbs = ["was", "were", "is", "are", "will", "stood", "stands", "came", "sat"];
    let be = (at + 1..limit).take_while(|&k| !matches!(v.word(k), "," | ";" | ":")).find(|&k| v.is(k, &verbs))?;
    let next = be + 1 + usize::from(v.is(be + 1, &["be"]));
    chain::forward(v, scene.mentions, next).filter(|c| c.all.start <= next + 1)
}

/// "At the head of the Indian delegation stood A", "A stood at the head of the Indian delegation".
fn at_the_head(scene: &Scene, at: usize) -> Option<Led> {
    let v = scene.v;
    let of = (at.saturating_sub(8)..at).rev().find(|&k| v.is(k, &["of"]) && v.before(k, &["head", "helm"]))?;
    let start = of.checked_sub(3).filter(|&k| v.is(k, &["at"]) && v.is(k + 1, &["the"]))?;
    if let Some(chain) = behind_verb(scene, at) {
        return Some(Led::heads(chain));
    }
    let verb = start.checked_sub(1).filter(|&k| v.is(k, &["was", "were", "stood", "is", "are", "came"]))?;
    scene.subject(verb).map(Led::heads)
}

/// "The Chilean delegation came with A at its head", "the delegations, with A and B as their heads".
fn with_a_head(scene: &Scene, at: usize) -> Option<Led> {
    let v = scene.v;
    let limit = v.sentence(at).end.min(at + 12);
    let with = (at + 1..limit).take_while(|&k| !v.sort(k, Sorts::DELEGATION)).find(|&k| v.is(k, &["with"]))?;
    let chain = chain::forward(v, scene.mentions, with + 1).filter(|c| c.all.start <= with + 2)?;
    let end = chain.all.end + usize::from(v.word(chain.all.end) == ",");
    let word = (end + 1..end + 3).find(|&k| v.is(k, &["head", "heads", "helm", "leader", "leaders", "lead"]));
    let said = word.is_some_and(|k| v.is(end, &["at", "as", "in"]) && !v.is(k + 1, &["of"]));
    said.then(|| Led::heads(chain))
}

/// "Head of Delegation: A", "Heads of delegation were A and B", "A, head of the Chilean delegation,", "the head of the Chilean
/// delegation, A,".
fn title(scene: &Scene, at: usize) -> Option<Led> {
    let v = scene.v;
    let noun = |k: usize| v.is(k, &["head", "heads", "leader", "leaders", "chief"]) && v.is(k + 1, &["of"]);
    let head = (at.saturating_sub(8)..at).rev().find(|&k| noun(k))?;
    let own =
        (head + 2..at).all(|k| !v.is_lower(k) || v.is(k, &["the", "its", "their", "two", "both", "respective", "s"]));
    if !own {
        return None;
    }
    if v.word(at + 1) == ":" {
        return chain::forward(v, scene.mentions, at + 2).filter(|c| c.all.start == at + 2).map(Led::heads);
    }
    if v.is(at + 1, noun::AUXILIARIES) {
        return behind_verb(scene, at).map(Led::heads);
    }
    let country = noun::country(scene, at).is_some();
    if v.word(at + 1) == "," && v.before(head, &["the"]) && country {
        let chain = chain::forward(v, scene.mentions, at + 2).filter(|c| c.all.start == at + 2 && c.parties.len() == 1);
        if let Some(chain) = chain.filter(|c| !v.is_word(c.all.end) || v.is_lower(c.all.end)) {
            return Some(Led::heads(chain));
        }
    }
    let before = scene.mentions.partition_point(|m| m.all.start < head).checked_sub(1)?;
    let party = scene.mentions.get(before).filter(|m| is_beside(m, head))?;
    let closed = matches!(v.word(at + 1), "," | "." | ")" | ";" | "") && v.word(head - 1) != "of";
    closed.then(|| Led::heads(Chain { all: party.all.clone(), parties: vec![party.clone()] }))
}

/// Whether a person's title holds a token, or the token stands right behind the person's comma.
fn is_beside(m: &Mention, token: usize) -> bool {
    m.all.contains(&token) || m.all.end + 1 == token
}
