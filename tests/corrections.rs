//! Files of corrections and allowances: what they do to a note, how they show in every output, and what is said of bad ones.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod support;

use communique::batch::{NoteReport, Outcome};
use communique::diag::Severity;
use communique::emit::xml;
use communique::model::{Certainty, Note};
use communique::pipeline::{self, Compiled, Sidecar};
use std::fs;
use support::desk::Desk;

const NOTE: &str = "The 3rd Working Group on Border Security\n\n12 February 2011\n\nThe 3rd Working Group on Border Security was \
    held from 9 to 11 February 2011 in Vientiane, Lao PDR. It was co-chaired by Mr. Somchai Phommachanh, Director of Border \
    Affairs, Ministry of Foreign Affairs of Lao PDR, and Ms. Keiko Tanabe, Deputy Director-General, Ministry of Foreign \
    Affairs of Japan.\n";

const BY: &str = "author = \"K. Tanabe\"\ndate = 2011-02-15\nreason = \"confirmed by the host\"\n";

fn set(fact: &str, value: &str) -> String {
    format!("[[set]]\nfact = \"{fact}\"\nvalue = {value}\n{BY}\n")
}

fn remove(fact: &str) -> String {
    format!("[[remove]]\nfact = \"{fact}\"\n{BY}\n")
}

fn corrected(text: &str, corrections: &str) -> Compiled {
    let sidecar = Sidecar { path: "note.corrections.toml".to_owned(), content: Ok(corrections.as_bytes().to_vec()) };
    pipeline::examine_beside("note.txt", text.as_bytes(), Some(&sidecar)).judged(&Default::default())
}

fn note(compiled: &Compiled) -> &Note {
    compiled.note.as_ref().expect("a text is a note")
}

fn codes(compiled: &Compiled) -> Vec<&str> {
    compiled.diagnostics.iter().filter(|d| d.severity != Severity::Note).map(|d| d.code.as_str()).collect()
}

#[test]
fn facts_are_set_and_removed_by_hand() {
    let corrections = [
        set("event.ordinal", "4"),
        set("event.dates", "\"2011-02-09/2011-02-10\""),
        set("chairs[1].role", "\"chair\""),
        set("chairs[1].name", "\"Keiko Tanaka\""),
        remove("chairs[0]"),
    ];
    let compiled = corrected(NOTE, &corrections.concat());
    assert_eq!(codes(&compiled), [""; 0], "{:?}", compiled.diagnostics);
    let note = note(&compiled);
    let dates = note.event.dates.as_ref().unwrap();
    assert_eq!(
        (dates.value.unwrap().to_string().as_str(), dates.certainty),
        ("2011-02-09/2011-02-10", Certainty::Given)
    );
    assert_eq!(dates.quote, "9 to 11 February 2011", "the words that said otherwise");
    let given = dates.given.as_ref().unwrap();
    assert_eq!((given.file.as_str(), given.line), ("note.corrections.toml", 9));
    let who = (given.author.as_deref(), given.date.as_deref(), given.reason.as_deref());
    assert_eq!(who, (Some("K. Tanabe"), Some("2011-02-15"), Some("confirmed by the host")));
    let chairs: Vec<_> = note.chairs.iter().map(|c| c.person.name.as_ref().unwrap().value.clone().unwrap()).collect();
    assert_eq!(chairs, ["Keiko Tanaka"], "places in lists are those of the note as it was read");
    let told: Vec<_> =
        note.corrections.iter().map(|c| (c.field.as_str(), c.was.as_deref(), c.value.as_deref())).collect();
    assert_eq!(
        told,
        [
            ("event.ordinal", Some("3"), Some("4")),
            ("event.dates", Some("2011-02-09/2011-02-11"), Some("2011-02-09/2011-02-10")),
            ("chairs[1].role", Some("co-chair"), Some("chair")),
            ("chairs[1].name", Some("Keiko Tanabe"), Some("Keiko Tanaka")),
            ("chairs[0]", Some("Somchai Phommachanh"), None),
        ]
    );
    assert_eq!(note.id, "working-group-on-border-security-4-2011-02-09", "the identifier follows the facts");
}

#[test]
fn every_fact_that_is_named_can_be_set() {
    let corrections = [
        set("title", "\"A title\""),
        set("subtitle", "\"A subtitle\""),
        set("document_date", "2011-03-01"),
        set("publisher", "\"A ministry\""),
        set("event.name", "\"Forum of Ports\""),
        set("event.mode", "\"hybrid\""),
        set("event.status", "\"upcoming\""),
        set("event.place.city", "\"Hanoi\""),
        set("event.place.country", "\"VN\""),
        set("event.place.venue", "\"Town Hall\""),
        set("series.first_year", "2009"),
        set("series.cadence", "\"annual\""),
        set("handling.tlp", "\"GREEN\""),
        set("handling.releasable_to", "[\"Japan\", \"Norway\"]"),
        set("chairs[0].role", "\"chair\""),
        set("chairs[0].honorific", "\"Dr.\""),
        set("chairs[0].title", "\"Minister\""),
        set("chairs[0].organization", "\"Ministry of Ports\""),
        set("chairs[0].country", "\"NO\""),
        set("chairs[2].role", "\"vice-chair\""),
        set("chairs[2].name", "\"Bo Ek\""),
    ];
    let compiled = corrected(NOTE, &corrections.concat());
    let broken: Vec<_> = compiled.diagnostics.iter().filter(|d| d.code.starts_with('I')).collect();
    assert!(broken.is_empty(), "{broken:?}");
    let note = note(&compiled);
    assert_eq!(note.corrections.len(), corrections.len());
    assert_eq!(note.series.as_ref().unwrap().key, "forum-of-ports");
    assert_eq!(note.handling.as_ref().unwrap().releasable_to.len(), 2);
    assert_eq!(note.chairs[2].person.name.as_ref().unwrap().value.as_deref(), Some("Bo Ek"));
}

#[test]
fn what_followed_from_corrected_words_is_no_longer_known() {
    let plain = pipeline::examine("note.txt", NOTE.as_bytes());
    assert!(note(&plain).event.mode.is_some(), "inferred from the city");
    let compiled = corrected(NOTE, &set("event.place.city", "\"Hanoi\""));
    assert_eq!(note(&compiled).event.mode, None);
}

#[test]
fn an_answered_contradiction_is_no_diagnostic() {
    let text = NOTE.replace("The 3rd Working Group on Border Security\n", "The 2nd Working Group on Border Security\n");
    assert_eq!(codes(&pipeline::examine("note.txt", text.as_bytes())), ["T102"]);
    assert_eq!(codes(&corrected(&text, &set("event.ordinal", "3"))), [""; 0]);
}

#[test]
fn bad_corrections_are_told_with_their_place() {
    for (corrections, code, quote) in [
        (set("event.dates", "\"9 February\""), "I015", "event.dates"),
        (set("event.datum", "\"2011\""), "I015", "event.datum"),
        (set("chairs[7].name", "\"Bo Ek\""), "I015", "chairs[7].name"),
        (set("chairs[0]", "\"Bo Ek\""), "I015", "chairs[0]"),
        (set("event.mode", "\"by mail\""), "I015", "event.mode"),
        (set("event.place.country", "\"Laos\""), "I015", "event.place.country"),
        (set("event.ordinal", "3"), "I016", "event.ordinal"),
        (remove("subtitle"), "I016", "subtitle"),
        ("[[set]]\nfact = \"title\"\nvalue = \"A\"\nauthor = \"B\"\ndate = 2011-02-15\n".to_owned(), "I015", "[[set]]"),
        (format!("[[set]]\nfact = \"title\"\n{BY}"), "I015", "[[set]]"),
        (set("title", "\"A\"").replace("2011-02-15", "\"soon\""), "I015", "soon"),
        (set("title", "\"A\"").replace("author", "auther"), "I015", "auther"),
        ("[[sett]]\nfact = \"title\"\n".to_owned(), "I015", "sett"),
        ("set = 3\n".to_owned(), "I015", "set"),
        ("[[set]\n".to_owned(), "I015", ""),
        ("[[allow]]\ncode = \"D999\"\nreason = \"x\"\n".to_owned(), "I017", "D999"),
        ("[[allow]]\ncode = \"D104\"\n".to_owned(), "I017", "D104"),
        ("[[allow]]\ncode = \"I015\"\nreason = \"x\"\n".to_owned(), "I017", "I015"),
    ] {
        let compiled = corrected(NOTE, &corrections);
        let found = compiled.diagnostics.iter().find(|d| d.code == code);
        let found = found.unwrap_or_else(|| panic!("{corrections}: {:?}", compiled.diagnostics));
        assert_eq!(found.path, "note.corrections.toml");
        assert!(found.help.is_some(), "{corrections}");
        assert!(found.quote.starts_with(quote), "{corrections}: {:?}", found.quote);
    }
}

#[test]
fn a_file_of_corrections_may_be_any_bytes() {
    for content in [Ok(vec![0xff, 0xfe]), Err("it is no regular file".to_owned()), Ok(vec![b'#'; 2 << 20])] {
        let sidecar = Sidecar { path: "note.corrections.toml".to_owned(), content };
        let compiled = pipeline::examine_beside("note.txt", NOTE.as_bytes(), Some(&sidecar));
        assert!(compiled.diagnostics.iter().any(|d| d.code == "I015"), "{:?}", compiled.diagnostics);
    }
    assert_eq!(codes(&corrected(NOTE, "\u{feff}# nothing\n")), [""; 0]);
}

/// A report that was issued on the eve.
fn eve() -> String {
    NOTE.replace("12 February 2011", "8 February 2011")
}

#[test]
fn a_diagnostic_is_allowed_with_a_reason() {
    assert_eq!(codes(&pipeline::examine("note.txt", eve().as_bytes())), ["D104"]);
    let sidecar = "[[allow]]\ncode = \"dated-before-end\"\nreason = \"issued on the eve\"\n";
    let in_front = [
        "---\nallow:\n  D104: issued on the eve\n---\n\n",
        "---\nallow:\n  - code: D104\n    reason: issued on the eve\n---\n\n",
        "+++\n[allow]\nD104 = \"issued on the eve\"\n+++\n\n",
    ];
    let fronts = in_front
        .map(|front| pipeline::examine("note.txt", format!("{front}{}", eve()).as_bytes()).judged(&Default::default()));
    for compiled in fronts.iter().chain([&corrected(&eve(), sidecar)]) {
        assert_eq!(codes(compiled), [""; 0], "{:?}", compiled.diagnostics);
        assert_eq!(compiled.allowed.len(), 1);
        assert_eq!(compiled.allowed[0].diagnostic.code, "D104");
        assert_eq!(compiled.allowed[0].reason, "issued on the eve");
    }
    let idle = corrected(NOTE, sidecar);
    assert_eq!(idle.diagnostics.iter().map(|d| d.code.as_str()).collect::<Vec<_>>(), ["I018"]);
}

#[test]
fn corrections_survive_the_exchange_file_and_show_in_the_briefing() {
    let corrections = [set("event.ordinal", "4"), set("publisher", "\"A ministry\""), remove("chairs[0]")].concat();
    let compiled = corrected(NOTE, &corrections);
    let note = note(&compiled);
    let file = xml::exchange(note, None);
    assert_eq!(xml::verify(&file, note), [], "the exchange file agrees with itself");
    assert_eq!(xml::import(&file).unwrap(), *note);
    let text = serde_json::to_string(note).unwrap();
    assert_eq!(serde_json::from_str::<Note>(&text).unwrap(), *note);
    let artifacts =
        pipeline::publish(note, &compiled.source, &communique::compose::Templates::builtin(), None).unwrap();
    assert!(artifacts.value.iter().any(|a| a.path.ends_with(".pdf")));
}

fn report_of(desk: &Desk, path: &str) -> NoteReport {
    desk.note(path)
}

#[test]
fn a_run_notices_a_file_of_corrections_that_is_added_changed_or_removed() {
    let desk = Desk::with(&[("a/note.txt", NOTE), ("other.txt", &support::desk::note(1, 1, 1))]);
    assert_eq!(desk.build().built, 2);
    let first = desk.content();
    assert_eq!(desk.build().built, 0);
    desk.write("a/note.corrections.toml", &set("event.ordinal", "4"));
    let run = desk.build();
    assert_eq!((run.built, run.report.published), (1, 2), "the file is no note");
    assert_eq!(report_of(&desk, "a/note.txt").id.as_deref(), Some("working-group-on-border-security-4-2011-02-09"));
    assert_eq!(desk.build().built, 0);
    desk.write("a/note.corrections.toml", &set("event.ordinal", "5"));
    assert_eq!(desk.build().built, 1);
    assert_eq!(report_of(&desk, "a/note.txt").id.as_deref(), Some("working-group-on-border-security-5-2011-02-09"));
    desk.remove("a/note.corrections.toml");
    assert_eq!(desk.build().built, 1);
    let names = |files: &support::desk::Files| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&desk.content()), names(&first));
    assert!(desk.content() == first, "the same as before there were corrections");
}

#[test]
fn broken_and_orphaned_corrections_hold_and_are_reported_with_their_lines() {
    let desk = Desk::with(&[
        ("note.txt", NOTE),
        ("note.txt.corrections.toml", "[[set]]\nfact = \"event.dates\"\n"),
        ("gone.corrections.toml", "[[remove]]\n"),
    ]);
    let run = desk.build();
    assert_eq!((run.report.published, run.report.held), (0, 2));
    let note = report_of(&desk, "note.txt");
    assert_eq!(note.outcome, Outcome::Held);
    assert!(note.diagnostics.iter().all(|d| d.code == "I015" && d.path == "note.txt.corrections.toml"));
    assert_eq!(report_of(&desk, "gone.corrections.toml").diagnostics[0].code, "I014");
    let page = String::from_utf8(desk.current()["report.html"].clone()).unwrap();
    assert!(page.contains("<mark>[[set]]"), "the page shows the line of the file of corrections");
    let shown = desk.run(&["check", "inputs"]);
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("note.txt.corrections.toml:1") && shown.contains("gone.corrections.toml"), "{shown}");
}

#[test]
fn what_is_allowed_is_listed_in_the_report() {
    let desk = Desk::with(&[
        ("note.txt", &eve()),
        ("note.corrections.toml", "[[allow]]\ncode = \"D104\"\nreason = \"the eve\"\n"),
    ]);
    desk.build();
    let note = report_of(&desk, "note.txt");
    assert_eq!((note.outcome, note.diagnostics.len()), (Outcome::Published, 0));
    let allowed = &note.allowed[0];
    assert_eq!((allowed.diagnostic.code.as_str(), allowed.reason.as_str(), allowed.line), ("D104", "the eve", 2));
    assert_eq!(allowed.file, "note.corrections.toml");
    let page = String::from_utf8(desk.current()["report.html"].clone()).unwrap();
    assert!(page.contains("allowed: D104") && page.contains("the eve"));
    let summary = desk.run(&["check", "inputs/note.txt"]);
    let summary = String::from_utf8(summary.stderr).unwrap();
    assert_eq!(summary, "1 note checked: nothing to report; 1 allowed\n");
    assert!(fs::metadata(desk.path("out/current")).is_ok());
}

#[test]
fn the_example_is_allowed_and_corrected() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/corrected");
    let compiled = communique::batch::check(&[folder], &Default::default()).unwrap();
    assert_eq!(compiled.len(), 1, "the file of corrections is no note");
    assert_eq!((codes(&compiled[0]), compiled[0].allowed.len()), (vec![], 1), "{:?}", compiled[0].diagnostics);
    assert_eq!(note(&compiled[0]).corrections.len(), 2);
}
