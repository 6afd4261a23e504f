//! The typefaces that come with the program, loaded once.
//!
//! Handed: a face, characters. Gives: fonts that shape [words](word), metrics, and [subsets](subset) ready to embed. Knows
//! nothing about lines, pages or PDF objects. Licences and provenance: `assets/fonts/README.md`.

mod subset;
mod word;

use crate::model::briefing::Face;
use harfrust::{Direction, Feature, Font, GlyphId, Script, ShapePlan, Tag};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock, RwLock};
pub(super) use subset::{Subset, Used};
pub(super) use word::{Glyph, Word, word};

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
            data: include_bytes!(concat!("../../../../assets/fonts/", $name, ".ttf")),
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

/// A loaded font.
pub(super) struct LoadedFont {
    /// PostScript name.
    pub(super) name: &'static str,
    /// OS/2 usWeightClass.
    pub(super) weight: u16,
    /// Whether its strokes end in serifs.
    pub(super) serif: bool,
    /// Whether it has a space of its own.
    pub(super) has_space: bool,
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

/// Vertical metrics and bounds in units of 1/1000 em.
pub(super) struct Metrics {
    pub(super) ascent: i64,
    pub(super) descent: i64,
    pub(super) cap_height: i64,
    pub(super) bounds: [i64; 4],
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
            has_space: font.charmap().map_unicode(' ').is_some(),
            font,
        };
        if file.script == Script::LATIN {
            loaded.buckets = loaded.all_buckets();
        }
        loaded
    }

    /// Whether it has a glyph for a character.
    pub(super) fn covers(&self, c: char) -> bool {
        self.font.charmap().map_unicode(c).is_some()
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

fn advances(font: &Font) -> Vec<i32> {
    let scale = EM / f32::from(font.units_per_em());
    let metrics = font.glyph_metrics();
    (0..font.num_glyphs()).map(|id| (metrics.h_advance(GlyphId::new(id)) * scale).round() as i32).collect()
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
}
