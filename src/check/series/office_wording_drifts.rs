use super::{Index, SeriesRule, Summary, Told};
use crate::check::wording;
use crate::diag::{Code, Diagnostic, Severity};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const RULE: SeriesRule = SeriesRule {
    code: Code {
        code: "S211",
        name: "office-wording-drifts",
        severity: Severity::Note,
        summary: "One chair's office in two wordings in the notes of a series.",
        explanation: "The same person chairs two meetings of a series, and the notes word the office differently though most of \
            the words are the same: \"Ambassador for Border Affairs\", \"Ambassador in charge of Border Affairs\". Partners \
            who compare notes will take them for two offices. Small words, and words that only one of the two adds, make no \
            difference.",
    },
    firing: &[("third.txt", THIRD), ("fourth.txt", FOURTH_WRONG)],
    clean: &[("third.txt", THIRD), ("fourth.txt", FOURTH)],
    check,
};

const THIRD: &str = "The 3rd Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 \
    February 2011 in Vientiane, Lao PDR. It was chaired by Ms. Keiko Tanabe, Deputy Director of the Border Security \
    Division, Ministry of Foreign Affairs of Japan.\n";
const FOURTH: &str = "The 4th Working Group on Border Security\n\nThe 4th Working Group on Border Security was held on 14 \
    March 2012 in Hanoi, Viet Nam. It was chaired by Ms. Keiko Tanabe, Deputy Director of the Border Security Division, \
    Ministry of Foreign Affairs of Japan.\n";
const FOURTH_WRONG: &str = "The 4th Working Group on Border Security\n\nThe 4th Working Group on Border Security was held on 14 \
    March 2012 in Hanoi, Viet Nam. It was chaired by Ms. Keiko Tanabe, Deputy Director of the Border Safety Division, \
    Ministry of Foreign Affairs of Japan.\n";

/// Words of the shortest office that is compared.
const FEWEST_WORDS: usize = 4;

fn check(index: &Index, code: &Code) -> Vec<Diagnostic> {
    index.series.values().flat_map(|series| drifting(code, &series.notes)).collect()
}

fn drifting(code: &Code, notes: &[&Summary]) -> Vec<Diagnostic> {
    let mut first: BTreeMap<String, (&Told<String>, &Summary)> = BTreeMap::new();
    let mut found = Vec::new();
    for note in notes {
        for (name, office) in note.chairs.iter().zip(&note.offices) {
            let Some(office) = office else { continue };
            let (known, at) = *first.entry(wording::person(&name.value)).or_insert((office, note));
            if at.path != note.path && is_reworded(&known.value, &office.value) {
                found.push(told(code, (note, office), (at, known)));
            }
        }
    }
    found
}

/// An office, and the note that words it so.
type Worded<'a> = (&'a Summary, &'a Told<String>);

fn told(code: &Code, (note, office): Worded, (first, known): Worded) -> Diagnostic {
    let [here, there] = [office, known].map(|o| wording::brief(&o.value));
    let message = format!("“{here}” here, “{there}” in {}", first.path);
    Diagnostic::about(code, note.spot(office), message)
        .with_related_spot(first.spot(known), "first worded so")
        .with_help("if it is one office, settle on one wording")
}

/// Whether each has a word or two that the other does not have, and most words are the same.
fn is_reworded(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let shared = a.intersection(&b).count();
    let (only_a, only_b) = (a.len() - shared, b.len() - shared);
    a.len().min(b.len()) >= FEWEST_WORDS
        && (1..=2).contains(&only_a)
        && (1..=2).contains(&only_b)
        && shared > only_a + only_b
}

fn words(office: &str) -> BTreeSet<String> {
    const IDLE: [&str; 7] = ["the", "of", "and", "for", "in", "on", "to"];
    let words = office.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|w| !w.is_empty() && !IDLE.contains(&w.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::is_reworded;

    #[test]
    fn offices_in_other_words() {
        let known = "Deputy Director of the Border Security Division";
        for (office, expected) in [
            ("Deputy Director of the Border Safety Division", true),
            ("Deputy Director, Border Security Division", false),
            ("Deputy Director of the Border Security Division and Envoy", false),
            ("Minister of Justice", false),
        ] {
            assert_eq!(is_reworded(known, office), expected, "{office}");
        }
    }
}
