use super::index::{Series, Statement};
use super::{Index, SeriesRule};
use crate::check::wording;
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::Edtf;
use std::collections::BTreeMap;

pub(super) const RULE: SeriesRule = SeriesRule {
    code: Code {
        code: "S209",
        name: "meeting-with-two-ordinals",
        severity: Severity::Warning,
        summary: "Two notes count the meeting of one date differently.",
        explanation: "Two notes of one series speak of a meeting on the same days, one as, say, the first and the other as \
            the fifth. A series does not meet twice on the same days: one of them counted wrongly, or they count different \
            things.",
    },
    firing: &[("one.txt", THIRD), ("other.txt", FIFTH)],
    clean: &[("one.txt", THIRD), ("other.txt", FIFTH_LATER)],
    check,
};

const THIRD: &str = "The 3rd Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 \
    February 2011 in Vientiane, Lao PDR.\n";
const FIFTH: &str = "The 5th Working Group on Border Security\n\nThe 5th Working Group on Border Security was held on 9 \
    February 2011 in Vientiane, Lao PDR.\n";
const FIFTH_LATER: &str = "The 5th Working Group on Border Security\n\nThe 5th Working Group on Border Security was held on 9 \
    February 2013 in Vientiane, Lao PDR.\n";

fn check(index: &Index, code: &Code) -> Vec<Diagnostic> {
    index.series.values().flat_map(|series| counted_twice(code, series)).collect()
}

fn counted_twice(code: &Code, series: &Series) -> Vec<Diagnostic> {
    let mut by_days: BTreeMap<String, &Statement> = BTreeMap::new();
    let mut found = Vec::new();
    for statement in series.meetings.values().flatten().filter(|s| s.own) {
        let Some(days) = statement.dates.map(|d| d.value).filter(|d| is_of_days(*d)) else { continue };
        let first = *by_days.entry(days.to_string()).or_insert(statement);
        if first.ordinal.value != statement.ordinal.value && first.note.path != statement.note.path {
            found.push(told(code, days, first, statement));
        }
    }
    found
}

fn is_of_days(dates: Edtf) -> bool {
    dates.start().get_day().is_some() && dates.end().get_day().is_some()
}

fn told(code: &Code, days: Edtf, first: &Statement, statement: &Statement) -> Diagnostic {
    let message = format!(
        "the meeting of {} is the {} here and the {} in {}",
        wording::dates(days),
        wording::ordinal(statement.ordinal.value),
        wording::ordinal(first.ordinal.value),
        first.note.path
    );
    Diagnostic::about(code, statement.note.spot(statement.ordinal), message)
        .with_related_spot(first.note.spot(first.ordinal), "the other ordinal")
        .with_help("count the meetings of the series anew, and correct the note that is wrong")
}

#[cfg(test)]
mod tests {
    use crate::check::series::specimen::{found, meeting};

    #[test]
    fn one_date_has_one_ordinal() {
        let notes = [meeting("a", 1, "2021-08-04", ""), meeting("b", 5, "2021-08-04", "")];
        assert_eq!(found(&notes, "S209"), [("b".to_owned(), vec!["a".to_owned()])]);
        let notes = [meeting("a", 1, "2021-08", ""), meeting("b", 5, "2021-08", "")];
        assert_eq!(found(&notes, "S209"), []);
    }
}
