use super::index::{Series, Statement};
use super::{Index, SeriesRule, Summary, Told};
use crate::check::wording;
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::Cadence;

pub(super) const RULE: SeriesRule = SeriesRule {
    code: Code {
        code: "S208",
        name: "cadence-broken",
        severity: Severity::Note,
        summary: "The years between two meetings do not fit the rhythm of their series.",
        explanation: "A note says that the series meets every year, but between two of its meetings lie two or more years \
            more, or fewer, than their ordinals say. Years are skipped and meetings doubled in life, so this is only a note; \
            it may still show a wrong ordinal or year.",
    },
    firing: &[("third.txt", THIRD), ("fourth.txt", FOURTH_WRONG)],
    clean: &[("third.txt", THIRD), ("fourth.txt", FOURTH)],
    check,
};

const THIRD: &str = "The 3rd Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 \
    February 2011 in Vientiane, Lao PDR. The Working Group on Border Security has been held annually since 2009.\n";
const FOURTH: &str = "The 4th Working Group on Border Security\n\nThe 4th Working Group on Border Security was held on 14 \
    March 2012 in Hanoi, Viet Nam.\n";
const FOURTH_WRONG: &str = "The 4th Working Group on Border Security\n\nThe 4th Working Group on Border Security was held on \
    14 March 2021 in Hanoi, Viet Nam.\n";

fn check(index: &Index, code: &Code) -> Vec<Diagnostic> {
    index.series.values().flat_map(|series| uneven(code, series)).collect()
}

fn uneven(code: &Code, series: &Series) -> Vec<Diagnostic> {
    let cadence =
        series.notes.iter().filter_map(|n| Some((*n, n.cadence.as_ref()?))).find(|(_, c)| c.value == Cadence::Annual);
    let Some(cadence) = cadence else { return Vec::new() };
    let dated = series.meetings.values().filter_map(|said| said.iter().find(|s| s.dates.is_some()));
    let dated: Vec<&Statement> = dated.collect();
    dated.windows(2).filter_map(|pair| gap(code, pair[0], pair[1], cadence)).collect()
}

fn gap(
    code: &Code,
    lower: &Statement,
    higher: &Statement,
    (by, cadence): (&Summary, &Told<Cadence>),
) -> Option<Diagnostic> {
    let (a, b) = (lower.dates?, higher.dates?);
    let years = i64::from(b.value.start().get_year()) - i64::from(a.value.start().get_year());
    let meetings = i64::from(higher.ordinal.value) - i64::from(lower.ordinal.value);
    if years < 0 || (years - meetings).abs() < 2 {
        return None;
    }
    let message = format!(
        "the {} meeting was in {} and the {} in {}, though the series is said to meet every year",
        wording::ordinal(lower.ordinal.value),
        a.value.start().get_year(),
        wording::ordinal(higher.ordinal.value),
        b.value.start().get_year()
    );
    Some(
        Diagnostic::about(code, higher.note.spot(b), message)
            .with_related_spot(lower.note.spot(a), format!("the {} meeting", wording::ordinal(lower.ordinal.value)))
            .with_related_spot(by.spot(cadence), "said to meet every year")
            .with_help("check the ordinals and the years"),
    )
}

#[cfg(test)]
mod tests {
    use crate::check::series::specimen::{annual_since, found, meeting};

    #[test]
    fn one_year_more_or_less_is_life() {
        for (year, count) in [("2013", 0), ("2012", 0), ("2014", 1), ("2021", 1)] {
            let notes = [annual_since(meeting("a", 3, "2011-02-09", ""), 2009), meeting("b", 4, year, "")];
            assert_eq!(found(&notes, "S208").len(), count, "{year}");
        }
    }
}
