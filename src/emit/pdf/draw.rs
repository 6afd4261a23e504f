//! Layout → page contents. The only file that names printpdf.
//!
//! Handed: a [`Layout`]. Gives: the content of each page, packed, and the fonts it shows. What is drawn is marked, but
//! nothing says yet what the marks mean. Knows nothing about structure, metadata or attachments.

use super::fonts::{self, FontId, Subset, Used};
use super::layout::{Artifact, Item, Layout, Mark, Page};
use super::pack::{Packed, pack};
use super::text::{Atom, Run};
use crate::model::briefing::{Colour, Sheet};
use anyhow::{Context, Result};
use flate2::Compression;
use printpdf::{
    Color, FontId as FontName, Op, PaintMode, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt, Rect, Rgb,
};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

/// Pages as drawn.
pub(super) struct Drawn {
    /// The content of each page.
    pub(super) contents: Vec<Packed>,
    /// The fonts used, each with its subset, in the order of their identifiers.
    pub(super) fonts: BTreeMap<FontId, Arc<Subset>>,
}

/// Pages handed to printpdf at once: memory does not grow with the number of pages.
const BATCH: usize = 8;

/// Draws every page.
pub(super) fn draw(layout: &Layout, sheet: Sheet, level: u32) -> Result<Drawn> {
    let used = used(layout);
    let fonts = used.into_iter().map(|(id, used)| Ok((id, fonts::font(id).subset(used)?)));
    let fonts = fonts.collect::<Result<BTreeMap<_, _>>>()?;
    // Fonts are embedded by `finish`: printpdf would parse and convert each subset again for every document.
    let options = PdfSaveOptions { subset_fonts: false, secure: false, ..PdfSaveOptions::default() };
    let mut contents = Vec::with_capacity(layout.pages.len());
    for pages in layout.pages.chunks(BATCH) {
        let pages = pages.iter().map(|page| {
            let mut pen = Pen { height: sheet.height, fonts: &fonts, ops: Vec::with_capacity(1024), colour: None };
            pen.page(page);
            PdfPage::new(Pt(sheet.width).into(), Pt(sheet.height).into(), pen.ops)
        });
        let mut document = PdfDocument::new("");
        document.pages = pages.collect();
        let document = document.to_lopdf_document(&options, &mut Vec::new());
        for (_, page) in document.get_pages() {
            let content = document.get_dictionary(page)?.get_deref(b"Contents", &document)?.as_stream()?;
            contents.push(pack(&content.content, Compression::new(level)).context("packing a page")?);
        }
    }
    Ok(Drawn { contents, fonts })
}

/// Name of a font in the pages' resources.
pub(super) fn resource_name(id: FontId) -> String {
    format!("T{id}")
}

fn used(layout: &Layout) -> BTreeMap<FontId, Used> {
    let mut used: BTreeMap<FontId, Used> = BTreeMap::new();
    let mut loose: Vec<(&Run, &Atom)> = Vec::new();
    let items = layout.pages.iter().flat_map(|p| &p.pieces).flat_map(|p| &p.items);
    for item in items {
        let Item::Words { run, .. } = item else { continue };
        let used = used.entry(run.font).or_default();
        loose.extend(run.atoms().iter().filter(|a| !used.add(&a.word)).map(|a| (run, a)));
    }
    // Glyphs that stand alone first: what a glyph means is best learnt from them.
    for alone in [true, false] {
        for (run, atom) in &loose {
            let Some(used) = used.get_mut(&run.font) else { continue };
            for cluster in atom.glyphs().chunk_by(|a, b| a.start == b.start) {
                if (cluster.len() == 1) == alone {
                    let words = meant(run, atom, cluster[0]);
                    cluster.iter().for_each(|g| used.add_glyph(fonts::font(run.font), g.id, words));
                }
            }
        }
    }
    used
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

struct Pen<'a> {
    height: f32,
    fonts: &'a BTreeMap<FontId, Arc<Subset>>,
    ops: Vec<Op>,
    colour: Option<Colour>,
}

impl Pen<'_> {
    fn page(&mut self, page: &Page) {
        let mut next = 0;
        for piece in &page.pieces {
            self.begin(piece.mark, next);
            next += i64::from(matches!(piece.mark, Mark::Content(_)));
            self.items(&piece.items);
            self.ops.push(Op::EndMarkedContent);
        }
    }

    /// Begins marked content (ISO 32000-1, 14.6; artifacts: 14.8.2.2).
    fn begin(&mut self, mark: Mark, id: i64) {
        self.write(match mark {
            Mark::Content(_) => format!("/P<</MCID {id}>>BDC"),
            Mark::Artifact(Artifact::Header) => "/Artifact<</Type/Pagination/Subtype/Header>>BDC".to_owned(),
            Mark::Artifact(Artifact::Footer) => "/Artifact<</Type/Pagination/Subtype/Footer>>BDC".to_owned(),
            Mark::Artifact(Artifact::Repeated) => "/Artifact<</Type/Pagination>>BDC".to_owned(),
            Mark::Artifact(Artifact::Layout) => "/Artifact<</Type/Layout>>BDC".to_owned(),
        });
    }

    /// Writes an operator with its operands as they are. printpdf has operators of its own for these: its marked content
    /// is a map, its glyphs are strings of one each, and both cost more than all else on a page.
    fn write(&mut self, operator: String) {
        self.ops.push(Op::Unknown { key: operator, value: Vec::new() });
    }

    fn items(&mut self, items: &[Item]) {
        for group in items.chunk_by(|a, b| matches!(a, Item::Words { .. }) == matches!(b, Item::Words { .. })) {
            if matches!(group[0], Item::Words { .. }) {
                self.ops.push(Op::StartTextSection);
                self.words(group);
                self.ops.push(Op::EndTextSection);
            } else {
                group.iter().for_each(|i| self.area(i));
            }
        }
    }

    fn area(&mut self, item: &Item) {
        let Item::Area { x, y, width, height, colour } = item else { return };
        self.fill(*colour);
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

    fn words(&mut self, items: &[Item]) {
        let mut current: Option<(FontId, f32)> = None;
        // Where the line that the viewer is on starts, in 1/100 point: the next is told relative to it.
        let mut line = (0, 0);
        for item in items {
            let Item::Words { x, baseline, run } = item else { continue };
            if current != Some((run.font, run.size)) {
                let font = PdfFontHandle::External(FontName(resource_name(run.font)));
                self.ops.push(Op::SetFont { font, size: Pt(neat(run.size)) });
                current = Some((run.font, run.size));
            }
            self.fill(run.colour);
            let to = (hundredths(*x), hundredths(self.height - baseline));
            let [x, y] = [to.0 - line.0, to.1 - line.1].map(|d| Pt(d as f32 / 100.0));
            self.ops.push(Op::SetTextCursor { pos: Point { x, y } });
            line = to;
            self.run(run);
        }
    }

    fn fill(&mut self, colour: Colour) {
        if self.colour != Some(colour) {
            let [r, g, b] = colour.0.map(|v| (f32::from(v) / 255.0 * 1000.0).round() / 1000.0);
            self.ops.push(Op::SetFillColor { col: Color::Rgb(Rgb::new(r, g, b, None)) });
            self.colour = Some(colour);
        }
    }

    /// Shows the glyphs of a run, each where shaping put it; words that the glyphs' own meanings do not add up to are
    /// stated beside them (ActualText, ISO 32000-1, 14.9.4).
    fn run(&mut self, run: &Run) {
        let Some(subset) = self.fonts.get(&run.font) else { return };
        let mut show = Show::new(run.size / fonts::EM);
        for atom in run.atoms() {
            if atom.word.plain || spells(run, atom, subset) {
                show.atom(atom, subset, &mut self.ops);
                continue;
            }
            show.flush(&mut self.ops);
            self.write(format!("/Span<</ActualText<{}>>>BDC", utf16(run.words_of(atom))));
            show.atom(atom, subset, &mut self.ops);
            show.flush(&mut self.ops);
            self.ops.push(Op::EndMarkedContent);
        }
        show.flush(&mut self.ops);
        show.rise(0, &mut self.ops);
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

/// Glyphs on their way into a TJ operator: strings of glyph identifiers with pen movements between them.
struct Show {
    /// The operator as it is written.
    operator: String,
    in_string: bool,
    /// Pen movement owed before the next glyph, in 1/1000 em.
    kern: i32,
    rise: i16,
    em: f32,
}

impl Show {
    const fn new(em: f32) -> Self {
        Self { operator: String::new(), in_string: false, kern: 0, rise: 0, em }
    }

    fn atom(&mut self, atom: &Atom, subset: &Subset, ops: &mut Vec<Op>) {
        for (i, glyph) in atom.glyphs().iter().enumerate() {
            if i > 0 || atom.glyphs().len() == atom.word.glyphs.len() {
                self.kern += i32::from(glyph.kern);
            }
            self.rise(glyph.rise, ops);
            self.glyph(subset.spelling(glyph.id));
        }
        self.kern += atom.trailing();
    }

    fn glyph(&mut self, spelling: &str) {
        if self.operator.is_empty() {
            self.operator.reserve(256);
            self.operator.push('[');
        }
        if self.kern != 0 {
            self.end_string();
            let _ = write!(self.operator, "{}", self.kern);
            self.kern = 0;
        }
        if !self.in_string {
            self.operator.push('(');
            self.in_string = true;
        }
        self.operator.push_str(spelling);
    }

    fn end_string(&mut self) {
        if self.in_string {
            self.operator.push(')');
            self.in_string = false;
        }
    }

    fn rise(&mut self, to: i16, ops: &mut Vec<Op>) {
        if self.rise != to {
            self.flush(ops);
            ops.push(Op::SetLineOffset { multiplier: neat(f32::from(to) * self.em) });
            self.rise = to;
        }
    }

    fn flush(&mut self, ops: &mut Vec<Op>) {
        self.end_string();
        if !self.operator.is_empty() {
            let mut key = std::mem::take(&mut self.operator);
            key.push_str("]TJ");
            ops.push(Op::Unknown { key, value: Vec::new() });
        }
    }
}

/// A length to 1/100 point, which no eye can tell from the exact one.
fn neat(length: f32) -> f32 {
    hundredths(length) as f32 / 100.0
}

fn hundredths(length: f32) -> i32 {
    (length * 100.0).round() as i32
}

/// Text as PDF spells what is no Latin: UTF-16, big end first, with its mark, in hexadecimal figures.
fn utf16(text: &str) -> String {
    let mut out = String::from("FEFF");
    let mut buffer = [0; 2];
    for c in text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }) {
        for unit in c.encode_utf16(&mut buffer) {
            let _ = write!(out, "{unit:04X}");
        }
    }
    out
}
