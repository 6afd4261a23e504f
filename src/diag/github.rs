//! Diagnostics as workflow commands of GitHub Actions, which show them beside the lines of a pull request.
//!
//! Handed: diagnostics. Gives: one line each. Knows nothing about who runs the workflow.

use super::{Diagnostic, Severity};

/// One `::error …`, `::warning …` or `::notice …` line a diagnostic.
pub fn render(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|d| line(d) + "\n").collect()
}

fn line(d: &Diagnostic) -> String {
    let command = match d.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let end = d.end();
    // with columns, GitHub accepts no range over several lines
    let columns =
        if end.line == d.line { format!(",col={},endColumn={}", d.column, end.column) } else { String::new() };
    let help = d.help.iter().map(|h| format!(" ({h})")).collect::<String>();
    format!(
        "::{command} file={},line={},endLine={}{columns},title={}::{}",
        property(&d.path),
        d.line,
        end.line,
        property(&format!("{} {}", d.code, d.name)),
        data(&format!("{}{help}", d.message))
    )
}

/// A message: percent signs and line ends are escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property: colons and commas would end it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;
    use crate::source::{SourceFile, Span};

    const CODE: Code = Code {
        code: "D103",
        name: "weekday-mismatch",
        severity: Severity::Note,
        summary: "A weekday that is not the date's.",
        explanation: "Why.",
    };

    #[test]
    fn nothing_in_a_note_can_end_the_command() {
        let s = SourceFile::from_text("a,b:c.txt", "held on\nThursday");
        let d = Diagnostic::new(&CODE, &s, Span::new(8, 16), "100 %\n::error::x").with_help("fix");
        assert_eq!(
            render(&[d]),
            "::notice file=a%2Cb%3Ac.txt,line=2,endLine=2,col=1,endColumn=9,title=D103 weekday-mismatch::100 \
             %25%0A::error::x (fix)\n"
        );
        let d = Diagnostic::new(&CODE, &s, Span::new(5, 16), "over two lines");
        assert!(render(&[d]).starts_with("::notice file=a%2Cb%3Ac.txt,line=1,endLine=2,title="));
    }
}
