use super::index::{Series, Statement};
use super::{Index, SeriesRule};
use crate::check::wording;
use crate::diag::{Code, Diagnostic, Severity};
use std::collections::BTreeMap;

pub(super) const RULE: SeriesRule = SeriesRule {
    code: Code {
        code: "S210",
        name: "ordinal-skipped",
        severity: Severity::Warning,
        summary: "An ordinal that no meeting of the series has, in a series that meets evenly.",
        explanation: "The meetings of a series lie evenly apart, from ordinal to ordinal so many years, but between two of them \
            an ordinal is missing though no more time went by than between the others. Either the later ones are counted \
            wrongly, or a meeting took place between two others that nobody reported. At least three even steps are needed.",
    },
    firing: &[("1.txt", FIRST), ("2.txt", SECOND), ("3.txt", THIRD), ("4.txt", FOURTH), ("5.txt", FIFTH_WRONG)],
    clean: &[("1.txt", FIRST), ("2.txt", SECOND), ("3.txt", THIRD), ("4.txt", FOURTH), ("5.txt", FIFTH)],
    check,
};

const FIRST: &str = "The 1st Border Forum\n\nThe 1st Border Forum was held on 9 February 2011 in Vientiane, Lao PDR.\n";
const SECOND: &str = "The 2nd Border Forum\n\nThe 2nd Border Forum was held on 14 February 2012 in Hanoi, Viet Nam.\n";
const THIRD: &str = "The 3rd Border Forum\n\nThe 3rd Border Forum was held on 12 February 2013 in Tokyo, Japan.\n";
const FOURTH: &str =
    "The 4th Border Forum\n\nThe 4th Border Forum was held on 11 February 2014 in Bangkok, Thailand.\n";
const FIFTH: &str =
    "The 5th Border Forum\n\nThe 5th Border Forum was held on 10 February 2015 in Jakarta, Indonesia.\n";
const FIFTH_WRONG: &str =
    "The 6th Border Forum\n\nThe 6th Border Forum was held on 10 February 2015 in Jakarta, Indonesia.\n";

/// Even steps from one ordinal to the next that show a rhythm.
const FEWEST_STEPS: usize = 3;

fn check(index: &Index, code: &Code) -> Vec<Diagnostic> {
    index.series.values().flat_map(|series| skipped(code, series)).collect()
}

fn skipped(code: &Code, series: &Series) -> Vec<Diagnostic> {
    let own = |said: &[Statement<'_>]| said.iter().position(|s| s.own && s.dates.is_some());
    let dated: Vec<&Statement> = series.meetings.values().filter_map(|said| own(said).map(|i| &said[i])).collect();
    let steps: Vec<Step> = dated.windows(2).filter_map(|pair| Step::between(pair[0], pair[1])).collect();
    let Some(rhythm) = rhythm(&steps) else { return Vec::new() };
    steps.iter().filter(|s| s.ordinals > 1 && s.years == rhythm).map(|s| told(code, s, series)).collect()
}

/// From one meeting to the next that is known.
struct Step<'a> {
    from: &'a Statement<'a>,
    to: &'a Statement<'a>,
    ordinals: u32,
    years: i16,
}

impl<'a> Step<'a> {
    fn between(from: &'a Statement<'a>, to: &'a Statement<'a>) -> Option<Self> {
        let year = |s: &Statement| Some(s.dates?.value.start().get_year());
        let ordinals = to.ordinal.value - from.ordinal.value;
        Some(Self { from, to, ordinals, years: year(to)? - year(from)? })
    }
}

/// The years from ordinal to ordinal, if they are always the same.
fn rhythm(steps: &[Step]) -> Option<i16> {
    let mut counts: BTreeMap<i16, usize> = BTreeMap::new();
    steps.iter().filter(|s| s.ordinals == 1).for_each(|s| *counts.entry(s.years).or_default() += 1);
    let (&years, &count) = counts.iter().next()?;
    (counts.len() == 1 && years > 0 && count >= FEWEST_STEPS).then_some(years)
}

fn told(code: &Code, step: &Step, series: &Series) -> Diagnostic {
    let missing = wording::ordinal(step.from.ordinal.value + 1);
    let message = if series.meetings.contains_key(&(step.from.ordinal.value + 1)) {
        format!("no note is about the {missing} meeting, and there was no time for it")
    } else {
        format!("the series has no {missing} meeting, and there was no time for it")
    };
    Diagnostic::about(code, step.to.note.spot(step.to.ordinal), message)
        .with_related_spot(step.from.note.spot(step.from.ordinal), "the meeting before it")
        .with_help("count the meetings of the series anew")
}

#[cfg(test)]
mod tests {
    use crate::check::series::specimen::{found, meeting};

    #[test]
    fn only_where_the_series_meets_evenly() {
        let series = |last: u32, third: &str| {
            [
                meeting("a", 1, "2011-02-09", ""),
                meeting("b", 2, "2012-02-09", ""),
                meeting("c", 3, third, ""),
                meeting("d", 4, "2014-02-09", ""),
                meeting("e", last, "2015-02-09", ""),
            ]
        };
        assert_eq!(found(&series(6, "2013-02-09"), "S210"), [("e".to_owned(), vec!["d".to_owned()])]);
        assert_eq!(found(&series(5, "2013-02-09"), "S210"), []);
        assert_eq!(found(&series(6, "2012-12-09"), "S210"), []);
    }
}
