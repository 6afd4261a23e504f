//! The structure tree: what each part of the page is, in reading order (ISO 32000-1, 14.7 and 14.8).
//!
//! Handed: elements in reading order, and the content each marks. Gives: a tree in plain data. Knows nothing about PDF
//! objects.

use crate::model::briefing::Scope;
use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::{iter, mem};

/// Index of an element in a [`Tree`].
pub(super) type ElementId = u32;

/// The root of every tree: the element `Document`.
pub(super) const ROOT: ElementId = 0;

/// What an element is (ISO 32000-1, tables 333 to 340).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Document,
    Section,
    Heading(u8),
    Paragraph,
    List {
        ordered: bool,
    },
    ListItem,
    Label,
    ListBody,
    Table,
    TableHead,
    TableBody,
    Row,
    HeaderCell(Scope),
    DataCell,
    Span,
    Link,
    /// A drawing; what a reader must know of it is in its [`Figure`].
    Figure,
}

/// What only drawings have.
#[derive(Debug)]
pub(super) struct Figure {
    /// What it says, in words.
    pub(super) alternative: String,
    /// Its bounds on the page, from the top left corner (left, top, right, bottom).
    pub(super) bounds: [f32; 4],
}

/// A child of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Child {
    Element(ElementId),
    /// Marked content: page, and its number among the marked contents of the page.
    Content {
        page: u32,
        number: u32,
    },
    /// An annotation: index among the document's links.
    Annotation(u32),
}

/// An element. A long document has a hundred thousand of them, so that each is small.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) role: Role,
    attached: bool,
    pub(super) parent: ElementId,
    /// Where its first child is and its last.
    first: Option<PlaceId>,
    last: Option<PlaceId>,
}

/// Number of a place in a [`Tree`], from 1.
type PlaceId = NonZeroU32;

/// A child's place among its siblings.
#[derive(Debug)]
struct Place {
    child: Child,
    next: Option<PlaceId>,
}

/// A structure tree.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) elements: Vec<Element>,
    /// The children of all elements, in the order in which they came.
    places: Vec<Place>,
    figures: BTreeMap<ElementId, Figure>,
    /// The languages of the elements that have one of their own, in the order of the elements.
    langs: Vec<(ElementId, Box<str>)>,
}

impl Tree {
    pub(super) fn new() -> Self {
        let root = Element { role: Role::Document, attached: true, parent: ROOT, first: None, last: None };
        Self { elements: vec![root], places: Vec::new(), figures: BTreeMap::new(), langs: Vec::new() }
    }

    /// Nothing but the root, and the room that the others took.
    pub(super) fn emptied(mut self) -> Self {
        let Self { elements, figures, langs, .. } = Self::new();
        self.elements.splice(.., elements);
        self.places.clear();
        Self { figures, langs, ..self }
    }

    /// Adds an element as the last child of `parent`.
    pub(super) fn add(&mut self, parent: ElementId, role: Role) -> ElementId {
        let id = self.add_later(parent, role, None);
        self.attach(id);
        id
    }

    /// Adds an element that becomes a child of `parent` when its first content is placed: for words inside a paragraph.
    pub(super) fn add_later(&mut self, parent: ElementId, role: Role, lang: Option<&str>) -> ElementId {
        let id = self.elements.len() as ElementId;
        self.elements.push(Element { role, attached: false, parent, first: None, last: None });
        self.langs.extend(lang.map(|lang| (id, Box::from(lang))));
        id
    }

    /// Adds a drawing as the last child of `parent`: what it says in words. Its bounds are those of its content.
    pub(super) fn add_figure(&mut self, parent: ElementId, alternative: &str) -> ElementId {
        let id = self.add(parent, Role::Figure);
        let bounds = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
        self.figures.insert(id, Figure { alternative: alternative.to_owned(), bounds });
        id
    }

    /// Says that a piece of a page is content of an element.
    pub(super) fn place(&mut self, id: ElementId, page: usize, number: usize) {
        self.attach(id);
        self.adopt(id, Child::Content { page: page as u32, number: number as u32 });
    }

    /// Says that content of an element reaches from `left`, `top` to `right`, `bottom`; figures must tell.
    pub(super) fn reach(&mut self, id: ElementId, [left, top, right, bottom]: [f32; 4]) {
        if self.elements[id as usize].role == Role::Figure
            && let Some(figure) = self.figures.get_mut(&id)
        {
            let [l, t, r, b] = figure.bounds;
            figure.bounds = [l.min(left), t.min(top), r.max(right), b.max(bottom)];
        }
    }

    /// Says that a link annotation belongs to an element.
    pub(super) fn annotate(&mut self, id: ElementId, link: usize) {
        self.attach(id);
        self.adopt(id, Child::Annotation(link as u32));
    }

    /// The children of an element, in reading order.
    pub(super) fn children(&self, id: ElementId) -> impl Iterator<Item = Child> {
        let place = |at: PlaceId| &self.places[at.get() as usize - 1];
        let first = self.elements[id as usize].first.map(place);
        iter::successors(first, move |p| p.next.map(place)).map(|p| p.child)
    }

    /// The language of an element, where it has one of its own (BCP 47).
    pub(super) fn lang(&self, id: ElementId) -> Option<&str> {
        let at = self.langs.binary_search_by_key(&id, |&(element, _)| element).ok()?;
        Some(&self.langs[at].1)
    }

    pub(super) fn figure(&self, id: ElementId) -> Option<&Figure> {
        self.figures.get(&id)
    }

    fn attach(&mut self, id: ElementId) {
        let Element { attached, parent, .. } = &mut self.elements[id as usize];
        let (before, parent) = (mem::replace(attached, true), *parent);
        if !before {
            self.adopt(parent, Child::Element(id));
        }
    }

    /// Adds a child after the others.
    fn adopt(&mut self, id: ElementId, child: Child) {
        self.places.push(Place { child, next: None });
        let at = PlaceId::new(self.places.len() as u32);
        let element = &mut self.elements[id as usize];
        match element.last {
            Some(last) => self.places[last.get() as usize - 1].next = at,
            None => element.first = at,
        }
        element.last = at;
    }
}

impl Role {
    /// Standard structure type.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Role::Document => "Document",
            Role::Section => "Sect",
            Role::Heading(0 | 1) => "H1",
            Role::Heading(2) => "H2",
            Role::Heading(_) => "H3",
            Role::Paragraph => "P",
            Role::List { .. } => "L",
            Role::ListItem => "LI",
            Role::Label => "Lbl",
            Role::ListBody => "LBody",
            Role::Table => "Table",
            Role::TableHead => "THead",
            Role::TableBody => "TBody",
            Role::Row => "TR",
            Role::HeaderCell(_) => "TH",
            Role::DataCell => "TD",
            Role::Span => "Span",
            Role::Link => "Link",
            Role::Figure => "Figure",
        }
    }
}
