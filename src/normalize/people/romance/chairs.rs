//! Forms of telling a chair in French and Spanish.
//!
//! Handed: a view. Gives: parties with their role. A sentence on the next or the last meeting tells nothing.

use super::super::chairs::Chaired;
use super::super::mention::{Mention, Who};
use super::super::view::View;
use super::person;
use super::words::{AND, LEADS, is_office, is_office_word};
use crate::lexicon::sorts::Sorts;
use crate::model::{CountryCode, Role};
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
    /// « conduisait », «encabezó»: a delegation that follows, by those before.
    Leading,
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
    ("dirigé", Form::Led),
    ("dirigés", Form::Led),
    ("conduits", Form::Led),
    ("dirigidos", Form::Led),
    ("dirigida", Form::Led),
    ("conducida", Form::Led),
    ("conducidos", Form::Led),
    ("conduisait", Form::Leading),
    ("dirigeait", Form::Leading),
    ("menait", Form::Leading),
    ("conduira", Form::Leading),
    ("encabezó", Form::Leading),
    ("encabezaron", Form::Leading),
    ("lideró", Form::Leading),
    ("lideraron", Form::Leading),
    ("encabezará", Form::Leading),
    ("encabezado", Form::Led),
    ("encabezados", Form::Led),
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

/// A country with the words that tell it.
type Country = (CountryCode, Range<usize>);

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
            Form::Active => {
                let inverted = || forward(v, behind_object(v, &cue)?);
                forward(v, cue.all.end).or_else(inverted).or_else(|| backward(v, mentions, cue.all.start))
            }
            Form::Ship => ship(v, &cue).or_else(|| exercised(v, mentions, &cue)),
            Form::Person => as_person(v, &cue),
            Form::Led => by(v, &cue),
            Form::Leading => leading(v, mentions, &cue),
        };
        let cue = of_delegation(v, cue);
        let counts = match cue.form {
            Form::Led => cue.role == Role::DelegationHead || led_meeting(v, &cue),
            Form::Leading => cue.role == Role::DelegationHead,
            _ => true,
        };
        if counts {
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
    let ahead = cue.form == Form::Leading && (cue.all.end..cue.all.end + 4).any(|k| v.sort(k, Sorts::DELEGATION));
    if led || ahead { Cue { role: Role::DelegationHead, ..cue } } else { cue }
}

/// « Les travaux ont été dirigés par »: this meeting right before the verb.
fn led_meeting(v: &View, cue: &Cue) -> bool {
    let from = v.sentence(cue.all.start).start.max(cue.all.start.saturating_sub(5));
    let be = ["ont", "été", "a", "était", "étaient", "est", "sont", "fueron", "fue", "estuvieron", "estuvo", "será"];
    let noun = (from..cue.all.start).rev().find(|&k| !v.is(k, &be));
    noun.is_some_and(|k| {
        v.is(k, &["travaux", "trabajos", "réunion", "reunión", "encuentro", "session", "sesión", "débats"])
    })
}

/// « M. A conduisait la délégation française », «A encabezó la delegación de Chile».
fn leading(v: &View, mentions: &[Mention], cue: &Cue) -> Option<Vec<Mention>> {
    let noun = (cue.all.end..cue.all.end + 4).find(|&k| v.sort(k, Sorts::DELEGATION))?;
    let mut list = backward(v, mentions, cue.all.start)?;
    // « et M. B la délégation mexicaine »: the next without the verb
    let and = (noun + 1..noun + 6).find(|&k| v.is(k, AND));
    if let Some(next) = and.and_then(|k| party(v, skip(v, k + 1))).filter(|p| matches!(p.who, Who::Person(_))) {
        let end = next.all.end + usize::from(v.word(next.all.end) == ",");
        let its = (end..end + 3).any(|k| v.sort(k, Sorts::DELEGATION)) || v.is(end, &["la", "celle"]);
        if its && list.len() == 1 {
            list.push(next);
        }
    }
    Some(list)
}

/// «Presidió la reunión el ministro A»: the token behind the object at the verb's right.
fn behind_object(v: &View, cue: &Cue) -> Option<usize> {
    let near = cue.all.end..cue.all.end + 4;
    let noun =
        near.into_iter().find(|&k| v.is(k, &["reunión", "sesión", "encuentro", "trabajos", "réunion", "session"]))?;
    Some(noun + 1)
}

/// « La présidence en a été assurée, pour la France, par A », « A assurait la présidence », «La presidencia estuvo a cargo de A».
fn exercised(v: &View, mentions: &[Mention], cue: &Cue) -> Option<Vec<Mention>> {
    let article = cue.all.start.checked_sub(1).filter(|&k| v.is(k, &["la"]))?;
    let limit = v.sentence(cue.all.start).end.min(cue.all.end + 14);
    let held =
        ["assurée", "exercée", "assumée", "confiée", "tenue", "ejercida", "asumida", "cargo", "recayó", "correspondió"];
    let of_body = v.is(cue.all.end, &["de", "du", "del", "pro", "d"]);
    if let Some(verb) = (cue.all.end..limit).find(|&k| v.is(k, &held)).filter(|_| !of_body) {
        let to = (verb + 1..limit + 12).find(|&k| v.is(k, &["par", "por", "à", "au", "de", "del", "en", "al"]))?;
        let acting = v.is(to, &["por"]) && side(v, verb + 1).is_some();
        let (at, country) = side(v, verb + 1).unwrap_or((to, None));
        let list = forward(v, if acting { at } else { at.max(to) })?;
        return Some(
            list.into_iter().enumerate().map(|(k, m)| if k == 0 { of_side(m, country.as_ref()) } else { m }).collect(),
        );
    }
    let verbs =
        ["assurait", "exerçait", "assumait", "assurera", "ejerció", "asumió", "ocupó", "assuraient", "ejercieron"];
    let verb = article.checked_sub(1).filter(|&k| v.is(k, &verbs))?;
    backward(v, mentions, verb)
}

/// « , pour la France, », «, por México,», « , du côté français, » at a token: the token behind it and whose side it is.
fn side(v: &View, at: usize) -> Option<(usize, Option<Country>)> {
    let start = at + usize::from(v.word(at) == ",");
    let place = (start + 1..start + 4).find(|&k| !v.is(k, LEADS) && v.is_capital(k));
    let acting = v.is(start, &["pour", "por"]);
    let (end, country) = match place.and_then(|k| v.country(k).map(|(n, code)| (k + n, (code, k..k + n)))) {
        Some((end, country)) if acting => (end, Some(country)),
        _ => {
            let by = v.reads(start, &["du", "côté"])
                || v.reads(start, &["por", "parte"])
                || v.reads(start, &["por", "el", "lado"]);
            let noun = start + 2 + usize::from(v.is(start + 2, &["lado"]));
            (by.then_some(noun + 1)?, None)
        }
    };
    Some((end + usize::from(v.word(end) == ","), country))
}

/// A party with the country it acts for, where it has none of its own.
fn of_side(mut party: Mention, country: Option<&Country>) -> Mention {
    if let Who::Person(p) = &mut party.who {
        p.country = p.country.take().or_else(|| country.cloned());
    }
    party
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
    let of = |stem: &str| FORMS.iter().find(|(word, _)| *word == stem).map(|(_, form)| *form);
    let prefixed = |prefix: &str, role| lower.strip_prefix(prefix).and_then(of).map(|form| (role, form));
    let whole = of(&lower).map(|form| (Role::Chair, form));
    let (role, form) = whole.or_else(|| prefixed("co", Role::CoChair)).or_else(|| prefixed("vice", Role::ViceChair))?;
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
    // « dirigées, du côté français, par A »
    if let Some((at, country)) = side(v, cue.all.end) {
        let list = forward(v, at).filter(|_| v.is(at, &["par", "por"]))?;
        let first = |(k, m)| if k == 0 { of_side(m, country.as_ref()) } else { m };
        return Some(list.into_iter().enumerate().map(first).collect());
    }
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
    let mut acting: Option<Country> = None;
    let after_counterpart =
        |at: usize| (1..3).any(|n| at > n && v.is(at - n - 1, &["homologue", "homólogo", "homóloga"]));
    let next = |at: usize| match &shared {
        Some(_) => person::person(v, at).or_else(|| person::named(v, at)).map(mention),
        None => party(v, at).or_else(|| person::named(v, at).filter(|_| after_counterpart(at)).map(mention)),
    };
    while let Some(party) = next(at).filter(|p| list.first().is_none_or(|f| same_sort(f, p))) {
        let party = of_side(party, acting.as_ref());
        let (party, end) = acting_for(v, shared.as_ref().map_or(party.clone(), |t| with_title(v, party, t)));
        list.push(party);
        let comma = usize::from(matches!(v.word(end), "," | ";"));
        let and = v.is(end + comma, AND);
        if comma == 0 && !and {
            break;
        }
        let next = end + comma + usize::from(and);
        let (behind, country) = side(v, next).or_else(|| other_delegation(v, next)).unwrap_or((next, None));
        at = skip(v, behind_counterpart(v, behind));
        acting = country;
    }
    (!list.is_empty()).then_some(list)
}

/// « la délégation mexicaine par B », «la de México, por B», « celle du Togo par B»: the next delegation without its verb.
fn other_delegation(v: &View, at: usize) -> Option<(usize, Option<Country>)> {
    let noun = (at..at + 3).find(|&k| v.sort(k, Sorts::DELEGATION) || v.is(k, &["celle"]));
    let bare = v.is(at, &["la"]) && v.is(at + 1, &["de", "del"]) || v.is(at, &["la"]) && v.is_lower(at + 1);
    let start = noun.or_else(|| bare.then_some(at))? + 1;
    let by = (start..start + 7).take_while(|&k| !matches!(v.word(k), "." | ";")).find(|&k| v.is(k, &["par", "por"]))?;
    let country = (start..by).find_map(|k| v.country(k).map(|(n, code)| (code, k..k + n)));
    Some((by + 1, country))
}

/// The token behind « son homologue mexicain, », «su homólogo mexicano».
fn behind_counterpart(v: &View, at: usize) -> usize {
    let noun = (at..at + 4).find(|&k| v.is(k, &["homologue", "homólogo", "homóloga", "homologues"]));
    let Some(noun) = noun.filter(|&k| k > 0 && v.is(k - 1, &["son", "sa", "su", "leur"])) else { return at };
    let adjective = noun + 1 + usize::from(v.is_lower(noun + 1) && !v.is(noun + 1, LEADS));
    adjective + usize::from(v.word(adjective) == ",")
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
    // « ministre d'État, ministre des Ports »: both are the office, where no body was told apart
    if let Who::Person(p) = &mut party.who
        && let (Some(after), Some(parts)) = (&mut p.after, &mut p.parts)
        && parts.organization.is_none()
        && parts.title.as_ref().is_some_and(|t| t.end == after.end)
        && after.end < end
        && after.start > p.name.end
    {
        after.end = end;
        parts.title = Some(after.clone());
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
