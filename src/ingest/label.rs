//! Printed labels of list items: "1.", "(a)", "1. (1)", "•", "第3".
//!
//! Handed: the words of a line. Gives: its label. Knows nothing about lines before and after.

/// Shape of one label, without its value: items of one list share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// A bullet or dash.
    Bullet(char),
    /// A number with what stands around it.
    Numbered(Numeral, Frame),
    /// Two labels in a row, as "1. (1)": the style of the inner one.
    Dual(Numeral, Frame),
}

/// How a label counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numeral {
    /// 1, 2, 3
    Arabic,
    /// a, b, c
    Lower,
    /// A, B, C
    Upper,
    /// i, ii, iii
    LowerRoman,
    /// I, II, III
    UpperRoman,
    /// ①, ②, ③
    Circled,
    /// 一, 二, 三
    Han,
}

/// What stands around a label's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// "1."
    Dot,
    /// "1)"
    Paren,
    /// "(1)"
    Parens,
    /// "①", "第1"
    Bare,
    /// "3.1", "3.1."
    Compound,
}

/// A label at the head of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    /// Bytes of the line that the label takes, without the space after it.
    pub(super) len: usize,
    /// Its style.
    pub(super) style: Style,
    /// Its (inner) value, from 1; 0 for a bullet.
    pub(super) value: u32,
}

const BULLETS: &[char] =
    &['•', '·', '●', '○', '■', '□', '▪', '◦', '‣', '⁃', '-', '–', '—', '*', '・', '◆', '◇', '★', '\u{F0B7}'];

/// The label a line begins with. A line of a label alone has one too.
pub(super) fn label(line: &str) -> Option<Label> {
    let outer = bullet(line).or_else(|| numbered(line))?;
    let rest = &line[outer.len..];
    let gap = rest.len() - rest.trim_start().len();
    match numbered(rest.trim_start()) {
        Some(Label { len, style: Style::Numbered(numeral, frame @ (Frame::Parens | Frame::Bare)), value }) => {
            Some(Label { len: outer.len + gap + len, style: Style::Dual(numeral, frame), value })
        }
        _ => Some(outer),
    }
}

fn bullet(line: &str) -> Option<Label> {
    let c = line.chars().next().filter(|c| BULLETS.contains(c))?;
    let rest = &line[c.len_utf8()..];
    // ASCII marks and dashes need a space; "-5" and "*note*" are no items
    let parted = rest.is_empty()
        || rest.starts_with(char::is_whitespace)
        || matches!(c, '•' | '・' | '●' | '■' | '○' | '□' | '◆' | '◇');
    parted.then_some(Label { len: c.len_utf8(), style: Style::Bullet(c), value: 0 })
}

fn numbered(line: &str) -> Option<Label> {
    circled(line).or_else(|| ordinal_prefix(line)).or_else(|| framed(line)).or_else(|| compound_number(line))
}

/// "3.1 Names", "2.4. Depths": a number below another, before a capital. "1.5 million" and "3.1" alone are figures.
fn compound_number(line: &str) -> Option<Label> {
    let end = Some(line).filter(|l| l.starts_with(|c: char| c.is_ascii_digit()))?.find(char::is_whitespace)?;
    let end = glued_number(line).unwrap_or(end);
    let printed = line[..end].strip_suffix('.').unwrap_or(&line[..end]);
    let parts: Vec<&str> = printed.split('.').collect();
    let short = |p: &&str| (1..=2).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()) && !p.starts_with('0');
    let opens =
        line[end..].trim_start().starts_with(|c: char| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase());
    let value = parts.last()?.parse().ok()?;
    let fits = (2..=4).contains(&parts.len()) && parts.iter().all(short) && opens;
    fits.then_some(Label { len: end, style: Style::Numbered(Numeral::Arabic, Frame::Compound), value })
}

/// "3.1Names": a number below another, with no space before its sentence.
fn glued_number(line: &str) -> Option<usize> {
    let end = line.find(|c: char| !c.is_ascii_digit() && c != '.').filter(|&end| end <= 5)?;
    let mut after = line[end..].chars();
    let word = after.next().is_some_and(char::is_uppercase) && after.next().is_some_and(char::is_lowercase);
    (word && line[..end].ends_with(|c: char| c.is_ascii_digit())).then_some(end)
}

/// ① to ⑳
fn circled(line: &str) -> Option<Label> {
    let c = line.chars().next().filter(|c| ('①'..='⑳').contains(c))?;
    let value = u32::from(c) - u32::from('①') + 1;
    Some(Label { len: c.len_utf8(), style: Style::Numbered(Numeral::Circled, Frame::Bare), value })
}

/// 第1 with a space after it; "第4回" is an ordinal, no label.
fn ordinal_prefix(line: &str) -> Option<Label> {
    let rest = line.strip_prefix('第')?;
    let (len, numeral, value) = value(rest)?;
    let end = '第'.len_utf8() + len;
    let parted = line[end..].starts_with(char::is_whitespace) || line.len() == end;
    parted.then_some(Label { len: end, style: Style::Numbered(numeral, Frame::Bare), value })
}

fn framed(line: &str) -> Option<Label> {
    let opened = line.strip_prefix(['(', '\u{FF08}']);
    let rest = opened.unwrap_or(line);
    let (len, numeral, value) = value(rest)?;
    let after = &rest[len..];
    let close = after.chars().next()?;
    let frame = match (opened.is_some(), close) {
        (true, ')' | '\u{FF09}') => Frame::Parens,
        (false, ')' | '\u{FF09}') => Frame::Paren,
        (false, '.' | '\u{FF0E}') => Frame::Dot,
        (false, '、') if numeral == Numeral::Han => Frame::Dot,
        _ => return None,
    };
    let end = (line.len() - rest.len()) + len + close.len_utf8();
    fits(numeral, frame, &line[end..]).then_some(Label { len: end, style: Style::Numbered(numeral, frame), value })
}

/// Whether what follows a label can follow one: "1.5", "A.M." and "3.000" are no labels, "1.Text" is.
fn fits(numeral: Numeral, frame: Frame, after: &str) -> bool {
    let Some(next) = after.chars().next() else { return true };
    match (numeral, frame) {
        _ if next.is_whitespace() => true,
        // the end of a bracket, or of a reference, that the line was broken before
        _ if matches!(next, ',' | ';') => false,
        (_, Frame::Paren) if next == ':' => false,
        (_, Frame::Parens) => true,
        (Numeral::Arabic, Frame::Dot) if compound(after) => false,
        (Numeral::Arabic, Frame::Dot) => next.is_alphabetic() || matches!(next, '(' | '\u{FF08}' | '“' | '"' | '「'),
        (Numeral::Arabic, Frame::Paren) | (Numeral::Han, _) => !next.is_ascii_digit(),
        _ => false,
    }
}

/// "a.2", "b)": the rest of a reference such as "4.a.2".
fn compound(after: &str) -> bool {
    let mut chars = after.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && matches!(chars.next(), Some('.' | ')') | None)
}

impl Label {
    /// The letter that a one-letter roman numeral may be: "(i)" after "(h)".
    pub(super) fn as_letter(self) -> Option<Self> {
        let letter = |value| match value {
            1 => Some(9),
            5 => Some(22),
            10 => Some(24),
            _ => None,
        };
        let (numeral, frame, dual) = match self.style {
            Style::Numbered(n, f) => (n, f, false),
            Style::Dual(n, f) => (n, f, true),
            Style::Bullet(_) => return None,
        };
        let numeral = match numeral {
            Numeral::LowerRoman => Numeral::Lower,
            Numeral::UpperRoman => Numeral::Upper,
            _ => return None,
        };
        let style = if dual { Style::Dual(numeral, frame) } else { Style::Numbered(numeral, frame) };
        Some(Self { style, value: letter(self.value)?, ..self })
    }

    /// Whether it is a letter or a roman numeral with a full stop: "S. 450" and "J. Smith" look the same.
    pub(super) const fn may_be_initial(self) -> bool {
        matches!(
            self.style,
            Style::Numbered(Numeral::Upper | Numeral::UpperRoman | Numeral::Lower | Numeral::LowerRoman, Frame::Dot)
        )
    }
}

/// The number at the head of a label: bytes, how it counts, value.
fn value(s: &str) -> Option<(usize, Numeral, u32)> {
    let first = s.chars().next()?;
    if let Some(d) = digit(first) {
        let (mut len, mut n, mut count) = (first.len_utf8(), d, 1);
        for c in s[len..].chars() {
            let Some(d) = digit(c) else { break };
            (len, n, count) = (len + c.len_utf8(), n * 10 + d, count + 1);
            if count > 3 {
                return None;
            }
        }
        return (n > 0).then_some((len, Numeral::Arabic, n));
    }
    if !first.is_ascii() {
        let n = "一二三四五六七八九十".chars().position(|c| c == first)?;
        return Some((first.len_utf8(), Numeral::Han, n as u32 + 1));
    }
    let word: &str = &s[..s.bytes().take_while(u8::is_ascii_alphabetic).count()];
    let (roman, letter) = match first {
        'a'..='z' => (Numeral::LowerRoman, Numeral::Lower),
        'A'..='Z' => (Numeral::UpperRoman, Numeral::Upper),
        _ => return None,
    };
    match word.len() {
        1 if !matches!(first, 'i' | 'I' | 'v' | 'V' | 'x' | 'X') => {
            Some((1, letter, u32::from(first.to_ascii_lowercase()) - u32::from('a') + 1))
        }
        1..=6 => roman_value(word).map(|n| (word.len(), roman, n)),
        _ => None,
    }
}

fn digit(c: char) -> Option<u32> {
    c.to_digit(10).or_else(|| ('\u{FF10}'..='\u{FF19}').contains(&c).then(|| u32::from(c) - 0xFF10))
}

/// Value of a roman numeral up to 39 in one case; "mix" and "civil" are no numerals here.
fn roman_value(word: &str) -> Option<u32> {
    const UNITS: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    if !word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x' | b'I' | b'V' | b'X')) {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    if lower != word && word.to_ascii_uppercase() != word {
        return None;
    }
    let tens = lower.bytes().take_while(|&b| b == b'x').count();
    let units = UNITS.iter().position(|&u| u == &lower[tens..])?;
    (tens <= 3 && tens + units > 0).then_some((tens * 10 + units) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_forms_are_labels() {
        for (line, len, value) in [
            ("1. Terrorism", 2, 1),
            ("1.Text", 2, 1),
            ("12) Text", 3, 12),
            ("(3) Text", 3, 3),
            ("(3)Text", 3, 3),
            ("(a) Text", 3, 1),
            ("b. Text", 2, 2),
            ("(iv) Text", 4, 4),
            ("IX. Text", 3, 9),
            ("1. (1) Text", 6, 1),
            ("2. (b) Text", 6, 2),
            ("• (2) Text", 7, 2),
            ("- Text", 1, 0),
            ("•Text", 3, 0),
            ("3.", 2, 3),
            ("\u{FF08}\u{FF11}\u{FF09}概要", 9, 1),
            ("\u{FF11}\u{FF0E}概要", 6, 1),
            ("① 概要", 3, 1),
            ("一、概要", 6, 1),
            ("第3 概要", 4, 3),
            ("3.1 Names", 3, 1),
            ("2.4. Depths", 4, 4),
        ] {
            let found = label(line);
            assert_eq!(found.map(|l| (l.len, l.value)), Some((len, value)), "{line}");
        }
    }

    #[test]
    fn look_alikes_are_no_labels() {
        for line in [
            "1.5 million",
            "2011. The",
            "-5 degrees",
            "A.M. session",
            "U.S. officials",
            "第4回日英協議",
            "a dialogue",
            "(JAIF) funds",
            "4.a.2. Written",
            "3.b. With",
            "10 officials",
            "I am glad",
            "Mr. Kojima",
            "*note*",
            "0. Text",
            "3.000 people",
            "2): so it was said",
            "(iii); to bring the rules into line",
            "(b), the Chair may",
        ] {
            assert_eq!(label(line), None, "{line}");
        }
    }
}
