use super::prose::{Passage, Word};
use super::{Rule, Subject, sequences};
use crate::diag::{Code, Diagnostic, Severity};
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "F110",
        name: "dangling-reference",
        severity: Severity::Warning,
        summary: "A reference to an item that the note does not have.",
        explanation: "The text sends the reader to an item (\"see paragraph 12\", \"item 4 above\"), but no item of the note \
            carries that number. References to other documents (\"see paragraph 12 of the Declaration\") are left alone, and \
            so are notes with fewer than three numbered items.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It agreed as follows:\n\n1. Members exchange lists of contact points.\n\n2. Members share forms \
        of passports (see item 7).\n\n3. The next meeting is prepared by Japan.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It agreed as follows:\n\n1. Members exchange lists of contact points.\n\n2. Members share forms \
        of passports (see item 1).\n\n3. The next meeting is prepared by Japan.\n",
    check,
};

const FEWEST_ITEMS: usize = 3;

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let numbers = sequences::numbers(subject.note);
    if numbers.len() < FEWEST_ITEMS {
        return Vec::new();
    }
    subject.prose.passages().flat_map(|passage| dangling(subject, passage, &numbers)).collect()
}

fn dangling(subject: &Subject, passage: &Passage, numbers: &BTreeSet<u32>) -> Vec<Diagnostic> {
    let (text, words) = (passage.text, &passage.words);
    let mut found = Vec::new();
    for i in 0..words.len() {
        let Some(number) = reference(words, i).filter(|n| !numbers.contains(n)) else { continue };
        let span = text.source_span(words[i].start..words[i + 1].end());
        let message = format!("the note has no item {number}");
        found.push(subject.at(span, message).with_help("correct the number, or name the document it belongs to"));
    }
    found
}

/// The number in "see paragraph 12" or "paragraph 12 above", where `at` is the noun.
fn reference(words: &[Word], at: usize) -> Option<u32> {
    let noun = matches!(words[at].text, "paragraph" | "para" | "item" | "point" | "Paragraph" | "Item" | "Point");
    let number: u32 = words.get(at + 1).filter(|w| noun && w.joined)?.text.parse().ok()?;
    let before = at.checked_sub(1).map(|i| words[i].text);
    let after = words.get(at + 2).map(|w| w.text);
    let pointed = matches!(before, Some("see" | "See")) || matches!(after, Some("above" | "below"));
    let elsewhere = matches!(after, Some("of" | "in"));
    (pointed && !elsewhere).then_some(number)
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;

    #[test]
    fn points_at_items_that_are_not_there() {
        for (words, count) in [
            ("see paragraph 12", 1),
            ("as item 9 above says", 1),
            ("see paragraph 12 of the Declaration", 0),
            ("see item 2", 0),
            ("paragraph 12 remains", 0),
        ] {
            let third = format!("3.|{words}");
            assert_eq!(Specimen::list(&["1.|x", "2.|y", &third]).check("F110").len(), count, "{words}");
            assert!(Specimen::list(&["1.|x", &third]).check("F110").is_empty());
        }
    }
}
