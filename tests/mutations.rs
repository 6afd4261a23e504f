//! Faults put into clean notes, one at a time: each must be found by a rule of the right family, at the words changed.
//!
//! A mutation rewrites the words of a fact, so that it goes where the note itself says the fact stands.

mod support;

use communique::diag::{Diagnostic, Severity};
use communique::model::{Block, Item, Note};
use communique::pipeline;
use communique::source::Span;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A changed text, and where the change is.
struct Mutant {
    text: String,
    changed: Span,
}

/// What is done to a note, and the families of rules that may find it.
struct Mutation {
    name: &'static str,
    families: &'static str,
    apply: fn(&Note, &str) -> Option<Mutant>,
}

const MUTATIONS: &[Mutation] = &[
    Mutation { name: "swap the days of the range", families: "D", apply: swap_days },
    Mutation { name: "give the month a day too many", families: "D", apply: impossible_day },
    Mutation { name: "shift a weekday", families: "D", apply: shift_weekday },
    Mutation { name: "date the note a year early", families: "D", apply: date_early },
    Mutation { name: "date the note a year late", families: "D", apply: date_late },
    Mutation { name: "lose the hyphen of the range", families: "D", apply: lose_hyphen },
    Mutation { name: "drop a middle item", families: "F", apply: drop_item },
    Mutation { name: "repeat a label", families: "F", apply: repeat_label },
    Mutation { name: "swap two labels", families: "F", apply: swap_labels },
    Mutation { name: "number every item 1", families: "F", apply: all_one },
    Mutation { name: "empty an item", families: "F", apply: empty_item },
    Mutation { name: "announce one more than follow", families: "F", apply: miscount },
    Mutation { name: "change the second ordinal", families: "TS", apply: change_ordinal },
    Mutation { name: "name the first chair twice", families: "C", apply: repeat_chair },
    Mutation { name: "misspell the city", families: "TP", apply: misspell_city },
    Mutation { name: "move the city to another country", families: "P", apply: wrong_country },
];

#[test]
fn planted_faults_are_found_where_they_are() {
    let own = try_all(&notes("inputs"));
    own.say("own notes");
    assert!(own.missed.is_empty(), "missed:\n{}", own.missed.join("\n"));
    assert!(own.table.len() >= 14, "only {} kinds of fault could be tried", own.table.len());
}

/// Releases of many ministries, where the grammar may read less than in our own notes.
#[test]
fn planted_faults_are_found_in_real_releases() {
    let releases = notes("../shared/corpus/dev");
    if releases.is_empty() {
        return support::skipped("../shared/corpus/dev is not there");
    }
    let outcome = try_all(&releases);
    outcome.say("real releases");
    let tried: usize = outcome.table.values().map(|(tried, _)| tried).sum();
    let share = 1.0 - outcome.missed.len() as f64 / tried as f64;
    assert!(share >= 0.90, "{:.1} % found; missed:\n{}", share * 100.0, outcome.missed.join("\n"));
}

#[derive(Default)]
struct Outcome {
    /// Tried and found, by kind.
    table: BTreeMap<&'static str, (usize, usize)>,
    missed: Vec<String>,
}

impl Outcome {
    fn say(&self, of: &str) {
        for (name, (tried, found)) in &self.table {
            support::note(&format!("{of}: {name}: {found} of {tried} found"));
        }
        self.missed.iter().for_each(|m| support::note(&format!("{of}: missed {m}")));
    }
}

/// Applies every fitting mutation to every note that is clean before.
fn try_all(notes: &[PathBuf]) -> Outcome {
    let mut outcome = Outcome::default();
    for path in notes {
        let text = fs::read_to_string(path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let before = pipeline::examine(name, text.as_bytes());
        let Some(note) = before.note.filter(|_| before.diagnostics.iter().all(|d| d.severity == Severity::Note)) else {
            continue;
        };
        for mutation in MUTATIONS {
            let Some(mutant) = (mutation.apply)(&note, &text) else { continue };
            let after = pipeline::examine(name, mutant.text.as_bytes()).diagnostics;
            let (tried, found) = outcome.table.entry(mutation.name).or_default();
            *tried += 1;
            if after.iter().any(|d| finds(d, mutation, &mutant)) {
                *found += 1;
            } else {
                outcome.missed.push(format!("{name}: {}: {:?}", mutation.name, &mutant.text[mutant.changed.range()]));
            }
        }
    }
    outcome
}

/// A rule of a right family that points at the change, with its words or with a related place.
fn finds(d: &Diagnostic, mutation: &Mutation, mutant: &Mutant) -> bool {
    let at = |span: Span| span.overlaps(mutant.changed) || span.contains(mutant.changed);
    mutation.families.contains(&d.code[..1]) && (at(d.span) || d.related.iter().any(|r| at(r.span)))
}

/// Text and Markdown files of a folder, by name; none if it is not there.
fn notes(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut notes: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).collect();
    notes.retain(|p| p.extension().is_some_and(|e| e == "txt" || e == "md"));
    notes.sort();
    notes
}

/// The text with other words at a span.
fn replaced(text: &str, span: Span, words: &str) -> Option<Mutant> {
    let changed = Span::new(span.start, span.start + words.len());
    let text = format!("{}{words}{}", &text[..span.start], &text[span.end..]);
    Some(Mutant { text, changed })
}

/// Runs of digits in the words at a span.
fn numbers(text: &str, span: Span) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = span.start;
    for part in text[span.range()].split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = part.trim_end_matches(|c: char| !c.is_ascii_digit());
        if let Ok(n) = digits.parse() {
            found.push((Span::new(at, at + digits.len()), n));
        }
        at += part.len();
    }
    found
}

/// A number and where it stands.
type Number = (Span, u32);

/// Where the meeting's own dates are stated as a range of two days, and the two days.
fn range(note: &Note, text: &str) -> Option<(Span, Number, Number)> {
    let span = note.event.dates.as_ref()?.span;
    let days: Vec<Number> = numbers(text, span).into_iter().filter(|&(_, n)| n <= 31).collect();
    let &[a, b] = days.as_slice() else { return None };
    (a.1 < b.1).then_some((span, a, b))
}

fn swap_days(note: &Note, text: &str) -> Option<Mutant> {
    let (span, a, b) = range(note, text)?;
    let one_month = note.event.dates.as_ref()?.value?;
    (one_month.start().get_month() == one_month.end().get_month()).then_some(())?;
    let words = format!(
        "{}{}{}{}{}",
        &text[span.start..a.0.start],
        b.1,
        &text[a.0.end..b.0.start],
        a.1,
        &text[b.0.end..span.end]
    );
    replaced(text, span, &words)
}

fn impossible_day(note: &Note, text: &str) -> Option<Mutant> {
    let span = note.event.dates.as_ref()?.span;
    let (last, _) = numbers(text, span).into_iter().rfind(|&(_, n)| n <= 31)?;
    let mut mutant = replaced(text, last, "32")?;
    let month = note.event.dates.as_ref()?.value?.end().get_month()?;
    let day = if month == 2 { "30" } else { "31" };
    matches!(month, 2 | 4 | 6 | 9 | 11).then(|| mutant.text.replace_range(mutant.changed.range(), day))?;
    Some(mutant)
}

fn shift_weekday(note: &Note, text: &str) -> Option<Mutant> {
    let weekday = &note.claims.weekdays.first()?.weekday;
    let other = if text[weekday.span.range()].starts_with("Mon") { "Tuesday" } else { "Monday" };
    let printed = &text[weekday.span.range()];
    replaced(text, weekday.span, if printed.len() > 3 { other } else { &other[..3] })
}

fn date_the_note(note: &Note, text: &str, years: i32) -> Option<Mutant> {
    let document = note.document_date.as_ref()?;
    document.value?.end().get_day()?;
    note.event.dates.as_ref().filter(|d| d.inferred.is_empty())?;
    let (year, n) = numbers(text, document.span).into_iter().find(|&(_, n)| n > 1900)?;
    replaced(text, year, &(i64::from(n) + i64::from(years)).to_string())
}

fn date_early(note: &Note, text: &str) -> Option<Mutant> {
    date_the_note(note, text, -1).filter(|_| note.kind != communique::model::NoteKind::Announcement)
}

fn date_late(note: &Note, text: &str) -> Option<Mutant> {
    date_the_note(note, text, 1)
}

fn lose_hyphen(note: &Note, text: &str) -> Option<Mutant> {
    let (span, a, b) = range(note, text)?;
    let after = &text[b.0.end..span.end];
    (a.1 >= 10 && after.starts_with(' ')).then(|| replaced(text, span, &format!("{}{}{after}", a.1, b.1)))?
}

/// The first list of at least three labelled items.
fn list(blocks: &[Block]) -> Option<&[Item]> {
    blocks.iter().find_map(|block| match block {
        Block::List { items } => {
            let numbered = |i: &Item| i.label.as_ref().is_some_and(|l| l.text.chars().any(char::is_alphanumeric));
            (items.len() >= 3 && items.iter().all(numbered)).then_some(items.as_slice())
        }
        _ => None,
    })
}

fn label(item: &Item) -> Option<Span> {
    Some(item.label.as_ref()?.span())
}

fn drop_item(note: &Note, text: &str) -> Option<Mutant> {
    let items = list(&note.body)?;
    let (from, to) = (label(&items[1])?, label(&items[2])?);
    let mut mutant = replaced(text, Span::new(from.start, to.start), "")?;
    mutant.changed = Span::new(from.start, from.start + to.len());
    Some(mutant)
}

fn repeat_label(note: &Note, text: &str) -> Option<Mutant> {
    let items = list(&note.body)?;
    replaced(text, label(&items[2])?, &text[label(&items[1])?.range()])
}

fn swap_labels(note: &Note, text: &str) -> Option<Mutant> {
    let items = list(&note.body)?;
    let (a, b) = (label(&items[0])?, label(&items[1])?);
    let words = format!("{}{}{}", &text[b.range()], &text[a.end..b.start], &text[a.range()]);
    replaced(text, a.cover(b), &words)
}

fn all_one(note: &Note, text: &str) -> Option<Mutant> {
    let items = list(&note.body)?;
    let first = &text[label(&items[0])?.range()];
    let mut out = text.to_owned();
    for item in items.iter().rev() {
        out.replace_range(label(item)?.range(), first);
    }
    let start = label(&items[0])?.start;
    Some(Mutant { text: out, changed: Span::new(start, start + first.len()) })
}

fn empty_item(note: &Note, text: &str) -> Option<Mutant> {
    let items = list(&note.body)?;
    let [Block::Paragraph { text: words }] = items[1].blocks.as_slice() else { return None };
    let mut mutant = replaced(text, words.span(), "")?;
    mutant.changed = label(&items[1])?;
    Some(mutant)
}

fn miscount(note: &Note, text: &str) -> Option<Mutant> {
    const WORDS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let count = &note.claims.counts.first()?.count;
    replaced(text, count.span, WORDS.get(count.value? as usize)?)
}

fn change_ordinal(note: &Note, text: &str) -> Option<Mutant> {
    let claims = &note.claims.ordinals;
    let second = claims.get(1)?;
    let value = second.value?;
    replaced(text, second.span, &format!("{}th", value + if value < 4 { 10 } else { 3 }))
}

fn repeat_chair(note: &Note, text: &str) -> Option<Mutant> {
    let [first, second, ..] = note.chairs.as_slice() else { return None };
    let (a, b) = (first.person.name.as_ref()?, second.person.name.as_ref()?);
    replaced(text, b.span, &text[a.span.range()])
}

/// The city's last mention with two neighbouring letters swapped.
fn misspell_city(note: &Note, text: &str) -> Option<Mutant> {
    let last = note.claims.cities.last().filter(|c| note.claims.cities.len() > 1 && c.quote.is_ascii())?;
    let word = last.quote.split(' ').max_by_key(|w| w.len()).filter(|w| w.len() >= 6)?;
    let at = last.span.start + last.quote.find(word)? + 2;
    let swapped: String = text[at..at + 2].chars().rev().collect();
    (swapped != text[at..at + 2]).then(|| replaced(text, Span::new(at, at + 2), &swapped))?
}

fn wrong_country(note: &Note, text: &str) -> Option<Mutant> {
    let (city, country) = (note.event.place.city.as_ref()?, note.event.place.country.as_ref()?);
    let beside = text.get(city.span.end..country.span.start)? == ", " && text[..city.span.start].ends_with("in ");
    let other = if country.value?.as_str() == "FJ" { "Chile" } else { "Fiji" };
    beside.then(|| replaced(text, country.span, other))?
}
