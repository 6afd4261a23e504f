use super::sequences::{Slip, SlipKind};
use super::{Rule, Subject};
use crate::diag::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "F102",
        name: "numbering-duplicate",
        severity: Severity::Warning,
        summary: "A number that two items of a list share.",
        explanation: "Two items of one list carry the same label, so that a reference to it may mean either.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It agreed as follows:\n\n1. Members exchange lists of contact points.\n\n2. Members share \
        forms of passports.\n\n2. The next meeting is prepared by Japan.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It agreed as follows:\n\n1. Members exchange lists of contact points.\n\n2. Members share \
        forms of passports.\n\n3. The next meeting is prepared by Japan.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let slips = subject.slips;
    let duplicates = slips.iter().filter(|s| s.kind == SlipKind::Duplicate && !counted_by_reader(subject, s));
    duplicates.map(|s| duplicate(subject, s)).collect()
}

/// A Markdown reader counts by itself, and writers number every item 1.
fn counted_by_reader(subject: &Subject, slip: &Slip) -> bool {
    subject.source.media_type == "text/markdown" && slip.at.printed == "1."
}

fn duplicate(subject: &Subject, slip: &Slip) -> Diagnostic {
    let help = match &slip.meant {
        Some(label) => format!("write “{label}”"),
        None => "count the items anew".to_owned(),
    };
    subject
        .at(slip.at.span, format!("a second item is labelled “{}”", slip.at.printed))
        .with_related(subject.source, slip.other.span, "first used here")
        .with_help(help)
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;

    #[test]
    fn says_what_to_write_where_that_is_clear() {
        let found = Specimen::list(&["(a)|x", "(b)|y", "(b)|z", "(d)|w"]).check("F102");
        assert_eq!((found.len(), found[0].help.as_deref()), (1, Some("write “(c)”")));
        let found = Specimen::list(&["(a)|x", "(b)|y", "(b)|z", "(c)|w"]).check("F102");
        assert_eq!((found.len(), found[0].help.as_deref()), (1, Some("count the items anew")));
    }
}
