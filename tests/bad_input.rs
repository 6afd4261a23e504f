//! Files that are no notes: each gets a diagnostic with a place and a hint, and nothing panics.

use communique::diag::{Diagnostic, Severity};
use communique::pipeline::{Compiled, examine};
use std::fmt::Write;

fn only(path: &str, bytes: &[u8]) -> Diagnostic {
    let compiled = examine(path, bytes);
    assert!(compiled.note.is_none(), "{path} is no note");
    let [diagnostic] = compiled.diagnostics.as_slice() else {
        panic!("one diagnostic, not {:#?}", compiled.diagnostics)
    };
    assert_eq!(diagnostic.severity, Severity::Error);
    assert!(diagnostic.help.is_some(), "{} has a hint", diagnostic.code);
    assert_eq!(diagnostic.path, path);
    diagnostic.clone()
}

#[test]
fn an_empty_file_is_no_note() {
    for bytes in ["", " \n\t\n", "\u{FEFF}", "---\ntitle: x\n---\n\n", "###\n"] {
        assert_eq!(only("a.md", bytes.as_bytes()).code, "I003", "{bytes:?}");
    }
}

#[test]
fn a_binary_file_is_named_for_what_it_is() {
    let pdf = only("note.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    assert_eq!(pdf.code, "I004");
    assert!(pdf.message.contains("PDF"), "{}", pdf.message);
    let nul = only("note.txt", b"The first line\nThe sec\0nd line\n");
    assert_eq!((nul.code.as_str(), nul.line, nul.column), ("I004", 2, 8));
}

#[test]
fn a_file_of_fifty_megabytes_is_refused_quickly() {
    let big = vec![b'a'; 50 << 20];
    assert_eq!(only("big.txt", &big).code, "I002");
}

#[test]
fn an_unknown_ending_is_reported() {
    assert_eq!(only("note.docx", b"x").code, "I001");
    assert_eq!(only(".txt", b"x").code, "I001");
}

#[test]
fn broken_utf8_is_not_guessed() {
    let d = only("note.txt", b"Line one\nPhnom P\xc3\xc3\xff\xfe\x80nh\n");
    assert_eq!((d.code.as_str(), d.line, d.column), ("I005", 2, 8));
    // cut off in the middle of a character
    let text = "Luleå, Việt Nam, Nguyễn Thị Thuỷ Dương, Hà Nội, Đà Nẵng";
    assert_eq!(only("note.txt", &text.as_bytes()[..text.len() - 3]).code, "I005");
}

fn warned(path: &str, bytes: &[u8], code: &str) -> Compiled {
    let compiled = examine(path, bytes);
    assert!(compiled.note.is_some(), "{path} is a note");
    assert!(compiled.diagnostics.iter().any(|d| d.code == code), "{code} in {:#?}", compiled.diagnostics);
    compiled
}

#[test]
fn a_western_encoding_is_recognized_and_said() {
    let bytes =
        b"The \x93Dialogue\x94 was held in Lule\xe5, and Mr. Andr\xe9s L\xf3pez took part in all of its sessions.\n";
    let compiled = warned("note.txt", bytes, "I006");
    assert!(compiled.source.text.contains("“Dialogue”") && compiled.source.text.contains("Luleå"));
    assert_eq!(compiled.source.encoding, "windows-1252");
}

#[test]
fn japanese_encodings_are_recognized() {
    let text = "第四回の協議が東京で行われ、両国の代表が地域の情勢について意見を交わしました。\n";
    for encoding in [encoding_rs::SHIFT_JIS, encoding_rs::EUC_JP, encoding_rs::ISO_2022_JP] {
        let bytes = encoding.encode(text).0;
        let compiled = warned("note.txt", &bytes, "I006");
        assert_eq!(compiled.source.text, text, "{}", encoding.name());
    }
}

#[test]
fn utf16_is_read_by_its_byte_order_mark() {
    let mut bytes = vec![0xFF, 0xFE];
    "The ministers met in Bali.\n".encode_utf16().for_each(|u| bytes.extend(u.to_le_bytes()));
    let compiled = examine("note.txt", &bytes);
    assert_eq!(compiled.source.text, "The ministers met in Bali.\n");
    assert!(compiled.note.is_some());
}

#[test]
fn contradictory_and_broken_front_matter_holds_the_note() {
    let compiled = warned("a.md", b"---\ntitle: [x\n---\nText\n", "I009");
    assert!(compiled.note.is_some_and(|n| n.is_held()));
}

#[test]
fn hostile_nesting_does_not_exhaust_the_stack() {
    let mut lists = String::new();
    (0..3000).for_each(|i| writeln!(lists, "{}- x", " ".repeat(i)).unwrap());
    let quotes = format!("{}x\n", "> ".repeat(50_000));
    let flow = format!("---\na: {}\n---\nText\n", "[".repeat(100_000));
    let labels: String = (0..5000).map(|i| format!("({})\n", i % 7)).collect();
    for (name, text) in [("a.md", &lists), ("a.txt", &lists), ("b.md", &quotes), ("c.md", &flow), ("d.txt", &labels)] {
        examine(name, text.as_bytes());
    }
}
