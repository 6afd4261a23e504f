//! Compiles meeting notes into canonical JSON, briefing PDFs and Akoma Ntoso exchange files.
//!
//! ```text
//! inputs/*        ingest            normalize          check              compose             emit             out/
//! SourceFile ──▶ SourceNote ─────▶ Note ───────────▶ [Diagnostic]
//! (bytes, text)  (blocks + spans)  (canonical model)  (reads only)       Briefing ────────▶ Artifact
//! ```
//!
//! Each arrow is one public function, each box one type in [`model`]; [`pipeline`] calls them in order for one note.

#![cfg_attr(not(test), warn(clippy::unwrap_used))]

pub mod amend;
pub mod batch;
pub mod check;
pub mod compose;
pub mod config;
pub mod diag;
pub mod emit;
pub mod ingest;
pub mod inspect;
pub mod lexicon;
pub mod model;
pub mod normalize;
pub mod pipeline;
pub mod source;
