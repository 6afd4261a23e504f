use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::CountClaim;

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "F106",
        name: "count-mismatch",
        severity: Severity::Warning,
        summary: "A list with more or fewer items than announced.",
        explanation: "A sentence says how many items follow (\"the following four views\"), and the list has another number \
            of them. An item was lost or added without counting anew. Sub-items are not counted.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It took note of the following four views:\n\n1. Members exchange lists of contact points.\n\n2. \
        Members share forms of passports.\n\n3. The next meeting is prepared by Japan.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It took note of the following three views:\n\n1. Members exchange lists of contact \
        points.\n\n2. Members share forms of passports.\n\n3. The next meeting is prepared by Japan.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    subject.note.claims.counts.iter().filter_map(|claim| mismatch(subject, claim)).collect()
}

fn mismatch(subject: &Subject, claim: &CountClaim) -> Option<Diagnostic> {
    let announced = claim.count.value.filter(|&n| n != claim.counted)?;
    let message = format!("{announced} {} announced, but {} follow", claim.of, claim.counted);
    Some(
        subject
            .at(claim.count.span, message.replace(" 1 follow", " 1 follows"))
            .with_related(subject.source, claim.list, format!("the list has {}", wording::count(claim.counted, "item")))
            .with_help("correct the number, or look for the item that was lost or added"),
    )
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;
    use crate::model::CountClaim;

    #[test]
    fn compares_announced_with_counted() {
        let mut s = Specimen::new("four views: one, two, three");
        let claim = |counted| CountClaim {
            count: s.fact(4, "four"),
            of: "views".to_owned(),
            counted,
            list: s.span("one, two, three"),
        };
        let (short, right) = (claim(3), claim(4));
        s.note.claims.counts = vec![short, right];
        let found = s.check("F106");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "4 views announced, but 3 follow");
    }
}
