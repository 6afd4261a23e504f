//! What an operator makes of diagnostics: other weights than their codes have by default, or none.
//!
//! Handed: codes with weights. Gives: diagnostics as they count in this installation. Knows nothing about where the
//! choice is written down.

use super::{Diagnostic, Severity};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a code is to be weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// Not reported at all.
    Off,
    /// Worth knowing.
    Note,
    /// Published, but somebody should look.
    Warning,
    /// Holds the note back.
    Error,
}

/// The choices, by code; a code that is not named keeps its default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// Weight of a code, such as `D103`.
    pub weights: BTreeMap<String, Weight>,
}

impl Policy {
    /// Weighs diagnostics, in place.
    pub fn apply(&self, diagnostics: &mut Vec<Diagnostic>) {
        if self.weights.is_empty() {
            return;
        }
        let weight = |d: &Diagnostic| self.weights.get(&d.code).copied();
        diagnostics.retain(|d| weight(d) != Some(Weight::Off));
        for d in diagnostics {
            match weight(d) {
                Some(Weight::Error) => d.severity = Severity::Error,
                Some(Weight::Warning) => d.severity = Severity::Warning,
                Some(Weight::Note) => d.severity = Severity::Note,
                Some(Weight::Off) | None => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;
    use crate::source::{SourceFile, Span};

    #[test]
    fn codes_are_weighed_as_chosen_and_the_others_stay() {
        let code = |code| Code { code, name: "x", severity: Severity::Warning, summary: "", explanation: "" };
        let source = SourceFile::from_text("a.txt", "words");
        let mut found: Vec<Diagnostic> =
            ["D001", "D002", "D003", "D004"].map(|c| Diagnostic::new(&code(c), &source, Span::new(0, 1), "m")).into();
        let chosen = [("D001", Weight::Off), ("D002", Weight::Error), ("D003", Weight::Note)];
        Policy { weights: chosen.map(|(c, w)| (c.to_owned(), w)).into() }.apply(&mut found);
        let left: Vec<_> = found.iter().map(|d| (d.code.as_str(), d.severity)).collect();
        assert_eq!(left, [("D002", Severity::Error), ("D003", Severity::Note), ("D004", Severity::Warning)]);
    }
}
