use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Edtf, Fact};
use crate::source::Span;

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "D111",
        name: "session-outside-range",
        severity: Severity::Warning,
        summary: "A session on a day on which the meeting was not held.",
        explanation: "The note gives the days of the meeting as a range, and the day of one of its sessions, sittings or \
            ceremonies lies before the first or after the last. One of the two dates is wrong, or the session belongs to \
            another meeting: then name that.",
    },
    firing: "The 3rd Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held from 9 to 11 \
        February 2011 in Vientiane, Lao PDR. The closing session of the Working Group on Border Security was held on 14 \
        February 2011.\n",
    clean: "The 3rd Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held from 9 to 11 \
        February 2011 in Vientiane, Lao PDR. The closing session of the Working Group on Border Security was held on 11 \
        February 2011.\n",
    check,
};

/// What is a part of a meeting.
const PARTS: [&str; 6] = ["session", "sitting", "plenary", "ceremony", "segment", "retreat"];
/// Bytes before a date in which the part it belongs to stands.
const REACH: usize = 160;

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let Some((whole, range)) = whole(subject) else { return Vec::new() };
    let claims = &subject.note.claims.dates;
    let outside = claims.iter().filter_map(|c| Some((c, c.value?))).filter(|(c, day)| is_session(subject, c, *day));
    let outside = outside.filter(|(_, day)| range.contradicts(*day));
    outside
        .map(|(claim, day)| {
            let message =
                format!("a session is dated {}, but the meeting {}", wording::dates(day), wording::dates(range));
            subject
                .at(claim.span, message)
                .with_related(subject.source, whole.span, "the days of the meeting")
                .with_help("correct one of the two dates, or name the meeting that the session belongs to")
        })
        .collect()
}

/// The first range of days that the note gives for its meeting.
fn whole<'a>(subject: &'a Subject) -> Option<(&'a Fact<Edtf>, Edtf)> {
    let dates = subject.note.event.dates.iter().chain(&subject.note.claims.dates);
    let mut ranges = dates.filter_map(|f| Some((f, f.value?)));
    ranges.find(|(f, v)| v.start() != v.end() && f.inferred.iter().all(|part| part == "year"))
}

/// Whether a day is that of a part of the meeting, as the words before it in its sentence say.
pub(super) fn is_session(subject: &Subject, claim: &Fact<Edtf>, day: Edtf) -> bool {
    let before = subject.source.slice(Span::new(claim.span.start.saturating_sub(REACH), claim.span.start));
    let sentence = before.rsplit(['.', ';', '。']).next().unwrap_or_default().to_lowercase();
    let mut words = sentence.split(|c: char| !c.is_alphanumeric());
    day.start() == day.end() && words.any(|w| PARTS.contains(&w.strip_suffix('s').unwrap_or(w)))
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;

    #[test]
    fn only_days_of_parts_that_lie_outside() {
        for (text, day, count) in [
            ("held 9 to 11; the closing session on 14", "2011-02-14", 1),
            ("held 9 to 11; the closing session on 14", "2011-02-11", 0),
            ("held 9 to 11; the other meeting on 14", "2011-02-14", 0),
            ("held 9 to 11. In session. Then 14", "2011-02-14", 0),
        ] {
            let mut s = Specimen::new(text);
            let whole = s.fact(Specimen::edtf("2011-02-09/2011-02-11"), "9 to 11");
            s.note.claims.dates = vec![whole, s.fact(Specimen::edtf(day), "14")];
            assert_eq!(s.check("D111").len(), count, "{text} {day}");
        }
    }
}
