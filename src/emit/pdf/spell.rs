//! How PDF spells numbers and words, as bytes.
//!
//! Handed: a buffer, and what to append to it. Knows nothing about what it means.

/// Two figures of base 16 for each byte.
const FIGURES: &[u8; 16] = b"0123456789ABCDEF";

/// Appends a whole number.
pub(super) fn number(out: &mut Vec<u8>, n: usize) {
    let mut figures = [0; 20];
    let mut at = figures.len();
    let mut rest = n;
    loop {
        at -= 1;
        figures[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend_from_slice(&figures[at..]);
}

/// Appends a whole number that may be below zero.
pub(super) fn integer(out: &mut Vec<u8>, n: i32) {
    if n < 0 {
        out.push(b'-');
    }
    number(out, n.unsigned_abs() as usize);
}

/// A length in 1/100 point, which no eye can tell from the exact one.
pub(super) fn hundredths(length: f32) -> i32 {
    (length * 100.0).round() as i32
}

/// Appends a number given in hundredths, with no more decimals than it has.
pub(super) fn decimal(out: &mut Vec<u8>, hundredths: i32) {
    fraction::<2>(out, hundredths);
}

/// Appends a number given in parts of a power of ten.
pub(super) fn fraction<const PLACES: usize>(out: &mut Vec<u8>, parts: i32) {
    if parts < 0 {
        out.push(b'-');
    }
    let whole = 10_u32.pow(PLACES as u32);
    let n = parts.unsigned_abs();
    number(out, (n / whole) as usize);
    let mut rest = n % whole;
    if rest == 0 {
        return;
    }
    let mut figures = [b'0'; PLACES];
    for figure in figures.iter_mut().rev() {
        *figure += (rest % 10) as u8;
        rest /= 10;
    }
    out.push(b'.');
    let end = figures.iter().rposition(|&f| f != b'0').map_or(0, |last| last + 1);
    out.extend_from_slice(&figures[..end]);
}

/// Appends words in hexadecimal figures of UTF-16, big end first (ISO 32000-1, 7.9.2.2 and 9.10.3).
pub(super) fn utf16(out: &mut Vec<u8>, words: &str) {
    for unit in words.encode_utf16() {
        out.extend([12, 8, 4, 0].map(|shift| FIGURES[usize::from(unit >> shift & 0xf)]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_are_spelled_as_they_are() {
        for n in [0, 7, 10, 99, 100, 12_345, usize::MAX] {
            assert_eq!(spelled(|out| number(out, n)), n.to_string());
        }
        for n in [0, -1, 1, i32::MIN, i32::MAX] {
            assert_eq!(spelled(|out| integer(out, n)), n.to_string());
        }
    }

    #[test]
    fn decimals_end_where_they_are_nothing() {
        for n in -1200..1200_i32 {
            assert_eq!(spelled(|out| decimal(out, n)).parse::<f32>().unwrap(), n as f32 / 100.0);
        }
        assert_eq!(spelled(|out| fraction::<3>(out, 86)), "0.086");
        let said = [-5, 0, 10, 250, 301, 84_189].map(|n| spelled(|out| decimal(out, n)));
        assert_eq!(said.join(" "), "-0.05 0 0.1 2.5 3.01 841.89");
    }

    #[test]
    fn words_beyond_the_basic_plane_take_two_units() {
        assert_eq!(spelled(|out| utf16(out, "é𓂀")), "00E9D80CDC80");
    }
}
