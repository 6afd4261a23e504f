//! Diagnostics that somebody allows for one note, and says why.
//!
//! Handed: diagnostics of a note and its allowances. Gives: those that remain, and those allowed. Knows nothing about where
//! allowances are written down.

use super::{Code, Diagnostic, Severity, Spot};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The diagnostic about an allowance that nothing needs.
pub const UNUSED: Code = Code {
    code: "I018",
    name: "allowance-unused",
    severity: Severity::Note,
    summary: "An allowed diagnostic that is not given.",
    explanation: "The note or its file of corrections allows a diagnostic that the note does not give, or gives no more. \
        Remove the allowance, so that it does not hide a fault that is made later.",
};

/// A code that is allowed for one note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// The code, such as `D104`.
    pub code: String,
    /// Why.
    pub reason: String,
    /// Who allows it, if it is said.
    pub author: Option<String>,
    /// When, if it is said.
    pub date: Option<String>,
    /// Where it is written.
    pub spot: Spot,
}

/// A diagnostic that was allowed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Allowed {
    /// What would have been said.
    pub diagnostic: Diagnostic,
    /// Why it is allowed.
    pub reason: String,
    /// Who allows it, if it is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// When, if it is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// File that allows it, relative to the input folder.
    pub file: String,
    /// Line in that file, from 1.
    pub line: usize,
}

/// Takes those out that are allowed.
pub fn apply(diagnostics: &mut Vec<Diagnostic>, allowances: &[Allowance]) -> Vec<Allowed> {
    if allowances.is_empty() {
        return Vec::new();
    }
    let of = |d: &Diagnostic| allowances.iter().find(|a| a.code == d.code);
    let (allowed, rest): (Vec<_>, Vec<_>) = std::mem::take(diagnostics).into_iter().partition(|d| of(d).is_some());
    *diagnostics = rest;
    let with_reason = |d: Diagnostic| {
        let a = of(&d)?;
        let Allowance { reason, author, date, spot, .. } = a.clone();
        Some(Allowed { diagnostic: d, reason, author, date, file: spot.path, line: spot.line })
    };
    allowed.into_iter().filter_map(with_reason).collect()
}

/// Allowances of which nothing was allowed. Diagnostics of the output come later than all others, and are not waited for.
pub fn unused(allowances: &[Allowance], allowed: &[Allowed]) -> Vec<Diagnostic> {
    let idle =
        allowances.iter().filter(|a| !a.code.starts_with('E') && allowed.iter().all(|d| d.diagnostic.code != a.code));
    idle.map(|a| {
        Diagnostic::about(&UNUSED, a.spot.clone(), format!("{} is allowed, but the note does not give it", a.code))
            .with_help("remove the allowance")
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceFile, Span};

    #[test]
    fn what_is_allowed_is_kept_with_its_reason_and_what_is_not_given_is_told() {
        let source = SourceFile::from_text("a.txt", "words");
        let spot = || Spot::new(&source, Span::new(0, 1));
        let code = |code| Code { code, name: "x", severity: Severity::Error, summary: "", explanation: "" };
        let mut found = ["D001", "D002"].map(|c| Diagnostic::about(&code(c), spot(), "m")).to_vec();
        let allow = |code: &str| Allowance {
            code: code.to_owned(),
            reason: "why".to_owned(),
            author: None,
            date: None,
            spot: spot(),
        };
        let allowances = [allow("D001"), allow("D003"), allow("E101")];
        let allowed = apply(&mut found, &allowances);
        assert_eq!(found.iter().map(|d| d.code.as_str()).collect::<Vec<_>>(), ["D002"]);
        assert_eq!(
            (allowed.len(), allowed[0].diagnostic.code.as_str(), allowed[0].reason.as_str()),
            (1, "D001", "why")
        );
        let unused = unused(&allowances, &allowed);
        assert_eq!(unused.len(), 1);
        assert!(unused[0].message.starts_with("D003"));
    }
}
