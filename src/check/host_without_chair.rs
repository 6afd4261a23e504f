use super::{Rule, Subject};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{CountryCode, Mode, Officer, Role};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "C103",
        name: "host-without-chair",
        severity: Severity::Note,
        summary: "The host country has none of the co-chairs.",
        explanation: "Among co-chairs one usually comes from the country where the meeting takes place. Where none does, \
            the country or a chair may have been mistaken. Many meetings are held elsewhere on purpose, so this is only a \
            note. It speaks up only if the country of every co-chair is known.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Hanoi, Vietnam, and was co-chaired by Mr. Somchai Phommachanh, Director of Border Affairs, Ministry of Foreign \
        Affairs of Lao PDR, and Ms. Keiko Tanabe, Deputy Director-General, Ministry of Foreign Affairs of Japan.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR, and was co-chaired by Mr. Somchai Phommachanh, Director of Border Affairs, Ministry of Foreign \
        Affairs of Lao PDR, and Ms. Keiko Tanabe, Deputy Director-General, Ministry of Foreign Affairs of Japan.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    missing_host(subject).into_iter().collect()
}

fn missing_host(subject: &Subject) -> Option<Diagnostic> {
    let event = &subject.note.event;
    let place = event.place.country.as_ref()?;
    let host = place.value?;
    let online = event.mode.as_ref().is_some_and(|m| m.value == Some(Mode::Online));
    let co_chairs: Vec<&Officer> = subject.note.chairs.iter().filter(|c| c.role.value == Some(Role::CoChair)).collect();
    let countries: Option<Vec<CountryCode>> =
        co_chairs.iter().map(|c| c.person.country.as_ref().and_then(|f| f.value)).collect();
    countries.filter(|c| c.len() > 1 && !online && !c.contains(&host))?;
    let message = format!(
        "none of the co-chairs is said to come from {}, where the meeting took place",
        subject.words(place.span)
    );
    let chair = co_chairs[0].person.country.as_ref()?;
    Some(
        subject
            .at(place.span, message)
            .with_related(subject.source, chair.span, "country of the first co-chair")
            .with_help("check the place and the co-chairs; if both are right, nothing needs to be done"),
    )
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;
    use crate::model::Role;

    fn meeting(host: &str) -> Specimen {
        let mut s = Specimen::new("Ann of Laos and Bo of Japan in Hostland");
        let (mut a, mut b) = (s.chair(Role::CoChair, "Ann"), s.chair(Role::CoChair, "Bo"));
        a.person.country = Some(s.fact(Specimen::country("LA"), "Laos"));
        b.person.country = Some(s.fact(Specimen::country("JP"), "Japan"));
        s.note.chairs = vec![a, b];
        s.note.event.place.country = Some(s.fact(Specimen::country(host), "Hostland"));
        s
    }

    #[test]
    fn one_of_the_co_chairs_suffices() {
        assert!(meeting("LA").check("C103").is_empty());
        let found = meeting("VN").check("C103");
        assert_eq!(
            found[0].message,
            "none of the co-chairs is said to come from Hostland, where the meeting took place"
        );
    }

    #[test]
    fn says_nothing_where_a_country_is_unknown() {
        let mut s = meeting("VN");
        s.note.chairs[1].person.country = None;
        assert!(s.check("C103").is_empty());
    }
}
