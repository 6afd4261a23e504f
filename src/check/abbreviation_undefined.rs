use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "T105",
        name: "abbreviation-undefined",
        severity: Severity::Warning,
        summary: "An abbreviation that is never defined and looks like one that is.",
        explanation: "The note says what an abbreviation stands for, and elsewhere uses, once, one that it never explains and \
            that differs from it by two neighbouring letters that changed places (\"CTWG\", \"CTGW\"). Other abbreviations that \
            are not explained are left alone: every field has its own that all its readers know.",
    },
    firing: "The 3rd Border Security Working Group\n\nThe 3rd Border Security Working Group (BSWG) was held on 9 February 2011 \
        in Vientiane, Lao PDR. The BSGW agreed to meet again.\n",
    clean: "The 3rd Border Security Working Group\n\nThe 3rd Border Security Working Group (BSWG) was held on 9 February 2011 \
        in Vientiane, Lao PDR. The BSWG agreed to meet again.\n",
    check,
};

/// Shorter abbreviations are near each other by chance.
const SHORTEST: usize = 4;

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let all = subject.abbreviations;
    let defined: Vec<(&String, _)> = all.iter().filter_map(|(k, a)| Some((k, a.defined.first()?.0))).collect();
    let unknown =
        all.iter().filter(|(k, a)| a.defined.is_empty() && !a.explained && a.used.len() == 1 && k.len() >= SHORTEST);
    let mut found = Vec::new();
    for (letters, abbreviation) in unknown {
        let near = defined.iter().find(|(k, _)| k.len() >= SHORTEST && wording::neighbours_swapped(k, letters));
        let Some((meant, span)) = near else { continue };
        found.push(
            subject
                .at(abbreviation.used[0], format!("{letters} is not defined, {meant} is"))
                .with_related(subject.source, *span, "defined here")
                .with_help(format!("write “{meant}”, or say what {letters} stands for")),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;

    #[test]
    fn only_letters_near_a_defined_abbreviation() {
        let defined = "the Border Security Working Group (BSWG) met.";
        for (words, count) in
            [("The BSGW agreed", 1), ("The BSWG agreed", 0), ("The ASEAN agreed", 0), ("A BSGW, a BSGW", 0)]
        {
            let s = Specimen::prose(&format!("{defined} {words}"));
            assert_eq!(s.check("T105").len(), count, "{words}");
        }
    }
}
