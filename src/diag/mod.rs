//! Diagnostics: what the program tells the author of a note.
//!
//! Handed: a [`Code`], a place in a [`SourceFile`], words. Gives: [`Diagnostic`], plain data, sorted and shown by one
//! emitter a file. Knows nothing about what was checked or why.

pub mod allow;
pub mod explain;
pub mod github;
pub mod json;
pub mod policy;
pub mod sarif;
pub mod text;
mod window;

use crate::source::{Position, SourceFile, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much a diagnostic weighs. A note with an error is held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Holds the note back.
    Error,
    /// Published, but somebody should look.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// Lower-case English name, as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// The identity of a kind of diagnostic. Codes are never reused: `I` ingest, `D` dates, `P` places, `C` chairs and
/// people, `F` findings and numbering, `S` series, `T` text and names, `H` handling marks, `E` emit.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Letter and three digits, such as `D103`.
    pub code: &'static str,
    /// Kebab-case name, such as `weekday-mismatch`.
    pub name: &'static str,
    /// Default severity.
    pub severity: Severity,
    /// One line: what is wrong when it fires.
    pub summary: &'static str,
    /// What is looked at, why it matters and what to do; Markdown paragraphs.
    pub explanation: &'static str,
}

impl Code {
    /// Whether nobody may give it less weight or allow it. What a file that cannot be read, an output that fails its checks
    /// or a name that is taken would publish, nobody can vouch for.
    pub fn is_fixed(&self) -> bool {
        self.severity == Severity::Error && (self.code.starts_with(['I', 'E']) || self.name == "duplicate-id")
    }
}

/// One finding about a note, for its author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Diagnostic {
    /// Stable code, such as `D103`.
    pub code: String,
    /// Stable kebab-case name.
    pub name: String,
    /// Weight.
    pub severity: Severity,
    /// One plain sentence.
    pub message: String,
    /// Path of the source, relative to the input folder.
    pub path: String,
    /// Place of the words it is about.
    pub span: Span,
    /// Line of `span.start`, from 1.
    pub line: usize,
    /// Column of `span.start` in Unicode scalar values, from 1.
    pub column: usize,
    /// The words at `span`.
    pub quote: String,
    /// Other places that matter ("first said here").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related>,
    /// What to write instead, or where to look.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

/// Another place a diagnostic refers to, in the same file or another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Related {
    /// What is there, such as "first said here".
    pub message: String,
    /// Path of the source, relative to the input folder.
    pub path: String,
    /// Place of the words.
    pub span: Span,
    /// Line of `span.start`, from 1.
    pub line: usize,
    /// Column of `span.start` in Unicode scalar values, from 1.
    pub column: usize,
    /// The words at `span`.
    pub quote: String,
}

/// Words of a source, located once, for speaking of them when the source itself is no longer at hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// Path of the source, relative to the input folder.
    pub path: String,
    /// Place of the words.
    pub span: Span,
    /// Line of `span.start`, from 1.
    pub line: usize,
    /// Column of `span.start` in Unicode scalar values, from 1.
    pub column: usize,
    /// The words.
    pub quote: String,
}

impl Spot {
    /// The words at `span`.
    pub fn new(source: &SourceFile, span: Span) -> Self {
        let Position { line, column } = source.position(span.start);
        Self { path: source.path.to_string(), span, line, column, quote: source.slice(span).to_owned() }
    }

    /// The place one past the last of the words.
    pub fn end(&self) -> Position {
        end(self.line, self.column, &self.quote)
    }
}

fn end(line: usize, column: usize, quote: &str) -> Position {
    match quote.rsplit_once('\n') {
        None => Position { line, column: column + quote.chars().count() },
        Some((before, last)) => {
            Position { line: line + before.matches('\n').count() + 1, column: last.chars().count() + 1 }
        }
    }
}

impl Related {
    /// The words as a spot.
    pub fn spot(&self) -> Spot {
        let Self { path, span, line, column, quote, .. } = self.clone();
        Spot { path, span, line, column, quote }
    }
}

impl Diagnostic {
    /// A diagnostic about the words at `span`.
    pub fn new(code: &Code, source: &SourceFile, span: Span, message: impl Into<String>) -> Self {
        Self::about(code, Spot::new(source, span), message)
    }

    /// A diagnostic about words that were located before.
    pub fn about(code: &Code, spot: Spot, message: impl Into<String>) -> Self {
        let Spot { path, span, line, column, quote } = spot;
        Self {
            code: code.code.to_owned(),
            name: code.name.to_owned(),
            severity: code.severity,
            message: message.into(),
            path,
            span,
            line,
            column,
            quote,
            related: Vec::new(),
            help: None,
        }
    }

    /// The words as a spot.
    pub fn spot(&self) -> Spot {
        let Self { path, span, line, column, quote, .. } = self.clone();
        Spot { path, span, line, column, quote }
    }

    /// The place one past the last of the words.
    pub fn end(&self) -> Position {
        end(self.line, self.column, &self.quote)
    }

    /// Adds what to write instead.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with another weight than its code has by default.
    #[must_use]
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Adds another place that matters.
    #[must_use]
    pub fn with_related(self, source: &SourceFile, span: Span, message: impl Into<String>) -> Self {
        self.with_related_spot(Spot::new(source, span), message)
    }

    /// Adds another place that was located before, possibly in another file.
    #[must_use]
    pub fn with_related_spot(mut self, spot: Spot, message: impl Into<String>) -> Self {
        let Spot { path, span, line, column, quote } = spot;
        self.related.push(Related { message: message.into(), path, span, line, column, quote });
        self
    }
}

/// Sorts by file, position, code and message, and drops exact repetitions.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (&a.path, a.span, &a.code, &a.message).cmp(&(&b.path, b.span, &b.code, &b.message)));
    diagnostics.dedup();
}

/// The best value a stage could read from foreign content, with what it has to say about it.
#[derive(Debug, Clone)]
pub struct Diagnosed<T> {
    /// The value.
    pub value: T,
    /// What there is to say.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Diagnosed<T> {
    /// A value nothing is to be said about.
    pub const fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }
}
