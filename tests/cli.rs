//! The program as its users meet it: exit codes, messages, what is in the output folder.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const NOTE: &str = "The 6th ASEAN-Japan Counter-Terrorism Dialogue\n\nFebruary 2011\n\nThe 6th ASEAN-Japan Counter-Terrorism \
    Dialogue was held from February 9 to 11, 2011 in Phnom Penh, Cambodia.\n";
const OTHER: &str = "The 5th ASEAN-Japan Counter-Terrorism Dialogue\n\nJune 2010\n\nThe 5th ASEAN-Japan Counter-Terrorism \
    Dialogue was held from June 22 to 24, 2010 in Bali, Indonesia.\n";
/// An error by any reading: the day does not exist.
const FAULTY: &str = "The 4th ASEAN-Japan Counter-Terrorism Dialogue\n\nSeptember 2009\n\nThe 4th ASEAN-Japan Counter-Terrorism \
    Dialogue was held on June 31, 2009 in Nha Trang, Viet Nam.\n";

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new(notes: &[(&str, &[u8])]) -> Self {
        let desk = Self { folder: TempDir::new().unwrap() };
        fs::create_dir(desk.path("inputs")).unwrap();
        notes.iter().for_each(|(name, bytes)| fs::write(desk.path("inputs").join(name), bytes).unwrap());
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_communique"));
        command.args(args).current_dir(self.folder.path()).env_remove("COLUMNS").output().unwrap()
    }

    /// Every file below a folder with its bytes.
    fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        fn walk(folder: &Path, prefix: &str, out: &mut BTreeMap<String, Vec<u8>>) {
            for entry in fs::read_dir(folder).unwrap() {
                let (path, name) = entry.map(|e| (e.path(), e.file_name().into_string().unwrap())).unwrap();
                if path.is_dir() {
                    walk(&path, &format!("{prefix}{name}/"), out);
                } else {
                    out.insert(format!("{prefix}{name}"), fs::read(&path).unwrap());
                }
            }
        }
        let mut out = BTreeMap::new();
        walk(&self.path(folder), "", &mut out);
        out
    }
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn last_line(output: &Output) -> String {
    err(output).lines().last().unwrap_or_default().to_owned()
}

#[test]
fn build_without_arguments_publishes_every_note() {
    let desk = Desk::new(&[("a.txt", NOTE.as_bytes()), ("b.md", OTHER.as_bytes())]);
    let output = desk.run(&["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(last_line(&output).contains("2 notes published, 0 held back"), "{}", last_line(&output));
    assert!(last_line(&output).contains("out/current/report.json"));
    let files = desk.files("out/current");
    for folder in ["notes", "exchange", "briefings"] {
        assert_eq!(files.keys().filter(|k| k.starts_with(&format!("{folder}/"))).count(), 2, "{:?}", files.keys());
    }
    let report: serde_json::Value = serde_json::from_slice(&files["report.json"]).unwrap();
    assert_eq!((report["published"].as_u64(), report["held"].as_u64()), (Some(2), Some(0)));
}

#[test]
fn the_same_input_gives_the_same_bytes_whatever_the_folder_and_the_threads() {
    let notes: &[(&str, &[u8])] =
        &[("a.txt", NOTE.as_bytes()), ("b.md", OTHER.as_bytes()), ("c.txt", FAULTY.as_bytes())];
    let (one, two) = (Desk::new(notes), Desk::new(notes));
    one.run(&["build", "--jobs", "1"]);
    two.run(&["build", "--jobs", "8"]);
    let first = one.files("out/current");
    assert!(!first.is_empty());
    assert_eq!(first, two.files("out/current"));
    two.run(&["build"]);
    assert_eq!(first, two.files("out/current"));
    assert_eq!(fs::read_dir(two.path("out/runs")).unwrap().count(), 1, "a run that changes nothing is the same run");
}

#[test]
fn a_faulty_note_is_held_and_the_others_go_out() {
    let desk = Desk::new(&[
        ("a.txt", NOTE.as_bytes()),
        ("c.txt", FAULTY.as_bytes()),
        ("d.txt", b""),
        ("e.txt", b"%PDF-1.7"),
        ("f.doc", b"x"),
    ]);
    std::os::unix::fs::symlink("nowhere", desk.path("inputs/g.txt")).unwrap();
    let output = desk.run(&["build"]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(last_line(&output).contains("1 note published, 5 held back"), "{}", last_line(&output));
    for code in ["D101", "I003", "I004", "I001", "I010"] {
        assert!(err(&output).contains(code), "{code} in {}", err(&output));
    }
    let files = desk.files("out/current");
    assert_eq!(files.keys().filter(|k| k.starts_with("held/")).count(), 1, "{:?}", files.keys());
    assert_eq!(files.keys().filter(|k| k.starts_with("briefings/")).count(), 1);
}

#[test]
fn strict_publishes_nothing_when_a_note_is_held() {
    let desk = Desk::new(&[("a.txt", NOTE.as_bytes())]);
    desk.run(&["build"]);
    let before = desk.files("out/current");
    fs::write(desk.path("inputs/c.txt"), FAULTY).unwrap();
    let output = desk.run(&["build", "--strict"]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert_eq!(desk.files("out/current"), before, "the previous run stays");
}

#[test]
fn a_dry_run_publishes_nothing() {
    let desk = Desk::new(&[("a.txt", NOTE.as_bytes())]);
    assert_eq!(desk.run(&["build", "--dry-run"]).status.code(), Some(0));
    assert!(!desk.path("out/current").exists());
}

#[test]
fn wrong_usage_is_two_and_says_what_to_do() {
    let desk = Desk::new(&[]);
    for (args, words) in [
        (&["build", "--inputs", "nowhere"][..], "--inputs"),
        (&["build"], "no notes"),
        (&["build", "--templates", "nowhere"], "briefing.html.j2"),
        (&["check", "nowhere.txt"], "nowhere.txt"),
        (&["inspect", "nowhere.txt"], "nowhere.txt"),
        (&["explain", "X999"], "D101"),
        (&["frobnicate"], "frobnicate"),
    ] {
        let output = desk.run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", err(&output));
        assert!(err(&output).contains(words), "{args:?}: {}", err(&output));
    }
}

#[test]
fn a_broken_template_stops_the_run_with_its_place() {
    let desk = Desk::new(&[("a.txt", NOTE.as_bytes())]);
    fs::create_dir(desk.path("templates")).unwrap();
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    fs::copy(here.join("theme.toml"), desk.path("templates/theme.toml")).unwrap();
    fs::write(desk.path("templates/briefing.html.j2"), "<h1>{{ title }}</h1>\n{% if %}\n").unwrap();
    let output = desk.run(&["build"]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert!(err(&output).contains("briefing.html.j2") && err(&output).contains('2'), "{}", err(&output));
    assert!(!desk.path("out/current").exists());
}

#[test]
fn a_second_run_on_the_same_folder_is_refused() {
    let desk = Desk::new(&[("a.txt", NOTE.as_bytes())]);
    fs::create_dir(desk.path("out")).unwrap();
    let lock = fs::File::create(desk.path("out/.lock")).unwrap();
    lock.lock().unwrap();
    let output = desk.run(&["build"]);
    assert_eq!(output.status.code(), Some(3), "{}", err(&output));
    assert!(err(&output).contains("another run"), "{}", err(&output));
}

#[test]
fn an_output_folder_that_cannot_be_made_is_a_failure() {
    let desk = Desk::new(&[("a.txt", NOTE.as_bytes())]);
    fs::write(desk.path("out"), "a file").unwrap();
    let output = desk.run(&["build"]);
    assert_eq!(output.status.code(), Some(3), "{}", err(&output));
    assert!(err(&output).contains("out"), "{}", err(&output));
}

#[test]
fn check_tells_errors_by_its_exit_code_and_writes_nothing() {
    let desk = Desk::new(&[("a.txt", NOTE.as_bytes()), ("c.txt", FAULTY.as_bytes())]);
    let clean = desk.run(&["check", "inputs/a.txt"]);
    assert_eq!(clean.status.code(), Some(0), "{}", err(&clean));
    let faulty = desk.run(&["check", "--format", "json", "inputs"]);
    assert_eq!(faulty.status.code(), Some(1));
    let lines: Vec<serde_json::Value> =
        String::from_utf8(faulty.stdout).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let error = lines.iter().find(|d| d["severity"] == "error").expect("an error");
    assert_eq!((error["code"].as_str(), error["path"].as_str()), (Some("D101"), Some("inputs/c.txt")));
    assert_eq!((error["line"].as_u64(), error["quote"].as_str()), (Some(5), Some("June 31, 2009")));
    assert!(!desk.path("out").exists());
}

#[test]
fn check_marks_the_words_in_their_line() {
    let desk = Desk::new(&[("c.txt", FAULTY.as_bytes())]);
    let output = desk.run(&["check", "inputs/c.txt"]);
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.contains("error[D101") && shown.contains("inputs/c.txt:5:") && shown.contains('^'), "{shown}");
    assert!(shown.lines().all(|l| l.chars().count() <= 80), "{shown}");
    assert!(!shown.contains('\u{1b}'), "no colours where no terminal is");
}

#[test]
fn inspect_shows_values_with_their_words() {
    let desk = Desk::new(&[("a.txt", NOTE.as_bytes())]);
    let output = desk.run(&["inspect", "inputs/a.txt"]);
    let shown = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0));
    for words in ["2011-02-09/2011-02-11", "“February 9 to 11, 2011”", "line 5", "Phnom Penh", "KH"] {
        assert!(shown.contains(words), "{words} in {shown}");
    }
    assert!(shown.lines().all(|l| l.chars().count() <= 80), "{shown}");
    let json = desk.run(&["inspect", "--json", "inputs/a.txt"]).stdout;
    let note: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(note["event"]["ordinal"]["value"], 6);
}

#[test]
fn explain_and_schema_print_what_is_asked() {
    let desk = Desk::new(&[]);
    let by_code = desk.run(&["explain", "d103"]);
    assert_eq!(by_code.status.code(), Some(0));
    assert_eq!(by_code.stdout, desk.run(&["explain", "weekday-mismatch"]).stdout);
    let schema: serde_json::Value = serde_json::from_slice(&desk.run(&["schema", "note"]).stdout).unwrap();
    assert_eq!(schema["title"], "Note");
    assert!(String::from_utf8(desk.run(&["schema", "facts"]).stdout).unwrap().contains("<xs:schema"));
    assert!(String::from_utf8(desk.run(&["formats"]).stdout).unwrap().contains("briefings/*.pdf"));
}

#[test]
fn help_teaches_with_examples_and_exit_codes() {
    let help = String::from_utf8(Desk::new(&[]).run(&["--help"]).stdout).unwrap();
    for words in ["communique check", "Exit codes:", "build", "inspect", "explain"] {
        assert!(help.contains(words), "{words} in {help}");
    }
}
