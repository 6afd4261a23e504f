//! `build --verify` holds what a validator finds not to conform, and nothing else does.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod support;

use communique::compose::Templates;
use std::fs;
use support::desk::{Desk, note};

/// A desk with a template whose language is none, which no part of the program minds.
fn desk() -> Desk {
    let desk = Desk::with(&[("a.txt", &note(0, 1, 0)), ("b.txt", &note(1, 1, 0))]);
    let [(template, words), (theme, styles)] = Templates::builtin_texts();
    let broken = words.replacen("<html lang=\"{{ lang }}\">", "<html lang=\"eng lish\">", 1);
    assert_ne!(words, broken);
    fs::create_dir(desk.path("templates")).unwrap();
    fs::write(desk.path("templates").join(template), broken).unwrap();
    fs::write(desk.path("templates").join(theme), styles).unwrap();
    desk
}

#[test]
fn a_briefing_that_does_not_conform_holds_its_note() {
    let desk = desk();
    let run = desk.run(&["build", "--verify"]);
    let said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    assert!(!run.status.success() && said.contains("0 notes published, 2 held back"), "{said}");
    for standard in ["PDF/A-3a", "PDF/UA-1"] {
        assert!(said.contains(&format!("the briefing does not pass {standard}: ISO ")), "{said}");
    }
    assert!(desk.note("a.txt").diagnostics.iter().all(|d| d.code == "E102"), "{:?}", desk.note("a.txt"));
    let files = desk.current();
    assert!(files.keys().any(|f| f.starts_with("held/")) && !files.keys().any(|f| f.ends_with(".pdf")), "{files:?}");
}

#[test]
fn without_the_validator_it_is_published() {
    let desk = desk();
    assert!(desk.run(&["build"]).status.success());
    assert!(desk.current().keys().any(|f| f.ends_with(".pdf")));
    // what did not change is looked at all the same, as soon as somebody asks for it
    assert!(!desk.run(&["build", "--verify"]).status.success());
    assert!(desk.current().keys().any(|f| f.starts_with("held/")));
}

#[test]
fn a_briefing_that_conforms_is_published() {
    let desk = Desk::with(&[("a.txt", &note(0, 1, 0))]);
    assert!(desk.run(&["build", "--verify"]).status.success());
    assert!(desk.current().keys().any(|f| f.ends_with(".pdf")));
}
