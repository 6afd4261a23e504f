//! Words as shaped by a font, each once for many documents.
//!
//! Handed: a font and a word. Gives: its glyphs and their places. What is kept of one document never shows in the next: a
//! word is shaped the same whenever it is.

use super::{FILES, FontId, LoadedFont, font};
use harfrust::{Buffer, BufferFlags, Direction, Feature, ShapeOptions, ShaperFont, Tag, shape};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

/// A shaped word. Lengths are 1/1000 em.
#[derive(Debug)]
pub(in crate::emit::pdf) struct Word {
    pub(in crate::emit::pdf) glyphs: Box<[Glyph]>,
    pub(in crate::emit::pdf) width: i32,
    /// How far a viewer's pen is beyond the word's end after its last glyph.
    pub(in crate::emit::pdf) trailing: i32,
    /// The subset buckets its glyphs are in, one bit each.
    pub(super) buckets: u32,
    /// Whether each glyph is in a bucket and stands for what it means there, so that glyphs alone spell the word.
    pub(in crate::emit::pdf) plain: bool,
}

/// A glyph of a word. Lengths are 1/1000 em.
#[derive(Debug, Clone, Copy)]
pub(in crate::emit::pdf) struct Glyph {
    pub(in crate::emit::pdf) id: u16,
    /// Bytes of the word it stands for, alone or with its neighbours of equal range.
    pub(in crate::emit::pdf) start: u16,
    pub(in crate::emit::pdf) end: u16,
    pub(in crate::emit::pdf) advance: i16,
    /// How far a viewer's pen moves back before it is shown.
    pub(in crate::emit::pdf) kern: i16,
    /// How far it stands above the baseline.
    pub(in crate::emit::pdf) rise: i16,
}

/// Neighbouring glyphs that stand for some bytes together.
pub(in crate::emit::pdf) struct Cluster {
    pub(in crate::emit::pdf) glyphs: Range<u16>,
    /// Byte of the word where it ends.
    pub(in crate::emit::pdf) end: u32,
}

impl Word {
    /// What no line break may part.
    pub(in crate::emit::pdf) fn clusters(&self) -> impl Iterator<Item = Cluster> {
        let mut at = 0;
        self.glyphs.chunk_by(|a, b| a.start == b.start).map(move |c| {
            let start = at;
            at += c.len() as u16;
            Cluster { glyphs: start..at, end: u32::from(c[0].end) }
        })
    }

    pub(in crate::emit::pdf) fn advance(&self, glyphs: Range<u16>) -> i32 {
        let glyphs = &self.glyphs[usize::from(glyphs.start)..usize::from(glyphs.end)];
        glyphs.iter().map(|g| i32::from(g.advance)).sum()
    }
}

/// Words of one font as they were shaped. What is beyond the words of one language and its names is shaped anew: when there
/// are too many, those not asked for since the last time go.
#[derive(Default)]
struct Kept {
    recent: FxHashMap<Box<str>, Rc<Word>>,
    older: FxHashMap<Box<str>, Rc<Word>>,
}

impl Kept {
    /// How many recent words make the older ones go.
    const MOST: usize = 6_000;

    fn word(&mut self, words: &str, shape: impl FnOnce() -> Word) -> Rc<Word> {
        if let Some(word) = self.recent.get(words) {
            return Rc::clone(word);
        }
        let (words, word) = match self.older.remove_entry(words) {
            Some(known) => known,
            None => (words.into(), Rc::new(shape())),
        };
        if self.recent.len() >= Self::MOST {
            self.older = std::mem::take(&mut self.recent);
        }
        self.recent.insert(words, Rc::clone(&word));
        word
    }
}

/// A word in a font, shaped at most once for many documents.
pub(in crate::emit::pdf) fn word(id: FontId, words: &str, tabular: bool) -> Rc<Word> {
    thread_local! {
        static KEPT: RefCell<[Kept; FILES.len() * 2]> = RefCell::default();
    }
    KEPT.with_borrow_mut(|kept| kept[id * 2 + usize::from(tabular)].word(words, || font(id).word(words, tabular)))
}

impl LoadedFont {
    /// Shapes some words in one font.
    pub(super) fn word(&self, words: &str, tabular: bool) -> Word {
        let mut buffer = Buffer::new();
        buffer.push_str(words);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(Some(self.script));
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        let plan = if tabular { &self.tabular } else { &self.plan };
        let features = [Tag::new(b"lnum"), Tag::new(b"tnum")].map(|tag| Feature::new(tag, 1, ..));
        let features = if tabular { &features[..] } else { &features[..1] };
        let options = ShapeOptions::new().plan(Some(plan)).features(features);
        shape(&ShaperFont::new(&self.font), &mut buffer, options)
            .expect("a buffer of text with the direction of its plan shapes");
        let mut glyphs = Vec::with_capacity(buffer.glyph_infos().len());
        // Where the glyph should stand, and where a viewer's pen is.
        let (mut at, mut pen) = (0, 0);
        for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
            let id = u16::try_from(info.glyph_id).unwrap_or(0);
            let start = info.cluster as u16;
            let kern = pen - (at + position.x_offset);
            let (advance, rise) = (position.x_advance as i16, position.y_offset as i16);
            glyphs.push(Glyph { id, start, end: words.len() as u16, advance, kern: kern as i16, rise });
            pen += self.stated_advance(id) - kern;
            at += position.x_advance;
        }
        for i in (1..glyphs.len()).rev() {
            let Glyph { start, end, .. } = glyphs[i];
            glyphs[i - 1].end = if glyphs[i - 1].start == start { end } else { start };
        }
        let mut word = Word { glyphs: glyphs.into(), width: at, trailing: pen - at, buckets: 0, plain: true };
        for cluster in word.glyphs.chunk_by(|a, b| a.start == b.start) {
            let meant = &words[usize::from(cluster[0].start)..usize::from(cluster[0].end)];
            for glyph in cluster {
                let bucket = self.buckets.iter().position(|b| b.contains_key(&glyph.id));
                bucket.inspect(|b| word.buckets |= 1 << b);
                word.plain &= cluster.len() == 1 && self.words_of(glyph.id) == Some(meant) && glyph.rise == 0;
            }
        }
        word
    }
}
