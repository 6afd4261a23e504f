//! Words → shaped glyphs → lines.
//!
//! Handed: the inline content of a paragraph and a width. Gives: lines of atoms, each a shaped word with the bytes of the
//! paragraph's text it stands for. Knows nothing about pages or PDF.
//!
//! Shaping goes word by word, so that each word is shaped once for many documents: no glyph depends on the neighbours
//! of its word.

use super::fonts::{self, FontId, Glyph, Word};
use crate::model::briefing::{Align, Colour, Face, Inline, TextStyle, Voice};
use icu_segmenter::LineSegmenterBorrowed;
use icu_segmenter::options::LineBreakOptions;
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;
use std::sync::{Arc, LazyLock};

/// Breaks by Unicode Line Breaking (UAX 14), with dictionaries for scripts that write words without spaces.
static LINES: LazyLock<LineSegmenterBorrowed<'static>> =
    LazyLock::new(|| icu_segmenter::LineSegmenter::new_dictionary(LineBreakOptions::default()));

/// Words on one endless line.
#[derive(Debug, Default)]
struct Shaped {
    text: String,
    atoms: Vec<Atom>,
    styles: Vec<RunStyle>,
}

/// A word, a part of one that may stand on a line of its own, or spaces. Lengths are points.
#[derive(Debug, Clone)]
pub(super) struct Atom {
    pub(super) word: Rc<Word>,
    /// Which of the word's glyphs: all, unless a word wider than its line was cut.
    glyphs: Range<u16>,
    /// Bytes of the paragraph's text it stands for.
    bytes: Range<u32>,
    style: u32,
    width: f32,
    /// Whether a line may end before it.
    may_break: bool,
    /// Whether it is nothing but spaces, which the end of a line swallows.
    is_space: bool,
    /// Whether it is shown in place of a character that no font shows.
    pub(super) stand_in: bool,
}

impl Atom {
    pub(super) fn glyphs(&self) -> &[Glyph] {
        &self.word.glyphs[usize::from(self.glyphs.start)..usize::from(self.glyphs.end)]
    }

    /// Pen movement left over at its end, in 1/1000 em.
    pub(super) fn trailing(&self) -> i32 {
        if usize::from(self.glyphs.end) == self.word.glyphs.len() { self.word.trailing } else { 0 }
    }
}

/// Atoms of one font, size and colour.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) font: FontId,
    pub(super) size: f32,
    pub(super) colour: Colour,
    /// From the start of the line.
    pub(super) x: f32,
    pub(super) width: f32,
    /// Which voice of the paragraph says it.
    pub(super) voice: usize,
    shaped: Rc<Shaped>,
    atoms: Range<u32>,
}

impl Run {
    pub(super) fn atoms(&self) -> &[Atom] {
        &self.shaped.atoms[self.atoms.start as usize..self.atoms.end as usize]
    }

    /// The words of an atom.
    pub(super) fn words_of(&self, atom: &Atom) -> &str {
        &self.shaped.text[atom.bytes.start as usize..atom.bytes.end as usize]
    }

    /// The words of the run.
    pub(super) fn words(&self) -> &str {
        let ends = self.atoms().first().zip(self.atoms().last());
        ends.map_or("", |(a, b)| &self.shaped.text[a.bytes.start as usize..b.bytes.end as usize])
    }
}

/// A line of a paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Width without trailing spaces.
    pub(super) width: f32,
    pub(super) runs: Vec<Run>,
}

/// A paragraph broken into lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines {
    pub(super) lines: Vec<Line>,
    pub(super) voices: Vec<Option<Arc<Voice>>>,
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
        let mut shaped = shape(part, numbers, &mut out.voices, missing);
        let ends = shaped.breaks(width);
        let shaped = Rc::new(shaped);
        let mut start = 0;
        for end in ends {
            out.lines.push(line(&shaped, start..end));
            start = end;
        }
    }
    if align == Align::Right {
        for line in &mut out.lines {
            let shift = width - line.width;
            line.runs.iter_mut().for_each(|r| r.x += shift);
        }
    }
    out
}

#[derive(Debug, Clone, Copy)]
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

fn shape(content: &[Inline], numbers: Numbers, voices: &mut Vec<Option<Arc<Voice>>>, missing: &mut Missing) -> Shaped {
    let mut text = String::new();
    let mut pieces: Vec<Piece> = Vec::new();
    // One more than the voice that spoke last.
    let mut current = 0;
    for inline in content {
        let number;
        let (words, style, voice) = match inline {
            Inline::Span(s) => (s.text.as_str(), s.style, s.voice.as_ref()),
            Inline::Page(style) | Inline::Pages(style) => {
                let n = if matches!(inline, Inline::Page(_)) { numbers.page } else { numbers.pages };
                number = n.to_string();
                (number.as_str(), *style, None)
            }
            Inline::Break => continue,
        };
        // The paragraph's own voice goes on after any other; another begins anew, so that what is read stays in order.
        let same = |v: &Option<Arc<Voice>>| v.as_ref() == voice;
        let known = match voice {
            None => voices.iter().position(same),
            _ => voices.last().filter(|v| same(v)).map(|_| voices.len() - 1).filter(|_| current == voices.len()),
        };
        let voice = known.unwrap_or_else(|| {
            voices.push(voice.cloned());
            voices.len() - 1
        });
        current = voice + 1;
        split(words, text.len(), style, voice, &mut pieces, missing);
        text.push_str(words);
    }
    Shaped::new(text, &pieces)
}

/// Splits words by the font that shows them.
fn split(words: &str, at: usize, style: TextStyle, voice: usize, pieces: &mut Vec<Piece>, missing: &mut Missing) {
    let own = fonts::of_face(style.face);
    let piece = |range, font| Piece { range, font, style, voice, stand_in: None };
    if words.bytes().all(|b| matches!(b, b' '..=b'~')) {
        pieces.push(piece(at..at + words.len(), own));
        return;
    }
    let first = pieces.len();
    for (i, c) in words.char_indices() {
        let range = at + i..at + i + c.len_utf8();
        let last = pieces[first..].last_mut().filter(|p| p.stand_in.is_none());
        let around = last.as_ref().map_or(own, |p| p.font);
        let font = match c {
            // Whatever shows the letters before them shows these as well.
            ' '..='~' if around == own => Some(own),
            ' ' | '\u{a0}' if fonts::font(around).has_space => Some(around),
            ' ' | '\u{a0}' => fonts::covering(c, style.face),
            c if joins(c) => Some(around),
            c => fonts::covering(c, style.face),
        };
        match (font, last) {
            (Some(font), Some(last)) if last.font == font => last.range.end = range.end,
            (Some(font), _) => pieces.push(piece(range, font)),
            (None, _) => {
                let stand_in = Some(stand_in(c, missing));
                pieces.push(Piece { stand_in, ..piece(range, fonts::of_face(Face::Sans)) });
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

/// Characters that take the font of what is before them: marks, and what is never seen.
fn joins(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

impl Shaped {
    /// Cuts pieces into atoms: where lines may end, and around spaces.
    fn new(text: String, pieces: &[Piece]) -> Self {
        let mut atoms = Vec::with_capacity(text.len() / 4 + 1);
        let mut styles = Vec::with_capacity(pieces.len());
        let mut opportunities = opportunities(&text).peekable();
        let mut may_break = false;
        for piece in pieces {
            let size = if piece.stand_in.is_some() { piece.style.size * 0.8 } else { piece.style.size };
            let style = RunStyle { font: piece.font, size, colour: piece.style.colour, voice: piece.voice };
            styles.push(style);
            let set = |words: &str| fonts::word(piece.font, words, piece.style.tabular);
            // every other atom of a text is a space
            let mut space: Option<Rc<Word>> = None;
            let mut at = piece.range.start;
            while at < piece.range.end {
                let cut = opportunities.peek().copied().unwrap_or(text.len());
                let words = &text[at..cut.min(piece.range.end)];
                let words = &words[..atom_length(words)];
                let word = match &piece.stand_in {
                    Some(instead) => set(instead),
                    None if words == " " => Rc::clone(space.get_or_insert_with(|| set(words))),
                    None => set(words),
                };
                let end = at + words.len();
                atoms.push(Atom {
                    width: word.width as f32 * size / fonts::EM,
                    glyphs: 0..word.glyphs.len() as u16,
                    word,
                    bytes: at as u32..end as u32,
                    style: styles.len() as u32 - 1,
                    may_break,
                    is_space: words.starts_with(' '),
                    stand_in: piece.stand_in.is_some(),
                });
                at = end;
                may_break = at == cut;
                while opportunities.next_if(|&o| o <= at).is_some() {}
            }
        }
        drop(opportunities);
        Self { text, atoms, styles }
    }

    /// Ends of lines no wider than `width`, of even length where the words allow it; a word wider than the line is cut
    /// between clusters.
    fn breaks(&mut self, width: f32) -> Vec<usize> {
        let places = self.places();
        match places.last() {
            Some(last) if last.inked <= width => vec![self.atoms.len()],
            _ => even(&places, width).unwrap_or_else(|| self.full(width)),
        }
    }

    /// Where lines may end, the end of the text included.
    fn places(&self) -> Vec<Place> {
        let mut places = Vec::with_capacity(self.atoms.len() / 2 + 1);
        let (mut x, mut inked) = (0.0_f32, 0.0_f32);
        for (i, atom) in self.atoms.iter().enumerate() {
            if atom.may_break {
                places.push(Place { atom: i, x, inked, inside: inked == x });
            }
            x += atom.width;
            if !atom.is_space {
                inked = x;
            }
        }
        places.push(Place { atom: self.atoms.len(), x, inked, inside: false });
        places
    }

    /// Fills each line as far as it goes, and cuts words that are wider than a line.
    fn full(&mut self, width: f32) -> Vec<usize> {
        let mut filled = Filled { atoms: Vec::with_capacity(self.atoms.len()), ..Filled::default() };
        for atom in std::mem::take(&mut self.atoms) {
            if atom.may_break && filled.atoms.len() > filled.start {
                filled.last = Some((filled.atoms.len(), filled.x));
            }
            if !atom.is_space && filled.x + atom.width > width {
                if let Some((end, before)) = filled.last.take() {
                    filled.ends.push(end);
                    filled.start = end;
                    filled.x -= before;
                }
                if filled.x + atom.width > width {
                    let scale = self.styles[atom.style as usize].size / fonts::EM;
                    filled.cut(atom, scale, width);
                    continue;
                }
            }
            filled.push(atom);
        }
        self.atoms = filled.atoms;
        filled.ends.push(self.atoms.len());
        filled.ends
    }
}

/// Lines as they are filled.
#[derive(Default)]
struct Filled {
    atoms: Vec<Atom>,
    ends: Vec<usize>,
    /// Where the current line starts, and its width so far.
    start: usize,
    x: f32,
    /// Where it may end, and its width up to there.
    last: Option<(usize, f32)>,
}

impl Filled {
    fn push(&mut self, atom: Atom) {
        self.x += atom.width;
        self.atoms.push(atom);
    }

    /// Adds a word cluster by cluster, with a line's end wherever the next cluster does not fit.
    fn cut(&mut self, atom: Atom, scale: f32, width: f32) {
        if atom.stand_in {
            if self.atoms.len() > self.start {
                self.end_line();
            }
            return self.push(atom);
        }
        let word = Rc::clone(&atom.word);
        let at = atom.bytes.start;
        let mut part = Atom { glyphs: 0..0, bytes: at..at, width: 0.0, ..atom };
        for cluster in word.clusters() {
            let wide = word.advance(cluster.glyphs.clone()) as f32 * scale;
            if self.x + part.width + wide > width && (self.atoms.len() > self.start || !part.glyphs.is_empty()) {
                let next = Atom { glyphs: cluster.glyphs.start..cluster.glyphs.start, width: 0.0, ..part.clone() };
                let next = Atom { bytes: part.bytes.end..part.bytes.end, may_break: false, ..next };
                let before = std::mem::replace(&mut part, next);
                if !before.glyphs.is_empty() {
                    self.push(before);
                }
                self.end_line();
            }
            part.glyphs.end = cluster.glyphs.end;
            part.bytes.end = at + cluster.end;
            part.width += wide;
        }
        self.push(part);
    }

    fn end_line(&mut self) {
        self.start = self.atoms.len();
        self.ends.push(self.start);
        self.x = 0.0;
        self.last = None;
    }
}

/// Where lines may end, the end of the text included, by Unicode Line Breaking (UAX 14).
fn opportunities(text: &str) -> impl Iterator<Item = usize> {
    let plain = is_plain(text).then(|| plain_opportunities(text));
    let any = plain.is_none().then(|| LINES.segment_str(text).skip_while(|&at| at == 0));
    plain.into_iter().flatten().chain(any.into_iter().flatten())
}

/// Whether lines of a text may end after spaces only: letters and figures in words, each before any point or comma of its
/// word. What the segmenter says of such texts is known without asking.
fn is_plain(text: &str) -> bool {
    let mut before = b' ';
    text.bytes().all(|b| {
        let plain = match b {
            b' ' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => true,
            b'.' | b',' | b';' | b':' => before != b' ',
            _ => false,
        };
        before = b;
        plain
    })
}

fn plain_opportunities(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let after_spaces = (1..bytes.len()).filter(move |&at| bytes[at - 1] == b' ' && bytes[at] != b' ');
    after_spaces.chain((!text.is_empty()).then_some(text.len()))
}

/// Length of the first atom of some words: spaces, a no-break space, or what stands before either.
fn atom_length(words: &str) -> usize {
    // Longer words are several atoms, which bounds what is shaped, and kept, at once.
    const LONGEST: usize = 256;
    let bytes = words.as_bytes();
    let spaces = bytes.iter().take_while(|&&b| b == b' ').count();
    if spaces > 0 {
        return spaces.min(LONGEST);
    }
    // No-break space is these two bytes.
    let space = |at: usize| bytes[at] == b' ' || bytes[at] == 0xc2 && bytes.get(at + 1) == Some(&0xa0);
    let end = (0..bytes.len()).find(|&at| space(at)).unwrap_or(bytes.len());
    match end {
        0 => "\u{a0}".len(),
        end if end <= LONGEST => end,
        _ => words.floor_char_boundary(LONGEST),
    }
}

fn line(shaped: &Rc<Shaped>, range: Range<usize>) -> Line {
    let mut line = Line::default();
    let mut x = 0.0;
    let mut current = u32::MAX;
    for (i, atom) in range.clone().zip(&shaped.atoms[range]) {
        if atom.style != current {
            let RunStyle { font, size, colour, voice } = shaped.styles[atom.style as usize];
            let atoms = i as u32..i as u32;
            line.runs.push(Run { font, size, colour, x, width: 0.0, shaped: Rc::clone(shaped), atoms, voice });
            current = atom.style;
        }
        x += atom.width;
        if !atom.is_space {
            line.width = x;
        }
        let run = line.runs.last_mut().expect("a run was pushed");
        run.atoms.end = i as u32 + 1;
        run.width = x - run.x;
    }
    line
}

/// A place where a line may end: before `atom`.
#[derive(Clone, Copy)]
struct Place {
    atom: usize,
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
        ends.push(places[i - 1].atom);
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
        let span = Inline::Span(Span { text: text.to_owned(), style, voice: None });
        let lines = lines(&[span], width, Align::Left, Numbers { page: 1, pages: 1 }, &mut Missing::new());
        let words = |line: &Line| line.runs.iter().map(Run::words).collect::<String>();
        for line in &lines.lines {
            assert!(line.width <= width + 0.01 || words(line).trim().chars().count() == 1, "{text} {width}");
        }
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

    /// The short cut says what the segmenter says: every text of four characters, and of three in the middle of others.
    #[test]
    fn plain_texts_break_where_any_text_would() {
        let alphabet = [" ", "a", "Z", "7", ".", ",", ";", ":"];
        let mut asked = 0;
        for n in 0..alphabet.len().pow(5) {
            let text: String = (0..5).map(|i| alphabet[n / alphabet.len().pow(i) % alphabet.len()]).collect();
            if is_plain(&text) {
                let all: Vec<usize> = LINES.segment_str(&text).skip_while(|&at| at == 0).collect();
                assert_eq!(plain_opportunities(&text).collect::<Vec<_>>(), all, "{text:?}");
                asked += 1;
            }
        }
        assert!(asked > 1000);
        assert_eq!(opportunities("").count(), LINES.segment_str("").skip_while(|&at| at == 0).count());
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
