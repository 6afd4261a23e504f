//! What Typst sees: one source, one file to attach, the program's fonts.

use std::path::Path;
use std::sync::{Arc, OnceLock};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// Everything that is the same for all documents.
struct Kept {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

/// Prints documents.
pub(crate) struct Press {
    kept: Arc<Kept>,
    options: PdfOptions,
}

impl Press {
    pub(crate) fn new() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts");
        let mut paths: Vec<_> = std::fs::read_dir(folder)
            .expect("the fonts are part of the project")
            .map(|e| e.expect("the folder can be read").path())
            .filter(|p| p.extension().is_some_and(|e| e == "ttf"))
            .collect();
        paths.sort();
        let fonts: Vec<Font> =
            paths.iter().flat_map(|p| Font::iter(Bytes::new(std::fs::read(p).expect("a font can be read")))).collect();
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        let kept = Kept { library: LazyHash::new(Library::default()), book, fonts };
        let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1]).expect("both go together");
        let options = PdfOptions { ident: Smart::Auto, standards, ..PdfOptions::default() };
        Self { kept: Arc::new(kept), options }
    }

    /// Compiles a source, with a file that it attaches.
    pub(crate) fn print(&self, source: &str, attached: &str) -> Vec<u8> {
        let page = Page {
            kept: Arc::clone(&self.kept),
            source: Source::detached(source),
            attached: Bytes::from_string(attached.to_owned()),
            today: OnceLock::new(),
        };
        let document = match typst::compile::<PagedDocument>(&page).output {
            Ok(document) => document,
            Err(errors) => panic!("Typst does not compile its source: {errors:?}\n{source}"),
        };
        let pdf = match typst_pdf::pdf(&document, &self.options) {
            Ok(pdf) => pdf,
            Err(errors) => panic!("Typst does not print its document: {errors:?}"),
        };
        // As Typst's own tools do while they watch a file: what no document has asked for lately is forgotten.
        comemo::evict(10);
        pdf
    }
}

struct Page {
    kept: Arc<Kept>,
    source: Source,
    attached: Bytes,
    today: OnceLock<Datetime>,
}

impl World for Page {
    fn library(&self) -> &LazyHash<Library> {
        &self.kept.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.kept.book
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() { Ok(self.source.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Ok(self.attached.clone())
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.kept.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.today.get().copied()
    }
}
