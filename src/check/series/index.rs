//! Which notes speak of the same series, and of the same meeting.
//!
//! Handed: summaries. Gives: an [`Index`] of series by name and of meetings by ordinal. Knows nothing about rules.

use super::{Summary, Told};
use crate::model::Edtf;
use std::collections::BTreeMap;

/// Summaries in order, and what they say of each meeting of each series.
#[derive(Debug)]
pub struct Index<'a> {
    /// Every note, by path.
    pub(super) notes: Vec<&'a Summary>,
    /// Series by key.
    pub(super) series: BTreeMap<String, Series<'a>>,
}

/// A series.
#[derive(Debug, Default)]
pub(super) struct Series<'a> {
    /// Its notes, by path.
    pub(super) notes: Vec<&'a Summary>,
    /// What is said of each numbered meeting: first by the notes about it, then by others, each by path.
    pub(super) meetings: BTreeMap<u32, Vec<Statement<'a>>>,
}

/// What one note says of one meeting.
#[derive(Debug, Clone, Copy)]
pub(super) struct Statement<'a> {
    /// The note.
    pub(super) note: &'a Summary,
    /// Whether the note is about this meeting.
    pub(super) own: bool,
    pub(super) ordinal: &'a Told<u32>,
    pub(super) dates: Option<&'a Told<Edtf>>,
    pub(super) city: Option<&'a Told<String>>,
}

impl<'a> Index<'a> {
    /// Indexes summaries, which may come in any order.
    pub fn new(summaries: impl IntoIterator<Item = &'a Summary>) -> Self {
        let mut notes: Vec<&Summary> = summaries.into_iter().collect();
        notes.sort_by(|a, b| a.path.cmp(&b.path));
        let mut series: BTreeMap<String, Series> = BTreeMap::new();
        for &note in &notes {
            let Some(name) = &note.name else { continue };
            series.entry(key(&name.value)).or_default().add(note);
        }
        for meetings in series.values_mut().flat_map(|s| s.meetings.values_mut()) {
            meetings.sort_by_key(|s| !s.own);
        }
        Self { notes, series }
    }

    /// Every meeting with what is said of it.
    pub(super) fn meetings(&self) -> impl Iterator<Item = (u32, &[Statement<'a>])> {
        self.series.values().flat_map(|s| s.meetings.iter().map(|(&n, said)| (n, said.as_slice())))
    }
}

impl<'a> Series<'a> {
    fn add(&mut self, note: &'a Summary) {
        self.notes.push(note);
        if let Some(ordinal) = &note.ordinal {
            let (dates, city) = (note.dates.as_ref(), note.city.as_ref());
            self.tell(Statement { note, own: true, ordinal, dates, city });
        }
        let own = note.name.as_ref().map(|n| n.value.as_str()).unwrap_or_default();
        for sibling in note.siblings.iter().filter(|s| s.name.as_ref().is_none_or(|n| is_short_for(&n.value, own))) {
            let Some(ordinal) = &sibling.ordinal else { continue };
            let (dates, city) = (sibling.dates.as_ref(), sibling.city.as_ref());
            self.tell(Statement { note, own: false, ordinal, dates, city });
        }
    }

    /// Of most meetings one note speaks.
    fn tell(&mut self, statement: Statement<'a>) {
        self.meetings.entry(statement.ordinal.value).or_insert_with(|| Vec::with_capacity(1)).push(statement);
    }
}

/// Words that names of one series have or have not.
const IDLE: [&str; 9] = ["the", "of", "on", "and", "for", "in", "to", "a", "s"];
/// First parts that some write as words of their own: "counter terrorism", "counter-terrorism", "counterterrorism".
const PREFIXES: [&str; 6] = ["counter", "anti", "non", "sub", "trans", "inter"];

/// One key for all wordings of a name that differ in case, hyphens, order ("Japan-China", "China-Japan"), number
/// ("Consultation", "Consultations") or idle words.
pub(super) fn key(name: &str) -> String {
    let lower = name.to_lowercase();
    let mut words: Vec<String> = Vec::new();
    let mut prefix = String::new();
    for word in lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty() && !IDLE.contains(w)) {
        if PREFIXES.contains(&word) {
            prefix.push_str(word);
            continue;
        }
        words.push(std::mem::take(&mut prefix) + singular(word));
    }
    if !prefix.is_empty() {
        words.push(prefix);
    }
    words.sort_unstable();
    words.join("-")
}

/// Whether a name is a series' full name or a short form of it: none but its words, among them the noun that says what
/// sort of meeting it is. "The 5th Dialogue" is one of the ASEAN-Japan Counter-Terrorism Dialogue; "the 15th ARF" is none
/// of the ARF Inter-Sessional Meeting.
fn is_short_for(name: &str, full: &str) -> bool {
    let (short, long) = (key(name), key(full));
    let words: Vec<&str> = long.split('-').collect();
    let head = full.split([' ', '-']).take_while(|w| !matches!(*w, "on" | "of" | "for")).last().unwrap_or_default();
    let head = key(head);
    short == long || (short.split('-').all(|w| words.contains(&w)) && short.split('-').any(|w| w == head))
}

fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 3 && !stem.ends_with(['s', 'u', 'i']) => stem,
        _ => word,
    }
}

/// Days between two dates that lie apart; 0 for dates that touch.
pub(super) fn days_apart(a: Edtf, b: Edtf) -> i32 {
    let gap = |first: Edtf, second: Edtf| (second.earliest() - first.latest()).get_days();
    gap(a, b).max(gap(b, a)).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_of_one_name_share_a_key() {
        for (a, b) in [
            ("Japan-China Counter-Terrorism Consultations", "China-Japan Counterterrorism Consultation"),
            ("ASEAN-Japan Counter-Terrorism Dialogue", "ASEAN-Japan Counter Terrorism Dialogue"),
            ("Mekong-Japan Foreign Ministers' Meeting", "Meeting of the Foreign Ministers of Mekong and Japan"),
        ] {
            assert_eq!(key(a), key(b));
        }
        for (a, b) in [
            ("ASEAN-Japan Counter-Terrorism Dialogue", "ASEAN-Korea Counter-Terrorism Dialogue"),
            ("ASEAN-Japan Summit", "ASEAN-Japan Ministerial Meeting"),
        ] {
            assert_ne!(key(a), key(b));
        }
    }

    #[test]
    fn short_forms_keep_the_noun() {
        let full = "ASEAN-Japan Counter-Terrorism Dialogue";
        assert!(is_short_for("Dialogue", full) && is_short_for("Counter-Terrorism Dialogue", full));
        assert!(!is_short_for("ASEAN", full) && !is_short_for("ASEAN-Korea Dialogue", full));
        assert!(!is_short_for("ARF", "ARF Inter-Sessional Meeting on Counter-Terrorism"));
    }

    #[test]
    fn distance_is_between_the_nearer_ends() {
        let e = |s: &str| s.parse::<Edtf>().unwrap();
        assert_eq!(days_apart(e("2009-08-11/2009-08-12"), e("2009-08-14")), 2);
        assert_eq!(days_apart(e("2009-08-14"), e("2009-08-11/2009-08-12")), 2);
        assert_eq!(days_apart(e("2009-08"), e("2009-08-14")), 0);
    }
}
