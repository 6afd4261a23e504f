//! Finds the phrases that name meetings and bodies: an ordinal, capitalized words, a head noun, and what it is about.
//!
//! "the Seventh ARF Inter-Sessional Meeting on Counter-Terrorism and Transnational Crime (ISM on CTTC)" is one phrase
//! with the ordinal 7; "the meeting" is one without a name.

mod left;
mod ordinal;
mod right;
mod romance;
mod topic;
mod words;

use crate::lexicon::Class;
use crate::lexicon::sorts::Sorts;
use crate::lexicon::token::Shape;
use crate::normalize::passage::Passage;
use left::Left;
pub(super) use ordinal::before as ordinal_before;
use right::Right;
use std::ops::Range;
use words::{abbreviation, only_generic};
pub(super) use words::{is_generic, is_stop, key, starts_place, tidy};

/// What a phrase's head says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A meeting.
    Meeting,
    /// A body that meets.
    Body,
}

/// A phrase that names a meeting or a body, or refers to one.
#[derive(Debug, Clone)]
pub(super) struct Named {
    /// Tokens of the whole phrase, an ordinal included, an article left out.
    pub(super) tokens: Range<usize>,
    /// Tokens of its name: no ordinal, no abbreviation in brackets behind it.
    pub(super) name: Range<usize>,
    /// Its ordinal and the tokens that say it.
    pub(super) ordinal: Option<(u32, Range<usize>)>,
    /// The head noun.
    pub(super) head: Range<usize>,
    /// What the head says it is.
    pub(super) sort: Sort,
    /// The abbreviation in brackets behind it.
    pub(super) abbreviation: Option<Range<usize>>,
    /// Whether there is a name beside the head.
    pub(super) proper: bool,
    /// Words of the name for comparing: lower case, singular, small words left out.
    pub(super) key: Vec<String>,
}

/// Finds every phrase in a passage, in order and without overlap.
pub(super) fn scan(p: &Passage) -> Vec<Named> {
    const HEADS: Sorts = Sorts::MEETING.or(Sorts::BODY);
    let mut found: Vec<Named> = Vec::new();
    let mut at = 0;
    while let Some(next) = p.next(at, HEADS) {
        at = next + 1;
        let Some((len, sort)) = head(p, next) else { continue };
        let floor = found.last().map_or(0, |n| n.tokens.end);
        let named = phrase(p, next..next + len, sort, floor);
        let named = match of_parties(p, &named, floor) {
            Some(whole) if is_behind_of(p, &whole) => with_count(p, &mut found, whole).unwrap_or(named),
            Some(whole) => whole,
            None => named,
        };
        at = named.tokens.end.max(next + len);
        match found.last_mut().filter(|body| is_counted_behind(p, body, &named)) {
            Some(body) => {
                body.tokens.end = named.tokens.end;
                body.ordinal = named.ordinal;
                body.sort = Sort::Meeting;
            }
            None => found.push(named),
        }
    }
    found
}

/// "Working Group on Cable Protection, 4th Meeting", "Joint Committee on Relief: Third Session": the count stands behind.
fn is_counted_behind(p: &Passage, body: &Named, meeting: &Named) -> bool {
    let gap = body.tokens.end..meeting.tokens.start;
    // "Oversight Council Holds Inaugural Meeting"
    let holds =
        |w: &str| matches!(w, "Holds" | "Convenes" | "Concludes" | "Completes" | "Hosts" | "HOLDS" | "CONVENES");
    let parted =
        gap.len() <= 1 && gap.clone().all(|i| matches!(p.word(i), "," | ":" | "-" | "–" | "—") || holds(p.word(i)));
    let bare = meeting.ordinal.is_some() && !meeting.proper && meeting.tokens.end == meeting.head.end;
    let ends = p.tokens.get(meeting.tokens.end).is_none_or(|t| !t.is_word() || is_stop(p.word(meeting.tokens.end)));
    // "Readout of the Trade Council Fifth Ministerial Meeting"
    let heads = body.tokens.start <= 1 || body.tokens.start <= 5 && p.tokens.len() < 40 && ends_line(p, meeting);
    body.proper && body.ordinal.is_none() && parted && bare && ends && heads
}

fn head(p: &Passage, at: usize) -> Option<(usize, Sort)> {
    let found = p.at(at).find_map(|(len, class)| match class {
        Class::Meeting => Some((len, Sort::Meeting)),
        Class::Body => Some((len, Sort::Body)),
        _ => None,
    })?;
    let before = at.checked_sub(1).map(|i| p.small(i)).unwrap_or_default();
    // a means of meeting or a meeting with reporters is no meeting, nor is what comes before or after one
    let beside = before == "-" && at > 1 && matches!(p.small(at - 2), "pre" | "post");
    if matches!(before, "video" | "press" | "news" | "audio" | "telephone" | "conference" | "phone" | "tele")
        && p.tokens[at].shape == Shape::Lower
        || matches!(before, "video" | "press" | "news" | "audio" | "telephone")
        || beside
            && p.tokens.get(at + 1).is_none_or(|t| !t.is_capital() || p.at(at + 1).any(|(_, c)| c == Class::Document))
        || is_round_of_something(p, at)
        || is_adjective(p, at)
        || is_another_thing(p, at)
    {
        return None;
    }
    Some(found)
}

/// Whether a phrase ends its line.
fn ends_line(p: &Passage, n: &Named) -> bool {
    (n.tokens.end..p.tokens.len()).all(|i| !p.tokens[i].is_word() || p.word(i) == "in" || words::starts_place(p, i))
}

/// "Ministerial Meeting", "ministerial statement", but not "the Rivers Foreign Ministerial".
fn is_adjective(p: &Passage, at: usize) -> bool {
    let noun = |i: usize| {
        p.tokens.get(i).is_some_and(|t| t.is_word() && !is_stop(p.word(i)))
            && !matches!(
                p.word(i),
                "took"
                    | "on"
                    | "held"
                    | "convened"
                    | "met"
                    | "brought"
                    | "gathered"
                    | "opened"
                    | "closed"
                    | "ended"
                    | "has"
                    | "had"
                    | "today"
            )
            || matches!(p.word(i), "-" | "‐" | "/" | "level")
    };
    let before = at.checked_sub(1).map(|i| p.word(i)).unwrap_or_default();
    p.small(at) == "ministerial" && (noun(at + 1) || matches!(before, "-" | "‐" | "inter" | "and" | "or" | "at"))
}

/// "conference call", "Conference Report" of a law, "Spring Session" of a school.
fn is_another_thing(p: &Passage, at: usize) -> bool {
    let word = p.small(at);
    let next = p.word(at + 1);
    let before = at.checked_sub(1).map(|i| p.word(i)).unwrap_or_default();
    // "the Rivers Forum Secretariat in Graz": who has the house, not who met
    let house = matches!(next, "Secretariat" | "Headquarters" | "Building" | "Center" | "Centre" | "Room" | "Chamber")
        && !p.begins_line(at + 1);
    house
        || is_participle(p, at)
        || word == "dialogue"
            && matches!(
                next,
                "Relations" | "relations" | "Partner" | "Partners" | "partner" | "partners" | "Partnership"
            )
        || word == "conference" && matches!(next, "call" | "Call" | "calls" | "Report" | "report")
        || word == "session" && matches!(before, "Spring" | "Summer" | "Fall" | "Autumn" | "Winter" | "Legislative")
}

/// "Meeting in Graz on 3 May, the ministers agreed": a participle at the head of a sentence, no noun.
pub(in crate::normalize::meeting) fn is_participle(p: &Passage, at: usize) -> bool {
    if p.word(at) != "Meeting"
        || !matches!(p.word(at + 1), "in" | "by" | "via" | "at" | "today" | "virtually" | "online")
    {
        return false;
    }
    let i = p.sentences.partition_point(|s| s.end <= at);
    let Some(sentence) = p.sentences.get(i).filter(|s| s.start == at && s.len() > 14) else { return false };
    let comma = (at..sentence.end).find(|&i| p.word(i) == "," && p.tokens.get(i + 1).is_some_and(|t| !t.is_capital()));
    let past =
        |i: usize| p.tokens[i].shape == Shape::Lower && (p.word(i).ends_with("ed") || p.is(i, Sorts::OTHER_VERB));
    comma.is_some_and(|c| (c..sentence.end).any(past))
}

/// "round", "edition" head a meeting's name only before "of the … Dialogue".
fn is_round_of_something(p: &Passage, at: usize) -> bool {
    let round = matches!(
        p.small(at),
        "round" | "rounds" | "edition" | "editions" | "iteration" | "instalment" | "installment" | "sitting"
    );
    let meeting = |i: usize| p.at(i).any(|(_, c)| matches!(c, Class::Meeting | Class::Body));
    round && !(p.word(at + 1).eq_ignore_ascii_case("of") && (at + 2..at + 12).any(meeting))
}

/// "outcome of the talks between": what stands behind "of".
fn is_behind_of(p: &Passage, n: &Named) -> bool {
    let article = usize::from(n.tokens.start > 0 && p.word(n.tokens.start - 1) == "the");
    n.tokens.start.checked_sub(1 + article).is_some_and(|i| p.word(i) == "of")
}

/// "the second round of political consultations between Samoa and Tonga": the count stands with the round.
fn with_count(p: &Passage, found: &mut Vec<Named>, named: Named) -> Option<Named> {
    let round = found.last().filter(|r| !r.proper && r.sort == Sort::Meeting && r.ordinal.is_some())?;
    let gap = round.tokens.end..named.tokens.start;
    if gap.len() > 2 || named.ordinal.is_some() || p.word(gap.start) != "of" {
        return None;
    }
    let round = found.pop()?;
    Some(Named { tokens: round.tokens.start..named.tokens.end, ordinal: round.ordinal, ..named })
}

/// "the political consultations between Samoa and Tonga": common words, and those who meet.
fn of_parties(p: &Passage, n: &Named, floor: usize) -> Option<Named> {
    const TOPICS: [&str; 24] = [
        "political",
        "bilateral",
        "trilateral",
        "consular",
        "economic",
        "strategic",
        "defence",
        "defense",
        "security",
        "maritime",
        "fisheries",
        "trade",
        "cyber",
        "energy",
        "ministerial",
        "technical",
        "expert",
        "policy",
        "migration",
        "diplomatic",
        "military",
        "financial",
        "annual",
        "joint",
    ];
    let common = matches!(
        p.small(n.head.start),
        "consultations"
            | "consultation"
            | "talks"
            | "dialogue"
            | "negotiations"
            | "meeting"
            | "committee"
            | "commission"
    );
    let end = right::parties(p, n.head.end).filter(|_| common && !n.proper)?;
    let low = n.ordinal.as_ref().map_or(floor, |o| o.1.end);
    let start = (low..n.head.start)
        .rev()
        .take_while(|&i| TOPICS.contains(&p.small(i)) || p.word(i) == "-")
        .last()
        .unwrap_or(n.head.start);
    let ordinal =
        n.ordinal.clone().or_else(|| ordinal::before(p, start, floor).filter(|o| ordinal::counts_meetings(p, &o.1)));
    // "a meeting between A and B" is any
    let some = ordinal.is_none() && (start == n.head.start || matches!(p.small(start.saturating_sub(1)), "a" | "an"));
    let first = ordinal.as_ref().map_or(start, |o| o.1.start);
    (!some).then(|| Named {
        tokens: first..end,
        name: start..end,
        key: key(p, start..end),
        proper: true,
        ordinal,
        ..n.clone()
    })
}

fn phrase(p: &Passage, first: Range<usize>, sort: Sort, floor: usize) -> Named {
    if romance::is_head(p.word(first.start)) || romance::is_shared_head(p, first.clone()) {
        let left = Left::read(p, first.start, floor);
        return romance::phrase(p, first, sort, left.ordinal);
    }
    let (head, sort) = last_head(p, first, sort);
    let left = Left::read(p, head.start, floor);
    let right = Right::read(p, head.end);
    let start = left.ordinal.as_ref().map_or(left.start, |o| o.1.start);
    let behind = ordinal::in_brackets(p, right.end).filter(|_| left.ordinal.is_none());
    let tokens = start..behind.as_ref().map_or(right.end, |o| o.1.end + 1);
    // "plenary of the Singaporean presidency": a people's name alone names no body
    let people = |of: &Range<usize>| of.len() == 1 && p.at(of.start).any(|(_, c)| matches!(c, Class::Demonym(_)));
    let of_a_people = right.of.as_ref().is_some_and(people);
    let bare_of = matches!(right.of, Some(ref of) if left.start == head.start || only_generic(p, left.start..head.start))
        && sort == Sort::Meeting
        && !of_a_people;
    let name = match right.of {
        // "the 10th meeting of the BIMSTEC Joint Working Group" is a meeting of that name
        Some(of) if bare_of && (!words::begins_with_people(p, of.start) || words::is_peoples_body(p, &of)) => of,
        // "Meeting of Ministers of Fisheries" is no meeting called "Ministers of Fisheries"
        _ if bare_of => head.start..right.name_end,
        _ => left.start..body_end(p, left.start, &head, right.name_end),
    };
    let key = key(p, name.clone());
    // "Foreign Ministerial" says only who met
    let ministerial = p.small(head.start) == "ministerial";
    let of_office =
        |i: usize| ministerial && matches!(p.small(i), "foreign" | "finance" | "trade" | "defence" | "defense");
    let says_little = |i: usize| is_generic(p.word(i)) || p.word(i) == "-" || of_office(i);
    let named = left.start < head.start && !(left.start..head.start).all(says_little);
    let proper = bare_of || named || right.about || right.of_anything && !of_a_people;
    Named { tokens, name, ordinal: left.ordinal.or(behind), head, sort, abbreviation: right.abbreviation, proper, key }
}

/// "Trilateral Fentanyl Committee Meeting" is named after its committee; the last word is no part of the name.
fn body_end(p: &Passage, start: usize, head: &Range<usize>, end: usize) -> usize {
    let generic = matches!(p.small(head.start), "meeting" | "meetings" | "session" | "sessions");
    if !generic || head.end != end {
        return end;
    }
    let body = (start..head.start)
        .find(|&i| p.at(i).any(|(len, class)| i + len == head.start && class == Class::Body) && i > start);
    if body.is_some() { head.start } else { end }
}

/// The last head of a run of capitalized words: the "Meeting" of "Regional Forum Inter-Sessional Meeting".
fn last_head(p: &Passage, first: Range<usize>, sort: Sort) -> (Range<usize>, Sort) {
    let (mut head, mut kind) = (first.clone(), sort);
    let mut i = first.end;
    while i < first.end + 12 && i < p.tokens.len() {
        if let Some((len, sort)) = self::head(p, i) {
            head = i..i + len;
            kind = sort;
            i += len;
            continue;
        }
        let bracketed = abbreviation(p, i);
        if let Some(group) = bracketed {
            i = group.end;
            continue;
        }
        let word = p.word(i);
        // "Trade Council Fifth Ministerial Meeting": the count parts the body from its meeting
        if kind == Sort::Body && p.at(i).any(|(_, c)| matches!(c, Class::Ordinal(_))) {
            break;
        }
        let joins = p.tokens[i].is_capital() && !is_stop(word) && !starts_place(p, i)
            || p.tokens[i].shape == Shape::Mixed
            || is_generic(word)
            || matches!(word, "-" | "‐" | "–" | "/") && !p.tokens[i].spaced
            || matches!(word, "'" | "’")
            || word == "s" && !p.tokens[i].spaced;
        if !joins {
            break;
        }
        i += 1;
    }
    (head, kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, SourceNote, Text};
    use crate::normalize::passage::Reading;
    use crate::source::SourceFile;

    fn names(text: &str) -> Vec<String> {
        let source = SourceFile::from_text("t.txt", text);
        let blocks = vec![Block::Paragraph { text: Text::verbatim(text, 0) }];
        let note = SourceNote { source, front: Vec::new(), blocks };
        let reading = Reading::new(&note);
        let p = &reading.passages[0];
        scan(p)
            .iter()
            .filter(|n| n.proper)
            .map(|n| format!("{} #{}", p.words(n.name.clone()), n.ordinal.as_ref().map_or(0, |o| o.0)))
            .collect()
    }

    #[test]
    fn names_part_from_ordinals_bodies_and_headlines() {
        for (text, expected) in [
            ("The 6th ASEAN-Japan Counter-Terrorism Dialogue was held", "ASEAN-Japan Counter-Terrorism Dialogue #6"),
            (
                "the 10th meeting of the BIMSTEC Joint Working Group on Counter Terrorism (JWG-CT) began",
                "BIMSTEC Joint Working Group on Counter Terrorism #10",
            ),
            (
                "SIXTH MINISTERIAL CONFERENCE OF THE BALI PROCESS ON PEOPLE SMUGGLING, TRAFFICKING IN PERSONS AND RELATED TRANSNATIONAL CRIME",
                "MINISTERIAL CONFERENCE OF THE BALI PROCESS ON PEOPLE SMUGGLING, TRAFFICKING IN PERSONS AND RELATED TRANSNATIONAL CRIME #6",
            ),
            (
                "Chair's Statement of the Second Mekong-Japan Foreign Ministers' Meeting",
                "Mekong-Japan Foreign Ministers' Meeting #2",
            ),
            (
                "Readout of the Third Trilateral Fentanyl Committee Meeting between the United States and Canada",
                "Trilateral Fentanyl Committee #3",
            ),
            (
                "hosted the Seventh ARF Inter-Sessional Meeting on Counter-Terrorism and Transnational Crime (ISM on CTTC) on 4 May",
                "ARF Inter-Sessional Meeting on Counter-Terrorism and Transnational Crime #7",
            ),
            (
                "Treasury Completes Fourth Argentina-United States Dialogue on Illicit Finance",
                "Argentina-United States Dialogue on Illicit Finance #4",
            ),
            ("by Spokesperson Emily Horne on Quad Senior Cyber Group Meeting", "Quad Senior Cyber Group #0"),
            (
                "the inaugural meeting of the U.S.-Japan-ROK Economic Security Dialogue in Honolulu",
                "U.S.-Japan-ROK Economic Security Dialogue #1",
            ),
            (
                "The fourth Ministerial meeting of the Trade and Technology Council (“TTC”) took place",
                "Ministerial meeting of the Trade and Technology Council #4",
            ),
            ("the Twenty-Seventh Meeting of the ASEAN Regional Forum (ARF) came together", "ASEAN Regional Forum #27"),
            ("the meeting in Tokyo", ""),
        ] {
            assert_eq!(names(text).join("; "), expected, "{text}");
        }
    }
}
