//! The text of a file of corrections → what it asks for, each with its place.
//!
//! ```toml
//! [[set]]
//! fact = "event.dates"
//! value = "2011-02-09/2011-02-11"
//! author = "K. Tanabe"
//! date = 2011-02-15
//! reason = "confirmed by the host"
//!
//! [[remove]]
//! fact = "chairs[1]"
//! # author, date, reason
//!
//! [[allow]]
//! code = "D104"
//! reason = "issued on the eve"
//! ```

use super::codes::BROKEN;
use crate::diag::{Diagnosed, Diagnostic};
use crate::model::EdtfDate;
use crate::source::{SourceFile, Span};
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A word with its place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) value: String,
    pub(super) span: Span,
}

/// What is to become of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    Set(String),
    List(Vec<String>),
    Remove,
}

/// One correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) fact: Word,
    pub(super) wish: Wish,
    pub(super) author: String,
    /// A calendar date.
    pub(super) date: String,
    pub(super) reason: String,
}

/// One diagnostic to allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Allow {
    pub(super) code: Word,
    pub(super) reason: Option<String>,
    pub(super) author: Option<String>,
    pub(super) date: Option<String>,
}

/// Corrections and allowances, in the order of the file. What cannot be read is left out and told.
pub(super) fn read(file: &SourceFile) -> Diagnosed<(Vec<Entry>, Vec<Allow>)> {
    let text = file.text.strip_prefix('\u{FEFF}').unwrap_or(&file.text);
    let mut reader = Reader { file, offset: file.text.len() - text.len(), found: Vec::new() };
    let (mut entries, mut allowed) = (Vec::new(), Vec::new());
    match DeTable::parse(text) {
        Ok(root) => reader.root(root.get_ref(), &mut entries, &mut allowed),
        Err(e) => {
            let span = e.span().map_or(Span::new(0, 0), |s| reader.span(s));
            let message = format!("the file of corrections is no TOML: {}", e.message());
            reader.say(span, message, "correct the line; words need quotes around them");
        }
    }
    entries.sort_by_key(|e: &Entry| e.fact.span.start);
    allowed.sort_by_key(|a: &Allow| a.code.span.start);
    Diagnosed { value: (entries, allowed), diagnostics: reader.found }
}

type Fields<'a, 'd> = BTreeMap<&'a str, &'a Spanned<DeValue<'d>>>;

struct Reader<'a> {
    file: &'a SourceFile,
    /// Bytes before the text that is parsed.
    offset: usize,
    found: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(range.start + self.offset, range.end + self.offset)
    }

    fn say(&mut self, span: Span, message: impl Into<String>, help: &str) {
        self.found.push(Diagnostic::new(&BROKEN, self.file, span, message).with_help(help));
    }

    fn root(&mut self, root: &DeTable, entries: &mut Vec<Entry>, allowed: &mut Vec<Allow>) {
        for (key, value) in root {
            let name: &str = key.get_ref();
            let tables = match value.get_ref() {
                DeValue::Array(tables) if matches!(name, "set" | "remove" | "allow") => tables,
                _ => {
                    let message = format!("“{name}” is none of the lists of a file of corrections");
                    self.say(self.span(key.span()), message, "the lists are [[set]], [[remove]] and [[allow]]");
                    continue;
                }
            };
            for table in tables.iter() {
                let DeValue::Table(fields) = table.get_ref() else {
                    self.say(self.span(table.span()), format!("[[{name}]] is a list of tables"), "write it as a table");
                    continue;
                };
                let at = self.span(table.span());
                if name == "allow" {
                    allowed.extend(self.allow(fields, at));
                } else {
                    entries.extend(self.entry(name, fields, at));
                }
            }
        }
    }

    fn entry(&mut self, list: &str, table: &DeTable, at: Span) -> Option<Entry> {
        let known: &[&str] = if list == "set" {
            &["fact", "value", "author", "date", "reason"]
        } else {
            &["fact", "author", "date", "reason"]
        };
        let fields = self.fields(list, table, known)?;
        let mut required = |key: &str| self.required(list, &fields, key, at);
        let (fact, author, date, reason) = (required("fact"), required("author"), required("date"), required("reason"));
        let wish = if list == "set" { self.wish(&fields, at) } else { Some(Wish::Remove) };
        let date = self.calendar_date(date?)?;
        Some(Entry { fact: fact?, wish: wish?, author: author?.value, date, reason: reason?.value })
    }

    fn allow(&mut self, table: &DeTable, at: Span) -> Option<Allow> {
        let fields = self.fields("allow", table, &["code", "author", "date", "reason"])?;
        let code = self.required("allow", &fields, "code", at)?;
        let optional = |key: &str| fields.get(key).and_then(|v| scalar(v.get_ref())).filter(|v| !v.trim().is_empty());
        Some(Allow { code, reason: optional("reason"), author: optional("author"), date: optional("date") })
    }

    /// The fields of a table, if it has no others than these.
    fn fields<'t, 'd>(&mut self, list: &str, table: &'t DeTable<'d>, known: &[&str]) -> Option<Fields<'t, 'd>> {
        let mut fields = BTreeMap::new();
        let mut whole = true;
        for (key, value) in table {
            let name: &str = key.get_ref();
            if known.contains(&name) {
                fields.insert(name, value);
            } else {
                let message = format!("[[{list}]] has no “{name}”");
                self.say(self.span(key.span()), message, &format!("it has {}", known.join(", ")));
                whole = false;
            }
        }
        whole.then_some(fields)
    }

    fn required(&mut self, list: &str, fields: &Fields, key: &str, at: Span) -> Option<Word> {
        let value = fields.get(key).and_then(|v| Some((scalar(v.get_ref())?, v.span())));
        match value.filter(|(v, _)| !v.trim().is_empty()) {
            Some((value, range)) => Some(Word { value, span: self.inside(self.span(range)) }),
            None => {
                let help = format!("add {key} = \"…\"");
                self.say(at, format!("[[{list}]] needs “{key}”"), &help);
                None
            }
        }
    }

    /// The words of a string without the quotes around them.
    fn inside(&self, span: Span) -> Span {
        let words = self.file.slice(span);
        let quoted = words.len() >= 2
            && (words.starts_with('"') && words.ends_with('"') || words.starts_with('\'') && words.ends_with('\''));
        if quoted { Span::new(span.start + 1, span.end - 1) } else { span }
    }

    fn wish(&mut self, fields: &Fields, at: Span) -> Option<Wish> {
        match fields.get("value").map(|v| v.get_ref()) {
            Some(DeValue::Array(words)) => {
                let read: Option<Vec<String>> = words.iter().map(|w| scalar(w.get_ref())).collect();
                read.filter(|r| !r.is_empty()).map(Wish::List)
            }
            Some(value) => scalar(value).map(Wish::Set),
            None => None,
        }
        .or_else(|| {
            self.say(at, "[[set]] needs “value”", "add value = \"…\"; to take a fact away, use [[remove]]");
            None
        })
    }

    fn calendar_date(&mut self, date: Word) -> Option<String> {
        let day = date.value.parse::<EdtfDate>().ok().filter(|d| d.get_day().is_some());
        if day.is_none() {
            self.say(date.span, format!("“{}” is no day", date.value), "write the day of the correction as 2011-02-15");
        }
        day.map(|d| d.to_string())
    }
}

/// A single value as it is written.
fn scalar(value: &DeValue) -> Option<String> {
    match value {
        DeValue::String(s) => Some(s.to_string()),
        DeValue::Integer(i) => Some(i.as_str().to_owned()),
        DeValue::Datetime(d) => Some(d.to_string()),
        _ => None,
    }
}
