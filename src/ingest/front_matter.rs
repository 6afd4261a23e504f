//! Front matter: facts given by hand at the head of a file, in YAML between lines `---` or TOML between lines `+++`.
//!
//! Handed: a source. Gives: its [`Field`]s with their places, and where the text begins. Knows nothing about what the
//! fields mean.

use super::codes;
use crate::diag::{Diagnosed, Diagnostic};
use crate::model::{Field, Text};
use crate::source::{SourceFile, Span};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;
use std::fmt;

/// Nested keys deeper than this are refused.
const DEEPEST: usize = 8;

/// Reads the front matter; the second value is the byte offset at which the text begins.
pub(super) fn read(source: &SourceFile) -> Diagnosed<(Vec<Field>, usize)> {
    let text = source.text.as_str();
    let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let opening = line_at(text, start);
    let fence = text[opening.clone()].trim_end();
    if !matches!(fence, "---" | "+++")
        || !(looks_like_fields(text, opening.end) || fence == "+++" && begins_table(text, opening.end))
    {
        return Diagnosed::clean((Vec::new(), start));
    }
    let Some((end, after)) = closing(text, opening.end, fence) else {
        let help = format!("close the block with a line {fence}");
        return broken(source, Span::new(start, start + fence.len()), "the front matter is not closed", &help, start);
    };
    let block = Span::new(opening.end, end);
    let fields = if fence == "---" { yaml(source, block) } else { toml(source, block) };
    match fields {
        Ok(fields) => Diagnosed::clean((fields, after)),
        Err((span, message)) => {
            let help = "correct the block; values with a colon, a quote or a # need quotes around them";
            broken(source, span, &format!("the front matter cannot be read: {message}"), help, after)
        }
    }
}

type Broken = (Span, String);

fn broken(source: &SourceFile, at: Span, message: &str, help: &str, after: usize) -> Diagnosed<(Vec<Field>, usize)> {
    let diagnostic = Diagnostic::new(&codes::FRONT_MATTER, source, at, message).with_help(help);
    Diagnosed { value: (Vec::new(), after), diagnostics: vec![diagnostic] }
}

/// The line that begins at an offset, its line feed included.
fn line_at(text: &str, start: usize) -> std::ops::Range<usize> {
    let end = text[start..].find('\n').map_or(text.len(), |i| start + i + 1);
    start..end
}

/// A line drawn of dashes at the head of a text is no front matter: the next line must look like a field.
fn looks_like_fields(text: &str, at: usize) -> bool {
    let next = text[line_at(text, at)].trim();
    let key = next.split([':', '=']).next().unwrap_or_default();
    next.starts_with('#')
        || (key.len() < next.len() && key.trim().chars().all(|c| c.is_alphanumeric() || "_-. \"".contains(c)))
}

/// "[allow]": TOML may begin with a table.
fn begins_table(text: &str, at: usize) -> bool {
    let next = text[line_at(text, at)].trim();
    next.len() > 2 && next.starts_with('[') && next.ends_with(']')
}

/// Where the block ends, and where the line after its fence begins.
fn closing(text: &str, from: usize, fence: &str) -> Option<(usize, usize)> {
    let mut at = from;
    while at < text.len() {
        let line = line_at(text, at);
        let words = text[line.clone()].trim_end();
        if words == fence || (fence == "---" && words == "...") {
            return Some((at, line.end));
        }
        at = line.end;
    }
    None
}

/// A value of any depth with the places of its scalars.
enum Node {
    Scalar(String),
    List(Vec<Spanned<Node>>),
    Table(Vec<(Spanned<String>, Spanned<Node>)>),
}

fn yaml(source: &SourceFile, block: Span) -> Result<Vec<Field>, Broken> {
    let text = source.slice(block);
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let root: Spanned<Node> = serde_saphyr::from_str(text).map_err(|e| yaml_error(source, block, &e))?;
    let mut fields = Vec::new();
    flatten(source, block, "", &root, &mut fields);
    Ok(fields)
}

fn yaml_error(source: &SourceFile, block: Span, error: &serde_saphyr::Error) -> Broken {
    let first = source.position(block.start).line;
    let line =
        error.location().and_then(|l| usize::try_from(l.line()).ok()).map_or(first, |l| first + l.saturating_sub(1));
    let words = error.to_string();
    let message = words.lines().next().unwrap_or("it is no YAML").to_owned();
    (source.line(line).unwrap_or(block), message)
}

fn flatten(source: &SourceFile, block: Span, key: &str, node: &Spanned<Node>, out: &mut Vec<Field>) {
    match &node.value {
        Node::Scalar(value) => {
            let place = &node.referenced.span();
            let start = block.start + place.byte_offset().unwrap_or(0) as usize;
            let len = place.byte_len().unwrap_or(0) as usize;
            out.push(Field {
                key: key.to_owned(),
                value: scalar(source, Span::new(start, (start + len).min(block.end).max(start)), value),
            });
        }
        Node::List(entries) => entries.iter().for_each(|e| flatten(source, block, key, e, out)),
        Node::Table(rows) => {
            for (name, value) in rows {
                let name = if key.is_empty() { name.value.clone() } else { format!("{key}.{}", name.value) };
                flatten(source, block, &name, value, out);
            }
        }
    }
}

/// A scalar's text: the source's own words where it is them (quotes left out), else the value mapped as a whole.
fn scalar(source: &SourceFile, span: Span, value: &str) -> Text {
    let raw = source.slice(span);
    let mut text = Text::default();
    match raw.find(value).filter(|_| raw.len() <= value.len() + 2) {
        Some(at) => text.push(value, Span::new(span.start + at, span.start + at + value.len())),
        None => text.push(value, span),
    }
    text
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value, a list or a table")
    }

    fn visit_str<E: Error>(self, v: &str) -> Result<Node, E> {
        Ok(Node::Scalar(v.to_owned()))
    }

    fn visit_bool<E: Error>(self, v: bool) -> Result<Node, E> {
        Ok(Node::Scalar(v.to_string()))
    }

    fn visit_i64<E: Error>(self, v: i64) -> Result<Node, E> {
        Ok(Node::Scalar(v.to_string()))
    }

    fn visit_u64<E: Error>(self, v: u64) -> Result<Node, E> {
        Ok(Node::Scalar(v.to_string()))
    }

    fn visit_f64<E: Error>(self, v: f64) -> Result<Node, E> {
        Ok(Node::Scalar(v.to_string()))
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(Node::List(Vec::new()))
    }

    fn visit_none<E: Error>(self) -> Result<Node, E> {
        self.visit_unit()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(e) = seq.next_element()? {
            entries.push(e);
        }
        Ok(Node::List(entries))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut rows = Vec::new();
        while let Some(row) = map.next_entry()? {
            rows.push(row);
        }
        Ok(Node::Table(rows))
    }
}

fn toml(source: &SourceFile, block: Span) -> Result<Vec<Field>, Broken> {
    let text = source.slice(block);
    let table = toml::de::DeTable::parse(text).map_err(|e| {
        let place = e.span().map_or(block, |s| Span::new(block.start + s.start, block.start + s.end));
        (place, e.message().to_owned())
    })?;
    let mut fields = Vec::new();
    flatten_toml(source, block, "", table.get_ref(), DEEPEST, &mut fields)
        .map_err(|place| (place, "it is nested too deeply".to_owned()))?;
    fields.sort_by_key(|f| f.value.span().start);
    Ok(fields)
}

fn flatten_toml(
    source: &SourceFile,
    block: Span,
    prefix: &str,
    table: &toml::de::DeTable,
    depth: usize,
    out: &mut Vec<Field>,
) -> Result<(), Span> {
    for (name, value) in table {
        let key = if prefix.is_empty() { name.get_ref().to_string() } else { format!("{prefix}.{}", name.get_ref()) };
        add_toml(source, block, &key, value, depth, out)?;
    }
    Ok(())
}

fn add_toml(
    source: &SourceFile,
    block: Span,
    key: &str,
    value: &toml::Spanned<toml::de::DeValue>,
    depth: usize,
    out: &mut Vec<Field>,
) -> Result<(), Span> {
    use toml::de::DeValue;
    let place = Span::new(block.start + value.span().start, block.start + value.span().end);
    let depth = depth.checked_sub(1).ok_or(place)?;
    match value.get_ref() {
        DeValue::Table(t) => flatten_toml(source, block, key, t, depth, out),
        DeValue::Array(entries) => entries.iter().try_for_each(|e| add_toml(source, block, key, e, depth, out)),
        DeValue::String(s) => {
            out.push(Field { key: key.to_owned(), value: scalar(source, place, s) });
            Ok(())
        }
        _ => {
            out.push(Field { key: key.to_owned(), value: Text::verbatim(source.slice(place), place.start) });
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Vec<(String, String, String)> {
        let source = SourceFile::from_text("t.md", text);
        let read = read(&source);
        assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
        let quote = |f: &Field| source.slice(f.value.span()).to_owned();
        read.value.0.into_iter().map(|f| (f.key.clone(), f.value.text.clone(), quote(&f))).collect()
    }

    fn row(key: &str, value: &str, quote: &str) -> (String, String, String) {
        (key.to_owned(), value.to_owned(), quote.to_owned())
    }

    #[test]
    fn yaml_fields_have_their_places() {
        let text = "---\ntitle: 'A: B'\ndate: 2011-02-08\nevent:\n  city: Phnom Penh\n  \"days\": 3\ntags: [a, bc]\nwide: \"Joe\\_B\"\n---\nText\n";
        assert_eq!(
            fields(text),
            [
                row("title", "A: B", "A: B"),
                row("date", "2011-02-08", "2011-02-08"),
                row("event.city", "Phnom Penh", "Phnom Penh"),
                row("event.days", "3", "3"),
                row("tags", "a", "a"),
                row("tags", "bc", "bc"),
                row("wide", "Joe\u{a0}B", "\"Joe\\_B\""),
            ]
        );
    }

    #[test]
    fn toml_fields_have_their_places() {
        let text = "+++\ntitle = \"A\"\ndate = 2011-02-08\n[event]\ncity = 'Bali'\n+++\nText\n";
        let expected =
            [row("title", "A", "A"), row("date", "2011-02-08", "2011-02-08"), row("event.city", "Bali", "Bali")];
        assert_eq!(fields(text), expected);
    }

    #[test]
    fn a_broken_block_is_an_error_with_its_line() {
        for (text, line) in
            [("---\ntitle: [a\n---\nText\n", 2), ("---\ntitle: a\nText\n", 1), ("+++\na = \n+++\nText\n", 2)]
        {
            let source = SourceFile::from_text("t.md", text);
            let read = read(&source);
            assert_eq!(read.diagnostics.len(), 1, "{text}");
            assert!((line..=line + 1).contains(&read.diagnostics[0].line), "{:?}", read.diagnostics[0]);
        }
    }

    #[test]
    fn a_drawn_line_is_no_front_matter() {
        assert!(fields("---\nThe ministers met.\n---\n").is_empty());
        assert!(fields("").is_empty());
    }
}
