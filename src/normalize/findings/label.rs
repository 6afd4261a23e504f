//! Labels as numbers: "1. (1)" counts 1, "(a)" counts a.
//!
//! Handed: a label as printed. Gives: its number, alone and below another. Knows nothing about texts.

/// What a printed label counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// The value as written, without what stands around it: "1", "a", "iv", "1.2".
    pub(super) value: String,
    /// Whether it stands in brackets: "(1)", "1)".
    pub(super) bracketed: bool,
}

/// The number of a label; `None` for bullets and dashes. Of two labels in a row ("1. (1)") the inner one counts.
pub(super) fn number(label: &str) -> Option<Number> {
    let folded: String = label.chars().map(fold).collect();
    let part = folded.split_whitespace().rev().find(|p| p.chars().any(char::is_alphanumeric))?;
    let bracketed = part.ends_with(')');
    let value = part.trim_start_matches('第').trim_matches(|c: char| !c.is_alphanumeric());
    (!value.is_empty()).then(|| Number { value: value.to_owned(), bracketed })
}

/// Full-width characters as ASCII, circled digits as digits in brackets.
fn fold(c: char) -> char {
    match u32::from(c) {
        n @ 0xFF01..=0xFF5E => char::from_u32(n - 0xFEE0).unwrap_or(c),
        n @ 0x2460..=0x2468 => char::from_u32(n - 0x2460 + u32::from('1')).unwrap_or(c),
        _ => c,
    }
}

impl Number {
    /// The number with its parents': "1.(2)(a)". A number in brackets keeps them below another, and loses them alone.
    pub(super) fn below(&self, parent: Option<&str>) -> String {
        match parent {
            None => self.value.clone(),
            Some(parent) if self.bracketed && parent.ends_with(')') => format!("{parent}({})", self.value),
            Some(parent) if self.bracketed => format!("{parent}.({})", self.value),
            // "1.2" below "1" says its parent itself
            Some(parent) if self.value.starts_with(&format!("{parent}.")) => self.value.clone(),
            Some(parent) => format!("{parent}.{}", self.value),
        }
    }
}

/// How a run-in label counts, for telling whether one follows the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    /// 1, 2, 3
    Arabic(u32),
    /// a, b, c
    Letter(u32),
    /// i, ii, iii
    Roman(u32),
}

impl Count {
    /// The readings of a value: "i" may be a letter or a roman number.
    pub(super) fn readings(value: &str) -> Vec<Count> {
        let mut readings = Vec::new();
        if let Ok(n) = value.parse::<u32>() {
            readings.push(Count::Arabic(n));
        }
        if let Some(n) = roman(value) {
            readings.push(Count::Roman(n));
        }
        if let [c @ b'a'..=b'z'] = value.as_bytes() {
            readings.push(Count::Letter(u32::from(c - b'a') + 1));
        }
        readings
    }

    /// Whether it is the first of its kind.
    pub(super) const fn is_first(self) -> bool {
        matches!(self, Count::Arabic(1) | Count::Letter(1) | Count::Roman(1))
    }

    /// The next of its kind.
    pub(super) const fn next(self) -> Count {
        match self {
            Count::Arabic(n) => Count::Arabic(n + 1),
            Count::Letter(n) => Count::Letter(n + 1),
            Count::Roman(n) => Count::Roman(n + 1),
        }
    }
}

/// A small roman number up to 39.
fn roman(value: &str) -> Option<u32> {
    let tens = value.bytes().take_while(|&b| b == b'x').count();
    let ones = match value.get(tens..)? {
        "" => 0,
        "i" => 1,
        "ii" => 2,
        "iii" => 3,
        "iv" => 4,
        "v" => 5,
        "vi" => 6,
        "vii" => 7,
        "viii" => 8,
        "ix" => 9,
        _ => return None,
    };
    let n = u32::try_from(tens).ok().filter(|&t| t <= 3)? * 10 + ones;
    (n > 0).then_some(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alone(label: &str) -> Option<String> {
        number(label).map(|n| n.below(None))
    }

    #[test]
    fn labels_count_what_is_inside_them() {
        for (label, value) in [
            ("1. (1)", "1"),
            ("(a)", "a"),
            ("2.", "2"),
            ("• (3)", "3"),
            ("第3", "3"),
            ("（４）", "4"),
            ("1.2", "1.2"),
            ("②", "2"),
        ] {
            assert_eq!(alone(label).as_deref(), Some(value), "{label}");
        }
        assert_eq!(alone("•"), None);
        assert_eq!(alone("-"), None);
    }

    #[test]
    fn numbers_below_others_keep_their_brackets() {
        let below = |label: &str, parent: &str| number(label).unwrap().below(Some(parent));
        assert_eq!(below("(2)", "1"), "1.(2)");
        assert_eq!(below("1. (a)", "1.(2)"), "1.(2)(a)");
        assert_eq!(below("1.2", "1"), "1.2");
        assert_eq!(below("3.", "2"), "2.3");
    }

    #[test]
    fn roman_numbers_and_letters_count_on() {
        assert!(Count::readings("i").contains(&Count::Roman(1)));
        assert!(Count::readings("iv").contains(&Count::Roman(3).next()));
        assert!(Count::readings("b").contains(&Count::Letter(1).next()));
        assert_eq!(Count::readings("mcm"), []);
    }
}
