//! The vocabulary: the HTML elements a template may write, read into a [`Briefing`].
//!
//! Handed: a template's output and a theme. Gives: the semantic tree with every style resolved, or what was expected and
//! where in the output. Knows nothing about notes.

use super::markup::{Element, Found, Markup, Misfit, Node, Part};
use super::theme::{Looks, Theme};
use crate::model::briefing::{
    Block, Briefing, Cell, Inline, List, ListItem, Mark, Paragraph, Scope, Span, Table, TableRow, TextStyle, Timeline,
    Voice,
};
use std::sync::Arc;

/// Elements that hold blocks or words, and what may stand in them.
const BLOCKS: &str = "section, h1, h2, h3, p, ul, ol, table, figure";

/// Reads a template's output.
pub(super) fn read(output: &str, theme: &Theme) -> Found<Briefing> {
    let mut scribe = Scribe { theme, markup: Markup::new(output) };
    let briefing = scribe.briefing()?;
    scribe.markup.finish()?;
    Ok(briefing)
}

/// Turns elements into blocks, resolving styles on the way. What holds blocks, items or rows is read one of them at a time, so
/// that a long document is not held twice.
struct Scribe<'a> {
    theme: &'a Theme,
    markup: Markup<'a>,
}

impl<'a> Scribe<'a> {
    fn briefing(&mut self) -> Found<Briefing> {
        let html = self.markup.element()?.filter(|e| e.name == "html");
        let missing = |at: usize, expected: &str| Err(Misfit { at, expected: expected.to_owned() });
        let Some(html) = html else { return missing(0, "expected one element <html> around everything") };
        let mut briefing = Briefing {
            lang: html.attributes.get("lang").unwrap_or_default().to_owned(),
            title: String::new(),
            sheet: self.theme.sheet,
            header: Vec::new(),
            footer: Vec::new(),
            blocks: Vec::new(),
        };
        if briefing.lang.is_empty() {
            return missing(html.at, "expected <html lang=\"…\"> with a language");
        }
        while let Some(e) = self.markup.element()? {
            match e.name {
                "head" => {
                    let head = self.markup.whole(e)?;
                    briefing.title = self.title(&head)?;
                }
                "body" => self.body(&e, &mut briefing)?,
                other => return e.error(format!("expected head or body in html, found {other}")),
            }
        }
        if briefing.title.is_empty() {
            return missing(html.at, "expected <head><title>…</title></head> with words in it");
        }
        if briefing.blocks.is_empty() {
            return missing(html.at, "expected <body> with <main>, and something in it");
        }
        check_levels(&briefing.blocks, &mut 0).or_else(|expected| html.error(expected))?;
        Ok(briefing)
    }

    fn title(&self, head: &Element) -> Found<String> {
        let mut title = String::new();
        for e in head.elements() {
            match e.name {
                "title" => title = words(e),
                "meta" => {}
                other => return e.error(format!("expected title or meta in head, found {other}")),
            }
        }
        Ok(title)
    }

    fn body(&mut self, body: &Element, briefing: &mut Briefing) -> Found<()> {
        let base = self.looks(body, self.theme.base)?.text;
        while let Some(e) = self.markup.element()? {
            let around = self.looks(&e, base)?.text;
            match e.name {
                "header" => briefing.header = self.running_alone(e, around)?,
                "footer" => briefing.footer = self.running_alone(e, around)?,
                "main" => briefing.blocks = self.blocks(&e, Vec::new(), around)?,
                other => return e.error(format!("expected header, main or footer in body, found {other}")),
            }
        }
        Ok(())
    }

    fn running_alone(&mut self, e: Element<'a>, around: TextStyle) -> Found<Vec<Paragraph>> {
        let e = self.markup.whole(e)?;
        self.running(&e, around)
    }

    fn running(&self, e: &Element, around: TextStyle) -> Found<Vec<Paragraph>> {
        e.elements()
            .map(|p| match p.name {
                "p" => self.paragraph(p, around),
                other => p.error(format!("expected p in {}, found {other}", e.name)),
            })
            .collect()
    }

    /// The blocks of an element, after those that were read already.
    fn blocks(&mut self, parent: &Element, mut blocks: Vec<Block>, around: TextStyle) -> Found<Vec<Block>> {
        while let Some(part) = self.markup.next()? {
            match part {
                Part::Text(text) => no_words(&text, parent)?,
                Part::Element(e) => blocks.push(self.block(e, parent, around)?),
            }
        }
        // Most hold one block.
        blocks.shrink_to_fit();
        Ok(blocks)
    }

    fn block(&mut self, e: Element<'a>, parent: &Element, around: TextStyle) -> Found<Block> {
        match e.name {
            "h1" | "h2" | "h3" => {
                let e = self.markup.whole(e)?;
                Ok(Block::Heading {
                    level: e.name.as_bytes()[1] - b'0',
                    id: e.attributes.get("id").map(str::to_owned),
                    paragraph: self.paragraph(&e, around)?,
                })
            }
            "p" => {
                let e = self.markup.whole(e)?;
                Ok(Block::Paragraph(self.paragraph(&e, around)?))
            }
            "section" => {
                let looks = self.looks(&e, around)?;
                Ok(Block::Section { style: looks.block, blocks: self.blocks(&e, Vec::new(), looks.text)? })
            }
            "ul" | "ol" => self.list(&e, around),
            "table" => self.table(&e, around),
            "figure" => {
                let e = self.markup.whole(e)?;
                self.timeline(&e, around)
            }
            other => e.error(format!("expected {BLOCKS} in {}, found {other}", parent.name)),
        }
    }

    fn list(&mut self, e: &Element, around: TextStyle) -> Found<Block> {
        let looks = self.looks(e, around)?;
        let mut items = Vec::new();
        while let Some(item) = self.markup.element()? {
            items.push(self.item(item, e.name, looks.text)?);
        }
        if items.is_empty() {
            return e.error(format!("expected li in {}; leave an empty list out", e.name));
        }
        items.shrink_to_fit();
        Ok(Block::List(List { ordered: e.name == "ol", style: looks.block, items }))
    }

    fn item(&mut self, e: Element<'a>, list: &str, around: TextStyle) -> Found<ListItem> {
        if e.name != "li" {
            return e.error(format!("expected li in {list}, found {}", e.name));
        }
        let looks = self.looks(&e, around)?;
        let label = e.attributes.get("data-label").filter(|l| !l.trim().is_empty()).map(|label| {
            let class = e.attributes.get("class");
            let look = self.theme.looks("label", class, looks.text);
            let span = Span { text: one_line(label), style: look.text, voice: None };
            Paragraph { text: look.text, style: look.block, content: vec![Inline::Span(span)] }
        });
        Ok(ListItem { label, style: looks.block, blocks: self.blocks_or_words(e, looks.text)? })
    }

    /// What an item holds: blocks, or words alone, which are a paragraph.
    fn blocks_or_words(&mut self, mut e: Element<'a>, around: TextStyle) -> Found<Vec<Block>> {
        while let Some(part) = self.markup.next()? {
            let node = match part {
                Part::Element(inner) if is_block(inner.name) => {
                    e.content.iter().try_for_each(|before| no_inline(before, &e))?;
                    let first = self.block(inner, &e, around)?;
                    return self.blocks(&e, vec![first], around);
                }
                Part::Element(inner) => Node::Element(self.markup.whole(inner)?.into()),
                Part::Text(text) => Node::Text(text),
            };
            e.add(node);
        }
        let content = self.content(&e, around)?;
        Ok(vec![Block::Paragraph(Paragraph { text: around, style: Default::default(), content })])
    }

    fn table(&mut self, e: &Element, around: TextStyle) -> Found<Block> {
        let looks = self.looks(e, around)?;
        let mut table = Table { style: looks.block, columns: looks.columns, head: Vec::new(), body: Vec::new() };
        while let Some(part) = self.markup.element()? {
            let around = self.looks(&part, looks.text)?.text;
            let rows = match part.name {
                "thead" => &mut table.head,
                "tbody" => &mut table.body,
                other => return part.error(format!("expected thead or tbody in table, found {other}")),
            };
            while let Some(row) = self.markup.element()? {
                let row = self.markup.whole(row)?;
                rows.push(self.row(&row, part.name, around)?);
            }
        }
        if table.body.is_empty() {
            return e.error("expected a row in tbody; leave an empty table out".to_owned());
        }
        let columns = table.columns.len();
        if columns == 0 {
            return e.error("expected the theme to give this table's class its columns".to_owned());
        }
        match table.head.iter().chain(&table.body).find(|r| r.cells.len() != columns) {
            Some(row) => {
                let found = row.cells.len();
                e.error(format!("expected {columns} cells in every row of this table, found {found}"))
            }
            None => Ok(Block::Table(table)),
        }
    }

    fn timeline(&self, e: &Element, around: TextStyle) -> Found<Block> {
        let looks = self.looks(e, around)?;
        let Some(alternative) = e.attributes.get("aria-label").filter(|a| !a.trim().is_empty()) else {
            return e.error("expected aria-label=\"…\" that says in words what the figure shows".to_owned());
        };
        let marks = e.elements().map(|t| self.mark(t)).collect::<Found<Vec<_>>>()?;
        if marks.is_empty() {
            return e.error("expected time in figure; leave an empty figure out".to_owned());
        }
        Ok(Block::Timeline(Timeline {
            style: looks.block,
            text: looks.text,
            accent: looks.accent,
            alternative: one_line(alternative),
            marks,
        }))
    }

    fn mark(&self, e: &Element) -> Found<Mark> {
        if e.name != "time" {
            return e.error(format!("expected time in figure, found {}", e.name));
        }
        let date = e.attributes.get("datetime").unwrap_or_default();
        let Ok(date) = date.parse() else {
            let what = format!("expected datetime as year, year-month or year-month-day, found {date:?}");
            return e.error(what);
        };
        let current = e.attributes.get("aria-current").is_some_and(|c| c == "true");
        Ok(Mark { date, label: words(e), current })
    }

    fn row(&self, e: &Element, part: &str, around: TextStyle) -> Found<TableRow> {
        if e.name != "tr" {
            return e.error(format!("expected tr in {part}, found {}", e.name));
        }
        let looks = self.looks(e, around)?;
        let cells = e.elements().map(|c| self.cell(c, part, looks.text)).collect::<Found<Vec<_>>>()?;
        Ok(TableRow { style: looks.block, cells })
    }

    fn cell(&self, e: &Element, part: &str, around: TextStyle) -> Found<Cell> {
        let heads = match (e.name, part) {
            ("th", "thead") => Some(Scope::Column),
            ("th", _) => Some(Scope::Row),
            ("td", _) => None,
            (other, _) => return e.error(format!("expected th or td in tr, found {other}")),
        };
        let looks = self.looks(e, around)?;
        let paragraphs = if e.elements().any(|c| c.name == "p") {
            self.running(e, looks.text)?
        } else {
            let content = self.content(e, looks.text)?;
            vec![Paragraph { text: looks.text, style: Default::default(), content }]
        };
        Ok(Cell { heads, paragraphs })
    }

    fn paragraph(&self, e: &Element, around: TextStyle) -> Found<Paragraph> {
        let looks = self.looks(e, around)?;
        Ok(Paragraph { text: looks.text, style: looks.block, content: self.content(e, looks.text)? })
    }

    /// The words of an element with their styles; white space collapses as in HTML.
    fn content(&self, e: &Element, style: TextStyle) -> Found<Vec<Inline>> {
        let mut line = Line { content: Vec::with_capacity(e.content.len()), at_space: true };
        self.inline(e, &Tone { style, voice: voice(None, lang_of(e), None) }, &mut line)?;
        trim_end(&mut line.content);
        Ok(by_script(line.content))
    }

    fn inline(&self, parent: &Element, tone: &Tone, line: &mut Line) -> Found<()> {
        for node in &parent.content {
            let e = match node {
                Node::Text(text) => {
                    line.say(text, tone);
                    continue;
                }
                Node::Element(e) => e,
            };
            match e.name {
                "br" => line.end(),
                "span" | "strong" | "q" | "a" | "code" => {
                    let inner = self.tone(e, tone)?;
                    match e.attributes.get("class") {
                        Some("page") => line.number(Inline::Page(inner.style)),
                        Some("pages") => line.number(Inline::Pages(inner.style)),
                        _ => self.inline(e, &inner, line)?,
                    }
                }
                other => {
                    let what =
                        format!("expected words, span, strong, q, code, a or br in {}, found {other}", parent.name);
                    return e.error(what);
                }
            }
        }
        Ok(())
    }

    fn tone(&self, e: &Element, around: &Tone) -> Found<Tone> {
        let link = match (e.name, e.attributes.get("href")) {
            ("a", Some(target)) => match target.strip_prefix('#') {
                Some(id) if !id.is_empty() => Some(id.to_owned()),
                _ => return e.error(format!("expected href=\"#id\" of a heading, found {target:?}")),
            },
            ("a", None) => return e.error("expected href=\"#id\" of a heading".to_owned()),
            _ => None,
        };
        let voice = voice(around.voice.as_ref(), lang_of(e), link);
        Ok(Tone { style: self.looks(e, around.style)?.text, voice })
    }

    /// The style of an element; a class the theme does not know is an error, for it is most likely a slip.
    fn looks(&self, e: &Element, around: TextStyle) -> Found<Looks> {
        let class = e.attributes.get("class").filter(|c| !matches!(*c, "page" | "pages"));
        match class {
            Some(c) if !self.theme.knows(e.name, c) => {
                e.error(format!("expected a class with a style in the theme, found no style \"{}.{c}\"", e.name))
            }
            _ => Ok(self.theme.looks(e.name, class, around)),
        }
    }
}

/// How words stand in a paragraph.
struct Tone {
    style: TextStyle,
    voice: Option<Arc<Voice>>,
}

/// The voice within another, where something has a language or leads somewhere.
fn voice(around: Option<&Arc<Voice>>, lang: Option<String>, link: Option<String>) -> Option<Arc<Voice>> {
    if lang.is_none() && link.is_none() {
        return around.cloned();
    }
    let Voice { lang: outer, link: further } = around.map(|v| Voice::clone(v)).unwrap_or_default();
    Some(Arc::new(Voice { lang: lang.or(outer), link: link.or(further) }))
}

/// Words on their way into a paragraph: white space collapses across spans and vanishes at both ends and around line
/// breaks.
struct Line {
    content: Vec<Inline>,
    /// Whether more white space adds nothing.
    at_space: bool,
}

impl Line {
    fn say(&mut self, text: &str, tone: &Tone) {
        let text = self.collapse(text);
        if !text.is_empty() {
            self.content.push(Inline::Span(Span { text, style: tone.style, voice: tone.voice.clone() }));
        }
    }

    fn collapse(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for (i, word) in text.split(is_space).enumerate() {
            if i > 0 && !self.at_space {
                out.push(' ');
                self.at_space = true;
            }
            if !word.is_empty() {
                out.push_str(word);
                self.at_space = false;
            }
        }
        out
    }

    fn end(&mut self) {
        trim_end(&mut self.content);
        self.content.push(Inline::Break);
        self.at_space = true;
    }

    fn number(&mut self, number: Inline) {
        self.content.push(number);
        self.at_space = false;
    }
}

/// Where blocks stand, no words do.
fn no_words(text: &str, parent: &Element) -> Found<()> {
    if text.trim().is_empty() {
        return Ok(());
    }
    let words: String = text.trim().chars().take(30).collect();
    parent.error(format!("expected {BLOCKS} in {}, found the words {words:?}", parent.name))
}

fn no_inline(node: &Node, parent: &Element) -> Found<()> {
    match node {
        Node::Text(text) => no_words(text, parent),
        Node::Element(e) => e.error(format!("expected {BLOCKS} in {}, found {}", parent.name, e.name)),
    }
}

fn is_block(name: &str) -> bool {
    matches!(name, "p" | "ul" | "ol" | "table" | "figure" | "section" | "h1" | "h2" | "h3")
}

fn lang_of(e: &Element) -> Option<String> {
    e.attributes.get("lang").filter(|l| !l.is_empty()).map(str::to_owned)
}

/// All words of an element on one line.
fn words(e: &Element) -> String {
    let mut out = String::new();
    for node in &e.content {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(e) => out.push_str(&words(e)),
        }
    }
    one_line(&out)
}

fn one_line(text: &str) -> String {
    text.split(is_space).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// White space that HTML collapses; a no-break space is none of it.
const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// Marks words in a script that only one language of the region writes as that language, unless they are marked already.
fn by_script(content: Vec<Inline>) -> Vec<Inline> {
    let foreign = |span: &Span| span.lang().is_none() && span.text.chars().any(|c| c >= '\u{e00}');
    if !content.iter().any(|i| matches!(i, Inline::Span(span) if foreign(span))) {
        return content;
    }
    let mut out = Vec::with_capacity(content.len());
    for inline in content {
        match inline {
            Inline::Span(span) if foreign(&span) => {
                let mut rest = span.text.as_str();
                while let Some(first) = rest.chars().next() {
                    let lang = language_of(first);
                    let other = |c: char| language_of(c) != lang && !(lang.is_some() && c == ' ');
                    let (words, after) = rest.split_at(rest.find(other).unwrap_or(rest.len()));
                    let voice = voice(span.voice.as_ref(), lang.map(str::to_owned), None);
                    out.push(Inline::Span(Span { text: words.to_owned(), style: span.style, voice }));
                    rest = after;
                }
            }
            other => out.push(other),
        }
    }
    out
}

/// The language that a script stands for; Chinese characters stand for several.
const fn language_of(c: char) -> Option<&'static str> {
    match c {
        '\u{e00}'..='\u{e7f}' => Some("th"),
        '\u{e80}'..='\u{eff}' => Some("lo"),
        '\u{1000}'..='\u{109f}' | '\u{aa60}'..='\u{aa7f}' => Some("my"),
        '\u{1780}'..='\u{17ff}' | '\u{19e0}'..='\u{19ff}' => Some("km"),
        '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' => Some("ja"),
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7ff}' => Some("ko"),
        _ => None,
    }
}

fn trim_end(out: &mut Vec<Inline>) {
    if let Some(Inline::Span(span)) = out.last_mut() {
        if span.text.ends_with(' ') {
            span.text.pop();
        }
        if span.text.is_empty() {
            out.pop();
        }
    }
}

/// PDF/UA-1 (7.4.2) and good manners: headings start at 1 and never skip a level.
fn check_levels(blocks: &[Block], last: &mut u8) -> Result<(), String> {
    for block in blocks {
        match block {
            Block::Heading { level, .. } if *level > *last + 1 => {
                return Err(format!("expected h{} before h{level}: headings must not skip a level", *last + 1));
            }
            Block::Heading { level, .. } => *last = *level,
            Block::Section { blocks, .. } => check_levels(blocks, last)?,
            _ => {}
        }
    }
    Ok(())
}
