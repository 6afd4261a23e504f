//! Briefing → pages: where every line stands, and what it is.
//!
//! Handed: a [`Briefing`]. Gives: a [`Layout`], numbers and a structure tree. Knows nothing about PDF objects. Lengths are
//! points, from the top left corner of the page.
//!
//! A [galley](galley) of slabs, endless and unbroken, is cut into [pages].

mod galley;
mod pages;
mod timeline;

use super::tags::{ElementId, Tree};
use super::text::{Missing, Numbers, Run};
use crate::model::briefing::{Briefing, Colour};
use pages::Press;
use std::collections::BTreeMap;

/// What a briefing's pages show is handed on page by page; this is what is known of all of them.
#[derive(Debug)]
pub(super) struct Layout {
    /// For each page, the elements that its marked contents belong to.
    pub(super) contents: Vec<Box<[ElementId]>>,
    pub(super) tree: Tree,
    /// Headings, for the bookmarks.
    pub(super) bookmarks: Vec<Bookmark>,
    /// Areas that lead to a heading.
    pub(super) links: Vec<LinkArea>,
    /// Characters no font shows.
    pub(super) missing: Missing,
}

/// A page: pieces in reading order.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) pieces: Vec<Piece>,
}

/// What belongs to one element, or to none, and is drawn in one go.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) mark: Mark,
    pub(super) items: Vec<Item>,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Content of an element.
    Content(ElementId),
    /// No content: a reader that speaks skips it.
    Artifact(Artifact),
}

/// Kinds of what is no content (ISO 32000-1, 14.8.2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Artifact {
    Header,
    Footer,
    /// Repeated on every page of a table.
    Repeated,
    /// Lines and areas.
    Layout,
}

/// Something drawn.
#[derive(Debug, Clone)]
pub(super) enum Item {
    /// Words on a baseline.
    Words { x: f32, baseline: f32, run: Run },
    /// A filled rectangle.
    Area { x: f32, y: f32, width: f32, height: f32, colour: Colour },
}

impl Item {
    pub(super) const fn is_words(&self) -> bool {
        matches!(self, Item::Words { .. })
    }
}

/// An entry of the bookmarks.
#[derive(Debug, Clone)]
pub(super) struct Bookmark {
    pub(super) title: String,
    pub(super) level: u8,
    pub(super) page: usize,
    pub(super) y: f32,
}

/// An area that leads to a heading.
#[derive(Debug, Clone)]
pub(super) struct LinkArea {
    pub(super) page: usize,
    /// Left, top, right, bottom.
    pub(super) bounds: [f32; 4],
    pub(super) element: ElementId,
    /// Page and height of the heading.
    pub(super) target: (usize, f32),
    /// The words that lead there.
    pub(super) words: String,
}

impl Layout {
    pub(super) fn new() -> Self {
        let (contents, bookmarks, links) = (Vec::new(), Vec::new(), Vec::new());
        Self { contents, tree: Tree::new(), bookmarks, links, missing: Missing::new() }
    }

    /// Nothing, and the room that a layout took: to lay the same out once more.
    pub(super) fn emptied(self) -> Self {
        Self { tree: self.tree.emptied(), ..Self::new() }
    }

    pub(super) const fn pages(&self) -> usize {
        self.contents.len()
    }
}

/// Lays a briefing out, and hands on each page as soon as it is full: without what runs at its top and its foot, for nobody
/// knows yet how many pages there are. `layout` is empty.
pub(super) fn lay_out(briefing: &Briefing, layout: Layout, sink: &mut dyn FnMut(Page)) -> Layout {
    galley::compose(briefing, Press::new(briefing.sheet, layout, sink)).end()
}

/// Adds what runs at the top and at the foot of page `number`, from 0, of so many.
pub(super) fn complete(page: &mut Page, briefing: &Briefing, number: usize, pages: usize, missing: &mut Missing) {
    page.pieces.extend(pages::running_pieces(briefing, Numbers { page: number + 1, pages }, missing));
}

/// Baseline of a line of text below its top: centred on the middle of capitals and small letters alike.
fn baseline(size: f32, leading: f32) -> f32 {
    leading * 0.5 + size * 0.35
}

/// Identifiers of headings and what stands there.
type Targets = BTreeMap<String, (usize, f32)>;
