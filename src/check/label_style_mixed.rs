use super::sequences::{self, SlipKind};
use super::{Rule, Subject};
use crate::diag::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "F107",
        name: "label-style-mixed",
        severity: Severity::Note,
        summary: "Labels of one list in different styles.",
        explanation: "The labels of a list go on counting but change their marks, as in \"1.\", \"2)\", \"3.\". Readers \
            wonder whether a new list began. It is told once a list.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It agreed as follows:\n\n1. Members exchange lists of contact points.\n2. Members share \
        forms of passports.\n3) The next meeting is prepared by Japan.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It agreed as follows:\n\n(1) Members exchange lists of contact points.\n(2) Members share \
        forms of passports.\n(3) The next meeting is prepared by Japan.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let slips = subject.slips;
    let mixed = slips.iter().filter(|s| s.kind == SlipKind::Style);
    let parted = slips.iter().filter_map(|s| Some((sequences::in_other_marks(s, subject.source)?, s)));
    let parted = parted.map(|(mark, slip)| {
        subject
            .at(mark.span, format!("“{}” is written otherwise than “{}”", mark.printed, slip.other.printed))
            .with_related(subject.source, slip.other.span, "the label before it")
            .with_help("use one style in one list")
    });
    mixed
        .map(|s| {
            let found = subject
                .at(s.at.span, format!("“{}” is written otherwise than “{}”", s.at.printed, s.other.printed))
                .with_related(subject.source, s.other.span, "the label before it");
            match &s.meant {
                Some(label) => found.with_help(format!("write “{label}”")),
                None => found.with_help("use one style in one list"),
            }
        })
        .chain(parted)
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;

    #[test]
    fn is_told_once_with_the_label_to_write() {
        let found = Specimen::list(&["1.|x", "2)|y", "3)|z"]).check("F107");
        assert_eq!((found.len(), found[0].help.as_deref()), (1, Some("write “2.”")));
        assert!(Specimen::list(&["1.|x", "(a)|y", "(b)|z", "2.|w"]).check("F107").is_empty());
    }
}
