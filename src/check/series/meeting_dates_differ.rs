use super::index::{Statement, days_apart};
use super::{Index, SeriesRule};
use crate::check::wording;
use crate::diag::{Code, Diagnostic, Severity};

/// Statements further apart than this are rather about two meetings with one ordinal.
pub(super) const SAME_MEETING_DAYS: i32 = 60;

pub(super) const RULE: SeriesRule = SeriesRule {
    code: Code {
        code: "S202",
        name: "meeting-dates-differ",
        severity: Severity::Warning,
        summary: "Two notes give different dates for one meeting.",
        explanation: "Two notes speak of the same meeting of a series and give dates that cannot both be true, for instance \
            the report on a meeting and a list of past meetings in a later note. What other notes say is held against the \
            note about the meeting itself, if there is one. Dates of different precision agree as long as one contains \
            the other; two ranges of days must be the same.",
    },
    firing: &[("third.txt", THIRD), ("fourth.txt", FOURTH_WRONG)],
    clean: &[("third.txt", THIRD), ("fourth.txt", FOURTH)],
    check,
};

const THIRD: &str = "The 3rd Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held from 9 to \
    10 February 2011 in Vientiane, Lao PDR.\n";
const FOURTH: &str = "The 4th Working Group on Border Security\n\nThe 4th Working Group on Border Security was held on 14 \
    March 2012 in Hanoi, Viet Nam. The 3rd Working Group on Border Security was held from 9 to 10 February 2011 in \
    Vientiane.\n";
const FOURTH_WRONG: &str = "The 4th Working Group on Border Security\n\nThe 4th Working Group on Border Security was held on \
    14 March 2012 in Hanoi, Viet Nam. The 3rd Working Group on Border Security was held from 10 to 11 February 2011 in \
    Vientiane.\n";

fn check(index: &Index, code: &Code) -> Vec<Diagnostic> {
    index.meetings().flat_map(|(n, said)| differing(code, n, said)).collect()
}

/// Each statement that disagrees with the first one of another note.
fn differing(code: &Code, ordinal: u32, said: &[Statement]) -> Vec<Diagnostic> {
    let mut dated = said.iter().filter_map(|s| Some((s, s.dates?)));
    let Some((first, reference)) = dated.next() else { return Vec::new() };
    let differing = dated.filter(|(s, dates)| {
        s.note.path != first.note.path
            && reference.value.contradicts(dates.value)
            && days_apart(reference.value, dates.value) <= SAME_MEETING_DAYS
    });
    differing
        .map(|(s, dates)| {
            let message = format!(
                "the {} meeting is dated {} here and {} in {}",
                wording::ordinal(ordinal),
                wording::dates(dates.value),
                wording::dates(reference.value),
                first.note.path
            );
            Diagnostic::about(code, s.note.spot(dates), message)
                .with_related_spot(
                    first.note.spot(reference),
                    if first.own { "the note about the meeting" } else { "first said here" },
                )
                .with_help("find out which is right, and correct the other note")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::series::specimen::{found, meeting, sibling};

    #[test]
    fn lists_of_past_meetings_are_held_against_the_notes_about_them() {
        let mut fifth = meeting("a5.txt", 5, "2010-06-22/2010-06-24", "Bali");
        fifth.siblings = vec![sibling(4, "2009-08-12/2009-08-13", "Nha Trang")];
        let fourth = meeting("z4.txt", 4, "2009-08-11/2009-08-12", "Nha Trang");
        assert_eq!(found(&[fifth, fourth], "S202"), [("a5.txt".to_owned(), vec!["z4.txt".to_owned()])]);
    }

    #[test]
    fn precision_is_no_difference() {
        let mut sixth = meeting("6.txt", 6, "2011-02-09/2011-02-11", "Phnom Penh");
        sixth.siblings = vec![sibling(5, "2010-06", "Bali")];
        let fifth = meeting("5.txt", 5, "2010-06-22/2010-06-24", "Bali");
        assert_eq!(found(&[sixth, fifth], "S202"), []);
    }
}
