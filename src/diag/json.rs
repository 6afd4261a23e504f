//! Diagnostics as JSON Lines (one object a line, RFC 8259), for programs.

use super::Diagnostic;

/// One line a diagnostic, each ended by a line feed.
pub fn render(diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for d in diagnostics {
        out.push_str(&serde_json::to_string(d).expect("plain data serializes"));
        out.push('\n');
    }
    out
}
