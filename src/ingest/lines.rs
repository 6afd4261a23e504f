//! Lines → chunks: which lines go on, which begin a paragraph or a list item.
//!
//! Handed: the lines of a text with their indents. Gives: [`Chunk`]s, each one paragraph, item or piece of furniture.
//! Knows nothing about nesting; `nest.rs` builds the blocks.

use super::boilerplate::is_boilerplate;
use super::label::{Frame, Label, Numeral, Style, label};
use super::wrap::Wrapping;
use crate::model::Text;

/// One line of text, trimmed.
#[derive(Debug)]
pub(super) struct Line {
    /// The words, never empty.
    pub(super) text: Text,
    /// Columns before the words.
    pub(super) indent: usize,
    /// Whether a blank line stands before it.
    pub(super) after_blank: bool,
    /// Whether it certainly begins something new (a hard line break of the format).
    pub(super) forced: bool,
    /// Whether it goes on with the line before unless it is an item (a soft line break of the format).
    pub(super) glued: bool,
}

/// A paragraph, an item or furniture.
#[derive(Debug)]
pub(super) struct Chunk {
    /// Printed label with its words.
    pub(super) label: Option<(Label, Text)>,
    /// The words.
    pub(super) text: Text,
    /// Columns before the first line.
    pub(super) indent: usize,
    /// Whether it is page furniture.
    pub(super) furniture: bool,
}

/// Joins lines into chunks.
pub(super) fn chunks(lines: &[Line]) -> Vec<Chunk> {
    let wrapping = Wrapping::of(lines);
    let bare = BareNumbers::of(lines);
    let mut labels = Labels::default();
    let mut out: Vec<Chunk> = Vec::new();
    // the chunk that may still go on, and its last line; furniture between two pages does not end it
    let mut open: Option<(usize, usize)> = None;
    for (i, line) in lines.iter().enumerate() {
        if bare.is_page_number(i) || is_boilerplate(&line.text.text) {
            out.push(Chunk { label: None, text: line.text.clone(), indent: line.indent, furniture: true });
            continue;
        }
        let found = bare.label(i).or_else(|| label(&line.text.text)).and_then(|l| labels.settle(l));
        if let Some((chunk, last)) = open {
            let last = Last { line: &lines[last], interrupted: chunk + 1 < out.len() };
            let chunk = &mut out[chunk];
            let goes_on = match found {
                Some(l) => !begins_item(l, line, last, chunk, &wrapping),
                None => {
                    chunk.text.is_empty()
                        || line.glued
                        || (!line.forced && wrapping.goes_on(last.line, line, last.interrupted))
                }
            };
            if goes_on {
                chunk.join(&line.text);
                open = open.map(|(c, _)| (c, i));
                continue;
            }
        }
        let chunk = Chunk::begin(line, found);
        open = Some((out.len(), i));
        match chunk.split_inner() {
            // "3 (1) …": the number of the item and the first below it
            Some((outer, inner)) => {
                open = Some((out.len() + 1, i));
                out.extend([outer, inner]);
            }
            None => out.push(chunk),
        }
    }
    out
}

/// The letters and roman numerals seen so far, to tell what a label is that could be several things.
#[derive(Debug, Default)]
struct Labels {
    seen: Vec<Label>,
}

impl Labels {
    /// The label as what it is, if it is one: "(i)" after "(h)" is a letter; "S." without "R." before it is an initial.
    fn settle(&mut self, label: Label) -> Option<Label> {
        let before = |l: Label| self.seen.iter().find(|s| s.style == l.style).map(|s| s.value);
        let label = match label.as_letter() {
            Some(letter) if before(letter) == Some(letter.value - 1) => letter,
            _ => label,
        };
        if label.may_be_initial() && label.value > 1 && before(label).is_none() {
            return None;
        }
        self.seen.retain(|s| s.style != label.style);
        self.seen.push(label);
        Some(label)
    }
}

/// The line before, and whether furniture stands between.
#[derive(Clone, Copy)]
struct Last<'a> {
    line: &'a Line,
    interrupted: bool,
}

/// Whether a line that looks like an item is one. In the middle of a wrapped paragraph "(2) …" may be the next words of
/// a run-in list, and "- …" a dash.
fn begins_item(l: Label, line: &Line, last: Last, chunk: &Chunk, wrapping: &Wrapping) -> bool {
    if line.after_blank || line.forced || last.interrupted || chunk.text.is_empty() {
        return true;
    }
    if runs_in(l, &chunk.text.text) {
        return false;
    }
    let beside = chunk.label.as_ref().is_some_and(|(c, _)| c.style == l.style);
    beside || wrapping.ends_sentence_or_clause(last.line) || !wrapping.is_full(last.line, line)
}

/// Whether the label before this one stands inside the text: "… (1) trade and" + "(2) energy".
fn runs_in(l: Label, text: &str) -> bool {
    let Style::Numbered(numeral, Frame::Parens) = l.style else { return false };
    let before = match (numeral, l.value.checked_sub(1)) {
        (_, None | Some(0)) => return false,
        (Numeral::Arabic, Some(n)) => format!("({n})"),
        (Numeral::Lower, Some(n)) => format!("({})", char::from(b'a' + (n as u8 - 1) % 26)),
        _ => return false,
    };
    text.contains(&before)
}

impl Chunk {
    fn begin(line: &Line, found: Option<Label>) -> Self {
        let Some(l) = found else {
            return Self { label: None, text: line.text.clone(), indent: line.indent, furniture: false };
        };
        let (head, rest) = split(&line.text, l.len);
        Self { label: Some((l, head)), text: rest, indent: line.indent, furniture: false }
    }

    /// A bare number with a bracketed one behind it as two chunks.
    fn split_inner(&self) -> Option<(Self, Self)> {
        let (outer, words) = self.label.as_ref().filter(|(l, _)| l.style == BARE && l.len < 6)?;
        let inner = label(&self.text.text)?;
        if !matches!(inner.style, Style::Numbered(_, Frame::Parens)) || inner.value != 1 {
            return None;
        }
        let (head, rest) = split(&self.text, inner.len);
        let above = Self { label: Some((*outer, words.clone())), text: Text::default(), ..*self };
        Some((above, Self { label: Some((inner, head)), text: rest, indent: self.indent, furniture: false }))
    }

    fn join(&mut self, more: &Text) {
        if !self.text.is_empty() && needs_space(&self.text.text, &more.text) {
            self.text.push_space();
        }
        self.text.append(more);
    }
}

/// Whether a line break between the two stands for a space: not between two characters of a script without spaces.
fn needs_space(before: &str, after: &str) -> bool {
    let spaceless = |c: Option<char>| {
        c.is_some_and(|c| matches!(c, '\u{3000}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}'))
    };
    !(spaceless(before.chars().next_back()) && spaceless(after.chars().next()))
}

/// Parts a text at a byte offset and trims the second part's beginning.
fn split(text: &Text, at: usize) -> (Text, Text) {
    let rest = &text.text[at..];
    let start = at + (rest.len() - rest.trim_start().len());
    (text.cut(0..at), text.cut(start..text.text.len()))
}

/// Numbers without any mark: page numbers, or labels ("1 Overview", or "1" on a line of its own).
#[derive(Debug, Default)]
struct BareNumbers {
    page_numbers: Vec<usize>,
    labels: Vec<(usize, Label)>,
}

/// Numbered sections and items follow each other within so many lines; page numbers lie further apart.
const ITEM_DISTANCE: usize = 20;

impl BareNumbers {
    fn of(lines: &[Line]) -> Self {
        let (alone, heading): (Vec<_>, Vec<_>) = lines
            .iter()
            .enumerate()
            .filter_map(|(i, l)| bare_number(&l.text.text).map(|(len, n)| (i, len, n)))
            .partition(|&(i, len, _)| len == lines[i].text.text.len());
        let mut me = Self::default();
        // 1 …。 2 …。 in a script without capitals
        let caseless: Vec<_> = lines
            .iter()
            .enumerate()
            .filter_map(|(i, l)| caseless_number(&l.text.text).map(|(len, n)| (i, len, n)))
            .collect();
        if is_sequence(&caseless) && caseless.len() > 1 {
            me.labels.extend(caseless.iter().map(|&(i, len, n)| (i, bare_label(len, n))));
        }
        if is_sequence(&heading) && heading.len() > 1 {
            me.labels.extend(heading.iter().map(|&(i, len, n)| (i, bare_label(len, n))));
        }
        let close = alone.windows(2).all(|w| w[1].0 - w[0].0 <= ITEM_DISTANCE);
        let followed = alone.iter().all(|&(i, _, _)| lines.get(i + 1).is_some_and(|l| !starts_lower(&l.text.text)));
        if is_sequence(&alone) && alone.len() > 1 && close && followed {
            me.labels.extend(alone.iter().map(|&(i, len, n)| (i, bare_label(len, n))));
        } else {
            me.page_numbers = alone.into_iter().map(|(i, _, _)| i).collect();
        }
        me.labels.sort_by_key(|&(i, _)| i);
        me
    }

    fn label(&self, line: usize) -> Option<Label> {
        self.labels.binary_search_by_key(&line, |&(i, _)| i).ok().map(|at| self.labels[at].1)
    }

    fn is_page_number(&self, line: usize) -> bool {
        self.page_numbers.binary_search(&line).is_ok()
    }
}

const BARE: Style = Style::Numbered(Numeral::Arabic, Frame::Bare);

const fn bare_label(len: usize, value: u32) -> Label {
    Label { len, style: BARE, value }
}

/// A number, in figures of either width, and a space before words of a script without capitals, a day or a bracket.
fn caseless_number(line: &str) -> Option<(usize, u32)> {
    let end = line.find(char::is_whitespace).filter(|&end| end <= 6)?;
    let digit = |c: char| c.to_digit(10).or_else(|| ('０'..='９').contains(&c).then(|| u32::from(c) - u32::from('０')));
    let value = line[..end].chars().try_fold(0_u32, |n, c| Some(n * 10 + digit(c)?))?;
    let rest = line[end..].trim_start();
    let words = |s: &str| s.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase());
    let day =
        words(rest.trim_start_matches(|c: char| digit(c).is_some())) && rest.starts_with(|c: char| digit(c).is_some());
    let bracket = rest.starts_with(['(', '（']) && line.chars().any(|c| matches!(c, '\u{3040}'..='\u{9FFF}'));
    (value > 0 && (words(rest) || day || bracket)).then_some((end, value))
}

fn is_sequence(numbers: &[(usize, usize, u32)]) -> bool {
    numbers.iter().enumerate().all(|(k, &(_, _, n))| n as usize == k + 1)
}

/// A number of up to three digits that is the whole line or is followed by a capitalized heading without a full stop.
fn bare_number(line: &str) -> Option<(usize, u32)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let value = line.get(..digits).filter(|d| (1..=3).contains(&d.len()))?.parse().ok().filter(|&n| n > 0)?;
    let rest = &line[digits..];
    let heads = rest.starts_with(' ')
        && rest.trim_start().starts_with(char::is_uppercase)
        && rest.chars().count() <= 60
        && !rest.ends_with(['.', ',', ';', ':'])
        && !rest.contains(|c: char| c.is_ascii_digit());
    (rest.is_empty() || heads).then_some((digits, value))
}

pub(super) fn starts_lower(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}
