//! Ministries and offices in Japanese, whose texts have no spaces between words.
//!
//! Handed: a text. Gives: the body that begins there, or the office that ends there. Knows nothing about grammar.

use std::sync::LazyLock;

static BODIES: LazyLock<Vec<&'static str>> = LazyLock::new(|| words(include_str!("data/japanese_bodies.tsv")));
static OFFICES: LazyLock<Vec<&'static str>> = LazyLock::new(|| words(include_str!("data/japanese_offices.tsv")));

/// The length in bytes of the ministry, agency or office whose name a text begins with; the longest there is.
pub fn body_prefix(text: &str) -> Option<usize> {
    BODIES.iter().find(|b| text.starts_with(**b)).map(|b| b.len())
}

/// Whether a text ends with an office.
pub fn ends_with_office(text: &str) -> bool {
    OFFICES.iter().any(|o| text.ends_with(o))
}

/// Longest first.
fn words(data: &'static str) -> Vec<&'static str> {
    let mut words: Vec<&str> = data.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
    words.sort_by_key(|w| std::cmp::Reverse(w.len()));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_begin_and_offices_end() {
        assert_eq!(body_prefix("外務省国際テロ対策担当大使"), Some("外務省".len()));
        assert_eq!(body_prefix("国際テロ"), None);
        assert!(ends_with_office("国際法・条約局長"));
        assert!(!ends_with_office("国際法"));
    }
}
