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
            follows that goes on with it. Its end was lost in copying. It is only a note where the item ends with another word, \
            but without any mark, though every other item of its list ends with one.",
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

/// Items of a list that show how its items end.
const FEWEST_OTHERS: usize = 2;
/// Words of the shortest item that may be a sentence.
const FEWEST_WORDS: usize = 6;
/// Words before a label of another text ("subsection (a)"), which is read as that of an item.
const REFERRING: [&str; 8] =
    ["section", "subsection", "paragraph", "subparagraph", "clause", "subclause", "subdivision", "article"];

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    subject.note.body.iter().for_each(|block| lists(subject, block, &mut found));
    found
}

fn lists(subject: &Subject, block: &Block, found: &mut Vec<Diagnostic>) {
    let Block::List { items } = block else { return };
    let unmarked = lone_unmarked(items);
    for (i, item) in items.iter().enumerate() {
        found.extend(cut_off(subject, item, unmarked == Some(i)));
        item.blocks.iter().for_each(|b| lists(subject, b, found));
    }
}

/// The only item of a list of sentences that ends without a mark.
fn lone_unmarked(items: &[Item]) -> Option<usize> {
    let ends = |i: &Item| i.blocks.last().and_then(last_text).is_some_and(|t| is_ended(&t.text));
    let mut unmarked = (0..items.len()).filter(|&i| !ends(&items[i]));
    let only = unmarked.next().filter(|_| items.len() > FEWEST_OTHERS && unmarked.next().is_none())?;
    // of the last item, the mark is left out by many
    (only + 1 < items.len()).then_some(only)
}

fn last_text(block: &Block) -> Option<&Text> {
    match block {
        Block::Paragraph { text } => Some(text),
        Block::List { items } => items.last()?.blocks.last().and_then(last_text),
        _ => None,
    }
}

fn is_ended(words: &str) -> bool {
    let marks = |c: char| c.is_whitespace() || matches!(c, '”' | '"' | '’' | '\\' | ')' | '*' | '_' | '」' | '）');
    let bare = words.trim_end_matches(marks);
    // "; and" ends an item, too
    let bare = bare.strip_suffix("and").or_else(|| bare.strip_suffix("or")).map_or(bare, |b| b.trim_end_matches(marks));
    bare.ends_with(['.', ';', ':', ',', '!', '?', '。', '；', '、', '：'])
}

/// An item of one text whose last word asks for another, or that alone lacks its end. Items that go on with a list or a
/// paragraph are not judged.
fn cut_off(subject: &Subject, item: &Item, alone: bool) -> Option<Diagnostic> {
    let [Block::Paragraph { text }] = item.blocks.as_slice() else { return None };
    let words = text.text.trim_end();
    let word = words.split_whitespace().next_back()?;
    let start = words.len() - word.len();
    let lost = start > 0 && UNFINISHED.contains(&word);
    let sentence = alone && words.split_whitespace().count() >= FEWEST_WORDS && !REFERRING.contains(&word);
    if !(lost || sentence) || goes_on(subject, text.span().end) {
        return None;
    }
    let span = text.source_span(start..words.len());
    let ends = subject.words(span);
    Some(if lost {
        let message = format!("the item ends with “{ends}”, in the middle of a sentence");
        subject.at(span, message).with_help("look for the rest of the item in the original")
    } else {
        let message = format!("the item ends with “{ends}” and no mark, unlike the others of its list");
        subject.at(span, message).with_severity(Severity::Note).with_help("look for the rest, or set the mark")
    })
}

/// Whether the next words of the source continue a sentence: a line break in Markdown or a cell of a table parted them.
fn goes_on(subject: &Subject, end: usize) -> bool {
    let rest = subject.source.slice(Span::new(end, subject.source.text.len()));
    let next = rest.chars().find(|c| !c.is_whitespace());
    next.is_some_and(|c| c.is_lowercase() || matches!(c, '-' | '•' | '*' | '<'))
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
            (&["1.|share lists.", "2.|share many of the old forms", "3.|done."], 1),
            (&["1.|share lists.", "2.|share all the old forms and", "3.|done."], 1),
            (&["1.|share lists.", "2.|share all the old forms; and", "3.|done."], 0),
            (&["1.|share lists.", "2.|share many of the old forms", "3.|done"], 0),
            (&["1.|share lists.", "2.|forms", "3.|done."], 0),
            (&["1.|share lists.", "2.|done.", "3.|share many of the old forms"], 0),
        ] {
            assert_eq!(Specimen::list(lines).check("F109").len(), count, "{lines:?}");
        }
    }
}
