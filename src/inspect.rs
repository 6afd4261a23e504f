//! The facts of one note for the eyes: what was read, from which words, how certain, and what is asked.
//!
//! Handed: a [`Note`] and its source. Gives: text for a terminal. Knows nothing about how facts are found.

use crate::model::{Certainty, Fact, Note, Person, Role};
use crate::source::SourceFile;
use std::fmt::{Display, Write};

/// Columns of the first column: names of facts.
const LABEL: usize = 14;

/// Shows a note in lines of at most `width` columns.
pub fn render(note: &Note, source: &SourceFile, width: usize) -> String {
    let mut page = Page { out: String::new(), source, width };
    page.line(&format!("{}  ({})", note.source.path, note.id));
    page.head("Document");
    page.plain("kind", note.kind.name());
    page.fact("title", note.title.as_ref());
    page.fact("subtitle", note.subtitle.as_ref());
    page.fact("date", note.document_date.as_ref());
    page.fact("publisher", note.publisher.as_ref());
    page.head("Meeting");
    let event = &note.event;
    page.fact("name", event.name.as_ref());
    page.fact("ordinal", event.ordinal.as_ref());
    page.fact("dates", event.dates.as_ref());
    event.sessions.iter().for_each(|s| page.fact("session", Some(s)));
    page.fact("city", event.place.city.as_ref());
    page.fact("country", event.place.country.as_ref());
    page.fact("venue", event.place.venue.as_ref());
    page.fact("mode", event.mode.as_ref());
    page.fact("status", event.status.as_ref());
    if let Some(series) = &note.series {
        page.fact("series", series.name.as_ref());
        page.fact("first year", series.first_year.as_ref());
        page.fact("cadence", series.cadence.as_ref());
    }
    page.people(note);
    page.findings(note);
    page.mentions(note);
    page.questions(note);
    page.out
}

struct Page<'a> {
    out: String,
    source: &'a SourceFile,
    width: usize,
}

impl Page<'_> {
    fn line(&mut self, words: &str) {
        let _ = writeln!(self.out, "{}", clip(words, self.width));
    }

    fn head(&mut self, words: &str) {
        let _ = write!(self.out, "\n{words}\n");
    }

    /// A label and a value, the value over as many lines as it needs.
    fn plain(&mut self, label: &str, value: &str) {
        let room = self.width.saturating_sub(LABEL + 2).max(20);
        let label = clip(label, LABEL - 1);
        for (i, line) in wrap(value, room).iter().enumerate() {
            self.line(&format!("  {:<LABEL$}{line}", if i == 0 { label.as_str() } else { "" }));
        }
    }

    /// A label and as much of a value as one line holds.
    fn brief(&mut self, label: &str, value: &str) {
        self.line(&format!("  {:<LABEL$}{value}", clip(label, LABEL - 1)));
    }

    /// A value, and under it the words it was read from. Nothing for a fact the note does not state.
    fn fact<T: Display>(&mut self, label: &str, fact: Option<&Fact<T>>) {
        let Some(fact) = fact else { return };
        let value = match &fact.value {
            Some(value) => value.to_string(),
            None => format!("? {}", join(&fact.candidates, " or ")),
        };
        self.plain(label, &value);
        self.origin(fact);
    }

    fn origin<T>(&mut self, fact: &Fact<T>) {
        let line = self.source.position(fact.span.start).line;
        let certainty = match fact.certainty {
            Certainty::Stated => String::new(),
            Certainty::Inferred if fact.inferred.is_empty() => ", inferred".to_owned(),
            Certainty::Inferred => format!(", inferred {}", fact.inferred.join(", ")),
            Certainty::Ambiguous => ", asked".to_owned(),
            Certainty::Given => ", given by hand".to_owned(),
        };
        let tail = format!("  line {line}{certainty}");
        let room = self.width.saturating_sub(LABEL + 4 + 2 + tail.chars().count());
        let words = clip(&one_line(&fact.quote), room);
        self.line(&format!("  {:<LABEL$}  “{words}”{tail}", ""));
    }

    fn people(&mut self, note: &Note) {
        if !note.chairs.is_empty() {
            self.head("Chairs");
        }
        for chair in &note.chairs {
            let role = match chair.role.value {
                // what a label has room for
                Some(Role::DelegationHead) => "head of side",
                role => role.map_or("chair", |r| r.name()),
            };
            self.person(role, &chair.person);
        }
        if !note.participants.is_empty() {
            self.head("Participants");
            let names: Vec<&str> = note.participants.iter().filter_map(|p| p.name.value.as_deref()).collect();
            self.wrapped(&names.join(", "));
        }
        if !note.people.is_empty() {
            self.head("Others named");
        }
        note.people.iter().for_each(|p| self.person("", p));
    }

    fn person(&mut self, role: &str, person: &Person) {
        let value = |f: &Option<Fact<String>>| f.as_ref().and_then(|f| f.value.clone());
        let name = [value(&person.honorific), value(&person.name)].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let country = person.country.as_ref().and_then(|c| c.value).map(|c| format!("[{c}]"));
        let title = value(&person.title);
        let said = |o: &String| title.as_ref().is_some_and(|t| t.contains(o.as_str()));
        let organization = value(&person.organization).filter(|o| !said(o));
        let parts = [Some(name).filter(|n| !n.is_empty()), title.clone(), organization];
        let mut words = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        country.iter().for_each(|c| words += &format!(" {c}"));
        self.plain(role, &words);
    }

    fn findings(&mut self, note: &Note) {
        if !note.findings.is_empty() {
            self.head("Findings");
        }
        let mut stack: Vec<_> = note.findings.iter().rev().collect();
        while let Some(f) = stack.pop() {
            let pad = "  ".repeat(usize::from(f.level.saturating_sub(1)));
            self.brief(&format!("{pad}{}", f.label), &f.text);
            stack.extend(f.children.iter().rev());
        }
    }

    fn mentions(&mut self, note: &Note) {
        if !note.mentions.is_empty() {
            self.head("Also mentioned, not of this meeting");
        }
        for m in &note.mentions {
            let name = m.name.as_ref().and_then(|n| n.value.clone());
            let date = m.date.as_ref().and_then(|d| d.value).map(|d| d.to_string());
            let city = m.city.as_ref().and_then(|c| c.value.clone());
            let ordinal = m.ordinal.as_ref().and_then(|o| o.value).map(|o| format!("no. {o}"));
            let words: Vec<String> = [ordinal, name, city, date].into_iter().flatten().collect();
            let kind = serde_json::to_value(m.kind).ok().and_then(|k| k.as_str().map(ToOwned::to_owned));
            self.plain(&kind.unwrap_or_default(), &words.join(", "));
        }
    }

    fn questions(&mut self, note: &Note) {
        if !note.diagnostics.is_empty() {
            self.head("Needs attention");
        }
        for d in &note.diagnostics {
            self.plain(&format!("{} {}", d.severity.name(), d.code), &format!("{} (line {})", d.message, d.line));
        }
    }

    /// Words over as many lines as they need.
    fn wrapped(&mut self, words: &str) {
        wrap(words, self.width - 2).iter().for_each(|l| self.line(&format!("  {l}")));
    }
}

/// Breaks words into lines of at most `width` characters; a longer word has a line of its own.
fn wrap(words: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words.split_whitespace() {
        let line = lines.last_mut().expect("there is always a line");
        let used = line.chars().count();
        if used > 0 && used + 1 + word.chars().count() > width {
            lines.push(word.to_owned());
        } else {
            line.push_str(if used > 0 { " " } else { "" });
            line.push_str(word);
        }
    }
    lines
}

fn join<T: Display>(values: &[T], between: &str) -> String {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join(between)
}

/// Words with every run of white space as one space, control characters left out.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|c| !c.is_control()).collect()
}

/// At most `width` characters, the last one an ellipsis if some are left out.
fn clip(words: &str, width: usize) -> String {
    if words.chars().count() <= width {
        return words.trim_end().to_owned();
    }
    let kept: String = words.chars().take(width.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
