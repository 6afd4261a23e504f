use super::{Rule, Subject, prose};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Fact, Role, Text};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "C110",
        name: "chair-among-guests",
        severity: Severity::Warning,
        summary: "A chair who is listed among the guests as well.",
        explanation: "The same name stands among the chairs and again in a list of those who attended, in a sentence that \
            does not speak of chairs. A name was probably copied into the list, and somebody is missing.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR, and was chaired by Mr. Somchai Phommachanh, Director of Border Affairs, Ministry of Foreign \
        Affairs of Lao PDR. The Meeting was attended by Ms. Keiko Tanabe, Deputy Director-General, Ministry of Foreign \
        Affairs of Japan, and Mr. Somchai Phommachanh, Counsellor, Embassy of Japan.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR, and was chaired by Mr. Somchai Phommachanh, Director of Border Affairs, Ministry of Foreign \
        Affairs of Lao PDR. The Meeting was attended by Ms. Keiko Tanabe, Deputy Director-General, Ministry of Foreign \
        Affairs of Japan, and Mr. Haruto Ono, Counsellor, Embassy of Japan.\n",
    check,
};

/// Words that begin a list of those who took part.
const CUES: [&str; 6] = [
    "attended by",
    "participated in by",
    "participants were",
    "participants included",
    "guests were",
    "guests included",
];

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let note = subject.note;
    let chairs = note.chairs.iter().filter(|c| c.role.value != Some(Role::DelegationHead));
    let chairs: Vec<&Fact<String>> =
        chairs.filter_map(|c| c.person.name.as_ref()).filter(|n| n.quote.contains(' ')).collect();
    if chairs.is_empty() {
        return Vec::new();
    }
    prose::texts(note).into_iter().flat_map(|text| repeated(subject, text, &chairs)).collect()
}

/// Names of chairs in the lists of a text.
fn repeated(subject: &Subject, text: &Text, chairs: &[&Fact<String>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // most texts hold no cue, and that is soon seen
    let cues = CUES.iter().filter(|cue| text.text.contains(**cue));
    for (start, _) in cues.flat_map(|cue| text.text.match_indices(cue)) {
        let list = sentence(&text.text[start..]);
        if list.contains("chair") || list.contains("Chair") {
            continue;
        }
        for chair in chairs {
            let Some(at) = list.find(chair.quote.as_str()).map(|at| start + at) else { continue };
            let span = text.source_span(at..at + chair.quote.len());
            if span == chair.span {
                continue;
            }
            found.push(
                subject
                    .at(span, format!("{} is among the chairs already", subject.words(chair.span)))
                    .with_related(subject.source, chair.span, "named as a chair here")
                    .with_help("write the name of the person who is meant, or leave out the repetition"),
            );
        }
    }
    found
}

/// Up to the stop that ends a sentence: one behind a word of more letters than "Mr" or "Gen" has.
fn sentence(words: &str) -> &str {
    let stop = words.match_indices(". ").find(|(at, _)| {
        let word = words[..*at].rsplit([' ', '.']).next().unwrap_or_default();
        word.chars().count() > 4
    });
    &words[..stop.map_or(words.len(), |(at, _)| at)]
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;
    use crate::model::Role;

    #[test]
    fn only_in_a_list_of_those_who_took_part() {
        for (words, count) in [
            ("It was attended by Mr. Bo Ek and Ms. Ann Lee.", 1),
            ("It was attended by Mr. Bo Ekstein. Ms. Ann Lee thanked them.", 0),
            ("It was attended by Ms. Ann Lee (Chair).", 0),
            ("It thanked Ms. Ann Lee.", 0),
        ] {
            let mut s = Specimen::prose(&format!("Ann Lee presided. {words}"));
            s.note.chairs = vec![s.chair(Role::Chair, "Ann Lee")];
            assert_eq!(s.check("C110").len(), count, "{words}");
        }
    }
}
