use super::{Rule, Subject};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Officer, Role};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "C101",
        name: "one-co-chair",
        severity: Severity::Warning,
        summary: "A meeting co-chaired by one.",
        explanation: "Co-chairs come at least in pairs. If the note names only one, the other was forgotten, or the meeting \
            was simply chaired.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR, and was co-chaired by Mr. Somchai Phommachanh, Director of Border Affairs, Ministry of Foreign \
        Affairs of Lao PDR.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR, and was co-chaired by Mr. Somchai Phommachanh, Director of Border Affairs, Ministry of Foreign \
        Affairs of Lao PDR, and Ms. Keiko Tanabe, Deputy Director-General, Ministry of Foreign Affairs of Japan.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let co_chairs: Vec<&Officer> = subject.note.chairs.iter().filter(|c| c.role.value == Some(Role::CoChair)).collect();
    let [only] = co_chairs.as_slice() else { return Vec::new() };
    // an office or a country in the chair may stand for several people
    let Some(who) = only.person.name.as_ref().map(|name| name.span) else { return Vec::new() };
    let message = format!("{} is the only co-chair the note names", subject.words(who));
    vec![
        subject
            .at(who, message)
            .with_related(subject.source, only.role.span, "co-chaired, it says here")
            .with_help("name the other co-chair, or write “chaired”"),
    ]
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;
    use crate::model::Role;

    #[test]
    fn a_chair_may_be_alone_a_co_chair_may_not() {
        let mut s = Specimen::new("Ann and Bo");
        for (chairs, count) in [
            (vec![], 0),
            (vec![(Role::Chair, "Ann")], 0),
            (vec![(Role::CoChair, "Ann")], 1),
            (vec![(Role::CoChair, "Ann"), (Role::CoChair, "Bo")], 0),
        ] {
            s.note.chairs = chairs.into_iter().map(|(role, name)| s.chair(role, name)).collect();
            assert_eq!(s.check("C101").len(), count);
        }
    }
}
