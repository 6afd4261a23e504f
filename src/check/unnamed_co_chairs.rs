use super::{Rule, Subject};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Officer, Role};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "C107",
        name: "unnamed-co-chairs",
        severity: Severity::Note,
        summary: "Co-chairs of whom the note names some and others not.",
        explanation: "The note names one co-chair by name and another only by office or country. Readers of the briefing will \
            ask who it was.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR, and was co-chaired by Mr. Somchai Phommachanh, Director of Border Affairs, Ministry of Foreign \
        Affairs of Lao PDR, and the Minister of Foreign Affairs of Japan.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR, and was co-chaired by Lao PDR and Japan.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let co_chairs = subject.note.chairs.iter().filter(|c| c.role.value == Some(Role::CoChair));
    let (named, unnamed): (Vec<&Officer>, Vec<&Officer>) = co_chairs.partition(|c| c.person.name.is_some());
    let Some(first) = named.first().and_then(|c| c.person.name.as_ref()) else { return Vec::new() };
    unnamed
        .iter()
        .filter_map(|c| {
            let place = c.person.title.as_ref().map(|f| f.span).or(c.person.country.as_ref().map(|f| f.span))?;
            let message = format!("the note names one co-chair, but not this one: “{}”", subject.words(place));
            let found = subject.at(place, message).with_related(subject.source, first.span, "this co-chair is named");
            Some(found.with_help("add the name"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;
    use crate::model::{Person, Role};

    #[test]
    fn all_or_none_are_named() {
        let mut s = Specimen::new("Ann and Japan");
        let named = s.chair(Role::CoChair, "Ann");
        let mut country = s.chair(Role::CoChair, "Japan");
        country.person =
            Person { country: Some(s.fact(Specimen::country("JP"), "Japan")), name: None, ..Person::default() };
        s.note.chairs = vec![named, country.clone()];
        assert_eq!(s.check("C107").len(), 1);
        s.note.chairs = vec![country.clone(), country];
        assert!(s.check("C107").is_empty());
    }
}
