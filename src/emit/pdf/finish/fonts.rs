//! Font dictionaries: composite TrueType fonts with the identity encoding (ISO 32000-1, 9.7; ISO 19005-3, 6.2.11).

use super::super::draw::resource_name;
use super::super::fonts::{FontId, LoadedFont, Subset, font};
use super::{name, packed, string};
use anyhow::Result;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

/// Embeds each subset; gives the fonts' resource dictionary.
pub(super) fn embed(document: &mut Document, fonts: &BTreeMap<FontId, Arc<Subset>>) -> Result<Dictionary> {
    let mut resources = Dictionary::new();
    for (&id, subset) in fonts {
        resources.set(resource_name(id), embed_one(document, font(id), subset));
    }
    Ok(resources)
}

fn embed_one(document: &mut Document, font: &LoadedFont, subset: &Subset) -> ObjectId {
    let base = format!("{}+{}", subset.tag, font.name);
    let entries = dictionary! { "Length1" => subset.program_size as i64 };
    let program = document.add_object(packed(entries, subset.program.clone()));
    let descriptor = document.add_object(descriptor(font, &base, program));
    let descendant = dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType2",
        "BaseFont" => name(&base),
        "CIDSystemInfo" => dictionary! {
            "Registry" => string("Adobe"),
            "Ordering" => string("Identity"),
            "Supplement" => 0,
        },
        "CIDToGIDMap" => "Identity",
        "FontDescriptor" => descriptor,
        "DW" => 0,
        "W" => vec![Object::Integer(0), subset.glyphs.iter().map(|(w, _)| Object::Integer(*w)).collect::<Vec<_>>().into()],
    };
    let descendant = document.add_object(descendant);
    let meanings = document.add_object(Stream::new(Dictionary::new(), to_unicode(subset).into_bytes()));
    document.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => name(&base),
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![Object::Reference(descendant)],
        "ToUnicode" => meanings,
    })
}

fn descriptor(font: &LoadedFont, base: &str, program: ObjectId) -> Dictionary {
    const SERIF: i64 = 1 << 1;
    const SYMBOLIC: i64 = 1 << 2;
    let metrics = font.metrics();
    dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => name(base),
        "Flags" => SYMBOLIC | if font.serif { SERIF } else { 0 },
        "FontBBox" => metrics.bounds.map(Object::Integer).to_vec(),
        "ItalicAngle" => 0,
        "Ascent" => metrics.ascent,
        "Descent" => metrics.descent,
        "CapHeight" => metrics.cap_height,
        // No table states it; this is what producers take for the weights of a family.
        "StemV" => 50 + (i64::from(font.weight) / 65).pow(2),
        "FontFile2" => program,
    }
}

/// The words each glyph stands for (ISO 32000-1, 9.10.3).
fn to_unicode(subset: &Subset) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let meant: Vec<(usize, &str)> =
        subset.glyphs.iter().enumerate().map(|(i, (_, w))| (i, w.as_str())).filter(|(_, w)| !w.is_empty()).collect();
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
