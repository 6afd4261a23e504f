//! A briefing as Typst source: the same words in the same styles, headings, lists and tables.

use communique::model::briefing::{
    Align, Block, BlockStyle, Briefing, Colour, Face, Inline, List, Paragraph, Rule, Table, TableRow, TextStyle,
    Timeline,
};
use std::fmt::Write;

/// The source of a briefing; `attached` is the name of the file it carries.
pub(crate) fn of(briefing: &Briefing, attached: &str) -> String {
    let sheet = briefing.sheet;
    let mut out = format!(
        "#set document(title: {}, date: datetime(year: 2011, month: 2, day: 9))\n#set text(lang: {}, hyphenate: false)\n#set par(spacing: 0pt, leading: 4pt)\n\
         #set block(spacing: 0pt)\n#set page(width: {}pt, height: {}pt, margin: (top: {}pt, right: {}pt, bottom: {}pt, left: {}pt),\n\
         header: grid(columns: (1fr, auto), {}), footer: context grid(columns: (1fr, auto), {}))\n\
         #show heading: it => it.body\n\
         #pdf.attach({}, relationship: \"data\", mime-type: \"application/akn+xml\", description: \"Exchange file\")\n",
        string(&briefing.title),
        string(&briefing.lang),
        sheet.width,
        sheet.height,
        sheet.top,
        sheet.right,
        sheet.bottom,
        sheet.left,
        running(&briefing.header),
        running(&briefing.footer),
        string(attached),
    );
    blocks(&briefing.blocks, &mut out);
    out
}

fn running(paragraphs: &[Paragraph]) -> String {
    paragraphs.iter().map(|p| format!("[{}]", words(&p.content))).collect::<Vec<_>>().join(", ")
}

fn blocks(all: &[Block], out: &mut String) {
    for block in all {
        match block {
            Block::Heading { level, paragraph, .. } => {
                let inner = format!("#heading(level: {level})[{}]", words(&paragraph.content));
                stand(paragraph.style, paragraph.text, &inner, out);
            }
            Block::Paragraph(p) => stand(p.style, p.text, &words(&p.content), out),
            Block::List(l) => list(l, out),
            Block::Table(t) => table(t, out),
            Block::Timeline(t) => timeline(t, out),
            Block::Section { style, blocks: inner } => {
                let _ = writeln!(out, "#block(above: {}pt, below: {}pt)[", style.before, style.after);
                if let Some(r) = style.rule {
                    let _ = writeln!(out, "#line(length: 100%, stroke: {})#v({}pt)", stroke(r), r.gap);
                }
                blocks(inner, out);
                out.push_str("]\n");
            }
        }
    }
}

fn stand(style: BlockStyle, text: TextStyle, inner: &str, out: &mut String) {
    let _ = writeln!(
        out,
        "#block(above: {}pt, below: {}pt, sticky: {}, inset: (left: {}pt))[#set par(leading: {}pt)\n{inner}]",
        style.before,
        style.after,
        style.keep,
        style.indent,
        text.leading - text.size * 0.7,
    );
}

fn list(list: &List, out: &mut String) {
    let labels =
        list.items.iter().map(|i| i.label.as_ref().map_or("[]".to_owned(), |l| format!("[{}]", words(&l.content))));
    let labels = labels.collect::<Vec<_>>().join(", ");
    let _ = write!(
        out,
        "#enum(indent: 0pt, body-indent: 8pt, tight: false, number-align: start, numbering: n => ({labels},).at(n - 1),\n"
    );
    for item in &list.items {
        out.push('[');
        blocks(&item.blocks, out);
        out.push_str("],\n");
    }
    out.push_str(")\n");
}

fn table(table: &Table, out: &mut String) {
    let columns = table.columns.iter().map(|c| format!("{c}fr")).collect::<Vec<_>>().join(", ");
    let _ = write!(out, "#table(columns: ({columns}), stroke: none, inset: (x: 0pt, y: 2pt), column-gutter: 10pt,\n");
    if !table.head.is_empty() {
        out.push_str("table.header(");
        table.head.iter().for_each(|r| row(r, out));
        out.push_str("),\n");
    }
    for r in &table.body {
        if let Some(rule) = r.style.rule {
            let _ = write!(out, "table.hline(stroke: {}), ", stroke(rule));
        }
        row(r, out);
    }
    out.push_str(")\n");
}

fn row(row: &TableRow, out: &mut String) {
    for cell in &row.cells {
        let inner: Vec<String> = cell.paragraphs.iter().map(|p| words(&p.content)).collect();
        let right = cell.paragraphs.first().is_some_and(|p| p.text.align == Align::Right);
        let align = if right { "right" } else { "left" };
        let _ = write!(out, "table.cell(align: {align})[{}], ", inner.join("\n\n"));
    }
    out.push('\n');
}

fn timeline(timeline: &Timeline, out: &mut String) {
    let _ = writeln!(out, "#figure(alt: {}, block(width: 100%, height: 46pt)[", string(&timeline.alternative));
    let _ = writeln!(out, "#place(dy: 20pt, line(length: 100%, stroke: 0.8pt + {}))", colour(timeline.text.colour));
    let years: Vec<i16> = timeline.marks.iter().map(|m| m.date.get_year()).collect();
    let (first, last) = (years.iter().min().copied().unwrap_or(0), years.iter().max().copied().unwrap_or(0) + 1);
    let at = |year: i16| f32::from(year - first) / f32::from(last - first) * 100.0;
    for year in first..=last {
        let label = say(&year.to_string(), timeline.text, None);
        let _ = writeln!(
            out,
            "#place(dx: {}%, dy: 18pt, rect(width: 0.5pt, height: 6pt, stroke: none))#place(dx: {}%, dy: 28pt)[{label}]",
            at(year),
            at(year) * 0.95
        );
    }
    for mark in &timeline.marks {
        let label = say(&mark.label, timeline.text, None);
        let _ = writeln!(
            out,
            "#place(dx: {}%)[{label}]#place(dx: {}%, dy: 17pt, rect(width: 6pt, height: 6pt, fill: {}, stroke: none))",
            at(mark.date.get_year()) * 0.85,
            at(mark.date.get_year()),
            colour(timeline.accent)
        );
    }
    out.push_str("])\n");
}

fn words(content: &[Inline]) -> String {
    let mut out = String::new();
    for inline in content {
        match inline {
            Inline::Span(s) => out.push_str(&say(&s.text, s.style, s.lang.as_deref())),
            Inline::Break => out.push_str("#linebreak()"),
            Inline::Page(style) => out.push_str(&count("counter(page).display()", *style)),
            Inline::Pages(style) => out.push_str(&count("counter(page).final().first()", *style)),
        }
    }
    out
}

fn say(words: &str, style: TextStyle, lang: Option<&str>) -> String {
    let lang = lang.map(|l| format!(", lang: {}", string(l))).unwrap_or_default();
    format!("#text({}{lang})[#{}]", look(style), string(words))
}

fn count(what: &str, style: TextStyle) -> String {
    format!("#text({})[#{what}]", look(style))
}

fn look(style: TextStyle) -> String {
    let (font, weight) = match style.face {
        Face::Serif => ("Source Serif 4", 400),
        Face::SerifBold => ("Source Serif 4", 600),
        Face::Sans => ("Source Sans 3", 400),
        Face::SansBold => ("Source Sans 3", 600),
    };
    let figures = if style.tabular { ", number-width: \"tabular\"" } else { "" };
    format!("font: {font:?}, weight: {weight}, size: {}pt, fill: {}{figures}", style.size, colour(style.colour))
}

fn stroke(rule: Rule) -> String {
    format!("{}pt + {}", rule.width, colour(rule.colour))
}

fn colour(Colour([r, g, b]): Colour) -> String {
    format!("rgb({r}, {g}, {b})")
}

/// Words as a string of Typst's.
fn string(words: &str) -> String {
    let mut out = String::from("\"");
    for c in words.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
