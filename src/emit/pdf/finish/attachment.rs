//! The exchange file out of a briefing: the way back of `attach`.
//!
//! Handed: the bytes of a PDF, from anybody. Gives: the bytes of its associated file. Knows nothing about what the file
//! says. Everything it unpacks is bounded, for a small stream can hold an enormous one.

use anyhow::{Context, Result, bail, ensure};
use lopdf::{Dictionary, Document, LoadOptions, Object};

/// No stream of a briefing unpacks to more: the longest note that is read makes a tenth of it.
const LARGEST: usize = 256 << 20;

/// The associated file of a document (ISO 19005-3, 6.8), as it was before it was attached; `None` if the document has
/// none.
///
/// # Errors
/// What is no PDF, is encrypted, has more than one associated file or one of another size than it states.
pub fn attachment(pdf: &[u8]) -> Result<Option<Vec<u8>>> {
    let options = LoadOptions { max_decompressed_size: Some(LARGEST), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(pdf, options).context("reading the PDF")?;
    ensure!(!document.is_encrypted(), "the PDF is encrypted");
    let catalog = document.catalog().context("looking for the PDF's catalog")?;
    let Ok(files) = catalog.get_deref(b"AF", &document).and_then(Object::as_array) else { return Ok(None) };
    match &files[..] {
        [] => Ok(None),
        [file] => unpack(&document, file).context("reading the attached file").map(Some),
        more => bail!("the PDF carries {} associated files, where one is expected", more.len()),
    }
}

fn unpack(document: &Document, file: &Object) -> Result<Vec<u8>> {
    let file = document.dereference(file)?.1.as_dict()?;
    let stream = dictionary(document, file, b"EF")?.get_deref(b"F", document)?.as_stream()?;
    let bytes = match stream.dict.has(b"Filter") {
        true => stream.decompressed_content_with_limit(LARGEST)?,
        false => stream.content.clone(),
    };
    let stated =
        dictionary(document, &stream.dict, b"Params").and_then(|p| Ok(p.get_deref(b"Size", document)?.as_i64()?));
    if let Ok(size) = stated {
        ensure!(usize::try_from(size) == Ok(bytes.len()), "it states {size} bytes and has {}", bytes.len());
    }
    Ok(bytes)
}

fn dictionary<'a>(document: &'a Document, within: &'a Dictionary, key: &[u8]) -> Result<&'a Dictionary> {
    Ok(within.get_deref(key, document)?.as_dict()?)
}
