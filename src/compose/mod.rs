//! Note + template → Briefing. The only place that names minijinja.

use crate::model::{Note, briefing::Briefing};
use crate::source::SourceFile;
use anyhow::Result;

/// Parsed templates and theme.
#[derive(Debug)]
pub struct Templates {}

impl Templates {
    /// The templates that come with the program.
    pub fn builtin() -> Self {
        Self {}
    }
}

/// Sets a note with a template.
///
/// # Errors
/// A template that fails on this note or whose output is not in the vocabulary, with template name and line.
pub fn compose(_note: &Note, _source: &SourceFile, _templates: &Templates) -> Result<Briefing> {
    Ok(Briefing {})
}
