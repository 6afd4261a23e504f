use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::Fact;

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "P102",
        name: "cities-disagree",
        severity: Severity::Warning,
        summary: "Two different cities for the meeting in one note.",
        explanation: "The note names two cities as the place of the meeting. Spellings that differ only in case, hyphens or \
            spaces count as one city.",
    },
    firing: "Working Group on Border Security\n\nLuang Prabang, Lao PDR, 9 February 2011\n\nThe 3rd Working Group on Border \
        Security was held on 9 February 2011 in Vientiane, Lao PDR.\n",
    clean: "Working Group on Border Security\n\nVientiane, Lao PDR, 9 February 2011\n\nThe 3rd Working Group on Border \
        Security was held on 9 February 2011 in Vientiane, Lao PDR.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    if subject.is_settled(subject.note.event.place.city.as_ref()) {
        return Vec::new();
    }
    let mut told: Vec<(String, &Fact<String>)> = Vec::new();
    let mut found = Vec::new();
    for claim in &subject.note.claims.cities {
        let Some(city) = &claim.value else { continue };
        let key = wording::city(city);
        if told.iter().any(|(k, _)| *k == key) {
            continue;
        }
        if let Some((_, first)) = told.first() {
            let message = format!(
                "the meeting's city is {} here and {} before",
                city,
                first.value.as_deref().unwrap_or_default()
            );
            found.push(
                subject
                    .at(claim.span, message)
                    .with_related(subject.source, first.span, "first said here")
                    .with_help("correct the one that is wrong"),
            );
        }
        told.push((key, claim));
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;

    #[test]
    fn spelling_alone_is_no_disagreement() {
        let mut s = Specimen::new("HA NOI, Hanoi, Hue, Hue City");
        let city = |s: &Specimen, c: &str| s.fact(c.to_owned(), c);
        s.note.claims.cities = vec![city(&s, "HA NOI"), city(&s, "Hanoi"), city(&s, "Hue"), city(&s, "Hue City")];
        let found = s.check("P102");
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].quote.as_str(), found[0].related[0].quote.as_str()), ("Hue", "HA NOI"));
    }
}
