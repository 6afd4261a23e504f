//! Items printed inside another's text: "(2) … adopted. (3) Main points", "1. … 1.1 …".
//!
//! Handed: an item's text and number. Gives: where further labels stand. Knows nothing about blocks.

use super::label::Number;
use std::ops::Range;

/// A label inside an item's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Inside {
    pub(super) label: Range<usize>,
    /// Whether the item it heads stands below the item whose text holds it.
    pub(super) child: bool,
}

/// The labels inside the text of an item, in order: those that count on from the item's own number in brackets, and
/// those that count on below it ("1.1", "1.2"), each at the head of a sentence.
pub(super) fn labels(text: &str, number: &Number) -> Vec<Inside> {
    let Ok(value) = number.value.parse::<u32>() else { return Vec::new() };
    match number.bracketed {
        true => siblings(text, value, |n| format!("({n})")),
        // "1. … 2. … 3. …" in one line, or "1. … 1.1 …"
        false => match siblings(text, value, |n| format!("{n}.")) {
            found if found.is_empty() => children(text, value),
            found => found,
        },
    }
}

fn siblings(text: &str, value: u32, print: impl Fn(u32) -> String) -> Vec<Inside> {
    let mut found: Vec<Inside> = Vec::new();
    let mut at = 0;
    for next in value + 1.. {
        let printed = print(next);
        let Some(start) = sentence_heads(text, at, &printed) else { return found };
        at = start + printed.len();
        found.push(Inside { label: start..at, child: false });
    }
    found
}

fn children(text: &str, value: u32) -> Vec<Inside> {
    let mut found: Vec<Inside> = Vec::new();
    let mut at = 0;
    for next in 1_u32.. {
        let printed = format!("{value}.{next}");
        let Some(start) = sentence_heads(text, at, &printed) else { break };
        at = start + printed.len();
        found.push(Inside { label: start..at, child: true });
    }
    // a single "1.1" may be a figure
    if found.len() > 1 { found } else { Vec::new() }
}

/// Where a label stands at the head of a sentence, from a byte on: a stop before it, a space and a capital after it.
fn sentence_heads(text: &str, from: usize, label: &str) -> Option<usize> {
    text[from..].match_indices(label).map(|(i, _)| from + i).find(|&start| {
        let before = text[..start].trim_end();
        let rest = &text[start + label.len()..];
        let parted = before.len() < start && before.ends_with(['.', '。', ':', ';']);
        let capital = rest.trim_start().starts_with(|c: char| c.is_uppercase() || !c.is_ascii());
        parted && capital && rest.starts_with(char::is_whitespace)
    })
}

#[cfg(test)]
mod tests {
    use super::super::label::number;
    use super::*;

    fn found<'t>(text: &'t str, label: &str) -> Vec<&'t str> {
        labels(text, &number(label).unwrap()).into_iter().map(|i| &text[i.label]).collect()
    }

    #[test]
    fn labels_at_the_head_of_sentences_count_on() {
        assert_eq!(found("Aims: (1) a, (2) b, and (3) c. A plan was made. (3) Main points: Fish.", "(2)"), ["(3)"]);
        assert_eq!(found("Floods. 1.1 Gauges are few. 1.2 Pilots are few.", "1."), ["1.1", "1.2"]);
    }

    #[test]
    fn items_in_one_line_count_on() {
        assert_eq!(found("Licences last. 2. Scales are needed. 3. A meeting is planned.", "1."), ["2.", "3."]);
        assert!(found("See the note of 2. It is short.", "1.").is_empty());
    }

    #[test]
    fn figures_and_run_in_lists_are_no_labels() {
        assert!(found("It rose by 1.1 per cent. 1.1 Metres were lost.", "1.").is_empty());
        assert!(found("Aims: (1) a, (2) b, (3) c.", "(2)").is_empty());
    }
}
