use super::sequences::SlipKind;
use super::{Rule, Subject};
use crate::diag::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "F105",
        name: "dual-label-disagreement",
        severity: Severity::Warning,
        summary: "A label whose two numbers differ.",
        explanation: "Some notes number each item twice, as in \"1. (1)\", \"2. (2)\". Where most labels of a list do so, \
            one whose numbers differ, as in \"2. (3)\", is a slip. Labels whose second number counts within the first \
            (\"1. (1)\", \"(2)\", \"2. (1)\") are another way of numbering and left alone.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It agreed as follows:\n\n  1. (1) Members exchange lists of contact points;\n  2. (3) Members \
        share forms of passports;\n  3. (3) The next meeting is prepared by Japan.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It agreed as follows:\n\n  1. (1) Members exchange lists of contact points;\n  2. (2) Members \
        share forms of passports;\n  3. (3) The next meeting is prepared by Japan.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let slips = subject.slips;
    let duals = slips.iter().filter(|s| s.kind == SlipKind::Dual);
    duals
        .map(|s| {
            subject
                .at(s.at.span, format!("the two numbers of “{}” differ", s.at.printed))
                .with_help("write the same number twice, as in the other labels of the list")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;

    #[test]
    fn letters_count_like_numbers() {
        let found = Specimen::list(&["1. (a)|x", "2. (b)|y", "3. (d)|z"]).check("F105");
        assert_eq!(found[0].message, "the two numbers of “3. (d)” differ");
        assert!(Specimen::list(&["1. (1)|x", "2. (1)|y", "3. (1)|z"]).check("F105").is_empty());
    }
}
