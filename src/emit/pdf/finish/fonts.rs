//! Font dictionaries: composite TrueType fonts with the identity encoding (ISO 32000-1, 9.7; ISO 19005-3, 6.2.11).

use super::super::draw::resource_name;
use super::super::fonts::{FontId, LoadedFont, Subset, font};
use super::{name, packed, string};
use anyhow::Result;
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use std::collections::BTreeMap;
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
    let meanings = document.add_object(packed(Dictionary::new(), subset.meanings.clone()));
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
