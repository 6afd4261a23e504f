use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Fact, Note, Person};
use std::collections::BTreeMap;

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

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let mut holders: BTreeMap<(String, String), (&Fact<String>, String)> = BTreeMap::new();
    let mut found = Vec::new();
    for person in everybody(subject.note) {
        let Some((name, words, office)) = office(person) else { continue };
        let last = wording::folded(words.split_whitespace().next_back().unwrap_or_default());
        let folded = wording::folded(words);
        match holders.get(&(office.clone(), last.clone())) {
            None => {
                holders.insert((office, last), (name, folded));
            }
            Some((first, known)) if *known != folded => found.push(
                subject
                    .at(name.span, format!("{words} holds the same office as {}", subject.words(first.span)))
                    .with_related(subject.source, first.span, "first named here")
                    .with_help("if it is one person, write the name in one way"),
            ),
            Some(_) => {}
        }
    }
    found
}

fn everybody(note: &Note) -> impl Iterator<Item = &Person> {
    note.chairs.iter().map(|c| &c.person).chain(&note.people)
}

/// Name and office of a person whose office is told apart by an organization or a country. Some titles hold the
/// organization already.
fn office(person: &Person) -> Option<(&Fact<String>, &str, String)> {
    let name = person.name.as_ref()?;
    let words = name.value.as_deref().filter(|w| w.split_whitespace().count() > 1)?;
    let title = wording::folded(person.title.as_ref()?.value.as_deref()?);
    let body = person.organization.as_ref().and_then(|o| o.value.as_deref()).map(wording::folded);
    let country = person.country.as_ref().and_then(|c| c.value).map(|c| c.to_string());
    let place = body.or(country)?;
    Some((name, words, if title.ends_with(&place) { title } else { title + &place }))
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
