//! Where every text of a note goes in the document.
//!
//! Handed: a note, and a [`Page`]. Tells the page the document's elements in order, each with its `eId`; texts come in
//! reading order. Nothing is kept: whoever needs the layout once more lays the note out once more. The inverse, from
//! elements back to blocks, is `import/blocks.rs`. Knows nothing about facts, except which blocks at the head make the
//! preface.

use super::names::{Numbers, number};
use crate::model::{Block, Item, Note, Row, Text};
use crate::source::Span;
use std::fmt::Write;

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

/// Is told the document's elements, one after the other.
pub(super) trait Page<'a> {
    /// An element that holds elements begins.
    fn open(&mut self, part: Part);

    /// An element that holds words.
    fn words(&mut self, part: Part, text: &'a Text);

    /// The element opened last ends.
    fn close(&mut self);
}

/// An element's name and attributes.
#[derive(Debug, Default)]
pub(super) struct Part<'p> {
    pub(super) element: &'static str,
    pub(super) id: Option<&'p str>,
    pub(super) class: Option<&'static str>,
    /// Depth of a heading, which stands in the class.
    pub(super) level: Option<u8>,
    /// `name` of a generic container.
    pub(super) name: Option<&'static str>,
}

/// Lays a note out.
pub(super) fn lay_out<'a>(note: &'a Note, page: &mut impl Page<'a>) {
    let mut layout = Layout { page, id: String::new() };
    let head = preface_length(note);
    if head > 0 {
        layout.preface(&note.body[..head]);
    }
    layout.main_body(&note.body[head..]);
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

struct Layout<'l, P> {
    page: &'l mut P,
    /// `eId` of the element that is open; empty at the top.
    id: String,
}

/// Counts siblings of each kind below one parent.
#[derive(Default)]
struct Counts([u32; 7]);

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

impl Counts {
    fn next(&mut self, kind: Counted) -> u32 {
        let count = &mut self.0[kind as usize];
        *count += 1;
        *count
    }
}

/// Classes and names beside the `eId`.
#[derive(Clone, Copy, Default)]
struct Marked {
    class: Option<&'static str>,
    level: Option<u8>,
    name: Option<&'static str>,
}

const PLAIN: Marked = Marked { class: None, level: None, name: None };

impl<'a, P: Page<'a>> Layout<'_, P> {
    fn preface(&mut self, blocks: &'a [Block]) {
        self.page.open(Part { element: "preface", id: Some("preface"), ..Part::default() });
        self.id.push_str("preface");
        let mut counts = Counts::default();
        blocks.iter().for_each(|b| self.line(&mut counts, b));
        self.id.clear();
        self.page.close();
    }

    /// The main body has an `eId`, but by convention does not begin those of its children.
    fn main_body(&mut self, blocks: &'a [Block]) {
        self.page.open(Part { element: "mainBody", id: Some("body"), ..Part::default() });
        if blocks.is_empty() {
            self.page.open(Part { element: "hcontainer", name: Some(EMPTY), ..Part::default() });
            self.page.close();
        }
        self.sections(blocks);
        self.page.close();
    }

    /// Headings open sections; a section lasts until a heading of its depth or a lesser one.
    fn sections(&mut self, blocks: &'a [Block]) {
        // depth of each open section, length of the `eId` around it, and how many sections it has below it
        let mut open: Vec<(u8, usize, Counts)> = Vec::new();
        let mut top = Counts::default();
        let mut rest = blocks;
        while let Some((block, after)) = rest.split_first() {
            let Block::Heading { level, text } = block else {
                let run = rest.iter().take_while(|b| !matches!(b, Block::Heading { .. })).count();
                self.hierarchy(&mut Counts::default(), &rest[..run]);
                rest = &rest[run..];
                continue;
            };
            rest = after;
            while let Some((_, around, _)) = open.pop_if(|(depth, ..)| *depth >= *level) {
                self.shut(around);
            }
            let count = open.last_mut().map_or(&mut top, |(.., counts)| counts).next(Counted::Section);
            let marked = Marked { level: Some(*level), ..PLAIN };
            let around = self.open("section", marked, Counted::Section.abbreviation(), count);
            self.words_below("heading", "heading", PLAIN, text);
            open.push((*level, around, Counts::default()));
        }
        while let Some((_, around, _)) = open.pop() {
            self.shut(around);
        }
    }

    /// Blocks as children of a hierarchical element. A paragraph right before a list is the list's introduction.
    fn hierarchy(&mut self, counts: &mut Counts, blocks: &'a [Block]) {
        let mut rest = blocks;
        while let Some((block, after)) = rest.split_first() {
            rest = after;
            match (block, after.first()) {
                (Block::Paragraph { text }, Some(Block::List { items })) => {
                    let around = self.open_counted("paragraph", counts, Counted::Paragraph);
                    self.list(&mut Counts::default(), Some(text), items);
                    self.shut(around);
                    rest = &after[1..];
                }
                (Block::List { items }, _) => self.list(counts, None, items),
                (Block::Heading { level, text }, _) => {
                    let marked = Marked { level: Some(*level), ..PLAIN };
                    self.words("crossHeading", counts, Counted::CrossHeading, marked, text);
                }
                (Block::Boilerplate { text }, _) => {
                    let marked = Marked { name: Some(BOILERPLATE), ..PLAIN };
                    let count = counts.next(Counted::Container);
                    let around = self.open("hcontainer", marked, Counted::Container.abbreviation(), count);
                    self.open_plain("content");
                    self.words("p", &mut Counts::default(), Counted::Line, PLAIN, text);
                    self.page.close();
                    self.shut(around);
                }
                (Block::Paragraph { .. } | Block::Table { .. }, _) => {
                    let around = self.open_counted("paragraph", counts, Counted::Paragraph);
                    self.open_plain("content");
                    self.line(&mut Counts::default(), block);
                    self.page.close();
                    self.shut(around);
                }
            }
        }
    }

    /// A block as a block element of Akoma Ntoso; lists have no such form here.
    fn line(&mut self, counts: &mut Counts, block: &'a Block) {
        match block {
            Block::Paragraph { text } => self.words("p", counts, Counted::Line, PLAIN, text),
            Block::Heading { level, text } => {
                self.words("p", counts, Counted::Line, Marked { level: Some(*level), ..PLAIN }, text);
            }
            Block::Boilerplate { text } => {
                self.words("p", counts, Counted::Line, Marked { class: Some(BOILERPLATE), ..PLAIN }, text);
            }
            Block::Table { rows } => self.table(counts, rows),
            Block::List { .. } => unreachable!("callers keep lists to the hierarchy"),
        }
    }

    fn list(&mut self, counts: &mut Counts, intro: Option<&'a Text>, items: &'a [Item]) {
        let around = self.open_counted("list", counts, Counted::List);
        intro.iter().for_each(|text| self.intro(text));
        let mut numbers = Numbers::default();
        for (position, item) in items.iter().enumerate() {
            self.item(&mut numbers, position + 1, item);
        }
        self.shut(around);
    }

    fn intro(&mut self, text: &'a Text) {
        let around = self.step("intro", None::<u32>);
        self.begin("intro", PLAIN);
        self.words("p", &mut Counts::default(), Counted::Line, PLAIN, text);
        self.shut(around);
    }

    fn item(&mut self, numbers: &mut Numbers, position: usize, item: &'a Item) {
        let label = item.label.as_ref();
        let wanted = label.and_then(|l| number(&l.text)).unwrap_or_else(|| position.to_string());
        let around = self.open("point", PLAIN, "point", numbers.claim(wanted));
        label.iter().for_each(|label| self.words_below("num", "num", PLAIN, label));
        let mut counts = Counts::default();
        match item.blocks.as_slice() {
            [] => {}
            blocks if blocks.iter().all(is_line) => {
                self.open_plain("content");
                blocks.iter().for_each(|b| self.line(&mut counts, b));
                self.page.close();
            }
            [Block::Paragraph { text }, rest @ ..] => {
                self.intro(text);
                self.hierarchy(&mut counts, rest);
            }
            blocks => self.hierarchy(&mut counts, blocks),
        }
        self.shut(around);
    }

    fn table(&mut self, counts: &mut Counts, rows: &'a [Row]) {
        let marked = Marked { class: rows.is_empty().then_some(NONE), ..PLAIN };
        let around = self.open("table", marked, Counted::Table.abbreviation(), counts.next(Counted::Table));
        if rows.is_empty() {
            self.placeholder("td");
        }
        for (r, row) in rows.iter().enumerate() {
            let cell = if row.header { "th" } else { "td" };
            if row.cells.is_empty() {
                self.placeholder(cell);
                continue;
            }
            self.open_plain("tr");
            for (c, text) in row.cells.iter().enumerate() {
                self.open_plain(cell);
                let around = self.step("p", Some(format_args!("{}-{}", r + 1, c + 1)));
                self.put("p", PLAIN, text);
                self.id.truncate(around);
                self.page.close();
            }
            self.page.close();
        }
        self.shut(around);
    }

    /// A row that stands for no row, or for a row without cells.
    fn placeholder(&mut self, cell: &'static str) {
        self.page.open(Part { element: "tr", class: Some(NONE), ..Part::default() });
        self.open_plain(cell);
        self.page.close();
        self.page.close();
    }

    /// Adds a step to the `eId` that is open: `para_3` and `list`, 1 give `para_3__list_1`. Gives the length to go back to.
    fn step(&mut self, abbreviation: &str, number: Option<impl std::fmt::Display>) -> usize {
        let around = self.id.len();
        if around > 0 {
            self.id.push_str("__");
        }
        self.id.push_str(abbreviation);
        if let Some(number) = number {
            write!(self.id, "_{number}").expect("a string takes every character");
        }
        around
    }

    /// Opens an element with the `eId` that is open.
    fn begin(&mut self, element: &'static str, marked: Marked) {
        let Marked { class, level, name } = marked;
        self.page.open(Part { element, id: Some(&self.id), class, level, name });
    }

    /// Puts words with the `eId` that is open.
    fn put(&mut self, element: &'static str, marked: Marked, text: &'a Text) {
        let Marked { class, level, name } = marked;
        self.page.words(Part { element, id: Some(&self.id), class, level, name }, text);
    }

    fn open(
        &mut self,
        element: &'static str,
        marked: Marked,
        abbreviation: &str,
        number: impl std::fmt::Display,
    ) -> usize {
        let around = self.step(abbreviation, Some(number));
        self.begin(element, marked);
        around
    }

    fn open_counted(&mut self, element: &'static str, counts: &mut Counts, kind: Counted) -> usize {
        self.open(element, PLAIN, kind.abbreviation(), counts.next(kind))
    }

    /// Opens an element without an `eId`.
    fn open_plain(&mut self, element: &'static str) {
        self.page.open(Part { element, ..Part::default() });
    }

    fn words(&mut self, element: &'static str, counts: &mut Counts, kind: Counted, marked: Marked, text: &'a Text) {
        let around = self.step(kind.abbreviation(), Some(counts.next(kind)));
        self.put(element, marked, text);
        self.id.truncate(around);
    }

    fn words_below(&mut self, element: &'static str, abbreviation: &str, marked: Marked, text: &'a Text) {
        let around = self.step(abbreviation, None::<u32>);
        self.put(element, marked, text);
        self.id.truncate(around);
    }

    /// Closes an element that has an `eId`.
    fn shut(&mut self, around: usize) {
        self.id.truncate(around);
        self.page.close();
    }
}

/// Whether a block has the form of a block element; in an item, headings and lists have not.
const fn is_line(block: &Block) -> bool {
    matches!(block, Block::Paragraph { .. } | Block::Table { .. } | Block::Boilerplate { .. })
}
