use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Edtf, Fact, NoteKind, Status};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "D104",
        name: "dated-before-end",
        severity: Severity::Error,
        summary: "A report dated before the meeting was over.",
        explanation: "A report cannot be older than what it reports. Dates are compared with the precision they have: a \
            note of \"February 2011\" may well be younger than a meeting that ended on 11 February 2011.\n\nA note dated \
            a week or more before the meeting began is an error. It is a warning if the note is dated later than that (it may \
            have been issued on the eve of the meeting, or while it went on), if the year of one of the dates was taken from \
            elsewhere in the note, or if the note does not say that the meeting was held. Announcements are left alone.",
    },
    firing: "Working Group on Border Security\n\n2 February 2011\n\nThe 3rd Working Group on Border Security was held from \
        9 to 11 February 2011 in Vientiane, Lao PDR.\n",
    clean: "Working Group on Border Security\n\nFebruary 2011\n\nThe 3rd Working Group on Border Security was held from 9 \
        to 11 February 2011 in Vientiane, Lao PDR.\n",
    check,
};

/// Days.
const WEEK: i32 = 7;

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let note = subject.note;
    let status = note.event.status.as_ref().and_then(|s| s.value);
    if note.kind == NoteKind::Announcement || status == Some(Status::Upcoming) {
        return Vec::new();
    }
    let (Some(document), Some(meeting)) = (&note.document_date, &note.event.dates) else { return Vec::new() };
    match (document.value, meeting.value) {
        (Some(d), Some(m)) if d.latest() < m.end().earliest() => {
            vec![contradiction(subject, (document, d), (meeting, m), status == Some(Status::Held))]
        }
        _ => Vec::new(),
    }
}

fn contradiction(
    subject: &Subject,
    document: (&Fact<Edtf>, Edtf),
    meeting: (&Fact<Edtf>, Edtf),
    held: bool,
) -> Diagnostic {
    let ((document, d), (meeting, m)) = (document, meeting);
    let before_start = d.latest() < m.start().earliest();
    let borrowed = [document, meeting].iter().any(|f| !f.inferred.is_empty());
    let (word, day) = if before_start { ("began", m.start()) } else { ("ended", m.end()) };
    let message =
        format!("the note is dated {}, before the meeting {word} on {}", wording::dates(d), wording::date(day));
    let help =
        if borrowed { "correct one of the dates, or write the year beside it" } else { "correct one of the two dates" };
    let long_before = (m.start().earliest() - d.latest()).get_days() >= WEEK;
    let severity = if long_before && held && !borrowed { Severity::Error } else { Severity::Warning };
    subject
        .at(document.span, message)
        .with_severity(severity)
        .with_related(subject.source, meeting.span, "the meeting's dates")
        .with_help(help)
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;
    use crate::diag::Severity;
    use crate::model::{NoteKind, Status};

    fn report(document: &str) -> Specimen {
        let mut s = Specimen::new("dated then; held when");
        s.note.document_date = Some(s.fact(Specimen::edtf(document), "then"));
        s.note.event.dates = Some(s.fact(Specimen::edtf("2011-02-09/2011-02-11"), "when"));
        s.note.event.status = Some(s.fact(Status::Held, "held"));
        s
    }

    #[test]
    fn weighs_by_how_sure_it_is() {
        for (document, severity) in [
            ("2011-02-02", Some(Severity::Error)),
            ("2011-01", Some(Severity::Error)),
            ("2011-02-08", Some(Severity::Warning)),
            ("2011-02-10", Some(Severity::Warning)),
            ("2011-02-11", None),
            ("2011-02", None),
            ("2011", None),
            ("2012-01-01", None),
        ] {
            assert_eq!(report(document).check("D104").first().map(|d| d.severity), severity, "{document}");
        }
    }

    #[test]
    fn leaves_announcements_alone_and_doubts_a_borrowed_year() {
        let mut s = report("2011-02-02");
        s.note.kind = NoteKind::Announcement;
        assert!(s.check("D104").is_empty());
        s.note.kind = NoteKind::PressRelease;
        s.note.event.dates = Some(s.inferred(Specimen::edtf("2011-02-09"), "when", "then"));
        assert_eq!(s.check("D104")[0].severity, Severity::Warning);
    }
}
