//! Labels inside running text: "…: (1) A; (2) B; and (3) C", and notes printed on a single line, "1. … 2. …".
//!
//! Handed: a text. Gives: labels and items as byte ranges. Knows nothing about blocks.

use super::content;
use super::label::Count;
use std::ops::Range;

/// A label in running text with the item it heads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RunIn {
    pub(super) label: Range<usize>,
    pub(super) item: Range<usize>,
}

/// A run-in list with the sentence that leads to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    pub(super) lead: Range<usize>,
    pub(super) items: Vec<RunIn>,
}

/// Bytes that are read of the sentence before a list.
const LEAD: usize = 600;

/// The lists in brackets: labels "(1)", "(2)" … or "(a)", "(b)" … that count on from the first.
pub(super) fn bracketed(text: &str) -> Vec<List> {
    let labels = bracket_labels(text);
    let sentences = if labels.len() > 1 { sentence_ends(text) } else { Vec::new() };
    let mut lists = Vec::new();
    let mut at = 0;
    while at < labels.len() {
        let run = counted_run(text, &labels[at..]);
        if run >= 2 {
            lists.push(list(text, &labels[at..at + run], &sentences));
        }
        at += run.max(1);
    }
    lists
}

/// Ranges of "(1)", "(a)", "(iv)" in a text, where white space, the beginning or an opening stands before.
fn bracket_labels(text: &str) -> Vec<Range<usize>> {
    let open = text.match_indices('(').map(|(i, _)| i);
    open.filter_map(|start| {
        let inside = text[start + 1..].find(')').filter(|&n| (1..=4).contains(&n))?;
        let end = start + 1 + inside + 1;
        let parted = text[..start].is_empty() || text[..start].ends_with(char::is_whitespace);
        let value = &text[start + 1..end - 1];
        (parted && !Count::readings(value).is_empty()).then_some(start..end)
    })
    .collect()
}

/// How many of the labels count on from a first one.
fn counted_run(text: &str, labels: &[Range<usize>]) -> usize {
    let value = |r: &Range<usize>| &text[r.start + 1..r.end - 1];
    let Some(first) = labels.first() else { return 0 };
    let longest = |start: Count| {
        let mut expected = start;
        labels
            .iter()
            .take_while(|l| {
                let fits = Count::readings(value(l)).contains(&expected);
                expected = expected.next();
                fits
            })
            .count()
    };
    Count::readings(value(first)).into_iter().filter(|c| c.is_first()).map(longest).max().unwrap_or(0)
}

fn list(text: &str, labels: &[Range<usize>], sentences: &[usize]) -> List {
    let last = labels[labels.len() - 1].end;
    let last_end = sentences.get(sentences.partition_point(|&s| s <= last)).copied().unwrap_or(text.len());
    let ends = labels.iter().skip(1).map(|l| l.start).chain([last_end]);
    let items = labels
        .iter()
        .cloned()
        .zip(ends)
        .map(|(label, end)| RunIn { item: trimmed(text, label.end..end), label })
        .collect();
    let start = labels[0].start;
    let sentence = sentences.partition_point(|&s| s <= start).checked_sub(1).map_or(0, |k| sentences[k]);
    let lead = sentence.max(text.floor_char_boundary(start.saturating_sub(LEAD)));
    List { lead: lead..start, items }
}

/// The item without the separators and the "and" that lead to the next one.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let start = range.start + (text[range.clone()].len() - text[range.clone()].trim_start().len());
    let mut end = range.end.max(start);
    loop {
        let words = text[start..end].trim_end();
        let cut = ["and", "or", ";", ","]
            .iter()
            .find_map(|s| words.strip_suffix(s).filter(|w| s.len() == 1 || w.ends_with(char::is_whitespace)));
        end = start + cut.unwrap_or(words).len();
        if cut.is_none() {
            return start..end;
        }
    }
}

/// The ends of a text's sentences: the byte after each stop that a space and a capital follow.
fn sentence_ends(text: &str) -> Vec<usize> {
    text.match_indices(". ").map(|(i, _)| i + 1).filter(|&i| ends(text, i)).collect()
}

/// Whether the stop before byte `i` ends a sentence: a capital follows, and no single letter stands before it.
fn ends(text: &str, i: usize) -> bool {
    let next = text[i..].trim_start().chars().next();
    let before = text[..i - 1].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    next.is_none_or(|c| c.is_uppercase() || c == '(' || c == '“') && before.chars().count() > 1
}

/// Items "1. … 2. …" of a note printed on a single line: numbers that count on, each at the head of a sentence.
pub(super) fn dotted(text: &str) -> Vec<RunIn> {
    let labels = dot_labels(text);
    let mut run: Vec<Range<usize>> = Vec::new();
    let mut expected = None;
    for (label, value) in labels {
        if expected.is_none_or(|e| e == value) && (expected.is_some() || value <= 2) {
            run.push(label);
            expected = Some(value + 1);
        }
    }
    if run.len() < 2 {
        return Vec::new();
    }
    let ends = run.iter().skip(1).map(|l| l.start).chain([text.len()]);
    run.iter()
        .cloned()
        .zip(ends)
        .map(|(label, end)| RunIn { item: without_heading(text, trimmed(text, label.end..end)), label })
        .collect()
}

/// Ranges and values of "12." before a capital, where a sentence may begin.
fn dot_labels(text: &str) -> Vec<(Range<usize>, u32)> {
    let mut labels = Vec::new();
    let behind_number = |stop: usize| text[..stop].ends_with(|c: char| c.is_ascii_digit());
    let stops = text.match_indices('.').map(|(stop, _)| stop);
    for stop in stops.filter(|&stop| text[stop + 1..].starts_with(' ') && behind_number(stop)) {
        let start = text[..stop]
            .rfind(|c: char| !c.is_ascii_digit())
            .map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
        let digits = &text[start..stop];
        let parted = start == 0 || text[..start].ends_with(' ') || is_glued(&text[..start]) && digits.len() <= 2;
        let capital = text[stop + 2..].starts_with(char::is_uppercase);
        if let (true, true, true, Ok(value)) = (parted, capital, begins(text, start), digits.parse::<u32>()) {
            labels.push((start..stop + 1, value));
        }
    }
    labels
}

/// "… open trade and investment.2. Our priority": a stop of a sentence with no space before the next label.
fn is_glued(before: &str) -> bool {
    before.strip_suffix('.').is_some_and(|b| b.ends_with(|c: char| c.is_lowercase() || matches!(c, ')' | '”')))
}

/// Whether a label may stand at `start`: after a sentence's end, or after a heading, not after "No", "Article", a month.
fn begins(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end();
    let word = before.rsplit(' ').next().unwrap_or_default();
    let refers = [
        "No",
        "no",
        "Nos",
        "Article",
        "Articles",
        "Section",
        "Paragraph",
        "paragraph",
        "Item",
        "Annex",
        "Chapter",
        "Resolution",
        "and",
        "of",
        "to",
        "on",
        "in",
    ];
    let capital = word.starts_with(char::is_uppercase);
    before.is_empty()
        || before.ends_with(['.', ';', ':', '。'])
        || (capital && !refers.contains(&word) && !word.ends_with(','))
}

/// The item without the heading of the next section that is printed after it.
fn without_heading(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let Some(stop) = words.rfind(". ") else { return range };
    let rest = words[stop + 2..].trim();
    let heading = !rest.is_empty() && content::is_heading(rest) && rest.split(' ').count() <= 10;
    if heading { range.start..range.start + stop + 1 } else { range }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn run_in_lists_count_on_from_the_first() {
        let text = "They agreed on this: (1) a plan; (2) a fund; and (3) a review. More (see note 4).";
        let lists = bracketed(text);
        assert_eq!(lists.len(), 1);
        let items: Vec<&str> = lists[0].items.iter().map(|i| &text[i.item.clone()]).collect();
        assert_eq!(items, ["a plan", "a fund", "a review."]);
        assert_eq!(&text[lists[0].lead.clone()], "They agreed on this: ");
        assert!(bracketed("a figure (1) alone, and (141 votes for, 5 against)").is_empty());
    }

    #[test]
    fn one_line_notes_are_cut_at_their_numbers() {
        let text = "FINAL REPORT Introduction 1. Hue hosted the 2nd Talks. 2. Ten states came. Opening Remarks 3. The Chair spoke.";
        let items: Vec<&str> = dotted(text).iter().map(|i| &text[i.item.clone()]).collect();
        assert_eq!(items, ["Hue hosted the 2nd Talks.", "Ten states came.", "The Chair spoke."]);
        assert!(dotted("See Article 1. The rest of Resolution 2. Nothing more.").is_empty());
    }
}
