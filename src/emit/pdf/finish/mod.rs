//! What makes drawn pages an archival, accessible document: with `draw`, which hands pages
//! over, and `attachment`, which reads, the only place that names lopdf.
//!
//! Handed: drawn pages, the structure tree, and what the document says of itself. Gives: the bytes of a PDF that conforms
//! to PDF/A-3a (ISO 19005-3, level A) and PDF/UA-1 (ISO 14289-1). Knows nothing about notes or layout.
//! `docs/conformance/` lists where each clause is met.

mod fonts;
mod metadata;
mod outline;
mod structure;

use super::draw::Drawn;
use super::fonts::{Packed, pack};
use super::layout::Layout;
use crate::model::briefing::Sheet;
use anyhow::{Context, Result};
use flate2::Compression;
use lopdf::{Dictionary, Document, Object, ObjectId, SaveOptions, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

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
pub(super) fn finish(drawn: Drawn, layout: &Layout, imprint: &Imprint) -> Result<Vec<u8>> {
    let Drawn { mut document, marks, fonts } = drawn;
    // ISO 32000-1 is what both standards build on.
    "1.7".clone_into(&mut document.version);
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let font_resources = fonts::embed(&mut document, &fonts)?;
    complete_pages(&mut document, &pages, font_resources, imprint.sheet)?;
    let structure = structure::build(&mut document, layout, &pages, &marks, imprint)?;
    let outline = outline::build(&mut document, layout, &pages, imprint.sheet);
    let file = attach(&mut document, &imprint.attachment)?;
    let metadata = document.add_object(metadata::stream(imprint));
    let intent = metadata::output_intent(&mut document);
    let catalog = document.catalog_mut().context("a document without a catalog")?;
    catalog.remove(b"PageLayout");
    catalog.set("Lang", string(imprint.lang));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", structure);
    catalog.set("Metadata", metadata);
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    let name = string(&imprint.attachment.name);
    catalog.set("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => vec![name, file.into()] } });
    catalog.set("AF", vec![Object::Reference(file)]);
    match outline {
        Some(outline) => {
            catalog.set("Outlines", outline);
            catalog.set("PageMode", "UseOutlines");
        }
        None => catalog.set("PageMode", "UseNone"),
    }
    inform(&mut document, imprint);
    identify(&mut document, imprint);
    compress(&mut document)?;
    save(document)
}

/// Gives every page its fonts, its place in the structure and its tab order, and drops what printpdf adds for others.
fn complete_pages(document: &mut Document, pages: &[ObjectId], fonts: Dictionary, sheet: Sheet) -> Result<()> {
    let fonts = document.add_object(fonts);
    let mut orphans = Vec::new();
    for (i, &id) in pages.iter().enumerate() {
        let page = document.get_object_mut(id)?.as_dict_mut()?;
        for key in [&b"TrimBox"[..], b"CropBox", b"Annots"] {
            page.remove(key);
        }
        let media = [0.0, 0.0, sheet.width, sheet.height].map(Object::Real);
        page.set("MediaBox", media.to_vec());
        // ISO 14289-1, 7.18.3: tabs follow the structure.
        page.set("Tabs", "S");
        page.set("StructParents", i as i64);
        let resources = page.get(b"Resources")?.as_reference()?;
        let resources = document.get_object_mut(resources)?.as_dict_mut()?;
        orphans.extend(resources.iter().filter_map(|(_, v)| v.as_reference().ok()));
        *resources = dictionary! { "Font" => fonts };
    }
    for id in orphans {
        document.objects.remove(&id);
    }
    Ok(())
}

/// Embeds the exchange file as an associated file (ISO 19005-3, 6.8).
fn attach(document: &mut Document, attachment: &Attachment) -> Result<ObjectId> {
    let mut params = dictionary! { "Size" => attachment.bytes.len() as i64 };
    if let Some(date) = &attachment.modified {
        params.set("ModDate", string(date));
    }
    let entries = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => attachment.media_type,
        "Params" => params,
    };
    let stream = document.add_object(packed(entries, pack(attachment.bytes, Compression::new(LEVEL))?));
    Ok(document.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => string(&attachment.name),
        "UF" => string(&attachment.name),
        "Desc" => string(&attachment.description),
        "AFRelationship" => "Data",
        "EF" => dictionary! { "F" => stream, "UF" => stream },
    }))
}

/// The document information dictionary, in agreement with the metadata (ISO 19005-3, 6.6.3).
fn inform(document: &mut Document, imprint: &Imprint) {
    if let Ok(old) = document.trailer.get(b"Info").and_then(Object::as_reference) {
        document.objects.remove(&old);
    }
    let info = document.add_object(dictionary! {
        "Title" => string(imprint.title),
        "Producer" => string(metadata::PRODUCER),
    });
    document.trailer.set("Info", info);
}

/// Identifiers that depend on the content alone, where printpdf draws them by lot.
fn identify(document: &mut Document, imprint: &Imprint) {
    let mut hash = Sha256::new();
    hash.update(metadata::PRODUCER);
    hash.update(&imprint.seed);
    hash.update(imprint.attachment.bytes);
    for object in document.objects.values() {
        match object {
            Object::Stream(stream) if !stream.dict.has(b"Filter") => hash.update(&stream.content),
            _ => {}
        }
    }
    let id = Object::String(hash.finalize()[..16].to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
}

/// Level of compression for what is new in every document.
const LEVEL: u32 = 3;

fn compress(document: &mut Document) -> Result<()> {
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if stream.allows_compression && !stream.dict.has(b"Filter") {
            *stream = packed(std::mem::take(&mut stream.dict), pack(&stream.content, Compression::new(LEVEL))?);
        }
    }
    Ok(())
}

/// A stream of packed data.
fn packed(mut entries: Dictionary, data: Packed) -> Stream {
    let filter = || name("FlateDecode");
    entries.set("Filter", if data.times == 1 { filter() } else { vec![filter(); data.times].into() });
    Stream::new(entries, data.bytes).with_compression(false)
}

/// Writes the document. Which objects share a stream is chosen anew while the data of one ends in a carriage return: see
/// [`pack`].
fn save(mut document: Document) -> Result<Vec<u8>> {
    const OBJECTS: [usize; 4] = [200, 199, 198, 197];
    let mut bytes = Vec::new();
    for objects in OBJECTS {
        let options = SaveOptions::builder()
            .use_object_streams(true)
            .use_xref_streams(true)
            .max_objects_per_stream(objects)
            .compression_level(LEVEL);
        bytes = Vec::with_capacity(64 * 1024);
        document.save_with_options(&mut bytes, options.build())?;
        if !ends_badly(&bytes) {
            break;
        }
    }
    Ok(bytes)
}

fn ends_badly(bytes: &[u8]) -> bool {
    const END: &[u8] = b"\r\nendstream";
    bytes.windows(END.len()).any(|w| w == END)
}

/// A text string (ISO 32000-1, 7.9.2.2): ASCII as it is, anything else as UTF-16 with its mark.
fn string(text: &str) -> Object {
    if text.bytes().all(|b| (0x20..0x7f).contains(&b)) {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    let units = text.encode_utf16().flat_map(u16::to_be_bytes);
    Object::String([0xfe, 0xff].into_iter().chain(units).collect(), StringFormat::Hexadecimal)
}

/// A name object.
fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}
