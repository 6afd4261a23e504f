use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "T102",
        name: "ordinals-disagree",
        severity: Severity::Warning,
        summary: "Two different ordinals for the meeting in one note.",
        explanation: "The note counts the meeting as two different ones of its series, for instance as the 6th in the title \
            and as the fifth in the text. Numbers and words are the same here: \"27th\" and \"Twenty-Seventh\" agree.",
    },
    firing: "The 3rd Working Group on Border Security\n\nThe Fourth Working Group on Border Security was held on 9 February \
        2011 in Vientiane, Lao PDR.\n",
    clean: "The 3rd Working Group on Border Security\n\nThe Third Working Group on Border Security was held on 9 February \
        2011 in Vientiane, Lao PDR.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    let mut found = Vec::new();
    for claim in &subject.note.claims.ordinals {
        let Some(n) = claim.value.filter(|n| told.iter().all(|(t, _)| t != n)) else { continue };
        if let Some(&(first, span)) = told.first() {
            let message =
                format!("the meeting is the {} here and the {} before", wording::ordinal(n), wording::ordinal(first));
            found.push(
                subject
                    .at(claim.span, message)
                    .with_related(subject.source, span, "first said here")
                    .with_help("correct the one that is wrong"),
            );
        }
        told.push((n, claim.span));
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;

    #[test]
    fn compares_values_not_words() {
        let mut s = Specimen::new("27th, Twenty-Seventh, 28th");
        s.note.claims.ordinals = vec![s.fact(27, "27th"), s.fact(27, "Twenty-Seventh"), s.fact(28, "28th")];
        let found = s.check("T102");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "the meeting is the 28th here and the 27th before");
    }
}
