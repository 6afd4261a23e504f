//! Slabs → pages.
//!
//! Greedy: a page is full when the next group of slabs that belong together does not fit. A group taller than a page is
//! broken anyway. Every slab is looked at twice, so the cost is linear in their number.

use super::super::tags::ElementId;
use super::super::text::{Missing, Numbers};
use super::galley::{Flow, Slab, running};
use super::{Artifact, Bookmark, Item, Layout, LinkArea, Mark, Page, Piece, Targets};
use crate::model::briefing::{Briefing, Sheet};
use std::collections::BTreeMap;

/// What becomes of finished pages, in their order.
pub(super) type Sink<'s> = &'s mut dyn FnMut(Page);

/// Sets slabs on pages and hands on each page that is full.
pub(super) struct Press<'s> {
    sheet: Sheet,
    pub(super) layout: Layout,
    /// Where each link element leads.
    pub(super) links: BTreeMap<ElementId, String>,
    sink: Sink<'s>,
    page: Page,
    /// The elements of its contents.
    contents: Vec<ElementId>,
    /// Number of the page, from 0.
    number: usize,
    y: f32,
    /// Whether the page holds nothing yet but repeated rows.
    empty: bool,
    repeat: Vec<Slab>,
    targets: Targets,
    /// Link areas whose target is looked up at the end.
    leads: Vec<(LinkArea, String)>,
}

impl<'s> Press<'s> {
    pub(super) fn new(sheet: Sheet, layout: Layout, sink: Sink<'s>) -> Self {
        Self {
            sheet,
            layout,
            links: BTreeMap::new(),
            sink,
            page: Page::default(),
            contents: Vec::new(),
            number: 0,
            y: sheet.top,
            empty: true,
            repeat: Vec::new(),
            targets: Targets::new(),
            leads: Vec::new(),
        }
    }

    /// Hands on the last page.
    pub(super) fn end(mut self) -> Layout {
        self.hand_on();
        self.join_links();
        self.layout
    }

    /// Takes slabs, the last of which need not stay with what comes after it.
    pub(super) fn flow(&mut self, flow: Vec<Flow>) {
        // For every slab, the height of the slabs that must follow on the same page.
        let mut rest = vec![0.0_f32; flow.len() + 1];
        for (i, f) in flow.iter().enumerate().rev() {
            rest[i] = match f {
                Flow::Slab(s) if s.keep => (s.height + next_before(&flow, i) + rest[i + 1]).max(s.overhang),
                Flow::Slab(s) => s.height.max(s.overhang),
                _ => rest[i + 1],
            };
        }
        for (i, f) in flow.into_iter().enumerate() {
            match f {
                Flow::Slab(slab) => self.place(slab, rest[i]),
                Flow::Repeat(slabs) => self.repeat = slabs,
                Flow::EndRepeat => self.repeat.clear(),
            }
        }
    }

    fn bottom(&self) -> f32 {
        self.sheet.height - self.sheet.bottom
    }

    /// Places a slab; `group` is its height with what must stay with it.
    fn place(&mut self, slab: Slab, group: f32) {
        let before = if self.empty { 0.0 } else { slab.before };
        let room = self.bottom() - self.y - before;
        // A group that would not fit on a fresh page either is broken where the page ends.
        let fits_a_page = group <= self.bottom() - self.sheet.top;
        let needed = if fits_a_page { group } else { slab.height };
        if !self.empty && needed > room {
            self.turn();
        }
        let before = if self.empty { 0.0 } else { slab.before };
        self.y += before;
        let height = slab.height;
        self.draw(slab);
        self.y += height;
        self.empty = false;
    }

    fn hand_on(&mut self) {
        self.layout.contents.push(self.contents.as_slice().into());
        self.contents.clear();
        (self.sink)(std::mem::take(&mut self.page));
        self.number += 1;
    }

    fn turn(&mut self) {
        self.hand_on();
        self.y = self.sheet.top;
        for slab in self.repeat.clone() {
            let height = slab.height;
            self.draw(slab);
            self.y += height;
        }
        self.empty = true;
    }

    fn draw(&mut self, slab: Slab) {
        let page = self.number;
        for part in slab.parts {
            let item = part.item.at(self.y);
            if let Some((level, title, id)) = part.heading {
                let y = self.y;
                if let Some(id) = id {
                    self.targets.entry(id).or_insert((page, y));
                }
                self.layout.bookmarks.push(Bookmark { title, level, page, y });
            }
            if let (Mark::Content(element), Item::Words { run, .. }) = (part.mark, &item)
                && let Some(target) = self.links.get(&element)
            {
                let bounds = item.bounds();
                let words = run.words().to_owned();
                let area = LinkArea { page, bounds, element, target: (0, 0.0), words };
                self.leads.push((area, target.clone()));
            }
            if let Mark::Content(element) = part.mark {
                self.layout.tree.reach(element, item.bounds());
            }
            self.add(page, part.mark, item);
        }
    }

    fn add(&mut self, page: usize, mark: Mark, item: Item) {
        let pieces = &mut self.page.pieces;
        match pieces.last_mut() {
            Some(last) if last.mark == mark => last.items.push(item),
            _ => {
                if let Mark::Content(element) = mark {
                    self.layout.tree.place(element, page, self.contents.len());
                    self.contents.push(element);
                }
                pieces.push(Piece { mark, items: vec![item] });
            }
        }
    }

    fn join_links(&mut self) {
        for (mut area, id) in std::mem::take(&mut self.leads) {
            if let Some(&target) = self.targets.get(&id) {
                area.target = target;
                self.layout.tree.annotate(area.element, self.layout.links.len());
                self.layout.links.push(area);
            }
        }
    }
}

/// What runs at the top and at the foot of a page.
pub(super) fn running_pieces(briefing: &Briefing, numbers: Numbers, missing: &mut Missing) -> Vec<Piece> {
    let sheet = briefing.sheet;
    let foot = sheet.height - sheet.footer;
    let both = [(&briefing.header, sheet.header, Artifact::Header), (&briefing.footer, foot, Artifact::Footer)];
    let pieces = both.into_iter().map(|(paragraphs, baseline, artifact)| {
        let items = running(paragraphs, briefing, numbers, baseline, missing);
        Piece { mark: Mark::Artifact(artifact), items }
    });
    pieces.filter(|p| !p.items.is_empty()).collect()
}

fn next_before(flow: &[Flow], i: usize) -> f32 {
    let next = flow[i + 1..].iter().take(2).find_map(|f| match f {
        Flow::Slab(s) => Some(s.before),
        _ => None,
    });
    next.unwrap_or(0.0)
}

impl Item {
    /// Left, top, right, bottom.
    fn bounds(&self) -> [f32; 4] {
        match self {
            Item::Words { x, baseline, run } => [*x, baseline - run.size, x + run.width, baseline + run.size * 0.3],
            Item::Area { x, y, width, height, .. } => [*x, *y, x + width, y + height],
        }
    }

    fn at(self, top: f32) -> Self {
        match self {
            Item::Words { x, baseline, run } => Item::Words { x, baseline: baseline + top, run },
            Item::Area { x, y, width, height, colour } => Item::Area { x, y: y + top, width, height, colour },
        }
    }
}
