//! Every code is explained, and the page that explains them is current.

mod support;

use communique::check::series::{self, Summary};
use communique::diag::explain::{self, Entry, Example};
use communique::diag::{Diagnostic, Severity};
use communique::pipeline;
use std::collections::{BTreeMap, BTreeSet};
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

/// Notes with planted faults, named for what is planted, and the codes each gives.
const FAULTY: &[(&str, &[&str])] = &[
    ("ctd-1-impossible-day.txt", &["D101"]),
    ("ctd-2-reversed-range-misspelt-city.txt", &["D102", "T103"]),
    ("ctd-3-weekday-mismatch-numbering-gap.txt", &["D103", "F101"]),
    ("ctd-4-dated-before-end-count-mismatch.txt", &["D104", "F106"]),
    ("ctd-5-ordinal-against-cadence-unchanging-labels.txt", &["F104", "S101", "S205"]),
    ("ctd-6-one-co-chair-dual-labels-differ.txt", &["C101", "F105"]),
    ("ctd-7-announced-after-meeting.txt", &["D105"]),
    ("japan-china-1-year-slip-chair-without-office.txt", &["C102", "D106"]),
    ("mekong-japan-2-city-outside-country-lost-hyphen.txt", &["D109", "P101"]),
    ("mekong-japan-3-numeric-date-mixed-labels.txt", &["F107", "T101"]),
    ("mekong-japan-4-dates-disagree-duplicate-label.md", &["D107", "F102"]),
];

#[test]
fn every_planted_fault_is_found_and_nothing_else() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/faulty");
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut summaries = Vec::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let compiled = pipeline::examine(&name, &fs::read(&path).unwrap());
        summaries.extend(compiled.note.iter().map(|n| Summary::of(n, &compiled.source)));
        found.entry(name).or_default().extend(compiled.diagnostics.into_iter().map(|d| d.code));
    }
    for d in series::check(&summaries) {
        found.entry(d.path).or_default().insert(d.code);
    }
    let planted = FAULTY.iter().map(|(name, codes)| (name.to_string(), codes.iter().map(|c| c.to_string()).collect()));
    assert_eq!(found, planted.collect::<BTreeMap<String, BTreeSet<String>>>());
}

/// The sample that this program was first written for.
#[test]
fn a_clean_release_gives_no_error_and_no_warning() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds/000_82687d9a999716d1.txt");
    let Ok(bytes) = fs::read(&path) else {
        return support::skipped(&format!("{} is not there", path.display()));
    };
    let found = pipeline::examine("seed.txt", &bytes).diagnostics;
    assert!(found.iter().all(|d| d.severity == Severity::Note), "{:?}", shown(&found));
}
