//! The briefing as a page for a browser: one file that needs nothing else, on a phone or on paper.
//!
//! Handed: a briefing. Gives: HTML, semantic, in the theme's colours and proportions. Knows nothing about templates: the
//! same tree makes the PDF. What is about sheets of paper (page numbers, columns of points) stays out of it.

mod style;

use super::{Emitter, Handover};
use crate::diag::Diagnosed;
use crate::model::briefing::{
    Block, BlockStyle, Briefing, Inline, List, Paragraph, Scope, Span, Table, TableRow, TextStyle, Timeline,
};
use std::fmt::{self, Display, Write};
use style::{Attribute, Class, Styles};

pub(super) const EMITTER: Emitter = Emitter {
    name: "html",
    folder: "html",
    extension: "html",
    media_type: "text/html",
    summary: "briefing for a browser, one file that needs no network",
    emit: |handover| Ok(Diagnosed { value: page(handover), diagnostics: Vec::new() }),
};

fn page(handover: &Handover) -> Vec<u8> {
    let briefing = handover.briefing;
    let mut printer = Printer { out: String::with_capacity(16 << 10), styles: Styles::default() };
    printer.body(briefing);
    let Printer { out, styles } = printer;
    let (lang, title) = (Escaped(&briefing.lang), Escaped(&briefing.title));
    let (fixed, css) = (include_str!("page.css"), styles.css());
    let page = format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         base-uri 'none'; form-action 'none'\">\n<title>{title}</title>\n<style>\n{fixed}{css}</style>\n</head>\n{out}</html>\n"
    );
    page.into_bytes()
}

struct Printer {
    out: String,
    styles: Styles,
}

impl Printer {
    fn body(&mut self, briefing: &Briefing) {
        self.out.push_str("<body>\n");
        self.running("header", &briefing.header);
        self.out.push_str("<main>\n");
        self.blocks(&briefing.blocks);
        self.out.push_str("</main>\n");
        self.running("footer", &briefing.footer);
        self.out.push_str("</body>\n");
    }

    /// What stands on every sheet of paper stands here once, without the number of the page and the words around it, which
    /// are in the number's own style.
    fn running(&mut self, element: &str, paragraphs: &[Paragraph]) {
        let _ = writeln!(self.out, "<{element}>");
        for p in paragraphs {
            let number = p.content.iter().find_map(|i| match i {
                Inline::Page(style) | Inline::Pages(style) => Some(*style),
                _ => None,
            });
            let about_paper = |i: &&Inline| matches!(i, Inline::Span(s) if Some(s.style) == number);
            let content: Vec<Inline> = p.content.iter().filter(|i| !about_paper(i)).cloned().collect();
            if content.iter().any(|i| matches!(i, Inline::Span(_))) {
                self.paragraph("p", "", &Paragraph { content, ..p.clone() });
            }
        }
        let _ = writeln!(self.out, "</{element}>");
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { level, id, paragraph } => {
                    let id = id.as_ref().map(|id| format!(" id=\"{}\"", Escaped(id))).unwrap_or_default();
                    self.paragraph(&format!("h{level}"), &id, paragraph);
                }
                Block::Paragraph(p) => self.paragraph("p", "", p),
                Block::List(list) => self.list(list),
                Block::Table(table) => self.table(table),
                Block::Timeline(timeline) => self.timeline(timeline),
                Block::Section { style, blocks } => {
                    let class = self.styles.block(*style);
                    let _ = writeln!(self.out, "<section{}>", Attribute([class]));
                    self.blocks(blocks);
                    self.out.push_str("</section>\n");
                }
            }
        }
    }

    fn paragraph(&mut self, element: &str, attributes: &str, p: &Paragraph) {
        let classes = [self.styles.text(p.text), self.styles.block(p.style)];
        let _ = write!(self.out, "<{element}{attributes}{}>", Attribute(classes));
        self.inlines(&p.content, p.text);
        let _ = writeln!(self.out, "</{element}>");
    }

    fn inlines(&mut self, content: &[Inline], around: TextStyle) {
        for inline in content {
            match inline {
                Inline::Span(span) => self.span(span, around),
                Inline::Break => self.out.push_str("<br>"),
                Inline::Page(_) | Inline::Pages(_) => {}
            }
        }
    }

    fn span(&mut self, span: &Span, around: TextStyle) {
        let (text, out) = (Escaped(&span.text), &mut self.out);
        let class = if span.style == around { Class::None } else { self.styles.text(span.style) };
        if span.link().is_none() && span.lang().is_none() && class == Class::None {
            let _ = write!(out, "{text}");
            return;
        }
        let element = if span.link().is_some() { "a" } else { "span" };
        let _ = write!(out, "<{element}");
        if let Some(target) = span.link() {
            let _ = write!(out, " href=\"#{}\"", Escaped(target));
        }
        if let Some(lang) = span.lang() {
            let _ = write!(out, " lang=\"{}\"", Escaped(lang));
        }
        let _ = write!(out, "{}>{text}</{element}>", Attribute([class]));
    }

    fn list(&mut self, list: &List) {
        let element = if list.ordered { "ol" } else { "ul" };
        let class = self.styles.block(BlockStyle { indent: 0.0, ..list.style });
        let column = self.styles.labels(list.style.indent);
        // Browsers that hide the markers of a list take it for none; its role says that it is one.
        let _ = writeln!(self.out, "<{element} role=\"list\"{}>", Attribute([class, column]));
        for item in &list.items {
            let class = self.styles.block(item.style);
            let _ = write!(self.out, "<li{}>", Attribute([class]));
            if let Some(label) = &item.label {
                let class = self.styles.text(label.text);
                let _ = write!(self.out, "<span{}>", Attribute([class, Class::Named("label")]));
                self.inlines(&label.content, label.text);
                self.out.push_str("</span> ");
            }
            self.out.push_str("<div>\n");
            self.blocks(&item.blocks);
            self.out.push_str("</div></li>\n");
        }
        let _ = writeln!(self.out, "</{element}>");
    }

    /// Roles are written out, for on a narrow screen cells are set one below the other, and would be cells no more.
    fn table(&mut self, table: &Table) {
        let class = self.styles.block(table.style);
        let _ = writeln!(self.out, "<table role=\"table\"{}>", Attribute([class]));
        let all = table.columns.iter().sum::<f32>().max(1.0);
        self.out.push_str("<colgroup>");
        for share in &table.columns {
            let class = self.styles.column(share / all);
            let _ = write!(self.out, "<col{}>", Attribute([class]));
        }
        self.out.push_str("</colgroup>\n");
        let heads: Vec<String> = match table.head.last() {
            Some(row) => row.cells.iter().map(|c| Escaped(&plain(&c.paragraphs)).to_string()).collect(),
            None => Vec::new(),
        };
        if !table.head.is_empty() {
            self.rows("thead", &table.head, &[]);
        }
        self.rows("tbody", &table.body, &heads);
        self.out.push_str("</table>\n");
    }

    /// Rows, each cell with the words at the head of its column, where there are any.
    fn rows(&mut self, part: &str, rows: &[TableRow], heads: &[String]) {
        let _ = writeln!(self.out, "<{part} role=\"rowgroup\">");
        for row in rows {
            let class = self.styles.row(row.style);
            let _ = write!(self.out, "<tr role=\"row\"{}>", Attribute([class]));
            for (i, cell) in row.cells.iter().enumerate() {
                let (element, what) = match cell.heads {
                    Some(Scope::Column) => ("th", " role=\"columnheader\" scope=\"col\""),
                    Some(Scope::Row) => ("th", " role=\"rowheader\" scope=\"row\""),
                    None => ("td", " role=\"cell\""),
                };
                let class = cell.paragraphs.first().map(|p| self.styles.text(p.text)).unwrap_or(Class::None);
                let head = heads.get(i).filter(|h| !h.is_empty() && cell.heads.is_none());
                let head = head.map(|h| format!(" data-head=\"{h}\"")).unwrap_or_default();
                let _ = write!(self.out, "<{element}{what}{}{head}>", Attribute([class]));
                match &cell.paragraphs[..] {
                    [one] => self.inlines(&one.content, one.text),
                    several => several.iter().for_each(|p| self.paragraph("p", "", p)),
                }
                let _ = write!(self.out, "</{element}>");
            }
            self.out.push_str("</tr>\n");
        }
        let _ = writeln!(self.out, "</{part}>");
    }

    /// The meetings as a list along a line; what a drawing would show, its words say.
    fn timeline(&mut self, timeline: &Timeline) {
        let classes = [self.styles.text(timeline.text), self.styles.block(timeline.style), Class::Named("timeline")];
        let accent = self.styles.text(TextStyle { colour: timeline.accent, ..timeline.text });
        let _ = writeln!(self.out, "<ol role=\"list\"{}>", Attribute(classes));
        for mark in &timeline.marks {
            let current =
                if mark.current { format!(" aria-current=\"true\"{}", Attribute([accent])) } else { String::new() };
            let (date, label) = (mark.date, Escaped(&mark.label));
            let _ =
                writeln!(self.out, "<li{current}><time datetime=\"{date}\">{date}</time> <span>{label}</span></li>");
        }
        self.out.push_str("</ol>\n");
    }
}

/// The words of paragraphs without their styles.
fn plain(paragraphs: &[Paragraph]) -> String {
    let inlines = paragraphs.iter().flat_map(|p| &p.content);
    inlines.filter_map(|i| if let Inline::Span(s) = i { Some(s.text.as_str()) } else { None }).collect()
}

/// Text for HTML; characters that no document may hold become the replacement character.
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // bytes of what is written otherwise, or of a character that may be
        let unlike = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | ..b' ' | 0x7f | 0xc2 | 0xef);
        let mut written = 0;
        let mut at = 0;
        while let Some(found) = self.0.as_bytes()[at..].iter().position(|&byte| unlike(byte)) {
            at += found;
            let c = self.0[at..].chars().next().expect("the byte found begins a character");
            let instead = match c {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => "\u{fffd}",
                c => {
                    at += c.len_utf8();
                    continue;
                }
            };
            f.write_str(&self.0[written..at])?;
            f.write_str(instead)?;
            at += c.len_utf8();
            written = at;
        }
        f.write_str(&self.0[written..])
    }
}
