use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::Fact;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "C106",
        name: "person-with-two-offices",
        severity: Severity::Note,
        summary: "One person with two different offices.",
        explanation: "The note gives a person two offices in two places. People do hold two, so this is only a note; it may \
            also be that a title was copied from somebody else. A longer form of the same title is no second office.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR, and was chaired by Mr. Somchai Phommachanh, Director of Border Affairs, Ministry of Foreign \
        Affairs of Lao PDR. Mr. Somchai Phommachanh, Governor, Bank of Lao PDR, closed the meeting.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR, and was chaired by Mr. Somchai Phommachanh, Director of Border Affairs, Ministry of Foreign \
        Affairs of Lao PDR. Mr. Somchai Phommachanh, Director of Border Affairs, closed the meeting.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let chairs = subject.note.chairs.iter().map(|c| &c.person);
    let mut offices: BTreeMap<String, &Fact<String>> = BTreeMap::new();
    let mut found = Vec::new();
    for person in chairs.chain(&subject.note.people) {
        let (Some(name), Some(title)) = (&person.name, &person.title) else { continue };
        let (Some(words), Some(office)) = (&name.value, &title.value) else { continue };
        let first = *offices.entry(wording::folded(words)).or_insert(title);
        let known = first.value.as_deref().unwrap_or_default();
        if first.span != title.span && !one_form_of(known, office) {
            found.push(
                subject
                    .at(title.span, format!("{words} is “{office}” here and “{known}” before"))
                    .with_related(subject.source, first.span, "first office")
                    .with_help("if both are right, nothing needs to be done"),
            );
        }
    }
    found
}

/// Whether one title only says more than the other.
fn one_form_of(a: &str, b: &str) -> bool {
    let words = |s: &str| s.split_whitespace().map(wording::folded).collect::<BTreeSet<String>>();
    let (a, b) = (words(a), words(b));
    a.is_subset(&b) || b.is_subset(&a)
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;
    use crate::model::Person;

    #[test]
    fn a_longer_form_is_no_second_office() {
        let mut s = Specimen::new("Ann Lee: Director, Deputy Director, Governor");
        let person = |s: &Specimen, title: &str| Person {
            name: Some(s.fact("Ann Lee".to_owned(), "Ann Lee")),
            title: Some(s.fact(title.to_owned(), title)),
            ..Person::default()
        };
        s.note.people = ["Director", "Deputy Director", "Governor"].map(|t| person(&s, t)).into();
        let found = s.check("C106");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "Ann Lee is “Governor” here and “Director” before");
    }
}
