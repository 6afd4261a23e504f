//! Layout → page contents. The only file that names printpdf.
//!
//! Handed: laid-out pages. Gives: the fonts they show, and the content of each page, packed. What is drawn is marked, but
//! nothing says yet what the marks mean. Knows nothing about structure, metadata or attachments.

use super::fonts::{self, FontId, Subset, Used};
use super::layout::{Artifact, Item, Mark, Page};
use super::pack::{Packed, pack_quickly};
use super::spell::{self, hundredths};
use super::text::{Atom, Run};
use crate::model::briefing::{Colour, Sheet};
use anyhow::{Context, Result};
use printpdf::{Op, PaintMode, PdfDocument, PdfPage, PdfSaveOptions, Pt, Rect};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The fonts used, each with its subset, in the order of their identifiers.
pub(super) type Fonts = BTreeMap<FontId, Arc<Subset>>;

/// Pages handed to printpdf at once: memory does not grow with the number of pages.
const BATCH: usize = 8;

/// What becomes of the content of each page, in their order.
pub(super) type Sink<'a> = &'a mut dyn FnMut(&Packed) -> Result<()>;

/// A press that has its types: draws pages, a few at once.
pub(super) struct Drawing<'a> {
    sheet: Sheet,
    fonts: &'a Fonts,
    waiting: Vec<PdfPage>,
    sink: Sink<'a>,
}

impl<'a> Drawing<'a> {
    /// Ready to draw pages that show no more than is in `fonts`.
    pub(super) fn new(sheet: Sheet, fonts: &'a Fonts, sink: Sink<'a>) -> Self {
        Self { sheet, fonts, waiting: Vec::with_capacity(BATCH), sink }
    }

    pub(super) fn page(&mut self, page: &Page) -> Result<()> {
        let mut pen = Pen::new(self.sheet.height, self.fonts);
        pen.page(page);
        self.waiting.push(PdfPage::new(Pt(self.sheet.width).into(), Pt(self.sheet.height).into(), pen.ops));
        if self.waiting.len() == BATCH { self.pack() } else { Ok(()) }
    }

    /// Hands on the last pages.
    pub(super) fn end(mut self) -> Result<()> {
        self.pack()
    }

    fn pack(&mut self) -> Result<()> {
        // Fonts are embedded by `finish`: printpdf would parse and convert each subset again for every document.
        let options = PdfSaveOptions { subset_fonts: false, secure: false, ..PdfSaveOptions::default() };
        let mut document = PdfDocument::new("");
        document.pages.append(&mut self.waiting);
        let document = document.to_lopdf_document(&options, &mut Vec::new());
        for (_, page) in document.get_pages() {
            let content = document.get_dictionary(page)?.get_deref(b"Contents", &document)?.as_stream()?;
            (self.sink)(&pack_quickly(&content.content).context("packing a page")?)?;
        }
        Ok(())
    }
}

/// Name of a font in the pages' resources.
pub(super) fn resource_name(id: FontId) -> String {
    format!("T{id}")
}

/// What pages show of each font.
#[derive(Default)]
pub(super) struct Types(BTreeMap<FontId, Used>);

impl Types {
    /// The fonts with what the pages show of them.
    pub(super) fn cast(self) -> Result<Fonts> {
        self.0.into_iter().map(|(id, used)| Ok((id, fonts::font(id).subset(used)?))).collect()
    }

    /// Adds what a page shows.
    pub(super) fn add(&mut self, page: &Page) {
        for item in page.pieces.iter().flat_map(|p| &p.items) {
            let Item::Words { run, .. } = item else { continue };
            let used = self.0.entry(run.font).or_default();
            for atom in run.atoms() {
                if used.add(&atom.word) {
                    continue;
                }
                for cluster in atom.glyphs().chunk_by(|a, b| a.start == b.start) {
                    used.add_cluster(fonts::font(run.font), cluster, meant(run, atom, cluster[0]));
                }
            }
        }
    }
}

/// The words a glyph of an atom stands for.
fn meant<'a>(run: &'a Run, atom: &Atom, glyph: fonts::Glyph) -> &'a str {
    let words = run.words_of(atom);
    if atom.stand_in {
        return words;
    }
    let first = atom.glyphs()[0].start;
    words.get(usize::from(glyph.start - first)..usize::from(glyph.end - first)).unwrap_or(words)
}

/// Writes the content of a page. Words are written as operators with their operands as they are: printpdf has operators of
/// its own for these, but its marked content is a map, its glyphs are strings of one each, and every number becomes an object
/// first, which costs more than all else on a page.
struct Pen<'a> {
    height: f32,
    fonts: &'a BTreeMap<FontId, Arc<Subset>>,
    ops: Vec<Op>,
    /// Operators that are no operation yet.
    written: Vec<u8>,
    colour: Option<Colour>,
    font: Option<(FontId, f32)>,
    /// Within a text object: where the line that the viewer is on starts, in 1/100 point. The next is told relative to it.
    line: Option<(i32, i32)>,
}

impl<'a> Pen<'a> {
    fn new(height: f32, fonts: &'a BTreeMap<FontId, Arc<Subset>>) -> Self {
        let (ops, written) = (Vec::with_capacity(64), Vec::with_capacity(16 << 10));
        Self { height, fonts, ops, written, colour: None, font: None, line: None }
    }

    fn page(&mut self, page: &Page) {
        let mut next = 0;
        for piece in &page.pieces {
            // Marked content begins and ends within one text object, or outside of any (ISO 32000-1, 14.6.1).
            match piece.items.iter().all(Item::is_words) {
                true => self.begin_text(),
                false => self.end_text(),
            }
            self.begin(piece.mark, next);
            next += usize::from(matches!(piece.mark, Mark::Content(_)));
            self.items(&piece.items);
            self.write("EMC\n");
        }
        self.end_text();
        self.end_words();
    }

    /// Begins marked content (ISO 32000-1, 14.6; artifacts: 14.8.2.2).
    fn begin(&mut self, mark: Mark, id: usize) {
        match mark {
            Mark::Content(_) => {
                self.write("/P<</MCID ");
                spell::number(&mut self.written, id);
                self.write(">>BDC\n");
            }
            Mark::Artifact(Artifact::Header) => self.write("/Artifact<</Type/Pagination/Subtype/Header>>BDC\n"),
            Mark::Artifact(Artifact::Footer) => self.write("/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n"),
            Mark::Artifact(Artifact::Repeated) => self.write("/Artifact<</Type/Pagination>>BDC\n"),
            Mark::Artifact(Artifact::Layout) => self.write("/Artifact<</Type/Layout>>BDC\n"),
        }
    }

    fn write(&mut self, words: &str) {
        self.written.extend_from_slice(words.as_bytes());
    }

    /// Makes what is written an operation.
    fn end_words(&mut self) {
        if self.written.ends_with(b"\n") {
            self.written.pop();
        }
        if !self.written.is_empty() {
            let key = String::from_utf8(std::mem::take(&mut self.written)).expect("only ASCII is written");
            self.ops.push(Op::Unknown { key, value: Vec::new() });
        }
    }

    fn begin_text(&mut self) {
        if self.line.is_none() {
            self.line = Some((0, 0));
            self.write("BT\n");
        }
    }

    fn end_text(&mut self) {
        if self.line.take().is_some() {
            self.write("ET\n");
        }
    }

    fn items(&mut self, items: &[Item]) {
        let apart = !items.iter().all(Item::is_words);
        for item in items {
            match item {
                Item::Words { x, baseline, run } => {
                    self.begin_text();
                    self.words(*x, *baseline, run);
                }
                Item::Area { .. } => {
                    self.end_text();
                    self.area(item);
                }
            }
        }
        if apart {
            self.end_text();
        }
    }

    fn area(&mut self, item: &Item) {
        let Item::Area { x, y, width, height, colour } = item else { return };
        self.fill(*colour);
        self.end_words();
        let rectangle = Rect {
            x: Pt(neat(*x)),
            y: Pt(neat(self.height - y - height)),
            width: Pt(neat(*width)),
            height: Pt(neat(*height)),
            mode: Some(PaintMode::Fill),
            winding_order: None,
        };
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    fn words(&mut self, x: f32, baseline: f32, run: &Run) {
        if self.font != Some((run.font, run.size)) {
            self.font = Some((run.font, run.size));
            self.write("/");
            self.write(&resource_name(run.font));
            self.write(" ");
            spell::decimal(&mut self.written, hundredths(run.size));
            self.write(" Tf\n");
        }
        self.fill(run.colour);
        let to = (hundredths(x), hundredths(self.height - baseline));
        let from = self.line.replace(to).unwrap_or_default();
        spell::decimal(&mut self.written, to.0 - from.0);
        self.write(" ");
        spell::decimal(&mut self.written, to.1 - from.1);
        self.write(" Td\n");
        self.run(run);
    }

    fn fill(&mut self, colour: Colour) {
        if self.colour != Some(colour) {
            for part in colour.0 {
                // Two decimals tell 101 of 256 shades apart, three tell all.
                let thousandths = (i32::from(part) * 2000 + 255) / 510;
                spell::fraction::<3>(&mut self.written, thousandths);
                self.write(" ");
            }
            self.write("rg\n");
            self.colour = Some(colour);
        }
    }

    /// Shows the glyphs of a run, each where shaping put it; words that the glyphs' own meanings do not add up to are
    /// stated beside them (ActualText, ISO 32000-1, 14.9.4).
    fn run(&mut self, run: &Run) {
        let Some(subset) = self.fonts.get(&run.font) else { return };
        let mut show = Show::new(&mut self.written, run.size / fonts::EM);
        for atom in run.atoms() {
            if atom.word.plain || spells(run, atom, subset) {
                show.atom(atom, subset);
                continue;
            }
            show.end();
            show.actual_text(run.words_of(atom));
            show.atom(atom, subset);
            show.end();
            show.out.extend_from_slice(b"EMC\n");
        }
        show.end();
        show.rise(0);
    }
}

/// Whether the glyphs' own meanings add up to the words.
fn spells(run: &Run, atom: &Atom, subset: &Subset) -> bool {
    !atom.stand_in
        && atom.glyphs().chunk_by(|a, b| a.start == b.start).all(|cluster| {
            let meaning = subset.glyphs.get(usize::from(subset.code(cluster[0].id)));
            cluster.len() == 1 && meaning.is_some_and(|(_, words)| words == meant(run, atom, cluster[0]))
        })
}

/// Glyphs on their way into TJ operators: strings of glyph identifiers with pen movements between them.
struct Show<'a> {
    out: &'a mut Vec<u8>,
    in_operator: bool,
    in_string: bool,
    /// Pen movement owed before the next glyph, in 1/1000 em.
    kern: i32,
    rise: i16,
    em: f32,
}

impl<'a> Show<'a> {
    const fn new(out: &'a mut Vec<u8>, em: f32) -> Self {
        Self { out, in_operator: false, in_string: false, kern: 0, rise: 0, em }
    }

    fn atom(&mut self, atom: &Atom, subset: &Subset) {
        let whole = atom.glyphs().len() == atom.word.glyphs.len();
        for (i, glyph) in atom.glyphs().iter().enumerate() {
            if i > 0 || whole {
                self.kern += i32::from(glyph.kern);
            }
            self.rise(glyph.rise);
            self.begin_string();
            self.out.extend_from_slice(subset.spelling(glyph.id));
        }
        self.kern += atom.trailing();
    }

    /// States what the glyphs to come stand for.
    fn actual_text(&mut self, words: &str) {
        self.out.extend_from_slice(b"/Span<</ActualText<FEFF");
        spell::utf16(self.out, &visible(words));
        self.out.extend_from_slice(b">>>BDC\n");
    }

    fn begin_string(&mut self) {
        if !self.in_operator {
            self.out.push(b'[');
            self.in_operator = true;
        }
        if self.kern != 0 {
            self.end_string();
            spell::integer(self.out, self.kern);
            self.kern = 0;
        }
        if !self.in_string {
            self.out.push(b'(');
            self.in_string = true;
        }
    }

    fn end_string(&mut self) {
        if self.in_string {
            self.out.push(b')');
            self.in_string = false;
        }
    }

    fn rise(&mut self, to: i16) {
        if self.rise != to {
            self.end();
            spell::decimal(self.out, hundredths(f32::from(to) * self.em));
            self.out.extend_from_slice(b" Ts\n");
            self.rise = to;
        }
    }

    fn end(&mut self) {
        self.end_string();
        if self.in_operator {
            self.out.extend_from_slice(b"]TJ\n");
            self.in_operator = false;
        }
    }
}

/// A length to 1/100 point.
fn neat(length: f32) -> f32 {
    hundredths(length) as f32 / 100.0
}

/// Words with the replacement character for control characters.
fn visible(words: &str) -> Cow<'_, str> {
    match words.chars().any(char::is_control) {
        true => words.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect(),
        false => words.into(),
    }
}
