use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "P104",
        name: "dateline-elsewhere",
        severity: Severity::Note,
        summary: "A note written in another city, on a day of the meeting.",
        explanation: "The dateline says that the note was written in one city on a day on which the meeting sat in another. \
            Ministries do issue notes at home while their delegations are abroad, so this is only a note; but if the writer \
            was at the meeting, one of the two cities is wrong.",
    },
    firing: "Working Group on Border Security\n\nMANILA, 9 February 2011 – The 3rd Working Group on Border Security was held on \
        9 February 2011 in Vientiane, Lao PDR.\n",
    clean: "Working Group on Border Security\n\nVIENTIANE, 9 February 2011 – The 3rd Working Group on Border Security was held \
        on 9 February 2011 in Vientiane, Lao PDR.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let note = subject.note;
    let (Some(dateline), Some(city)) = (note.claims.datelines.first(), &note.event.place.city) else {
        return Vec::new();
    };
    let (Some(written), Some(held)) = (dateline.value.as_deref(), city.value.as_deref()) else { return Vec::new() };
    let day = note.document_date.as_ref().and_then(|d| d.value).filter(|d| d.end().get_day().is_some());
    let during = day.zip(note.event.dates.as_ref().and_then(|d| d.value)).is_some_and(|(day, meeting)| {
        meeting.end().get_day().is_some() && meeting.earliest() <= day.earliest() && day.latest() <= meeting.latest()
    });
    let same = wording::folded(written) == wording::folded(held) || wording::nearly_equal(written, held);
    if same || !during {
        return Vec::new();
    }
    let message = format!("the note was written in {written} on a day of the meeting in {held}");
    vec![
        subject
            .at(dateline.span, message)
            .with_related(subject.source, city.span, "the place of the meeting")
            .with_help("check the city of the dateline; if it is right, nothing needs to be done"),
    ]
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;

    #[test]
    fn only_on_a_day_of_the_meeting() {
        for (written, issued, count) in [
            ("MANILA", "2011-02-09", 1),
            ("MANILA", "2011-02-12", 0),
            ("MANILA", "2011-02", 0),
            ("BALI", "2011-02-09", 0),
        ] {
            let mut s = Specimen::new(&format!("{written}, then: when in Bali"));
            s.note.claims.datelines = vec![s.fact(written.to_owned(), written)];
            s.note.document_date = Some(s.fact(Specimen::edtf(issued), "then"));
            s.note.event.dates = Some(s.fact(Specimen::edtf("2011-02-09/2011-02-10"), "when"));
            s.note.event.place.city = Some(s.fact("Bali".to_owned(), "Bali"));
            assert_eq!(s.check("P104").len(), count, "{written} {issued}");
        }
    }
}
