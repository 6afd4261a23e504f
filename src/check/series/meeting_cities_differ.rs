use super::index::Statement;
use super::{Index, SeriesRule, Told};
use crate::check::wording;
use crate::diag::{Code, Diagnostic, Severity};

pub(super) const RULE: SeriesRule = SeriesRule {
    code: Code {
        code: "S204",
        name: "meeting-cities-differ",
        severity: Severity::Warning,
        summary: "Two notes give different cities for one meeting.",
        explanation: "Two notes speak of the same meeting of a series and name different cities. Names that differ by a \
            letter or two (\"Luang Prabang\", \"Luang Phabang\") are only a note: one of them is a spelling. Meetings whose \
            dates disagree are left to the rules about dates.",
    },
    firing: &[("third.txt", THIRD), ("fourth.txt", FOURTH_WRONG)],
    clean: &[("third.txt", THIRD), ("fourth.txt", FOURTH)],
    check,
};

const THIRD: &str = "The 3rd Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 \
    February 2011 in Vientiane, Lao PDR.\n";
const FOURTH: &str = "The 4th Working Group on Border Security\n\nThe 4th Working Group on Border Security was held on 14 \
    March 2012 in Hanoi, Viet Nam. The 3rd Working Group on Border Security was held in Vientiane in February 2011.\n";
const FOURTH_WRONG: &str = "The 4th Working Group on Border Security\n\nThe 4th Working Group on Border Security was held on \
    14 March 2012 in Hanoi, Viet Nam. The 3rd Working Group on Border Security was held in Bangkok in February 2011.\n";

fn check(index: &Index, code: &Code) -> Vec<Diagnostic> {
    index.meetings().flat_map(|(n, said)| differing(code, n, said)).collect()
}

fn differing(code: &Code, ordinal: u32, said: &[Statement]) -> Vec<Diagnostic> {
    let mut placed = said.iter().filter_map(|s| Some((s, s.city?)));
    let Some((first, reference)) = placed.next() else { return Vec::new() };
    let others = placed.filter(|(s, city)| {
        let same_dates = match (first.dates, s.dates) {
            (Some(a), Some(b)) => !a.value.contradicts(b.value),
            _ => true,
        };
        s.note.path != first.note.path && same_dates && wording::city(&reference.value) != wording::city(&city.value)
    });
    others.map(|(s, city)| told(code, ordinal, (s, city), (first, reference))).collect()
}

/// A city, and who says it.
type Said<'a> = (&'a Statement<'a>, &'a Told<String>);

fn told(code: &Code, ordinal: u32, (other, city): Said, (first, reference): Said) -> Diagnostic {
    let spelling = wording::nearly_equal(&city.value, &reference.value);
    let message = format!(
        "the {} meeting took place in {} here and in {} in {}",
        wording::ordinal(ordinal),
        city.value,
        reference.value,
        first.note.path
    );
    let help = if spelling { "settle on one spelling" } else { "find out which is right, and correct the other note" };
    Diagnostic::about(code, other.note.spot(city), message)
        .with_severity(if spelling { Severity::Note } else { Severity::Warning })
        .with_related_spot(
            first.note.spot(reference),
            if first.own { "the note about the meeting" } else { "first said here" },
        )
        .with_help(help)
}

#[cfg(test)]
mod tests {
    use crate::check::series::specimen::{found, meeting, sibling};
    use crate::check::series::{Summary, check};
    use crate::diag::Severity;

    fn told(city: &str) -> [Summary; 2] {
        let mut sixth = meeting("6.txt", 6, "2011-02-09/2011-02-11", "Phnom Penh");
        sixth.siblings = vec![sibling(3, "2008-10", city)];
        [sixth, meeting("3.txt", 3, "2008-10-14", "Luang Prabang")]
    }

    #[test]
    fn another_city_is_a_warning_another_spelling_a_note() {
        assert_eq!(found(&told("LUANG PRABANG"), "S204"), []);
        for (city, severity) in [("Luang Phabang", Severity::Note), ("Vientiane", Severity::Warning)] {
            let all = check(&told(city));
            assert_eq!((all.len(), all[0].code.as_str(), all[0].severity), (1, "S204", severity));
        }
    }
}
