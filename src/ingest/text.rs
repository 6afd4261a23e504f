//! Plain text → blocks.

use crate::model::{Block, Text};

/// Paragraphs between blank lines.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut at = 0;
    let mut blocks = Vec::new();
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if !words.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            blocks.push(Block::Paragraph { text: Text::verbatim(words, start) });
        }
        at += line.len();
    }
    blocks
}
