//! Slabs → pages.
//!
//! Greedy: a page is full when the next group of slabs that belong together does not fit. A group taller than a page is
//! broken anyway. Every slab is looked at twice, so the cost is linear in their number.

use super::super::text::Numbers;
use super::galley::{Flow, Galley, Slab, running};
use super::{Artifact, Bookmark, Item, Layout, LinkArea, Mark, Page, Piece, Targets};
use crate::model::briefing::{Briefing, Sheet};

pub(super) fn cut(galley: Galley, briefing: &Briefing) -> Layout {
    let mut press = Press {
        sheet: briefing.sheet,
        layout: Layout {
            pages: vec![Page::default()],
            tree: galley.tree,
            bookmarks: Vec::new(),
            links: Vec::new(),
            missing: galley.missing,
        },
        y: briefing.sheet.top,
        empty: true,
        repeat: Vec::new(),
        targets: Targets::new(),
        leads: Vec::new(),
        links: galley.links,
    };
    press.flow(galley.flow);
    press.join_links();
    press.running(briefing);
    press.layout
}

struct Press {
    sheet: Sheet,
    layout: Layout,
    y: f32,
    /// Whether the page holds nothing yet but repeated rows.
    empty: bool,
    repeat: Vec<Slab>,
    targets: Targets,
    /// Link areas whose target is looked up at the end.
    leads: Vec<(LinkArea, String)>,
    links: std::collections::BTreeMap<usize, String>,
}

impl Press {
    fn flow(&mut self, flow: Vec<Flow>) {
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

    fn turn(&mut self) {
        self.layout.pages.push(Page::default());
        self.y = self.sheet.top;
        for slab in self.repeat.clone() {
            let height = slab.height;
            self.draw(slab);
            self.y += height;
        }
        self.empty = true;
    }

    fn draw(&mut self, slab: Slab) {
        let page = self.layout.pages.len() - 1;
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
        let pieces = &mut self.layout.pages[page].pieces;
        match pieces.last_mut() {
            Some(last) if last.mark == mark => last.items.push(item),
            _ => {
                if let Mark::Content(element) = mark {
                    self.layout.tree.place(element, page, pieces.len());
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

    fn running(&mut self, briefing: &Briefing) {
        let pages = self.layout.pages.len();
        for i in 0..pages {
            let numbers = Numbers { page: i + 1, pages };
            let foot = self.sheet.height - self.sheet.footer;
            for (paragraphs, baseline, artifact) in
                [(&briefing.header, self.sheet.header, Artifact::Header), (&briefing.footer, foot, Artifact::Footer)]
            {
                let items = running(paragraphs, briefing, numbers, baseline, &mut self.layout.missing);
                if !items.is_empty() {
                    self.layout.pages[i].pieces.push(Piece { mark: Mark::Artifact(artifact), items });
                }
            }
        }
    }
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
