use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "C104",
        name: "chair-named-twice",
        severity: Severity::Warning,
        summary: "The same person twice among the chairs.",
        explanation: "One person cannot be two of the chairs. A name was probably copied, and the person who was meant is \
            missing.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR, and was co-chaired by Mr. Somchai Phommachanh, Director of Border Affairs, Ministry of Foreign \
        Affairs of Lao PDR, and Mr. Somchai Phommachanh, Deputy Director-General, Ministry of Foreign Affairs of Japan.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR, and was co-chaired by Mr. Somchai Phommachanh, Director of Border Affairs, Ministry of Foreign \
        Affairs of Lao PDR, and Ms. Keiko Tanabe, Deputy Director-General, Ministry of Foreign Affairs of Japan.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let mut seen = BTreeMap::new();
    let mut found = Vec::new();
    for chair in &subject.note.chairs {
        let Some((name, role)) = chair.person.name.as_ref().zip(chair.role.value) else { continue };
        let Some(words) = &name.value else { continue };
        match seen.insert((wording::folded(words), role), name.span) {
            Some(first) if first != name.span => found.push(
                subject
                    .at(name.span, format!("{words} is named twice as {role}"))
                    .with_related(subject.source, first, "first named here")
                    .with_help("write the name of the person who is meant, or leave out the repetition"),
            ),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;
    use crate::model::Role;

    #[test]
    fn case_and_spacing_do_not_hide_a_repetition() {
        let mut s = Specimen::new("Ann Lee, Bo Ek, ANN LEE");
        s.note.chairs = ["Ann Lee", "Bo Ek", "ANN LEE"].map(|n| s.chair(Role::CoChair, n)).into();
        let found = s.check("C104");
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].quote.as_str(), found[0].related[0].quote.as_str()), ("ANN LEE", "Ann Lee"));
    }
}
