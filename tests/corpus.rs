//! Real notes with facts gathered by hand: scores that may only rise, and spans that slice.
//!
//! The corpus lies beside the package; where it is not there, the tests say so aloud and pass.

#![allow(clippy::print_stdout, reason = "a skipped test says so aloud")]

use communique::pipeline::examine;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

fn shared(path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if found.exists() {
        return Some(found);
    }
    println!("SKIPPED: {} is not there", found.display());
    None
}

/// Notes of a folder and its folders, sorted.
fn notes(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).expect("a readable folder").map(|e| e.expect("an entry").path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|e| e == "txt" || e == "md") {
                found.push(entry);
            }
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> (Value, String) {
    let name = path.file_name().expect("a file has a name").to_string_lossy();
    let compiled = examine(&name, &std::fs::read(path).expect("a readable note"));
    let note = compiled.note.map_or(Value::Null, |n| serde_json::to_value(n).expect("a note is JSON"));
    (note, compiled.source.text)
}

#[test]
fn scores_on_the_development_notes_do_not_fall() {
    let (Some(dev), Some(tool)) = (shared("corpus/dev"), shared("tools/score.py")) else { return };
    let out = tempfile::tempdir().expect("a temporary folder");
    for path in notes(&dev) {
        let (note, _) = read(&path);
        let file = out.path().join(path.file_name().expect("a name")).with_extension("json");
        std::fs::write(file, note.to_string()).expect("a writable folder");
    }
    let Ok(run) = Command::new("python3").arg(tool).arg(&dev).arg(out.path()).arg("--json").output() else {
        println!("SKIPPED: python3, which scores, is not there");
        return;
    };
    assert!(run.status.success(), "scoring failed: {}", String::from_utf8_lossy(&run.stderr));
    let scores: Value = serde_json::from_slice(&run.stdout).expect("scores are JSON");
    let ratchet: toml::Table = toml::from_str(include_str!("corpus.toml")).expect("the ratchet is TOML");
    let mut fallen = Vec::new();
    for (field, wanted) in &ratchet {
        for measure in ["precision", "recall"] {
            let least = wanted[measure].as_float().expect("a number");
            let found = scores["fields"][field][measure].as_f64().expect("a scored field");
            if found + 5e-5 < least {
                fallen.push(format!("{field}: {measure} {found}, was {least}"));
            }
        }
    }
    assert!(fallen.is_empty(), "scores fell:\n{}", fallen.join("\n"));
}

/// Every fact's quote is what its span slices from the text; returns the number of facts.
fn slices(value: &Value, text: &str, path: &Path) -> usize {
    match value {
        Value::Array(items) => items.iter().map(|v| slices(v, text, path)).sum(),
        Value::Object(fields) => {
            let own = usize::from(fields.contains_key("certainty"));
            if own == 1 {
                let span = |s: &Value| {
                    let at = |k: &str| usize::try_from(s[k].as_u64().expect("an offset")).expect("fits");
                    text.get(at("start")..at("end"))
                        .unwrap_or_else(|| panic!("{}: {s} splits a character", path.display()))
                };
                let sliced = match fields.get("spans").and_then(Value::as_array) {
                    Some(spans) => spans.iter().map(span).collect::<Vec<_>>().join("\n"),
                    None => span(&fields["span"]).to_owned(),
                };
                assert_eq!(Some(sliced.as_str()), fields["quote"].as_str(), "{}: {value}", path.display());
            }
            own + fields.iter().filter(|(k, _)| *k != "body").map(|(_, v)| slices(v, text, path)).sum::<usize>()
        }
        _ => 0,
    }
}

#[test]
fn every_span_of_the_development_notes_slices_to_its_quote() {
    let Some(dev) = shared("corpus/dev") else { return };
    let facts: usize = notes(&dev)
        .iter()
        .map(|path| {
            let (note, text) = read(path);
            slices(&note, &text, path)
        })
        .sum();
    assert!(facts > 500, "only {facts} facts");
}

#[test]
fn every_span_of_the_press_releases_slices_to_its_quote() {
    let Some(bulk) = shared("corpus/bulk") else { return };
    let out = tempfile::tempdir().expect("a temporary folder");
    for archive in ["treasury.tar.xz", "white-house.tar.xz"] {
        let unpacked = Command::new("tar").arg("-xJf").arg(bulk.join(archive)).arg("-C").arg(out.path()).status();
        if !unpacked.is_ok_and(|s| s.success()) {
            println!("SKIPPED: tar cannot unpack {archive} here");
            return;
        }
    }
    // a build for debugging is slow: there every twentieth note must do
    let step = if cfg!(debug_assertions) { 20 } else { 1 };
    let mut count = 0;
    for path in notes(out.path()).iter().step_by(step) {
        let (note, text) = read(path);
        slices(&note, &text, path);
        count += 1;
    }
    assert!(count > 200, "only {count} press releases");
}
