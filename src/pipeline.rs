//! The stages in order for one note. The only caller of more than one stage; holds no other logic.
//!
//! A pure function of (bytes, templates): no clock, no file system, no global state.

use crate::check::series::Summary;
use crate::compose::Templates;
use crate::diag::explain::Entry;
use crate::diag::policy::Policy;
use crate::diag::{self, Code, Diagnosed, Diagnostic};
use crate::emit::{self, Artifact, Handover};
use crate::model::{Note, SourceNote};
use crate::source::SourceFile;
use crate::{check, compose, ingest, normalize};
use anyhow::{Context, Result};

/// What one file became.
#[derive(Debug)]
pub struct Compiled {
    /// The source, for showing diagnostics.
    pub source: SourceFile,
    /// The canonical note; `None` if the file could not be read as one.
    pub note: Option<Note>,
    /// Everything there is to say, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads, normalizes and checks one file.
pub fn examine(path: &str, bytes: &[u8]) -> Compiled {
    let read = ingest::read(path, bytes);
    let (source, note, found) = match read.value {
        Err(source) => (source, None, Vec::new()),
        Ok(source_note) => {
            let normalized = normalize::normalize(&source_note);
            let found = [normalized.diagnostics, check::check(&normalized.value, &source_note.source)].concat();
            (source_note.source, Some(normalized.value), found)
        }
    };
    Compiled { source, note, diagnostics: read.diagnostics }.with(&found)
}

/// The source of one file, for showing its lines.
pub fn source(path: &str, bytes: &[u8]) -> SourceFile {
    let (Ok(SourceNote { source, .. }) | Err(source)) = ingest::read(path, bytes).value;
    source
}

/// The answer to a file that is too large to be read, of `size` bytes.
pub fn oversized(path: &str, size: u64) -> Compiled {
    Compiled::refused(ingest::too_large(path, b"", size))
}

/// The answer to a file that the operating system does not give.
pub fn unreadable(path: &str, reason: &str) -> Compiled {
    Compiled::refused(ingest::unreadable(path, reason))
}

/// The answer to a file that was another when it was read a second time.
pub fn changed(path: &str) -> Compiled {
    Compiled::refused(ingest::changed(path))
}

/// The answer to a file that could not be compiled within `seconds`.
pub fn overdue(path: &str, seconds: u64) -> Compiled {
    Compiled::refused(ingest::overdue(path, seconds))
}

/// The answer to a file on which the program failed.
pub fn faulted(path: &str) -> Compiled {
    Compiled::refused(ingest::faulted(path))
}

/// What the checks across notes need to know of one.
pub fn summarize(compiled: &Compiled) -> Option<Summary> {
    compiled.note.as_ref().map(|note| Summary::of(note, &compiled.source))
}

/// Checks notes against each other.
pub fn compare(summaries: &[Summary]) -> Vec<Diagnostic> {
    check::series::check(summaries)
}

impl Compiled {
    /// The same with more to say, sorted.
    #[must_use]
    pub fn with(mut self, more: &[Diagnostic]) -> Self {
        self.diagnostics.extend_from_slice(more);
        diag::sort(&mut self.diagnostics);
        if let Some(note) = &mut self.note {
            note.diagnostics.clone_from(&self.diagnostics);
        }
        self
    }

    /// The same with every diagnostic weighed as the operator chose.
    #[must_use]
    pub fn judged(mut self, policy: &Policy) -> Self {
        policy.apply(&mut self.diagnostics);
        self.with(&[])
    }

    fn refused(read: Diagnosed<std::result::Result<SourceNote, SourceFile>>) -> Self {
        let (Ok(SourceNote { source, .. }) | Err(source)) = read.value;
        Self { source, note: None, diagnostics: read.diagnostics }
    }
}

/// Emits every artifact of a note that is not held.
///
/// # Errors
/// A template that fails on this note, or a bug in an emitter.
pub fn publish(note: &Note, source: &SourceFile, templates: &Templates) -> Result<Diagnosed<Vec<Artifact>>> {
    let briefing =
        compose::compose(note, source, templates).with_context(|| format!("composing {}", note.source.path))?;
    let exchange = emit::xml::exchange(note);
    emit::emit(&Handover { note, source, briefing: &briefing, exchange: exchange.as_bytes() })
        .with_context(|| format!("emitting {}", note.source.path))
}

/// The one artifact of a note that is held.
///
/// # Errors
/// A bug in the emitter.
pub fn held(note: &Note) -> Result<Artifact> {
    emit::held(note).with_context(|| format!("emitting {}", note.source.path))
}

/// What is wrong with a received exchange file, one sentence each; nothing if it is in order.
pub fn exchange_problems(file: &[u8]) -> Vec<String> {
    match str::from_utf8(file) {
        Ok(text) => emit::xml::verify_alone(text).iter().map(ToString::to_string).collect(),
        Err(e) => vec![format!("byte {} is not UTF-8", e.valid_up_to())],
    }
}

/// The exchange file attached to a received briefing; `None` if there is none.
///
/// # Errors
/// What is no PDF, or none from which a file can be taken out.
pub fn attachment(briefing: &[u8]) -> Result<Option<Vec<u8>>> {
    emit::pdf::attachment(briefing)
}

/// Every diagnostic code with its examples, retired ones included, sorted by code.
pub fn entries() -> Vec<Entry> {
    let plain = |&code| Entry { code, firing: Vec::new(), clean: Vec::new() };
    let mut all: Vec<Entry> = [ingest::CODES, normalize::CODES, emit::CODES].concat().iter().map(plain).collect();
    all.extend(check::entries());
    all.sort_by_key(|e| e.code.code);
    all
}

/// Every diagnostic code, retired ones included, sorted.
pub fn codes() -> Vec<&'static Code> {
    entries().into_iter().map(|e| e.code).collect()
}
