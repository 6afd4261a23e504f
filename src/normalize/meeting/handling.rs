//! Handling marks of the whole note.

use crate::model::{Fact, Handling, Tlp};
use crate::normalize::passage::{Passage, Reading};

/// Lines at the head that may carry a mark.
const HEAD: usize = 6;

/// Reads "TLP:AMBER+STRICT" and "Releasable to …" from the front matter or the first lines.
pub(super) fn read(reading: &Reading) -> Option<Handling> {
    let mut handling = Handling::default();
    for p in reading.front.iter().map(|(_, p)| p).chain(reading.passages.iter().take(HEAD)) {
        handling.tlp = handling.tlp.or_else(|| tlp(p));
        if handling.releasable_to.is_empty() {
            handling.releasable_to = releasable(p);
        }
    }
    (handling != Handling::default()).then_some(handling)
}

fn tlp(p: &Passage) -> Option<Fact<Tlp>> {
    (0..p.tokens.len()).find_map(|at| {
        if p.word(at) != "TLP" {
            return None;
        }
        let colour = at + 1 + usize::from(p.word(at + 1) == ":");
        let strict = p.word(colour + 1) == "+" && p.word(colour + 2) == "STRICT";
        let (value, end) = match p.word(colour) {
            "CLEAR" | "WHITE" => (Tlp::Clear, colour + 1),
            "GREEN" => (Tlp::Green, colour + 1),
            "AMBER" if strict => (Tlp::AmberStrict, colour + 3),
            "AMBER" => (Tlp::Amber, colour + 1),
            "RED" => (Tlp::Red, colour + 1),
            _ => return None,
        };
        Some(p.stated(at..end, value, "handling/tlp"))
    })
}

/// The names after "Releasable to" or "REL TO", parted by commas.
fn releasable(p: &Passage) -> Vec<Fact<String>> {
    let start = (0..p.tokens.len()).find(|&at| {
        matches!(p.word(at), "Releasable" | "RELEASABLE" | "REL") && p.word(at + 1).eq_ignore_ascii_case("to")
    });
    let Some(start) = start else { return Vec::new() };
    let first = start + 2 + usize::from(p.word(start + 2) == ":");
    let end = (first..p.tokens.len()).find(|&at| matches!(p.word(at), "." | ";")).unwrap_or(p.tokens.len());
    let commas = (first..end).filter(|&at| matches!(p.word(at), "," | "and"));
    let mut out = Vec::new();
    let mut from = first;
    for at in commas.chain([end]) {
        if at > from {
            out.push(p.stated(from..at, p.words(from..at).to_owned(), "handling/releasable"));
        }
        from = at + 1;
    }
    out
}
