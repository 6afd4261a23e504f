//! The inconsistencies that careful readers wrote down for the development corpus: each must be found, at its words.
//! And nothing else may be said there but what was judged (`docs/evaluation.md`).

mod support;

use communique::diag::{Diagnostic, Severity};
use communique::pipeline;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Note, code, and the words at which it must be found, the first or the second place.
const KNOWN: &[(&str, &str, &str)] = &[
    // a place in the header, and a video conference in the text
    ("A012", "P103", "HA NOI"),
    // an honorific before another that should stand first
    ("A021", "C109", "Mr. Hon"),
    // dated 2023, held in 2022
    ("A022", "D106", "12 January 2022"),
    // the 13th since 2009, in 2020
    ("A038", "S101", "13th"),
    // first and fifth
    ("A041", "T102", "5th"),
    // one person under two names
    ("A041", "C105", "Shavendra Silva"),
    // a lost hyphen
    ("A044", "D109", "1920 April, 2016"),
    // two spellings of one city
    ("B011", "T103", "Kuala Lampur"),
    // every label is the same
    ("B011", "F104", "1."),
];

fn corpus() -> Option<BTreeMap<String, Vec<Diagnostic>>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/dev");
    let Ok(entries) = fs::read_dir(&folder) else {
        support::skipped(&format!("{} is not there", folder.display()));
        return None;
    };
    let texts = entries.map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "txt"));
    Some(
        texts
            .map(|path| {
                let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
                let found = pipeline::examine(&format!("{name}.txt"), &fs::read(&path).unwrap()).diagnostics;
                (name, found)
            })
            .collect(),
    )
}

#[test]
fn every_known_inconsistency_is_found() {
    let Some(found) = corpus() else { return };
    let missed: Vec<_> = KNOWN
        .iter()
        .filter(|(note, code, words)| {
            let at = |d: &Diagnostic| {
                d.code == *code && (d.quote.contains(words) || d.related.iter().any(|r| r.quote.contains(words)))
            };
            !found.get(*note).is_some_and(|d| d.iter().any(at))
        })
        .collect();
    assert!(missed.is_empty(), "not found: {missed:?}");
}

#[test]
fn no_other_error_or_warning_is_given() {
    let Some(found) = corpus() else { return };
    let known = |note: &str, d: &Diagnostic| KNOWN.iter().any(|(n, code, _)| *n == note && d.code == *code);
    let others: Vec<String> = found
        .iter()
        .flat_map(|(note, all)| all.iter().map(move |d| (note, d)))
        .filter(|(note, d)| d.severity != Severity::Note && !known(note, d))
        .map(|(note, d)| format!("{note}: {} {} “{}”", d.code, d.message, d.quote))
        .collect();
    assert!(others.is_empty(), "{}", others.join("\n"));
}
