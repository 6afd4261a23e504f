//! Where every text of a note goes in the document.
//!
//! Handed: a note. Gives: [`Step`]s, the document's elements in order, each with its `eId`; texts come in reading order.
//! The inverse, from elements back to blocks, is `import/blocks.rs`. Knows nothing about facts, except which blocks
//! at the head make the preface.

use super::names::{Taken, below, number};
use crate::model::{Block, Item, Note, Row, Text};
use crate::source::Span;

/// What replaces rows and cells where a table has none: Akoma Ntoso asks for at least one of each.
pub(super) const NONE: &str = "none";
/// `name` of the container that stands in for an empty main body.
pub(super) const EMPTY: &str = "empty";
/// Class and container name of what is no part of the note.
pub(super) const BOILERPLATE: &str = "boilerplate";
/// Class of a heading's depth, followed by the depth.
pub(super) const LEVEL: &str = "level-";

/// How many blocks without a title, date or publisher may stand between blocks that have one in a preface.
const PREFACE_GAP: usize = 2;

/// One step through the document.
#[derive(Debug)]
pub(super) enum Step<'a> {
    /// An element that holds elements begins.
    Open(Tag),
    /// An element that holds words.
    Words(Tag, &'a Text),
    /// The element opened last ends.
    Close,
}

/// An element's name and attributes.
#[derive(Debug, Default)]
pub(super) struct Tag {
    pub(super) element: &'static str,
    pub(super) id: Option<String>,
    pub(super) class: Option<String>,
    /// `name` of a generic container.
    pub(super) name: Option<&'static str>,
}

/// Lays a note out.
pub(super) fn document(note: &Note) -> Vec<Step<'_>> {
    let mut layout = Layout::default();
    let head = preface_length(note);
    if head > 0 {
        layout.preface(&note.body[..head]);
    }
    layout.main_body(&note.body[head..]);
    layout.steps
}

/// The blocks at the head that carry title, subtitle, date and publisher, and what stands between them.
fn preface_length(note: &Note) -> usize {
    let facts = [&note.title, &note.subtitle, &note.publisher].map(|f| f.as_ref().map(|f| f.span));
    let date = note.document_date.as_ref().map(|f| f.span);
    let spans: Vec<Span> = facts.into_iter().chain([date]).flatten().filter(|s| !s.is_empty()).collect();
    let mut length = 0;
    for (i, block) in note.body.iter().enumerate() {
        let (Block::Heading { text, .. } | Block::Paragraph { text } | Block::Boilerplate { text }) = block else {
            break;
        };
        if spans.iter().any(|s| text.span().contains(*s)) {
            length = i + 1;
        } else if i - length >= PREFACE_GAP {
            break;
        }
    }
    length
}

#[derive(Default)]
struct Layout<'a> {
    steps: Vec<Step<'a>>,
    taken: Taken,
}

/// Counts siblings of each kind below one parent.
struct Parent<'p> {
    id: &'p str,
    counts: [u32; 7],
}

/// Elements that are numbered by position, with their abbreviations.
#[derive(Clone, Copy)]
enum Counted {
    Section,
    Paragraph,
    List,
    Container,
    CrossHeading,
    Line,
    Table,
}

impl Counted {
    const fn abbreviation(self) -> &'static str {
        match self {
            Counted::Section => "sec",
            Counted::Paragraph => "para",
            Counted::List => "list",
            Counted::Container => "hcontainer",
            Counted::CrossHeading => "crossHeading",
            Counted::Line => "p",
            Counted::Table => "table",
        }
    }
}

impl<'p> Parent<'p> {
    const fn new(id: &'p str) -> Self {
        Self { id, counts: [0; 7] }
    }

    fn next(&mut self, kind: Counted) -> String {
        let count = &mut self.counts[kind as usize];
        *count += 1;
        below(self.id, kind.abbreviation(), Some(&count.to_string()))
    }
}

impl<'a> Layout<'a> {
    fn preface(&mut self, blocks: &'a [Block]) {
        self.open("preface", Some("preface".to_owned()));
        let mut parent = Parent::new("preface");
        for block in blocks {
            self.line(&mut parent, block);
        }
        self.close();
    }

    fn main_body(&mut self, blocks: &'a [Block]) {
        self.open("mainBody", Some("body".to_owned()));
        if blocks.is_empty() {
            let tag = Tag { element: "hcontainer", name: Some(EMPTY), ..Tag::default() };
            self.steps.extend([Step::Open(tag), Step::Close]);
        }
        self.sections(blocks);
        self.close();
    }

    /// Headings open sections; a section lasts until a heading of its depth or a lesser one.
    fn sections(&mut self, blocks: &'a [Block]) {
        let mut open: Vec<(u8, String)> = Vec::new();
        let mut sections: Vec<u32> = vec![0];
        let mut rest = blocks;
        while let Some(block) = rest.first() {
            let id = open.last().map_or(String::new(), |(_, id)| id.clone());
            if let Block::Heading { level, text } = block {
                while open.last().is_some_and(|(depth, _)| depth >= level) {
                    open.pop();
                    sections.pop();
                    self.close();
                }
                let parent = open.last().map_or("", |(_, id)| id);
                let count = sections.last_mut().expect("one more than sections open");
                *count += 1;
                let id = below(parent, Counted::Section.abbreviation(), Some(&count.to_string()));
                self.steps.push(Step::Open(Tag {
                    class: Some(format!("{LEVEL}{level}")),
                    ..Tag::new("section", Some(id.clone()))
                }));
                self.words("heading", below(&id, "heading", None), None, text);
                open.push((*level, id));
                sections.push(0);
                rest = &rest[1..];
                continue;
            }
            let run = rest.iter().take_while(|b| !matches!(b, Block::Heading { .. })).count();
            self.hierarchy(&mut Parent::new(&id), &rest[..run]);
            rest = &rest[run..];
        }
        open.iter().for_each(|_| self.close());
    }

    /// Blocks as children of a hierarchical element. A paragraph right before a list is the list's introduction.
    fn hierarchy(&mut self, parent: &mut Parent, blocks: &'a [Block]) {
        let mut rest = blocks;
        while let Some((block, after)) = rest.split_first() {
            rest = after;
            match (block, after.first()) {
                (Block::Paragraph { text }, Some(Block::List { items })) => {
                    let id = parent.next(Counted::Paragraph);
                    self.open("paragraph", Some(id.clone()));
                    self.list(&mut Parent::new(&id), Some(text), items);
                    self.close();
                    rest = &after[1..];
                }
                (Block::List { items }, _) => self.list(parent, None, items),
                (Block::Heading { level, text }, _) => {
                    let id = parent.next(Counted::CrossHeading);
                    self.words("crossHeading", id, Some(format!("{LEVEL}{level}")), text);
                }
                (Block::Boilerplate { text }, _) => {
                    let id = parent.next(Counted::Container);
                    let tag = Tag { name: Some(BOILERPLATE), ..Tag::new("hcontainer", Some(id.clone())) };
                    self.steps.push(Step::Open(tag));
                    self.open("content", None);
                    self.words("p", Parent::new(&id).next(Counted::Line), None, text);
                    self.close();
                    self.close();
                }
                (Block::Paragraph { .. } | Block::Table { .. }, _) => {
                    let id = parent.next(Counted::Paragraph);
                    self.open("paragraph", Some(id.clone()));
                    self.open("content", None);
                    self.line(&mut Parent::new(&id), block);
                    self.close();
                    self.close();
                }
            }
        }
    }

    /// A block as a block element of Akoma Ntoso; lists have no such form here.
    fn line(&mut self, parent: &mut Parent, block: &'a Block) {
        match block {
            Block::Paragraph { text } => self.words("p", parent.next(Counted::Line), None, text),
            Block::Heading { level, text } => {
                self.words("p", parent.next(Counted::Line), Some(format!("{LEVEL}{level}")), text);
            }
            Block::Boilerplate { text } => {
                self.words("p", parent.next(Counted::Line), Some(BOILERPLATE.to_owned()), text);
            }
            Block::Table { rows } => self.table(parent, rows),
            Block::List { .. } => unreachable!("callers keep lists to the hierarchy"),
        }
    }

    fn list(&mut self, parent: &mut Parent, intro: Option<&'a Text>, items: &'a [Item]) {
        let id = parent.next(Counted::List);
        self.open("list", Some(id.clone()));
        if let Some(text) = intro {
            self.intro(&id, text);
        }
        for (position, item) in items.iter().enumerate() {
            self.item(&id, position + 1, item);
        }
        self.close();
    }

    fn intro(&mut self, parent: &str, text: &'a Text) {
        let id = below(parent, "intro", None);
        self.open("intro", Some(id.clone()));
        self.words("p", Parent::new(&id).next(Counted::Line), None, text);
        self.close();
    }

    fn item(&mut self, list: &str, position: usize, item: &'a Item) {
        let label = item.label.as_ref();
        let number = label.and_then(|l| number(&l.text)).unwrap_or_else(|| position.to_string());
        let id = self.taken.claim(below(list, "point", Some(&number)));
        self.open("point", Some(id.clone()));
        if let Some(label) = label {
            self.words("num", below(&id, "num", None), None, label);
        }
        let mut parent = Parent::new(&id);
        match item.blocks.as_slice() {
            [] => {}
            blocks if blocks.iter().all(is_line) => {
                self.open("content", None);
                for block in blocks {
                    self.line(&mut parent, block);
                }
                self.close();
            }
            [Block::Paragraph { text }, rest @ ..] => {
                self.intro(&id, text);
                self.hierarchy(&mut parent, rest);
            }
            blocks => self.hierarchy(&mut parent, blocks),
        }
        self.close();
    }

    fn table(&mut self, parent: &mut Parent, rows: &'a [Row]) {
        let id = parent.next(Counted::Table);
        let class = rows.is_empty().then(|| NONE.to_owned());
        self.steps.push(Step::Open(Tag { class, ..Tag::new("table", Some(id.clone())) }));
        if rows.is_empty() {
            self.placeholder("td");
        }
        for (r, row) in rows.iter().enumerate() {
            let cell = if row.header { "th" } else { "td" };
            if row.cells.is_empty() {
                self.placeholder(cell);
                continue;
            }
            self.open("tr", None);
            for (c, text) in row.cells.iter().enumerate() {
                self.open(cell, None);
                let place = format!("{}-{}", r + 1, c + 1);
                self.words("p", below(&id, "p", Some(&place)), None, text);
                self.close();
            }
            self.close();
        }
        self.close();
    }

    /// A row that stands for no row, or for a row without cells.
    fn placeholder(&mut self, cell: &'static str) {
        let row = Tag { class: Some(NONE.to_owned()), ..Tag::new("tr", None) };
        self.steps.extend([Step::Open(row), Step::Open(Tag::new(cell, None)), Step::Close, Step::Close]);
    }

    fn open(&mut self, element: &'static str, id: Option<String>) {
        self.steps.push(Step::Open(Tag::new(element, id)));
    }

    fn words(&mut self, element: &'static str, id: String, class: Option<String>, text: &'a Text) {
        self.steps.push(Step::Words(Tag { class, ..Tag::new(element, Some(id)) }, text));
    }

    fn close(&mut self) {
        self.steps.push(Step::Close);
    }
}

impl Tag {
    fn new(element: &'static str, id: Option<String>) -> Self {
        Self { element, id, ..Self::default() }
    }
}

/// Whether a block has the form of a block element; in an item, headings and lists have not.
const fn is_line(block: &Block) -> bool {
    matches!(block, Block::Paragraph { .. } | Block::Table { .. } | Block::Boilerplate { .. })
}
