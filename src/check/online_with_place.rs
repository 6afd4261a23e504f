use super::{Rule, Subject};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::Mode;

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "P103",
        name: "online-with-place",
        severity: Severity::Warning,
        summary: "A place given for a meeting held online.",
        explanation: "The note says that the meeting was held online and also gives a city for it. Readers cannot tell \
            whether people travelled there. If some met in one place and others joined by video, say so (\"in a hybrid \
            format\"); if the city is where the note was written or who hosted, say that.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held online on 9 February 2021 in \
        Vientiane, Lao PDR.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held online on 9 February \
        2021.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let event = &subject.note.event;
    let Some(mode) = event.mode.as_ref().filter(|m| m.value == Some(Mode::Online)) else { return Vec::new() };
    let city = event.place.city.iter().chain(&subject.note.claims.cities).find(|c| c.value.is_some());
    city.map(|city| {
        let message = format!("{} is given as the place of a meeting held online", subject.words(city.span));
        subject
            .at(city.span, message)
            .with_related(subject.source, mode.span, "held online")
            .with_help("leave out the place, or say that the meeting was hybrid")
    })
    .into_iter()
    .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;
    use crate::model::Mode;

    #[test]
    fn a_hybrid_meeting_has_a_place() {
        for (mode, count) in [(Mode::Online, 1), (Mode::Hybrid, 0), (Mode::InPerson, 0)] {
            let mut s = Specimen::new("Hanoi, by some means");
            s.note.event.mode = Some(s.fact(mode, "by some means"));
            s.note.event.place.city = Some(s.fact("Hanoi".to_owned(), "Hanoi"));
            assert_eq!(s.check("P103").len(), count);
        }
    }
}
