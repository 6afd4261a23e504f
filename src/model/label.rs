//! Printed list labels ("1. (1)", "(iv)", "2.3", "第3") as counters, so that a sequence can be followed.
//!
//! Handed: a label as printed. Gives: its counters from left to right, each with the readings it allows. Knows nothing
//! about lists: which reading of "(i)" is meant, only its neighbours can tell.

/// What a counter counts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CounterStyle {
    /// Digits of any script, circled ones and Chinese numerals included.
    Number,
    /// a, b, c.
    LowerLetter,
    /// A, B, C.
    UpperLetter,
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
    /// ア, イ, ウ.
    Kana,
}

/// One counter of a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counter {
    /// What it may count with and what it then says; more than one entry where letters are also Roman numerals.
    pub readings: Vec<(CounterStyle, u32)>,
    /// Marks before it, such as "(".
    pub before: String,
    /// Marks after it, such as "." or ")".
    pub after: String,
    /// Whether white space separates it from the counter before it.
    pub apart: bool,
}

impl Counter {
    /// What the counter says in a style.
    pub fn value(&self, style: CounterStyle) -> Option<u32> {
        self.readings.iter().find(|(s, _)| *s == style).map(|&(_, v)| v)
    }
}

/// Reads a label; `None` if it holds anything but counters, marks and one leading word ("Article 5"), or no counter.
pub fn parse(label: &str) -> Option<Vec<Counter>> {
    let mut rest = without_leading_word(label.trim());
    let mut counters: Vec<Counter> = Vec::new();
    while !rest.is_empty() {
        let trimmed = rest.trim_start();
        let apart = !counters.is_empty() && trimmed.len() < rest.len();
        let (before, tail) = split_while(trimmed, is_opening);
        let (readings, tail) = read_counter(tail)?;
        let (after, tail) = split_while(tail, is_closing);
        counters.push(Counter { readings, before: before.to_owned(), after: after.to_owned(), apart });
        rest = tail;
    }
    (!counters.is_empty()).then_some(counters)
}

/// "Article 5", "Item 3.": the word says nothing about the order.
fn without_leading_word(label: &str) -> &str {
    match label.split_once(char::is_whitespace) {
        Some((word, rest)) if word.chars().filter(|c| c.is_alphabetic()).count() > 2 && roman(word).is_none() => {
            rest.trim_start()
        }
        _ => label,
    }
}

fn split_while(s: &str, keep: impl Fn(char) -> bool) -> (&str, &str) {
    s.split_at(s.find(|c| !keep(c)).unwrap_or(s.len()))
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '（' | '【' | '〔' | '第' | '§' | '#')
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '.' | ')' | ']' | ':' | ',' | '-' | '–' | '．' | '。' | '、' | '）' | '】' | '〕' | '：' | '回' | '項' | '条'
    )
}

fn read_counter(s: &str) -> Option<(Vec<(CounterStyle, u32)>, &str)> {
    let first = s.chars().next()?;
    if digit(first).is_some() {
        let (word, rest) = split_while(s, |c| digit(c).is_some());
        let value = word.chars().try_fold(0u32, |n, c| n.checked_mul(10)?.checked_add(digit(c)?))?;
        return Some((vec![(CounterStyle::Number, value)], rest));
    }
    if let Some(value) = enclosed(first) {
        return Some((vec![(CounterStyle::Number, value)], &s[first.len_utf8()..]));
    }
    if let Some(at) = KANA.chars().position(|k| k == first) {
        return Some((vec![(CounterStyle::Kana, at as u32 + 1)], &s[first.len_utf8()..]));
    }
    if HAN.contains(first) {
        let (word, rest) = split_while(s, |c| HAN.contains(c));
        return Some((vec![(CounterStyle::Number, han(word)?)], rest));
    }
    let (word, rest) = split_while(s, |c| c.is_ascii_alphabetic());
    let readings = [letter(word), roman(word)].into_iter().flatten().collect::<Vec<_>>();
    (!readings.is_empty()).then_some((readings, rest))
}

fn digit(c: char) -> Option<u32> {
    c.to_digit(10).or_else(|| ('０'..='９').contains(&c).then(|| c as u32 - '０' as u32))
}

/// ① to ⑳, ⑴ to ⒇ and ⒈ to ⒛ (Unicode block Enclosed Alphanumerics).
fn enclosed(c: char) -> Option<u32> {
    match c {
        '①'..='⑳' => Some(c as u32 - '①' as u32 + 1),
        '⑴'..='⒇' => Some(c as u32 - '⑴' as u32 + 1),
        '⒈'..='⒛' => Some(c as u32 - '⒈' as u32 + 1),
        _ => None,
    }
}

const KANA: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノ";
const HAN: &str = "一二三四五六七八九十";

/// Chinese numerals up to 99.
fn han(word: &str) -> Option<u32> {
    let unit = |c: &str| match c {
        "" => None,
        c => HAN.chars().position(|h| c.chars().eq([h])).map(|i| i as u32 + 1),
    };
    match word.split_once('十') {
        None => unit(word),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { unit(tens)? };
            let ones = if ones.is_empty() { 0 } else { unit(ones)? };
            (tens < 10 && ones < 10).then_some(tens * 10 + ones)
        }
    }
}

/// A single letter, or one letter doubled after z ("aa" is 27).
fn letter(word: &str) -> Option<(CounterStyle, u32)> {
    let first = *word.as_bytes().first()?;
    if word.len() > 2 || word.bytes().any(|b| b != first) {
        return None;
    }
    let style = if first.is_ascii_lowercase() { CounterStyle::LowerLetter } else { CounterStyle::UpperLetter };
    let place = u32::from(first.to_ascii_lowercase() - b'a') + 1;
    Some((style, place + 26 * (word.len() as u32 - 1)))
}

/// A Roman numeral up to 399 in its usual form, all small or all capital.
fn roman(word: &str) -> Option<(CounterStyle, u32)> {
    let small = word.bytes().all(|b| b.is_ascii_lowercase());
    let capital = word.bytes().all(|b| b.is_ascii_uppercase());
    if word.is_empty() || word.len() > 15 || small == capital {
        return None;
    }
    let worth = |b: u8| match b.to_ascii_lowercase() {
        b'i' => Some(1),
        b'v' => Some(5),
        b'x' => Some(10),
        b'l' => Some(50),
        b'c' => Some(100),
        _ => None,
    };
    let digits = word.bytes().map(worth).collect::<Option<Vec<u32>>>()?;
    let value = digits.iter().enumerate().fold(0i64, |sum, (i, &d)| {
        let sign = if digits.get(i + 1).is_some_and(|&next| next > d) { -1 } else { 1 };
        sum + sign * i64::from(d)
    });
    let value = u32::try_from(value).ok()?;
    let style = if small { CounterStyle::LowerRoman } else { CounterStyle::UpperRoman };
    (to_roman(value) == word.to_ascii_lowercase()).then_some((style, value))
}

fn to_roman(mut n: u32) -> String {
    const SIGNS: [(u32, &str); 9] =
        [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
    let mut out = String::new();
    for (worth, sign) in SIGNS {
        while n >= worth {
            out.push_str(sign);
            n -= worth;
        }
    }
    out
}

/// A counter written in a style, without marks: 4 is "4", "d", "iv" or "エ". `None` past the end of an alphabet.
pub fn write(style: CounterStyle, value: u32) -> Option<String> {
    let alphabet = |letters: &str| letters.chars().nth(value.checked_sub(1)? as usize).map(String::from);
    match style {
        CounterStyle::Number => Some(value.to_string()),
        CounterStyle::LowerLetter => alphabet("abcdefghijklmnopqrstuvwxyz"),
        CounterStyle::UpperLetter => alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        CounterStyle::LowerRoman => (1..400).contains(&value).then(|| to_roman(value)),
        CounterStyle::UpperRoman => (1..400).contains(&value).then(|| to_roman(value).to_ascii_uppercase()),
        CounterStyle::Kana => alphabet(KANA),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(label: &str) -> Vec<Vec<u32>> {
        parse(label).unwrap().iter().map(|c| c.readings.iter().map(|r| r.1).collect()).collect()
    }

    #[test]
    fn reads_the_labels_people_print() {
        for (label, expected) in [
            ("1.", vec![vec![1]]),
            ("1. (1)", vec![vec![1], vec![1]]),
            ("2.3", vec![vec![2], vec![3]]),
            ("(b)", vec![vec![2]]),
            ("(iv)", vec![vec![4]]),
            ("(i)", vec![vec![9, 1]]),
            ("XII.", vec![vec![12]]),
            ("第3", vec![vec![3]]),
            ("（４）", vec![vec![4]]),
            ("⑤", vec![vec![5]]),
            ("二十一、", vec![vec![21]]),
            ("ウ", vec![vec![3]]),
            ("Article 5", vec![vec![5]]),
            ("aa)", vec![vec![27]]),
        ] {
            assert_eq!(values(label), expected, "{label}");
        }
    }

    #[test]
    fn keeps_apart_what_is_printed_apart() {
        let dual = parse("2. (3)").unwrap();
        assert!(dual[1].apart && dual[1].before == "(" && dual[0].after == ".");
        assert!(!parse("2.(3)").unwrap()[1].apart);
    }

    #[test]
    fn bullets_and_words_are_no_counters() {
        for label in ["•", "-", "", "Note", "iiii)", "4a5b6c!", "99999999999"] {
            assert_eq!(parse(label), None, "{label}");
        }
    }

    #[test]
    fn every_roman_numeral_reads_back() {
        for n in 1..400 {
            assert_eq!(roman(&to_roman(n)), Some((CounterStyle::LowerRoman, n)));
        }
    }
}
