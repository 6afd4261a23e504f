//! Checks across notes: on what ministries published about eight series of meetings, and on very many summaries.

mod support;

use communique::check::series::{self, Summary};
use communique::pipeline;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Instant;

/// A row of the collection as a short note; `None` where it has no ordinal or no date.
fn short_note(row: &Value) -> Option<String> {
    let (name, ordinal) = (row["series"].as_str()?, row["ordinal"].as_u64()?);
    let when = spoken(row["start"].as_str()?, row["end"].as_str())?;
    let place = row["city"].as_str().map(|city| format!(" in {city}")).unwrap_or_default();
    // pages spell out what the collection abbreviates
    let name = name.replace("JWG", "Joint Working Group");
    let the = format!("The {ordinal}{} {name}", suffix(ordinal));
    let dated = row["note"].as_str().and_then(page_date).map(|d| format!("{d}\n\n")).unwrap_or_default();
    Some(format!("{the}\n\n{dated}{the} was held {when}{place}.\n"))
}

/// The date of a page, where the collection says that it contradicts the page's text ("dated January 12, 2023, says …").
fn page_date(remark: &str) -> Option<&str> {
    let (_, rest) = remark.split_once("CONTRADICTION: dated ")?;
    rest.split_once(", says").map(|(date, _)| date)
}

fn suffix(n: u64) -> &'static str {
    match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

fn spoken(start: &str, end: Option<&str>) -> Option<String> {
    match end.filter(|&e| e != start) {
        Some(end) => Some(format!("from {} to {}", day(start)?, day(end)?)),
        None if start.len() == 7 => Some(format!("in {}", day(start)?)),
        None => Some(format!("on {}", day(start)?)),
    }
}

fn day(iso: &str) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut parts = iso.split('-');
    let year = parts.next()?;
    let month = MONTHS.get(parts.next()?.parse::<usize>().ok()? - 1)?;
    let day = parts.next().map(|d| d.trim_start_matches('0'));
    Some(day.map_or(format!("{month} {year}"), |d| format!("{d} {month} {year}")))
}

#[test]
fn contradictions_between_published_pages_are_found() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/series.json");
    let Ok(text) = fs::read_to_string(&path) else {
        return support::skipped(&format!("{} is not there", path.display()));
    };
    let rows: Vec<Value> = serde_json::from_str(&text).unwrap();
    let (mut summaries, mut alone) = (Vec::new(), Vec::new());
    for (i, row) in rows.iter().enumerate() {
        let Some(text) = short_note(row) else { continue };
        let compiled = pipeline::examine(&format!("{i:03}.txt"), text.as_bytes());
        summaries.extend(compiled.note.iter().map(|n| Summary::of(n, &compiled.source)));
        alone.extend(compiled.diagnostics);
    }
    // pages about one meeting share an identifier here, as files of a run would not
    let found: Vec<_> = series::check(&summaries).into_iter().filter(|d| d.code != "S201").collect();
    found.iter().for_each(|d| support::note(&format!("{} {}", d.code, d.message)));
    let dialogue = "the 4th meeting is dated 12 to 13 August 2009 here and 11 to 12 August 2009";
    assert!(found.iter().any(|d| d.code == "S202" && d.message.starts_with(dialogue)), "{found:?}");
    let codes: BTreeSet<&str> = found.iter().map(|d| d.code.as_str()).collect();
    assert!(codes.contains("S204"), "two spellings of Luang Prabang: {codes:?}");
    let counted = "the meeting of 4 August 2021 is the 5th here and the 1st";
    assert!(found.iter().any(|d| d.code == "S209" && d.message.starts_with(counted)), "{found:?}");
    let dated = "the note is dated 12 January 2023, a year after the meeting of 12 January 2022";
    assert!(alone.iter().any(|d| d.code == "D106" && d.message == dated), "{alone:?}");
}

#[test]
fn a_hundred_thousand_summaries_are_checked_in_one_breath() {
    let text =
        "The 3rd Border Dialogue\n\nThe 3rd Border Dialogue was held on 9 February 2011 in Vientiane, Lao PDR.\n";
    let compiled = pipeline::examine("note.txt", text.as_bytes());
    let model = Summary::of(&compiled.note.unwrap(), &compiled.source);
    assert!(model.ordinal.is_some() && model.dates.is_some());
    let many: Vec<Summary> = (0..100_000u32)
        .map(|i| {
            let mut s = model.clone();
            (s.path, s.id) = (format!("{i:06}.txt"), format!("note-{i}"));
            s.name.as_mut().unwrap().value = format!("Border Dialogue of Region {}", i / 20);
            s.ordinal.as_mut().unwrap().value = i % 20 + 1;
            s.dates.as_mut().unwrap().value = format!("{}-02-09", 1990 + i % 20).parse().unwrap();
            s
        })
        .collect();
    let start = Instant::now();
    let found = series::check(&many);
    let took = start.elapsed();
    support::note(&format!("100,000 summaries checked in {took:?} without optimization"));
    assert!(found.is_empty(), "{:?}", found.first());
    assert!(took.as_secs() < 20, "{took:?}");
}
