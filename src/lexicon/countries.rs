//! Countries by code, and by name in texts without spaces between words.
//!
//! Handed: a code, or a text. Gives: the name we print, or the countries named. Knows nothing about grammar.

use crate::model::CountryCode;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

struct Names {
    /// Short English name by code.
    short: BTreeMap<CountryCode, &'static str>,
    /// Japanese names by their first character, longest first.
    japanese: HashMap<char, Vec<(&'static str, CountryCode)>>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names { short: BTreeMap::new(), japanese: HashMap::new() };
    for line in include_str!("data/countries.tsv").lines().filter(|l| !l.starts_with('#')) {
        let mut columns = line.split('\t');
        let [name, _, code, kind, lang] = std::array::from_fn(|_| columns.next().unwrap_or_default());
        let code = code.parse().expect("an alpha-2 code");
        match (kind, lang) {
            ("short", "en") => drop(names.short.entry(code).or_insert(name)),
            (_, "ja") => {
                let first = name.chars().next().expect("a name is not empty");
                names.japanese.entry(first).or_default().push((name, code));
            }
            _ => {}
        }
    }
    names.japanese.values_mut().for_each(|v| v.sort_by_key(|(name, _)| std::cmp::Reverse(name.len())));
    names
});

/// The short English name of a country; the code itself for a code no table has.
pub fn short_name(code: CountryCode) -> String {
    NAMES.short.get(&code).map_or_else(|| code.to_string(), |&name| name.to_owned())
}

/// The Japanese name of a country that a text begins with, the longest there is: its length in bytes, and the code.
pub fn japanese_prefix(text: &str) -> Option<(usize, CountryCode)> {
    let names = NAMES.japanese.get(&text.chars().next()?)?;
    names.iter().find(|(name, _)| text.starts_with(name)).map(|(name, code)| (name.len(), *code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_short_english_names() {
        let short = |c: &str| short_name(c.parse().unwrap());
        assert_eq!([short("KH"), short("LA"), short("ZZ")], ["Cambodia", "Laos", "ZZ"]);
    }

    #[test]
    fn the_longest_japanese_name_wins() {
        let found = japanese_prefix("ベトナム社会主義共和国カインホア省").unwrap();
        assert_eq!(&"ベトナム社会主義共和国カインホア省"[..found.0], "ベトナム社会主義共和国");
        assert_eq!(found.1.as_str(), "VN");
        assert_eq!(japanese_prefix("外務省"), None);
    }
}
