//! Subsets of the fonts: what a document shows of each, ready to embed.
//!
//! Handed: the words and glyphs a document shows. Gives: a font program reduced to them, or to buckets of characters that
//! many documents share.

use super::super::pack::{Packed, pack};
use super::LoadedFont;
use super::word::{Glyph, Word};
use anyhow::{Result, anyhow};
use flate2::Compression;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;
use subsetter::GlyphRemapper;

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

/// What a document shows of a font.
#[derive(Debug, Default)]
pub(in crate::emit::pdf) struct Used {
    buckets: u32,
    /// Glyphs that are in no bucket, with the words each stands for.
    loose: BTreeMap<u16, String>,
    /// The same for what was seen among others only. What a glyph means is best learnt where it stands alone.
    among_others: BTreeMap<u16, String>,
}

impl Used {
    /// Adds a word whose glyphs are all in buckets; gives false for any other.
    pub(in crate::emit::pdf) fn add(&mut self, word: &Word) -> bool {
        self.buckets |= word.buckets;
        word.plain
    }

    /// Adds glyphs that stand for `words` together, but those that are in a bucket or stand for others already.
    pub(in crate::emit::pdf) fn add_cluster(&mut self, font: &LoadedFont, cluster: &[Glyph], words: &str) {
        let known = if cluster.len() == 1 { &mut self.loose } else { &mut self.among_others };
        for glyph in cluster {
            if font.words_of(glyph.id).is_none() && !known.contains_key(&glyph.id) {
                known.insert(glyph.id, words.to_owned());
            }
        }
    }

    /// Every glyph that is in no bucket, with the words it stands for.
    fn all_loose(mut self) -> BTreeMap<u16, String> {
        for (glyph, words) in self.among_others {
            self.loose.entry(glyph).or_insert(words);
        }
        self.loose
    }
}

/// A font program reduced to some glyphs, ready to embed.
pub(in crate::emit::pdf) struct Subset {
    /// Six capitals that name the subset (ISO 32000-1, 9.6.4).
    pub(in crate::emit::pdf) tag: String,
    /// The program, packed, and its size before.
    pub(in crate::emit::pdf) program: Packed,
    pub(in crate::emit::pdf) program_size: usize,
    /// For each glyph of the subset in order: advance in 1/1000 em and the words it stands for.
    pub(in crate::emit::pdf) glyphs: Vec<(i32, String)>,
    /// The same advances as a PDF array holds them.
    pub(in crate::emit::pdf) widths: String,
    /// The same words for whoever reads the document (ISO 32000-1, 9.10.3), packed.
    pub(in crate::emit::pdf) meanings: Packed,
    /// The identifier in the subset of every glyph up to the last that is in it; 0 for what is not.
    codes: Vec<u16>,
    /// For each identifier in order, how a string of a content stream spells it.
    spellings: Vec<Spelling>,
}

impl Subset {
    /// The glyph's identifier in the subset.
    pub(in crate::emit::pdf) fn code(&self, glyph: u16) -> u16 {
        self.codes.get(usize::from(glyph)).copied().unwrap_or_default()
    }

    /// The same as a literal string spells it.
    pub(in crate::emit::pdf) fn spelling(&self, glyph: u16) -> &[u8] {
        self.spellings.get(usize::from(self.code(glyph))).map_or(b"\0\0", Spelling::bytes)
    }
}

impl LoadedFont {
    /// For each bucket, its glyphs and the words each stands for.
    pub(super) fn all_buckets(&self) -> Vec<BTreeMap<u16, String>> {
        BUCKETS.iter().map(|ranges| self.bucket(ranges)).collect()
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
    pub(in crate::emit::pdf) fn words_of(&self, glyph: u16) -> Option<&str> {
        self.buckets.iter().find_map(|b| b.get(&glyph)).map(String::as_str)
    }

    /// The subset that serves `used`.
    pub(in crate::emit::pdf) fn subset(&self, used: Used) -> Result<Arc<Subset>> {
        let buckets = used.buckets;
        let mut loose = used.all_loose();
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
        let stated: Vec<(i32, String)> = remapper.remapped_gids().map(|id| (advance(id), words(id))).collect();
        let mut codes = vec![0; ids.last().map_or(0, |&last| usize::from(last) + 1)];
        ids.iter().for_each(|&id| codes[usize::from(id)] = remapper.get(id).unwrap_or_default());
        Ok(Subset {
            widths: stated.iter().map(|(w, _)| w.to_string()).collect::<Vec<_>>().join(" "),
            meanings: pack(to_unicode(&stated).as_bytes(), level)?,
            tag: tag(self.name, &ids),
            program: pack(&program, level)?,
            program_size: program.len(),
            glyphs: stated,
            codes,
            spellings: (0..remapper.num_gids()).map(Spelling::of).collect(),
        })
    }
}

/// An identifier as two bytes, big end first, within a literal string (ISO 32000-1, 7.3.4.2 and 9.7.4.2).
struct Spelling {
    bytes: [u8; 8],
    length: u8,
}

impl Spelling {
    fn of(code: u16) -> Self {
        let mut spelled = Self { bytes: [0; 8], length: 0 };
        for byte in code.to_be_bytes() {
            match byte {
                b'(' | b')' | b'\\' => spelled.extend(&[b'\\', byte]),
                b'\r' | 0x80.. => {
                    spelled.extend(&[b'\\', b'0' + (byte >> 6), b'0' + (byte >> 3 & 7), b'0' + (byte & 7)])
                }
                _ => spelled.extend(&[byte]),
            }
        }
        spelled
    }

    fn extend(&mut self, bytes: &[u8]) {
        let start = usize::from(self.length);
        self.bytes[start..start + bytes.len()].copy_from_slice(bytes);
        self.length += bytes.len() as u8;
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.length)]
    }
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
    let mut hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
    let mut tag = String::with_capacity(6);
    for _ in 0..6 {
        tag.push(char::from(b'A' + (hash % 26) as u8));
        hash /= 26;
    }
    tag
}

#[cfg(test)]
mod tests {
    use super::super::font;
    use super::*;

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
