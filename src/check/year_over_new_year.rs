use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "D112",
        name: "year-over-new-year",
        severity: Severity::Note,
        summary: "A day without a year, and New Year between it and the note's date.",
        explanation: "The year of the meeting is not printed and was taken from the note's date; but the meeting lies on the \
            other side of New Year (\"20 December\" in a note of 5 January). It was read as the year that fits what the note \
            says of past and future. Readers may think otherwise: write the year.",
    },
    firing: "Working Group on Border Security\n\n5 January 2012\n\nThe 3rd Working Group on Border Security was held on 20 \
        December in Vientiane, Lao PDR.\n",
    clean: "Working Group on Border Security\n\n5 January 2012\n\nThe 3rd Working Group on Border Security was held on 20 \
        December 2011 in Vientiane, Lao PDR.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let note = subject.note;
    let (Some(document), Some(meeting)) = (&note.document_date, &note.event.dates) else { return Vec::new() };
    let (Some(d), Some(m)) = (document.value, meeting.value) else { return Vec::new() };
    let borrowed = meeting.inferred == ["year"];
    if !borrowed || d.start().get_year() == m.start().get_year() {
        return Vec::new();
    }
    let message = format!("“{}” was read as {}", subject.words(meeting.span), wording::dates(m));
    let help = format!("write the year: {}", wording::dates(m));
    vec![
        subject
            .at(meeting.span, message)
            .with_related(subject.source, document.span, "the note's date, in another year")
            .with_help(help),
    ]
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;

    #[test]
    fn only_a_borrowed_year_that_is_another() {
        for (meeting, count) in [("2011-12-20", 1), ("2012-01-03", 0)] {
            let mut s = Specimen::new("then: when");
            s.note.document_date = Some(s.fact(Specimen::edtf("2012-01-05"), "then"));
            s.note.event.dates = Some(s.inferred(Specimen::edtf(meeting), "when", "then"));
            assert_eq!(s.check("D112").len(), count, "{meeting}");
            s.note.event.dates = Some(s.fact(Specimen::edtf(meeting), "when"));
            assert_eq!(s.check("D112"), []);
        }
    }
}
