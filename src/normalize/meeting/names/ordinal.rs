//! Ordinals before and behind a name.

use crate::lexicon::Class;
use crate::lexicon::token::Shape;
use crate::normalize::passage::Passage;
use std::ops::Range;

/// Tokens of the longest ordinal ("quatre-vingt-dix-neuvième").
const LONGEST: usize = 7;

/// The ordinal that ends right before a token: "6th", "Twenty-Second", "inaugural", and its tokens.
pub(in crate::normalize::meeting) fn before(p: &Passage, end: usize, floor: usize) -> Option<(u32, Range<usize>)> {
    for len in (1..=LONGEST).filter(|l| end >= floor + l) {
        let at = end - len;
        let hit = p.at(at).find_map(|(l, c)| match c {
            Class::Ordinal(n) if l == len => Some(n),
            _ => None,
        });
        // prefer "twenty-second" to "second"
        if let Some(n) = hit {
            let longer = (len + 1..=LONGEST).filter(|l| end >= floor + l).find_map(|l| {
                p.at(end - l).find_map(|(m, c)| match c {
                    Class::Ordinal(n) if m == l => Some((n, end - l..end)),
                    _ => None,
                })
            });
            return Some(above_hundred(p, longer.unwrap_or((n, at..end)), floor));
        }
    }
    numeral_ordinal_before(p, end, floor)
}

/// "Hundred and Fourth", "Two Hundred Twelfth": the hundreds before an ordinal.
fn above_hundred(p: &Passage, (n, tokens): (u32, Range<usize>), floor: usize) -> (u32, Range<usize>) {
    let and = tokens.start.checked_sub(1).filter(|&i| i >= floor && p.small(i) == "and");
    let Some(hundred) = and.unwrap_or(tokens.start).checked_sub(1).filter(|&i| i >= floor && p.small(i) == "hundred")
    else {
        return (n, tokens);
    };
    let hundreds = |i: usize| {
        p.at(i).find_map(|(len, c)| match c {
            Class::Cardinal(k) if len == 1 && (1..10).contains(&k) => Some(k),
            _ => None,
        })
    };
    let count = hundred.checked_sub(1).filter(|&i| i >= floor).and_then(|i| hundreds(i).map(|k| (k, i)));
    // "the hundred and fourth" is the same as "the one hundred and fourth"
    let (k, start) = count.unwrap_or((1, hundred));
    (n + 100 * k, start..tokens.end)
}

/// Whether an ordinal counts meetings: not "my first G7 meeting", not the "Third" of "Third Neighbor Partnership", and not
/// one that counts within an administration or a year.
pub(super) fn counts_meetings(p: &Passage, ordinal: &Range<usize>) -> bool {
    const NO_MEETINGS: [&str; 12] = [
        "neighbor",
        "neighbour",
        "country",
        "countries",
        "party",
        "world",
        "generation",
        "lady",
        "class",
        "amendment",
        "floor",
        "quarter",
    ];
    let before = ordinal.start.checked_sub(1).map(|i| p.small(i)).unwrap_or_default();
    let own = matches!(before, "my" | "his" | "her");
    let inside = (ordinal.end..(ordinal.end + 24).min(p.tokens.len()))
        .take_while(|&i| !matches!(p.word(i), "." | "," | ";"))
        .any(|i| matches!(p.word(i), "under" | "of") && p.word(i + 1) == "the" && holds_administration(p, i + 2));
    let next = p.small(ordinal.end);
    // "First Deputy Minister", but "the 5th Deputy Ministers' Meeting", "the first Deputy Minister level Meeting"
    let rank = matches!(next, "vice" | "deputy")
        && !p.word(ordinal.start).starts_with(|c: char| c.is_ascii_digit())
        && !(ordinal.end..ordinal.end + 8).any(|i| p.word(i).eq_ignore_ascii_case("level"))
        // "the inaugural vice-ministerial meeting"
        && !(ordinal.end + 1..ordinal.end + 3).any(|i| p.small(i) == "ministerial");
    let other = rank || NO_MEETINGS.contains(&next);
    !(own || inside || other)
}

/// "the Lee-Ono Administration", "the Danish presidency".
fn holds_administration(p: &Passage, at: usize) -> bool {
    (at..(at + 5).min(p.tokens.len()))
        .take_while(|&i| p.tokens[i].is_capital() || p.tokens[i].shape == Shape::Mark || is_term(p.word(i)))
        .any(|i| is_term(p.word(i)))
}

fn is_term(word: &str) -> bool {
    matches!(word, "Administration" | "administration" | "presidency" | "Presidency")
}

/// "6th", "21<sup>st</sup>".
fn numeral_ordinal_before(p: &Passage, end: usize, floor: usize) -> Option<(u32, Range<usize>)> {
    let suffix = |i: usize| {
        matches!(p.small(i), "st" | "nd" | "rd" | "th" | "e" | "è" | "ème" | "eme" | "re" | "a" | "o" | "ª" | "º")
    };
    let digits = |i: usize| {
        let t = p.tokens.get(i).filter(|t| t.shape == Shape::Digits && t.end - t.start <= 4)?;
        t.of(&p.text.text).parse::<u32>().ok().filter(|n| *n > 0)
    };
    if end >= floor + 2 && suffix(end - 1) && !p.tokens[end - 1].spaced {
        return digits(end - 2).map(|n| (n, end - 2..end));
    }
    let sup = end >= floor + 9 && p.word(end - 1) == ">" && p.word(end - 2) == "sup" && suffix(end - 5);
    if sup {
        return digits(end - 9).map(|n| (n, end - 9..end));
    }
    None
}

/// "the VIII meeting of the Commission": a roman numeral of two letters or more right before the noun, and behind no name.
pub(super) fn roman_before(p: &Passage, end: usize, floor: usize) -> Option<(u32, Range<usize>)> {
    let at = end.checked_sub(1).filter(|&i| i >= floor && p.word(i).len() > 1)?;
    let named = at.checked_sub(1).is_some_and(|i| p.tokens[i].is_capital() || !p.tokens[i].is_word());
    let n = roman(p.word(at)).or_else(|| high_roman(p.word(at)))?;
    (!named || at == 0).then_some((n, at..end))
}

/// A roman numeral in brackets behind a name: "Seminar on Salvage (III)".
pub(super) fn in_brackets(p: &Passage, at: usize) -> Option<(u32, Range<usize>)> {
    if p.word(at) != "(" || p.word(at + 2) != ")" {
        return None;
    }
    roman(p.word(at + 1)).map(|n| (n, at + 1..at + 2))
}

/// A roman numeral from 40 to 199 in capitals, as written by rule; no single letter.
pub(super) fn high_roman(word: &str) -> Option<u32> {
    const TENS: [&str; 10] = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"];
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    if word.len() < 2 || !word.starts_with(['X', 'L', 'C']) {
        return None;
    }
    let (hundred, rest) = word.strip_prefix('C').map_or((0, word), |rest| (100, rest));
    let below = |n: &usize| rest.strip_prefix(TENS[n / 10]).is_some_and(|ones| ones == ONES[n % 10]);
    let n = (0..100).find(below).and_then(|n| u32::try_from(n).ok())? + hundred;
    (n >= 40).then_some(n)
}

/// A roman numeral up to 39 in capitals, as written by rule.
pub(super) fn roman(word: &str) -> Option<u32> {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    const TENS: [&str; 4] = ["", "X", "XX", "XXX"];
    (1..40)
        .find(|n| {
            let (tens, ones) = (TENS[n / 10], ONES[n % 10]);
            word.strip_prefix(tens) == Some(ones)
        })
        .and_then(|n| u32::try_from(n).ok())
}
