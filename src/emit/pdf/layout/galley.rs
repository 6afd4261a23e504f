//! Blocks → slabs: the briefing on one endless page.
//!
//! A slab is what no page break may cut: a line, a row of a table. Headings that hang at the left and the labels of lists
//! are laid over the first slab of what they stand beside, so that nothing can come between them.

use super::super::tags::{ElementId, ROOT, Role};
use super::super::text::{self, Lines, Missing, Numbers, Run};
use super::pages::Press;
use super::{Artifact, Item, Mark, baseline, timeline};
use crate::model::briefing::{
    Align, Block, BlockStyle, Briefing, Inline, List, Paragraph, Rule, Table, TableRow, TextStyle, Timeline, Voice,
};

/// What follows what.
pub(super) enum Flow {
    Slab(Slab),
    /// From here on, these slabs stand at the top of every new page.
    Repeat(Vec<Slab>),
    /// From here on, nothing does.
    EndRepeat,
}

/// What no page break may cut.
#[derive(Debug, Clone, Default)]
pub(super) struct Slab {
    /// White space above, dropped at the top of a page.
    pub(super) before: f32,
    pub(super) height: f32,
    /// Height of what hangs beside it, if that is more.
    pub(super) overhang: f32,
    /// Whether it stays with the next.
    pub(super) keep: bool,
    pub(super) parts: Vec<Part>,
}

/// A part of a slab; lengths are from the slab's top.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) mark: Mark,
    pub(super) item: Item,
    /// A heading that starts here: level, title, identifier.
    pub(super) heading: Option<(u8, String, Option<String>)>,
}

/// Where text may stand.
#[derive(Debug, Clone, Copy)]
struct Column {
    x: f32,
    width: f32,
}

/// Laid over the next slab, first baseline on first baseline.
struct Overlay {
    parts: Vec<Part>,
    height: f32,
    baseline: f32,
    /// Index in the flow of the slab it lies over, once there is one.
    over: Option<usize>,
}

/// Taller rows are cut between their lines.
const TALLEST_ROW: f32 = 0.4;

/// Space between the columns of a table.
const GUTTER: f32 = 10.0;

/// Sets a briefing slab by slab, and hands them to a press.
pub(super) fn compose<'s>(briefing: &Briefing, press: Press<'s>) -> Press<'s> {
    let sheet = briefing.sheet;
    let wide = Column { x: sheet.left, width: sheet.width - sheet.left - sheet.right };
    let text = Column { x: wide.x + sheet.hang, width: wide.width - sheet.hang };
    let mut setter = Setter {
        press,
        flow: Vec::new(),
        wide,
        hang: Column { x: wide.x, width: (sheet.hang - GUTTER).max(40.0) },
        tallest_row: (sheet.height - sheet.top - sheet.bottom) * TALLEST_ROW,
        space: 0.0,
        overlays: Vec::new(),
    };
    setter.blocks(&briefing.blocks, text, ROOT);
    setter.press.flow(setter.flow);
    setter.press
}

struct Setter<'s> {
    press: Press<'s>,
    /// What the press has not taken yet.
    flow: Vec<Flow>,
    wide: Column,
    hang: Column,
    tallest_row: f32,
    /// White space owed before the next slab.
    space: f32,
    overlays: Vec<Overlay>,
}

impl Setter<'_> {
    fn blocks(&mut self, blocks: &[Block], column: Column, parent: ElementId) {
        for block in blocks {
            self.block(block, column, parent);
            self.hand_over();
        }
    }

    /// Hands to the press what nothing to come is laid over or stays together with, so that a long briefing is never whole in
    /// memory.
    fn hand_over(&mut self) {
        const ENOUGH: usize = 256;
        if self.flow.len() < ENOUGH || !self.overlays.is_empty() {
            return;
        }
        let ends = |f: &Flow| matches!(f, Flow::Slab(slab) if !slab.keep);
        if let Some(last) = self.flow.iter().rposition(ends) {
            let rest = self.flow.split_off(last + 1);
            self.press.flow(std::mem::replace(&mut self.flow, rest));
        }
    }

    fn block(&mut self, block: &Block, column: Column, parent: ElementId) {
        match block {
            Block::Heading { level, id, paragraph } => self.heading(*level, id.as_ref(), paragraph, column, parent),
            Block::Paragraph(p) => {
                let element = self.press.layout.tree.add(parent, Role::Paragraph);
                self.paragraph(p, self.column(p.style, column), element);
            }
            Block::List(list) => self.list(list, column, parent),
            Block::Table(table) => self.table(table, self.column(table.style, column), parent),
            Block::Timeline(timeline) => self.timeline(timeline, self.column(timeline.style, column), parent),
            Block::Section { style, blocks } => self.section(*style, blocks, column, parent),
        }
    }

    fn column(&self, style: BlockStyle, around: Column) -> Column {
        let column = if style.wide { self.wide } else { around };
        Column { x: column.x + style.indent, width: (column.width - style.indent).max(20.0) }
    }

    fn owe(&mut self, space: f32) {
        self.space = self.space.max(space);
    }

    /// Adds a slab, with what hangs over it.
    fn push(&mut self, mut slab: Slab, first_baseline: f32) {
        slab.before = std::mem::take(&mut self.space);
        let index = self.flow.len();
        let mut parts = Vec::new();
        for overlay in self.overlays.iter_mut().filter(|o| o.over.is_none()) {
            overlay.over = Some(index);
            slab.overhang = slab.overhang.max(overlay.height);
            let shift = first_baseline - overlay.baseline;
            parts.extend(overlay.parts.drain(..).map(|p| p.lowered(shift)));
        }
        slab.parts.splice(0..0, parts);
        self.flow.push(Flow::Slab(slab));
    }

    fn section(&mut self, style: BlockStyle, blocks: &[Block], column: Column, parent: ElementId) {
        let element = self.press.layout.tree.add(parent, Role::Section);
        self.owe(style.before);
        if let Some(rule) = style.rule {
            self.rule(rule);
        }
        let open = self.overlays.len();
        self.blocks(blocks, self.column(style, column), element);
        self.settle(open);
        self.owe(style.after);
    }

    fn rule(&mut self, rule: Rule) {
        let part = area(self.wide.x, 0.0, self.wide.width, rule);
        let slab = Slab { height: rule.width + rule.gap, keep: true, parts: vec![part], ..Slab::default() };
        let before = std::mem::take(&mut self.space);
        self.flow.push(Flow::Slab(Slab { before, ..slab }));
    }

    /// Ends the overlays begun since `open`: what follows starts below them.
    fn settle(&mut self, open: usize) {
        for overlay in self.overlays.split_off(open) {
            match overlay.over {
                Some(index) => {
                    let below = self.flow[index..].iter().map(Flow::extent).sum::<f32>();
                    let Flow::Slab(first) = &self.flow[index] else { continue };
                    let missing = overlay.height - (below - first.before);
                    if missing > 0.0 {
                        self.flow.push(Flow::Slab(Slab { height: missing, ..Slab::default() }));
                    }
                }
                // Nothing followed it: it stands on its own.
                None => {
                    let slab = Slab { height: overlay.height, parts: overlay.parts, ..Slab::default() };
                    self.push(slab, overlay.baseline);
                }
            }
        }
    }

    fn heading(&mut self, level: u8, id: Option<&String>, p: &Paragraph, column: Column, parent: ElementId) {
        let element = self.press.layout.tree.add(parent, Role::Heading(level));
        let heading = Some((level, plain(&p.content), id.cloned()));
        if !p.style.hang {
            let start = self.flow.len();
            self.paragraph(p, self.column(p.style, column), element);
            if let Some(Flow::Slab(slab)) = self.flow.get_mut(start)
                && let Some(part) = slab.parts.iter_mut().find(|part| part.mark == Mark::Content(element))
            {
                part.heading = heading;
            }
            return;
        }
        let (mut parts, height) = self.set(p, self.hang, element);
        if let Some(first) = parts.first_mut() {
            first.heading = heading;
        }
        self.overlays.push(Overlay { parts, height, baseline: baseline(p.text.size, p.text.leading), over: None });
    }

    /// Sets a paragraph as parts below each other.
    fn set(&mut self, p: &Paragraph, column: Column, element: ElementId) -> (Vec<Part>, f32) {
        let lines = self.lines(p, column.width);
        let voices = self.voices(&lines, element);
        let mut parts = Vec::new();
        let mut y = 0.0;
        for line in lines.lines {
            let base = y + baseline(p.text.size, p.text.leading);
            parts.extend(line.runs.into_iter().map(|run| words(run, column.x, base, &voices)));
            y += p.text.leading;
        }
        (parts, y)
    }

    fn lines(&mut self, p: &Paragraph, width: f32) -> Lines {
        // Page numbers stand in headers and footers only; elsewhere there is no page yet.
        let numbers = Numbers { page: 1, pages: 1 };
        text::lines(&p.content, width, p.text.align, numbers, &mut self.press.layout.missing)
    }

    /// The element that each voice of a paragraph speaks as.
    fn voices(&mut self, lines: &Lines, element: ElementId) -> Vec<ElementId> {
        let mut ids = Vec::with_capacity(lines.voices.len());
        for voice in &lines.voices {
            let id = match voice.as_deref() {
                None => element,
                Some(Voice { link: Some(target), lang }) => {
                    let id = self.press.layout.tree.add_later(element, Role::Link, lang.as_deref());
                    self.press.links.insert(id, target.clone());
                    id
                }
                Some(Voice { lang, .. }) => self.press.layout.tree.add_later(element, Role::Span, lang.as_deref()),
            };
            ids.push(id);
        }
        ids
    }

    fn paragraph(&mut self, p: &Paragraph, column: Column, element: ElementId) {
        let lines = self.lines(p, column.width);
        let voices = self.voices(&lines, element);
        self.owe(p.style.before);
        let base = baseline(p.text.size, p.text.leading);
        let count = lines.lines.len();
        for (i, line) in lines.lines.into_iter().enumerate() {
            // Neither the first line nor the last stands alone.
            let together = i == 0 && count > 1 || i + 2 == count;
            let keep = p.style.keep || together;
            let parts = line.runs.into_iter().map(|run| words(run, column.x, base, &voices)).collect();
            self.push(Slab { height: p.text.leading, keep, parts, ..Slab::default() }, base);
        }
        self.owe(p.style.after);
    }

    fn list(&mut self, list: &List, column: Column, parent: ElementId) {
        let element = self.press.layout.tree.add(parent, Role::List { ordered: list.ordered });
        self.owe(list.style.before);
        let label = Column {
            width: (list.style.indent - 6.0).max(12.0),
            ..self.column(BlockStyle { indent: 0.0, ..list.style }, column)
        };
        let body = self.column(list.style, column);
        for item in &list.items {
            let li = self.press.layout.tree.add(element, Role::ListItem);
            self.owe(item.style.before);
            let open = self.overlays.len();
            if let Some(p) = &item.label {
                let lbl = self.press.layout.tree.add(li, Role::Label);
                let (parts, height) = self.set(p, label, lbl);
                let base = baseline(p.text.size, p.text.leading);
                self.overlays.push(Overlay { parts, height, baseline: base, over: None });
            }
            let lbody = self.press.layout.tree.add(li, Role::ListBody);
            self.blocks(&item.blocks, body, lbody);
            self.settle(open);
            self.owe(item.style.after);
            self.hand_over();
        }
        self.owe(list.style.after);
    }

    fn table(&mut self, table: &Table, column: Column, parent: ElementId) {
        let element = self.press.layout.tree.add(parent, Role::Table);
        self.owe(table.style.before);
        let columns = columns(&table.columns, column);
        if !table.head.is_empty() {
            let head = self.press.layout.tree.add(element, Role::TableHead);
            let start = self.flow.len();
            for row in &table.head {
                self.row(row, &columns, head, true);
            }
            let repeated = self.flow[start..].iter().filter_map(Flow::repeated).collect();
            self.flow.push(Flow::Repeat(repeated));
        }
        let body = self.press.layout.tree.add(element, Role::TableBody);
        for (i, row) in table.body.iter().enumerate() {
            // Neither the first row nor the last stands alone.
            let together = table.body.len() > 1 && (i == 0 || i + 2 == table.body.len());
            self.row(row, &columns, body, row.style.keep || together);
            self.hand_over();
        }
        if !table.head.is_empty() {
            self.flow.push(Flow::EndRepeat);
        }
        self.owe(table.style.after);
    }

    fn timeline(&mut self, timeline: &Timeline, column: Column, parent: ElementId) {
        let element = self.press.layout.tree.add_figure(parent, &timeline.alternative);
        self.owe(timeline.style.before);
        let drawing = timeline::draw(timeline, column.x, column.width, &mut self.press.layout.missing);
        let mark = Mark::Content(element);
        let parts = drawing.items.into_iter().map(|item| Part { mark, item, heading: None }).collect();
        self.push(Slab { height: drawing.height, parts, ..Slab::default() }, drawing.baseline);
        self.owe(timeline.style.after);
    }

    fn row(&mut self, row: &TableRow, columns: &[Column], parent: ElementId, keep: bool) {
        let element = self.press.layout.tree.add(parent, Role::Row);
        let pad = row.style.before + row.style.rule.map_or(0.0, |r| r.width + r.gap);
        let mut parts = Vec::new();
        let mut height: f32 = 0.0;
        let mut first_baseline = f32::MAX;
        for (cell, column) in row.cells.iter().zip(columns) {
            let role = cell.heads.map_or(Role::DataCell, Role::HeaderCell);
            let id = self.press.layout.tree.add(element, role);
            let mut y = pad;
            for p in &cell.paragraphs {
                let target =
                    if cell.paragraphs.len() > 1 { self.press.layout.tree.add(id, Role::Paragraph) } else { id };
                y += if y > pad { p.style.before } else { 0.0 };
                first_baseline = first_baseline.min(y + baseline(p.text.size, p.text.leading));
                let (set, tall) = self.set(p, *column, target);
                parts.extend(set.into_iter().map(|part| part.lowered(y)));
                y += tall + p.style.after;
            }
            height = height.max(y);
        }
        height += row.style.after;
        let line = row.style.rule.map(|rule| {
            let end = columns.last().map_or(0.0, |c| c.x + c.width);
            let start = columns.first().map_or(0.0, |c| c.x);
            area(start, 0.0, end - start, rule)
        });
        let parts = line.into_iter().chain(parts).collect();
        let slab = Slab { height, keep, parts, ..Slab::default() };
        for slab in if height > self.tallest_row { slab.cut() } else { vec![slab] } {
            self.push(slab, first_baseline);
        }
    }
}

impl Flow {
    fn extent(&self) -> f32 {
        match self {
            Flow::Slab(s) => s.before + s.height,
            _ => 0.0,
        }
    }

    /// The slab as it is repeated on the next page: without meaning of its own.
    fn repeated(&self) -> Option<Slab> {
        let Flow::Slab(slab) = self else { return None };
        let parts = slab.parts.iter().map(|p| Part { mark: repeated(p.mark), heading: None, ..p.clone() }).collect();
        Some(Slab { before: 0.0, overhang: 0.0, parts, ..slab.clone() })
    }
}

const fn repeated(mark: Mark) -> Mark {
    match mark {
        Mark::Content(_) => Mark::Artifact(Artifact::Repeated),
        artifact => artifact,
    }
}

impl Part {
    fn lowered(mut self, by: f32) -> Self {
        match &mut self.item {
            Item::Words { baseline, .. } => *baseline += by,
            Item::Area { y, .. } => *y += by,
        }
        self
    }

    /// Where it starts and ends, from the slab's top.
    fn span(&self) -> (f32, f32) {
        match &self.item {
            Item::Words { baseline, run, .. } => (baseline - run.size, baseline + run.size * 0.3),
            Item::Area { y, height, .. } => (*y, y + height),
        }
    }
}

impl Slab {
    /// Cuts a tall slab wherever no part of it is cut.
    fn cut(self) -> Vec<Slab> {
        let mut parts = self.parts;
        parts.sort_by(|a, b| a.span().0.total_cmp(&b.span().0));
        let mut slabs: Vec<Slab> = Vec::new();
        let mut current: Vec<Part> = Vec::new();
        let (mut top, mut bottom) = (0.0_f32, 0.0_f32);
        for part in parts {
            let (start, end) = part.span();
            if start >= bottom && !current.is_empty() {
                let parts = current.drain(..).map(|p: Part| p.lowered(-top)).collect();
                slabs.push(Slab { height: start - top, parts, ..Slab::default() });
                top = start;
            }
            bottom = bottom.max(end);
            current.push(part);
        }
        let parts = current.into_iter().map(|p| p.lowered(-top)).collect();
        slabs.push(Slab { height: self.height - top, keep: self.keep, parts, ..Slab::default() });
        slabs
    }
}

fn words(run: Run, x: f32, baseline: f32, voices: &[ElementId]) -> Part {
    let mark = Mark::Content(voices[run.voice]);
    let x = x + run.x;
    Part { mark, item: Item::Words { x, baseline, run }, heading: None }
}

fn area(x: f32, y: f32, width: f32, rule: Rule) -> Part {
    let item = Item::Area { x, y, width, height: rule.width, colour: rule.colour };
    Part { mark: Mark::Artifact(Artifact::Layout), item, heading: None }
}

/// Divides a width by shares, with a gutter between columns.
fn columns(shares: &[f32], within: Column) -> Vec<Column> {
    let gutters = GUTTER * (shares.len().saturating_sub(1)) as f32;
    let unit = (within.width - gutters).max(20.0) / shares.iter().sum::<f32>().max(1.0);
    let mut x = within.x;
    let mut columns = Vec::with_capacity(shares.len());
    for share in shares {
        columns.push(Column { x, width: share * unit });
        x += share * unit + GUTTER;
    }
    columns
}

/// The words of a paragraph without their styles.
fn plain(content: &[Inline]) -> String {
    let words = content.iter().map(|i| match i {
        Inline::Span(s) => s.text.as_str(),
        _ => " ",
    });
    words.collect::<String>().replace('\u{a0}', " ")
}

/// A line of running text, aligned within the sheet: runs with their place.
pub(super) fn running(
    paragraphs: &[Paragraph],
    briefing: &Briefing,
    numbers: Numbers,
    first_baseline: f32,
    missing: &mut Missing,
) -> Vec<Item> {
    let sheet = briefing.sheet;
    let whole = sheet.width - sheet.left - sheet.right;
    let mut items = Vec::new();
    let mut taken: f32 = 0.0;
    let aligned = |align| paragraphs.iter().filter(move |p| p.text.align == align);
    for p in aligned(Align::Right).chain(aligned(Align::Left)) {
        let width = (whole - taken).max(40.0);
        let left = if p.text.align == Align::Right { sheet.left + whole - width } else { sheet.left };
        let lines = text::lines(&p.content, width, p.text.align, numbers, missing);
        for (i, line) in lines.lines.into_iter().take(2).enumerate() {
            taken = taken.max(if p.text.align == Align::Right { line.width + 12.0 } else { 0.0 });
            let baseline = first_baseline + i as f32 * leading(p.text);
            items.extend(line.runs.into_iter().map(|run| Item::Words { x: left + run.x, baseline, run }));
        }
    }
    items
}

const fn leading(style: TextStyle) -> f32 {
    style.leading
}
