//! Forms of telling a chair in French and Spanish.
//!
//! Handed: a view. Gives: parties with their role. A sentence on the next or the last meeting tells nothing.

use super::super::chairs::Chaired;
use super::super::mention::{Mention, Who};
use super::super::view::View;
use super::person;
use super::words::{AND, LEADS, is_office, is_office_word};
use crate::lexicon::sorts::Sorts;
use crate::model::Role;
use std::ops::Range;

/// How a word of chairing is used.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// « présidé », «presidida»: by those who follow "par", "por".
    Passive,
    /// « a présidé », «presidieron»: by those before or after.
    Active,
    /// « présidence », «presidencia»: of those who follow.
    Ship,
    /// « conduite », «encabezada»: a delegation by those who follow "par", "por".
    Led,
    /// « président », «presidenta»: after "comme", "como" those who follow; before a colon a label.
    Person,
}

/// Forms of the words without "co-" and "vice-".
const FORMS: &[(&str, Form)] = &[
    ("présidé", Form::Passive),
    ("présidée", Form::Passive),
    ("présidés", Form::Passive),
    ("présidées", Form::Passive),
    ("presidido", Form::Passive),
    ("presidida", Form::Passive),
    ("presididos", Form::Passive),
    ("presididas", Form::Passive),
    ("presidió", Form::Active),
    ("presidieron", Form::Active),
    ("presidirá", Form::Active),
    ("presidirán", Form::Active),
    ("présidera", Form::Active),
    ("présideront", Form::Active),
    ("présidaient", Form::Active),
    ("présidait", Form::Active),
    ("présidence", Form::Ship),
    ("presidencia", Form::Ship),
    ("conduite", Form::Led),
    ("conduites", Form::Led),
    ("dirigée", Form::Led),
    ("dirigées", Form::Led),
    ("menée", Form::Led),
    ("encabezada", Form::Led),
    ("encabezadas", Form::Led),
    ("liderada", Form::Led),
    ("lideradas", Form::Led),
    ("président", Form::Person),
    ("présidente", Form::Person),
    ("présidents", Form::Person),
    ("presidente", Form::Person),
    ("presidenta", Form::Person),
    ("presidentes", Form::Person),
];

struct Cue {
    all: Range<usize>,
    form: Form,
    role: Role,
}

/// The chairs a passage names.
pub(in super::super) fn chairs(v: &View, mentions: &[Mention]) -> Vec<Chaired> {
    let mut found = Vec::new();
    for cue in cues(v).filter(|c| !is_another_sitting(v, c.all.start)) {
        let list = match cue.form {
            Form::Passive => by(v, &cue).or_else(|| participle(v, mentions, &cue)),
            Form::Active => forward(v, cue.all.end).or_else(|| backward(v, mentions, cue.all.start)),
            Form::Ship => ship(v, &cue),
            Form::Person => as_person(v, &cue),
            Form::Led => by(v, &cue),
        };
        let cue = of_delegation(v, cue);
        if cue.form != Form::Led || cue.role == Role::DelegationHead {
            found.extend(told(&cue, list.unwrap_or_default()));
        }
    }
    found
}

/// « la délégation togolaise était présidée par », «delegación encabezada por»: who leads a delegation is in no chair.
fn of_delegation(v: &View, cue: Cue) -> Cue {
    let from = v.sentence(cue.all.start).start.max(cue.all.start.saturating_sub(12));
    let noun = (from..cue.all.start).rev().find(|&k| v.sort(k, Sorts::DELEGATION.or(Sorts::MEETING).or(Sorts::BODY)));
    let led = noun.is_some_and(|k| v.sort(k, Sorts::DELEGATION)) && matches!(cue.form, Form::Passive | Form::Led);
    if led { Cue { role: Role::DelegationHead, ..cue } } else { cue }
}

fn told(cue: &Cue, list: Vec<Mention>) -> Vec<Chaired> {
    let role = if list.len() > 1 && cue.role == Role::Chair { Role::CoChair } else { cue.role };
    list.into_iter()
        .map(|party| Chaired { role, party: Some(party), cue: cue.all.clone(), rule: "chairs/romance" })
        .collect()
}

fn cues<'v>(v: &'v View) -> impl Iterator<Item = Cue> + 'v {
    (0..v.len()).filter_map(|k| cue_at(v, k))
}

fn cue_at(v: &View, k: usize) -> Option<Cue> {
    let lower = v.word(k).to_lowercase();
    let (role, stem) = match lower.strip_prefix("co").map(|rest| (Role::CoChair, rest)) {
        Some(co) => co,
        None => lower.strip_prefix("vice").map_or((Role::Chair, lower.as_str()), |rest| (Role::ViceChair, rest)),
    };
    let form = FORMS.iter().find(|(word, _)| *word == stem).map(|(_, form)| *form)?;
    let hyphen = k > 1 && v.is_hyphen(k - 1) && v.glued(k);
    let (start, role) = match hyphen.then(|| v.word(k - 2).to_lowercase()).as_deref() {
        Some("co") => (k - 2, Role::CoChair),
        Some("vice") => (k - 2, Role::ViceChair),
        _ => (k, role),
    };
    Some(Cue { all: start..k + 1, form, role })
}

/// Whether the sentence speaks of another meeting: « la prochaine réunion », «la reunión anterior».
fn is_another_sitting(v: &View, at: usize) -> bool {
    let other = [
        "prochain",
        "prochaine",
        "précédent",
        "précédente",
        "dernier",
        "dernière",
        "próximo",
        "próxima",
        "anterior",
        "siguiente",
    ];
    (v.sentence(at).start.max(at.saturating_sub(60))..at).any(|k| v.is(k, &other))
}

/// « coprésidé (conjointement) par A et B ».
fn by(v: &View, cue: &Cue) -> Option<Vec<Mention>> {
    let near = (cue.all.end..cue.all.end + 14).take_while(|&k| !matches!(v.word(k), "," | "." | ";" | ":"));
    let by = near.into_iter().find(|&k| v.is(k, &["par", "por"]))?;
    forward(v, by + 1)
}

/// « A et B ont coprésidé »: the participle after its auxiliary.
fn participle(v: &View, mentions: &[Mention], cue: &Cue) -> Option<Vec<Mention>> {
    let have = cue.all.start.checked_sub(1).filter(|&k| v.is(k, &["a", "ont", "ha", "han", "avait", "avaient"]))?;
    backward(v, mentions, have)
}

/// « sous la présidence (conjointe) de A ».
fn ship(v: &View, cue: &Cue) -> Option<Vec<Mention>> {
    let under = (cue.all.start.saturating_sub(3)..cue.all.start).any(|k| v.is(k, &["sous", "bajo"]));
    let of = (cue.all.end..cue.all.end + 3).find(|&k| v.is(k, &["de", "du", "del", "d"]))?;
    under.then(|| forward(v, of))?
}

/// «actuó como vicepresidenta la Sra. A», « Présidente : Mme A ».
fn as_person(v: &View, cue: &Cue) -> Option<Vec<Mention>> {
    if cue.all.start == 0 && v.word(cue.all.end) == ":" {
        return forward(v, cue.all.end + 1);
    }
    let before = cue.all.start.saturating_sub(3)..cue.all.start;
    let serving = before.clone().any(|k| v.is(k, &["como", "comme"]));
    let acted = (before.start.saturating_sub(3)..cue.all.start)
        .any(|k| v.is(k, &["actuó", "actuaron", "fungió", "fungieron", "agi", "siégé", "officié"]));
    (serving && acted).then(|| forward(v, cue.all.end))?
}

/// The list of persons or countries that begins at a token.
fn forward(v: &View, at: usize) -> Option<Vec<Mention>> {
    let mut list: Vec<Mention> = Vec::new();
    let (mut at, shared) = shared_title(v, skip(v, at));
    let next = |at: usize| match &shared {
        Some(_) => person::person(v, at).or_else(|| person::named(v, at)).map(mention),
        None => party(v, at),
    };
    while let Some(party) = next(at).filter(|p| list.first().is_none_or(|f| same_sort(f, p))) {
        let (party, end) = acting_for(v, shared.as_ref().map_or(party.clone(), |t| with_title(v, party, t)));
        list.push(party);
        let comma = usize::from(v.word(end) == ",");
        let and = v.is(end + comma, AND);
        if comma == 0 && !and {
            break;
        }
        at = skip(v, end + comma + usize::from(and));
    }
    (!list.is_empty()).then_some(list)
}

/// «los Viceministros de Comercio, señores A y B», «los cancilleres A y B»: a title that those who follow share, and the
/// token where they begin.
fn shared_title(v: &View, at: usize) -> (usize, Option<Range<usize>>) {
    let many = v.word(at).to_lowercase();
    let one = many.strip_suffix("es").or_else(|| many.strip_suffix('s')).unwrap_or_default();
    let plural = [many.strip_suffix('s').unwrap_or_default(), one].iter().any(|w| is_office_word(w));
    if !plural {
        return (at, None);
    }
    let goes_on = v.is(at + 1, &["de", "du", "des", "del"]);
    let close = (at + 1..at + 24).find(|&k| matches!(v.word(k), "," | "." | ";" | "(" | ""));
    let end = close.filter(|_| goes_on).unwrap_or(at + 1);
    match v.word(end) {
        "," => (skip(v, end + 1), Some(at..end)),
        _ if end == at + 1 && v.is_capital(end) => (end, Some(at..end)),
        _ => (at, None),
    }
}

/// A person without a title of their own gets the shared one.
fn with_title(v: &View, mut party: Mention, title: &Range<usize>) -> Mention {
    if let Who::Person(p) = &mut party.who
        && p.after.is_none()
        && p.before.is_none()
        && v.is_word(title.start)
    {
        p.before = Some(title.clone());
    }
    party
}

/// « ministre d'Etat, ministre de la mer, pour la France »: further titles of a party, and for whom it acts.
fn acting_for(v: &View, mut party: Mention) -> (Mention, usize) {
    let mut end = party.all.end;
    while v.word(end) == "," && is_office(v, end + 1) && person::person(v, end + 1).is_none() {
        end = (end + 1..end + 24).find(|&k| matches!(v.word(k), "," | "." | ";" | "")).unwrap_or(end + 1);
    }
    let for_at = end + usize::from(v.word(end) == ",");
    let place = (for_at + 1..for_at + 4).find(|&k| !v.is(k, LEADS));
    let country = place.and_then(|k| v.country(k).map(|(n, code)| (code, k..k + n)));
    if let (true, Some((code, words)), Who::Person(p)) = (v.is(for_at, &["pour", "por"]), country, &mut party.who) {
        end = words.end;
        p.country = p.country.take().or(Some((code, words)));
    }
    (party, end)
}

/// The list that ends before a verb.
fn backward(v: &View, mentions: &[Mention], end: usize) -> Option<Vec<Mention>> {
    let mut end = if end > 0 && v.word(end - 1) == "," { end - 1 } else { end };
    let mut list = Vec::new();
    while let Some(k) = super::super::mention::ending_at(mentions, end) {
        list.insert(0, mentions[k].clone());
        let mut start = mentions[k].all.start;
        while start > 0 && v.is(start - 1, LEADS) {
            start -= 1;
        }
        let Some(and) = start.checked_sub(1).filter(|&k| v.is(k, AND)) else { break };
        end = if and > 0 && v.word(and - 1) == "," { and - 1 } else { and };
    }
    (!list.is_empty()).then_some(list)
}

fn same_sort(a: &Mention, b: &Mention) -> bool {
    matches!(a.who, Who::Person(_)) == matches!(b.who, Who::Person(_))
}

fn skip(v: &View, at: usize) -> usize {
    (at..at + 5).find(|&k| !v.is(k, LEADS)).unwrap_or(at)
}

fn mention(p: person::Person) -> Mention {
    Mention { all: p.all.clone(), who: Who::Person(Box::new(p)) }
}

/// A person, or a country that nothing goes on.
fn party(v: &View, at: usize) -> Option<Mention> {
    if let Some(p) = person::person(v, at) {
        return Some(mention(p));
    }
    let (n, code) = v.country(at)?;
    Some(Mention { all: at..at + n, who: Who::Country(code) })
}
