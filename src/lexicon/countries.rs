//! Countries by code.
//!
//! Handed: a code. Gives: the name we print. Knows nothing about grammar.

use crate::model::CountryCode;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Short English name by code.
static SHORT: LazyLock<BTreeMap<CountryCode, &'static str>> = LazyLock::new(|| {
    let mut names = BTreeMap::new();
    for line in include_str!("data/countries.tsv").lines().filter(|l| !l.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        if let [name, _, code, "short", "en"] = columns[..] {
            names.entry(code.parse().expect("an alpha-2 code")).or_insert(name);
        }
    }
    names
});

/// The short English name of a country; the code itself for a code no table has.
pub fn short_name(code: CountryCode) -> String {
    SHORT.get(&code).map_or_else(|| code.to_string(), |&name| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_short_english_names() {
        let short = |c: &str| short_name(c.parse().unwrap());
        assert_eq!([short("KH"), short("LA"), short("ZZ")], ["Cambodia", "Laos", "ZZ"]);
    }
}
