//! The typefaces that come with the program, loaded once, and their subsets.
//!
//! Handed: a face, characters, glyphs. Gives: fonts that shape words, metrics, and subset programs ready to embed. Knows
//! nothing about lines, pages or PDF objects. Licences and provenance: `assets/fonts/README.md`.

use crate::model::briefing::Face;
use anyhow::{Result, anyhow};
use flate2::{Compress, Compression, FlushCompress, Status};
use harfrust::{
    Buffer, BufferFlags, Direction, Feature, Font, GlyphId, Script, ShapeOptions, ShapePlan, ShaperFont, Tag, shape,
};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;
use std::rc::Rc;
use std::sync::{Arc, OnceLock, RwLock};
use subsetter::GlyphRemapper;

/// Index of a font in [`FONTS`].
pub(super) type FontId = usize;

/// A font file that comes with the program.
struct FontFile {
    name: &'static str,
    data: &'static [u8],
    script: Script,
    weight: u16,
    serif: bool,
}

macro_rules! font_file {
    ($name:literal, $script:ident, $weight:literal, $serif:literal) => {
        FontFile {
            name: $name,
            data: include_bytes!(concat!("../../../assets/fonts/", $name, ".ttf")),
            script: Script::$script,
            weight: $weight,
            serif: $serif,
        }
    };
}

/// The four faces a theme can name, in the order of [`Face`], then those for other scripts.
static FILES: [FontFile; 11] = [
    font_file!("SourceSerif4-Regular", LATIN, 400, true),
    font_file!("SourceSerif4-SemiBold", LATIN, 600, true),
    font_file!("SourceSans3-Regular", LATIN, 400, false),
    font_file!("SourceSans3-SemiBold", LATIN, 600, false),
    font_file!("NotoSansThai-Regular", THAI, 400, false),
    font_file!("NotoSansLao-Regular", LAO, 400, false),
    font_file!("NotoSansKhmer-Regular", KHMER, 400, false),
    font_file!("NotoSansMyanmar-Regular", MYANMAR, 400, false),
    font_file!("NotoSansJP-Regular", HAN, 400, false),
    font_file!("NotoSansSC-Regular", HAN, 400, false),
    font_file!("NotoSansKR-Regular", HANGUL, 400, false),
];

/// Indices of the fonts for other scripts.
const THAI: FontId = 4;
const LAO: FontId = 5;
const KHMER: FontId = 6;
const MYANMAR: FontId = 7;
const HAN: [FontId; 2] = [8, 9];
const HANGUL: FontId = 10;

/// Fonts that may show a character no Latin face does, the likeliest first (Unicode, Blocks.txt).
const fn stand_ins(c: char) -> &'static [FontId] {
    match c {
        '\u{e00}'..='\u{e7f}' => &[THAI],
        '\u{e80}'..='\u{eff}' => &[LAO],
        '\u{1000}'..='\u{109f}' | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aa7f}' => &[MYANMAR],
        '\u{1780}'..='\u{17ff}' | '\u{19e0}'..='\u{19ff}' => &[KHMER],
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7ff}' => &[HANGUL],
        '\u{2000}'..='\u{ffff}' | '\u{20000}'..='\u{3ffff}' => &HAN,
        _ => &[],
    }
}

/// Every font, each loaded once per process, when it is first needed.
static FONTS: [OnceLock<LoadedFont>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];

/// Characters of one subset bucket: documents that use one of them embed all of them, so that a handful of subsets,
/// made and compressed once, serve almost every document and still depend on the document alone.
const BUCKETS: [&[(u32, u32)]; 5] = [
    // Letters, figures and the punctuation of English typesetting.
    &[
        (0x20, 0x20),
        (0x22, 0x22),
        (0x27, 0x29),
        (0x2c, 0x3b),
        (0x41, 0x5a),
        (0x61, 0x7a),
        (0xa0, 0xa0),
        (0xb7, 0xb7),
        (0x2013, 0x2014),
        (0x2018, 0x2019),
        (0x201c, 0x201d),
        (0x2026, 0x2026),
    ],
    // The rest of Basic Latin.
    &[(0x21, 0x21), (0x23, 0x26), (0x2a, 0x2b), (0x3c, 0x40), (0x5b, 0x60), (0x7b, 0x7e)],
    // Latin-1 letters.
    &[(0xc0, 0xff)],
    // Latin Extended-A.
    &[(0x100, 0x17f)],
    // Vietnamese.
    &[(0x1a0, 0x1a1), (0x1af, 0x1b0), (0x1ea0, 0x1ef9)],
];

/// Ligatures that the faces may make of Basic Latin.
const LIGATURES: [&str; 8] = ["ff", "fi", "fl", "ffi", "ffl", "ft", "tt", "Th"];

/// Level of compression of a subset that serves one document only.
const LOOSE_LEVEL: u32 = 6;

/// Subsets kept for the next document; more than there are combinations in practice.
const KEPT: usize = 64;

/// A loaded font.
pub(super) struct LoadedFont {
    /// PostScript name.
    pub(super) name: &'static str,
    /// OS/2 usWeightClass.
    pub(super) weight: u16,
    /// Whether its strokes end in serifs.
    pub(super) serif: bool,
    data: &'static [u8],
    script: Script,
    font: Font,
    plan: ShapePlan,
    tabular: ShapePlan,
    /// Advance of every glyph in 1/1000 em, rounded as the PDF states it.
    advances: Vec<i32>,
    /// For each bucket, its glyphs and the words each stands for.
    buckets: Vec<BTreeMap<u16, String>>,
    kept: RwLock<HashMap<u32, Arc<Subset>>>,
}

/// Units per em of every font that comes with the program, so that no length is ever rounded; a test holds them to it.
pub(super) const EM: f32 = 1000.0;

/// A shaped word. Lengths are 1/1000 em.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) glyphs: Box<[Glyph]>,
    pub(super) width: i32,
    /// How far a viewer's pen is beyond the word's end after its last glyph.
    pub(super) trailing: i32,
    /// The subset buckets its glyphs are in, one bit each.
    buckets: u32,
    /// Whether each glyph is in a bucket and stands for what it means there, so that glyphs alone spell the word.
    pub(super) plain: bool,
}

/// A glyph of a word. Lengths are 1/1000 em.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    pub(super) id: u16,
    /// Bytes of the word it stands for, alone or with its neighbours of equal range.
    pub(super) start: u16,
    pub(super) end: u16,
    pub(super) advance: i16,
    /// How far a viewer's pen moves back before it is shown.
    pub(super) kern: i16,
    /// How far it stands above the baseline.
    pub(super) rise: i16,
}

/// Neighbouring glyphs that stand for some bytes together.
pub(super) struct Cluster {
    pub(super) glyphs: Range<u16>,
    /// Byte of the word where it ends.
    pub(super) end: u32,
}

impl Word {
    /// What no line break may part.
    pub(super) fn clusters(&self) -> impl Iterator<Item = Cluster> {
        let mut at = 0;
        self.glyphs.chunk_by(|a, b| a.start == b.start).map(move |c| {
            let start = at;
            at += c.len() as u16;
            Cluster { glyphs: start..at, end: u32::from(c[0].end) }
        })
    }

    pub(super) fn advance(&self, glyphs: Range<u16>) -> i32 {
        let glyphs = &self.glyphs[usize::from(glyphs.start)..usize::from(glyphs.end)];
        glyphs.iter().map(|g| i32::from(g.advance)).sum()
    }
}

/// A word in a font, shaped at most once for many documents.
pub(super) fn word(id: FontId, words: &str, tabular: bool) -> Rc<Word> {
    // Words of one language and its names; what is beyond them is shaped anew.
    const MOST: usize = 10_000;
    type Words = HashMap<Box<str>, Rc<Word>, BuildHasherDefault<Fnv>>;
    thread_local! {
        static KEPT: RefCell<[Words; FILES.len() * 2]> = RefCell::default();
    }
    KEPT.with_borrow_mut(|kept| {
        let kept = &mut kept[id * 2 + usize::from(tabular)];
        if let Some(word) = kept.get(words) {
            return Rc::clone(word);
        }
        let word = Rc::new(font(id).word(words, tabular));
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(words.into(), Rc::clone(&word));
        word
    })
}

/// FNV-1a: words are short, and there are never enough of them for their hashes to be worth an attack.
#[derive(Clone, Copy)]
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// What a document shows of a font.
#[derive(Debug, Default)]
pub(super) struct Used {
    buckets: u32,
    /// Glyphs that are in no bucket, with the words each stands for.
    loose: BTreeMap<u16, String>,
}

impl Used {
    /// Adds a word whose glyphs are all in buckets; gives false for any other.
    pub(super) fn add(&mut self, word: &Word) -> bool {
        self.buckets |= word.buckets;
        word.plain
    }

    /// Adds a glyph that stands for `words`, unless it is in a bucket or stands for others already.
    pub(super) fn add_glyph(&mut self, font: &LoadedFont, glyph: u16, words: &str) {
        if font.words_of(glyph).is_none() && !self.loose.contains_key(&glyph) {
            self.loose.insert(glyph, words.to_owned());
        }
    }
}

/// Vertical metrics and bounds in units of 1/1000 em.
pub(super) struct Metrics {
    pub(super) ascent: i64,
    pub(super) descent: i64,
    pub(super) cap_height: i64,
    pub(super) bounds: [i64; 4],
}

/// A font program reduced to some glyphs, ready to embed.
pub(super) struct Subset {
    /// Six capitals that name the subset (ISO 32000-1, 9.6.4).
    pub(super) tag: String,
    /// The program, packed, and its size before.
    pub(super) program: Packed,
    pub(super) program_size: usize,
    /// For each glyph of the subset in order: advance in 1/1000 em and the words it stands for.
    pub(super) glyphs: Vec<(i32, String)>,
    /// The same advances as a PDF array holds them.
    pub(super) widths: String,
    /// The same words for whoever reads the document (ISO 32000-1, 9.10.3), packed.
    pub(super) meanings: Packed,
    /// Glyphs with their identifiers in the subset, ascending, each as a string of a content stream spells it.
    codes: Vec<(u16, u16, String)>,
}

impl Subset {
    /// The glyph's identifier in the subset.
    pub(super) fn code(&self, glyph: u16) -> u16 {
        self.codes.binary_search_by_key(&glyph, |c| c.0).map_or(0, |i| self.codes[i].1)
    }

    /// The same as a literal string spells it.
    pub(super) fn spelling(&self, glyph: u16) -> &str {
        self.codes.binary_search_by_key(&glyph, |c| c.0).map_or("\0\0", |i| &self.codes[i].2)
    }
}

/// The font of a face.
pub(super) const fn of_face(face: Face) -> FontId {
    match face {
        Face::Serif => 0,
        Face::SerifBold => 1,
        Face::Sans => 2,
        Face::SansBold => 3,
    }
}

/// A font by its identifier.
pub(super) fn font(id: FontId) -> &'static LoadedFont {
    FONTS[id].get_or_init(|| LoadedFont::load(&FILES[id]))
}

/// The font that shows `c` in the manner of `face`; `None` if no font does.
pub(super) fn covering(c: char, face: Face) -> Option<FontId> {
    let own = of_face(face);
    if c.is_ascii() && !c.is_ascii_control() || font(own).covers(c) {
        return Some(own);
    }
    let sans = of_face(Face::Sans);
    std::iter::once(sans).chain(stand_ins(c).iter().copied()).find(|&id| font(id).covers(c))
}

impl LoadedFont {
    fn load(file: &'static FontFile) -> Self {
        let font = Font::new(file.data, 0).expect("the fonts are part of the program, and a test loads each");
        let plan =
            |features: &[Feature]| ShapePlan::new(&font, Direction::LeftToRight, Some(file.script), None, features);
        let figures = [Tag::new(b"tnum"), Tag::new(b"lnum")].map(|tag| Feature::new(tag, 1, ..));
        let mut loaded = Self {
            name: file.name,
            weight: file.weight,
            serif: file.serif,
            data: file.data,
            script: file.script,
            plan: plan(&[Feature::new(Tag::new(b"lnum"), 1, ..)]),
            tabular: plan(&figures),
            advances: advances(&font),
            buckets: Vec::new(),
            kept: RwLock::default(),
            font,
        };
        if file.script == Script::LATIN {
            loaded.buckets = BUCKETS.iter().map(|ranges| loaded.bucket(ranges)).collect();
        }
        loaded
    }

    /// Whether it has a glyph for a character.
    pub(super) fn covers(&self, c: char) -> bool {
        self.font.charmap().map_unicode(c).is_some()
    }

    /// Shapes some words in one font.
    fn word(&self, words: &str, tabular: bool) -> Word {
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

    /// The glyphs of some characters, with the words each stands for.
    fn bucket(&self, ranges: &[(u32, u32)]) -> BTreeMap<u16, String> {
        let chars = ranges.iter().flat_map(|&(a, b)| a..=b).filter_map(char::from_u32).map(String::from);
        let ligatures = LIGATURES.iter().filter(|_| ranges[0].0 == 0x20).map(|&l| l.to_owned());
        let mut glyphs = BTreeMap::new();
        for words in chars.chain(ligatures) {
            for tabular in [false, true] {
                if let [glyph] = self.word(&words, tabular).glyphs[..]
                    && glyph.id != 0
                {
                    glyphs.entry(glyph.id).or_insert_with(|| words.clone());
                }
            }
        }
        glyphs
    }

    /// The words a glyph stands for by itself, if it is in a bucket.
    pub(super) fn words_of(&self, glyph: u16) -> Option<&str> {
        self.buckets.iter().find_map(|b| b.get(&glyph)).map(String::as_str)
    }

    /// The subset that serves `used`.
    pub(super) fn subset(&self, used: Used) -> Result<Arc<Subset>> {
        let Used { buckets, mut loose } = used;
        let reuse = loose.is_empty();
        let failed = || anyhow!("another thread failed while making a font subset");
        if reuse && let Some(subset) = self.kept.read().map_err(|_| failed())?.get(&buckets) {
            return Ok(Arc::clone(subset));
        }
        let chosen = self.buckets.iter().enumerate().filter(|(i, _)| buckets & (1 << i) != 0);
        loose.extend(chosen.flat_map(|(_, b)| b.iter().map(|(&g, w)| (g, w.clone()))));
        let level = if reuse { Compression::best() } else { Compression::new(LOOSE_LEVEL) };
        let subset = Arc::new(self.make_subset(&loose, level)?);
        if reuse {
            let mut kept = self.kept.write().map_err(|_| failed())?;
            if kept.len() < KEPT {
                kept.insert(buckets, Arc::clone(&subset));
            }
        }
        Ok(subset)
    }

    fn make_subset(&self, glyphs: &BTreeMap<u16, String>, level: Compression) -> Result<Subset> {
        let ids: Vec<u16> = glyphs.keys().copied().collect();
        let remapper = GlyphRemapper::new_from_glyphs_sorted(&ids);
        let program = subsetter::subset(self.data, 0, &remapper)
            .map_err(|e| anyhow!("reducing the font {} to {} glyphs: {e}", self.name, ids.len()))?;
        let advance = |id: u16| self.stated_advance(id);
        let words = |id: u16| glyphs.get(&id).cloned().unwrap_or_default();
        let code = |id: u16| remapper.get(id).unwrap_or(0);
        let stated: Vec<(i32, String)> = remapper.remapped_gids().map(|id| (advance(id), words(id))).collect();
        Ok(Subset {
            widths: stated.iter().map(|(w, _)| w.to_string()).collect::<Vec<_>>().join(" "),
            meanings: pack(to_unicode(&stated).as_bytes(), level)?,
            tag: tag(self.name, &ids),
            program: pack(&program, level)?,
            program_size: program.len(),
            glyphs: stated,
            codes: ids.iter().map(|&id| (id, code(id), spelling(code(id)))).collect(),
        })
    }

    /// Advance of a glyph in 1/1000 em, rounded as the PDF states it.
    pub(super) fn stated_advance(&self, glyph: u16) -> i32 {
        self.advances.get(usize::from(glyph)).copied().unwrap_or_default()
    }

    pub(super) fn metrics(&self) -> Metrics {
        let m = self.font.metrics();
        let scale = |v: f32| (v * EM / f32::from(self.font.units_per_em())).round() as i64;
        let line = m.hhea_line.map_or((800.0, -200.0), |l| (l.ascender.to_f32(), l.descender.to_f32()));
        Metrics {
            ascent: scale(line.0),
            descent: scale(line.1),
            cap_height: scale(m.cap_height.map_or(line.0 * 0.7, |c| c.to_f32())),
            bounds: [m.bounds.x_min, m.bounds.y_min, m.bounds.x_max, m.bounds.y_max].map(|v| scale(v.to_f32())),
        }
    }
}

/// Two bytes, big end first, within a literal string (ISO 32000-1, 7.3.4.2 and 9.7.4.2).
fn spelling(code: u16) -> String {
    let mut out = String::new();
    for byte in code.to_be_bytes() {
        match byte {
            b'(' | b')' | b'\\' => out.extend(['\\', char::from(byte)]),
            b'\r' | 0x80.. => {
                let _ = write!(out, "\\{byte:03o}");
            }
            _ => out.push(char::from(byte)),
        }
    }
    out
}

fn advances(font: &Font) -> Vec<i32> {
    let scale = EM / f32::from(font.units_per_em());
    let metrics = font.glyph_metrics();
    (0..font.num_glyphs()).map(|id| (metrics.h_advance(GlyphId::new(id)) * scale).round() as i32).collect()
}

/// A stream's data as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Packed {
    pub(super) bytes: Vec<u8>,
    /// How many times PDF's FlateDecode must be applied.
    pub(super) times: usize,
}

/// Compresses a stream's data.
///
/// Data that ends in a carriage return is compressed once more: before the line feed that the standards ask for ahead of
/// `endstream`, its last byte would pass for a part of that line end (ISO 19005-3, 6.1.7.1), and the checksum that ends
/// zlib data is the same at every level of compression.
pub(super) fn pack(bytes: &[u8], level: Compression) -> Result<Packed> {
    let mut packed = Packed { bytes: deflate(bytes, level)?, times: 1 };
    while packed.bytes.ends_with(b"\r") {
        packed = Packed { bytes: deflate(&packed.bytes, level)?, times: packed.times + 1 };
    }
    Ok(packed)
}

fn deflate(bytes: &[u8], level: Compression) -> Result<Vec<u8>> {
    thread_local! {
        // Setting a compressor up costs as much as compressing a page; one for each level is kept and begun anew.
        static KEPT: RefCell<HashMap<u32, Compress>> = RefCell::default();
    }
    KEPT.with_borrow_mut(|kept| {
        let compressor = kept.entry(level.level()).or_insert_with(|| Compress::new(level, true));
        compressor.reset();
        let mut out = Vec::with_capacity(bytes.len() / 2 + 128);
        loop {
            let done = compressor.total_in() as usize;
            match compressor.compress_vec(&bytes[done..], &mut out, FlushCompress::Finish)? {
                Status::StreamEnd => return Ok(out),
                _ => out.reserve(out.capacity().max(128)),
            }
        }
    })
}

/// The words each glyph stands for (ISO 32000-1, 9.10.3).
fn to_unicode(glyphs: &[(i32, String)]) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let meant: Vec<(usize, &str)> =
        glyphs.iter().enumerate().map(|(i, (_, w))| (i, w.as_str())).filter(|(_, w)| !w.is_empty()).collect();
    // At most 100 entries to a block.
    for block in meant.chunks(100) {
        let _ = writeln!(map, "{} beginbfchar", block.len());
        for (code, words) in block {
            let _ = write!(map, "<{code:04X}> <");
            words.encode_utf16().for_each(|unit| {
                let _ = write!(map, "{unit:04X}");
            });
            map.push_str(">\n");
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}

/// Six capitals that depend on the font and its glyphs alone (FNV-1a).
fn tag(name: &str, ids: &[u16]) -> String {
    let bytes = name.bytes().chain(ids.iter().flat_map(|id| id.to_be_bytes()));
    let mut hash = Fnv::default();
    bytes.for_each(|b| hash.write(&[b]));
    let mut hash = hash.finish();
    let mut tag = String::with_capacity(6);
    for _ in 0..6 {
        tag.push(char::from(b'A' + (hash % 26) as u8));
        hash /= 26;
    }
    tag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_font_loads_and_shows_basic_latin() {
        for (id, file) in FILES.iter().enumerate() {
            let font = font(id);
            let latin = file.script == Script::LATIN;
            assert!(!latin || ('!'..='~').all(|c| font.covers(c)), "{}", font.name);
            assert_eq!(font.font.units_per_em(), 1000, "{}: lengths are stated without rounding", font.name);
        }
    }

    #[test]
    fn tabular_figures_have_one_width() {
        for font in (0..4).map(font) {
            let word = font.word("0123456789", true);
            let widths: std::collections::BTreeSet<i16> = word.glyphs.iter().map(|g| g.advance).collect();
            assert_eq!(widths.len(), 1, "{}", font.name);
        }
    }

    #[test]
    fn packed_data_never_end_in_a_carriage_return() {
        use std::io::Read;
        let mut twice = 0;
        for i in 0..2000_u32 {
            let packed = pack(&i.to_le_bytes(), Compression::new(6)).unwrap();
            assert!(!packed.bytes.ends_with(b"\r"));
            twice += usize::from(packed.times == 2);
            let mut bytes = packed.bytes;
            for _ in 0..packed.times {
                let mut out = Vec::new();
                flate2::read::ZlibDecoder::new(&bytes[..]).read_to_end(&mut out).unwrap();
                bytes = out;
            }
            assert_eq!(bytes, i.to_le_bytes());
        }
        assert!(twice > 0);
    }

    #[test]
    fn vietnamese_is_covered() {
        for face in [Face::Serif, Face::SerifBold, Face::Sans, Face::SansBold] {
            for c in "ẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặĐđƠơƯưỲỳỴỵỶỷỸỹ".chars()
            {
                assert_eq!(covering(c, face), Some(of_face(face)), "{c}");
            }
        }
    }

    #[test]
    fn the_scripts_of_the_region_are_covered() {
        for words in ["กระทรวง", "ກະຊວງ", "ក្រសួង", "ဝန်ကြီးဌာန", "外務省髙﨑カナ（一）", "國務院国务院", "외교부", "①→"]
        {
            for c in words.chars() {
                assert!(covering(c, Face::Serif).is_some(), "{c} of {words}");
            }
        }
    }

    #[test]
    fn a_subset_depends_on_the_document_alone() {
        let font = font(0);
        let subset = |words: &str| {
            let mut used = Used::default();
            assert!(used.add(&font.word(words, false)));
            font.subset(used).unwrap()
        };
        let (a, b) = (subset("A"), subset("fidget"));
        assert_eq!((&a.tag, &a.program), (&b.tag, &b.program));
    }
}
