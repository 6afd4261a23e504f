use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{NoteKind, Status};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "D105",
        name: "announced-after-meeting",
        severity: Severity::Warning,
        summary: "An announcement dated after the meeting it announces.",
        explanation: "The note speaks of the meeting as still to come, yet it is dated after the meeting's last day. One of \
            the dates is wrong, or the sentence was written before the meeting and not changed afterwards.",
    },
    firing: "Working Group on Border Security\n\n21 February 2011\n\nThe 3rd Working Group on Border Security will be held \
        from 9 to 11 February 2011 in Vientiane, Lao PDR.\n",
    clean: "Working Group on Border Security\n\n1 February 2011\n\nThe 3rd Working Group on Border Security will be held \
        from 9 to 11 February 2011 in Vientiane, Lao PDR.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let note = subject.note;
    let status = note.event.status.as_ref().and_then(|s| s.value);
    let announces = status == Some(Status::Upcoming) || (note.kind == NoteKind::Announcement && status.is_none());
    let (Some(document), Some(meeting)) = (&note.document_date, &note.event.dates) else { return Vec::new() };
    match (document.value, meeting.value) {
        (Some(d), Some(m)) if announces && m.latest() < d.earliest() => {
            let message = format!(
                "the note is dated {}, yet it announces a meeting that ended on {}",
                wording::dates(d),
                wording::date(m.end())
            );
            vec![
                subject
                    .at(meeting.span, message)
                    .with_related(subject.source, document.span, "the note's date")
                    .with_help("correct one of the dates, or say that the meeting was held"),
            ]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;
    use crate::model::Status;

    #[test]
    fn fires_only_when_the_meeting_is_surely_over() {
        for (document, count) in [("2011-02-12", 1), ("2011-02", 0), ("2011-02-01", 0), ("2011-03", 1)] {
            let mut s = Specimen::new("dated then; will be held when");
            s.note.document_date = Some(s.fact(Specimen::edtf(document), "then"));
            s.note.event.dates = Some(s.fact(Specimen::edtf("2011-02-09/2011-02-11"), "when"));
            s.note.event.status = Some(s.fact(Status::Upcoming, "will be held"));
            assert_eq!(s.check("D105").len(), count, "{document}");
        }
    }
}
