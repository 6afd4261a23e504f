use super::{Rule, Subject, handling};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::Tlp;

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "H102",
        name: "handling-marks-contradict",
        severity: Severity::Error,
        summary: "Two handling marks for one note, or a mark that its release contradicts.",
        explanation: "The head of the note and another place carry different marks of the Traffic Light Protocol, or a note \
            marked TLP:RED, which is for the eyes of those present only, is said to be releasable to somebody. Items may be \
            marked apart, but none more strictly than the note as a whole. The note is held back until one mark is left.",
    },
    firing: "Working Group on Border Security\n\nTLP:GREEN\n\nThe 3rd Working Group on Border Security was held on 9 February \
        2011 in Vientiane, Lao PDR.\n\nTLP:RED\n",
    clean: "Working Group on Border Security\n\nTLP:RED\n\nThe 3rd Working Group on Border Security was held on 9 February \
        2011 in Vientiane, Lao PDR.\n\nTLP:RED\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let Some(handling) = &subject.note.handling else { return Vec::new() };
    let Some((tlp, mark)) = handling.tlp.as_ref().and_then(|f| Some((f, f.value?))) else { return Vec::new() };
    let related = |d: Diagnostic| d.with_related(subject.source, tlp.span, "the mark of the note");
    let mut found = Vec::new();
    let others = handling::marks(subject.note).into_iter().filter(|m| m.span != tlp.span);
    let stricter = others.filter(|m| m.label.is_some_and(|l| strictness(l) > strictness(mark)));
    found.extend(stricter.map(|m| {
        let message = format!("“{}” in a note marked “{}”", subject.words(m.span), subject.words(tlp.span));
        related(subject.at(m.span, message)).with_help("mark the note as strictly as its strictest part")
    }));
    let released = handling.releasable_to.first().filter(|_| mark == Tlp::Red);
    found.extend(released.map(|to| {
        let message = format!("a note marked “{}” cannot be released", subject.words(tlp.span));
        related(subject.at(to.span, message)).with_help("leave out the release, or mark the note less strictly")
    }));
    found
}

/// How few may see it.
const fn strictness(label: Tlp) -> u8 {
    match label {
        Tlp::Clear => 0,
        Tlp::Green => 1,
        Tlp::Amber => 2,
        Tlp::AmberStrict => 3,
        Tlp::Red => 4,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;
    use crate::model::{Handling, Tlp};

    #[test]
    fn the_note_is_as_strict_as_its_parts() {
        for (text, mark, count) in [
            ("TLP:GREEN; later TLP:RED", Tlp::Green, 1),
            ("TLP:RED; later TLP:GREEN", Tlp::Red, 0),
            ("TLP:AMBER; later TLP:AMBER+STRICT", Tlp::Amber, 1),
        ] {
            let mut s = Specimen::prose(text);
            let tlp = Some(s.fact(mark, text.split(';').next().unwrap()));
            s.note.handling = Some(Handling { tlp, releasable_to: Vec::new() });
            assert_eq!(s.check("H102").len(), count, "{text}");
        }
    }

    #[test]
    fn what_is_red_goes_nowhere() {
        let mut s = Specimen::prose("TLP:RED, releasable to Japan");
        let (tlp, to) = (Some(s.fact(Tlp::Red, "TLP:RED")), vec![s.fact("Japan".to_owned(), "Japan")]);
        s.note.handling = Some(Handling { tlp, releasable_to: to });
        assert_eq!(s.check("H102")[0].quote, "Japan");
    }
}
