use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Cadence, Fact};
use std::ops::RangeInclusive;

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "S101",
        name: "ordinal-cadence",
        severity: Severity::Warning,
        summary: "An ordinal that does not fit how often the series meets.",
        explanation: "From the first year and the rhythm the note states (\"annually since 2006\") follows which meeting a \
            given year should see: with one a year since 2006, that of 2011 is the 6th.\n\nSeries skip a year or hold two \
            meetings in one, so a slip of one is only a note, and so are as many missed meetings as one in five. Anything \
            beyond, and a first meeting outside the first year, is a warning: the ordinal, the year or the rhythm is \
            probably wrong.",
    },
    firing: "Working Group on Border Security\n\nThe 9th Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. The Working Group has been held annually since 2006.\n",
    clean: "Working Group on Border Security\n\nThe 6th Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. The Working Group has been held annually since 2006.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    misfit(subject).into_iter().collect()
}

fn misfit(subject: &Subject) -> Option<Diagnostic> {
    let note = subject.note;
    let (ordinal, dates) = (note.event.ordinal.as_ref()?, note.event.dates.as_ref()?);
    let series = note.series.as_ref()?;
    let (first, cadence) = (series.first_year.as_ref()?, series.cadence.as_ref()?);
    let (n, year, since) = (ordinal.value?, dates.value?.start().get_year(), first.value?);
    let expected = expected(cadence.value?, i64::from(year) - i64::from(since))?;
    let severity = judge(n, &expected)?;
    let message = format!(
        "the {} meeting in {year} does not fit a series held “{}” since {since}: that year's would be {}",
        wording::ordinal(n),
        subject.words(cadence.span),
        spell(&expected)
    );
    Some(
        subject
            .at(ordinal.span, message)
            .with_severity(severity)
            .with_related(subject.source, statement(first, cadence), "what the note says of the series")
            .with_help("check the ordinal against the list of past meetings"),
    )
}

fn statement(first: &Fact<i16>, cadence: &Fact<Cadence>) -> crate::source::Span {
    first.span.cover(cadence.span)
}

/// Ordinals that a meeting so many years after the first may have; `None` if the year lies before the first.
fn expected(cadence: Cadence, years: i64) -> Option<RangeInclusive<i64>> {
    if years < 0 {
        return None;
    }
    // from one January to the other December the distance is up to eleven months more or less
    let (least, most) = (12 * years - 11, 12 * years + 11);
    let months = match cadence {
        Cadence::Annual => return Some(years + 1..=years + 1),
        Cadence::Semiannual => return Some(2 * years + 1..=2 * years + 2),
        Cadence::Quarterly => return Some(4 * years + 1..=4 * years + 4),
        Cadence::Monthly => 1,
        Cadence::Biennial => 24,
        Cadence::Triennial => 36,
    };
    Some(least.max(0) / months + 1..=(most + months - 1) / months + 1)
}

fn judge(ordinal: u32, expected: &RangeInclusive<i64>) -> Option<Severity> {
    let n = i64::from(ordinal);
    if expected.contains(&n) {
        return None;
    }
    let missed = expected.start() - n;
    let extra = n - expected.end();
    let tolerable = if n == 1 { false } else { missed <= (expected.start() / 5).max(1) && extra <= 1 };
    Some(if tolerable { Severity::Note } else { Severity::Warning })
}

fn spell(expected: &RangeInclusive<i64>) -> String {
    let word = |n: i64| wording::ordinal(u32::try_from(n).unwrap_or(u32::MAX));
    let (a, b) = (*expected.start(), *expected.end());
    match b - a {
        0 => format!("the {}", word(a)),
        1 => format!("the {} or {}", word(a), word(b)),
        _ => format!("between the {} and the {}", word(a), word(b)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::specimen::Specimen;
    use crate::model::Series;

    fn judged(cadence: Cadence, first: i64, year: i64, n: u32) -> Option<Severity> {
        judge(n, &expected(cadence, year - first).unwrap())
    }

    #[test]
    fn one_a_year_with_room_for_life() {
        use Cadence::*;
        use Severity::*;
        for (cadence, first, year, n, severity) in [
            (Annual, 2006, 2011, 6, None),
            (Annual, 2006, 2011, 5, Some(Note)),
            (Annual, 2006, 2011, 7, Some(Note)),
            (Annual, 2006, 2011, 9, Some(Warning)),
            (Annual, 2006, 2011, 1, Some(Warning)),
            (Annual, 2009, 2020, 13, Some(Note)),
            (Annual, 2000, 2023, 20, Some(Note)),
            (Semiannual, 2006, 2008, 5, None),
            (Semiannual, 2006, 2008, 6, None),
            (Semiannual, 2006, 2008, 9, Some(Warning)),
            (Biennial, 2006, 2010, 3, None),
            (Biennial, 2006, 2010, 6, Some(Warning)),
            (Triennial, 2006, 2012, 3, None),
            (Monthly, 2011, 2011, 12, None),
        ] {
            assert_eq!(judged(cadence, first, year, n), severity, "{cadence} {first} {year} {n}");
        }
    }

    #[test]
    fn says_what_would_fit() {
        let mut s = Specimen::new("The 9th met when, annually since 2006.");
        s.note.event.ordinal = Some(s.fact(9, "9th"));
        s.note.event.dates = Some(s.fact(Specimen::edtf("2011-02-09"), "when"));
        s.note.series = Some(Series {
            key: "s".to_owned(),
            name: None,
            first_year: Some(s.fact(2006, "since 2006")),
            cadence: Some(s.fact(Cadence::Annual, "annually")),
        });
        let found = s.check("S101");
        assert_eq!(
            found[0].message,
            "the 9th meeting in 2011 does not fit a series held “annually” since 2006: that year's would be the 6th"
        );
        assert_eq!(found[0].related[0].quote, "annually since 2006");
    }
}
