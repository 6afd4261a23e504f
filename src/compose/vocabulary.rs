//! The vocabulary: the HTML elements a template may write, read into a [`Briefing`].
//!
//! Handed: a template's output and a theme. Gives: the semantic tree with every style resolved, or what was expected and
//! where in the output. Knows nothing about notes.

use super::theme::{Looks, Theme};
use crate::model::briefing::{
    Block, Briefing, Cell, Inline, List, ListItem, Mark, Paragraph, Scope, Span, Table, TableRow, TextStyle, Timeline,
};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A place of the output that is not in the vocabulary.
#[derive(Debug)]
pub(super) struct Misfit {
    /// Byte offset in the output.
    pub(super) at: usize,
    /// What was expected, and what was found.
    pub(super) expected: String,
}

/// Elements that hold blocks or words, and what may stand in them.
const BLOCKS: &str = "section, h1, h2, h3, p, ul, ol, table, figure";

/// An element with its content, in the words of the output.
struct Element<'a> {
    name: &'a str,
    /// Byte offset of its start tag in the output.
    at: usize,
    attributes: Attributes<'a>,
    content: Vec<Node<'a>>,
}

enum Node<'a> {
    Element(Box<Element<'a>>),
    Text(Cow<'a, str>),
}

/// Attributes, each with its value unescaped. There are never many.
#[derive(Default)]
struct Attributes<'a>(Vec<(&'a str, Cow<'a, str>)>);

impl Attributes<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_ref())
    }
}

/// Reads a template's output.
pub(super) fn read(output: &str, theme: &Theme) -> Result<Briefing, Misfit> {
    Scribe { theme }.briefing(*tree(output)?)
}

/// Parses well-formed markup into elements. Depth is bounded, so that no template can exhaust the stack.
fn tree(output: &str) -> Result<Box<Element<'_>>, Misfit> {
    const DEEPEST: usize = 64;
    let mut reader = Reader::from_str(output);
    let mut open: Vec<Element> =
        vec![Element { name: "", at: 0, attributes: Attributes::default(), content: Vec::new() }];
    loop {
        let at = reader.buffer_position() as usize;
        let broken = |expected: String| Misfit { at, expected };
        let event = reader.read_event().map_err(|e| broken(format!("expected well-formed markup: {e}")))?;
        match event {
            Event::Start(start) => {
                if open.len() > DEEPEST {
                    return Err(broken(format!("expected elements at most {DEEPEST} deep")));
                }
                open.push(element(&start, output, at).map_err(broken)?);
            }
            Event::Empty(start) => {
                let element = element(&start, output, at).map_err(broken)?;
                push(&mut open, Node::Element(element.into()));
            }
            Event::End(_) => {
                let closed = open.pop().expect("the reader checks that end tags match");
                push(&mut open, Node::Element(closed.into()));
            }
            Event::Text(text) => push(&mut open, Node::Text(text.into_inner())),
            Event::CData(text) => push(&mut open, Node::Text(text.into_inner())),
            Event::GeneralRef(reference) => {
                let text = match reference.resolve_char_ref() {
                    Ok(Some(c)) => c.to_string().into(),
                    _ => named(reference.into_inner().as_ref()).map_err(broken)?.into(),
                };
                push(&mut open, Node::Text(text));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if open.len() != 1 {
        let unclosed = open.pop().expect("at least the root is open");
        let expected = format!("expected </{}> before the end of the template's output", unclosed.name);
        return Err(Misfit { at: unclosed.at, expected });
    }
    let top = open.pop().expect("at least the root is open");
    let mut elements = top.content.into_iter().filter_map(|n| match n {
        Node::Element(e) => Some(e),
        Node::Text(_) => None,
    });
    elements
        .next()
        .filter(|e| e.name == "html")
        .ok_or_else(|| Misfit { at: 0, expected: "expected one element <html> around everything".to_owned() })
}

fn push<'a>(open: &mut [Element<'a>], node: Node<'a>) {
    let parent = open.last_mut().expect("the root stays open");
    match (parent.content.last_mut(), node) {
        (Some(Node::Text(before)), Node::Text(more)) => before.to_mut().push_str(&more),
        (_, node) => parent.content.push(node),
    }
}

/// The element that starts at byte `at` of the output.
fn element<'a>(start: &BytesStart, output: &'a str, at: usize) -> Result<Element<'a>, String> {
    // `start` is the tag without its angle brackets.
    let tag: &'a str = &output[at + 1..at + 1 + start.len()];
    let name = &tag[..start.name().0.len()];
    let mut attributes = Attributes(Vec::with_capacity(usize::from(tag.len() > name.len()) * 2));
    let mut found = quick_xml::events::attributes::Attributes::new(tag, name.len());
    for attribute in found.with_checks(false) {
        let attribute = attribute.map_err(|e| format!("expected attributes as name=\"value\": {e}"))?;
        if attributes.get(attribute.key.0).is_some() {
            return Err(format!("expected attributes as name=\"value\": {:?} stands there twice", attribute.key.0));
        }
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|e| format!("expected an escaped attribute value: {e}"))?;
        attributes.0.push((attribute.key.0, value));
    }
    Ok(Element { name, at, attributes, content: Vec::new() })
}

fn named(entity: &str) -> Result<&'static str, String> {
    match entity {
        "amp" => Ok("&"),
        "lt" => Ok("<"),
        "gt" => Ok(">"),
        "quot" => Ok("\""),
        "apos" => Ok("'"),
        "nbsp" => Ok("\u{a0}"),
        other => Err(format!("expected &amp; &lt; &gt; &quot; &apos; &nbsp; or a number, found &{other};")),
    }
}

/// Turns elements into blocks, resolving styles on the way. An element is gone as soon as it is a block, so that a long
/// document is not held twice.
struct Scribe<'a> {
    theme: &'a Theme,
}

type Found<T> = Result<T, Misfit>;

impl Scribe<'_> {
    fn error<T>(&self, e: &Element, what: String) -> Found<T> {
        Err(Misfit { at: e.at, expected: what })
    }

    fn briefing(&self, html: Element) -> Found<Briefing> {
        let mut known = BTreeSet::new();
        identifiers(&html, &mut known);
        self.check_links(&html, &known)?;
        let mut briefing = Briefing {
            lang: html.attributes.get("lang").unwrap_or_default().to_owned(),
            title: String::new(),
            sheet: self.theme.sheet,
            header: Vec::new(),
            footer: Vec::new(),
            blocks: Vec::new(),
        };
        if briefing.lang.is_empty() {
            return self.error(&html, "expected <html lang=\"…\"> with a language".to_owned());
        }
        let at = html.at;
        let missing = |expected: String| Misfit { at, expected };
        for e in into_elements(html) {
            match e.name {
                "head" => briefing.title = self.title(&e)?,
                "body" => self.body(e, &mut briefing)?,
                other => return self.error(&e, format!("expected head or body in html, found {other}")),
            }
        }
        if briefing.title.is_empty() {
            return Err(missing("expected <head><title>…</title></head> with words in it".to_owned()));
        }
        if briefing.blocks.is_empty() {
            return Err(missing("expected <body> with <main>, and something in it".to_owned()));
        }
        check_levels(&briefing.blocks, &mut 0).map_err(missing)?;
        Ok(briefing)
    }

    /// Every link leads to a heading of this briefing.
    fn check_links(&self, e: &Element, known: &BTreeSet<&str>) -> Found<()> {
        let target = e.attributes.get("href").and_then(|h| h.strip_prefix('#')).filter(|_| e.name == "a");
        match target {
            Some(id) if !known.contains(id) => self.error(e, format!("expected an element with id={id:?}, a heading")),
            _ => elements(e).try_for_each(|inner| self.check_links(inner, known)),
        }
    }

    fn title(&self, head: &Element) -> Found<String> {
        let mut title = String::new();
        for e in elements(head) {
            match e.name {
                "title" => title = words(e),
                "meta" => {}
                other => return self.error(e, format!("expected title or meta in head, found {other}")),
            }
        }
        Ok(title)
    }

    fn body(&self, body: Element, briefing: &mut Briefing) -> Found<()> {
        let base = self.looks(&body, self.theme.base)?.text;
        for e in into_elements(body) {
            let around = self.looks(&e, base)?.text;
            match e.name {
                "header" => briefing.header = self.running(&e, around)?,
                "footer" => briefing.footer = self.running(&e, around)?,
                "main" => briefing.blocks = self.blocks(e, around)?,
                other => return self.error(&e, format!("expected header, main or footer in body, found {other}")),
            }
        }
        Ok(())
    }

    fn running(&self, e: &Element, around: TextStyle) -> Found<Vec<Paragraph>> {
        elements(e)
            .map(|p| match p.name {
                "p" => self.paragraph(p, around),
                other => self.error(p, format!("expected p in {}, found {other}", e.name)),
            })
            .collect()
    }

    fn blocks(&self, parent: Element, around: TextStyle) -> Found<Vec<Block>> {
        let mut blocks = Vec::new();
        for node in parent.content {
            match node {
                Node::Text(text) if text.trim().is_empty() => {}
                Node::Text(text) => {
                    let words: String = text.trim().chars().take(30).collect();
                    let expected = format!("expected {BLOCKS} in {}, found the words {words:?}", parent.name);
                    return Err(Misfit { at: parent.at, expected });
                }
                Node::Element(e) => blocks.push(self.block(*e, parent.name, around)?),
            }
        }
        // Most hold one block.
        blocks.shrink_to_fit();
        Ok(blocks)
    }

    fn block(&self, e: Element, parent: &str, around: TextStyle) -> Found<Block> {
        match e.name {
            "h1" | "h2" | "h3" => Ok(Block::Heading {
                level: e.name.as_bytes()[1] - b'0',
                id: e.attributes.get("id").map(str::to_owned),
                paragraph: self.paragraph(&e, around)?,
            }),
            "p" => Ok(Block::Paragraph(self.paragraph(&e, around)?)),
            "section" => {
                let looks = self.looks(&e, around)?;
                Ok(Block::Section { style: looks.block, blocks: self.blocks(e, looks.text)? })
            }
            "ul" | "ol" => self.list(e, around),
            "table" => self.table(e, around),
            "figure" => self.timeline(&e, around),
            other => self.error(&e, format!("expected {BLOCKS} in {parent}, found {other}")),
        }
    }

    fn list(&self, e: Element, around: TextStyle) -> Found<Block> {
        let looks = self.looks(&e, around)?;
        let (name, at) = (e.name, e.at);
        let items = into_elements(e).map(|item| self.item(item, name, looks.text)).collect::<Found<Vec<_>>>()?;
        if items.is_empty() {
            return Err(Misfit { at, expected: format!("expected li in {name}; leave an empty list out") });
        }
        Ok(Block::List(List { ordered: name == "ol", style: looks.block, items }))
    }

    fn item(&self, e: Element, list: &str, around: TextStyle) -> Found<ListItem> {
        if e.name != "li" {
            return self.error(&e, format!("expected li in {list}, found {}", e.name));
        }
        let looks = self.looks(&e, around)?;
        let label = e.attributes.get("data-label").filter(|l| !l.trim().is_empty()).map(|label| {
            let class = e.attributes.get("class");
            let look = self.theme.looks("label", class, looks.text);
            let span = Span { text: one_line(label), style: look.text, lang: None, link: None };
            Paragraph { text: look.text, style: look.block, content: vec![Inline::Span(span)] }
        });
        let blocks = if elements(&e).any(|c| is_block(c.name)) {
            self.blocks(e, looks.text)?
        } else {
            let content = self.content(&e, looks.text)?;
            vec![Block::Paragraph(Paragraph { text: looks.text, style: Default::default(), content })]
        };
        Ok(ListItem { label, style: looks.block, blocks })
    }

    fn table(&self, e: Element, around: TextStyle) -> Found<Block> {
        let looks = self.looks(&e, around)?;
        let at = e.at;
        let wrong = |expected: String| Err(Misfit { at, expected });
        let mut table = Table { style: looks.block, columns: looks.columns, head: Vec::new(), body: Vec::new() };
        for part in into_elements(e) {
            let around = self.looks(&part, looks.text)?.text;
            let rows = match part.name {
                "thead" => &mut table.head,
                "tbody" => &mut table.body,
                other => return self.error(&part, format!("expected thead or tbody in table, found {other}")),
            };
            let name = part.name;
            for row in into_elements(part) {
                rows.push(self.row(&row, name, around)?);
            }
        }
        if table.body.is_empty() {
            return wrong("expected a row in tbody; leave an empty table out".to_owned());
        }
        let columns = table.columns.len();
        if columns == 0 {
            return wrong("expected the theme to give this table's class its columns".to_owned());
        }
        match table.head.iter().chain(&table.body).find(|r| r.cells.len() != columns) {
            Some(row) => {
                let found = row.cells.len();
                wrong(format!("expected {columns} cells in every row of this table, found {found}"))
            }
            None => Ok(Block::Table(table)),
        }
    }

    fn timeline(&self, e: &Element, around: TextStyle) -> Found<Block> {
        let looks = self.looks(e, around)?;
        let Some(alternative) = e.attributes.get("aria-label").filter(|a| !a.trim().is_empty()) else {
            return self.error(e, "expected aria-label=\"…\" that says in words what the figure shows".to_owned());
        };
        let marks = elements(e).map(|t| self.mark(t)).collect::<Found<Vec<_>>>()?;
        if marks.is_empty() {
            return self.error(e, "expected time in figure; leave an empty figure out".to_owned());
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
            return self.error(e, format!("expected time in figure, found {}", e.name));
        }
        let date = e.attributes.get("datetime").unwrap_or_default();
        let Ok(date) = date.parse() else {
            let what = format!("expected datetime as year, year-month or year-month-day, found {date:?}");
            return self.error(e, what);
        };
        let current = e.attributes.get("aria-current").is_some_and(|c| c == "true");
        Ok(Mark { date, label: words(e), current })
    }

    fn row(&self, e: &Element, part: &str, around: TextStyle) -> Found<TableRow> {
        if e.name != "tr" {
            return self.error(e, format!("expected tr in {part}, found {}", e.name));
        }
        let looks = self.looks(e, around)?;
        let cells = elements(e).map(|c| self.cell(c, part, looks.text)).collect::<Found<Vec<_>>>()?;
        Ok(TableRow { style: looks.block, cells })
    }

    fn cell(&self, e: &Element, part: &str, around: TextStyle) -> Found<Cell> {
        let heads = match (e.name, part) {
            ("th", "thead") => Some(Scope::Column),
            ("th", _) => Some(Scope::Row),
            ("td", _) => None,
            (other, _) => return self.error(e, format!("expected th or td in tr, found {other}")),
        };
        let looks = self.looks(e, around)?;
        let paragraphs = if elements(e).any(|c| c.name == "p") {
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
        self.inline(e, &Voice { style, lang: lang_of(e), link: None }, &mut line)?;
        trim_end(&mut line.content);
        Ok(by_script(line.content))
    }

    fn inline(&self, parent: &Element, voice: &Voice, line: &mut Line) -> Found<()> {
        for node in &parent.content {
            let e = match node {
                Node::Text(text) => {
                    line.say(text, voice);
                    continue;
                }
                Node::Element(e) => e,
            };
            match e.name {
                "br" => line.end(),
                "span" | "strong" | "q" | "a" | "code" => {
                    let inner = self.voice(e, voice)?;
                    match e.attributes.get("class") {
                        Some("page") => line.number(Inline::Page(inner.style)),
                        Some("pages") => line.number(Inline::Pages(inner.style)),
                        _ => self.inline(e, &inner, line)?,
                    }
                }
                other => {
                    let what =
                        format!("expected words, span, strong, q, code, a or br in {}, found {other}", parent.name);
                    return self.error(e, what);
                }
            }
        }
        Ok(())
    }

    fn voice(&self, e: &Element, around: &Voice) -> Found<Voice> {
        let link = match (e.name, e.attributes.get("href")) {
            ("a", Some(target)) => match target.strip_prefix('#') {
                Some(id) if !id.is_empty() => Some(id.to_owned()),
                _ => return self.error(e, format!("expected href=\"#id\" of a heading, found {target:?}")),
            },
            ("a", None) => return self.error(e, "expected href=\"#id\" of a heading".to_owned()),
            _ => around.link.clone(),
        };
        Ok(Voice { style: self.looks(e, around.style)?.text, lang: lang_of(e).or_else(|| around.lang.clone()), link })
    }

    /// The style of an element; a class the theme does not know is an error, for it is most likely a slip.
    fn looks(&self, e: &Element, around: TextStyle) -> Found<Looks> {
        let class = e.attributes.get("class").filter(|c| !matches!(*c, "page" | "pages"));
        match class {
            Some(c) if !self.theme.knows(e.name, c) => {
                self.error(e, format!("expected a class with a style in the theme, found no style \"{}.{c}\"", e.name))
            }
            _ => Ok(self.theme.looks(e.name, class, around)),
        }
    }
}

/// How words are spoken: style, language, target.
struct Voice {
    style: TextStyle,
    lang: Option<String>,
    link: Option<String>,
}

/// Words on their way into a paragraph: white space collapses across spans and vanishes at both ends and around line
/// breaks.
struct Line {
    content: Vec<Inline>,
    /// Whether more white space adds nothing.
    at_space: bool,
}

impl Line {
    fn say(&mut self, text: &str, voice: &Voice) {
        let text = self.collapse(text);
        if !text.is_empty() {
            let Voice { style, lang, link } = voice;
            self.content.push(Inline::Span(Span { text, style: *style, lang: lang.clone(), link: link.clone() }));
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

fn elements<'e, 'a>(e: &'e Element<'a>) -> impl Iterator<Item = &'e Element<'a>> + use<'e, 'a> {
    e.content.iter().filter_map(|n| match n {
        Node::Element(e) => Some(e.as_ref()),
        Node::Text(_) => None,
    })
}

fn into_elements(e: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    e.content.into_iter().filter_map(|n| match n {
        Node::Element(e) => Some(*e),
        Node::Text(_) => None,
    })
}

/// Adds the identifiers of the headings.
fn identifiers<'e>(e: &'e Element, known: &mut BTreeSet<&'e str>) {
    known.extend(e.attributes.get("id").filter(|_| matches!(e.name, "h1" | "h2" | "h3")));
    elements(e).for_each(|inner| identifiers(inner, known));
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
    let foreign = |span: &Span| span.lang.is_none() && span.text.chars().any(|c| c >= '\u{e00}');
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
                    out.push(Inline::Span(Span {
                        text: words.to_owned(),
                        lang: lang.map(str::to_owned),
                        ..span.clone()
                    }));
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
