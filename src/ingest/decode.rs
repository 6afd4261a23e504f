//! Bytes → text (a [`SourceFile`]), or the reason why not.
//!
//! UTF-8 is taken as it is; a byte order mark decides; else the encoding is recognized from the content (the WHATWG
//! encodings, by chardetng), and said so.

use super::codes;
use crate::diag::{Code, Diagnosed, Diagnostic};
use crate::source::{SourceFile, Span};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, WINDOWS_1252};

/// First bytes of formats that are often misnamed.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive, as DOCX and ODT files are"),
    (b"\xD0\xCF\x11\xE0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"\x7FELF", "a program"),
];

/// Decodes a file.
pub(super) fn decode(path: &str, bytes: &[u8], media_type: &str) -> Diagnosed<Result<SourceFile, SourceFile>> {
    let source = |encoding: &str, text: String| SourceFile::new(path, bytes, media_type, encoding, text);
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return refuse(source("binary", String::new()), 0, &codes::BINARY, format!("this is {what}, not text"));
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes).filter(|(e, _)| *e != UTF_8) {
        return transcode(bytes, encoding, source);
    }
    let valid = std::str::from_utf8(bytes);
    if let Some(nul) = Some(bytes).filter(|b| b.contains(&0)).and_then(|b| b.iter().position(|&b| b == 0)) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        return refuse(source("binary", text), nul, &codes::BINARY, "the file holds a NUL byte".to_owned());
    }
    match valid {
        Ok(text) if !bytes.contains(&0x1B) => inspect(source(UTF_8.name(), text.to_owned())),
        Ok(_) => guess(bytes, 0, source),
        Err(e) => guess(bytes, e.valid_up_to(), source),
    }
}

/// Text in an encoding that its byte order mark names.
fn transcode(
    bytes: &[u8],
    encoding: &'static Encoding,
    source: impl Fn(&str, String) -> SourceFile,
) -> Diagnosed<Result<SourceFile, SourceFile>> {
    let (text, broken) = encoding.decode_with_bom_removal(bytes);
    let file = source(encoding.name(), text.into_owned());
    if broken {
        let at = file.text.find('\u{FFFD}').unwrap_or(0);
        let message = format!("the file begins as {} but does not go on so", encoding.name());
        return refuse(file, at, &codes::WRONG_ENCODING, message);
    }
    inspect(file)
}

/// Text in an encoding that nothing names. `first` is the first byte that is not UTF-8.
fn guess(
    bytes: &[u8],
    first: usize,
    source: impl Fn(&str, String) -> SourceFile,
) -> Diagnosed<Result<SourceFile, SourceFile>> {
    if !bytes[..first].is_ascii() {
        // other encodings hardly ever form a valid UTF-8 character: this is UTF-8, cut off or damaged
        let shown = source(UTF_8.name(), String::from_utf8_lossy(bytes).into_owned());
        let message = "the file is UTF-8 up to here, and broken from here on".to_owned();
        return refuse(shown, first, &codes::WRONG_ENCODING, message);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Allow);
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if broken || !is_certain(encoding, bytes) {
        let shown = source("unknown", String::from_utf8_lossy(bytes).into_owned());
        let line = shown.position(first).line;
        let message = format!("the bytes from line {line} on are not UTF-8, and no other encoding is certain");
        return refuse(shown, first, &codes::WRONG_ENCODING, message);
    }
    if encoding == UTF_8 {
        return inspect(source(encoding.name(), text.into_owned()));
    }
    let first = text.char_indices().find(|(_, c)| !c.is_ascii());
    let at = first.map_or(Span::new(0, 0), |(i, c)| Span::new(i, i + c.len_utf8()));
    let mut read = inspect(source(encoding.name(), text.into_owned()));
    if let Ok(file) = &read.value {
        let message = format!("the file is not UTF-8; it was read as {}", encoding.name());
        let diagnostic = Diagnostic::new(&codes::GUESSED_ENCODING, file, at, message);
        read.diagnostics.push(diagnostic.with_help("check the names, and save the file as UTF-8"));
    }
    read
}

/// Whether the content is evidence enough for an encoding that nothing names: the detector always answers, also from
/// half a dozen bytes, and then often wrongly.
fn is_certain(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    let high = bytes.iter().filter(|b| !b.is_ascii()).count();
    if encoding == UTF_8 || encoding == ISO_2022_JP {
        true
    } else if encoding == WINDOWS_1252 {
        // Western text: accented letters and curly quotes stand alone among ASCII
        let alone = bytes.split(u8::is_ascii).filter(|run| !run.is_empty()).all(|run| run.len() == 1);
        alone && high * 5 <= bytes.len()
    } else {
        high >= 24
    }
}

/// Looks for characters that have no place in a text.
fn inspect(file: SourceFile) -> Diagnosed<Result<SourceFile, SourceFile>> {
    let mut diagnostics = Vec::new();
    let suspects: Vec<(usize, char)> =
        unusual(&file.text).filter(|&(_, c)| is_unfit(c) || is_bidi_control(c)).collect();
    let mut first = |found: fn(char) -> bool, code: &Code, what: &str, help: &str| {
        let mut all = suspects.iter().filter(|&&(_, c)| found(c));
        let Some(&(at, c)) = all.next() else { return };
        let count = 1 + all.count();
        let more = if count > 1 { format!(", the first of {count}") } else { String::new() };
        let message = format!("{what} U+{:04X}{more}", u32::from(c));
        diagnostics.push(Diagnostic::new(code, &file, Span::new(at, at + c.len_utf8()), message).with_help(help));
    };
    first(is_unfit, &codes::CONTROL_CHARACTER, "control character", "remove it, or write the character that was meant");
    first(is_bidi_control, &codes::BIDI_CONTROL, "bidirectional control", "remove it unless the name needs it");
    Diagnosed { value: Ok(file), diagnostics }
}

/// Every character with its place but printable ASCII and the white space of ordinary text.
pub(super) fn unusual(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += plain(&text.as_bytes()[at..]);
        let c = text[at..].chars().next()?;
        let here = at;
        at += c.len_utf8();
        Some((here, c))
    })
}

/// Number of bytes before the first that is neither printable ASCII nor white space of ordinary text.
fn plain(bytes: &[u8]) -> usize {
    let mut at = 0;
    loop {
        while bytes[at..].first_chunk().is_some_and(|&eight| are_printable(u64::from_ne_bytes(eight))) {
            at += 8;
        }
        match bytes.get(at) {
            Some(b' '..=b'~' | b'\t' | b'\n' | b'\r') => at += 1,
            _ => return at,
        }
    }
}

/// Whether eight bytes at once are printable ASCII. A byte below the space borrows, one from DEL on carries or has its
/// highest bit set; what that does to the byte beside it changes no answer.
const fn are_printable(eight: u64) -> bool {
    const EACH: u64 = 0x0101_0101_0101_0101;
    (eight.wrapping_sub(EACH * 0x20) | eight.wrapping_add(EACH) | eight) & (EACH * 0x80) == 0
}

/// Characters that XML 1.0 (production 2) does not allow, and form feed aside, other C0 and C1 controls.
pub(super) fn is_unfit(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{C}' | '\u{85}')) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn refuse(file: SourceFile, at: usize, code: &Code, message: String) -> Diagnosed<Result<SourceFile, SourceFile>> {
    let help =
        if code.code == codes::BINARY.code { "save the note as text" } else { "save the file as UTF-8 once more" };
    let diagnostic = Diagnostic::new(code, &file, Span::new(at, at), message).with_help(help);
    Diagnosed { value: Err(file), diagnostics: vec![diagnostic] }
}

#[cfg(test)]
mod tests {
    use super::unusual;

    #[test]
    fn unusual_characters_are_found_wherever_they_stand() {
        for odd in ['\0', '\u{1b}', '\u{1f}', '\u{7f}', '\u{80}', 'é', '’', '語', '𝄞'] {
            for before in 0..20 {
                let text = format!("{}{odd}{odd}{}\t\r\n{odd}", "a~ \n".repeat(before), "z".repeat(before));
                let expected: Vec<_> = text.char_indices().filter(|&(_, c)| c == odd).collect();
                assert_eq!(unusual(&text).collect::<Vec<_>>(), expected, "{text:?}");
            }
        }
        assert_eq!(unusual("").count() + unusual("Plain words, 1-2.\n").count(), 0);
    }
}
