use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Fact, Note, Person};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "C105",
        name: "office-with-two-names",
        severity: Severity::Warning,
        summary: "One office held under two forms of a name.",
        explanation: "Two names share their last part and the office, such as \"General LHSC Silva\" and \"General Shavendra \
            Silva\", both Chief of Staff. It is probably one person under two names, whom a reader would count twice.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR, and was chaired by Mr. Somchai Phommachanh, Director of Border Affairs, Ministry of Foreign \
        Affairs of Lao PDR. Mr. S. B. Phommachanh, Director of Border Affairs, Ministry of Foreign Affairs of Lao PDR, \
        closed the meeting.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR, and was chaired by Mr. Somchai Phommachanh, Director of Border Affairs, Ministry of Foreign \
        Affairs of Lao PDR. Mr. Somchai Phommachanh closed the meeting.\n",
    check,
};

/// Words that say nothing about which office it is.
const IDLE: [&str; 5] = ["the", "of", "and", "for", "in"];
/// An office of fewer words than these is held by many.
const FEWEST_WORDS: usize = 3;

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let mut holders: BTreeMap<String, Vec<Holder>> = BTreeMap::new();
    let mut found = Vec::new();
    for person in everybody(subject.note) {
        let Some((last, holder)) = holder(person) else { continue };
        let namesakes = holders.entry(last).or_default();
        if namesakes.iter().any(|h| h.folded == holder.folded) {
            continue;
        }
        if let Some(first) = namesakes.iter().find(|h| same_office(&h.office, &holder.office)) {
            let message = format!(
                "{} holds the same office as {}",
                subject.words(holder.name.span),
                subject.words(first.name.span)
            );
            found.push(
                subject
                    .at(holder.name.span, message)
                    .with_related(subject.source, first.name.span, "first named here")
                    .with_help("if it is one person, write the name in one way"),
            );
        }
        namesakes.push(holder);
    }
    found
}

/// Somebody with a name of several words and an office.
struct Holder<'a> {
    name: &'a Fact<String>,
    folded: String,
    office: BTreeSet<String>,
}

fn everybody(note: &Note) -> impl Iterator<Item = &Person> {
    note.chairs.iter().map(|c| &c.person).chain(&note.people)
}

/// The last word of a person's name, and the rest of what is compared.
fn holder(person: &Person) -> Option<(String, Holder<'_>)> {
    let name = person.name.as_ref()?;
    let words = name.value.as_deref().filter(|w| w.split_whitespace().count() > 1)?;
    let parts = [person.title.as_ref()?, person.organization.as_ref()?];
    let office = parts.iter().filter_map(|f| f.value.as_deref()).flat_map(str::split_whitespace);
    let office = office.map(wording::folded).filter(|w| !w.is_empty() && !IDLE.contains(&w.as_str())).collect();
    let last = wording::folded(words.split_whitespace().next_back()?);
    Some((last, Holder { name, folded: wording::folded(words), office }))
}

/// Whether one says no more than the other.
fn same_office(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    a.len().min(b.len()) >= FEWEST_WORDS && (a.is_subset(b) || b.is_subset(a))
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;
    use crate::model::Person;

    #[test]
    fn same_last_name_and_office() {
        let mut s = Specimen::new("LHSC Silva, Shavendra Silva, Ann Perera: Chief of Staff, Army");
        let person = |s: &Specimen, name: &str| Person {
            name: Some(s.fact(name.to_owned(), name)),
            title: Some(s.fact("Chief of Staff".to_owned(), "Chief of Staff")),
            organization: Some(s.fact("Army".to_owned(), "Army")),
            ..Person::default()
        };
        s.note.people = ["LHSC Silva", "Shavendra Silva", "Ann Perera"].map(|n| person(&s, n)).into();
        let found = s.check("C105");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "Shavendra Silva holds the same office as LHSC Silva");
        s.note.people[1].organization = None;
        assert!(s.check("C105").is_empty());
    }
}
