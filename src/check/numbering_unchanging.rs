use super::sequences::SlipKind;
use super::{Rule, Subject};
use crate::diag::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "F104",
        name: "numbering-unchanging",
        severity: Severity::Warning,
        summary: "Every item of a list numbered 1.",
        explanation: "All items carry the label 1, so that none can be cited. In plain text this is a fault. In Markdown it \
            is a known habit (a Markdown reader counts by itself), so there it is only a note; labels are kept as they are \
            printed.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It agreed as follows:\n\n1. Members exchange lists of contact points.\n\n1. Members share \
        forms of passports.\n\n1. The next meeting is prepared by Japan.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It agreed as follows:\n\n1. Members exchange lists of contact points.\n\n2. Members share \
        forms of passports.\n\n3. The next meeting is prepared by Japan.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let counted_by_reader = subject.source.media_type == "text/markdown";
    let severity = if counted_by_reader { Severity::Note } else { Severity::Warning };
    let mut found = Vec::new();
    for slip in subject.slips {
        let SlipKind::Unchanging(n) = slip.kind else { continue };
        found.push(
            subject
                .at(slip.at.span, format!("all {n} items are labelled “{}”", slip.at.printed))
                .with_severity(severity)
                .with_related(subject.source, slip.other.span, "the last of them")
                .with_help(format!("number them from 1 to {n}")),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;
    use crate::diag::Severity;

    #[test]
    fn is_told_once_and_lightly_in_markdown() {
        let mut s = Specimen::list(&["1.|x", "1.|y", "1.|z"]);
        let found = s.check("F104");
        assert_eq!((found.len(), found[0].severity), (1, Severity::Warning));
        assert_eq!(found[0].message, "all 3 items are labelled “1.”");
        s.source.media_type = "text/markdown".to_owned();
        assert_eq!(s.check("F104")[0].severity, Severity::Note);
    }
}
