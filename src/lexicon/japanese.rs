//! Names of countries and cities in Japanese, sought anywhere in a run of characters: the script has no spaces.
//!
//! Handed: a text and a byte offset. Gives: the longest name that stands there. Knows nothing about grammar.

use super::{Class, country};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Names by their first character, longest first.
static NAMES: LazyLock<HashMap<char, Vec<(&'static str, Class)>>> = LazyLock::new(|| {
    let mut names: HashMap<char, Vec<(&'static str, Class)>> = HashMap::new();
    let mut add = |name: &'static str, class| {
        let first = name.chars().next().expect("a name has a first character");
        names.entry(first).or_default().push((name, class));
    };
    for line in rows(include_str!("data/countries.tsv")) {
        let columns: Vec<&str> = line.split('\t').collect();
        if let [name, _, code, .., "ja"] = columns[..] {
            add(name, Class::Country(country(code)));
        }
    }
    for line in rows(include_str!("data/cities_ja.tsv")) {
        let columns: Vec<&str> = line.split('\t').collect();
        if let [name, _, code] = columns[..] {
            add(name, Class::City(code.parse().ok()));
        }
    }
    for list in names.values_mut() {
        list.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    }
    names
});

fn rows(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().filter(|l| !l.is_empty() && !l.starts_with('#'))
}

/// The longest name of a country or city that begins at a byte offset of a text, and its meaning.
pub fn name_at(text: &str, at: usize) -> Option<(&'static str, Class)> {
    let rest = &text[at..];
    let names = NAMES.get(&rest.chars().next()?)?;
    names.iter().find(|(name, _)| rest.starts_with(name)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_wins() {
        let at = |text| name_at(text, 0).map(|(name, _)| name);
        assert_eq!(at("ワシントンD.C.において"), Some("ワシントンD.C."));
        assert_eq!(at("ベトナム社会主義共和国カインホア省"), Some("ベトナム社会主義共和国"));
        assert_eq!(at("会議"), None);
    }
}
