//! Words → shaped glyphs → lines.
//!
//! Handed: the inline content of a paragraph and a width. Gives: lines of glyphs, each glyph with the bytes of the
//! paragraph's text it stands for. Knows nothing about pages or PDF.

use super::fonts::{self, FontId, ShapedGlyph};
use crate::model::briefing::{Align, Colour, Face, Inline, TextStyle};
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

/// A piece of text in one font and style.
struct Piece {
    range: Range<usize>,
    font: FontId,
    style: TextStyle,
    voice: usize,
    /// What is shown in place of the one character the piece holds.
    stand_in: Option<String>,
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
        let current = pieces[first..].last().filter(|p| p.stand_in.is_none()).map(|p| p.font);
        let font = match current.unwrap_or(own) {
            around if joins(c) && (!matches!(c, ' ' | '\u{a0}') || fonts::font(around).covers(' ')) => Some(around),
            _ => fonts::covering(c, style.face),
        };
        match (font, pieces[first..].last_mut()) {
            (Some(font), Some(last)) if last.font == font && last.stand_in.is_none() => last.range.end = range.end,
            (Some(font), _) => pieces.push(Piece { range, font, style, voice, stand_in: None }),
            (None, _) => {
                let font = fonts::of_face(Face::Sans);
                let stand_in = Some(stand_in(c, missing));
                pieces.push(Piece { range, font, style, voice, stand_in });
            }
        }
    }
}

/// What is shown for a character that no font shows: a space for a space of unusual width, else its number.
fn stand_in(c: char, missing: &mut Missing) -> String {
    if c.is_whitespace() {
        return " ".to_owned();
    }
    missing.insert(c);
    format!("‹U+{:04X}›", c as u32)
}

/// Characters that take the font of what is before them: spaces, marks, and what is never seen.
fn joins(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

impl Shaped {
    fn add(&mut self, piece: &Piece, buffer: &mut Vec<ShapedGlyph>) {
        let font = fonts::font(piece.font);
        let stand_in = piece.stand_in.as_deref();
        let size = if stand_in.is_some() { piece.style.size * 0.8 } else { piece.style.size };
        buffer.clear();
        let words = stand_in.unwrap_or(&self.text[piece.range.clone()]);
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

    /// Lines no wider than `width`, of even length where the words allow it; a word wider than the line is broken
    /// between clusters.
    fn breaks(&self, width: f32) -> Vec<Line> {
        let places = self.places();
        let ends = match places.last() {
            Some(last) if last.inked <= width => vec![self.glyphs.len()],
            _ => even(&places, width).unwrap_or_else(|| self.full(&places, width)),
        };
        let mut start = 0;
        let mut lines = Vec::with_capacity(ends.len());
        for end in ends {
            lines.push(self.line(start..end));
            start = end;
        }
        lines
    }

    /// Where lines may end, the end of the text included.
    fn places(&self) -> Vec<Place> {
        let mut places = Vec::new();
        let mut opportunities = LINES.segment_str(&self.text).peekable();
        let (mut x, mut inked) = (0.0_f32, 0.0_f32);
        for (i, (_, glyph)) in self.glyphs.iter().enumerate() {
            let mut may_end = false;
            while let Some(&at) = opportunities.peek().filter(|&&at| at <= glyph.cluster.start) {
                may_end |= at == glyph.cluster.start && i > 0;
                opportunities.next();
            }
            if may_end {
                let inside = self.glyphs[i - 1].1.cluster.end == glyph.cluster.start && inked == x;
                places.push(Place { glyph: i, x, inked, inside });
            }
            x += glyph.advance;
            if &self.text[glyph.cluster.clone()] != " " {
                inked = x;
            }
        }
        places.push(Place { glyph: self.glyphs.len(), x, inked, inside: false });
        places
    }

    /// Fills each line as far as it goes, where a word may be wider than the line.
    fn full(&self, places: &[Place], width: f32) -> Vec<usize> {
        let mut ends = Vec::new();
        let (mut start, mut from, mut x) = (0, 0.0_f32, 0.0_f32);
        let mut next = 0;
        let mut last: Option<Place> = None;
        for (i, (_, glyph)) in self.glyphs.iter().enumerate() {
            while let Some(place) = places.get(next).filter(|p| p.glyph <= i) {
                last = Some(*place).filter(|p| p.glyph > start);
                next += 1;
            }
            let is_space = &self.text[glyph.cluster.clone()] == " ";
            // At most twice: at the last place there was, and if that does not help, right here.
            while x + glyph.advance - from > width && !is_space {
                let end = last.take().map(|p| (p.glyph, p.x)).or_else(|| self.boundary(i, start).then_some((i, x)));
                let Some((end, before)) = end else { break };
                ends.push(end);
                (start, from) = (end, before);
            }
            x += glyph.advance;
        }
        ends.push(self.glyphs.len());
        ends
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

/// A place where a line may end: before `glyph`.
#[derive(Clone, Copy)]
struct Place {
    glyph: usize,
    /// Width of everything before it, with and without trailing spaces.
    x: f32,
    inked: f32,
    /// Whether it is within a word, after a hyphen or a slash.
    inside: bool,
}

/// The breaks with the least sum of squared gaps at the line ends, a last line of one short word counted as a gap.
/// `None` if some word is wider than the line. Looks back from each place no farther than one line, so the cost is
/// linear.
fn even(places: &[Place], width: f32) -> Option<Vec<usize>> {
    const ANOTHER_LINE: f32 = 0.5;
    const INSIDE_A_WORD: f32 = 0.02;
    const SHORT: f32 = 0.15;
    // No line has more places than this; words without width must not make the search quadratic.
    const MOST: usize = 500;
    // For each place: the least cost of ending a line there, and the place where that line starts.
    let mut best: Vec<(f32, usize)> = Vec::with_capacity(places.len());
    for (i, place) in places.iter().enumerate() {
        let is_last = i + 1 == places.len();
        let mut found: Option<(f32, usize)> = None;
        for start in (0..=i).rev().take(MOST) {
            let from = if start == 0 { 0.0 } else { places[start - 1].x };
            let gap = width - (place.inked - from);
            if gap < -0.01 {
                break;
            }
            let so_far = if start == 0 { 0.0 } else { best[start - 1].0 };
            let gap = gap / width;
            let cost = match is_last {
                true if gap > 1.0 - SHORT => 0.3,
                true => 0.0,
                false => gap * gap + if place.inside { INSIDE_A_WORD } else { 0.0 },
            };
            let cost = so_far + cost + ANOTHER_LINE;
            if found.is_none_or(|(least, _)| cost < least) {
                found = Some((cost, start));
            }
        }
        best.push(found?);
    }
    let mut ends = Vec::new();
    let mut i = places.len();
    while i > 0 {
        ends.push(places[i - 1].glyph);
        i = best[i - 1].1;
    }
    ends.reverse();
    Some(ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::briefing::Span;

    fn set(text: &str, width: f32) -> Vec<String> {
        let style = TextStyle {
            face: Face::Serif,
            size: 10.0,
            leading: 14.0,
            colour: Colour([0; 3]),
            tabular: false,
            align: Align::Left,
        };
        let span = Inline::Span(Span { text: text.to_owned(), style, lang: None, link: None });
        let lines = lines(&[span], width, Align::Left, Numbers { page: 1, pages: 1 }, &mut Missing::new());
        for line in &lines.lines {
            let inked = |r: &Run| r.glyphs.iter().filter(|g| &r.text[g.cluster.clone()] != " ").count();
            let clusters: usize = line.runs.iter().map(inked).sum();
            assert!(line.width <= width + 0.01 || clusters == 1, "{text} {width}");
        }
        let words = |line: &Line| {
            let glyphs = line.runs.iter().flat_map(|r| r.glyphs.iter().map(|g| (&r.text, g.cluster.clone())));
            let mut ranges: Vec<(usize, String)> = glyphs.map(|(t, c)| (c.start, t[c].to_owned())).collect();
            ranges.dedup_by_key(|(start, _)| *start);
            ranges.into_iter().map(|(_, w)| w).collect::<String>()
        };
        lines.lines.iter().map(words).collect()
    }

    #[test]
    fn no_word_is_lost_wherever_lines_end() {
        let text =
            "Ministers of the ASEAN-Japan dialogue, e.g. H.E. Nguyễn Thị Thuỷ, met (again) on 9\u{2013}11 February.";
        assert_eq!(set(&"x".repeat(400), 100.0).concat(), "x".repeat(400));
        for width in 12..200 {
            assert_eq!(set(text, width as f32).concat(), text, "{width}");
        }
    }

    #[test]
    fn a_last_line_is_not_one_short_word() {
        let lines = set("must go on, since its safety bears on the safety of the citizens there", 330.0);
        assert!(lines.len() == 1 || lines.last().unwrap().split(' ').count() > 1, "{lines:?}");
    }

    #[test]
    fn characters_without_a_glyph_keep_their_words() {
        assert_eq!(set("a 𓂀 b\u{2003}c", 400.0), ["a 𓂀 b\u{2003}c"]);
    }
}
