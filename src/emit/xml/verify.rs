//! What no schema sees: our own checks of an exchange file before it is published, and of one that arrives.
//!
//! Handed: an exchange file, and the note it should say. Gives: [`Problem`]s, none for a file that may go out. Judges the
//! file alone: it reads it once, from start to end, and never looks at how it was written. Knows nothing about files or
//! diagnostics.

use super::events::Unreadable;
use super::import::Arrived;
use crate::model::{Block, Note};

/// Something wrong with an exchange file.
pub type Problem = Unreadable;

/// Checks a file against the note it should say: everything [`verify_alone`] checks, the facts, the text in reading
/// order, the labels. Empty if all is well.
pub fn verify(xml: &str, note: &Note) -> Vec<Problem> {
    match Arrived::read(xml) {
        Ok(arrived) if arrived.note == *note => alone(arrived),
        Ok(arrived) => {
            let difference = Problem::new("facts", difference(&arrived.note, note));
            [alone(arrived), vec![difference]].concat()
        }
        Err(problem) => vec![problem],
    }
}

/// Checks a file by itself: well-formed, an exchange file, references resolve, eIds unique and well-formed, the parts of
/// its identity agree with each other and with the facts. Empty if all is well.
pub fn verify_alone(xml: &str) -> Vec<Problem> {
    match Arrived::read(xml) {
        Ok(arrived) => alone(arrived),
        Err(problem) => vec![problem],
    }
}

fn alone(arrived: Arrived) -> Vec<Problem> {
    let Arrived { note, element, identification, links } = arrived;
    let mut problems = links.problems();
    problems.extend(identification.problems(element, &note));
    problems
}

/// Names the parts of the note that differ.
fn difference(found: &Note, wanted: &Note) -> String {
    let parts = [
        ("schema", found.schema == wanted.schema),
        ("id", found.id == wanted.id),
        ("source", found.source == wanted.source),
        ("title", found.title == wanted.title),
        ("subtitle", found.subtitle == wanted.subtitle),
        ("document_date", found.document_date == wanted.document_date),
        ("publisher", found.publisher == wanted.publisher),
        ("kind", found.kind == wanted.kind),
        ("event", found.event == wanted.event),
        ("chairs", found.chairs == wanted.chairs),
        ("participants", found.participants == wanted.participants),
        ("people", found.people == wanted.people),
        ("findings", found.findings == wanted.findings),
        ("series", found.series == wanted.series),
        ("mentions", found.mentions == wanted.mentions),
        ("handling", found.handling == wanted.handling),
        ("claims", found.claims == wanted.claims),
        ("corrections", found.corrections == wanted.corrections),
        ("body", found.body == wanted.body),
        ("diagnostics", found.diagnostics == wanted.diagnostics),
    ];
    let differing: Vec<&str> = parts.iter().filter(|(_, equal)| !equal).map(|(name, _)| *name).collect();
    let text = if found.body == wanted.body { String::new() } else { first_difference(&found.body, &wanted.body) };
    format!("they are not the note's: {} differ{text}", differing.join(", "))
}

/// Names the first text or label that differs.
fn first_difference(found: &[Block], wanted: &[Block]) -> String {
    let texts = |blocks: &[Block]| {
        let mut texts = Vec::new();
        blocks.iter().for_each(|b| b.for_each_text(&mut |t| texts.push(t.text.clone())));
        texts
    };
    let (found, wanted) = (texts(found), texts(wanted));
    match found.iter().zip(&wanted).find(|(f, w)| f != w) {
        Some((found, wanted)) => format!("; the text {found:?} should be {wanted:?}"),
        None if found.len() != wanted.len() => format!("; it has {} texts, the note {}", found.len(), wanted.len()),
        None => String::new(),
    }
}
