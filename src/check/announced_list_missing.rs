use super::{Rule, Subject};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Block, Item, Text};
use crate::source::Span;

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "F111",
        name: "announced-list-missing",
        severity: Severity::Warning,
        summary: "An item that announces a list, and the next item follows.",
        explanation: "A numbered item ends with a colon, but neither a list nor anything else comes before the next item of \
            the same list. What it announces was lost. A last item is left alone, since a list of another style may follow, and \
            so is one before an item that begins to count anew.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It agreed as follows:\n\n1. Members exchange:\n\n2. Members share forms of passports.\n\n3. The \
        next meeting is prepared by Japan.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It agreed as follows:\n\n1. Members exchange lists.\n\n2. Members share forms of passports.\n\n3. \
        The next meeting is prepared by Japan.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    subject.note.body.iter().for_each(|block| lists(subject, block, &mut found));
    found
}

fn lists(subject: &Subject, block: &Block, found: &mut Vec<Diagnostic>) {
    let Block::List { items } = block else { return };
    found.extend(items.windows(2).filter_map(|pair| missing(subject, &pair[0], &pair[1])));
    items.iter().flat_map(|i| &i.blocks).for_each(|b| lists(subject, b, found));
}

/// An item of one text that ends with a colon, right before another numbered item.
fn missing(subject: &Subject, item: &Item, next: &Item) -> Option<Diagnostic> {
    let [Block::Paragraph { text }] = item.blocks.as_slice() else { return None };
    let labels = [item, next].map(|i| i.label.as_ref().is_some_and(is_numbered));
    let words = text.text.trim_end();
    let start = words.strip_suffix([':', '：'])?.trim_end();
    if labels != [true, true]
        || next.label.as_ref().is_some_and(is_first)
        || start.split_whitespace().count() < 2
        || follows_unread(subject, text, next)
    {
        return None;
    }
    let last = start.rfind(char::is_whitespace).map_or(0, |i| i + 1);
    let span = text.source_span(last..words.len());
    Some(subject.at(span, "nothing follows what the item announces").with_help("look for the rest in the original"))
}

/// Whether words stand between the item and the next one that belong to neither.
fn follows_unread(subject: &Subject, text: &Text, next: &Item) -> bool {
    let Some(label) = &next.label else { return true };
    let between = Span::new(text.span().end, label.span().start.max(text.span().end));
    subject.source.slice(between).chars().any(char::is_alphanumeric)
}

fn is_first(label: &Text) -> bool {
    let bare = label.text.trim_matches(|c: char| !c.is_alphanumeric());
    matches!(bare, "1" | "a" | "A" | "i" | "I" | "１" | "一")
}

fn is_numbered(label: &Text) -> bool {
    label.text.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;

    #[test]
    fn only_between_two_numbered_items() {
        for (lines, count) in [
            (&["1.|Members share:", "2.|Done."][..], 1),
            (&["1.|Members share:", "1.|Forms."], 0),
            (&["1.|Members share lists.", "2.|We will do:"], 0),
            (&["-|Members share:", "-|Done."], 0),
            (&["1.|Finance:", "2.|Done."], 0),
        ] {
            assert_eq!(Specimen::list(lines).check("F111").len(), count, "{lines:?}");
        }
    }
}
