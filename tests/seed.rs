//! The note the project was conceived from, fact by fact. It is not part of this repository; where it is absent the tests
//! say so.

#![allow(clippy::print_stderr, reason = "a skipped test says so aloud")]

use communique::diag::Severity;
use communique::emit::{Artifact, xml};
use communique::model::{Certainty, Fact, MentionKind, Note, ParticipantKind, Person, Role};
use communique::pipeline::{self, Compiled};
use communique::source::SourceFile;
use std::path::PathBuf;

/// The seed, compiled; `None`, said aloud, if it is not at hand.
fn seed() -> Option<(Note, SourceFile)> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds/000_82687d9a999716d1.txt");
    let Ok(bytes) = std::fs::read(&path) else {
        eprintln!("SKIPPED: the seed note is not at {}", path.display());
        return None;
    };
    let Compiled { source, note, diagnostics, .. } = pipeline::examine("seed.txt", &bytes);
    let loud: Vec<_> = diagnostics.iter().filter(|d| d.severity != Severity::Note).collect();
    assert!(loud.is_empty(), "no error or warning: {loud:#?}");
    Some((note.expect("the seed is a note"), source))
}

fn value<T: Clone + std::fmt::Display>(fact: Option<&Fact<T>>) -> String {
    fact.and_then(|f| f.value.as_ref()).map_or_else(|| "absent".to_owned(), ToString::to_string)
}

fn person(p: &Person) -> [String; 5] {
    [
        value(p.honorific.as_ref()),
        value(p.name.as_ref()),
        value(p.title.as_ref()),
        value(p.organization.as_ref()),
        value(p.country.as_ref()),
    ]
}

#[test]
fn the_meeting_is_read() {
    let Some((note, _)) = seed() else { return };
    let event = &note.event;
    assert_eq!(value(event.ordinal.as_ref()), "6");
    assert_eq!(value(event.name.as_ref()), "ASEAN-Japan Counter-Terrorism Dialogue");
    assert_eq!(value(event.dates.as_ref()), "2011-02-09/2011-02-11");
    assert_eq!(value(event.place.city.as_ref()), "Phnom Penh");
    assert_eq!(value(event.place.country.as_ref()), "KH");
    assert_eq!(value(event.status.as_ref()), "held");
    assert_eq!(value(note.document_date.as_ref()), "2011-02");
    assert!(value(note.title.as_ref()).starts_with("The 6th ASEAN-Japan Counter-Terrorism Dialogue and Japan's"));
    assert!(value(note.subtitle.as_ref()).starts_with("The Elimination of Terrorism within ASEAN"));
    let series = note.series.as_ref().expect("the note speaks of its series");
    assert_eq!(value(series.first_year.as_ref()), "2006");
    assert_eq!(value(series.cadence.as_ref()), "annual");
}

#[test]
fn two_co_chairs_are_read_with_their_offices() {
    let Some((note, _)) = seed() else { return };
    assert!(note.chairs.iter().all(|c| c.role.value == Some(Role::CoChair)));
    let chairs: Vec<_> = note.chairs.iter().map(|c| person(&c.person)).collect();
    let expected = [
        ["H.E.", "Sieng Lapresse", "Undersecretary of State", "Ministry of Interior of Cambodia", "KH"],
        [
            "H.E.",
            "Takaaki Kojima",
            "Ambassador in Charge of International Counter-Terrorism Cooperation",
            "Ministry of Foreign Affairs of Japan",
            "JP",
        ],
    ];
    assert_eq!(chairs, expected.map(|c| c.map(ToOwned::to_owned)));
}

#[test]
fn four_others_are_named_with_their_offices() {
    let Some((note, _)) = seed() else { return };
    let others: Vec<_> = note
        .people
        .iter()
        .map(|p| [value(p.honorific.as_ref()), value(p.name.as_ref()), value(p.title.as_ref())])
        .collect();
    let expected = [
        ["H.E. Samdech", "Hun Sen", "Prime Minister"],
        ["H.E.", "Sar Kheng", "Deputy Prime Minister"],
        ["H.E.", "Om Yentieng", "Senior Minister"],
        ["H.E. Pol. Gen.", "Neth Savoeun", "Commissioner-General"],
    ];
    for (found, expected) in others.iter().zip(expected) {
        assert_eq!(found[..2], expected[..2]);
        assert!(found[2].starts_with(expected[2]), "{found:?}");
    }
    assert_eq!(others.len(), 4, "{others:?}");
}

#[test]
fn four_findings_keep_their_labels_and_whole_text() {
    let Some((note, source)) = seed() else { return };
    let labels: Vec<&str> = note.findings.iter().map(|f| f.label.as_str()).collect();
    assert_eq!(labels, ["1. (1)", "2. (2)", "3. (3)", "4. (4)"]);
    let numbers: Vec<&str> = note.findings.iter().map(|f| f.number.as_str()).collect();
    assert_eq!(numbers, ["1", "2", "3", "4"]);
    for f in &note.findings {
        let line = source.slice(f.span);
        assert_eq!(line, format!("{} {}", f.label, f.text), "one line holds the whole item");
    }
    assert!(
        note.findings[0].text.starts_with("Terrorism is one of") && note.findings[0].text.ends_with("important issue;")
    );
    assert!(note.findings[3].text.ends_with("demonstrated so far."));
}

#[test]
fn the_parties_are_japan_and_the_ten_members_of_that_year() {
    let Some((note, _)) = seed() else { return };
    let mut countries: Vec<String> = note
        .participants
        .iter()
        .filter(|p| p.kind == ParticipantKind::Country)
        .map(|p| value(p.country.as_ref()))
        .collect();
    countries.sort();
    assert_eq!(countries, ["BN", "ID", "JP", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "VN"]);
    for p in note.participants.iter().filter(|p| p.kind == ParticipantKind::Country) {
        let expected = if value(p.country.as_ref()) == "JP" { Certainty::Stated } else { Certainty::Inferred };
        assert_eq!(p.name.certainty, expected, "{p:?}");
    }
}

#[test]
fn other_events_and_funds_are_mentions_only() {
    let Some((note, _)) = seed() else { return };
    let words: Vec<String> =
        note.mentions.iter().map(|m| format!("{} {}", value(m.name.as_ref()), value(m.date.as_ref()))).collect();
    let has = |needles: &[&str]| words.iter().any(|w| needles.iter().all(|n| w.contains(n)));
    assert!(has(&["Japan-ASEAN Integration Fund"]), "{words:?}");
    assert!(has(&["2006-03"]), "{words:?}");
    assert!(has(&["2009"]), "{words:?}");
    assert!(has(&["Second Phase"]), "{words:?}");
    assert!(note.mentions.iter().any(|m| m.kind == MentionKind::Fund));
    assert!(
        note.claims.dates.iter().all(|d| d.value.is_none_or(|d| d.start().get_year() == 2011)),
        "{:?}",
        note.claims.dates
    );
}

#[test]
fn every_artifact_agrees_and_is_reproducible() {
    let Some((note, source)) = seed() else { return };
    let templates = communique::compose::Templates::builtin();
    let publish = || pipeline::publish(&note, &source, &templates, None).expect("the seed can be published");
    let (one, two) = (publish(), publish());
    assert!(one.diagnostics.is_empty(), "{:#?}", one.diagnostics);
    assert_eq!(one.value, two.value, "two runs are byte-equal");
    let artifact = |folder: &str| -> &Artifact {
        one.value.iter().find(|a| a.path.starts_with(folder)).unwrap_or_else(|| panic!("no {folder}"))
    };
    let json: Note = serde_json::from_slice(&artifact("notes/").bytes).expect("the JSON is a note");
    assert_eq!(json, note);
    let exchange = std::str::from_utf8(&artifact("exchange/").bytes).expect("UTF-8");
    let problems = xml::verify(exchange, &note);
    assert!(problems.is_empty(), "{problems:?}");
    let pdf = lopdf::Document::load_mem(&artifact("briefings/").bytes).expect("a PDF");
    let attached = pdf.objects.values().filter_map(|o| o.as_stream().ok()).any(|s| {
        s.dict.get(b"Type").and_then(|t| t.as_name()).is_ok_and(|t| t == b"EmbeddedFile")
            && s.decompressed_content().is_ok_and(|c| c == exchange.as_bytes())
    });
    assert!(attached, "the exchange file is inside, byte for byte");
}

#[test]
fn extracted_text_comes_in_reading_order() {
    let Some((note, source)) = seed() else { return };
    let made =
        pipeline::publish(&note, &source, &communique::compose::Templates::builtin(), None).expect("publishable");
    let pdf = made.value.iter().find(|a| a.path.starts_with("briefings/")).expect("a briefing");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("briefing.pdf");
    std::fs::write(&path, &pdf.bytes).unwrap();
    let Ok(output) = std::process::Command::new("pdftotext").arg(&path).arg("-").output() else {
        eprintln!("SKIPPED: pdftotext is not installed");
        return;
    };
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let in_order = [
        "6th ASEAN-Japan Counter-Terrorism Dialogue",
        "Phnom Penh, Cambodia",
        "At a glance",
        "Dates",
        "Wednesday 9",
        "Place",
        "Status",
        "Findings",
        "1. (1)",
        "Terrorism is one of",
        "2. (2)",
        "3. (3)",
        "4. (4)",
        "For attention",
        "In the chair",
        "Co-chair",
        "Sieng Lapresse",
        "Takaaki Kojima",
        "Also named",
        "Hun Sen",
        "Participants",
        "Also mentioned",
        "Source",
        "Where it is written",
    ];
    let mut at = 0;
    for words in in_order {
        at += text[at..].find(words).unwrap_or_else(|| panic!("{words} does not follow in {text}")) + words.len();
    }
}
