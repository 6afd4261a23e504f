//! Faults in lists and their numbering.

use super::{Mutant, Mutation, kind, replaced};
use communique::model::{Block, Item, Note, Text};
use communique::source::Span;

pub(super) const ALL: &[&Mutation] = &[
    &kind("drop a middle item", "F", drop_item),
    &kind("repeat a label", "F", repeat_label),
    &kind("swap two labels", "F", swap_labels),
    &kind("number every item 1", "F", all_one),
    &kind("empty an item", "F", empty_item),
    &kind("announce one more than follow", "F", miscount),
    &kind("mark a label in another style", "F", other_style),
    &kind("cut an item in the middle of a sentence", "F", cut_item),
    &kind("announce a list that does not follow", "F", lost_list),
    &kind("point at an item that is not there", "F", dangle),
];

/// The first list of at least three labelled items.
fn list(blocks: &[Block]) -> Option<&[Item]> {
    blocks.iter().find_map(|block| match block {
        Block::List { items } => {
            let numbered = |i: &Item| i.label.as_ref().is_some_and(|l| l.text.chars().any(char::is_alphanumeric));
            (items.len() >= 3 && items.iter().all(numbered)).then_some(items.as_slice())
        }
        _ => None,
    })
}

fn label(item: &Item) -> Option<Span> {
    Some(item.label.as_ref()?.span())
}

/// The text of an item that is one paragraph.
fn words(item: &Item) -> Option<&Text> {
    let [Block::Paragraph { text }] = item.blocks.as_slice() else { return None };
    Some(text)
}

fn drop_item(note: &Note, text: &str) -> Option<Mutant> {
    let items = list(&note.body)?;
    let (from, to) = (label(&items[1])?, label(&items[2])?);
    let mut mutant = replaced(text, Span::new(from.start, to.start), "")?;
    mutant.changed = Span::new(from.start, from.start + to.len());
    Some(mutant)
}

fn repeat_label(note: &Note, text: &str) -> Option<Mutant> {
    let items = list(&note.body)?;
    replaced(text, label(&items[2])?, &text[label(&items[1])?.range()])
}

fn swap_labels(note: &Note, text: &str) -> Option<Mutant> {
    let items = list(&note.body)?;
    let (a, b) = (label(&items[0])?, label(&items[1])?);
    let words = format!("{}{}{}", &text[b.range()], &text[a.end..b.start], &text[a.range()]);
    replaced(text, a.cover(b), &words)
}

fn all_one(note: &Note, text: &str) -> Option<Mutant> {
    let items = list(&note.body)?;
    let first = &text[label(&items[0])?.range()];
    let mut out = text.to_owned();
    for item in items.iter().rev() {
        out.replace_range(label(item)?.range(), first);
    }
    let start = label(&items[0])?.start;
    Some(Mutant { text: out, changed: Span::new(start, start + first.len()) })
}

fn empty_item(note: &Note, text: &str) -> Option<Mutant> {
    let items = list(&note.body)?;
    let mut mutant = replaced(text, words(&items[1])?.span(), "")?;
    mutant.changed = label(&items[1])?;
    Some(mutant)
}

fn miscount(note: &Note, text: &str) -> Option<Mutant> {
    const WORDS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let count = &note.claims.counts.first()?.count;
    replaced(text, count.span, WORDS.get(count.value? as usize)?)
}

/// A plain label between plain labels: "2." as "(2)".
fn other_style(note: &Note, text: &str) -> Option<Mutant> {
    let items = list(&note.body)?;
    let plain = |i: &Item| {
        let number = text[label(i)?.range()].strip_suffix('.')?;
        number.bytes().all(|b| b.is_ascii_digit()).then_some(number)
    };
    let number = items.iter().map(plain).collect::<Option<Vec<_>>>()?[1];
    replaced(text, label(&items[1])?, &format!("({number})"))
}

/// The first sentence of an item up to a word that cannot end one.
fn cut_item(note: &Note, text: &str) -> Option<Mutant> {
    let items = list(&note.body)?;
    let span = words(&items[0])?.span();
    let (at, word) =
        [" of ", " the "].into_iter().find_map(|w| Some((text[span.range()].find(w).filter(|&at| at > 8)?, w)))?;
    let cut = span.start + at + word.trim_end().len();
    let mut mutant = replaced(text, Span::new(cut, span.end), "")?;
    mutant.changed = Span::new(span.start + at + 1, cut);
    Some(mutant)
}

/// An item between two others whose text is announced and lost.
fn lost_list(note: &Note, text: &str) -> Option<Mutant> {
    let items = list(&note.body)?;
    let span = words(&items[1])?.span();
    replaced(text, span, "The following was agreed:")
}

fn dangle(note: &Note, text: &str) -> Option<Mutant> {
    let items = list(&note.body)?;
    let end = words(&items[1]).filter(|t| t.text.is_ascii())?.span().end;
    replaced(text, Span::new(end, end), " (see item 97)")
}
