//! The words around a delegation's noun: where they begin, whose it is, and which verb follows.
//!
//! Handed: a scene and the noun's token. Gives: its country, and the verb or phrase of leading behind it.

use super::super::super::cue;
use super::super::Scene;
use crate::lexicon::sorts::Sorts;
use crate::model::{CountryCode, Role};
use std::ops::Range;

/// Tokens between a delegation and the word that says who led it.
const REACH: usize = 28;

/// Tokens of words set off by commas behind a delegation, at most.
const ASIDE: usize = 18;

/// A word or phrase of leading.
#[derive(Debug, Clone, Copy)]
pub(super) struct Leading {
    /// Its first token.
    pub(super) start: usize,
    /// The token behind it.
    pub(super) end: usize,
    /// "co-chaired" says more than "led".
    pub(super) role: Role,
}

/// "led", "co-led", "headed", "chaired", "co-chaired" at a token.
pub(super) fn led(scene: &Scene, at: usize) -> Option<Leading> {
    let v = scene.v;
    let co = v.is(at, &["co"]) && v.is_hyphen(at + 1);
    let verb = if co { at + 2 } else { at };
    if v.is(verb, &["led", "headed", "captained", "spearheaded"]) {
        return Some(Leading { start: at, end: verb + 1, role: Role::DelegationHead });
    }
    let chaired = cue::at(v, at).filter(|c| c.form == cue::Form::Past)?;
    let role = if chaired.role == Role::CoChair { Role::CoChair } else { Role::DelegationHead };
    let over = usize::from(v.is(chaired.all.end, &["over"]));
    Some(Leading { start: at, end: chaired.all.end + over, role })
}

/// "the Chilean delegation", "Chile's delegation", "the delegation of Chile": whose it is.
pub(super) fn country(scene: &Scene, at: usize) -> Option<(CountryCode, Range<usize>)> {
    let v = scene.v;
    let place = |k: usize| v.demonym(k).or_else(|| v.country(k));
    // "the Chilean government delegation": adjectives may stand between
    let noun = (at.saturating_sub(3)..at).rev().take_while(|&k| v.is_lower(k) || v.is_hyphen(k)).last().unwrap_or(at);
    let ends_here = |k: usize, n: usize| {
        let end = k + n;
        end <= at && (end == at || end >= noun || end + v.possessive(end) >= noun)
    };
    let before = (1..=8)
        .filter_map(|n| at.checked_sub(n))
        .find_map(|k| place(k).filter(|&(n, _)| ends_here(k, n)).map(|found| (found, k)));
    if let Some(((n, code), k)) = before {
        let two = k > 0 && v.before(k, &["and"]) && k > 1 && place(k - 2).is_some();
        return (!two).then_some((code, k..k + n));
    }
    let from = place_behind(scene, at)?;
    let (n, code) = v.country(from)?;
    Some((code, from..from + n))
}

/// Where the country begins that a delegation is said to be of: "of Chile", "representing the Home Government of the Faroe
/// Islands".
fn place_behind(scene: &Scene, at: usize) -> Option<usize> {
    let v = scene.v;
    let the = |k: usize| k + usize::from(v.is(k, &["the"]));
    if !v.is(at + 1, &["of", "from", "representing"]) {
        return None;
    }
    let start = the(at + 2);
    let government = (start..start + 3).take_while(|&k| v.is_capital(k)).find(|&k| v.is(k, &["government"]));
    match government.filter(|&k| v.is(k + 1, &["of"])) {
        Some(noun) => Some(the(noun + 2)),
        None => Some(start),
    }
}

/// The token behind a delegation with whose it is: "the delegation of Chile", and with where it was: "at the meeting".
pub(super) fn end(scene: &Scene, at: usize) -> usize {
    let v = scene.v;
    let named = place_behind(scene, at).and_then(|of| Some(of + v.country(of)?.0));
    let end = named.unwrap_or(at + 1);
    let there = v.is(end, &["at", "to", "in", "for"]) && v.is(end + 1, &["the", "this"]);
    if there { scene.meeting_at(end + 1).unwrap_or(end) } else { end }
}

/// The verb behind a delegation and the token its list begins at: "…, whose guest he was, was led by", "under the
/// leadership of".
pub(super) fn led_by(scene: &Scene, at: usize) -> Option<(Leading, usize)> {
    let v = scene.v;
    let limit = v.sentence(at).end.min(at + REACH);
    let mut k = at + 1;
    while k < limit {
        if let Some(verb) = led(scene, k) {
            let by = (verb.end..verb.end + 5)
                .take_while(|&k| !matches!(v.word(k), "." | ";"))
                .find(|&k| v.is(k, &["by"]))?;
            return Some((verb, by + 1));
        }
        if let Some(of) = under(scene, k) {
            return Some((Leading { start: k, end: of, role: Role::DelegationHead }, of + 1));
        }
        k = match v.word(k) {
            "(" => (k..limit).find(|&k| v.word(k) == ")")? + 1,
            "," => behind_comma(scene, k, limit)?,
            _ if may_stand_between(scene, k) => k + 1,
            _ => return None,
        };
    }
    None
}

/// "under the leadership of" at a token: its "of".
fn under(scene: &Scene, k: usize) -> Option<usize> {
    let v = scene.v;
    let nouns = ["leadership", "chairmanship", "direction", "headship", "presidency"];
    let noun = (k + 1..k + 5).find(|&n| v.is(n, &nouns)).filter(|_| v.is(k, &["under"]))?;
    v.is(noun + 1, &["of"]).then_some(noun + 1)
}

/// The token behind a comma, or behind the words the comma sets off.
fn behind_comma(scene: &Scene, comma: usize, limit: usize) -> Option<usize> {
    let v = scene.v;
    let goes_on = |k: usize| {
        led(scene, k).is_some()
            || v.is(k, AUXILIARIES)
            || v.is(k, &["which", "jointly", "under"])
            || v.demonym(k).is_some()
            || v.country(k).is_some()
    };
    if goes_on(comma + 1) {
        return Some(comma + 1);
    }
    let aside = (comma + 1..limit.min(comma + ASIDE))
        .take_while(|&k| !v.sort(k, Sorts::DELEGATION))
        .find(|&k| v.word(k) == ",")?;
    v.is(aside + 1, AUXILIARIES).then_some(aside + 1)
}

/// Verbs before the participle.
pub(super) const AUXILIARIES: &[&str] =
    &["was", "were", "is", "are", "will", "would", "has", "had", "have", "be", "been", "being"];

/// Whether a token may stand between a delegation and its verb: whose it is, auxiliaries and adverbs.
fn may_stand_between(scene: &Scene, k: usize) -> bool {
    let v = scene.v;
    let small = [
        "of",
        "from",
        "the",
        "and",
        "both",
        "jointly",
        "respectively",
        "each",
        "again",
        "also",
        "two",
        "parties",
        "countries",
        "sides",
        "representing",
        "which",
        "that",
        "in",
        "turn",
    ];
    v.is_capital(k) && !v.calendar_word(k)
        || v.is_hyphen(k)
        || v.is_apostrophe(k)
        || v.word(k) == "." && v.glued(k)
        || v.is(k, AUXILIARIES)
        || v.is(k, &small)
}

/// The verb before a delegation it has as its object: "led", "will lead", "headed", and the token the verb phrase begins at.
pub(super) fn leads(scene: &Scene, at: usize) -> Option<Leading> {
    let v = scene.v;
    let floor = v.sentence(at).start.max(at.saturating_sub(12));
    for k in (floor..at).rev() {
        let co = k > 1 && v.is_hyphen(k - 1) && v.is(k - 2, &["co"]);
        let start = if co { k - 2 } else { k };
        if v.is(k, &["led", "headed", "leads", "heads", "leading", "heading", "captained"]) {
            return Some(Leading { start, end: k + 1, role: Role::DelegationHead });
        }
        if v.is(k, &["lead", "head"]) && !v.before(k, &["the", "at", "its"]) {
            let ahead = v.before(start, &["will", "to", "would", "shall", "jointly"]);
            return ahead.then_some(Leading { start, end: k + 1, role: Role::DelegationHead });
        }
        let adjective = v.is_lower(k) && v.is(k, ADJECTIVES);
        let of = v.is_capital(k)
            || v.is_hyphen(k)
            || v.is_apostrophe(k)
            || v.possessive(k) > 0
            || v.word(k) == "." && v.glued(k);
        if !(of || adjective) {
            return None;
        }
    }
    None
}

/// Small words between the verb and the delegation.
const ADJECTIVES: &[&str] = &[
    "the",
    "a",
    "an",
    "its",
    "their",
    "his",
    "her",
    "s",
    "and",
    "two",
    "both",
    "respective",
    "ministerial",
    "inter",
    "agency",
    "interagency",
    "level",
    "high",
    "large",
    "national",
    "government",
    "official",
    "senior",
    "strong",
    "joint",
    "multi",
];
