//! Words that several rules need to say the same thing the same way.

use crate::model::{Edtf, EdtfDate};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Whether a word is the English name of a month, or its first three letters.
pub(super) fn is_month(word: &str) -> bool {
    MONTHS.iter().any(|&m| m == word || &m[..3] == word)
}

/// "9 February 2011", "February 2011" or "2011".
pub(super) fn date(d: EdtfDate) -> String {
    let month = d.get_month().map(|m| MONTHS[m.unsigned_abs() as usize - 1]);
    match (month, d.get_day()) {
        (Some(m), Some(day)) => format!("{day} {m} {}", d.get_year()),
        (Some(m), None) => format!("{m} {}", d.get_year()),
        _ => d.get_year().to_string(),
    }
}

/// A date, or "9 February 2011 to 11 February 2011" with what both share said once.
pub(super) fn dates(e: Edtf) -> String {
    let (a, b) = (e.start(), e.end());
    match e {
        Edtf::Date(d) => date(d),
        Edtf::Interval(..) if a.get_year() != b.get_year() => format!("{} to {}", date(a), date(b)),
        Edtf::Interval(..) => match (a.get_month(), a.get_day(), b.get_month()) {
            (m, Some(day), n) if m == n => format!("{day} to {}", date(b)),
            (Some(m), Some(day), _) => format!("{day} {} to {}", MONTHS[m.unsigned_abs() as usize - 1], date(b)),
            (Some(m), None, _) => format!("{} to {}", MONTHS[m.unsigned_abs() as usize - 1], date(b)),
            _ => format!("{} to {}", date(a), date(b)),
        },
    }
}

/// "6th", "2nd", "13th".
pub(super) fn ordinal(n: u32) -> String {
    let suffix = match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{n}{suffix}")
}

/// "A", "A or B", "A, B or C".
pub(super) fn any_of(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [init @ .., last] => format!("{} or {last}", init.join(", ")),
    }
}

/// "1 item", "2 items"; the plural is made with an s.
pub(super) fn count(n: u32, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// Words of the source for repeating in a message: white space reduced to single spaces, at most 60 characters.
pub(super) fn brief(words: &str) -> String {
    let mut joined = String::new();
    for word in words.split_whitespace() {
        if !joined.is_empty() {
            joined.push(' ');
        }
        let more = word.char_indices().nth(61).map_or(word, |(end, _)| &word[..end]);
        joined.push_str(more);
        if joined.chars().count() > 60 {
            break;
        }
    }
    match joined.char_indices().nth(60) {
        None => joined,
        Some((cut, _)) => format!("{}…", joined[..cut].trim_end()),
    }
}

/// Letters and digits only, in small letters: equal for spellings that differ in case, hyphens or marks.
pub(super) fn folded(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The key of a city: equal for its spellings, "New York City" and "New York" among them.
pub(super) fn city(name: &str) -> String {
    let folded = folded(name);
    folded.strip_suffix("city").filter(|rest| !rest.is_empty()).map_or(folded.clone(), str::to_owned)
}

/// Letters of the shortest words that can be one, misspelled.
pub(super) const SHORTEST: usize = 6;

/// Letters of the shortest words that can be one with two letters apart.
pub(super) const LONG: usize = 10;

/// Whether two different words are probably one, misspelled: of six letters or more, and one or two letters apart (one,
/// below ten letters).
pub(super) fn nearly_equal(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() && Letters::of(a).differ_much(Letters::of(b)) {
        return false;
    }
    let (a, b): (Vec<char>, Vec<char>) = (folded(a).chars().collect(), folded(b).chars().collect());
    let shorter = a.len().min(b.len());
    let allowed = if shorter < LONG { 1 } else { 2 };
    shorter >= SHORTEST && a != b && a.len().abs_diff(b.len()) <= allowed && distance(&a, &b, allowed) <= allowed
}

/// The letters and digits of an ASCII word: how many, and which.
#[derive(Clone, Copy)]
struct Letters {
    count: usize,
    /// By their lower five bits, which a letter and its capital share.
    present: u32,
}

impl Letters {
    fn of(word: &str) -> Self {
        let letters = word.bytes().filter(u8::is_ascii_alphanumeric);
        letters.fold(Self { count: 0, present: 0 }, |all, byte| Self {
            count: all.count + 1,
            present: all.present | 1 << (byte & 31),
        })
    }

    /// Whether the two are more letters apart than words that are nearly equal. One letter in place of another changes
    /// two of those present.
    const fn differ_much(self, other: Self) -> bool {
        let shorter = if self.count < other.count { self.count } else { other.count };
        let allowed = if shorter < LONG { 1 } else { 2 };
        shorter < SHORTEST
            || self.count.abs_diff(other.count) > allowed
            || (self.present ^ other.present).count_ones() as usize > 2 * allowed
    }
}

/// Whether two words differ by one letter, or by two neighbours that changed places; case makes no difference.
pub(super) fn one_letter_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (folded(a).chars().collect(), folded(b).chars().collect());
    a.len().abs_diff(b.len()) <= 1 && distance(&a, &b, 1) == 1
}

/// Whether two words are one but for two neighbouring letters that changed places.
pub(super) fn neighbours_swapped(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let differing: Vec<usize> = (0..a.len().min(b.len())).filter(|&i| a[i] != b[i]).collect();
    let &[i, j] = differing.as_slice() else { return false };
    a.len() == b.len() && j == i + 1 && a[i] == b[j] && a[j] == b[i]
}

/// The parts of a person's name in small letters, sorted: "SIENG Lapresse" and "Lapresse Sieng" are one.
pub(super) fn person(name: &str) -> String {
    let mut parts: Vec<String> = name.split_whitespace().map(folded).filter(|p| !p.is_empty()).collect();
    parts.sort_unstable();
    parts.join(" ")
}

/// Letters to insert, remove, replace or swap with their neighbour to turn one word into the other; more than `most` is
/// `most + 1`. Names are short, and rows that exceed `most` end the count.
fn distance(a: &[char], b: &[char], most: usize) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut next = vec![i];
        for j in 1..=b.len() {
            let replaced = row[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(row[j] + 1).min(next[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            next.push(least);
        }
        if next.iter().all(|&d| d > most) {
            return most + 1;
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_people_write_them() {
        for (edtf, words) in [
            ("2011", "2011"),
            ("2011-02", "February 2011"),
            ("2011-02-09/2011-02-11", "9 to 11 February 2011"),
            ("2011-02-28/2011-03-01", "28 February to 1 March 2011"),
            ("2011-12-31/2012-01-01", "31 December 2011 to 1 January 2012"),
            ("2011-02/2011-03", "February to March 2011"),
        ] {
            assert_eq!(dates(edtf.parse().unwrap()), words);
        }
    }

    #[test]
    fn long_words_are_cut() {
        assert_eq!(brief(" 9\n February  2011 "), "9 February 2011");
        assert_eq!(brief(&"日".repeat(60)), "日".repeat(60));
        assert_eq!(brief(&"日".repeat(99)), format!("{}…", "日".repeat(60)));
        assert_eq!(brief(&"nine and ".repeat(20)), format!("{}nine a…", "nine and ".repeat(6)));
        assert_eq!(brief(&format!("{} end", "x".repeat(59))), format!("{}…", "x".repeat(59)));
    }

    #[test]
    fn ordinals_take_their_english_suffix() {
        assert_eq!(
            [1, 2, 3, 4, 11, 12, 13, 21, 111, 122].map(ordinal).join(" "),
            "1st 2nd 3rd 4th 11th 12th 13th 21st 111th 122nd"
        );
    }

    #[test]
    fn a_letter_or_two_make_a_misspelling() {
        for (a, b, near) in [
            ("Kuala Lumpur", "Kuala Lampur", true),
            ("Luang Prabang", "Luang Phabang", true),
            ("Vientiane", "Vientaine", true),
            ("Phnom Penh", "PHNOM PENH", false),
            ("Laos", "Lao", false),
            ("Bangkok", "Bangui", false),
            ("Huma", "Heba", false),
            ("Hanoi", "Hanoi", false),
        ] {
            assert_eq!(nearly_equal(a, b), near, "{a} {b}");
        }
    }
}
