//! Who issued the note, only if it says so.

use super::head::Head;
use super::sights::Line;
use crate::model::Fact;

/// Reads "[Source] …" or "Issued by …" among the lines above the text.
pub(super) fn read(lines: &[Line], head: &Head) -> Option<Fact<String>> {
    head.labels
        .iter()
        .find(|(.., label)| matches!(label.as_str(), "source" | "publisher" | "issued by" | "出典"))
        .and_then(|(l, at, _)| {
            let p = lines[*l].p;
            let range = *at..p.tokens.len();
            (!range.is_empty()).then(|| p.stated(range.clone(), p.words(range).to_owned(), "publisher/label"))
        })
}
