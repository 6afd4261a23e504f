//! How notes are written: short notes in our own words, one construct each, with the facts expected of them.
//!
//! `catalogue/*.toml` holds a list `[[note]]` of
//! - `shows`: the construct, in a few words; unique;
//! - `text`: the note; `format = "md"` for Markdown, else plain text;
//! - `expect`: dotted path into the canonical JSON → value. Facts count as their values; a path through a list gives
//!   the list of what is found in its entries, and `#` counts them. `""` says that nothing may be there, and
//!   `"? a | b"` that the program must ask, with these candidates.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    note: Vec<Entry>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    shows: String,
    text: String,
    #[serde(default)]
    format: Option<String>,
    expect: toml::Table,
}

#[test]
fn notes_are_read_as_the_catalogue_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/catalogue");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let (mut seen, mut wrong, mut count) = (BTreeSet::new(), Vec::new(), 0);
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "toml")) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let catalogue: Catalogue =
            toml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap_or_else(|e| panic!("{name}: {e}"));
        for entry in catalogue.note {
            count += 1;
            assert!(seen.insert(entry.shows.clone()), "{name}: two entries show {:?}", entry.shows);
            assert!(!entry.expect.is_empty(), "{name}: {:?} expects nothing", entry.shows);
            wrong.extend(differences(&entry).into_iter().map(|d| format!("{name}: {}: {d}", entry.shows)));
        }
    }
    assert!(count > 0, "the catalogue is empty");
    assert!(wrong.is_empty(), "{} of the catalogue's facts differ:\n{}", wrong.len(), wrong.join("\n"));
}

fn differences(entry: &Entry) -> Vec<String> {
    let path = format!("note.{}", entry.format.as_deref().unwrap_or("txt"));
    let note = communique::pipeline::examine(&path, entry.text.as_bytes()).note.expect("a text is a note");
    let json = serde_json::to_value(note).expect("a note is JSON");
    let differs = |(path, expected): (&String, &toml::Value)| {
        let found = shown(&lookup(&json, path));
        let wanted = shown(&serde_json::to_value(expected).expect("TOML is JSON"));
        (found != wanted).then(|| format!("{path}: expected {wanted}, found {found}"))
    };
    entry.expect.iter().filter_map(differs).collect()
}

/// What stands at a dotted path: facts as their values, lists as the list of what their entries have.
fn lookup(value: &Value, path: &str) -> Value {
    let (key, rest) = path.split_once('.').map_or((path, ""), |(k, r)| (k, r));
    match value {
        _ if path.is_empty() => plain(value),
        Value::Array(items) if key == "#" => Value::from(items.len()),
        Value::Array(items) => match key.parse::<usize>() {
            Ok(i) => items.get(i).map_or(Value::Null, |v| lookup(v, rest)),
            Err(_) => Value::Array(items.iter().map(|v| lookup(v, path)).collect()),
        },
        _ => value.get(key).map_or(Value::Null, |v| lookup(v, rest)),
    }
}

fn plain(value: &Value) -> Value {
    match value {
        Value::Object(fact) if fact.contains_key("certainty") => match fact["certainty"].as_str() {
            Some("ambiguous") => {
                let candidates: Vec<String> = fact["candidates"].as_array().into_iter().flatten().map(shown).collect();
                Value::String(format!("? {}", candidates.join(" | ")))
            }
            _ => fact["value"].clone(),
        },
        Value::Array(items) => Value::Array(items.iter().map(plain).collect()),
        other => other.clone(),
    }
}

/// Nothing, an empty text and an empty list are the same: nothing there.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(s) => s.clone(),
        Value::Array(items) if items.is_empty() => String::new(),
        Value::Array(items) => format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}
