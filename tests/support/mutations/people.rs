//! Faults about chairs and people.

use super::{Mutant, Mutation, is_english, kind, replaced, with_sentence};
use communique::model::{Note, Officer, Person, Role};
use communique::source::Span;

pub(super) const ALL: &[&Mutation] = &[
    &kind("name the first chair twice", "C", repeat_chair),
    &kind("remove a co-chair", "C", remove_chair),
    &kind("list a chair among the guests", "C", chair_as_guest),
    &kind("give a chair a second rank", "C", second_rank),
    &kind("call a man and a woman by one honorific", "C", two_honorifics),
    &kind("misspell a surname", "CT", misspell_surname),
    &kind("misspell a name that stands twice", "TC", misspell_name),
    &kind("take a chair's office away", "C", no_office),
];

fn repeat_chair(note: &Note, text: &str) -> Option<Mutant> {
    let [first, second, ..] = note.chairs.as_slice() else { return None };
    (first.role.value == second.role.value).then_some(())?;
    let (a, b) = (first.person.name.as_ref()?, second.person.name.as_ref()?);
    // a name in one script where the other stands in another is no slip of a hand
    (a.quote.is_ascii() == b.quote.is_ascii()).then(|| replaced(text, b.span, &text[a.span.range()]))?
}

/// Everything that is printed of a person.
fn words(person: &Person) -> Option<Span> {
    let facts = [&person.honorific, &person.name, &person.title, &person.organization];
    let spans = facts.into_iter().flatten().map(|f| f.span).chain(person.country.as_ref().map(|c| c.span));
    spans.reduce(Span::cover)
}

/// Two co-chairs in one sentence, "co-chaired by A and B": the second with the "and" before.
fn remove_chair(note: &Note, text: &str) -> Option<Mutant> {
    let [first, second] = note.chairs.as_slice() else { return None };
    let named = |c: &Officer| c.role.value == Some(Role::CoChair) && c.person.name.is_some();
    let (a, b) = (words(&first.person)?, words(&second.person)?);
    let said = text[first.role.span.range()].to_lowercase();
    let between = text.get(a.end..b.start)?;
    let plain = named(first) && named(second) && said.starts_with("co-chair") && first.role.span == second.role.span;
    let listed = matches!(between.trim_start_matches(',').trim(), "and" | "and by");
    (plain && listed && first.role.span.end < a.start).then_some(())?;
    let mut mutant = replaced(text, Span::new(a.end, b.end), "")?;
    mutant.changed = first.person.name.as_ref()?.span;
    Some(mutant)
}

/// The first chair with a name of several words in Latin letters.
fn chair(note: &Note) -> Option<(&Person, &str)> {
    let named = note.chairs.iter().filter(|c| c.role.value != Some(Role::DelegationHead)).find_map(|c| {
        let name = c.person.name.as_ref()?;
        Some((&c.person, name.quote.as_str())).filter(|(_, n)| n.contains(' ') && !n.contains('\n') && n.is_ascii())
    });
    named.filter(|_| is_english(note))
}

fn chair_as_guest(note: &Note, text: &str) -> Option<Mutant> {
    let (person, name) = chair(note)?;
    with_sentence(note, text, person.name.as_ref()?.span, &format!("It was attended by Mr. Bo Ekberg and {name}."))
}

/// The chair's office again, one rank below; an office that is of lower rank already gets no second one.
fn second_rank(note: &Note, text: &str) -> Option<Mutant> {
    let (person, name) = chair(note)?;
    let title = person.title.as_ref()?;
    let office =
        title.value.as_deref().filter(|t| t.split(' ').count() >= 2 && t.split([' ', '-']).all(|w| w.is_ascii()))?;
    let capital = office
        .split(' ')
        .all(|w| w.starts_with(char::is_uppercase) || matches!(w, "of" | "the" | "for" | "and" | "in"));
    let first = text.find(name) == Some(person.name.as_ref()?.span.start);
    (capital && first && !office.contains("Deputy") && !office.contains(',')).then_some(())?;
    with_sentence(note, text, person.name.as_ref()?.span, &format!("It was closed by {name}, Deputy {office}."))
}

fn two_honorifics(note: &Note, text: &str) -> Option<Mutant> {
    let (person, _) = chair(note)?;
    let honorific = person.honorific.as_ref()?;
    let other = match honorific.quote.as_str() {
        "Mr." => "Mr. Ms.",
        "Ms." => "Ms. Mr.",
        _ => return None,
    };
    replaced(text, honorific.span, other)
}

/// A surname of five letters or more that nobody else has, in a sentence more.
fn misspell_surname(note: &Note, text: &str) -> Option<Mutant> {
    let (person, name) = chair(note)?;
    let surname = name.rsplit(' ').next().filter(|s| s.len() >= 6 && s.bytes().all(|b| b.is_ascii_alphabetic()))?;
    let everybody = note.chairs.iter().map(|c| &c.person).chain(&note.people).filter_map(|p| p.name.as_ref());
    (everybody.filter(|n| n.quote.ends_with(surname)).count() == 1).then_some(())?;
    // names in capitals are given in another order
    (surname.bytes().skip(1).any(|b| b.is_ascii_lowercase())).then_some(())?;
    let wrong = format!("{}x{}", &surname[..3], &surname[4..]);
    with_sentence(note, text, person.name.as_ref()?.span, &format!("Mr. {wrong} thanked the host."))
}

/// A name of ten letters or more that stands twice: two letters of the second swapped.
fn misspell_name(note: &Note, text: &str) -> Option<Mutant> {
    let (person, name) = chair(note)?;
    (name.bytes().filter(u8::is_ascii_alphabetic).count() >= 10).then_some(())?;
    let start = person.name.as_ref()?.span.start;
    let second = text[start + 1..].find(name)? + start + 1;
    let word = name.split(' ').filter(|w| w.len() >= 6).max_by_key(|w| w.len())?;
    let at = second + name.find(word)? + 2;
    let swapped: String = text[at..at + 2].chars().rev().collect();
    (swapped != text[at..at + 2]).then(|| replaced(text, Span::new(at, at + 2), &swapped))?
}

/// A lone chair with an office right behind the name, and no other word that says whom the chair acts for.
fn no_office(note: &Note, text: &str) -> Option<Mutant> {
    let [chair] = note.chairs.as_slice() else { return None };
    let person = &chair.person;
    let (name, whole) = (person.name.as_ref()?, words(person)?);
    (is_english(note) && whole.end > name.span.end && text[name.span.end..].starts_with(", ")).then_some(())?;
    let all_behind = [&person.title, &person.organization].into_iter().flatten().all(|f| f.span.start > name.span.end);
    let country_behind = person.country.as_ref().is_none_or(|c| c.span.start > name.span.end);
    (all_behind && country_behind).then_some(())?;
    let mut mutant = replaced(text, Span::new(name.span.end, whole.end), "")?;
    mutant.changed = name.span;
    Some(mutant)
}
