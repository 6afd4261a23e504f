use super::{Rule, Subject};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::Item;

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "F108",
        name: "empty-item",
        severity: Severity::Warning,
        summary: "A list item without words.",
        explanation: "A label stands alone: the item's words were lost, or the label was left behind.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It agreed as follows:\n\n1. Members exchange lists of contact points.\n2.\n3. The next meeting \
        is prepared by Japan.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It agreed as follows:\n\n1. Members exchange lists of contact points.\n2. Members share forms \
        of passports.\n3. The next meeting is prepared by Japan.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    subject.note.body.iter().for_each(|block| block.for_each_item(&mut |item| found.extend(empty(subject, item))));
    found
}

fn empty(subject: &Subject, item: &Item) -> Option<Diagnostic> {
    let label = item.label.as_ref()?;
    let counts = label.text.chars().any(char::is_alphanumeric);
    let silent = item.blocks.iter().all(|b| b.span().is_none());
    (counts && silent).then(|| {
        subject
            .at(label.span(), format!("item “{}” has no words", label.text))
            .with_help("write the item, or remove its label")
    })
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;

    #[test]
    fn bullets_may_be_empty_labels_not() {
        assert_eq!(Specimen::list(&["1.|x", "2.|"]).check("F108").len(), 1);
        assert!(Specimen::list(&["1.|x", "•|"]).check("F108").is_empty());
    }
}
