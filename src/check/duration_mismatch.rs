use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::Edtf;

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "D108",
        name: "duration-mismatch",
        severity: Severity::Warning,
        summary: "A range of dates as long as the note does not say.",
        explanation: "The note says how many days the meeting lasted (\"the two-day meeting\") and gives its first and last \
            day, and the two do not fit. A single date is not compared: it may be the day on which a longer meeting opened.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held from 9 to 11 February \
        2011 in Vientiane, Lao PDR. The two-day meeting reviewed the work of the past year.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held from 9 to 11 February \
        2011 in Vientiane, Lao PDR. The three-day meeting reviewed the work of the past year.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let Some(meeting) = &subject.note.event.dates else { return Vec::new() };
    let Some(lasted) = meeting.value.and_then(days) else { return Vec::new() };
    let claims = subject.note.claims.durations.iter();
    claims
        .filter(|c| c.value.is_some_and(|said| said != lasted))
        .map(|c| {
            let message = format!(
                "“{}” does not fit the meeting's dates, which span {}",
                subject.words(c.span),
                wording::count(lasted, "day")
            );
            subject
                .at(c.span, message)
                .with_related(subject.source, meeting.span, "the meeting's dates")
                .with_help("correct the number of days or the dates")
        })
        .collect()
}

/// Days of an interval of day precision, both ends included.
fn days(e: Edtf) -> Option<u32> {
    let Edtf::Interval(a, b) = e else { return None };
    a.get_day().and(b.get_day())?;
    u32::try_from((b.earliest() - a.earliest()).get_days()).ok().map(|n| n + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::specimen::Specimen;

    #[test]
    fn counts_both_ends_over_a_month_and_a_year() {
        for (dates, n) in [
            ("2011-02-09/2011-02-11", Some(3)),
            ("2011-12-31/2012-01-01", Some(2)),
            ("2011-01-31/2011-03-01", Some(30)),
            ("2011-02-09", None),
            ("2011-02/2011-03", None),
        ] {
            assert_eq!(days(Specimen::edtf(dates)), n, "{dates}");
        }
    }

    #[test]
    fn points_at_the_number_of_days() {
        let mut s = Specimen::new("the two-day meeting of when");
        s.note.claims.durations = vec![s.fact(2, "two-day")];
        s.note.event.dates = Some(s.fact(Specimen::edtf("2011-02-09/2011-02-11"), "when"));
        assert_eq!(s.check("D108")[0].message, "“two-day” does not fit the meeting's dates, which span 3 days");
    }
}
