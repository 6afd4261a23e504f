//! What a screen reader reads of a briefing is what the canonical JSON says, in a tree that stays as it is.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod support;

use communique::compose::{Templates, compose};
use communique::emit::{EMITTERS, Handover};
use communique::model::{Finding, Note};
use communique::pipeline;
use std::path::{Path, PathBuf};
use support::briefings::{self, Sample};
use support::reading::{self, Said};

fn print(sample: &Sample) -> Vec<u8> {
    let briefing = compose(&sample.note, &sample.source, &Templates::builtin()).unwrap();
    let handover =
        Handover { note: &sample.note, source: &sample.source, briefing: &briefing, exchange: b"<akomaNtoso/>" };
    let emitter = EMITTERS.iter().find(|e| e.name == "pdf").unwrap();
    (emitter.emit)(&handover).unwrap().value
}

#[test]
fn the_tree_of_each_kind_of_briefing_stays_as_it_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tags");
    for (name, sample) in [
        ("dialogue", briefings::dialogue()),
        ("doubtful", briefings::doubtful()),
        ("empty", briefings::empty()),
        ("scripts", briefings::scripts()),
        ("in-japanese", briefings::in_language("ja")),
    ] {
        let tags = reading::outline(&reading::read(&print(&sample))).replace('\u{200b}', "");
        let path = folder.join(format!("{name}.txt"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &tags).unwrap();
        }
        let golden = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            golden == tags,
            "{} is not current: look at it after UPDATE_GOLDEN=1 cargo test --test reading",
            path.display()
        );
    }
}

fn notes(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        support::skipped(&format!("{} is not there", folder.display()));
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.is_file() && p.extension().is_some_and(|e| e == "txt" || e == "md"));
    paths.sort();
    paths
}

/// Every note of ours and of the corpus: the facts of its JSON are read out, each where it belongs.
#[test]
fn the_facts_are_read_back_from_text_and_tags() {
    let own = notes("inputs");
    assert!(!own.is_empty());
    let (mut read, mut facts) = (0, 0);
    for path in own.into_iter().chain(notes("../shared/corpus/dev")).chain(notes("../shared/seeds")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let compiled = pipeline::examine(&name, &std::fs::read(&path).unwrap());
        let Some(note) = &compiled.note else { continue };
        let artifacts = pipeline::publish(note, &compiled.source, &Templates::builtin(), None).unwrap().value;
        let find = |extension: &str| &artifacts.iter().find(|a| a.path.ends_with(extension)).unwrap().bytes;
        // What counts is the JSON that goes out, not what the program had in mind.
        let note: Note = serde_json::from_slice(find(".json")).unwrap();
        facts += compare(&name, &note, &reading::read(find(".pdf")));
        read += 1;
    }
    support::note(&format!("{facts} facts of {read} notes were read back"));
    assert!(facts > 100);
}

/// Compares; gives how many facts were.
fn compare(name: &str, note: &Note, said: &[Said]) -> usize {
    let mut facts = 0;
    let mut expect = |roles: &[&str], words: &str| {
        let found =
            said.iter().any(|s| roles.contains(&s.role.as_str()) && squeezed(&s.words).contains(&squeezed(words)));
        assert!(found, "{name}: no {roles:?} says {words:?} in\n{}", reading::outline(said));
        facts += 1;
    };
    let value = |f: &Option<communique::model::Fact<String>>| f.as_ref().and_then(|f| f.value.clone());
    let event = &note.event;
    if let Some(heading) = value(&event.name).or_else(|| value(&note.title)) {
        expect(&["H1"], &heading);
    }
    if let Some(title) = value(&note.title) {
        expect(&["P"], &title);
    }
    for words in [&event.place.city, &event.place.venue].into_iter().flat_map(value) {
        expect(&["TD"], &words);
    }
    if let Some(dates) = event.dates.as_ref().and_then(|f| f.value) {
        // Whatever the language and the form, the year and the days are figures.
        for date in [dates.start(), dates.end()] {
            expect(&["TD"], &date.get_year().to_string());
            date.get_day().into_iter().for_each(|d| expect(&["TD"], &d.to_string()));
        }
    }
    let persons = note.chairs.iter().map(|c| &c.person).chain(&note.people);
    for person in persons {
        value(&person.name).into_iter().for_each(|n| expect(&["TH", "Span"], &n));
        [&person.title, &person.organization].into_iter().flat_map(value).for_each(|w| expect(&["TD", "Span"], &w));
    }
    expect(&["TD"], &note.source.sha256);
    facts + findings(name, &note.findings, said)
}

/// Findings stand in the order of the note, each with its label.
fn findings(name: &str, all: &[Finding], said: &[Said]) -> usize {
    fn flat<'a>(findings: &'a [Finding], out: &mut Vec<&'a Finding>) {
        for f in findings {
            out.push(f);
            flat(&f.children, out);
        }
    }
    let mut expected = Vec::new();
    flat(all, &mut expected);
    let mut rest = said.iter().skip_while(|s| s.role != "L");
    for finding in &expected {
        if !finding.label.trim().is_empty() {
            let label = rest.find(|s| s.role == "Lbl").map(|s| squeezed(&s.words));
            assert_eq!(label.as_deref(), Some(squeezed(&finding.label).as_str()), "{name}: {finding:?}");
        }
        let mut words = String::new();
        let wanted = squeezed(&finding.text);
        while !words.contains(&wanted) {
            let next = rest.next().unwrap_or_else(|| panic!("{name}: {:?} is not said after its label", finding.text));
            words += &squeezed(&next.words);
        }
    }
    expected.len()
}

/// Words without what a line's end may add or swallow.
fn squeezed(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}
