//! The structure tree: what each part of the page is, in reading order (ISO 32000-1, 14.7 and 14.8).
//!
//! Handed: elements in reading order, and the content each marks. Gives: a tree in plain data. Knows nothing about PDF
//! objects.

use crate::model::briefing::Scope;

/// Index of an element in a [`Tree`].
pub(super) type ElementId = usize;

/// The root of every tree: the element `Document`.
pub(super) const ROOT: ElementId = 0;

/// What an element is (ISO 32000-1, tables 333 to 340).
#[derive(Debug, Clone, PartialEq)]
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
    /// A drawing: what it says in words, and its bounds on the page, from the top left corner (left, top, right, bottom).
    Figure {
        alternative: String,
        bounds: [f32; 4],
    },
}

/// A child of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Child {
    Element(ElementId),
    /// Marked content: page and number of the piece on the page.
    Content {
        page: usize,
        piece: usize,
    },
    /// An annotation: index among the document's links.
    Annotation(usize),
}

/// An element.
#[derive(Debug, Clone)]
pub(super) struct Element {
    pub(super) role: Role,
    pub(super) parent: ElementId,
    pub(super) lang: Option<String>,
    pub(super) children: Vec<Child>,
    attached: bool,
}

/// A structure tree.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) elements: Vec<Element>,
}

impl Tree {
    pub(super) fn new() -> Self {
        let root = Element { role: Role::Document, parent: ROOT, lang: None, children: Vec::new(), attached: true };
        Self { elements: vec![root] }
    }

    /// Adds an element as the last child of `parent`.
    pub(super) fn add(&mut self, parent: ElementId, role: Role) -> ElementId {
        let id = self.add_later(parent, role, None);
        self.attach(id);
        id
    }

    /// Adds an element that becomes a child of `parent` when its first content is placed: for words inside a paragraph.
    pub(super) fn add_later(&mut self, parent: ElementId, role: Role, lang: Option<String>) -> ElementId {
        self.elements.push(Element { role, parent, lang, children: Vec::new(), attached: false });
        self.elements.len() - 1
    }

    fn attach(&mut self, id: ElementId) {
        if !self.elements[id].attached {
            self.elements[id].attached = true;
            let parent = self.elements[id].parent;
            self.elements[parent].children.push(Child::Element(id));
        }
    }

    /// Says that a piece of a page is content of an element.
    pub(super) fn place(&mut self, id: ElementId, page: usize, piece: usize) {
        self.attach(id);
        self.elements[id].children.push(Child::Content { page, piece });
    }

    /// Says that content of an element reaches from `left`, `top` to `right`, `bottom`; figures must tell.
    pub(super) fn reach(&mut self, id: ElementId, [left, top, right, bottom]: [f32; 4]) {
        if let Role::Figure { bounds, .. } = &mut self.elements[id].role {
            let [l, t, r, b] = *bounds;
            *bounds = [l.min(left), t.min(top), r.max(right), b.max(bottom)];
        }
    }

    /// Says that a link annotation belongs to an element.
    pub(super) fn annotate(&mut self, id: ElementId, link: usize) {
        self.attach(id);
        self.elements[id].children.push(Child::Annotation(link));
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
            Role::Figure { .. } => "Figure",
        }
    }
}
