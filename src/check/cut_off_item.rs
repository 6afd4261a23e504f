use super::{Rule, Subject};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Block, Item, Text};
use crate::source::Span;

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "F109",
        name: "cut-off-item",
        severity: Severity::Warning,
        summary: "A list item that ends in the middle of a sentence.",
        explanation: "The item ends with a word that cannot end a sentence, such as \"the\" or \"of\", and no text \
            follows that goes on with it. Its end was lost in copying.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It agreed as follows:\n\n1. Members exchange lists of the\n\n2. Members share forms of \
        passports.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It agreed as follows:\n\n1. Members exchange lists of contact points;\n\n2. Members share forms \
        of passports.\n",
    check,
};

/// Words that a sentence cannot end with. Prepositions that may ("to rely on") are left out.
const UNFINISHED: [&str; 12] =
    ["the", "a", "an", "of", "from", "into", "than", "their", "its", "whose", "between", "our"];

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    subject.note.body.iter().for_each(|block| block.for_each_item(&mut |item| found.extend(cut_off(subject, item))));
    found
}

/// An item of one text whose last word asks for another. Items that go on with a list or a paragraph are not judged.
fn cut_off(subject: &Subject, item: &Item) -> Option<Diagnostic> {
    let [Block::Paragraph { text }] = item.blocks.as_slice() else { return None };
    let words = text.text.trim_end();
    let word = words.split_whitespace().next_back()?;
    let start = words.len() - word.len();
    let unfinished = start > 0 && UNFINISHED.contains(&word) && !goes_on(subject, text.span().end);
    unfinished.then(|| told(subject, text, start, words.len()))
}

/// Whether the next words of the source continue a sentence: a line break in Markdown or a cell of a table parted them.
fn goes_on(subject: &Subject, end: usize) -> bool {
    let rest = subject.source.slice(Span::new(end, subject.source.text.len()));
    let next = rest.chars().find(|c| !c.is_whitespace());
    next.is_some_and(|c| c.is_lowercase() || matches!(c, '-' | '•' | '*' | '<'))
}

fn told(subject: &Subject, text: &Text, start: usize, end: usize) -> Diagnostic {
    let span = text.source_span(start..end);
    subject
        .at(span, format!("the item ends with “{}”, in the middle of a sentence", subject.words(span)))
        .with_help("look for the rest of the item in the original")
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;

    #[test]
    fn ends_that_need_no_more_words_are_left_alone() {
        for (lines, count) in [
            (&["1.|share the", "2.|done."][..], 1),
            (&["1.|share lists,", "2.|share forms"], 0),
            (&["1.|share lists, and", "2.|share forms,"], 0),
            (&["1.|powers to rely on", "2.|group A"], 0),
            (&["1.|The", "2.|Of"], 0),
            (&["1.|lists\u{a0}of", "2.|\u{3000}lists"], 1),
        ] {
            assert_eq!(Specimen::list(lines).check("F109").len(), count, "{lines:?}");
        }
    }
}
