use super::{Rule, Subject};
use crate::diag::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "D102",
        name: "reversed-range",
        severity: Severity::Error,
        summary: "A range of dates that ends before it begins.",
        explanation: "The last day of the range lies before its first, as in \"11 to 9 February\". Either the two days \
            were swapped or one of them is mistyped; the note waits until it is put right.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held from 11 to 9 February \
        2011 in Vientiane, Lao PDR.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held from 9 to 11 February \
        2011 in Vientiane, Lao PDR.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let claims = &subject.note.claims.reversed_ranges;
    claims
        .iter()
        .map(|c| {
            subject
                .at(c.span, format!("“{}” ends before it begins", subject.words(c.span)))
                .with_help("swap the two dates, or correct the one that is mistyped")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;

    #[test]
    fn covers_the_whole_range() {
        let mut s = Specimen::new("It met from 11 to 9 February 2011.");
        s.note.claims.reversed_ranges = vec![s.fact("11 to 9 February 2011".to_owned(), "11 to 9 February 2011")];
        assert_eq!(s.check("D102")[0].quote, "11 to 9 February 2011");
    }
}
