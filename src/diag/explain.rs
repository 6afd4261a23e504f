//! What a code means, for `communique explain` and for `docs/rules.md`.
//!
//! Handed: codes, with example notes where there are some. Gives: Markdown that also reads well in a terminal. Knows
//! nothing about who gives the codes.

use super::Code;
use std::fmt::Write;

/// A note that shows a rule at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// File name, where several notes are held against each other.
    pub path: Option<&'static str>,
    /// The note.
    pub text: &'static str,
}

/// A code with its examples.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The code.
    pub code: &'static Code,
    /// Notes that fire it; empty for codes of other stages.
    pub firing: Vec<Example>,
    /// Notes that do not.
    pub clean: Vec<Example>,
}

/// Families in the order of the page: letter and what it covers.
const FAMILIES: [(char, &str); 9] = [
    ('I', "Reading files"),
    ('D', "Dates"),
    ('P', "Places"),
    ('C', "Chairs and people"),
    ('F', "Findings and numbering"),
    ('S', "Series"),
    ('T', "Text and names"),
    ('H', "Handling marks"),
    ('E', "Output"),
];

/// Explains one code.
pub fn explain(entry: &Entry) -> String {
    let mut out = String::new();
    section(&mut out, entry, "#");
    out
}

/// The page of all codes: a table, then each explained.
pub fn page(entries: &[Entry]) -> String {
    let mut out = String::from(
        "# Diagnostics\n\nGenerated from the rules themselves; change those, then run `UPDATE_GOLDEN=1 cargo test --test \
         rules`. The same text is shown by `communique explain CODE`.\n\nAn **error** holds a note back, a **warning** asks \
         somebody to look, a **note** is worth knowing.\n",
    );
    for (letter, title) in FAMILIES {
        let family: Vec<&Entry> = entries.iter().filter(|e| e.code.code.starts_with(letter)).collect();
        if family.is_empty() {
            continue;
        }
        _ = write!(out, "\n## {title}\n\n| Code | Name | Severity | Says |\n|---|---|---|---|\n");
        for Entry { code, .. } in &family {
            _ = writeln!(out, "| {} | {} | {} | {} |", code.code, code.name, code.severity.name(), code.summary);
        }
        for entry in family {
            out.push('\n');
            section(&mut out, entry, "###");
        }
    }
    out
}

fn section(out: &mut String, entry: &Entry, heading: &str) {
    let code = entry.code;
    _ = writeln!(out, "{heading} {} {}\n", code.code, code.name);
    _ = writeln!(out, "*{}*: {}\n", code.severity.name(), code.summary);
    _ = writeln!(out, "{}", code.explanation);
    examples(out, "Speaks up at", &entry.firing);
    examples(out, "Says nothing at", &entry.clean);
}

fn examples(out: &mut String, title: &str, examples: &[Example]) {
    for example in examples {
        match example.path {
            Some(path) => _ = writeln!(out, "\n{title} `{path}`:\n"),
            None => _ = writeln!(out, "\n{title}:\n"),
        }
        for line in example.text.lines() {
            _ = writeln!(out, "{}", format!("    {line}").trim_end());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Severity;

    #[test]
    fn shows_summary_explanation_and_examples() {
        const CODE: Code = Code {
            code: "D101",
            name: "impossible-day",
            severity: Severity::Error,
            summary: "A date that no calendar has.",
            explanation: "Why it matters.",
        };
        let example = |text| vec![Example { path: None, text }];
        let entry = Entry { code: &CODE, firing: example("31 April\n\nx\n"), clean: example("30 April\n") };
        assert_eq!(
            explain(&entry),
            "# D101 impossible-day\n\n*error*: A date that no calendar has.\n\nWhy it matters.\n\nSpeaks up at:\n\n    31 \
             April\n\n    x\n\nSays nothing at:\n\n    30 April\n"
        );
    }
}
