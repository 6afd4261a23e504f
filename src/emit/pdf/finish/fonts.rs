//! Font dictionaries: composite TrueType fonts with the identity encoding (ISO 32000-1, 9.7; ISO 19005-3, 6.2.11).

use super::super::draw::resource_name;
use super::super::fonts::{FontId, LoadedFont, Subset, font};
use super::writer::{Id, Writer};
use anyhow::Result;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

/// Embeds each subset; gives the fonts' resource dictionary.
pub(super) fn embed(w: &mut Writer, fonts: &BTreeMap<FontId, Arc<Subset>>) -> Result<String> {
    let mut resources = String::from("<<");
    for (&id, subset) in fonts {
        let _ = write!(resources, "/{} {}", resource_name(id), embed_one(w, font(id), subset)?);
    }
    resources.push_str(">>");
    Ok(resources)
}

fn embed_one(w: &mut Writer, font: &LoadedFont, subset: &Subset) -> Result<Id> {
    let base = format!("/{}+{}", subset.tag, font.name);
    let program = w.stream(&format!("/Length1 {}", subset.program_size), &subset.program);
    let meanings = w.stream("", &subset.meanings);
    let descriptor = w.add(|b| {
        b.raw(&descriptor(font, &base, program));
    })?;
    let descendant = w.add(|b| {
        b.raw("<</Type/Font/Subtype/CIDFontType2/BaseFont").raw(&base);
        b.raw("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity");
        b.raw("/FontDescriptor ").id(descriptor).raw("/DW 0/W[0[").raw(&subset.widths).raw("]]>>");
    })?;
    w.add(|b| {
        b.raw("<</Type/Font/Subtype/Type0/BaseFont").raw(&base).raw("/Encoding/Identity-H/DescendantFonts[");
        b.id(descendant).raw("]/ToUnicode ").id(meanings).raw(">>");
    })
}

fn descriptor(font: &LoadedFont, base: &str, program: Id) -> String {
    const SERIF: u32 = 1 << 1;
    const SYMBOLIC: u32 = 1 << 2;
    let m = font.metrics();
    let flags = SYMBOLIC | if font.serif { SERIF } else { 0 };
    let [left, bottom, right, top] = m.bounds;
    let (ascent, descent, capitals) = (m.ascent, m.descent, m.cap_height);
    // No table states it; this is what producers take for the weights of a family.
    let stem = 50 + (u32::from(font.weight) / 65).pow(2);
    format!(
        "<</Type/FontDescriptor/FontName{base}/Flags {flags}/FontBBox[{left} {bottom} {right} {top}]/ItalicAngle 0\
         /Ascent {ascent}/Descent {descent}/CapHeight {capitals}/StemV {stem}/FontFile2 {program}>>"
    )
}
