use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Certainty, WeekdayClaim};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "D103",
        name: "weekday-mismatch",
        severity: Severity::Error,
        summary: "A weekday that is not the date's.",
        explanation: "A weekday printed beside a date must be the weekday of that date. If it is not, one of the two is \
            wrong, and often it is the date. Where the year does not stand beside the date but was taken from elsewhere \
            in the note, the year may be the fault as well, and the finding is a warning.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on Thursday, 9 \
        February 2011 in Vientiane, Lao PDR.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on Wednesday, 9 \
        February 2011 in Vientiane, Lao PDR.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    subject.note.claims.weekdays.iter().filter_map(|claim| mismatch(subject, claim)).collect()
}

fn mismatch(subject: &Subject, claim: &WeekdayClaim) -> Option<Diagnostic> {
    let (printed, date) = (claim.weekday.value?, claim.date.value?.start());
    let actual = date.weekday()?;
    if actual == printed {
        return None;
    }
    let span = claim.weekday.span.cover(claim.date.span);
    let found = subject.at(span, format!("{} was a {actual}, not a {printed}", wording::date(date)));
    Some(match &claim.date.from {
        Some(origin) if claim.date.certainty != Certainty::Stated => found
            .with_severity(Severity::Warning)
            .with_related(subject.source, origin.span, "the year was taken from here")
            .with_help("correct the weekday or the date, or write the year beside it"),
        _ => found.with_help(format!("correct the date, or write “{actual}”")),
    })
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;
    use crate::diag::Severity;
    use crate::model::{Weekday, WeekdayClaim};

    fn claim(s: &Specimen, weekday: Weekday) -> WeekdayClaim {
        WeekdayClaim {
            weekday: s.fact(weekday, weekday.name()),
            date: s.fact(Specimen::edtf("2011-02-09"), "9 February 2011"),
        }
    }

    #[test]
    fn says_which_day_it_was() {
        let mut s = Specimen::new("It met on Thursday, 9 February 2011.");
        s.note.claims.weekdays = vec![claim(&s, Weekday::Thursday)];
        let found = s.check("D103");
        assert_eq!(found[0].message, "9 February 2011 was a Wednesday, not a Thursday");
        assert_eq!((found[0].quote.as_str(), found[0].severity), ("Thursday, 9 February 2011", Severity::Error));
    }

    #[test]
    fn a_borrowed_year_makes_it_a_warning() {
        let mut s = Specimen::new("2011\n\nIt met on Thursday, 9 February.");
        let mut c = WeekdayClaim {
            weekday: s.fact(Weekday::Thursday, "Thursday"),
            date: s.inferred(Specimen::edtf("2011-02-09"), "9 February", "2011"),
        };
        s.note.claims.weekdays = vec![c.clone()];
        let found = s.check("D103");
        assert_eq!((found[0].severity, found[0].related[0].quote.as_str()), (Severity::Warning, "2011"));
        c.weekday.value = Some(Weekday::Wednesday);
        s.note.claims.weekdays = vec![c];
        assert!(s.check("D103").is_empty());
    }
}
