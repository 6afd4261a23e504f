use super::{Rule, Subject};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Officer, Role};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "C102",
        name: "chair-without-office",
        severity: Severity::Warning,
        summary: "A chair of whom the note says no office.",
        explanation: "Whoever reads the note later needs to know in what office somebody took the chair. The finding is a \
            warning where the note gives the name alone, and a note where it at least says for which country.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR, and was chaired by Mr. Somchai Phommachanh.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR, and was chaired by Mr. Somchai Phommachanh, Director of Border Affairs, Ministry of Foreign \
        Affairs of Lao PDR.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let event = &subject.note.event;
    // in a note that is not about a meeting, a chair is the head of some body
    if event.name.is_none() || event.dates.is_none() {
        return Vec::new();
    }
    subject.note.chairs.iter().filter_map(|chair| unplaced(subject, chair)).collect()
}

fn unplaced(subject: &Subject, chair: &Officer) -> Option<Diagnostic> {
    let person = &chair.person;
    let name = person.name.as_ref()?;
    if person.title.is_some() || person.organization.is_some() {
        return None;
    }
    let role = match chair.role.value? {
        Role::Chair => "the chair",
        Role::CoChair => "a co-chair",
        Role::ViceChair => "a vice-chair",
        Role::DelegationHead => return None,
    };
    let severity = if person.country.is_some() { Severity::Note } else { Severity::Warning };
    let message = format!("the note does not say which office {}, {role}, holds", subject.words(name.span));
    Some(
        subject
            .at(name.span, message)
            .with_severity(severity)
            .with_help("write office and organization after the name"),
    )
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;
    use crate::diag::Severity;
    use crate::model::Role;

    #[test]
    fn an_office_or_an_organization_suffices() {
        let mut s = Specimen::new("Ann, Director, Lao PDR");
        let bare = s.chair(Role::Chair, "Ann");
        s.note.event.name = Some(s.fact("Forum".to_owned(), "Lao PDR"));
        s.note.event.dates = Some(s.fact(Specimen::edtf("2011-02-09"), "Lao PDR"));
        s.note.chairs = vec![bare.clone()];
        assert_eq!(s.check("C102")[0].severity, Severity::Warning);
        s.note.chairs[0].person.country = Some(s.fact(Specimen::country("LA"), "Lao PDR"));
        assert_eq!(s.check("C102")[0].severity, Severity::Note);
        s.note.chairs[0].person.title = Some(s.fact("Director".to_owned(), "Director"));
        assert!(s.check("C102").is_empty());
    }
}
