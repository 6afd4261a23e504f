//! The semantic tree of a briefing, ready to set: what to print, in which style, in reading order.
//!
//! Built by `compose` from a template's output, printed by the emitters. Every style is resolved: nothing here refers
//! to a theme, a template or a note. Lengths are points (1/72 inch).

use super::values::EdtfDate;
use std::sync::Arc;

/// A briefing.
#[derive(Debug, Clone, PartialEq)]
pub struct Briefing {
    /// Language of the fixed texts (BCP 47); a [`Span`] may say otherwise.
    pub lang: String,
    /// Title of the document, as a viewer shows it.
    pub title: String,
    /// The paper and its grid.
    pub sheet: Sheet,
    /// Printed at the top of every page, all on one line.
    pub header: Vec<Paragraph>,
    /// Printed at the foot of every page, all on one line.
    pub footer: Vec<Paragraph>,
    /// What it says, in reading order.
    pub blocks: Vec<Block>,
}

/// Paper size, margins and the column in which headings hang.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sheet {
    /// Width of the paper.
    pub width: f32,
    /// Height of the paper.
    pub height: f32,
    /// White space above the text.
    pub top: f32,
    /// White space to the right of the text.
    pub right: f32,
    /// White space below the text.
    pub bottom: f32,
    /// White space to the left of the text.
    pub left: f32,
    /// Width of the column at the left in which headings hang; text starts to its right unless it is wide.
    pub hang: f32,
    /// Distance of the header's baseline from the top edge.
    pub header: f32,
    /// Distance of the footer's baseline from the bottom edge.
    pub footer: f32,
}

/// A typeface that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// For reading.
    Serif,
    /// For titles.
    SerifBold,
    /// For tables and labels.
    Sans,
    /// For headings and emphasis.
    SansBold,
}

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

/// Where lines start or end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// All lines start at the left edge.
    Left,
    /// All lines end at the right edge.
    Right,
}

/// How words are set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    /// Typeface.
    pub face: Face,
    /// Size.
    pub size: f32,
    /// Distance from baseline to baseline.
    pub leading: f32,
    /// Colour.
    pub colour: Colour,
    /// Whether all figures have one width.
    pub tabular: bool,
    /// Alignment of the lines.
    pub align: Align,
}

/// A horizontal line above a block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Thickness.
    pub width: f32,
    /// Colour.
    pub colour: Colour,
    /// White space between the line and the block.
    pub gap: f32,
}

/// How a block stands among the others.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct BlockStyle {
    /// White space above; none at the top of a page.
    pub before: f32,
    /// White space below.
    pub after: f32,
    /// White space to the left; for a list, the column of its labels.
    pub indent: f32,
    /// Line above.
    pub rule: Option<Rule>,
    /// Whether it uses the column of the hanging headings too.
    pub wide: bool,
    /// Whether it hangs in the column at the left, beside what follows.
    pub hang: bool,
    /// Whether it stays on one page with what follows.
    pub keep: bool,
}

/// Words in one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// The words.
    pub text: String,
    /// Their style.
    pub style: TextStyle,
    /// What sets them apart from the words around them; most are not. Shared, for a long briefing has many spans.
    pub voice: Option<Arc<Voice>>,
}

/// What sets some words apart in how they are read and where they lead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Voice {
    /// Their language, where it is not the briefing's (BCP 47).
    pub lang: Option<String>,
    /// Identifier of the block they lead to.
    pub link: Option<String>,
}

impl Span {
    /// Their language, where it is not the briefing's (BCP 47).
    pub fn lang(&self) -> Option<&str> {
        self.voice.as_deref()?.lang.as_deref()
    }

    /// Identifier of the block they lead to.
    pub fn link(&self) -> Option<&str> {
        self.voice.as_deref()?.link.as_deref()
    }
}

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Words.
    Span(Span),
    /// A line break.
    Break,
    /// The number of the page.
    Page(TextStyle),
    /// How many pages there are.
    Pages(TextStyle),
}

/// Words broken into lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// Leading and alignment.
    pub text: TextStyle,
    /// How it stands.
    pub style: BlockStyle,
    /// The words.
    pub content: Vec<Inline>,
}

/// A block.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading; also an entry of the bookmarks.
    Heading {
        /// Depth, from 1; never more than one deeper than the heading before it.
        level: u8,
        /// Identifier for links.
        id: Option<String>,
        /// Its words.
        paragraph: Paragraph,
    },
    /// A paragraph.
    Paragraph(Paragraph),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// A drawn line of years.
    Timeline(Timeline),
    /// Blocks that belong together.
    Section {
        /// How it stands; a rule is drawn above it.
        style: BlockStyle,
        /// Its blocks.
        blocks: Vec<Block>,
    },
}

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// Whether the labels count.
    pub ordered: bool,
    /// How it stands; `indent` is the width of the labels' column.
    pub style: BlockStyle,
    /// Its items.
    pub items: Vec<ListItem>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListItem {
    /// Label, printed in the column at its left.
    pub label: Option<Paragraph>,
    /// How it stands.
    pub style: BlockStyle,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A table. Every row has as many cells as there are columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// How it stands.
    pub style: BlockStyle,
    /// Shares of the width, in any unit.
    pub columns: Vec<f32>,
    /// Rows that head the columns, repeated on every page.
    pub head: Vec<TableRow>,
    /// The other rows.
    pub body: Vec<TableRow>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    /// How it stands; `before` and `after` are white space within the row.
    pub style: BlockStyle,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// What a cell heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Its column.
    Column,
    /// Its row.
    Row,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What it heads; `None` for data.
    pub heads: Option<Scope>,
    /// What it says.
    pub paragraphs: Vec<Paragraph>,
}

/// Meetings along a line of years, drawn to scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// How it stands.
    pub style: BlockStyle,
    /// Style of the words; the line has their colour.
    pub text: TextStyle,
    /// Colour of the meeting the briefing is about.
    pub accent: Colour,
    /// What the drawing says, in words.
    pub alternative: String,
    /// The meetings, in order of time; at least one.
    pub marks: Vec<Mark>,
}

/// A meeting on a timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// When it began.
    pub date: EdtfDate,
    /// Its label.
    pub label: String,
    /// Whether the briefing is about it.
    pub current: bool,
}
