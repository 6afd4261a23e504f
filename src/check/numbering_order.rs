use super::sequences::{Slip, SlipKind};
use super::{Rule, Subject};
use crate::diag::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "F103",
        name: "numbering-order",
        severity: Severity::Warning,
        summary: "A number that does not follow the one before it.",
        explanation: "The labels of a list do not go up one by one: two items were swapped, one is mislabelled, or numbering \
            starts again in the middle of a list. The last is often meant and only a note.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It agreed as follows:\n\n1. Members exchange lists of contact points.\n\n3. Members share \
        forms of passports.\n\n2. The next meeting is prepared by Japan.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It agreed as follows:\n\n1. Members exchange lists of contact points.\n\n2. Members share \
        forms of passports.\n\n3. The next meeting is prepared by Japan.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    subject.slips.iter().filter_map(|slip| disorder(subject, slip)).collect()
}

fn disorder(subject: &Subject, slip: &Slip) -> Option<Diagnostic> {
    let (at, before) = (&slip.at.printed, &slip.other.printed);
    let (message, help) = match slip.kind {
        SlipKind::Order => {
            (format!("“{at}” does not follow “{before}”"), "put the items in order, or correct the label")
        }
        SlipKind::Restart => (
            format!("numbering starts again at “{at}” after “{before}”"),
            "go on counting, or set a heading before the new list",
        ),
        _ => return None,
    };
    if slip.meant.as_ref().is_some_and(|label| slip.hides(subject.source, label)) {
        return None;
    }
    let help = slip.meant.as_ref().map_or(help.to_owned(), |label| format!("write “{label}”"));
    let severity = if slip.kind == SlipKind::Restart { Severity::Note } else { Severity::Warning };
    Some(
        subject
            .at(slip.at.span, message)
            .with_severity(severity)
            .with_related(subject.source, slip.other.span, "the item before it")
            .with_help(help),
    )
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;

    #[test]
    fn a_mislabelled_item_is_told_from_swapped_ones() {
        let found = Specimen::list(&["1.|x", "2.|y", "7.|z", "4.|w"]).check("F103");
        assert_eq!((found.len(), found[0].help.as_deref()), (1, Some("write “3.”")));
        let found = Specimen::list(&["1.|x", "3.|y", "2.|z"]).check("F103");
        assert_eq!(found[0].message, "“3.” does not follow “1.”");
    }
}
