//! What somebody says by hand about a note: facts set or removed in a file of corrections beside it, and diagnostics
//! allowed there or in its front matter.
//!
//! Handed: a [`Note`], its front matter, and the source of the file of corrections, if there is one. Gives: the note with
//! its facts corrected, and the allowances. Knows nothing about how facts were read or what is checked.

mod allow;
mod codes;
mod field;
mod sidecar;
mod value;

pub use codes::CODES;

use crate::diag::allow::Allowance;
use crate::diag::{Code, Diagnosed, Diagnostic};
use crate::model::{Correction, Field, Given, Note};
use crate::source::{SourceFile, Span};
use field::Failure;
use sidecar::{Entry, Wish};

/// How the name of a file of corrections ends; before it stands the name of its note, with or without its ending.
pub const SUFFIX: &str = ".corrections.toml";

/// Largest file of corrections that is read, in bytes.
pub const MAX_BYTES: usize = 1 << 20;

/// A note as somebody corrected it.
#[derive(Debug)]
pub struct Amended {
    /// The note, its corrections listed in it.
    pub note: Note,
    /// What it is allowed.
    pub allowances: Vec<Allowance>,
}

/// Applies what was said by hand. `codes` are those that can be allowed.
pub fn amend(
    mut note: Note,
    (source, front): (&SourceFile, &[Field]),
    sidecar: Option<&SourceFile>,
    codes: &[&Code],
) -> Diagnosed<Amended> {
    let (mut allowances, mut diagnostics) = allow::of_front_matter(source, front, codes);
    if let Some(file) = sidecar {
        let read = sidecar::read(file);
        diagnostics.extend(read.diagnostics);
        let (entries, allowed) = read.value;
        let (more, found) = allow::of_entries(file, allowed, codes);
        allowances.extend(more);
        diagnostics.extend(found);
        diagnostics.extend(apply(&mut note, file, entries));
    }
    Diagnosed { value: Amended { note, allowances }, diagnostics }
}

/// A file of corrections that cannot be read at all; `why` in words.
pub fn unreadable(file: &SourceFile, why: &str) -> Diagnostic {
    Diagnostic::new(&codes::BROKEN, file, Span::new(0, 0), format!("the file of corrections cannot be read: {why}"))
        .with_help("make the file readable, or remove it")
}

/// A file of corrections that belongs to no note.
pub fn orphan(file: &SourceFile) -> Diagnostic {
    Diagnostic::new(&codes::ORPHAN, file, Span::new(0, 0), "no note beside this file of corrections goes by its name")
        .with_help(format!("name it like its note: report.txt has report.txt{SUFFIX} or report{SUFFIX}"))
}

/// Sets facts in the order of the file, then removes: places in lists are those of the note as it was read.
fn apply(note: &mut Note, file: &SourceFile, mut entries: Vec<Entry>) -> Vec<Diagnostic> {
    entries.sort_by_key(|e| matches!(e.wish, Wish::Remove));
    let (sets, mut removals): (Vec<Entry>, Vec<Entry>) =
        entries.into_iter().partition(|e| !matches!(e.wish, Wish::Remove));
    // of a list, the last goes first, so that the places of the others stay
    removals.sort_by(|a, b| field::place(&b.fact.value).cmp(&field::place(&a.fact.value)));
    let mut found = Vec::new();
    for entry in sets.into_iter().chain(removals) {
        let given = Given {
            file: file.path.to_string(),
            line: file.position(entry.fact.span.start).line,
            author: Some(entry.author),
            date: Some(entry.date),
            reason: Some(entry.reason),
        };
        let name = entry.fact.value.clone();
        match field::apply(note, &name, &entry.wish, &given) {
            Ok(change) => {
                note.corrections.push(Correction { field: name, was: change.was, value: change.value, given })
            }
            Err(failure) => found.push(told(file, &entry.fact, &failure)),
        }
    }
    note.corrections.sort_by_key(|c| c.given.line);
    found
}

fn told(file: &SourceFile, fact: &sidecar::Word, failure: &Failure) -> Diagnostic {
    let name = &fact.value;
    let at = |code, message: String| Diagnostic::new(code, file, fact.span, message);
    match failure {
        Failure::Unknown => at(&codes::BROKEN, format!("there is no fact “{name}” that can be corrected"))
            .with_help(format!("the facts are {}; chairs and people count from 0", field::NAMES.join(", "))),
        Failure::Absent(what) => at(&codes::BROKEN, format!("the note has no {what}"))
            .with_help("lists count from 0, as in the canonical JSON"),
        Failure::Value(what) => {
            at(&codes::BROKEN, format!("{name} cannot be “{}”", what.found)).with_help(what.expected.clone())
        }
        Failure::Idle(says) => at(&codes::IDLE, format!("the correction of {name} changes nothing: {says}"))
            .with_help("remove the correction"),
    }
}
