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

use super::draw::Fonts;
use super::layout::Layout;
use super::pack::Packed;
use crate::model::briefing::Sheet;
use anyhow::Result;
pub use attachment::attachment;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use structure::Annotations;
use writer::{Id, Writer, name};

/// What the document says of itself, and what it carries.
pub(super) struct Imprint<'a> {
    pub(super) title: &'a str,
    pub(super) lang: &'a str,
    /// Identifies the document among all: note and source.
    pub(super) seed: String,
    pub(super) attachment: Attachment,
    pub(super) sheet: Sheet,
}

/// The exchange file within the document.
pub(super) struct Attachment {
    pub(super) name: String,
    pub(super) description: String,
    pub(super) media_type: &'static str,
    /// Bytes it has, and those bytes as they are stored.
    pub(super) size: usize,
    pub(super) packed: Packed,
    /// When it was last changed, as a PDF date; `None` where the note has no date to go by.
    pub(super) modified: Option<String>,
}

/// A document as it is written: what a page shows is written as soon as it is drawn, for a long document would else be there
/// twice.
pub(super) struct Document<'a> {
    w: Writer,
    imprint: &'a Imprint<'a>,
    catalog: Id,
    pages: Vec<Id>,
    annotations: Annotations,
    /// Resources of all pages, and the root of their tree.
    fonts: Id,
    tree: Id,
    /// How many pages are written.
    written: usize,
    /// What the identifier of the document is made from.
    hash: Sha256,
}

impl<'a> Document<'a> {
    /// Begins a document of as many pages as were laid out.
    pub(super) fn begin(layout: &Layout, fonts: &Fonts, imprint: &'a Imprint<'a>) -> Result<Self> {
        const PAGE: usize = 8 << 10;
        let count = layout.pages();
        let mut w = Writer::new(count * PAGE + imprint.attachment.packed.bytes.len());
        let catalog = w.promise();
        let pages: Vec<Id> = (0..count).map(|_| w.promise()).collect();
        let fonts = fonts::embed(&mut w, fonts)?;
        let annotations = structure::link_annotations(&mut w, layout, &pages, imprint)?;
        let fonts = w.add(|b| {
            b.raw(&fonts);
        })?;
        let tree = w.promise();
        let hash = Sha256::new().chain_update(metadata::PRODUCER).chain_update(&imprint.seed);
        let hash = hash.chain_update(&imprint.attachment.packed.bytes);
        Ok(Self { w, imprint, catalog, pages, annotations, fonts, tree, written: 0, hash })
    }

    /// Writes the next page: what it shows, its fonts, its place in the structure and its tab order.
    pub(super) fn page(&mut self, content: &Packed) -> Result<()> {
        let Self { w, imprint: Imprint { sheet, .. }, pages, annotations, fonts, tree, .. } = self;
        let number = self.written;
        self.written += 1;
        self.hash.update(&content.bytes);
        let content = w.stream("", content);
        w.object(pages[number], |b| {
            b.raw("<</Type/Page/Parent ").id(*tree).raw("/MediaBox[0 0 ").length(sheet.width).raw(" ");
            b.length(sheet.height).raw("]/Resources<</Font ").id(*fonts).raw(">>/Contents ").id(content);
            // ISO 14289-1, 7.18.3: tabs follow the structure.
            b.raw("/Tabs/S/StructParents ").number(number);
            let mut on_page = annotations.on_page(number).peekable();
            if on_page.peek().is_some() {
                b.raw("/Annots[");
                on_page.for_each(|id| {
                    b.id(id).raw(" ");
                });
                b.raw("]");
            }
            b.raw(">>");
        })
    }

    /// Completes the document; `layout` says what its pages show.
    pub(super) fn end(self, layout: &Layout) -> Result<Vec<u8>> {
        let Self { mut w, imprint, catalog, pages, annotations, tree, hash, .. } = self;
        w.object(tree, |b| {
            b.raw("<</Type/Pages/Count ").number(pages.len()).raw("/Kids[");
            pages.iter().for_each(|&page| {
                b.id(page).raw(" ");
            });
            b.raw("]>>");
        })?;
        let structure = structure::build(&mut w, layout, &pages, &annotations, imprint)?;
        let outline = outline::build(&mut w, layout, &pages, imprint.sheet)?;
        let file = attach(&mut w, &imprint.attachment)?;
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
        // Depends on the content alone (ISO 19005-3, 6.1.3).
        w.end(catalog, info, &hash.finalize()[..16])
    }
}

/// Embeds the exchange file as an associated file (ISO 19005-3, 6.8).
fn attach(w: &mut Writer, attachment: &Attachment) -> Result<Id> {
    let media_type = name(attachment.media_type);
    let mut entries = format!("/Type/EmbeddedFile/Subtype{media_type}/Params<</Size {}", attachment.size);
    if let Some(date) = &attachment.modified {
        let _ = write!(entries, "/ModDate({date})");
    }
    entries.push_str(">>");
    let stream = w.stream(&entries, &attachment.packed);
    w.add(|b| {
        b.raw("<</Type/Filespec/F").text(&attachment.name).raw("/UF").text(&attachment.name);
        b.raw("/Desc").text(&attachment.description).raw("/AFRelationship/Data/EF<</F ").id(stream);
        b.raw("/UF ").id(stream).raw(">>>>");
    })
}
