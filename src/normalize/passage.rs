//! The note's texts in reading order, split into tokens: what every question of this stage reads.
//!
//! Handed: a [`SourceNote`]. Gives: [`Passage`]s and facts cut from them. Knows nothing about what the facts mean.

use super::sentence;
use crate::lexicon::sorts::Sorts;
use crate::lexicon::token::{Shape, Small, Token, tokenize};
use crate::lexicon::{Class, LEXICON, Words};
use crate::model::{Block, Certainty, Fact, Field, Given, SourceNote, Text};
use crate::source::{SourceFile, Span};
use std::ops::Range;

/// A note as this stage reads it.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    /// The note as ingested.
    pub(crate) note: &'a SourceNote,
    /// Values of its front matter with their keys.
    pub(crate) front: Vec<(&'a str, Passage<'a>)>,
    /// Its texts in reading order.
    pub(crate) passages: Vec<Passage<'a>>,
}

/// What sort of block a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Site {
    /// A value of the front matter.
    Front,
    /// A heading of this level.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// Text of a list item, with the depth of its list from 1.
    Item(u8),
    /// A table cell.
    Cell {
        /// Row, from 0.
        row: usize,
        /// Column, from 0.
        column: usize,
    },
}

/// One text of the note with its tokens. Labels and boilerplate are no passages.
#[derive(Debug)]
pub(crate) struct Passage<'a> {
    /// The source, for cutting quotes.
    pub(crate) source: &'a SourceFile,
    /// The words.
    pub(crate) text: &'a Text,
    /// Their tokens.
    pub(crate) tokens: Vec<Token>,
    /// Where it stands.
    pub(crate) site: Site,
    /// Its words in small letters.
    small: Small,
    /// The phrases of the lexicon that stand in it, by token, longest first: number of tokens and meaning.
    phrases: Vec<(usize, Class)>,
    /// Each token's word, as the text has it.
    words: Vec<&'a str>,
    /// What each token is of.
    sorts: Vec<Sorts>,
    /// What some token is of.
    holds: Sorts,
    /// End of each token's phrases in the list of all; they begin where those of the token before end.
    phrase_ends: Vec<u32>,
    /// Its sentences as ranges of tokens, the mark that ends one included.
    pub(crate) sentences: Vec<Range<usize>>,
}

impl<'a> Passage<'a> {
    /// Reads a text of the note.
    pub(crate) fn new(source: &'a SourceFile, text: &'a Text, site: Site) -> Self {
        let tokens = tokenize(&text.text);
        let small = Small::of(&text.text, &tokens);
        let words: Vec<&str> = tokens.iter().map(|t| t.of(&text.text)).collect();
        let known = Words { text: &text.text, tokens: &tokens, small: &small };
        let (lexicon, mut phrases) = (&*LEXICON, Vec::new());
        let (mut sorts, mut phrase_ends) = (Vec::with_capacity(tokens.len()), Vec::with_capacity(tokens.len()));
        let mut holds = Sorts::NONE;
        for (at, token) in tokens.iter().enumerate() {
            let of = lexicon.look_up(known, at, &mut phrases).or(as_written(words[at], token.shape));
            holds = holds.or(of);
            sorts.push(of);
            // a text has fewer tokens than a file may have bytes
            phrase_ends.push(phrases.len() as u32);
        }
        let sentences = sentence::split(&text.text, &tokens);
        Self { source, text, tokens, site, small, phrases, words, sorts, holds, phrase_ends, sentences }
    }

    /// The phrases of the lexicon that stand at a token, longest first: number of tokens and meaning.
    #[inline]
    pub(crate) fn at(&self, token: usize) -> impl Iterator<Item = (usize, Class)> + '_ {
        let end = |i: usize| self.phrase_ends.get(i).map_or(self.phrases.len(), |&end| end as usize);
        let first = token.checked_sub(1).map_or(0, end);
        self.phrases[first..end(token)].iter().copied()
    }

    /// Whether a token is of one of these sorts; none is past the end.
    #[inline]
    pub(crate) fn is(&self, token: usize, sorts: Sorts) -> bool {
        self.sorts.get(token).is_some_and(|of| of.meets(sorts))
    }

    /// Whether some token is of one of these sorts.
    pub(crate) fn holds(&self, sorts: Sorts) -> bool {
        self.holds.meets(sorts)
    }

    /// The tokens of one of these sorts, in order.
    pub(crate) fn each(&self, sorts: Sorts) -> impl Iterator<Item = usize> + '_ {
        let all = if self.holds(sorts) { self.sorts.as_slice() } else { &[] };
        all.iter().enumerate().filter(move |(_, of)| of.meets(sorts)).map(|(token, _)| token)
    }

    /// The first token of one of these sorts, from a token on.
    pub(crate) fn next(&self, from: usize, sorts: Sorts) -> Option<usize> {
        let rest = self.sorts.get(from..).filter(|_| self.holds(sorts))?;
        rest.iter().position(|of| of.meets(sorts)).map(|n| from + n)
    }

    /// Whether every token at which a scanner finds something is of the sorts that it stops at. Scanners claim so in tests: a
    /// word that one of them knows and `lexicon/data/keywords.tsv` does not list would be passed over, and nobody told.
    pub(crate) fn lists(&self, sorts: Sorts, finds: impl Fn(usize) -> bool) -> bool {
        (0..self.tokens.len()).all(|token| self.is(token, sorts) || !finds(token))
    }

    /// The word of one token in small letters; empty past the end.
    #[inline]
    pub(crate) fn small(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |&t| self.small.word(t))
    }

    /// Whether a token is an ordinary English word, whatever its case: no name by itself.
    #[inline]
    pub(crate) fn is_ordinary(&self, token: usize) -> bool {
        self.is(token, Sorts::ORDINARY)
    }

    /// The tokens that share a byte with a range of the text.
    pub(crate) fn tokens_at(&self, bytes: Range<usize>) -> Range<usize> {
        let first = self.tokens.partition_point(|t| t.end <= bytes.start);
        let last = self.tokens.partition_point(|t| t.start < bytes.end);
        first..last.max(first)
    }

    /// A fact the bytes of the text state, for scripts whose words are no tokens.
    pub(crate) fn stated_at<T>(&self, bytes: Range<usize>, value: T, rule: &str) -> Fact<T> {
        let span = self.text.source_span(bytes);
        Fact::stated(value, self.source.slice(span), span, rule)
    }

    /// The words of a range of tokens, as the text has them; empty for an empty range.
    pub(crate) fn words(&self, tokens: Range<usize>) -> &'a str {
        let range = self.bytes(tokens);
        &self.text.text[range]
    }

    /// The source span of a range of tokens.
    pub(crate) fn span(&self, tokens: Range<usize>) -> Span {
        self.text.source_span(self.bytes(tokens))
    }

    /// A fact the tokens state.
    pub(crate) fn stated<T>(&self, tokens: Range<usize>, value: T, rule: &str) -> Fact<T> {
        let span = self.span(tokens);
        Fact::stated(value, self.source.slice(span), span, rule)
    }

    /// The fact, as given by hand if this is a field of the front matter.
    pub(crate) fn given<T>(&self, fact: Fact<T>) -> Fact<T> {
        if self.site != Site::Front {
            return fact;
        }
        let file = self.source.path.to_string();
        let line = self.source.position(fact.span.start).line;
        Fact {
            certainty: Certainty::Given,
            given: Some(Given { file, line, author: None, date: None, reason: None }),
            ..fact
        }
    }

    /// A fact that follows from the bytes of the text; `parts` names what was inferred.
    pub(crate) fn inferred_at<T>(&self, bytes: Range<usize>, value: T, rule: &str, parts: &[&str]) -> Fact<T> {
        let span = self.text.source_span(bytes);
        Fact::inferred(value, self.source.slice(span), span, rule, parts)
    }

    /// A fact that follows from the tokens; `parts` names what was inferred.
    pub(crate) fn inferred<T>(&self, tokens: Range<usize>, value: T, rule: &str, parts: &[&str]) -> Fact<T> {
        let span = self.span(tokens);
        Fact::inferred(value, self.source.slice(span), span, rule, parts)
    }

    /// A question: the tokens have several readings.
    pub(crate) fn ambiguous<T>(&self, tokens: Range<usize>, candidates: Vec<T>, rule: &str) -> Fact<T> {
        let span = self.span(tokens);
        Fact::ambiguous(candidates, self.source.slice(span), span, rule)
    }

    /// The tokens inside the passage at which a line of the source begins, in order.
    pub(crate) fn line_beginnings(&self) -> Vec<usize> {
        let whole = self.span(0..self.tokens.len());
        let breaks = self.source.slice(whole).match_indices('\n').map(|(at, _)| self.text.behind(whole.start + at));
        let mut found: Vec<usize> = breaks.map(|at| self.tokens.partition_point(|t| t.start < at)).collect();
        found.dedup();
        found.retain(|&token| token < self.tokens.len() && self.begins_line(token));
        found
    }

    /// Whether a line of the source begins at a token inside the passage.
    pub(crate) fn begins_line(&self, token: usize) -> bool {
        let Some(before) = token.checked_sub(1) else { return false };
        let gap = self.span(before..token).end..self.span(token..token + 1).start;
        gap.start < gap.end && self.source.slice(gap.into()).contains('\n')
    }

    /// The words of one token; empty past the end.
    #[inline]
    pub(crate) fn word(&self, token: usize) -> &'a str {
        self.words.get(token).copied().unwrap_or_default()
    }

    /// The byte range in the text that a range of tokens covers.
    pub(crate) fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        let end = self.text.text.len();
        let start = self.tokens.get(tokens.start).map_or(end, |t| t.start);
        let stop = if tokens.is_empty() { start } else { self.tokens.get(tokens.end - 1).map_or(end, |t| t.end) };
        start..stop
    }
}

impl<'a> Reading<'a> {
    /// Splits every text of the note.
    pub(crate) fn new(note: &'a SourceNote) -> Self {
        let mut passages = Vec::new();
        for b in &note.blocks {
            collect(&note.source, b, 0, &mut passages);
        }
        let front = |f: &'a Field| (f.key.as_str(), Passage::new(&note.source, &f.value, Site::Front));
        Self { note, front: note.front.iter().map(front).collect(), passages }
    }
}

/// The sorts of a word that its letters tell.
fn as_written(word: &str, shape: Shape) -> Sorts {
    match shape {
        Shape::Digits => Sorts::FIGURES,
        Shape::Lower if word.len() > 4 && matches!(word.as_bytes(), [.., b'e', b'd']) => Sorts::PAST,
        Shape::Capitalized | Shape::Upper | Shape::Mixed => Sorts::CAPITAL,
        _ => Sorts::NONE,
    }
}

fn collect<'a>(source: &'a SourceFile, b: &'a Block, depth: u8, out: &mut Vec<Passage<'a>>) {
    let mut add = |text: &'a Text, site| {
        out.push(Passage::new(source, text, site));
    };
    match b {
        Block::Heading { level, text } => add(text, Site::Heading(*level)),
        Block::Paragraph { text } if depth > 0 => add(text, Site::Item(depth)),
        Block::Paragraph { text } => add(text, Site::Paragraph),
        Block::Table { rows } => {
            for (row, r) in rows.iter().enumerate() {
                r.cells.iter().enumerate().for_each(|(column, c)| add(c, Site::Cell { row, column }));
            }
        }
        Block::List { items } => {
            for b in items.iter().flat_map(|i| &i.blocks) {
                collect(source, b, depth.saturating_add(1), out);
            }
        }
        Block::Boilerplate { .. } => {}
    }
}
