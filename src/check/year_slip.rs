use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::EdtfDate;

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "D106",
        name: "year-slip",
        severity: Severity::Warning,
        summary: "A note dated a year, almost to the day, after the meeting.",
        explanation: "The date of the note and the last day of the meeting differ by a year, give or take a few days. Notes \
            come out days after a meeting, not a year; in January especially the old year is often written by habit. Only \
            days written with their year are compared.",
    },
    firing: "Working Group on Border Security\n\n12 January 2012\n\nThe 3rd Working Group on Border Security was held on 11 \
        January 2011 in Vientiane, Lao PDR.\n",
    clean: "Working Group on Border Security\n\n12 January 2012\n\nThe 3rd Working Group on Border Security was held on 11 \
        January 2012 in Vientiane, Lao PDR.\n",
    check,
};

/// A note may come out so many days before or after the anniversary of its meeting and still look like a slip.
const DAYS: i32 = 20;

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let (Some(document), Some(meeting)) = (&subject.note.document_date, &subject.note.event.dates) else {
        return Vec::new();
    };
    let stated = document.inferred.is_empty() && meeting.inferred.is_empty();
    match (document.value, meeting.value) {
        (Some(d), Some(m)) if stated && a_year_later(m.end(), d.end()) => {
            let message =
                format!("the note is dated {}, a year after the meeting of {}", wording::dates(d), wording::dates(m));
            vec![
                subject
                    .at(meeting.span, message)
                    .with_related(subject.source, document.span, "the note's date")
                    .with_help("correct the year that is wrong"),
            ]
        }
        _ => Vec::new(),
    }
}

fn a_year_later(meeting: EdtfDate, document: EdtfDate) -> bool {
    let (Some(month), Some(day), Some(_)) = (meeting.get_month(), meeting.get_day(), document.get_day()) else {
        return false;
    };
    let next_year = meeting.get_year() + 1;
    let anniversary = EdtfDate::day(next_year, month, day).or_else(|| EdtfDate::day(next_year, month, day - 1));
    anniversary.is_some_and(|a| (document.earliest() - a.earliest()).get_days().abs() <= DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_give_or_take_some_days() {
        for (meeting, document, expected) in [
            ("2022-01-12", "2023-01-12", true),
            ("2022-01-12", "2023-01-20", true),
            ("2022-12-28", "2024-01-02", true),
            ("2012-02-29", "2013-03-01", true),
            ("2022-01-12", "2022-01-13", false),
            ("2022-01-12", "2023-06-01", false),
            ("2022-01-12", "2024-01-12", false),
            ("2022-01-12", "2023-01", false),
            ("9999-01-12", "9999-01-12", false),
        ] {
            let found = a_year_later(meeting.parse().unwrap(), document.parse().unwrap());
            assert_eq!(found, expected, "{meeting} {document}");
        }
    }
}
