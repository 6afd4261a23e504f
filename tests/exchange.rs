//! The exchange file: what goes in comes back whatever it is, the schemas accept it, and our checks see what they do not.
mod support;

use communique::compose::Templates;
use communique::emit::{json, xml};
use communique::model::Note;
use communique::{batch, pipeline};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::{arbitrary, notes};

#[test]
fn a_note_comes_back_as_it_was() {
    for (name, note) in notes::all() {
        let file = xml::exchange(&note, None);
        assert_eq!(xml::verify(&file, &note), [], "{name}");
        assert_eq!(xml::import(&file).unwrap(), note, "{name}");
        assert_eq!(xml::exchange(&note, None), file, "{name}: same note, same bytes");
    }
}

#[test]
fn import_prints_the_canonical_json_or_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("note.xml");
    let import = || Command::new(env!("CARGO_BIN_EXE_communique")).arg("import").arg(&path).output().unwrap();
    assert_eq!(import().status.code(), Some(2), "the file is not there");
    let note = notes::full();
    let file = xml::exchange(&note, None);
    std::fs::write(&path, &file).unwrap();
    let done = import();
    assert_eq!((done.status.code(), done.stdout), (Some(0), json::canonical(&note).unwrap()));
    std::fs::write(&path, file.replacen("refersTo=\"#location_bergen\"", "refersTo=\"#nowhere\"", 1)).unwrap();
    let refused = import();
    assert_eq!((refused.status.code(), refused.stdout), (Some(1), Vec::new()));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("refers to #nowhere, which is nowhere"), "{said}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn facts_in_xml_equal_facts_in_json(note in arbitrary::note()) {
        let written = serde_json::to_string(&note).unwrap();
        let from_json: Note = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(&from_json, &note);
        let file = xml::exchange(&from_json, None);
        prop_assert_eq!(xml::verify(&file, &note), []);
        let from_xml = xml::import(&file).unwrap();
        prop_assert_eq!(serde_json::to_string(&from_xml).unwrap(), written);
    }

    #[test]
    fn reading_a_damaged_file_never_panics(note in arbitrary::note(), cut in any::<prop::sample::Index>(), junk in "\\PC{0,3}") {
        let file = xml::exchange(&note, None);
        let at = file.floor_char_boundary(cut.index(file.len()));
        let damaged = [&file[..at], &junk, file.get(at + 1..).unwrap_or_default()].concat();
        xml::verify(&damaged, &note);
    }
}

/// A note through JSON, XML and JSON again is the same to the last byte.
fn is_lossless(name: &str, note: &Note) {
    let written = json::canonical(note).unwrap();
    let from_json: Note = serde_json::from_slice(&written).unwrap();
    let file = xml::exchange(&from_json, None);
    assert_eq!(xml::verify(&file, note), [], "{name}");
    assert!(json::canonical(&xml::import(&file).unwrap()).unwrap() == written, "{name}: the JSON is another");
}

/// Own notes, annotated notes, and releases: every fortieth, or as many as `COMMUNIQUE_EVERY` says (1 is all 5,998).
#[test]
fn every_note_of_the_corpora_comes_back_as_it_was() {
    let every = std::env::var("COMMUNIQUE_EVERY").ok().and_then(|n| n.parse().ok()).unwrap_or(40);
    let corpus = root().join("../shared/corpus");
    let mut counts = [0; 3];
    for (i, folder) in [root().join("inputs"), corpus.join("dev")].iter().enumerate() {
        for path in batch::discover(folder).unwrap_or_default().iter().filter(|p| !p.ends_with(".json")) {
            counts[i] += one(path, &std::fs::read(folder.join(path)).unwrap());
        }
    }
    let unpacked = tempfile::tempdir().unwrap();
    for archive in ["treasury.tar.xz", "white-house.tar.xz"].map(|name| corpus.join("bulk").join(name)) {
        let tar = Command::new("tar").arg("-xf").arg(&archive).arg("-C").arg(unpacked.path()).output();
        if !archive.exists() || !tar.is_ok_and(|t| t.status.success()) {
            support::skipped(&format!("{} is not there or cannot be unpacked", archive.display()));
        }
    }
    for path in batch::discover(unpacked.path()).unwrap().iter().step_by(every) {
        counts[2] += one(path, &std::fs::read(unpacked.path().join(path)).unwrap());
    }
    let [own, annotated, releases] = counts;
    assert!(own > 5, "{own} own notes");
    support::note(&format!(
        "{own} own notes, {annotated} annotated notes and {releases} releases came back as they were"
    ));
}

fn one(path: &str, bytes: &[u8]) -> usize {
    let note = pipeline::examine(path, bytes).note;
    note.iter().for_each(|note| is_lossless(path, note));
    note.iter().count()
}

/// Words that mean harm, where an author would write a title, a name, a place and a finding, in each text format.
fn harmful(words: &str) -> Vec<(String, String)> {
    let text = format!(
        "The 3rd {words} Dialogue\n\nMarch 2011\n\nThe 3rd {words} Dialogue was held on February 9, 2011 in Hanoi, Viet Nam, \
         chaired by H.E. {words} Solberg, Director of the {words} Office.\n\n1. The meeting {words}.\n2. (3) {words}\n"
    );
    let html = format!("<html><body><h1>{words}</h1><p>{}</p></body></html>", text.replace("\n\n", "</p><p>"));
    vec![("note.txt".to_owned(), text.clone()), ("note.md".to_owned(), text), ("note.html".to_owned(), html)]
}

/// Whatever a note holds: the file is well-formed, its text is the note's, and what XML cannot hold is told to the author.
#[test]
fn harmful_words_are_kept_or_told() {
    let long = "n".repeat(1_000_000);
    let all = [
        "<script>alert(1)</script>",
        "</p></doc>]]><!-- & -->",
        "&lt;&amp;&#0;&#x1;&#xD800;&#55296;&nbsp;&bogus;&#1114112;",
        "<![CDATA[ x ]]]]><![CDATA[>",
        "a\u{0}b\u{1}c\u{b}d\u{1b}e\u{7f}f\u{85}g\u{9f}",
        "\u{fffe}\u{ffff}\u{1ffff}\u{fffd}\u{feff}",
        "\u{202e}gnirts\u{202c} \u{2066}x\u{2069}\u{200f}",
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>&b;",
        "\"' x=\"1\" onload='y' ='",
        "\r\n\t\r \u{2028}\u{2029}",
        "é\u{301}\u{1f468}\u{200d}\u{1f469}第３回",
        &long,
    ];
    let unwritable = |c: char| c < ' ' && !"\t\n\r\u{c}".contains(c) || matches!(c, '\u{fffe}' | '\u{ffff}');
    for words in all {
        for (path, text) in harmful(words) {
            let compiled = pipeline::examine(&path, text.as_bytes());
            let shown: String = words.chars().take(40).collect();
            let Some(note) = compiled.note else {
                assert!(!compiled.diagnostics.is_empty(), "{path} {shown:?}: refused without a word");
                continue;
            };
            is_lossless(&format!("{path} {shown:?}"), &note);
            let file = xml::exchange(&note, None);
            let told = compiled.diagnostics.iter().any(|d| d.code.starts_with('I'));
            if file.contains('\u{fffd}') && !words.contains('\u{fffd}') && !told {
                let made = pipeline::publish(&note, &compiled.source, &Templates::builtin(), None).unwrap();
                let told = made.diagnostics.iter().find(|d| d.code == "E202");
                assert!(told.is_some_and(|d| d.quote.starts_with("&#")), "{path} {shown:?}: lost silently");
            }
            assert!(!text.contains(unwritable) || told, "{path} {shown:?}: nobody was told");
        }
    }
}

/// Each change is one the schemas would let through.
#[test]
fn our_checks_see_what_no_schema_sees() {
    let changes = [
        ("a dangling reference", "refersTo=\"#location_bergen\"", "refersTo=\"#location_oslo\""),
        ("a malformed eId", "eId=\"location_bergen\"", "eId=\"location.bergen\""),
        ("an eId out of place", "eId=\"para_2__p_1\"", "eId=\"para_9__p_1\""),
        ("a changed word", "Drills remain useful", "Drills remain useless"),
        ("a changed label", "2. (3)</num>", "2. (2)</num>"),
        ("a label that is gone", "<num eId=\"sec_1__para_1__list_1__point_3__num\">3.</num>", ""),
        ("a changed fact", ">2019-03-04/2019-03-05</value>", ">2019-03-04/2019-03-06</value>"),
        ("a changed rule", "rule=\"test/mode\"", "rule=\"test/guess\""),
        ("a changed language", "<FRBRlanguage language=\"eng\"/>", "<FRBRlanguage language=\"fra\"/>"),
        ("a changed country", "<FRBRcountry value=\"no\"/>", "<FRBRcountry value=\"se\"/>"),
        ("a changed date of the work", "<FRBRdate date=\"2019-03-01\"", "<FRBRdate date=\"2019-03-02\""),
        ("a changed number", "<FRBRnumber value=\"harbour-safety-forum-3\"/>", "<FRBRnumber value=\"4\"/>"),
        ("another document element", "doc name", "statement name"),
    ];
    let note = notes::full();
    let file = xml::exchange(&note, None);
    for (what, from, to) in changes {
        assert!(file.contains(from), "{what}: {from} is not in the file");
        let changed = file
            .replacen(from, to, 1)
            .replace("</doc>", if to.contains("statement") { "</statement>" } else { "</doc>" });
        assert_ne!(xml::verify(&changed, &note), [], "{what}");
    }
}

#[test]
fn words_xml_cannot_hold_are_shown_and_kept() {
    let note = notes::hostile();
    let file = xml::exchange(&note, None);
    assert!(file.contains("\u{fffd}") && file.contains("<char code=\"0001\"/>") && file.contains("code=\"FFFF\""));
    assert!(!file.contains("<script>"));
}

#[test]
fn facts_are_marked_where_they_were_read() {
    let file = xml::exchange(&notes::full(), None);
    for shown in [
        "<docTitle>The <event refersTo=\"#event_harbour-safety-forum-3\">Third Harbour Safety Forum</event></docTitle>",
        "<docDate date=\"2019-03-01\">March 2019</docDate>",
        "<location refersTo=\"#location_bergen\">Bergen</location>",
        "<person refersTo=\"#person_ingrid-solberg\" as=\"#role_chair\">Ingrid Solberg</person>, \
         <role refersTo=\"#role_state-secretary\">State Secretary</role>, \
         <organization refersTo=\"#organization_ministry-of-ports-of-norway\">Ministry of Ports of Norway</organization>",
        "on Monday, <date date=\"2019-03-04\">4 March</date>:",
        "<concept refersTo=\"#concept_quay-fund\">Quay Fund</concept>",
    ] {
        assert!(file.contains(shown), "{shown}");
    }
}

/// Offices of one ministry, and a publisher of the same name, are one organization.
#[test]
fn one_identity_has_one_entry() {
    let file = xml::exchange(&notes::full(), None);
    assert_eq!(file.matches("showAs=\"Ministry of Ports of Norway\"").count(), 1);
    assert!(file.contains("<FRBRcountry value=\"no\"/>"));
    let mut unknown = notes::full();
    unknown.chairs.clear();
    assert!(xml::exchange(&unknown, None).contains("<FRBRcountry value=\"zz\"/>"), "hosts and names are no evidence");
}

/// Whoever runs the program may say who issues notes that do not say it; what a note says stays.
#[test]
fn a_stated_issuer_takes_the_place_of_none() {
    let issuer = |name: &str, country: &str| xml::Issuer { name: name.to_owned(), country: country.parse().ok() };
    let harbours = issuer("Office of Harbours", "JP");
    let mut note = notes::full();
    note.publisher = None;
    let file = xml::exchange(&note, Some(&harbours));
    assert!(file.contains("value=\"/akn/jp/doc/communication/office-of-harbours/2019-03-01/harbour-safety-forum-3\""));
    assert!(file.contains("href=\"/akn/ontology/organization/jp/office-of-harbours\" showAs=\"Office of Harbours\""));
    assert!(!file.contains("<publisher"), "it is no fact of the note");
    assert_eq!(xml::verify(&file, &note), []);
    let file = xml::exchange(&notes::full(), Some(&harbours));
    assert_eq!(file, xml::exchange(&notes::full(), None), "the note names its issuer");
    let mut unknown = notes::full();
    unknown.chairs.clear();
    let file = xml::exchange(&unknown, Some(&issuer("Ministry of Ports of Norway", "NO")));
    assert!(file.contains("<FRBRcountry value=\"no\"/>"), "an issuer of the same name belongs to the same country");
}

/// The seed's way of numbering: outer and inner number, which may disagree.
#[test]
fn labels_and_their_disagreements_stay_visible() {
    let file = xml::exchange(&notes::full(), None);
    for shown in ["point_1-1\">", "point_2-3\">", "__num\">2. (3)</num>"] {
        assert!(file.contains(shown), "{shown}");
    }
}

#[test]
fn the_json_schema_is_current() {
    let path = root().join("schemas/note.schema.json");
    let current = json::schema();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &current).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        golden == current,
        "the types changed: look at the difference after UPDATE_GOLDEN=1 cargo test --test exchange"
    );
}

/// Hand-built and random notes against the official schema and ours, through the driver, if xmllint is here.
#[test]
fn the_schemas_accept_every_note() {
    if !has_xmllint() {
        support::skipped("xmllint is not installed, so no exchange file was validated against the schemas");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    let mut add = |name: &str, note: &Note| {
        files.push(folder.path().join(format!("{name}.xml")));
        std::fs::write(files.last().unwrap(), xml::exchange(note, None)).unwrap();
    };
    notes::all().iter().for_each(|(name, note)| add(name, note));
    let mut runner = TestRunner::deterministic();
    for i in 0..200 {
        add(&format!("random-{i}"), &arbitrary::note().new_tree(&mut runner).unwrap().current());
    }
    let (accepted, said) = validate(&files);
    assert!(accepted, "{said}");
}

/// The facts block is validated, not skipped: each of these is refused.
#[test]
fn the_schemas_refuse_corrupt_facts() {
    if !has_xmllint() {
        support::skipped("xmllint is not installed, so no corrupt exchange file was shown to the schemas");
        return;
    }
    let file = xml::exchange(&notes::full(), None);
    let folder = tempfile::tempdir().unwrap();
    let changes = [
        ("certainty=\"stated\"", "certainty=\"sure\""),
        ("precision=\"day\"", "precision=\"hour\""),
        ("<city certainty", "<town certainty"),
        (" kind=\"press-release\"", ""),
        ("<piece at=\"0\"", "<piece at=\"-1\""),
    ];
    for (from, to) in changes {
        assert!(file.contains(from), "{from}");
        let path = folder.path().join("changed.xml");
        std::fs::write(&path, file.replacen(from, to, 1)).unwrap();
        assert!(!validate(&[path]).0, "{to} was accepted");
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn has_xmllint() -> bool {
    Command::new("xmllint").arg("--version").output().is_ok()
}

/// Whether xmllint accepts every file, and what it said.
fn validate(files: &[PathBuf]) -> (bool, String) {
    let driver = root().join("schemas/exchange.xsd");
    let mut xmllint = Command::new("xmllint");
    let run = xmllint.args(["--nonet", "--noout", "--schema"]).arg(driver).args(files).output().expect("it is here");
    (run.status.success(), String::from_utf8_lossy(&run.stderr).into_owned())
}
