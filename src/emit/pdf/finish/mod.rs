//! What makes drawn pages an archival, accessible document.
//!
//! Handed: drawn pages, the structure tree, and what the document says of itself. Gives: the bytes of a PDF that conforms
//! to PDF/A-3a (ISO 19005-3, level A) and PDF/UA-1 (ISO 14289-1). Knows nothing about notes or layout.
//! `docs/conformance/` lists where each clause is met.

mod attachment;
mod fonts;
mod metadata;
mod outline;
mod structure;
mod writer;

use super::draw::Drawn;
use super::layout::Layout;
use super::pack::{Packed, pack_quickly};
use crate::model::briefing::Sheet;
use anyhow::Result;
pub use attachment::attachment;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use writer::{Id, Writer, name};

/// What the document says of itself, and what it carries.
pub(super) struct Imprint<'a> {
    pub(super) title: &'a str,
    pub(super) lang: &'a str,
    /// Identifies the document among all: note and source.
    pub(super) seed: String,
    pub(super) attachment: Attachment<'a>,
    pub(super) sheet: Sheet,
}

/// The exchange file within the document.
pub(super) struct Attachment<'a> {
    pub(super) name: String,
    pub(super) description: String,
    pub(super) media_type: &'static str,
    pub(super) bytes: &'a [u8],
    /// When it was last changed, as a PDF date; `None` where the note has no date to go by.
    pub(super) modified: Option<String>,
}

/// Completes the document and writes it.
pub(super) fn finish(drawn: &Drawn, layout: &Layout, imprint: &Imprint) -> Result<Vec<u8>> {
    let mut w = Writer::new();
    let catalog = w.promise();
    let pages: Vec<Id> = drawn.contents.iter().map(|_| w.promise()).collect();
    let fonts = fonts::embed(&mut w, &drawn.fonts)?;
    let annotations = structure::link_annotations(&mut w, layout, &pages, imprint)?;
    let tree = write_pages(&mut w, &pages, drawn, &fonts, &annotations, imprint.sheet)?;
    let structure = structure::build(&mut w, layout, &pages, &annotations, imprint)?;
    let outline = outline::build(&mut w, layout, &pages, imprint.sheet)?;
    let packed = pack_quickly(imprint.attachment.bytes)?;
    let file = attach(&mut w, &imprint.attachment, &packed)?;
    let metadata = metadata::stream(&mut w, imprint);
    let intent = metadata::output_intent(&mut w);
    w.object(catalog, |b| {
        b.raw("<</Type/Catalog/Pages ").id(tree).raw("/Lang").text(imprint.lang).raw("/MarkInfo<</Marked true>>");
        b.raw("/StructTreeRoot ").id(structure).raw("/Metadata ").id(metadata).raw("/OutputIntents[").raw(&intent);
        b.raw("]/ViewerPreferences<</DisplayDocTitle true>>/Names<</EmbeddedFiles<</Names[");
        b.text(&imprint.attachment.name).raw(" ").id(file).raw("]>>>>/AF[").id(file).raw("]/PageMode");
        match outline {
            Some(outline) => b.raw("/UseOutlines/Outlines ").id(outline).raw(">>"),
            None => b.raw("/UseNone>>"),
        };
    })?;
    // In agreement with the metadata (ISO 19005-3, 6.6.3).
    let info = w.add(|b| {
        b.raw("<</Title").text(imprint.title).raw("/Producer").text(metadata::PRODUCER).raw(">>");
    })?;
    w.end(catalog, info, &identifier(drawn, imprint, &packed))
}

/// Writes the pages, each with its fonts, its place in the structure and its tab order; gives the root of their tree.
fn write_pages(
    w: &mut Writer,
    pages: &[Id],
    drawn: &Drawn,
    fonts: &str,
    annotations: &structure::Annotations,
    sheet: Sheet,
) -> Result<Id> {
    let fonts = w.add(|b| {
        b.raw(fonts);
    })?;
    let tree = w.promise();
    for (i, (&page, content)) in pages.iter().zip(&drawn.contents).enumerate() {
        let content = w.stream("", content);
        w.object(page, |b| {
            b.raw("<</Type/Page/Parent ").id(tree).raw("/MediaBox[0 0 ").length(sheet.width).raw(" ");
            b.length(sheet.height).raw("]/Resources<</Font ").id(fonts).raw(">>/Contents ").id(content);
            // ISO 14289-1, 7.18.3: tabs follow the structure.
            b.raw("/Tabs/S/StructParents ").number(i);
            let mut on_page = annotations.on_page(i).peekable();
            if on_page.peek().is_some() {
                b.raw("/Annots[");
                on_page.for_each(|id| {
                    b.id(id).raw(" ");
                });
                b.raw("]");
            }
            b.raw(">>");
        })?;
    }
    w.object(tree, |b| {
        b.raw("<</Type/Pages/Count ").number(pages.len()).raw("/Kids[");
        pages.iter().for_each(|&page| {
            b.id(page).raw(" ");
        });
        b.raw("]>>");
    })?;
    Ok(tree)
}

/// Embeds the exchange file as an associated file (ISO 19005-3, 6.8).
fn attach(w: &mut Writer, attachment: &Attachment, packed: &Packed) -> Result<Id> {
    let media_type = name(attachment.media_type);
    let mut entries = format!("/Type/EmbeddedFile/Subtype{media_type}/Params<</Size {}", attachment.bytes.len());
    if let Some(date) = &attachment.modified {
        let _ = write!(entries, "/ModDate({date})");
    }
    entries.push_str(">>");
    let stream = w.stream(&entries, packed);
    w.add(|b| {
        b.raw("<</Type/Filespec/F").text(&attachment.name).raw("/UF").text(&attachment.name);
        b.raw("/Desc").text(&attachment.description).raw("/AFRelationship/Data/EF<</F ").id(stream);
        b.raw("/UF ").id(stream).raw(">>>>");
    })
}

/// An identifier that depends on the content alone (ISO 19005-3, 6.1.3).
fn identifier(drawn: &Drawn, imprint: &Imprint, attached: &Packed) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(metadata::PRODUCER);
    hash.update(&imprint.seed);
    hash.update(&attached.bytes);
    drawn.contents.iter().for_each(|content| hash.update(&content.bytes));
    hash.finalize()[..16].to_vec()
}
