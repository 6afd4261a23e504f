//! A value with where it was read and how sure that is.

use crate::source::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a value follows from the note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// The text says it.
    Stated,
    /// It follows from the text by the named rule.
    Inferred,
    /// Several readings: no value, `candidates` lists them.
    Ambiguous,
    /// Given by hand: front matter or a correction file.
    Given,
}

/// Who gave a fact by hand, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Given {
    /// File it came from, relative to the input folder.
    pub file: String,
    /// Line in that file, from 1.
    pub line: usize,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// When it was said, as a calendar date (ISO 8601).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Where the inferred part of a fact was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    /// The words.
    pub quote: String,
    /// Where they stand.
    pub span: Span,
}

/// A value read from a note, with the words it was read from.
///
/// Invariant: slicing the source at `span` gives `quote`; with several ranges, `spans` lists them and `quote` is their
/// slices joined with a line feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "FactOf{T}")]
pub struct Fact<T> {
    /// The normalized value; `null` when ambiguous.
    pub value: Option<T>,
    /// The words it was read from.
    pub quote: String,
    /// Where the words stand: byte range in the source text.
    pub span: Span,
    /// All ranges, where the words do not stand in one piece; `span` then covers them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
    /// The rule that read it, such as `dates/month-day-to-day-year`.
    pub rule: String,
    /// How sure it is.
    pub certainty: Certainty,
    /// Which parts are inferred, such as `year`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inferred: Vec<String>,
    /// Where the inferred part was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Origin>,
    /// The readings among which nothing decides.
    #[serde(default = "no_candidates::<T>", skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<T>,
    /// A place the author can find in a container format ("paragraph 12").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
    /// By whose hand, when given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<Given>,
}

impl<T> Fact<T> {
    /// A fact the text states in the words at `span`.
    pub fn stated(value: T, quote: impl Into<String>, span: Span, rule: &str) -> Self {
        Self {
            value: Some(value),
            quote: quote.into(),
            span,
            spans: Vec::new(),
            rule: rule.to_owned(),
            certainty: Certainty::Stated,
            inferred: Vec::new(),
            from: None,
            candidates: Vec::new(),
            anchor: None,
            given: None,
        }
    }

    /// A fact that follows from the words at `span`; `parts` names what was inferred.
    pub fn inferred(value: T, quote: impl Into<String>, span: Span, rule: &str, parts: &[&str]) -> Self {
        Self {
            certainty: Certainty::Inferred,
            inferred: parts.iter().map(|&p| p.to_owned()).collect(),
            ..Self::stated(value, quote, span, rule)
        }
    }

    /// A question: the words at `span` have several readings.
    pub fn ambiguous(candidates: Vec<T>, quote: impl Into<String>, span: Span, rule: &str) -> Self {
        Self {
            value: None,
            quote: quote.into(),
            span,
            spans: Vec::new(),
            rule: rule.to_owned(),
            certainty: Certainty::Ambiguous,
            inferred: Vec::new(),
            from: None,
            candidates,
            anchor: None,
            given: None,
        }
    }

    /// Says where the inferred part was read.
    #[must_use]
    pub fn borrowed_from(mut self, quote: impl Into<String>, span: Span) -> Self {
        self.from = Some(Origin { quote: quote.into(), span });
        self
    }

    /// The same words and rule with another value.
    pub fn map<U>(self, f: impl Fn(T) -> U) -> Fact<U> {
        Fact {
            value: self.value.map(&f),
            candidates: self.candidates.into_iter().map(&f).collect(),
            quote: self.quote,
            span: self.span,
            spans: self.spans,
            rule: self.rule,
            certainty: self.certainty,
            inferred: self.inferred,
            from: self.from,
            anchor: self.anchor,
            given: self.given,
        }
    }
}

/// Named, because `#[serde(default)]` would ask that every `T` has a default.
const fn no_candidates<T>() -> Vec<T> {
    Vec::new()
}
