//! Faults put into clean notes, one at a time: each must be found by a rule of the right family, at the words changed.
//! The faults, and which notes they fit, are in `tests/support/mutations`.

mod support;

use communique::diag::{Diagnostic, Severity};
use communique::pipeline;
use communique::source::Span;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use support::mutations::{self, Mutant, Mutation};

/// The least share of faults that must be found, of a hundred.
const LEAST: f64 = 99.0;

#[test]
fn planted_faults_are_found_where_they_are() {
    let own = try_all(&notes("inputs"));
    own.say("own notes");
    assert!(own.missed.is_empty(), "missed:\n{}", own.missed.join("\n"));
    assert!(own.table.len() >= 25, "only {} kinds of fault could be tried", own.table.len());
}

/// Releases of many ministries, where the grammar may read less than in our own notes.
#[test]
fn planted_faults_are_found_in_real_releases() {
    let releases = notes("../shared/corpus/dev");
    if releases.is_empty() {
        return support::skipped("../shared/corpus/dev is not there");
    }
    let outcome = try_all(&releases);
    outcome.say("real releases");
    assert!(outcome.table.len() >= 25, "only {} kinds of fault could be tried", outcome.table.len());
    assert!(outcome.share() >= LEAST, "{:.1} % found; missed:\n{}", outcome.share(), outcome.missed.join("\n"));
}

#[derive(Default)]
struct Outcome {
    /// Tried and found, by kind.
    table: BTreeMap<&'static str, (usize, usize)>,
    missed: Vec<String>,
}

impl Outcome {
    fn tried(&self) -> usize {
        self.table.values().map(|(tried, _)| tried).sum()
    }

    /// Found, of a hundred.
    fn share(&self) -> f64 {
        100.0 - 100.0 * self.missed.len() as f64 / self.tried() as f64
    }

    fn say(&self, of: &str) {
        let mut lines =
            vec![format!("{of}: {} kinds, {} tried, {:.1} % found", self.table.len(), self.tried(), self.share())];
        lines.extend(
            self.table.iter().map(|(name, (tried, found))| format!("  {tried:>3} tried {found:>3} found  {name}")),
        );
        lines.extend(self.missed.iter().map(|m| format!("  missed {m}")));
        support::note(&lines.join("\n"));
    }
}

/// Applies every fitting mutation to every note that is clean before.
fn try_all(notes: &[PathBuf]) -> Outcome {
    let mut outcome = Outcome::default();
    for path in notes {
        let text = fs::read_to_string(path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let before = pipeline::examine(name, text.as_bytes());
        let Some(note) = before.note.filter(|_| before.diagnostics.iter().all(|d| d.severity == Severity::Note)) else {
            continue;
        };
        for mutation in mutations::all() {
            let Some(mutant) = (mutation.apply)(&note, &text) else { continue };
            let after = pipeline::examine(name, mutant.text.as_bytes()).diagnostics;
            let (tried, found) = outcome.table.entry(mutation.name).or_default();
            *tried += 1;
            if after.iter().any(|d| finds(d, mutation, &mutant)) {
                *found += 1;
            } else {
                let codes: Vec<&str> = after.iter().map(|d| d.code.as_str()).collect();
                let words = &mutant.text[mutant.changed.range()];
                outcome.missed.push(format!("{name}: {}: {words:?}, found {codes:?}", mutation.name));
            }
        }
    }
    outcome
}

/// A rule of a right family that points at the change, with its words or with a related place.
fn finds(d: &Diagnostic, mutation: &Mutation, mutant: &Mutant) -> bool {
    let at = |span: Span| span.overlaps(mutant.changed) || span.contains(mutant.changed);
    mutation.families.contains(&d.code[..1]) && (at(d.span) || d.related.iter().any(|r| at(r.span)))
}

/// Text and Markdown files of a folder, by name; none if it is not there.
fn notes(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut notes: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).collect();
    notes.retain(|p| p.extension().is_some_and(|e| e == "txt" || e == "md"));
    notes.sort();
    notes
}
