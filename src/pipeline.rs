//! The stages in order for one note. The only caller of more than one stage; holds no other logic.
//!
//! A pure function of (bytes, templates): no clock, no file system, no global state.

use crate::amend::{self, Amended};
use crate::check::series::Summary;
use crate::compose::Templates;
use crate::diag::allow::{self, Allowance, Allowed};
use crate::diag::explain::Entry;
use crate::diag::policy::Policy;
use crate::diag::{self, Code, Diagnosed, Diagnostic};
use crate::emit::xml::Issuer;
use crate::emit::{self, Artifact, Handover};
use crate::model::{Note, SourceNote};
use crate::source::SourceFile;
use crate::{check, compose, ingest, normalize};
use anyhow::{Context, Result};
use std::sync::LazyLock;

/// What one file became.
#[derive(Debug)]
pub struct Compiled {
    /// The source, for showing diagnostics.
    pub source: SourceFile,
    /// The canonical note; `None` if the file could not be read as one.
    pub note: Option<Note>,
    /// Everything there is to say, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// What would have been said, had somebody not allowed it.
    pub allowed: Vec<Allowed>,
    /// The file of corrections beside the note, for showing diagnostics.
    pub sidecar: Option<SourceFile>,
    allowances: Vec<Allowance>,
}

/// A file of corrections beside a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sidecar {
    /// Path relative to the input folder.
    pub path: String,
    /// Its bytes, or why it cannot be read.
    pub content: std::result::Result<Vec<u8>, String>,
}

/// Reads, normalizes and checks one file.
pub fn examine(path: &str, bytes: &[u8]) -> Compiled {
    examine_beside(path, bytes, None)
}

/// Reads, normalizes, corrects and checks one file with the file of corrections beside it.
pub fn examine_beside(path: &str, bytes: &[u8], sidecar: Option<&Sidecar>) -> Compiled {
    let read = ingest::read(path, bytes);
    let note = match read.value {
        Err(source) => return Compiled::plain(source, None, read.diagnostics),
        Ok(note) => note,
    };
    let normalized = normalize::normalize(&note);
    let (sidecar, unread) = sidecar.map(read_sidecar).unzip();
    let amended = amend::amend(normalized.value, (&note.source, &note.front), sidecar.as_ref(), &CODES);
    let Amended { note: mut amended_note, allowances } = amended.value;
    if !amended_note.corrections.is_empty() {
        normalize::rename(&note, &mut amended_note);
    }
    let found = [
        normalized.diagnostics,
        unread.flatten().into_iter().collect(),
        amended.diagnostics,
        check::check(&amended_note, &note.source),
    ]
    .concat();
    let compiled = Compiled::plain(note.source, Some(amended_note), read.diagnostics);
    Compiled { allowances, sidecar, ..compiled }.with(&found)
}

/// The text of a file of corrections; where there is none, an empty one and what is to be said of it.
fn read_sidecar(sidecar: &Sidecar) -> (SourceFile, Option<Diagnostic>) {
    let empty = || SourceFile::new(&sidecar.path, b"", "application/toml", "UTF-8", String::new());
    let failed = |why: &str| {
        let file = empty();
        let told = amend::unreadable(&file, why);
        (file, Some(told))
    };
    match &sidecar.content {
        Err(why) => failed(why),
        Ok(bytes) if bytes.len() > amend::MAX_BYTES => failed("it is larger than 1 MiB"),
        Ok(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => (SourceFile::new(&sidecar.path, bytes, "application/toml", "UTF-8", text.to_owned()), None),
            Err(_) => failed("it is not in UTF-8"),
        },
    }
}

/// The answer to a file of corrections that belongs to no note.
pub fn orphan(path: &str, bytes: &[u8]) -> Compiled {
    let source = toml_source(path, bytes);
    let told = amend::orphan(&source);
    Compiled::plain(source, None, vec![told])
}

/// The source of one file, for showing its lines.
pub fn source(path: &str, bytes: &[u8]) -> SourceFile {
    if path.ends_with(amend::SUFFIX) {
        return toml_source(path, bytes);
    }
    let (Ok(SourceNote { source, .. }) | Err(source)) = ingest::read(path, bytes).value;
    source
}

fn toml_source(path: &str, bytes: &[u8]) -> SourceFile {
    SourceFile::new(path, bytes, "application/toml", "UTF-8", String::from_utf8_lossy(bytes).into_owned())
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
pub fn compare<'a>(summaries: impl IntoIterator<Item = &'a Summary>) -> Vec<Diagnostic> {
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

    /// The same with every diagnostic weighed as the operator chose, and without those that are allowed. To be asked once,
    /// when everything is said but what the output has to say.
    #[must_use]
    pub fn judged(mut self, policy: &Policy) -> Self {
        policy.apply(&mut self.diagnostics);
        self.allowed = allow::apply(&mut self.diagnostics, &self.allowances);
        let mut idle = allow::unused(&self.allowances, &self.allowed);
        policy.apply(&mut idle);
        self.with(&idle)
    }

    /// Weighs what the output has to say, and takes out what is allowed of it.
    pub fn judge_output(&mut self, policy: &Policy, found: &mut Vec<Diagnostic>) {
        policy.apply(found);
        self.allowed.extend(allow::apply(found, &self.allowances));
    }

    fn plain(source: SourceFile, note: Option<Note>, diagnostics: Vec<Diagnostic>) -> Self {
        Self { source, note, diagnostics, allowed: Vec::new(), sidecar: None, allowances: Vec::new() }
    }

    fn refused(read: Diagnosed<std::result::Result<SourceNote, SourceFile>>) -> Self {
        let (Ok(SourceNote { source, .. }) | Err(source)) = read.value;
        Self::plain(source, None, read.diagnostics)
    }
}

/// Emits every artifact of a note that is not held. `issuer` issues the notes that do not say who does.
///
/// # Errors
/// A template that fails on this note, or a bug in an emitter.
pub fn publish(
    note: &Note,
    source: &SourceFile,
    templates: &Templates,
    issuer: Option<&Issuer>,
) -> Result<Diagnosed<Vec<Artifact>>> {
    let briefing =
        compose::compose(note, source, templates).with_context(|| format!("composing {}", note.source.path))?;
    let exchange = emit::xml::exchange(note, issuer);
    let mut emitted = emit::emit(&Handover { note, source, briefing: &briefing, exchange: exchange.as_bytes() })
        .with_context(|| format!("emitting {}", note.source.path))?;
    let expression = emit::xml::expression(note, issuer);
    emitted.value.iter_mut().for_each(|artifact| artifact.expression = Some(expression.clone()));
    Ok(emitted)
}

/// Holds the briefing among a note's artifacts against its standards.
pub fn verify(artifacts: &[Artifact], source: &SourceFile) -> Vec<Diagnostic> {
    let briefings = artifacts.iter().filter(|a| a.media_type == "application/pdf");
    briefings.flat_map(|a| emit::pdf::conformance(&a.bytes, source)).collect()
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
    let mut all: Vec<Entry> =
        [ingest::CODES, normalize::CODES, amend::CODES, emit::CODES].concat().iter().map(plain).collect();
    all.extend(check::entries());
    all.sort_by_key(|e| e.code.code);
    all
}

/// Every diagnostic code, retired ones included, sorted.
pub fn codes() -> Vec<&'static Code> {
    CODES.clone()
}

static CODES: LazyLock<Vec<&'static Code>> = LazyLock::new(|| entries().into_iter().map(|e| e.code).collect());
