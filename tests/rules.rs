//! Every code is explained, and the page that explains them is current.

use communique::check::series::{self, Summary};
use communique::diag::explain::{self, Entry, Example};
use communique::diag::{Diagnostic, Severity};
use communique::pipeline;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn codes_are_unique_and_explained() {
    let mut seen = BTreeSet::new();
    for Entry { code, .. } in pipeline::entries() {
        assert!(seen.insert(code.code), "{} is given twice", code.code);
        assert!(seen.insert(code.name), "{} is given twice", code.name);
        let (letter, number) = code.code.split_at(1);
        assert!("IDPCFSTHE".contains(letter) && number.len() == 3 && number.parse::<u16>().is_ok(), "{}", code.code);
        assert!(code.name.bytes().all(|b| b == b'-' || b.is_ascii_lowercase() || b.is_ascii_digit()), "{}", code.name);
        let one_line = code.summary.ends_with('.') && !code.summary.contains('\n');
        assert!(one_line, "summary of {}", code.code);
        assert!(code.explanation.ends_with('.'), "explanation of {}", code.code);
    }
}

#[test]
fn the_page_of_diagnostics_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let page = explain::page(&pipeline::entries());
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    assert!(stored == page, "docs/rules.md is not current: run UPDATE_GOLDEN=1 cargo test --test rules");
}

/// What the program says of notes, across them included.
fn examine(notes: &[Example]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut summaries = Vec::new();
    for note in notes {
        let compiled = pipeline::examine(note.path.unwrap_or("note.txt"), note.text.as_bytes());
        summaries.extend(compiled.note.iter().map(|n| Summary::of(n, &compiled.source)));
        found.extend(compiled.diagnostics);
    }
    found.extend(series::check(&summaries));
    found
}

fn shown(found: &[Diagnostic]) -> Vec<String> {
    found.iter().map(|d| format!("{} {} “{}”", d.code, d.message, d.quote)).collect()
}

#[test]
fn every_rule_fires_on_its_firing_example_and_on_it_alone() {
    let mut failures = Vec::new();
    for Entry { code, firing, .. } in pipeline::entries().iter().filter(|e| !e.firing.is_empty()) {
        let found = examine(firing);
        let fires = found.iter().any(|d| d.code == code.code);
        let others = found.iter().any(|d| d.code != code.code && d.severity != Severity::Note);
        if !fires || others {
            failures.push(format!("{} {}: {:?}", code.code, code.name, shown(&found)));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn no_rule_speaks_up_at_a_clean_example() {
    let mut failures = Vec::new();
    for Entry { code, clean, .. } in pipeline::entries() {
        let found = examine(&clean);
        if found.iter().any(|d| d.code == code.code || d.severity != Severity::Note) {
            failures.push(format!("{} {}: {:?}", code.code, code.name, shown(&found)));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
