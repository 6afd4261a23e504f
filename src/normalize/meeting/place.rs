//! Where the meeting was, and how people met.

use super::head::Head;
use super::labels::{self, Label};
use super::own::Own;
use super::places::{Introduction, PlaceWords};
use super::relation::{Belongs, Relation};
use super::sights::{CueSort, Line};
use super::statements::{By, Statement};
use super::venue;
use crate::lexicon::sorts::Sorts;
use crate::lexicon::token::Shape;
use crate::model::{Claims, CountryCode, Fact, Mode, Place};

/// Chooses among all statements about the meeting's place, and records the cities.
pub(super) fn read(lines: &[Line], statements: &[Statement], mode: Option<Mode>, claims: &mut Claims) -> Place {
    let own: Vec<(&Statement, &Line, &PlaceWords)> = statements
        .iter()
        .filter(|s| s.weight() > 0)
        .map(|s| (s, &lines[s.line], &lines[s.line].places[s.index]))
        .collect();
    for (s, line, place) in &own {
        if let Some(city) = &place.city {
            let value = line.p.words(city.clone()).to_owned();
            claims.cities.push(line.p.stated(city.clone(), value, rule(s.by)));
        }
    }
    // people who met by video were nowhere together, whatever a label says
    if mode == Some(Mode::Online) {
        return Place::default();
    }
    let most = own.iter().map(|(s, ..)| s.weight()).max().unwrap_or(0);
    let strong = || own.iter().filter(|(s, ..)| s.weight() == most || s.weight() > 1 && most > 1);
    let city = city(strong().copied());
    let chosen = city.as_ref().and_then(|f| f.value.clone());
    let country = country(strong().copied(), chosen.as_deref(), city.is_some());
    let at_city = |(_, line, place): &(&Statement, &Line, &PlaceWords)| {
        let words = place.city.clone().map(|c| as_name(line.p.words(c)));
        words.zip(chosen.clone()).is_some_and(|(a, b)| same(&a, &b))
    };
    let venue = strong().filter(|s| at_city(s)).find_map(|(s, _, place)| venue::read(lines, s.line, place));
    Place { city, country, venue }
}

fn city<'a>(own: impl Iterator<Item = (&'a Statement, &'a Line<'a>, &'a PlaceWords)>) -> Option<Fact<String>> {
    let mut best: Option<Fact<String>> = None;
    let mut weight = 0;
    let mut candidates: Vec<String> = Vec::new();
    for (s, line, place) in own {
        let Some(city) = &place.city else { continue };
        let words = as_name(line.p.words(city.clone()));
        if !candidates.iter().any(|c| same(c, &words)) {
            candidates.push(words.clone());
        }
        // a city in capitals is written so for show
        let better = s.weight() > weight
            || best.as_ref().is_none_or(|b| b.value.as_ref().is_some_and(|v| v.to_uppercase() == *v));
        if better {
            weight = weight.max(s.weight());
            best = Some(line.p.stated(city.clone(), words, rule(s.by)));
        }
    }
    let best = best?;
    if candidates.len() > 1 {
        return Some(Fact::ambiguous(candidates, best.quote, best.span, "place/disagreement"));
    }
    Some(best)
}

fn country<'a>(
    own: impl Iterator<Item = (&'a Statement, &'a Line<'a>, &'a PlaceWords)>,
    city: Option<&str>,
    any_city: bool,
) -> Option<Fact<CountryCode>> {
    let mut stated: Vec<Fact<CountryCode>> = Vec::new();
    let mut implied: Option<Fact<CountryCode>> = None;
    for (s, line, place) in own {
        let this = place.city.as_ref().map(|c| as_name(line.p.words(c.clone())));
        if any_city && this.as_deref().zip(city).is_none_or(|(a, b)| !same(a, b)) {
            continue;
        }
        if let Some((code, tokens)) = &place.country {
            stated.push(line.p.stated(tokens.clone(), *code, rule(s.by)));
        } else if let (Some(code), Some(c)) = (place.implied, &place.city) {
            implied = implied.or_else(|| Some(line.p.inferred(c.clone(), code, "place/country-of-city", &["country"])));
        }
    }
    match stated.first() {
        Some(first) => stated.iter().all(|o| o.value == first.value).then(|| first.clone()),
        None => implied,
    }
}

const fn rule(by: By) -> &'static str {
    match by {
        By::HeaderLine => "place/header-line",
        By::Label => "place/label",
        By::TitlePlace => "place/title",
        By::Sentence => "place/sentence",
    }
}

/// "BALI" as "Bali"; short abbreviations stay.
fn as_name(words: &str) -> String {
    if words.len() <= 2 || words.chars().any(char::is_lowercase) || !words.is_ascii() || words.contains('.') {
        return words.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let capitalize = |w: &str| {
        let mut c = w.chars();
        c.next().map(|f| f.to_string() + &c.as_str().to_lowercase()).unwrap_or_default()
    };
    words.split_whitespace().map(capitalize).collect::<Vec<_>>().join(" ")
}

fn same(a: &str, b: &str) -> bool {
    let plain = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    plain(a) == plain(b)
}

/// How people met, from words in a sentence about the meeting.
pub(super) fn mode(lines: &[Line], own: &Own, head: &Head, places: &[Statement]) -> Option<Fact<Mode>> {
    if !own.is_known() && !head.is_of_a_meeting {
        return None;
    }
    let relation = Relation { lines, own, head };
    let told = |wanted: fn(Mode) -> bool| {
        lines.iter().enumerate().take(head.end + 12).find_map(|(l, line)| {
            line.p.each(Sorts::MODE).find_map(|at| {
                let (len, mode) = mode_words(line, at).filter(|(_, m)| wanted(*m))?;
                let labelled = || labels::of(lines, l, at).is_some_and(|(label, _)| label == Label::Mode);
                // "the first in-person meeting", but not "took part in person"
                let spoken = !is_of_another_time(line, at)
                    && mode != Mode::InPerson
                    && !is_another(line, at, own)
                    && matches!(relation.of(l, at..at + len), Belongs::Own { .. });
                let own = spoken || is_modifier(line, at, len, own) || labelled();
                own.then(|| line.p.stated(at..at + len, mode, "mode/words"))
            })
        })
    };
    // "online and in Vientiane, in a hybrid format": hybrid says more than online
    if let Some(told) = told(|m| m == Mode::Hybrid).or_else(|| told(|m| m != Mode::Hybrid)) {
        return Some(told);
    }
    let in_person = places.iter().find(|s| s.weight() >= 2 && lines[s.line].places[s.index].city.is_some())?;
    let place = &lines[in_person.line].places[in_person.index];
    Some(lines[in_person.line].p.inferred(place.tokens.clone(), Mode::InPerson, "mode/place", &["mode"]))
}

/// "will also take part in a virtual meeting of …", when the title places its own meeting in a city.
fn is_another(line: &Line, at: usize, own: &Own) -> bool {
    own.title_city().is_some() && at > 0 && line.p.word(at - 1) == "a"
}

/// "The delegations met again virtually": a further sitting does not say how the meeting was held.
fn is_of_another_time(line: &Line, at: usize) -> bool {
    (at.saturating_sub(12)..at + 4)
        .filter(|&i| i < line.p.tokens.len())
        .any(|i| matches!(line.p.word(i), "again" | "also" | "earlier" | "later" | "separately" | "subsequently"))
}

/// "a virtual meeting of the Committee", "(virtual meeting)".
fn is_modifier(line: &Line, at: usize, len: usize, own: &Own) -> bool {
    use super::own::Kinship;
    line.cues
        .iter()
        .filter_map(|c| match c.sort {
            CueSort::Name(n) => Some(n),
            _ => None,
        })
        .any(|n| {
            let named = &line.names[n];
            !is_another(line, at, own)
                && (named.tokens.contains(&at) || at + len == named.tokens.start)
                && matches!(own.kinship(named, line), Kinship::Own | Kinship::Reference)
        })
}

fn mode_words(line: &Line, at: usize) -> Option<(usize, Mode)> {
    // the "Online" of "Forum on Child Protection Online" is part of a name
    let named = line.p.tokens[at].is_capital()
        && line
            .names
            .get(line.names.partition_point(|n| n.name.end <= at))
            .is_some_and(|n| n.name.start < at && n.name.end == at + 1);
    if named {
        return None;
    }
    let means = || means(line, at).map(|len| (len, Mode::Online));
    means().or_else(|| phrase(line, at)).map(|(len, mode)| (len, beside_a_place(line, at, mode)))
}

/// "via video link", "over Zoom", "by a secure video call": what people met by.
fn means(line: &Line, at: usize) -> Option<usize> {
    if !matches!(line.p.small(at), "via" | "by" | "over" | "through" | "on") {
        return None;
    }
    let aside = usize::from(matches!(line.p.word(at + 1), "a" | "the"));
    let aside = aside + usize::from(matches!(line.p.word(at + 1 + aside), "secure" | "live" | "remote"));
    let begin = at + 1 + aside;
    let said = |words: &[&str]| words.iter().enumerate().all(|(i, w)| line.p.word(begin + i).eq_ignore_ascii_case(w));
    let words = MEANS.iter().find(|words| said(words))?;
    // "by video message": what was sent, not how people met
    let end = begin + words.len();
    let goes_on = line.p.tokens.get(end).is_some_and(|t| t.shape == Shape::Lower)
        && !matches!(line.p.word(end), "on" | "in" | "from" | "and" | "with" | "for" | "under" | "to" | "at" | "today");
    (words.len() > 1 || !goes_on).then_some(end - at)
}

/// "in Graz, Austria, and by video link": what is joined to a place tells of some of those who met.
fn beside_a_place(line: &Line, at: usize, mode: Mode) -> Mode {
    let word = |n: usize| at.checked_sub(n).map(|i| line.p.small(i)).unwrap_or_default();
    let joined = match (word(1), word(2), word(3)) {
        ("as", "well", "as") => 3,
        ("and" | "&" | "plus", ..) => 1,
        ("also", "and", _) => 2,
        // "in Graz, with some members joining online"
        ("joining" | "participating" | "attending" | "connected" | "part" | "connecting", ..) => {
            let with = (1..=8).find(|&n| matches!(word(n), "with" | "while" | "and" | "," | "."));
            let some =
                |n: usize| matches!(word(n), "some" | "others" | "several" | "many" | "few" | "most" | "two" | "three");
            match with.filter(|&w| (1..w).any(some)) {
                Some(w) => w,
                None => return mode,
            }
        }
        _ => return mode,
    };
    let end = at - joined - usize::from(word(joined + 1) == ",");
    let there = line.places.iter().any(|c| c.tokens.end == end && c.introduction == Introduction::Preposition);
    if there && mode == Mode::Online { Mode::Hybrid } else { mode }
}

fn phrase(line: &Line, at: usize) -> Option<(usize, Mode)> {
    PHRASES
        .iter()
        .find(|(words, _)| words.iter().enumerate().all(|(i, w)| line.p.word(at + i).eq_ignore_ascii_case(w)))
        .map(|(w, m)| (w.len(), *m))
}

/// What people meet by without being in one place; longer phrases before the shorter that begin them.
const MEANS: &[&[&str]] = &[
    &["video", "conference"],
    &["video", "conferencing"],
    &["video", "-", "conference"],
    &["video", "-", "conferencing"],
    &["video", "teleconference"],
    &["video", "link"],
    &["video", "-", "link"],
    &["video", "call"],
    &["video"],
    &["videoconference"],
    &["videoconferencing"],
    &["videolink"],
    &["video-link"],
    &["teleconference"],
    &["tele", "-", "conference"],
    &["conference", "call"],
    &["web", "conference"],
    &["webinar"],
    &["telephone"],
    &["phone"],
    &["zoom"],
    &["webex"],
    &["skype"],
    &["microsoft", "teams"],
    &["internet"],
    &["digital", "means"],
    &["virtual", "means"],
    &["electronic", "means"],
    &["screen"],
    &["screens"],
    &["line"],
];

/// Words of a mode, in the order in which they are tried; the lexicon lists the words that they begin with.
const PHRASES: &[(&[&str], Mode)] = &[
    (&["hybrid"], Mode::Hybrid),
    (&["online", "and", "in"], Mode::Hybrid),
    (&["in", "person", "and", "online"], Mode::Hybrid),
    (&["in", "person", "and", "virtually"], Mode::Hybrid),
    (&["in", "-", "person", "and", "virtually"], Mode::Hybrid),
    (&["in", "-", "person", "and", "virtual"], Mode::Hybrid),
    (&["in", "-", "person", "and", "online"], Mode::Hybrid),
    (&["as", "well", "as", "virtually"], Mode::Hybrid),
    (&["as", "well", "as", "online"], Mode::Hybrid),
    (&["both", "virtually", "and", "in"], Mode::Hybrid),
    (&["virtually", "and", "in", "person"], Mode::Hybrid),
    (&["in", "a", "digital", "format"], Mode::Online),
    (&["in", "digital", "format"], Mode::Online),
    (&["from", "a", "distance"], Mode::Online),
    (&["video", "-", "teleconference"], Mode::Online),
    (&["par", "lien", "vidéo"], Mode::Online),
    (&["por", "vía", "virtual"], Mode::Online),
    (&["por", "vía", "telemática"], Mode::Online),
    (&["de", "forma", "telemática"], Mode::Online),
    (&["en", "modalidad", "híbrida"], Mode::Hybrid),
    (&["en", "mode", "virtuel"], Mode::Online),
    (&["en", "mode", "hybride"], Mode::Hybrid),
    (&["de", "manière", "virtuelle"], Mode::Online),
    (&["en", "formato", "mixto"], Mode::Hybrid),
    (&["à", "distance"], Mode::Online),
    (&["modalidad", "virtual"], Mode::Online),
    (&["digitally"], Mode::Online),
    (&["video", "conference"], Mode::Online),
    (&["videoconference"], Mode::Online),
    (&["video", "teleconference"], Mode::Online),
    (&["remotely"], Mode::Online),
    (&["virtually"], Mode::Online),
    (&["virtual"], Mode::Online),
    (&["online"], Mode::Online),
    (&["in", "-", "person"], Mode::InPerson),
    (&["face", "-", "to", "-", "face"], Mode::InPerson),
    (&["par", "visioconférence"], Mode::Online),
    (&["par", "vidéoconférence"], Mode::Online),
    (&["en", "format", "hybride"], Mode::Hybrid),
    (&["en", "formato", "híbrido"], Mode::Hybrid),
    (&["en", "formato", "virtual"], Mode::Online),
    (&["por", "medios", "virtuales"], Mode::Online),
    (&["de", "forma", "virtual"], Mode::Online),
    (&["en", "ligne"], Mode::Online),
    (&["en", "línea"], Mode::Online),
    (&["en", "visioconférence"], Mode::Online),
    (&["por", "videoconferencia"], Mode::Online),
    (&["de", "manera", "virtual"], Mode::Online),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::LEXICON;

    #[test]
    fn every_phrase_begins_with_a_known_word() {
        for (words, _) in PHRASES {
            assert!(LEXICON.lists(words[0], Sorts::MODE), "{words:?}");
        }
    }
}
