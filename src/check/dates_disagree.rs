use super::{Rule, Subject, session_outside_range, wording};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Edtf, Fact};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "D107",
        name: "dates-disagree",
        severity: Severity::Warning,
        summary: "Two different dates for the meeting in one note.",
        explanation: "The note says in two places when the meeting took place, and both cannot be true. Statements of \
            different precision are not in each other's way (\"February 2011\" and \"9 to 11 February 2011\"), nor is one \
            day of a longer meeting; two ranges of days must be the same.",
    },
    firing: "Working Group on Border Security, 9 to 11 February 2011\n\nThe 3rd Working Group on Border Security was held \
        from 19 to 21 February 2011 in Vientiane, Lao PDR.\n",
    clean: "Working Group on Border Security, 9 to 11 February 2011\n\nThe 3rd Working Group on Border Security was held \
        from 9 to 11 February 2011 in Vientiane, Lao PDR.\n",
    check,
};

/// Every statement is held against the first it disagrees with, so that one slip is told once.
fn check(subject: &Subject) -> Vec<Diagnostic> {
    let event = &subject.note.event;
    if !event.sessions.is_empty() || subject.is_settled(event.dates.as_ref()) {
        return Vec::new();
    }
    let mut told: Vec<(Edtf, &Fact<Edtf>)> = Vec::new();
    let mut found = Vec::new();
    for claim in &subject.note.claims.dates {
        // "today" is the day of the date line, and says less than a date that is written out
        let Some(value) = claim.value.filter(|_| claim.inferred.iter().all(|part| part == "year")) else { continue };
        // the day of a session that lies outside has a rule of its own
        let of_session = || session_outside_range::is_session(subject, claim, value);
        if told.iter().any(|(v, _)| *v == value || (v.start() != v.end() && of_session())) {
            continue;
        }
        if let Some((other, first)) = told.iter().find(|(v, _)| v.contradicts(value)) {
            let message =
                format!("the meeting's dates are given as {} and as {}", wording::dates(*other), wording::dates(value));
            found.push(
                subject
                    .at(claim.span, message)
                    .with_related(subject.source, first.span, "first said here")
                    .with_help("correct the one that is wrong"),
            );
        }
        told.push((value, claim));
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;

    #[test]
    fn a_repeated_slip_is_told_once() {
        let mut s = Specimen::new("9 February; 10 February; again 10 February");
        let (a, b) =
            (s.fact(Specimen::edtf("2011-02-09"), "9 February"), s.fact(Specimen::edtf("2011-02-10"), "10 February"));
        s.note.claims.dates = vec![a, b.clone(), b];
        assert_eq!(s.check("D107").len(), 1);
    }

    #[test]
    fn today_contradicts_no_date() {
        let mut s = Specimen::new("9 February; today, as of then");
        let mut today = s.inferred(Specimen::edtf("2011-02-10"), "today", "then");
        today.inferred = ["year", "month", "day"].map(str::to_owned).into();
        s.note.claims.dates = vec![s.fact(Specimen::edtf("2011-02-09"), "9 February"), today];
        assert_eq!(s.check("D107"), []);
    }
}
