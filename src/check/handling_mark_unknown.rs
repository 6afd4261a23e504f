use super::{Rule, Subject, handling};
use crate::diag::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "H101",
        name: "handling-mark-unknown",
        severity: Severity::Error,
        summary: "A handling mark that does not exist.",
        explanation: "The note carries a mark of the Traffic Light Protocol that version 2.0 does not have. The marks are \
            TLP:RED, TLP:AMBER+STRICT, TLP:AMBER, TLP:GREEN and TLP:CLEAR (TLP:WHITE, its former name, is read as CLEAR). \
            Nobody can know who may see the note, so it is held back.",
    },
    firing: "Working Group on Border Security\n\nTLP:ORANGE\n\nThe 3rd Working Group on Border Security was held on 9 February \
        2011 in Vientiane, Lao PDR.\n",
    clean: "Working Group on Border Security\n\nTLP:AMBER\n\nThe 3rd Working Group on Border Security was held on 9 February \
        2011 in Vientiane, Lao PDR.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let unknown = handling::marks(subject.note).into_iter().filter(|m| m.label.is_none());
    unknown
        .map(|mark| {
            let message = format!("there is no handling mark {}", subject.words(mark.span));
            let help = "write TLP:RED, TLP:AMBER+STRICT, TLP:AMBER, TLP:GREEN or TLP:CLEAR";
            subject.at(mark.span, message).with_help(help)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;

    #[test]
    fn marks_of_the_protocol_are_known() {
        for (words, count) in [
            ("TLP:RED", 0),
            ("TLP: amber+strict", 0),
            ("TLP:WHITE.", 0),
            ("TLP:PURPLE", 1),
            ("TLP:AMBER+LOOSE", 1),
            ("the TLP: it has", 1),
            ("XTLP:PURPLE", 0),
            ("TLP:", 0),
        ] {
            assert_eq!(Specimen::prose(words).check("H101").len(), count, "{words}");
        }
    }
}
