//! Persons and chairs as facts of the model.
//!
//! Handed: ranges of tokens. Gives: [`Officer`]s and [`Person`]s with quotes and rules. Knows nothing about grammar.

use super::chairs::Chaired;
use super::mention::{Mention, Who};
use super::office;
use super::person::Person as Read;
use super::view::View;
use crate::lexicon::{Class, LEXICON};
use crate::model::{Certainty, CountryCode, Fact, Officer, Person, Role};
use std::collections::BTreeSet;
use std::ops::Range;

/// The chairs as officers. Who is said to chair in a second place is not repeated; a name that stands twice in one list
/// is, since the note has it so.
pub(super) fn officers(v: &View, found: Vec<Chaired>) -> Vec<Officer> {
    let mut officers = Vec::new();
    add(&mut officers, v, found);
    officers
}

/// Adds chairs told in another place.
pub(super) fn add(officers: &mut Vec<Officer>, v: &View, found: Vec<Chaired>) {
    for chaired in found {
        for officer in of_chaired(v, &chaired) {
            let again = |o: &Officer| same(&o.person, &officer.person) && !listed_twice(o, &officer);
            if !officers.iter().any(again) {
                officers.push(officer);
            }
        }
    }
}

/// Puts a person in the place of the country that the note has in the chair: "under the chairmanship of Chad. The Talks were
/// chaired by Mr. A, Minister of Waters of Chad".
pub(super) fn put_persons_for_countries(officers: &mut Vec<Officer>) {
    let named = |o: &Officer| o.person.name.as_ref().and(value(&o.person.country));
    let seated = |o: &Officer| o.role.value != Some(Role::DelegationHead);
    let persons: Vec<CountryCode> = officers.iter().filter(|o| seated(o)).filter_map(named).collect();
    let had = officers.len();
    officers.retain(|o| !(is_country(o) && value(&o.person.country).is_some_and(|c| persons.contains(&c))));
    // the country and its person were one chair
    if officers.len() == 1 && had == 2 {
        for role in officers.iter_mut().map(|o| &mut o.role).filter(|r| r.value == Some(Role::CoChair)) {
            let said = role.quote.to_lowercase().contains("co");
            role.value = Some(if said { Role::CoChair } else { Role::Chair });
        }
    }
}

/// The country of an officer.
pub(super) fn country(o: &Officer) -> Option<CountryCode> {
    value(&o.person.country)
}

/// Whether nothing but a country is told of an officer.
pub(super) fn is_country(o: &Officer) -> bool {
    let p = &o.person;
    p.name.is_none() && p.title.is_none() && p.organization.is_none() && p.country.is_some()
}

/// Whether two officers are the same words under one cue: a slip of the note, and no second mention.
fn listed_twice(a: &Officer, b: &Officer) -> bool {
    let (Some(x), Some(y)) = (&a.person.name, &b.person.name) else { return false };
    a.role.span == b.role.span && x.span != y.span && name_words(x) == name_words(y)
}

/// Several who chaired each in a sentence of their own ("A chaired for France, B for Germany") are co-chairs. A chair
/// beside a co-chair is what the note tells.
pub(super) fn settle_roles(officers: &mut [Officer]) {
    let alone = officers.iter().filter(|o| o.role.value == Some(Role::Chair)).count() < 2;
    for role in officers.iter_mut().map(|o| &mut o.role).filter(|r| r.value == Some(Role::Chair) && !alone) {
        role.value = Some(Role::CoChair);
        role.certainty = Certainty::Inferred;
        role.inferred = vec!["role".to_owned()];
    }
}

fn same(a: &Person, b: &Person) -> bool {
    match (&a.name, &b.name) {
        (Some(a), Some(b)) => name_words(b).is_subset(&name_words(a)),
        (None, None) => {
            value(&a.country) == value(&b.country)
                && value(&a.title) == value(&b.title)
                && value(&a.organization) == value(&b.organization)
        }
        _ => false,
    }
}

fn value<T: Clone>(fact: &Option<Fact<T>>) -> Option<T> {
    fact.as_ref().and_then(|f| f.value.clone())
}

/// The words of a name, in small letters: what two mentions of one person have in common.
pub(super) fn name_words(name: &Fact<String>) -> BTreeSet<String> {
    let name = name.value.as_deref().unwrap_or_default();
    name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

fn of_chaired(v: &View, c: &Chaired) -> Vec<Officer> {
    let role = role(v, c);
    let Some(party) = &c.party else { return vec![Officer { role, person: Person::default() }] };
    persons(v, party, c.rule).into_iter().map(|person| Officer { role: role.clone(), person }).collect()
}

fn role(v: &View, c: &Chaired) -> Fact<Role> {
    let word = v.word(c.cue.start).to_lowercase();
    let said =
        matches!(c.role, Role::Chair | Role::DelegationHead) || word.starts_with("co") || word.starts_with("vice");
    match said {
        true => v.p.stated(c.cue.clone(), c.role, c.rule),
        false => v.p.inferred(c.cue.clone(), c.role, c.rule, &["role"]),
    }
}

fn persons(v: &View, party: &Mention, rule: &str) -> Vec<Person> {
    match &party.who {
        Who::Person(p) => vec![chair(v, p)],
        Who::Country(code) => {
            vec![Person { country: Some(v.p.stated(party.all.clone(), *code, rule)), ..Person::default() }]
        }
        Who::Office { title, many, countries, body } => office_holders(v, title, *many, countries, body.as_ref()),
        Who::Group(_) | Who::Organization => {
            let country = super::person::country_in(v, party.all.clone());
            vec![Person {
                organization: Some(text(v, party.all.clone(), rule)),
                country: country.map(|c| inferred_country(v, c, "people/country-from-organization")),
                ..Person::default()
            }]
        }
    }
}

fn office_holders(
    v: &View,
    title: &Range<usize>,
    many: bool,
    countries: &[(CountryCode, Range<usize>)],
    body: Option<&Range<usize>>,
) -> Vec<Person> {
    let printed = v.p.words(title.clone());
    let office = if many { singular(printed) } else { printed.to_owned() };
    let title = v.p.stated(title.clone(), office, "people/office");
    if countries.is_empty() {
        let organization = body.map(|b| text(v, b.clone(), "people/office-of-body"));
        let country = body.and_then(|b| super::person::country_in(v, b.clone()));
        let country = country.map(|c| inferred_country(v, c, "people/country-from-organization"));
        return vec![Person { title: Some(title), organization, country, ..Person::default() }];
    }
    let of = |(code, words): &(CountryCode, Range<usize>)| Person {
        title: Some(title.clone()),
        country: Some(v.p.stated(words.clone(), *code, "people/office-of-country")),
        ..Person::default()
    };
    countries.iter().map(of).collect()
}

/// "Foreign Ministers" → "Foreign Minister", "Secretaries of State" → "Secretary of State".
fn singular(office: &str) -> String {
    let one = |word: &str| match word {
        "Secretaries" => "Secretary".to_owned(),
        "Under-Secretaries" => "Under-Secretary".to_owned(),
        "Undersecretaries" => "Undersecretary".to_owned(),
        "Deputies" => "Deputy".to_owned(),
        "Chairmen" => "Chairman".to_owned(),
        w => w.strip_suffix('s').filter(|one| is_office_head(one)).unwrap_or(w).to_owned(),
    };
    // only the head is a plural: it comes before any "of"
    let (head, rest) = office.split_once(" of ").map_or((office, None), |(h, r)| (h, Some(r)));
    let head = head.split(' ').map(one).collect::<Vec<_>>().join(" ");
    rest.map_or(head.clone(), |r| format!("{head} of {r}"))
}

/// Whether a word by itself heads an office in the singular ("Minister", "Director-General").
fn is_office_head(word: &str) -> bool {
    let whole = |&(n, class): &(usize, Class)| n == word.len() && matches!(class, Class::Office { many: false });
    LEXICON.begins(word).iter().any(whole)
}

/// A chair: office and body apart.
fn chair(v: &View, p: &Read) -> Person {
    let office = office::of(v, p);
    let own_role = |t: &Range<usize>| super::cue::at(v, t.start).is_some();
    let title = office.title.clone().filter(|t| !own_role(t));
    let organization = office.organization.clone();
    let courtesy = p
        .honorific
        .clone()
        .or_else(|| p.before.clone().filter(|b| p.after.is_some() && v.p.words(b.clone()) == "Ambassador"));
    Person {
        name: Some(text(v, p.name.clone(), p.rule)),
        honorific: courtesy.map(|h| text(v, h, "people/honorific")),
        title: title.map(|t| held(v, t, p, "people/office-held")),
        organization: organization.map(|o| text(v, o, "people/organization")),
        country: office::country(v, p, &office).map(|(code, words, rule)| inferred_country_by(v, code, words, rule)),
    }
}

/// Anybody else: the title as printed, with the body where it is held.
pub(super) fn other(v: &View, p: &Read) -> Person {
    let office = office::of(v, p);
    let whole = p.after.clone().or_else(|| p.before.clone()).map(|t| office::without_demonym(v, t));
    let whole = if repeats_portfolio(v, &office) { office.title.clone() } else { whole };
    let courtesy = p.honorific.clone();
    Person {
        name: Some(text(v, p.name.clone(), p.rule)),
        honorific: courtesy.map(|h| text(v, h, "people/honorific")),
        title: whole.map(|t| held(v, t, p, "people/title-as-printed")),
        organization: office.organization.clone().map(|o| text(v, o, "people/organization")),
        country: office::country(v, p, &office).map(|(code, words, rule)| inferred_country_by(v, code, words, rule)),
    }
}

/// "Deputy Minister of Health of the Ministry of Health": the body only says the office's portfolio again.
fn repeats_portfolio(v: &View, office: &office::Office) -> bool {
    let (Some(title), Some(body)) = (&office.title, &office.organization) else { return false };
    let of = |r: &Range<usize>| (r.start..r.end).find(|&k| v.is(k, &["of", "for"]));
    let (Some(a), Some(b)) = (of(title), of(body)) else { return false };
    let portfolio = || (a + 1..title.end).map(|k| v.word(k));
    v.before(b, &["Ministry"])
        && title.end > a + 1
        && portfolio().eq((b + 1..body.end).map(|k| v.word(k)).take(title.end - a - 1))
}

/// The office of one person: a plural that several share is said of each in the singular.
fn held(v: &View, title: Range<usize>, p: &Read, rule: &str) -> Fact<String> {
    let shared = p.shared && office::first_office(v, title.clone()).is_some();
    let fact = text(v, title, rule);
    if shared { fact.map(|t| singular(&t)) } else { fact }
}

/// A value as printed; where a space was lost after a small word ("Ministry ofForeign Affairs") it is set again.
fn text(v: &View, range: Range<usize>, rule: &str) -> Fact<String> {
    let printed = v.p.words(range.clone());
    let spaced = with_lost_spaces(printed);
    match spaced == printed {
        true => v.p.stated(range, spaced, rule),
        false => v.p.inferred(range, spaced, rule, &["space"]),
    }
}

fn with_lost_spaces(printed: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in printed.split(' ') {
        let small = ["of", "and", "for", "the"]
            .iter()
            .find(|s| word.strip_prefix(**s).is_some_and(|rest| rest.starts_with(char::is_uppercase)));
        match small {
            Some(s) => words.extend([(*s).to_owned(), word[s.len()..].to_owned()]),
            None => words.push(word.to_owned()),
        }
    }
    words.join(" ")
}

fn inferred_country(v: &View, (code, words): (CountryCode, Range<usize>), rule: &str) -> Fact<CountryCode> {
    inferred_country_by(v, code, words, rule)
}

fn inferred_country_by(v: &View, code: CountryCode, words: Range<usize>, rule: &str) -> Fact<CountryCode> {
    v.p.inferred(words, code, rule, &["country"])
}
