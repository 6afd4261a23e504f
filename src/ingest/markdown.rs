//! Markdown (CommonMark with tables) → blocks.
//!
//! The parser tells paragraphs, headings, tables and inline markup apart. Lists are read by the same rules as in plain
//! text, from the markers as printed: a Markdown parser renumbers and merges lists, and knows no "(1)".

use super::lines::{Line, chunks};
use super::{Reader, fit, nest};
use crate::model::{Block, Row, Text};
use crate::source::{SourceFile, Span};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

pub(super) const READER: Reader =
    Reader { name: "markdown", extensions: &["md", "markdown"], media_type: "text/markdown", read: blocks };

fn blocks(source: &SourceFile, from: usize) -> Vec<Block> {
    let mut reading = Reading { source: &source.text, from, ..Reading::default() };
    for (event, range) in Parser::new_ext(&source.text[from..], Options::ENABLE_TABLES).into_offset_iter() {
        reading.event(event, from + range.start..from + range.end);
    }
    reading.flush();
    reading.blocks
}

#[derive(Default)]
struct Reading<'a> {
    source: &'a str,
    from: usize,
    blocks: Vec<Block>,
    lines: Vec<Line>,
    line: Option<Line>,
    /// Where the marker of an item stands whose text has not begun.
    marker: Option<usize>,
    rows: Vec<Row>,
    cell: Text,
    place: Place,
}

/// What inline events belong to.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Place {
    #[default]
    Lines,
    Heading,
    Cell,
    Code,
}

impl<'a> Reading<'a> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(words) if self.place == Place::Code => self.code(range, &words),
            Event::Text(words) | Event::Code(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                self.words(&words, range);
            }
            Event::SoftBreak if self.place == Place::Lines => self.line_break(range.end, false),
            Event::HardBreak if self.place == Place::Lines => self.line_break(range.end, true),
            Event::SoftBreak | Event::HardBreak => self.cell.push_space(),
            Event::InlineHtml(tag) if is_break(&tag) && self.place == Place::Lines => self.line_break(range.end, true),
            // writers part two lists with an empty comment
            Event::Html(html) if html.trim_start().starts_with("<!--") => self.flush(),
            Event::Html(_) => self.html(range),
            // a footnote's mark and a task's box are printed words; other inline HTML is markup
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => self.words(&self.source[range.clone()], range),
            Event::InlineHtml(_) | Event::Rule => {}
        }
    }

    fn start(&mut self, tag: &Tag, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.begin_paragraph(range.start),
            Tag::Item => {
                self.finish_line();
                self.marker = Some(range.start);
            }
            Tag::List(_) | Tag::BlockQuote(_) | Tag::HtmlBlock => self.finish_line(),
            Tag::Heading { .. } => {
                self.flush();
                (self.place, self.cell) = (Place::Heading, Text::default());
            }
            Tag::CodeBlock(_) => {
                self.finish_line();
                self.place = Place::Code;
            }
            Tag::Table(_) => self.flush(),
            Tag::TableCell => (self.place, self.cell) = (Place::Cell, Text::default()),
            Tag::TableHead => self.rows.push(Row { header: true, cells: Vec::new() }),
            Tag::TableRow => self.rows.push(Row::default()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.finish_line(),
            TagEnd::Item => {
                if let Some(marker) = self.marker {
                    self.begin_line(marker, false, true);
                }
                self.finish_line();
            }
            TagEnd::Heading(level) => {
                let text = fit::trim(std::mem::take(&mut self.cell));
                self.place = Place::Lines;
                if !text.is_empty() {
                    self.blocks.push(Block::Heading { level: depth(level), text });
                }
            }
            TagEnd::CodeBlock => self.place = Place::Lines,
            TagEnd::TableCell => {
                let text = fit::trim(std::mem::take(&mut self.cell));
                self.place = Place::Lines;
                self.rows.last_mut().expect("a cell stands in a row").cells.push(text);
            }
            TagEnd::Table => self.blocks.push(Block::Table { rows: std::mem::take(&mut self.rows) }),
            _ => {}
        }
    }

    /// Begins a line; the marker of an item is printed at its head, as in plain text.
    fn begin_line(&mut self, at: usize, after_blank: bool, forced: bool) {
        self.finish_line();
        let marker = self.marker.take();
        let head = marker.unwrap_or(at);
        let indent = head - self.source[..head].rfind('\n').map_or(self.from, |i| i + 1);
        let mut text = Text::default();
        if let Some(start) = marker {
            let words = self.source[start..].split(char::is_whitespace).next().unwrap_or_default();
            fit::push(&mut text, words, start);
            text.push_space();
        }
        self.line = Some(Line { text, indent, after_blank, forced: forced || marker.is_some(), glued: false });
    }

    fn begin_paragraph(&mut self, at: usize) {
        self.begin_line(at, true, false);
    }

    fn line_break(&mut self, at: usize, forced: bool) {
        self.begin_line(at, false, forced);
        if let Some(line) = &mut self.line {
            line.glued = !forced;
        }
    }

    fn words(&mut self, words: &str, range: Range<usize>) {
        let text = match self.place {
            Place::Heading | Place::Cell => &mut self.cell,
            Place::Lines | Place::Code => {
                if self.line.is_none() || self.marker.is_some() {
                    self.begin_line(range.start, false, false);
                }
                &mut self.line.as_mut().expect("a line was begun").text
            }
        };
        if self.source[range.clone()] == *words {
            fit::push(text, words, range.start);
        } else {
            text.push(words, Span::from(range));
        }
    }

    /// Each line of a code block stands alone.
    fn code(&mut self, range: Range<usize>, words: &str) {
        if self.source[range.clone()] != *words {
            self.words(words, range);
            return self.finish_line();
        }
        let mut at = range.start;
        for line in words.split_inclusive('\n') {
            self.begin_line(at, false, true);
            self.words(line, at..at + line.len());
            self.finish_line();
            at += line.len();
        }
    }

    /// The words of an HTML block's line, tags and comments left out.
    fn html(&mut self, range: Range<usize>) {
        self.begin_line(range.start, false, true);
        let (mut at, end) = (range.start, range.end);
        while at < end {
            let rest = &self.source[at..end];
            let stop = rest.find('<').unwrap_or(rest.len());
            self.words(&self.source[at..at + stop], at..at + stop);
            at += stop + rest[stop..].find('>').map_or(rest.len() - stop, |i| i + 1);
        }
        self.finish_line();
    }

    fn finish_line(&mut self) {
        let Some(mut line) = self.line.take() else { return };
        line.text = fit::trim(line.text);
        if !line.text.is_empty() {
            self.lines.push(line);
        }
    }

    /// Turns the lines so far into blocks.
    fn flush(&mut self) {
        self.finish_line();
        self.blocks.extend(nest::blocks(chunks(&std::mem::take(&mut self.lines))));
    }
}

const fn depth(level: HeadingLevel) -> u8 {
    level as u8
}

fn is_break(tag: &str) -> bool {
    let name = tag.trim_matches(['<', '>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let source = SourceFile::from_text("t.md", text);
        let blocks = blocks(&source, 0);
        super::super::outline(&blocks)
    }

    #[test]
    fn markup_is_resolved_and_words_keep_their_places() {
        let text = "The *6<sup>th</sup>* **Dialogue** &amp; \\#1 met\nin Bali.\n";
        let source = SourceFile::from_text("t.md", text);
        let [Block::Paragraph { text: t }] = &blocks(&source, 0)[..] else { panic!("one paragraph") };
        assert_eq!(t.text, "The 6th Dialogue & #1 met in Bali.");
        let at = t.text.find("6th").unwrap();
        assert_eq!(source.slice(t.source_span(at..at + 3)), "6<sup>th");
        let at = t.text.find("Dialogue &").unwrap();
        assert_eq!(source.slice(t.source_span(at..at + 10)), "Dialogue** &amp;");
        let at = t.text.find("met in").unwrap();
        assert_eq!(source.slice(t.source_span(at..at + 6)), "met\nin");
    }

    #[test]
    fn markers_stay_as_printed() {
        let text = "# Title\n\nViews:\n\n1. (1) First.\n1. (2) Second\n   goes on.\n\n   More.\n\n- a\n  - b\n- c\n\n(3) third\n";
        assert_eq!(
            read(text),
            "h1 Title\np Views:\n1. (1) > First.\n1. (2) > Second goes on.\n  p More.\n  - > a\n    - > b\n  - > c\n(3) > third\n"
        );
    }

    #[test]
    fn tables_and_hard_breaks_are_kept() {
        let text = "31 May 2023  \nLuleå, Sweden\n\n| Role | Name |\n|---|---|\n| Chair | A *B* |\n\n***\n\n<div>\nBoxed <b>words</b>\n</div>\n";
        assert_eq!(read(text), "p 31 May 2023\np Luleå, Sweden\n‖ Role | Name\n| Chair | A B\np Boxed words\n");
    }
}
