use super::index::Statement;
use super::{Index, SeriesRule};
use crate::check::wording;
use crate::diag::{Code, Diagnostic, Severity};

pub(super) const RULE: SeriesRule = SeriesRule {
    code: Code {
        code: "S205",
        name: "meetings-out-of-order",
        severity: Severity::Warning,
        summary: "A meeting took place before one with a lower ordinal.",
        explanation: "Ordinals of a series follow its dates. Where a later ordinal has an earlier date, an ordinal or a date \
            is wrong. Meetings are compared with the next lower ordinal whose dates are known.",
    },
    firing: &[("third.txt", THIRD), ("fourth.txt", FOURTH_WRONG)],
    clean: &[("third.txt", THIRD), ("fourth.txt", FOURTH)],
    check,
};

const THIRD: &str = "The 3rd Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 \
    February 2011 in Vientiane, Lao PDR.\n";
const FOURTH: &str = "The 4th Working Group on Border Security\n\nThe 4th Working Group on Border Security was held on 14 \
    March 2012 in Hanoi, Viet Nam.\n";
const FOURTH_WRONG: &str = "The 4th Working Group on Border Security\n\nThe 4th Working Group on Border Security was held on \
    14 March 2010 in Hanoi, Viet Nam.\n";

fn check(index: &Index, code: &Code) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for series in index.series.values() {
        let first_told = |said: &[Statement<'_>]| said.iter().position(|s| s.dates.is_some());
        let dated: Vec<&Statement> =
            series.meetings.values().filter_map(|said| first_told(said).map(|i| &said[i])).collect();
        found.extend(dated.windows(2).filter_map(|pair| reversed(code, pair[0], pair[1])));
    }
    found
}

fn reversed(code: &Code, lower: &Statement, higher: &Statement) -> Option<Diagnostic> {
    let (a, b) = (lower.dates?, higher.dates?);
    if b.value.latest() >= a.value.earliest() {
        return None;
    }
    let message = format!(
        "the {} meeting is dated {}, before the {} of {}",
        wording::ordinal(higher.ordinal.value),
        wording::dates(b.value),
        wording::ordinal(lower.ordinal.value),
        wording::dates(a.value)
    );
    Some(
        Diagnostic::about(code, higher.note.spot(b), message)
            .with_related_spot(lower.note.spot(a), format!("the {} meeting", wording::ordinal(lower.ordinal.value)))
            .with_help("correct the date or the ordinal that is wrong"),
    )
}

#[cfg(test)]
mod tests {
    use crate::check::series::specimen::{found, meeting};

    #[test]
    fn dates_follow_ordinals() {
        let notes = [meeting("a", 3, "2011-02-09", ""), meeting("b", 5, "2010-03", ""), meeting("c", 6, "2012", "")];
        assert_eq!(found(&notes, "S205"), [("b".to_owned(), vec!["a".to_owned()])]);
        let notes = [meeting("a", 3, "2011-02-09", ""), meeting("b", 4, "2011", "")];
        assert_eq!(found(&notes, "S205"), []);
    }
}
