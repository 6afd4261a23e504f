use super::{Rule, Subject};
use crate::diag::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "T108",
        name: "abbreviation-explained-late",
        severity: Severity::Note,
        summary: "An abbreviation that is explained only after it was used.",
        explanation: "A sentence uses an abbreviation, and a later one says what it stands for. Whoever reads from the top does \
            not know it yet where it is needed. Titles and tables may abbreviate what the text explains.",
    },
    firing: "Border Security Working Group\n\nThe 3rd Border Security Working Group was held on 9 February 2011 in Vientiane, \
        Lao PDR. The BSTF reported on its work.\n\nThe Border Security Task Force (BSTF) will meet again in May.\n",
    clean: "Border Security Working Group\n\nThe 3rd Border Security Working Group was held on 9 February 2011 in Vientiane, \
        Lao PDR. The Border Security Task Force (BSTF) reported on its work.\n\nThe BSTF will meet again in May.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (letters, abbreviation) in subject.abbreviations {
        let Some((defined, words)) = abbreviation.defined.first() else { continue };
        let Some(used) = abbreviation.read.filter(|used| used.start < defined.start) else { continue };
        found.push(
            subject
                .at(used, format!("{letters} is explained only further down"))
                .with_related(subject.source, *defined, "explained here")
                .with_help(help(letters, words)),
        );
    }
    found
}

/// The exact words, unless they begin in the middle of a name: "of Foreign Trade (OFT)" is some office's.
fn help(letters: &str, words: &str) -> String {
    if words.starts_with("of ") {
        return "explain it where it comes first".to_owned();
    }
    format!("write “{words} ({letters})” here, and “{letters}” from then on")
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;

    #[test]
    fn only_uses_in_sentences_before_the_explanation() {
        let explained = "the Border Working Group (BWG) met";
        for (text, count) in [
            (format!("The BWG met. Then {explained}."), 1),
            (format!("Then {explained}. The BWG met."), 0),
            (format!("The BWG and {explained}"), 0),
            ("The BWG met. Then the BWG met.".to_owned(), 0),
        ] {
            assert_eq!(Specimen::prose(&text).check("T108").len(), count, "{text}");
        }
    }
}
