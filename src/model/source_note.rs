//! What ingest hands to normalize: text in blocks with spans, no meaning yet.

use super::body::{Block, Text};
use crate::source::SourceFile;

/// One note as read: its source, its front matter and its blocks in reading order.
#[derive(Debug, Clone)]
pub struct SourceNote {
    /// The source every span points into.
    pub source: SourceFile,
    /// Front-matter fields in the order they stand.
    pub front: Vec<Field>,
    /// The text.
    pub blocks: Vec<Block>,
}

/// A front-matter field. Nested keys are joined with dots ("event.city"); each entry of a list is a field of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The key.
    pub key: String,
    /// The value with its place.
    pub value: Text,
}
