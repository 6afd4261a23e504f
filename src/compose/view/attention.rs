//! What needs somebody's attention: diagnostics, and ambiguous facts as questions.

use super::facts::short;
use super::provenance::{Entry, each_fact};
use crate::compose::words::{Words, fill};
use crate::diag::Diagnostic;
use crate::model::{Certainty, Note};
use crate::source::SourceFile;
use serde::Serialize;

/// A diagnostic in words.
#[derive(Debug, Serialize)]
pub(super) struct Remark<'a> {
    /// `error`, `warning` or `note`.
    severity: &'static str,
    /// The severity in words.
    label: &'a str,
    code: &'a str,
    name: &'a str,
    message: &'a str,
    quote: String,
    line: usize,
    help: &'a str,
}

/// An ambiguous fact as a question.
#[derive(Debug, Serialize)]
pub(super) struct Question {
    label: String,
    text: String,
    line: usize,
}

/// The diagnostics, the gravest first, then in the order of the note.
pub(super) fn remarks<'a>(note: &'a Note, words: &'a Words) -> Vec<Remark<'a>> {
    let mut sorted: Vec<&Diagnostic> = note.diagnostics.iter().collect();
    sorted.sort_by_key(|d| (d.severity, d.span, &d.code));
    sorted
        .into_iter()
        .map(|d| Remark {
            severity: d.severity.name(),
            label: words.label(d.severity.name()),
            code: &d.code,
            name: &d.name,
            message: &d.message,
            quote: short(&d.quote),
            line: d.line,
            help: d.help.as_deref().unwrap_or_default(),
        })
        .collect()
}

/// Every ambiguous fact, in the order of the note's facts.
pub(super) fn questions(note: &Note, source: &SourceFile, words: &Words) -> Vec<Question> {
    let mut out = Vec::new();
    each_fact(note, words, &mut |e: Entry| {
        if e.certainty == Certainty::Ambiguous {
            let text = fill(words.label("question_text"), &[("quote", &short(e.quote)), ("candidates", &e.value)]);
            out.push(Question { label: e.label, text, line: source.line_number(e.span.start) });
        }
    });
    out
}
