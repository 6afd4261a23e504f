//! Layout → page contents. The only file that names printpdf.
//!
//! Handed: a [`Layout`]. Gives: a document whose pages are drawn and whose content is marked, but which says nothing yet
//! of what the marks mean. Knows nothing about structure, metadata or attachments.

use super::fonts::{self, FontId, Subset};
use super::layout::{Artifact, Item, Layout, Mark, Page};
use super::text::Run;
use crate::model::briefing::{Colour, Sheet};
use anyhow::Result;
use printpdf::{
    Color, DictItem, FontId as FontName, Op, PaintMode, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, Rect,
    Rgb, TextMatrix,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Pages as drawn.
pub(super) struct Drawn {
    pub(super) document: lopdf::Document,
    /// For each page, the marked-content identifier of each of its pieces; `None` for artifacts.
    pub(super) marks: Vec<Vec<Option<i64>>>,
    /// The fonts used, each with its subset, in the order of their identifiers.
    pub(super) fonts: BTreeMap<FontId, Arc<Subset>>,
}

/// Glyphs of each font, with the words each stands for in this document.
type Used = BTreeMap<FontId, BTreeMap<u16, String>>;

/// Draws every page.
pub(super) fn draw(layout: &Layout, sheet: Sheet, title: &str) -> Result<Drawn> {
    let used = used(layout);
    let fonts = used
        .iter()
        .map(|(&id, glyphs)| Ok((id, fonts::font(id).subset(glyphs)?)))
        .collect::<Result<BTreeMap<_, _>>>()?;
    let mut document = PdfDocument::new(title);
    let mut marks = Vec::with_capacity(layout.pages.len());
    let mut pages = Vec::with_capacity(layout.pages.len());
    for page in &layout.pages {
        let mut pen = Pen { height: sheet.height, fonts: &fonts, ops: Vec::new(), colour: None };
        marks.push(pen.page(page));
        pages.push(PdfPage::new(Pt(sheet.width).into(), Pt(sheet.height).into(), pen.ops));
    }
    document.with_pages(pages);
    // Fonts are embedded by `finish`: printpdf would parse and convert each subset again for every document.
    let options = PdfSaveOptions { subset_fonts: false, secure: false, ..PdfSaveOptions::default() };
    let document = document.to_lopdf_document(&options, &mut Vec::new());
    Ok(Drawn { document, marks, fonts })
}

/// Name of a font in the pages' resources.
pub(super) fn resource_name(id: FontId) -> String {
    format!("T{id}")
}

fn used(layout: &Layout) -> Used {
    let mut used = Used::new();
    let runs = || {
        layout.pages.iter().flat_map(|p| &p.pieces).flat_map(|p| &p.items).filter_map(|i| match i {
            Item::Words { run, .. } => Some(run),
            Item::Area { .. } => None,
        })
    };
    // Glyphs that stand alone first: what a glyph means is best learnt from them.
    for alone in [true, false] {
        for run in runs() {
            let glyphs = used.entry(run.font).or_default();
            for cluster in run.glyphs.chunk_by(|a, b| a.cluster == b.cluster) {
                if (cluster.len() == 1) != alone {
                    continue;
                }
                for glyph in cluster {
                    glyphs.entry(glyph.id).or_insert_with(|| {
                        let canonical = fonts::font(run.font).words_of(glyph.id);
                        canonical.unwrap_or(&run.text[glyph.cluster.clone()]).to_owned()
                    });
                }
            }
        }
    }
    used
}

struct Pen<'a> {
    height: f32,
    fonts: &'a BTreeMap<FontId, Arc<Subset>>,
    ops: Vec<Op>,
    colour: Option<Colour>,
}

impl Pen<'_> {
    fn page(&mut self, page: &Page) -> Vec<Option<i64>> {
        let mut next = 0;
        let mut marks = Vec::with_capacity(page.pieces.len());
        for piece in &page.pieces {
            let mark = matches!(piece.mark, Mark::Content(_)).then(|| {
                next += 1;
                next - 1
            });
            self.begin(piece.mark, mark);
            self.items(&piece.items);
            self.ops.push(Op::EndMarkedContent);
            marks.push(mark);
        }
        marks
    }

    /// Begins marked content (ISO 32000-1, 14.6; artifacts: 14.8.2.2).
    fn begin(&mut self, mark: Mark, id: Option<i64>) {
        let (tag, entries) = match mark {
            Mark::Content(_) => ("P", vec![("MCID", DictItem::Int(id.unwrap_or_default()))]),
            Mark::Artifact(Artifact::Header) => ("Artifact", pagination("Header")),
            Mark::Artifact(Artifact::Footer) => ("Artifact", pagination("Footer")),
            Mark::Artifact(Artifact::Repeated) => ("Artifact", vec![("Type", name("Pagination"))]),
            Mark::Artifact(Artifact::Layout) => ("Artifact", vec![("Type", name("Layout"))]),
        };
        self.mark(tag, entries);
    }

    fn mark(&mut self, tag: &str, entries: Vec<(&str, DictItem)>) {
        let map = entries.into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
        let properties = DictItem::Dict { map };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties });
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
        for item in items {
            let Item::Words { x, baseline, run } = item else { continue };
            if current != Some((run.font, run.size)) {
                let font = PdfFontHandle::External(FontName(resource_name(run.font)));
                self.ops.push(Op::SetFont { font, size: Pt(neat(run.size)) });
                current = Some((run.font, run.size));
            }
            self.fill(run.colour);
            let matrix = TextMatrix::Translate(Pt(neat(*x)), Pt(neat(self.height - baseline)));
            self.ops.push(Op::SetTextMatrix { matrix });
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
        let font = fonts::font(run.font);
        let em = run.size / 1000.0;
        let mut show = Show::default();
        // Where the glyph should stand, and where the viewer's pen is, in 1/1000 em.
        let (mut at, mut pen) = (0.0_f32, 0.0_f32);
        for cluster in run.glyphs.chunk_by(|a, b| a.cluster == b.cluster) {
            let words = &run.text[cluster[0].cluster.clone()];
            let code = subset.code(cluster[0].id);
            let own = subset.glyphs.get(usize::from(code)).is_some_and(|(_, meaning)| meaning == words);
            let spelled = !(cluster.len() == 1 && own);
            if spelled {
                show.flush(&mut self.ops);
                self.mark("Span", vec![("ActualText", DictItem::String { data: utf16(words), literal: false })]);
            }
            for glyph in cluster {
                show.rise(glyph.dy, &mut self.ops);
                let wanted = at + glyph.dx / em;
                let kern = (pen - wanted).round();
                if kern != 0.0 {
                    show.kern(kern);
                    pen -= kern;
                }
                show.glyph(subset.code(glyph.id));
                pen += font.stated_advance(glyph.id);
                at += glyph.advance / em;
            }
            if spelled {
                show.flush(&mut self.ops);
                self.ops.push(Op::EndMarkedContent);
            }
        }
        show.flush(&mut self.ops);
        show.rise(0.0, &mut self.ops);
    }
}

/// Glyphs on their way into a TJ operator: strings of glyph identifiers with pen movements between them.
#[derive(Default)]
struct Show {
    items: Vec<DictItem>,
    string: Vec<u8>,
    rise: f32,
}

impl Show {
    fn glyph(&mut self, code: u16) {
        self.string.extend(code.to_be_bytes());
    }

    fn kern(&mut self, by: f32) {
        self.end_string();
        self.items.push(DictItem::Int(by as i64));
    }

    fn end_string(&mut self) {
        if !self.string.is_empty() {
            self.items.push(DictItem::String { data: std::mem::take(&mut self.string), literal: true });
        }
    }

    fn rise(&mut self, to: f32, ops: &mut Vec<Op>) {
        if (self.rise - to).abs() > 0.001 {
            self.flush(ops);
            ops.push(Op::SetLineOffset { multiplier: neat(to) });
            self.rise = to;
        }
    }

    fn flush(&mut self, ops: &mut Vec<Op>) {
        self.end_string();
        if !self.items.is_empty() {
            let items = DictItem::Array(std::mem::take(&mut self.items));
            // printpdf's own operator writes a string for every glyph.
            ops.push(Op::Unknown { key: "TJ".to_owned(), value: vec![items] });
        }
    }
}

fn pagination(subtype: &str) -> Vec<(&'static str, DictItem)> {
    vec![("Type", name("Pagination")), ("Subtype", name(subtype))]
}

fn name(name: &str) -> DictItem {
    DictItem::Name(name.as_bytes().to_vec())
}

/// A length to 1/100 point, which no eye can tell from the exact one.
fn neat(length: f32) -> f32 {
    (length * 100.0).round() / 100.0
}

/// Text as PDF spells what is no Latin: UTF-16, big end first, with its mark.
fn utf16(text: &str) -> Vec<u8> {
    let readable = text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c });
    let mut buffer = [0; 2];
    let mut out = vec![0xfe, 0xff];
    for c in readable {
        c.encode_utf16(&mut buffer).iter().for_each(|unit| out.extend(unit.to_be_bytes()));
    }
    out
}
