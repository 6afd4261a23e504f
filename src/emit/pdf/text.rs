//! Words → shaped glyphs → lines.
//!
//! Handed: the inline content of a paragraph and a width. Gives: lines of glyphs, each glyph with the bytes of the
//! paragraph's text it stands for. Knows nothing about pages or PDF.

use super::fonts::{self, FontId, ShapedGlyph};
use crate::model::briefing::{Align, Colour, Inline, TextStyle};
use icu_segmenter::LineSegmenterBorrowed;
use icu_segmenter::options::LineBreakOptions;
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;
use std::sync::LazyLock;

/// Breaks by Unicode Line Breaking (UAX 14), with dictionaries for scripts that write words without spaces.
static LINES: LazyLock<LineSegmenterBorrowed<'static>> =
    LazyLock::new(|| icu_segmenter::LineSegmenter::new_dictionary(LineBreakOptions::default()));

/// A glyph on a line. Lengths are points.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) id: u16,
    pub(super) advance: f32,
    pub(super) dx: f32,
    pub(super) dy: f32,
    /// Bytes of the paragraph's text it stands for, alone or with its neighbours of equal range.
    pub(super) cluster: Range<usize>,
}

/// Glyphs of one font, size and colour.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) font: FontId,
    pub(super) size: f32,
    pub(super) colour: Colour,
    /// From the start of the line.
    pub(super) x: f32,
    /// The text the glyphs' clusters point into.
    pub(super) text: Rc<str>,
    pub(super) glyphs: Vec<Glyph>,
    /// Which [`Voice`] of the paragraph says it.
    pub(super) voice: usize,
}

/// A line of a paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Width without trailing spaces.
    pub(super) width: f32,
    pub(super) runs: Vec<Run>,
}

/// What sets some words of a paragraph apart in the structure tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Voice {
    pub(super) lang: Option<String>,
    pub(super) link: Option<String>,
}

/// A paragraph broken into lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines {
    pub(super) lines: Vec<Line>,
    pub(super) voices: Vec<Voice>,
}

/// Which page of how many, for running headers and footers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbers {
    pub(super) page: usize,
    pub(super) pages: usize,
}

/// Characters that no font shows, gathered while shaping.
pub(super) type Missing = BTreeSet<char>;

/// Breaks a paragraph into lines no wider than `width`, which a single character may exceed.
pub(super) fn lines(content: &[Inline], width: f32, align: Align, numbers: Numbers, missing: &mut Missing) -> Lines {
    let mut out = Lines::default();
    for part in content.split(|i| matches!(i, Inline::Break)) {
        let paragraph = shape(part, numbers, &mut out.voices, missing);
        out.lines.extend(paragraph.breaks(width));
    }
    if align == Align::Right {
        for line in &mut out.lines {
            let shift = width - line.width;
            line.runs.iter_mut().for_each(|r| r.x += shift);
        }
    }
    out
}

/// Words shaped on one endless line.
struct Shaped {
    text: Rc<str>,
    glyphs: Vec<(usize, Glyph)>,
    runs: Vec<RunStyle>,
}

#[derive(Clone, Copy)]
struct RunStyle {
    font: FontId,
    size: f32,
    colour: Colour,
    voice: usize,
}

/// A piece of text in one font and style; `missing` holds the one character no font shows.
struct Piece {
    range: Range<usize>,
    font: FontId,
    style: TextStyle,
    voice: usize,
    missing: Option<char>,
}

fn shape(content: &[Inline], numbers: Numbers, voices: &mut Vec<Voice>, missing: &mut Missing) -> Shaped {
    let mut text = String::new();
    let mut pieces: Vec<Piece> = Vec::new();
    for inline in content {
        let (words, style, voice) = match inline {
            Inline::Span(s) => (s.text.clone(), s.style, Voice { lang: s.lang.clone(), link: s.link.clone() }),
            Inline::Page(style) => (numbers.page.to_string(), *style, Voice::default()),
            Inline::Pages(style) => (numbers.pages.to_string(), *style, Voice::default()),
            Inline::Break => continue,
        };
        let voice = voices.iter().position(|v| *v == voice).unwrap_or_else(|| {
            voices.push(voice);
            voices.len() - 1
        });
        split(&words, text.len(), style, voice, &mut pieces, missing);
        text.push_str(&words);
    }
    let mut shaped = Shaped { text: text.into(), glyphs: Vec::new(), runs: Vec::with_capacity(pieces.len()) };
    let mut buffer = Vec::new();
    for piece in &pieces {
        shaped.add(piece, &mut buffer);
    }
    shaped
}

/// Splits words by the font that shows them.
fn split(words: &str, at: usize, style: TextStyle, voice: usize, pieces: &mut Vec<Piece>, missing: &mut Missing) {
    let own = fonts::of_face(style.face);
    let first = pieces.len();
    for (i, c) in words.char_indices() {
        let range = at + i..at + i + c.len_utf8();
        let current = pieces[first..].last().filter(|p| p.missing.is_none()).map(|p| p.font);
        let font = match current {
            Some(font) if joins(c) => Some(font),
            _ if joins(c) => Some(own),
            _ => fonts::covering(c, style.face),
        };
        if font.is_none() {
            missing.insert(c);
        }
        match (font, pieces[first..].last_mut()) {
            (Some(font), Some(last)) if last.font == font && last.missing.is_none() => last.range.end = range.end,
            (Some(font), _) => pieces.push(Piece { range, font, style, voice, missing: None }),
            (None, _) => {
                let font = fonts::of_face(crate::model::briefing::Face::Sans);
                pieces.push(Piece { range, font, style, voice, missing: Some(c) });
            }
        }
    }
}

/// Characters that take the font of what is before them: spaces, marks, and what is never seen.
fn joins(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

impl Shaped {
    fn add(&mut self, piece: &Piece, buffer: &mut Vec<ShapedGlyph>) {
        let font = fonts::font(piece.font);
        let stand_in = piece.missing.map(|c| format!("‹U+{:04X}›", c as u32));
        let size = if stand_in.is_some() { piece.style.size * 0.8 } else { piece.style.size };
        buffer.clear();
        let words = stand_in.as_deref().unwrap_or(&self.text[piece.range.clone()]);
        font.shape(words, piece.style.tabular, buffer);
        let run = self.runs.len();
        self.runs.push(RunStyle { font: piece.font, size, colour: piece.style.colour, voice: piece.voice });
        let scale = size / font.units;
        let mut end = piece.range.end;
        let mut next = None;
        let first = self.glyphs.len();
        for g in buffer.iter().rev() {
            let start = if stand_in.is_some() { piece.range.start } else { piece.range.start + g.cluster };
            if next.is_some_and(|n| n > start) {
                end = next.unwrap_or(end);
            }
            next = Some(start);
            let glyph =
                Glyph { id: g.id, advance: g.advance * scale, dx: g.dx * scale, dy: g.dy * scale, cluster: start..end };
            self.glyphs.push((run, glyph));
        }
        self.glyphs[first..].reverse();
    }

    /// Greedy line breaking; a word wider than the line is broken between clusters.
    fn breaks(&self, width: f32) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut opportunities = LINES.segment_str(&self.text).peekable();
        let (mut start, mut x) = (0, 0.0_f32);
        // The last place the line may end: glyph index and the width before it.
        let mut last: Option<(usize, f32)> = None;
        for (i, (_, glyph)) in self.glyphs.iter().enumerate() {
            while let Some(&at) = opportunities.peek() {
                if at > glyph.cluster.start {
                    break;
                }
                if at == glyph.cluster.start && i > start {
                    last = Some((i, x));
                }
                opportunities.next();
            }
            let is_space = &self.text[glyph.cluster.clone()] == " ";
            if x + glyph.advance > width + 0.01 && !is_space && i > start {
                let fits = last.take().or_else(|| self.boundary(i, start).then_some((i, x)));
                if let Some((end, before)) = fits {
                    lines.push(self.line(start..end));
                    start = end;
                    x -= before;
                }
            }
            x += glyph.advance;
        }
        lines.push(self.line(start..self.glyphs.len()));
        lines
    }

    /// Whether a cluster starts at glyph `i`.
    fn boundary(&self, i: usize, start: usize) -> bool {
        i > start && self.glyphs[i].1.cluster != self.glyphs[i - 1].1.cluster
    }

    fn line(&self, range: Range<usize>) -> Line {
        let mut line = Line::default();
        let mut x = 0.0;
        let mut current = usize::MAX;
        for (run, glyph) in &self.glyphs[range] {
            if *run != current {
                let RunStyle { font, size, colour, voice } = self.runs[*run];
                line.runs.push(Run { font, size, colour, x, text: Rc::clone(&self.text), glyphs: Vec::new(), voice });
                current = *run;
            }
            x += glyph.advance;
            if &self.text[glyph.cluster.clone()] != " " {
                line.width = x;
            }
            line.runs.last_mut().expect("a run was pushed").glyphs.push(glyph.clone());
        }
        line
    }
}
