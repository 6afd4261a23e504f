//! Whether the meeting had been held when the note was written.

use super::head::Head;
use super::own::{Kinship, Own, sentence_of};
use super::relation::Belongs;
use super::sights::{Cue, CueSort, Line};
use super::statements::Statement;
use crate::lexicon::token::Shape;
use crate::model::{Certainty, Edtf, Fact, NoteKind, Status};
use crate::normalize::passage::Passage;

/// Reads the tense of the verbs that stand with the meeting's name, date or place.
pub(super) fn read(
    lines: &[Line],
    own: &Own,
    head: &Head,
    dates: &[Statement],
    places: &[Statement],
    kind: NoteKind,
) -> Option<Fact<Status>> {
    // "Officials Gather in Graz": the present of a headline tells of what was and of what will be alike
    let text = || lines.iter().skip(head.end).take(12).find_map(|line| of_line(line, own));
    let above = lines.iter().take(head.end).find_map(|line| of_line(line, own));
    let told = match above {
        Some(f) if is_present(f.quote.as_str()) => text().or_else(|| of_statements(lines, dates, places)).or(Some(f)),
        Some(f) => Some(f),
        None => text(),
    };
    told.or_else(|| of_statements(lines, dates, places))
        .or_else(|| of_past_tense(lines, own, head))
        .or_else(|| of_kind(lines, head, kind))
}

/// Dates decide where nothing states it, and in announcements, where "held" may speak of the past of a series: what lies
/// after the date line is to come, what lies before it was held. Elsewhere a tense that contradicts the dates stays, for
/// the checks to see.
pub(super) fn against_dates(
    status: Option<Fact<Status>>,
    dates: Option<&Fact<Edtf>>,
    issued: Option<&Fact<Edtf>>,
    told: NoteKind,
) -> Option<Fact<Status>> {
    let (Some(when), Some(day)) = (dates.and_then(|f| f.value), issued.and_then(|f| f.value)) else { return status };
    let decided = if when.earliest() > day.latest() {
        Status::Upcoming
    } else if when.latest() < day.earliest() {
        Status::Held
    } else {
        return status;
    };
    let stated = |f: &Fact<Status>| f.certainty == Certainty::Stated && told != NoteKind::Announcement;
    // a statement or a report is about what has been, whatever its date line says
    let reports = matches!(
        told,
        NoteKind::ChairsStatement | NoteKind::JointStatement | NoteKind::MeetingReport | NoteKind::Readout
    );
    let settled = |f: &Fact<Status>| f.value == Some(decided) || stated(f) || (reports && decided == Status::Upcoming);
    if status.as_ref().is_none_or(settled) {
        return status;
    }
    let words = dates.expect("there is a value");
    let fact = Fact::inferred(decided, words.quote.clone(), words.span, "status/date-line", &["status"]);
    Some(match issued {
        Some(i) => fact.borrowed_from(i.quote.clone(), i.span),
        None => fact,
    })
}

fn of_line(line: &Line, own: &Own) -> Option<Fact<Status>> {
    line.cues.iter().enumerate().find_map(|(c, cue)| {
        let CueSort::Name(n) = cue.sort else { return None };
        if !matches!(own.kinship(&line.names[n], line), Kinship::Own) {
            return None;
        }
        let sentence = sentence_of(line, cue.tokens.start);
        let within = |c: &&Cue| sentence.contains(&c.tokens.start);
        let tense = |cue: &Cue| match cue.sort {
            CueSort::Hold { future, .. } => Some(fact(line, cue.tokens.clone(), future)),
            CueSort::Link => Some(fact(line, cue.tokens.clone(), is_ahead(line, cue.tokens.start))),
            _ => None,
        };
        // "Hosted by the Minister, the first meeting will be held": the verb behind it is its own
        let own_verb = line
            .cues
            .get(c + 1)
            .filter(within)
            .filter(|c| matches!(c.sort, CueSort::Hold { subject_first: true, future: true }));
        if let Some(verb) = own_verb {
            return tense(verb);
        }
        let before = line.cues[c.saturating_sub(3)..c].iter().rev().filter(within).find_map(tense);
        before.or_else(|| line.cues[c + 1..].iter().take(1).filter(within).find_map(tense))
    })
}

/// "Gather", "Hosts", "meet".
fn is_present(verb: &str) -> bool {
    const VERBS: [&str; 13] = [
        "gather", "meet", "convene", "hold", "host", "open", "begin", "start", "attend", "welcome", "receive", "kick",
        "gathers",
    ];
    let verb = verb.split_whitespace().next().unwrap_or_default().to_lowercase();
    VERBS.contains(&verb.as_str()) || verb.strip_suffix('s').is_some_and(|v| VERBS.contains(&v))
}

/// "will be the place of", "will be the venue, and Monday the day, of": the tense of a link is that of the verb before it.
fn is_ahead(line: &Line, at: usize) -> bool {
    let before = (at.saturating_sub(16)..at).rev().take_while(|&i| !matches!(line.p.word(i), "." | ";"));
    let mut finite = before.filter(|&i| matches!(line.p.word(i), "will" | "shall" | "was" | "were" | "is" | "has"));
    finite.next().is_some_and(|i| matches!(line.p.word(i), "will" | "shall"))
}

fn of_statements(lines: &[Line], dates: &[Statement], places: &[Statement]) -> Option<Fact<Status>> {
    let date = dates.iter().map(|s| (s, lines[s.line].dates[s.index].tokens.clone()));
    let place = places.iter().map(|s| (s, lines[s.line].places[s.index].tokens.clone()));
    date.chain(place).find_map(|(s, tokens)| match s.belongs {
        Belongs::Own { future: Some(future), .. } => Some(fact(&lines[s.line], tokens, future)),
        _ => None,
    })
}

/// A sentence that names the meeting tells of the past, and nothing in it looks ahead.
fn of_past_tense(lines: &[Line], own: &Own, head: &Head) -> Option<Fact<Status>> {
    lines.iter().skip(head.end).take(4).find_map(|line| {
        let n = line.names.iter().find(|n| own.kinship(n, line) == Kinship::Own)?;
        let mut sentence = sentence_of(line, n.tokens.start);
        let ahead =
            sentence.clone().any(|i| matches!(line.p.word(i), "will" | "shall" | "upcoming" | "scheduled" | "planned"));
        // "has been deferred": it is still to come, if at all
        if let Some(off) = sentence.clone().find(|&i| OFF.contains(&line.p.word(i))) {
            return put_off(line.p, off);
        }
        let past = sentence.find(|&i| {
            let word = line.p.word(i);
            line.p.tokens[i].shape == Shape::Lower
                && (matches!(
                    word,
                    "was"
                        | "were"
                        | "sat"
                        | "ran"
                        | "came"
                        | "began"
                        | "took"
                        | "saw"
                        | "brought"
                        | "had"
                        | "spent"
                        | "got"
                        | "drew"
                        | "fell"
                        | "met"
                        | "gave"
                        | "spoke"
                        | "went"
                        | "laid"
                        | "stood"
                        | "heard"
                        | "dealt"
                ) || word.len() > 4 && word.ends_with("ed"))
        })?;
        (!ahead).then(|| line.p.inferred(past..past + 1, Status::Held, "status/past-tense", &["status"]))
    })
}

/// Words of a meeting that did not come about when it was to.
const OFF: [&str; 6] = ["deferred", "postponed", "rescheduled", "cancelled", "canceled", "delayed"];

/// What is put off is to come; what is cancelled is neither.
fn put_off(p: &Passage, off: usize) -> Option<Fact<Status>> {
    let cancelled = matches!(p.small(off), "cancelled" | "canceled");
    (!cancelled).then(|| p.inferred(off..off + 1, Status::Upcoming, "status/put-off", &["status"]))
}

/// A statement or report of a meeting is written after it.
fn of_kind(lines: &[Line], head: &Head, kind: NoteKind) -> Option<Fact<Status>> {
    let told = matches!(
        kind,
        NoteKind::ChairsStatement | NoteKind::JointStatement | NoteKind::MeetingReport | NoteKind::Readout
    );
    let &l = head.title_lines.first().filter(|_| head.is_of_a_meeting)?;
    let p = lines[l].p;
    if let Some(off) = (0..p.tokens.len()).find(|&i| OFF.contains(&p.small(i))) {
        return put_off(p, off);
    }
    if !told {
        return None;
    }
    Some(p.inferred(0..p.tokens.len(), Status::Held, "status/kind", &["status"]))
}

fn fact(line: &Line, tokens: std::ops::Range<usize>, future: bool) -> Fact<Status> {
    let status = if future { Status::Upcoming } else { Status::Held };
    line.p.stated(tokens, status, "status/tense")
}
