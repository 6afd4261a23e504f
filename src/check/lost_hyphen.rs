use super::{Rule, Subject};
use crate::diag::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "D109",
        name: "lost-hyphen",
        severity: Severity::Warning,
        summary: "Two days run together into one number.",
        explanation: "A number of four digits before a month and a year reads like two days whose hyphen was lost: \"1920 \
            April, 2016\" once was \"19-20 April, 2016\". The words are not read as a date.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held from 0911 February, 2011 in \
        Vientiane, Lao PDR.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held from 9-11 February, 2011 in \
        Vientiane, Lao PDR.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let claims = subject.note.claims.lost_hyphens.iter();
    claims
        .filter_map(|c| {
            let mended = c.value.as_ref()?;
            let found = subject.at(c.span, format!("“{}” seems to have lost a hyphen", subject.words(c.span)));
            Some(found.with_help(format!("write “{mended}”, if that is meant")))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;

    #[test]
    fn proposes_the_range() {
        let mut s = Specimen::new("from 1920 April, 2016");
        s.note.claims.lost_hyphens = vec![s.fact("19-20 April, 2016".to_owned(), "1920 April, 2016")];
        assert_eq!(s.check("D109")[0].help.as_deref(), Some("write “19-20 April, 2016”, if that is meant"));
    }
}
