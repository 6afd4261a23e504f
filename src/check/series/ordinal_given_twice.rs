use super::index::{Statement, days_apart};
use super::meeting_dates_differ::SAME_MEETING_DAYS;
use super::{Index, SeriesRule};
use crate::check::wording;
use crate::diag::{Code, Diagnostic, Severity};

pub(super) const RULE: SeriesRule = SeriesRule {
    code: Code {
        code: "S203",
        name: "ordinal-given-twice",
        severity: Severity::Warning,
        summary: "Two meetings of one series carry the same ordinal.",
        explanation: "Two notes of one series call their meetings by the same ordinal, but the meetings lie months apart. \
            One of them was counted wrongly.",
    },
    firing: &[("third.txt", THIRD), ("fourth.txt", FOURTH_WRONG)],
    clean: &[("third.txt", THIRD), ("fourth.txt", FOURTH)],
    check,
};

const THIRD: &str = "The 3rd Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 \
    February 2011 in Vientiane, Lao PDR.\n";
const FOURTH: &str = "The 4th Working Group on Border Security\n\nThe 4th Working Group on Border Security was held on 14 \
    March 2012 in Hanoi, Viet Nam.\n";
const FOURTH_WRONG: &str = "The 3rd Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on \
    14 March 2012 in Hanoi, Viet Nam.\n";

fn check(index: &Index, code: &Code) -> Vec<Diagnostic> {
    index.meetings().flat_map(|(n, said)| repeated(code, n, said)).collect()
}

fn repeated(code: &Code, ordinal: u32, said: &[Statement]) -> Vec<Diagnostic> {
    let mut dated = said.iter().filter_map(|s| Some((s, s.dates?)));
    let Some((first, reference)) = dated.next() else { return Vec::new() };
    let others = dated.filter(|(s, dates)| {
        s.note.path != first.note.path && days_apart(reference.value, dates.value) > SAME_MEETING_DAYS
    });
    others
        .map(|(s, dates)| {
            let message = format!(
                "the meeting of {} is called the {}, as is that of {} in {}",
                wording::dates(dates.value),
                wording::ordinal(ordinal),
                wording::dates(reference.value),
                first.note.path
            );
            Diagnostic::about(code, s.note.spot(s.ordinal), message)
                .with_related_spot(first.note.spot(first.ordinal), "the same ordinal")
                .with_help("count the meetings of the series anew, or correct the year")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::series::specimen::{found, meeting};

    #[test]
    fn months_apart_are_two_meetings() {
        let notes = [meeting("a", 3, "2011-02-09", "Vientiane"), meeting("b", 3, "2012-03-14", "Hanoi")];
        assert_eq!(found(&notes, "S203"), [("b".to_owned(), vec!["a".to_owned()])]);
        assert_eq!(found(&notes, "S202"), []);
        let notes = [meeting("a", 3, "2011-02-09", "Vientiane"), meeting("b", 4, "2012-03-14", "Hanoi")];
        assert_eq!(found(&notes, "S203"), []);
    }
}
