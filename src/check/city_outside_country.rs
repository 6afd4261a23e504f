use super::{Rule, Subject};
use crate::diag::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "P101",
        name: "city-outside-country",
        severity: Severity::Warning,
        summary: "A city beside a country it does not lie in.",
        explanation: "The country printed after the city is not the one in which the city of that name lies. Cities whose \
            name several countries share are not judged.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Thailand.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let claims = subject.note.claims.misplaced_cities.iter();
    claims
        .map(|c| {
            let (city, country) = (subject.words(c.city.span), subject.words(c.country.span));
            subject
                .at(c.city.span.cover(c.country.span), format!("{city} does not lie in {country} but in {}", c.home))
                .with_help("correct the city or the country")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;
    use crate::model::MisplacedCity;

    #[test]
    fn covers_city_and_country() {
        let mut s = Specimen::new("in Phnom Penh, Viet Nam");
        s.note.claims.misplaced_cities = vec![MisplacedCity {
            city: s.fact("Phnom Penh".to_owned(), "Phnom Penh"),
            country: s.fact(Specimen::country("VN"), "Viet Nam"),
            home: Specimen::country("KH"),
        }];
        let found = s.check("P101");
        assert_eq!(found[0].message, "Phnom Penh does not lie in Viet Nam but in KH");
        assert_eq!(found[0].quote, "Phnom Penh, Viet Nam");
    }
}
