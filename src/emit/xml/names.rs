//! Names that machines keep: slugs for identities, the numbers in element identifiers, and their uniqueness.
//!
//! Handed: words as printed. Gives: strings without white space. The only place that makes an `eId`
//! (Akoma Ntoso Naming Convention 1.0, §5). Knows nothing about notes.

use crate::source::hex;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Longest slug in characters; longer words are cut and told apart by a piece of their hash.
const LONGEST: usize = 60;

/// Letters and digits of any script in lower case, joined by `-` where anything else stood; empty if there are none.
pub(super) fn slug(words: &str) -> String {
    let mut slug = String::new();
    let mut length = 0;
    for c in words.chars().flat_map(char::to_lowercase) {
        let joins = !c.is_alphanumeric();
        if joins && (slug.is_empty() || slug.ends_with('-')) {
            continue;
        }
        if length == LONGEST {
            let hash = hex(&Sha256::digest(words.as_bytes()));
            return format!("{}-{}", slug.trim_end_matches('-'), &hash[..8]);
        }
        slug.push(if joins { '-' } else { c });
        length += 1;
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// A slug as a segment of a URI: everything outside ASCII as percent-encoded UTF-8 (RFC 3987, §3.1).
pub(super) fn segment(slug: &str) -> String {
    let mut segment = String::with_capacity(slug.len());
    for b in slug.bytes() {
        match b {
            b'a'..=b'z' | b'0'..=b'9' | b'-' => segment.push(b as char),
            b => segment.extend(['%', HEX[usize::from(b >> 4)] as char, HEX[usize::from(b & 15)] as char]),
        }
    }
    segment
}

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// The number of an item in its `eId`, from its printed label: "1. (1)" gives `1-1`, so that "2. (3)" stays visible as
/// `2-3`. `None` if the label holds no letter or digit.
pub(super) fn number(label: &str) -> Option<String> {
    Some(slug(label)).filter(|s| !s.is_empty())
}

/// An `eId` below another: `para_3` and `list_1` give `para_3__list_1`. At the top `parent` is empty.
pub(super) fn below(parent: &str, abbreviation: &str, number: Option<&str>) -> String {
    let mut id = String::with_capacity(parent.len() + abbreviation.len() + 8);
    if !parent.is_empty() {
        id.extend([parent, "__"]);
    }
    id.push_str(abbreviation);
    if let Some(number) = number {
        id.extend(["_", number]);
    }
    id
}

/// Whether a string is an `eId` as this program makes them.
pub(super) fn is_eid(id: &str) -> bool {
    id.split("__").all(|step| {
        let (abbreviation, number) = step.split_once('_').map_or((step, None), |(a, n)| (a, Some(n)));
        !abbreviation.is_empty()
            && abbreviation.bytes().all(|b| b.is_ascii_alphabetic())
            && number.is_none_or(|n| !n.is_empty() && n.chars().all(|c| c.is_alphanumeric() || c == '-'))
    })
}

/// Names given out, each once.
#[derive(Default)]
pub(super) struct Taken(BTreeMap<String, u32>);

impl Taken {
    /// The wanted name, or the name with `-dup2`, `-dup3` … if it is taken: a repeated label "2." becomes `2-dup2`, which
    /// cannot be mistaken for "2. (2)".
    pub(super) fn claim(&mut self, wanted: String) -> String {
        if self.holds(&wanted) { self.again(wanted) } else { self.keep(wanted) }
    }

    fn holds(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    fn keep(&mut self, name: String) -> String {
        self.0.insert(name.clone(), 1);
        name
    }

    /// Another name for one that is taken.
    fn again(&mut self, wanted: String) -> String {
        loop {
            let count = self.0.entry(wanted.clone()).or_insert(1);
            *count += 1;
            let next = format!("{wanted}-dup{count}");
            if !self.holds(&next) {
                return self.keep(next);
            }
        }
    }
}

/// Numbers given out to the items of one list, each once. Numbers that follow one another take no room.
#[derive(Default)]
pub(super) struct Numbers {
    /// First and last of the numbers that were given out one after the other, if any were.
    row: Option<(u32, u32)>,
    others: Taken,
}

impl Numbers {
    /// The wanted number, or one like [`Taken::claim`] gives if it is taken.
    pub(super) fn claim(&mut self, wanted: String) -> String {
        let count = wanted.parse::<u32>().ok().filter(|n| *n < u32::MAX && n.to_string() == wanted);
        let Some(n) = count else { return self.others.claim(wanted) };
        match self.row {
            Some((first, last)) if (first..=last).contains(&n) => self.others.again(wanted),
            Some((first, last)) if n == last + 1 && !self.others.holds(&wanted) => {
                self.row = Some((first, n));
                wanted
            }
            None => {
                self.row = Some((n, n));
                wanted
            }
            _ => self.others.claim(wanted),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_items() {
        let table = [
            ("1.", Some("1")),
            ("1. (1)", Some("1-1")),
            ("2. (3)", Some("2-3")),
            ("(a)", Some("a")),
            ("(IV)", Some("iv")),
            ("第3", Some("第3")),
            ("（三）", Some("三")),
            ("1.2.3", Some("1-2-3")),
            ("•", None),
            ("", None),
            (" \t", None),
        ];
        for (label, want) in table {
            assert_eq!(number(label).as_deref(), want, "{label:?}");
        }
    }

    #[test]
    fn slugs_keep_every_script_and_stay_short() {
        assert_eq!(slug("  The 6th ASEAN–Japan Dialogue: "), "the-6th-asean-japan-dialogue");
        assert_eq!(slug("José Álvarez"), "josé-álvarez");
        assert_eq!(segment("josé"), "jos%C3%A9");
        let (a, b) = (slug(&"x".repeat(1_000_000)), slug(&"x".repeat(1_000_001)));
        assert_eq!(a.len(), LONGEST + 9);
        assert_ne!(a, b);
        assert_eq!(slug(&"x".repeat(LONGEST)), "x".repeat(LONGEST));
    }

    #[test]
    fn identifiers_are_well_formed_and_given_once() {
        let id = below(&below("para_3", "list", Some("1")), "point", Some("1-1"));
        assert_eq!(id, "para_3__list_1__point_1-1");
        assert!(is_eid(&id) && is_eid("preface") && is_eid("point_第3") && is_eid("para_3__intro"));
        for bad in ["", "1", "para_", "para__", "para 1", "para_1_2", "point_(a)"] {
            assert!(!is_eid(bad), "{bad}");
        }
        let mut taken = Taken::default();
        let claimed: Vec<_> = ["a", "a-dup2", "a", "a"].map(|s| taken.claim(s.to_owned())).into();
        assert_eq!(claimed, ["a", "a-dup2", "a-dup3", "a-dup4"]);
    }

    #[test]
    fn numbers_of_a_list_are_given_once_in_whatever_order() {
        let mut numbers = Numbers::default();
        let wanted = ["3", "4", "7", "4", "5", "6", "7", "4", "8", "03", "x", "3", "4294967295"];
        let claimed: Vec<_> = wanted.map(|s| numbers.claim(s.to_owned())).into();
        let expected = ["3", "4", "7", "4-dup2", "5", "6", "7-dup2", "4-dup3", "8", "03", "x", "3-dup2", "4294967295"];
        assert_eq!(claimed, expected);
    }
}
