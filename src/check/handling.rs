//! The handling marks printed in a note, whichever of them counts.
//!
//! Handed: a note. Gives: every "TLP:…" with the label that it names, if it names one. Knows nothing about rules.

use super::prose;
use crate::model::{Note, Text, Tlp};
use crate::source::Span;

/// Something printed as a mark of the Traffic Light Protocol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) span: Span,
    /// The label; `None` if there is none of that name.
    pub(super) label: Option<Tlp>,
}

/// Every mark, in reading order; page furniture is no place for one that counts.
pub(super) fn marks(note: &Note) -> Vec<Mark> {
    let mut found: Vec<Mark> = prose::texts(note).into_iter().flat_map(of_text).collect();
    let tlp = note.handling.iter().filter_map(|h| h.tlp.as_ref());
    // one that stands in the front matter is in no text
    let front = tlp.filter(|f| found.iter().all(|m| !m.span.overlaps(f.span)));
    let front: Vec<Mark> = front.map(|f| Mark { span: f.span, label: f.value }).collect();
    found.splice(0..0, front);
    found
}

fn of_text(text: &Text) -> Vec<Mark> {
    let mut found = Vec::new();
    // most texts hold no mark, and that is soon seen
    if !text.text.contains("TLP") {
        return found;
    }
    for (at, _) in text.text.match_indices("TLP") {
        let free = !text.text[..at].ends_with(char::is_alphanumeric);
        let rest = &text.text[at + 3..];
        let Some(name) = rest.strip_prefix(':').filter(|_| free) else { continue };
        let lead = name.len() - name.trim_start_matches(' ').len();
        let word: &str =
            name[lead..].split(|c: char| !(c.is_ascii_alphabetic() || c == '+')).next().unwrap_or_default();
        if word.is_empty() {
            continue;
        }
        let end = at + 4 + lead + word.len();
        found.push(Mark { span: text.source_span(at..end), label: label(word) });
    }
    found
}

fn label(word: &str) -> Option<Tlp> {
    Some(match word.to_ascii_uppercase().as_str() {
        "CLEAR" | "WHITE" => Tlp::Clear,
        "GREEN" => Tlp::Green,
        "AMBER" => Tlp::Amber,
        "AMBER+STRICT" => Tlp::AmberStrict,
        "RED" => Tlp::Red,
        _ => return None,
    })
}
