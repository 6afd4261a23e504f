//! How much two names share.
//!
//! Handed: the words of two names. Gives: a figure from 0 to 1. Knows nothing about lines.

/// How much two names share: the shared words against the shorter, but never less than two fifths of the longer. An
/// abbreviation in one ("NSA") counts as the words of the other it stands for ("national security adviser").
pub(super) fn similarity(a: &[String], b: &[String]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let (a, b) = (expanded(a, b), expanded(b, a));
    let shared = a.iter().filter(|w| b.contains(w)).count() as f64;
    let (short, long) = (a.len().min(b.len()) as f64, a.len().max(b.len()) as f64);
    if short < 2.0 && long > 2.0 || shared / long < 0.4 { 0.0 } else { shared / short }
}

/// A name with its abbreviations spelled out as in another name.
fn expanded(name: &[String], other: &[String]) -> Vec<String> {
    let mut out = Vec::with_capacity(name.len());
    for word in name {
        let letters = word.chars().count();
        let spelled = (2..=6)
            .contains(&letters)
            .then(|| other.windows(letters).find(|w| w.iter().map(|w| w.chars().next()).eq(word.chars().map(Some))));
        match spelled.flatten() {
            Some(words) => out.extend(words.iter().cloned()),
            None => out.push(word.clone()),
        }
    }
    out
}
