//! What the first sentence of the text tells of the meeting, where the title tells too little.
//!
//! Handed: the lines and what stands above the text. Gives: the meeting, or whether a phrase means it. Knows nothing about
//! dates and places.

use super::{Own, is_held};
use crate::normalize::meeting::head::Head;
use crate::normalize::meeting::marks::is_long_ago;
use crate::normalize::meeting::names::Named;
use crate::normalize::meeting::sights::Line;

impl Own {
    /// "Rivers Partnership: will renewed" above "Officials met at the 4th Rivers Dialogue, held …": a title that names
    /// something else than a meeting, above a first sentence that tells of a counted one.
    pub(super) fn of_first_sentence(lines: &[Line], head: &Head) -> Self {
        let mut me = Self { text: head.end, ..Self::default() };
        let Some(line) = lines.get(head.end) else { return me };
        let Some(sentence) = line.p.sentences.first() else { return me };
        let counted = |n: &Named| n.proper && n.ordinal.is_some() && sentence.contains(&n.tokens.start);
        let mut fit = (0..line.names.len()).filter(|&i| {
            let n = &line.names[i];
            counted(n) && is_held(line, i) && !me.is_another(line, n) && !is_long_ago(line, n)
        });
        let Some(i) = fit.next().filter(|_| fit.next().is_none()) else { return me };
        me.named = Some((head.end, i));
        me.learn(&line.names[i], line);
        me.learn_abbreviations(lines);
        me.settle(lines);
        me
    }

    /// "a joint statement by both governments following their dialogue in Oslo": the meeting of a statement's parties.
    pub(super) fn opens_with_theirs(&self, n: &Named, line: &Line) -> bool {
        let first = line.p.sentences.first().is_some_and(|s| s.contains(&n.tokens.start));
        let placed = matches!(line.p.small(n.tokens.end), "in" | "on" | "at" | "held" | "today" | "yesterday");
        let before = n.tokens.start.checked_sub(2).map(|i| line.p.small(i)).unwrap_or_default();
        let led = matches!(before, "following" | "after" | "of" | "at" | "from" | "concluded");
        first && placed && led && n.ordinal.is_none() && line.index == self.text
    }
}
