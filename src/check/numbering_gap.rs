use super::sequences::{self, Slip, SlipKind};
use super::{Rule, Subject};
use crate::diag::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "F101",
        name: "numbering-gap",
        severity: Severity::Warning,
        summary: "A number missing from a numbered list.",
        explanation: "The labels of a list leave out a number: an item was lost, or it was deleted and the rest not counted \
            anew. Whoever cites items by number needs them right. A list may start at any number, and start anew in each \
            section.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It agreed as follows:\n\n1. Members exchange lists of contact points.\n\n2. Members share \
        forms of passports.\n\n4. The next meeting is prepared by Japan.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It agreed as follows:\n\n1. Members exchange lists of contact points.\n\n2. Members share \
        forms of passports.\n\n3. The next meeting is prepared by Japan.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    subject.slips.iter().filter_map(|slip| gap(subject, slip)).collect()
}

fn gap(subject: &Subject, slip: &Slip) -> Option<Diagnostic> {
    let SlipKind::Gap(missing, labels) = &slip.kind else { return None };
    // a label in other marks is there, and told as such
    let hidden = labels.iter().any(|label| slip.hides(subject.source, label));
    if hidden || sequences::in_other_marks(slip, subject.source).is_some() {
        return None;
    }
    let message = format!("{missing} missing: “{}” is followed by “{}”", slip.other.printed, slip.at.printed);
    Some(
        subject
            .at(slip.at.span, message)
            .with_related(subject.source, slip.other.span, "the item before it")
            .with_help("add what is missing, or count the items anew"),
    )
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;

    #[test]
    fn a_label_that_stands_elsewhere_is_not_missing() {
        assert!(Specimen::list(&["I.|x\n**II. A heading**", "III.|y"]).check("F107").is_empty());
        assert!(Specimen::list(&["II.|x\n**III. A heading**", "IV.|y"]).check("F101").is_empty());
        assert_eq!(Specimen::list(&["II.|x\n**VIII. A heading**", "IV.|y"]).check("F101").len(), 1);
    }

    #[test]
    fn says_what_is_missing_between_what() {
        let found = Specimen::list(&["(a)|x", "(d)|y"]).check("F101");
        assert_eq!(found[0].message, "b and c missing: “(a)” is followed by “(d)”");
        assert_eq!((found[0].quote.as_str(), found[0].related[0].quote.as_str()), ("(d)", "(a)"));
    }
}
