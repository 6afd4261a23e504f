//! What holds for any input: nothing panics, every span slices to its quote, the same input gives the same note.

use communique::pipeline::{Compiled, examine};
use communique::source::{SourceFile, Span};
use proptest::prelude::*;
use serde_json::Value;

/// Pieces of which notes are made; put together at random they are nonsense of the right kind.
const PIECES: &[&str] = &[
    "The 6th ASEAN-Japan Counter-Terrorism Dialogue",
    "was held",
    "will be held",
    "from February 9 to 11, 2011",
    "on ",
    "31 June 2009",
    "9-11",
    "Wednesday, February 9",
    "in Phnom Penh, Cambodia",
    "co-chaired by",
    "H.E. Sieng Lapresse,",
    "Undersecretary of State,",
    "Ministry of Interior of Cambodia",
    "and",
    "H.E. Pol. Gen. NETH Savoeun",
    "(",
    ")",
    ",",
    ".",
    ";",
    ":",
    "\n",
    "\n\n",
    "  1. (1) ",
    "(a) ",
    "2.",
    "- ",
    "# ",
    "| a | b |\n|---|---|\n",
    "**",
    "*",
    "<sup>th</sup>",
    "&amp;",
    "annually since 2006",
    "the following four views:",
    "第4回日英テロ対策協議",
    "令和元年12月2,3日",
    "東京で",
    "2011",
    "1920 April",
    "Hà Nội",
    "\u{301}",
    "\u{202E}",
    "\u{1}",
    "\t",
    "\r\n",
    "---\n",
    "title: x\n",
    "[Chair]",
    "QC",
    "MP",
    "the Foreign Ministers of",
    "Indonesia and Australia",
    "online",
    "via video conference",
    "today",
    "###",
    "Back to Index",
    "de la",
    "Pol.",
    "U.S.",
    "’s",
    "du 9 au 11 février 2011",
    "el 5 de mayo de 2011",
    "TLP:AMBER",
    "\u{FEFF}",
    "0",
    "99999999999999999999",
    "XXXIX.",
];

fn note_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => prop::sample::select(PIECES).prop_map(ToOwned::to_owned), 1 => "\\PC{0,6}"];
    prop::collection::vec((piece, any::<bool>()), 0..60)
        .prop_map(|pieces| pieces.into_iter().map(|(p, spaced)| if spaced { p + " " } else { p }).collect())
}

/// Calls `f` with every object of a JSON value.
fn objects(value: &Value, f: &mut impl FnMut(&serde_json::Map<String, Value>)) {
    match value {
        Value::Object(map) => {
            f(map);
            map.values().for_each(|v| objects(v, f));
        }
        Value::Array(list) => list.iter().for_each(|v| objects(v, f)),
        _ => {}
    }
}

fn span(value: &Value) -> Option<Span> {
    let at = |key: &str| value.get(key).and_then(Value::as_u64).map(|n| n as usize);
    Some(Span::new(at("start")?, at("end")?))
}

/// Every object with a span and a quote slices to it.
fn spans_slice(compiled: &Compiled) -> Result<usize, TestCaseError> {
    let Some(note) = &compiled.note else { return Ok(0) };
    let source: &SourceFile = &compiled.source;
    let mut wrong = Vec::new();
    let mut count = 0;
    objects(&serde_json::to_value(note).expect("a note serializes"), &mut |o| {
        let (Some(at), Some(quote)) = (o.get("span").and_then(span), o.get("quote").and_then(Value::as_str)) else {
            return;
        };
        count += 1;
        let spans: Vec<Span> =
            o.get("spans").and_then(Value::as_array).into_iter().flatten().filter_map(span).collect();
        let slices = if spans.is_empty() { vec![at] } else { spans };
        let words: Vec<&str> = slices.into_iter().map(|s| source.slice(s)).collect();
        if words.join("\n") != quote {
            wrong.push(format!("{at:?} is {words:?}, not {quote:?}"));
        }
    });
    prop_assert!(wrong.is_empty(), "{wrong:#?}");
    Ok(count)
}

/// How many notes are made up: some by default, more where the environment asks for them.
fn cases() -> u32 {
    std::env::var("COMMUNIQUE_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(400)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_and_every_span_slices(text in note_text(), markdown: bool) {
        let path = if markdown { "a.md" } else { "a.txt" };
        let one = examine(path, text.as_bytes());
        spans_slice(&one)?;
        let two = examine(path, text.as_bytes());
        prop_assert_eq!(&one.note, &two.note);
        prop_assert_eq!(&one.diagnostics, &two.diagnostics);
    }

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let compiled = examine("a.txt", &bytes);
        prop_assert!(compiled.note.is_some() || !compiled.diagnostics.is_empty());
        spans_slice(&compiled)?;
    }
}

#[test]
fn the_words_of_sample_notes_are_all_in_the_body() {
    let inputs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs");
    for entry in std::fs::read_dir(inputs).unwrap() {
        let path = entry.unwrap().path();
        let compiled = examine(&path.file_name().unwrap().to_string_lossy(), &std::fs::read(&path).unwrap());
        assert!(spans_slice(&compiled).unwrap() > 10, "{}: facts were read", path.display());
        let note = compiled.note.expect("samples are notes");
        let mut words = String::new();
        note.body.iter().for_each(|b| b.for_each_text(&mut |t| words = format!("{words} {}", t.text)));
        let bare = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let text = compiled.source.text.rsplit_once("\n---\n").map_or(&*compiled.source.text, |(_, body)| body);
        assert_eq!(bare(&words), bare(text), "{}: the whole text, in reading order", path.display());
    }
}
