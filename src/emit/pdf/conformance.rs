//! A briefing held against both standards by a validator that is not ours, before it goes out.
//!
//! Handed: the bytes of a PDF and its source. Gives: a diagnostic for each standard it does not conform to. Knows nothing
//! about how the PDF was made.

use crate::diag::{Code, Diagnostic, Severity};
use crate::source::{SourceFile, Span};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

/// A briefing that does not conform.
pub(in crate::emit) const NOT_CONFORMING: Code = Code {
    code: "E102",
    name: "briefing-not-conforming",
    severity: Severity::Error,
    summary: "The briefing does not pass PDF/A-3a or PDF/UA-1.",
    explanation: "Given by `communique build --verify` only, which lets a validator that is no part of this program read every \
briefing before it is published. A note whose briefing fails is held.\n\nNothing in a note should be able to cause this, and \
of a template only a `lang` that names no language. Anything else is a bug in the program: report it with the note and the \
template. Without `--verify` the briefing is published as it is.",
};

const STANDARDS: [(&str, ValidationProfile); 2] =
    [("PDF/A-3a", ValidationProfile::PdfA3a), ("PDF/UA-1", ValidationProfile::PdfUa1)];

/// What both standards find wrong with a PDF.
pub fn conformance(pdf: &[u8], source: &SourceFile) -> Vec<Diagnostic> {
    let said = |(name, profile): (&str, ValidationProfile)| {
        let failed = match validate_pdf_bytes(pdf, &ValidationOptions::default().profile(profile)) {
            Ok(report) if report.is_compliant => return None,
            Ok(report) => report.failures.first().map(|f| format!("{}: {}", f.rule_id, f.message)),
            Err(e) => Some(e.to_string()),
        };
        let message = format!("the briefing does not pass {name}: {}", failed.unwrap_or_default());
        Some(Diagnostic::new(&NOT_CONFORMING, source, Span::new(0, 0), message))
    };
    STANDARDS.into_iter().filter_map(said).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_archival_pdf_is_said_to_be_none() {
        let source = SourceFile::from_text("a.txt", "a");
        for pdf in [&b"%PDF-1.7\n"[..], b"", b"a"] {
            let found = conformance(pdf, &source);
            assert_eq!(found.iter().map(|d| d.code.as_str()).collect::<Vec<_>>(), ["E102", "E102"]);
            assert!(found[0].message.contains("PDF/A-3a") && found[1].message.contains("PDF/UA-1"));
        }
    }
}
