//! Finds the places written in a passage: city, state, country, and how the sentence brings them in.

use super::names::{Named, is_stop};
use crate::lexicon::Class;
use crate::lexicon::sorts::Sorts;
use crate::lexicon::token::Shape;
use crate::model::CountryCode;
use crate::normalize::passage::Passage;
use std::ops::Range;

/// How a place comes into its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Introduction {
    /// After "in" or "at".
    Preposition,
    /// At the head of a paragraph, before a dash or colon: where the note was written.
    Dateline,
    /// Without a preposition: a subject, a header line, an entry of a list.
    Bare,
}

/// Words that name a place.
#[derive(Debug, Clone)]
pub(super) struct PlaceWords {
    /// All of them.
    pub(super) tokens: Range<usize>,
    /// The city.
    pub(super) city: Option<Range<usize>>,
    /// The country, where it is printed.
    pub(super) country: Option<(CountryCode, Range<usize>)>,
    /// The country that a city or state lies in, where it is not printed.
    pub(super) implied: Option<CountryCode>,
    /// How it comes in.
    pub(super) introduction: Introduction,
}

/// Finds every place in a passage that is no part of a name, in order and without overlap.
pub(super) fn scan(p: &Passage, names: &[Named]) -> Vec<PlaceWords> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut named = names.iter().filter(|n| n.proper).peekable();
    while let Some(next) = p.next(at, LEADS) {
        at = next;
        while named.peek().is_some_and(|n| n.tokens.end <= at) {
            named.next();
        }
        if let Some(n) = named.peek().filter(|n| n.tokens.contains(&at)) {
            at = n.tokens.end;
            continue;
        }
        match place(p, at) {
            Some(place) => {
                at = place.tokens.end;
                found.push(place);
            }
            None => at += 1,
        }
    }
    found
}

/// Sorts of words that can be the first of a place: one the lexicon knows, or a capital that may be an unknown city's.
const LEADS: Sorts = Sorts::CAPITAL.or(Sorts::CITY).or(Sorts::COUNTRY);

fn place(p: &Passage, at: usize) -> Option<PlaceWords> {
    let introduction = introduction(p, at);
    let (city, implied) = match city(p, at) {
        Some((len, implied)) => (Some(at..at + len), implied),
        None if introduction == Introduction::Preposition || at == 0 => {
            (unknown_city(p, at).or_else(|| named_as_city(p, at)).or_else(|| behind_house(p, at)), None)
        }
        None => (None, None),
    };
    match city {
        Some(city) => city_with_country(p, with_city_word(p, city), implied, introduction),
        None => country_alone(p, at, introduction),
    }
}

/// "Cebu City": the word belongs to the city's name.
fn with_city_word(p: &Passage, city: Range<usize>) -> Range<usize> {
    let named = p.word(city.end).eq_ignore_ascii_case("city") && p.tokens[city.end].is_capital();
    city.start..city.end + usize::from(named)
}

fn city(p: &Passage, at: usize) -> Option<(usize, Option<CountryCode>)> {
    let mut longest_other = 0;
    for (len, class) in p.at(at) {
        match class {
            Class::City(country) if len >= longest_other => {
                return (!inside_a_name(p, at..at + len)).then_some((len, country));
            }
            Class::Region | Class::Country(_) => longest_other = longest_other.max(len),
            _ => {}
        }
    }
    None
}

/// "Bali Process", "Hanoi Plan of Action", "University of Tokyo Hospital": a place inside a name is no place.
fn inside_a_name(p: &Passage, city: Range<usize>) -> bool {
    let capital =
        |i: usize| p.tokens.get(i).is_some_and(|t| matches!(t.shape, Shape::Capitalized | Shape::Upper | Shape::Mixed));
    let shouting =
        p.tokens[city.start].shape == Shape::Upper && p.tokens[city.start].end - p.tokens[city.start].start > 2;
    // "in Washington, D.C. Secretary Lee …": the stop of the letters ends the sentence, too
    let stopped = p.word(city.end - 1) == "." && city.clone().any(|i| p.word(i) == ",");
    let after = capital(city.end)
        && !stopped
        && p.tokens[city.end].spaced
        && !is_stop(p.word(city.end))
        && (!p.word(city.end).eq_ignore_ascii_case("city")
            || p.tokens.get(city.end + 1).is_some_and(|t| t.is_capital()))
        && !p.at(city.end).any(|(_, c)| {
            matches!(c, Class::Country(_) | Class::City(_) | Class::Province(_) | Class::Month(_) | Class::Weekday(_))
        })
        && !(shouting && p.tokens[city.end].shape == Shape::Upper);
    let hyphenated = matches!(p.word(city.end), "-" | "–")
        && !p.tokens[city.end].spaced
        && p.tokens.get(city.end + 1).is_some_and(|t| !t.spaced)
        || city.start > 0 && matches!(p.word(city.start - 1), "-" | "/") && !p.tokens[city.start].spaced;
    let possessive = matches!(p.word(city.end), "'" | "’") && !p.tokens[city.end].spaced;
    let before = city.start > 0
        && !p.begins_line(city.start)
        && capital(city.start - 1)
        && !is_stop(p.word(city.start - 1))
        && !shouting
        && !p.at(city.start - 1).any(|(_, c)| matches!(c, Class::Document | Class::Meeting | Class::Weekday(_)))
        && !ends_heading(p, &city);
    let of = city.start > 0 && matches!(p.small(city.start - 1), "of" | "outside" | "near" | "from" | "to" | "beyond");
    let of = of && introduction(p, city.start) != Introduction::Preposition;
    after || before || hyphenated || possessive || of
}

/// "… Joint Committee Washington, DC", "… Bank Governors Singapore, 16 September 2006": a place that ends a heading, with
/// its state or country or a date behind it.
pub(super) fn ends_heading(p: &Passage, city: &Range<usize>) -> bool {
    let heading = p.tokens.len() < 60 && !matches!(p.word(p.tokens.len() - 1), "." | ";" | ":");
    let noun = city.start > 0
        && (p.at(city.start - 1).any(|(_, c)| c == Class::Body)
            || matches!(
                p.word(city.start - 1),
                "Ministers" | "Governors" | "Leaders" | "Officials" | "Experts" | "Council"
            ));
    if !heading || !noun {
        return false;
    }
    // "Washington, DC" is one name of a city
    if city.end == p.tokens.len() {
        return city.clone().any(|i| p.word(i) == ",");
    }
    if p.word(city.end) != "," {
        return false;
    }
    let mut i = city.end + 1;
    let larger = p.at(i).find(|(_, c)| matches!(c, Class::Province(_) | Class::Country(_))).map(|(len, _)| len);
    i += larger.unwrap_or(0);
    let dated = |i: usize| {
        p.tokens.get(i).is_none_or(|t| t.shape == Shape::Digits || t.shape == Shape::Mark)
            || p.at(i).any(|(_, c)| matches!(c, Class::Month(_) | Class::Weekday(_)))
            || matches!(p.word(i), "st" | "nd" | "rd" | "th" | "to" | "and")
    };
    let ends = (i..p.tokens.len()).all(dated);
    ends && (larger.is_some() || i < p.tokens.len())
}

/// "Karambunai" in "in Karambunai, Malaysia": capitalized words between "in" and a country or state, or a day of meeting.
fn unknown_city(p: &Passage, at: usize) -> Option<Range<usize>> {
    let mut end = at;
    while end < at + 4
        && p.tokens.get(end).is_some_and(|t| matches!(t.shape, Shape::Capitalized | Shape::Upper | Shape::Mixed))
    {
        let word = p.word(end);
        let known = p.at(end).any(|(_, c)| !matches!(c, Class::PostNominal | Class::Province(_)));
        if is_stop(word) || known {
            break;
        }
        end += 1;
        if p.word(end) == "-" && !p.tokens[end].spaced {
            end += 1;
        }
    }
    let comma = matches!(p.word(end), "," | "(");
    let article = usize::from(p.word(end + 1) == "the");
    let followed = comma
        && (p.at(end + 1 + article).any(|(_, c)| matches!(c, Class::Country(_)))
            || p.at(end + 1).any(|(_, c)| matches!(c, Class::Province(_))));
    (end > at && (followed || is_held_there(p, at..end) || is_met_in(p, at..end))).then_some(at..end)
}

/// Capitalized words that no table knows and that are no ordinary words, up to three.
fn strange_words(p: &Passage, at: usize) -> Option<Range<usize>> {
    let strange = |i: usize| {
        p.tokens.get(i).is_some_and(|t| t.shape == Shape::Capitalized)
            && !p.is_ordinary(i)
            && !is_stop(p.word(i))
            && p.at(i).all(|(_, c)| matches!(c, Class::PostNominal | Class::Province(_) | Class::GivenName))
    };
    let end = (at..at + 4).find(|&i| !strange(i))?;
    (end > at && p.tokens[at].end - p.tokens[at].start > 3).then_some(at..end)
}

/// "en la ciudad de Copán, …", "in the city of Copán".
fn named_as_city(p: &Passage, at: usize) -> Option<Range<usize>> {
    let noun = at.checked_sub(2)?;
    let city = matches!(p.small(noun), "city" | "ciudad" | "ville" | "town") && matches!(p.small(at - 1), "of" | "de");
    strange_words(p, at).filter(|_| city)
}

/// "took place at the Grand Hotel, Udon Thani.": behind a house, and nothing more of the sentence.
fn behind_house(p: &Passage, at: usize) -> Option<Range<usize>> {
    let comma = at.checked_sub(1).filter(|&i| p.word(i) == "," && is_behind_house(p, i))?;
    let city = strange_words(p, at)?;
    let held = (comma.saturating_sub(24)..comma).any(|i| matches!(p.small(i), "held" | "place" | "met" | "convened"));
    let ends = matches!(p.word(city.end), "." | "" | ",") || matches!(p.small(city.end), "on" | "from");
    (held && ends).then_some(city)
}

/// "met in Kuressaare, on the island of …": a verb of meeting right before "in", and a mark or small word behind.
fn is_met_in(p: &Passage, name: Range<usize>) -> bool {
    let verb = name.start.checked_sub(2).map(|i| p.small(i)).unwrap_or_default();
    let held =
        matches!(verb, "met" | "held" | "convened" | "gathered" | "assembled" | "opened" | "concluded" | "ended");
    let romance = matches!(
        verb,
        "réunis"
            | "réunies"
            | "réuni"
            | "réunie"
            | "tenue"
            | "tenu"
            | "lieu"
            | "déroulé"
            | "déroulée"
            | "retrouvés"
            | "lugar"
            | "reunieron"
            | "reunió"
            | "celebró"
            | "celebraron"
            | "realizó"
            | "cabo"
            | "sesionó"
            | "desarrolló"
    );
    let next = p.small(name.end);
    let closed = matches!(
        next,
        "," | "."
            | "on"
            | "from"
            | "to"
            | "under"
            | "between"
            | "for"
            | "with"
            | ""
            | "le"
            | "les"
            | "du"
            | "el"
            | "los"
            | "del"
            | "la"
            | "pour"
            | "para"
            | "sous"
            | "bajo"
            | "avec"
            | "con"
    );
    let Some(preposition) = name.start.checked_sub(1) else { return false };
    let before = p.small(preposition);
    // "held on 8 September 2020 in Kuressaare"
    let behind_date = || is_behind_date(p, preposition);
    let said = before == "in" && (held || behind_date()) || matches!(before, "à" | "en") && (romance || behind_date());
    said && closed && strange_words(p, name.start) == Some(name)
}

/// Whether a date with its month ends right before a preposition, with a verb of meeting before the date.
fn is_behind_date(p: &Passage, preposition: usize) -> bool {
    let Some(last) = preposition.checked_sub(1) else { return false };
    let year = p.tokens[last].shape == Shape::Digits && p.tokens[last].end - p.tokens[last].start == 4;
    let month = (last.saturating_sub(3)..=last).any(|i| p.is(i, Sorts::MONTH));
    let verb = |i: usize| {
        matches!(
            p.small(i),
            "held"
                | "met"
                | "convened"
                | "place"
                | "gathered"
                | "présidé"
                | "tenue"
                | "tenu"
                | "réunis"
                | "lieu"
                | "lugar"
                | "reunió"
                | "celebró"
        )
    };
    (year || p.is(last, Sorts::MONTH)) && month && (last.saturating_sub(14)..last).any(verb)
}

/// "met in Kuressaare on 8 September", "was held in Ruka, 21-22 March": a verb of meeting before a name that is no ordinary word,
/// and a day behind it.
fn is_held_there(p: &Passage, name: Range<usize>) -> bool {
    let verb = name.start.checked_sub(2).map(|i| p.small(i)).unwrap_or_default();
    let held = matches!(verb, "met" | "held" | "convened" | "gathered" | "place" | "assembled");
    let own = p.tokens[name.start].shape == Shape::Capitalized
        && name.clone().all(|i| !p.tokens[i].is_word() || !p.is_ordinary(i));
    let behind = name.end + usize::from(p.word(name.end) == ",");
    let on = matches!(p.small(behind), "on" | "from");
    let day = behind + usize::from(on) + usize::from(on && p.small(behind + 1) == "the");
    let dated = p.tokens.get(day).is_some_and(|t| t.shape == Shape::Digits && t.end - t.start <= 2)
        || p.at(day).any(|(_, c)| matches!(c, Class::Month(_) | Class::Weekday(_)));
    held && p.small(name.start - 1) == "in" && own && dated && (on || behind > name.end)
}

fn city_with_country(
    p: &Passage,
    city: Range<usize>,
    mut implied: Option<CountryCode>,
    introduction: Introduction,
) -> Option<PlaceWords> {
    let mut end = city.end;
    let mut country = None;
    if let Some((len, cc)) = after_comma(p, end, |c| match c {
        Class::Province(cc) => Some(cc),
        _ => None,
    }) {
        // "Tokyo, California" is a list, not a place
        if implied.is_none_or(|i| i == cc) {
            end += len;
            implied = Some(cc);
        }
    }
    let printed = |c| match c {
        Class::Country(cc) => Some(cc),
        _ => None,
    };
    let printed =
        after_comma(p, end, printed).or_else(|| in_brackets(p, end, printed)).or_else(|| directly(p, end, printed));
    if let Some((len, cc)) = printed.filter(|(_, cc)| implied.is_none_or(|i| i == *cc)) {
        let close = usize::from(p.word(end) == "(");
        country = Some((cc, country_tokens(p, end..end + len - close)));
        end += len;
    }
    Some(PlaceWords {
        tokens: city.start..end,
        city: Some(city),
        country,
        implied,
        introduction: dateline(p, end, introduction),
    })
}

/// The country's own tokens: no comma, bracket or article.
fn country_tokens(p: &Passage, range: Range<usize>) -> Range<usize> {
    let start = range.clone().find(|&i| !matches!(p.word(i), "," | "(" | "the" | "The")).unwrap_or(range.start);
    start..range.end
}

/// What the class gives after a comma and perhaps "the"; with the number of tokens from the comma on.
fn after_comma(p: &Passage, at: usize, class: impl Fn(Class) -> Option<CountryCode>) -> Option<(usize, CountryCode)> {
    if p.word(at) != "," {
        return None;
    }
    let article = usize::from(matches!(p.word(at + 1), "the" | "The" | "THE"));
    let start = at + 1 + article;
    p.at(start).find_map(|(len, c)| class(c).map(|cc| (1 + article + len, cc)))
}

fn in_brackets(p: &Passage, at: usize, class: impl Fn(Class) -> Option<CountryCode>) -> Option<(usize, CountryCode)> {
    if p.word(at) != "(" {
        return None;
    }
    p.at(at + 1).find_map(|(len, c)| class(c).filter(|_| p.word(at + 1 + len) == ")").map(|cc| (2 + len, cc)))
}

/// "Bali Indonesia", without a comma.
fn directly(p: &Passage, at: usize, class: impl Fn(Class) -> Option<CountryCode>) -> Option<(usize, CountryCode)> {
    p.at(at).find_map(|(len, c)| class(c).map(|cc| (len, cc)))
}

/// "in Cambodia", "in the Kingdom of Cambodia".
fn country_alone(p: &Passage, at: usize, introduction: Introduction) -> Option<PlaceWords> {
    let (len, cc) = p.at(at).find_map(|(len, c)| match c {
        Class::Country(cc) => Some((len, cc)),
        _ => None,
    })?;
    if p.at(at).next().is_some_and(|(l, c)| l > len && c == Class::Region) || inside_a_name(p, at..at + len) {
        return None;
    }
    let city = None;
    Some(PlaceWords { tokens: at..at + len, city, country: Some((cc, at..at + len)), implied: None, introduction })
}

fn introduction(p: &Passage, at: usize) -> Introduction {
    let before = |i: usize| at.checked_sub(i).map(|i| p.small(i)).unwrap_or_default();
    let one = before(1);
    let word = if matches!(one, "the" | "la") { before(2) } else { one };
    let city = matches!(one, "of" | "de") && matches!(before(2), "city" | "ciudad" | "ville" | "town");
    let welcomed = one == "to" && is_welcomed(p, at) || one == "of" && is_of_house(p, at - 1);
    if matches!(word, "in" | "at" | "à" | "en") || city || welcomed || one == "," && is_behind_house(p, at - 1) {
        Introduction::Preposition
    } else {
        Introduction::Bare
    }
}

/// "welcomed Minister Ono to Graz today for the third Talks", "the Ninth Forum drew many delegates to Graz".
fn is_welcomed(p: &Passage, at: usize) -> bool {
    const BRINGS: [&str; 10] =
        ["drew", "draws", "brought", "brings", "attracted", "took", "takes", "returned", "came", "moved"];
    const LEADS: [&str; 27] = [
        "welcomed",
        "welcome",
        "welcomes",
        "travelled",
        "traveled",
        "travel",
        "travels",
        "flew",
        "journeyed",
        "headed",
        "went",
        "came",
        "come",
        "returned",
        "return",
        "made",
        "invited",
        "gathered",
        "summoned",
        "called",
        "brought",
        "drew",
        "took",
        "moved",
        "convened",
        "arrived",
        "visited",
    ];
    let start = p.sentences.partition_point(|s| s.end <= at);
    let start = p.sentences.get(start).map_or(0, |s| s.start).max(at.saturating_sub(60));
    let verb = |words: &[&str]| (start..at).rev().find(|&i| words.contains(&p.word(i)));
    let for_meeting = (at + 1..(at + 14).min(p.tokens.len()))
        .take_while(|&i| !matches!(p.word(i), "." | ";"))
        .any(|i| matches!(p.word(i), "for" | "at") && matches!(p.word(i + 1), "the" | "its" | "their" | "a" | "this"));
    if for_meeting {
        return verb(&LEADS).is_some();
    }
    // without "for the", the subject itself must be a meeting
    let meeting = |i: usize| p.at(i).any(|(_, c)| matches!(c, Class::Meeting | Class::Body));
    verb(&BRINGS).is_some_and(|v| {
        at - v < 12 && (start..v).rev().take(12).take_while(|&i| !matches!(p.word(i), "," | ";" | ".")).any(meeting)
    })
}

/// "held … at the Reserve Bank of Graz": a house that is named after its city.
fn is_of_house(p: &Passage, of: usize) -> bool {
    const NOUNS: [&str; 12] = [
        "Bank",
        "University",
        "Port",
        "Museum",
        "Chamber",
        "Library",
        "College",
        "Institute",
        "Palace",
        "Castle",
        "Hall",
        "Hotel",
    ];
    if !of.checked_sub(1).is_some_and(|i| NOUNS.contains(&p.word(i))) {
        return false;
    }
    let named = |&i: &usize| p.tokens[i].is_capital() || matches!(p.word(i), "of" | "the");
    let Some(first) = (of.saturating_sub(8)..of).rev().take_while(named).last() else { return false };
    let led = first.checked_sub(1).is_some_and(|i| matches!(p.word(i), "at" | "in"));
    let held = (first.saturating_sub(60)..first)
        .any(|i| matches!(p.word(i), "held" | "met" | "convened" | "gathered" | "hosted" | "place" | "assembled"));
    led && held
}

/// "at the Astoria Hotel, 301 Park Avenue," before a city: a house and its street bring the city in.
fn is_behind_house(p: &Passage, comma: usize) -> bool {
    const NOUNS: [&str; 14] = [
        "Hotel",
        "House",
        "Hall",
        "Palace",
        "Center",
        "Centre",
        "Building",
        "Headquarters",
        "Resort",
        "University",
        "Avenue",
        "Street",
        "Road",
        "Room",
    ];
    let start = (comma.saturating_sub(16)..comma).rev().take_while(|&i| {
        p.tokens[i].shape != Shape::Lower && !matches!(p.word(i), "." | ";" | ":")
            || matches!(p.word(i), "of" | "the" | "at")
    });
    let mut house = false;
    for i in start {
        house |= NOUNS.contains(&p.word(i));
        if matches!(p.word(i), "at" | "At") {
            return house;
        }
    }
    false
}

/// "COLOMBO : …", "WASHINGTON – …", "MANAMA, BAHRAIN–" at the head of a paragraph.
fn dateline(p: &Passage, end: usize, introduction: Introduction) -> Introduction {
    let mut i = end;
    while matches!(p.word(i), "*" | "(" | ")") {
        i += 1;
    }
    let marks = matches!(p.word(i), "–" | "—" | ":" | "-" | "―");
    let more = i + 1 < p.tokens.len();
    if introduction == Introduction::Bare && marks && more { Introduction::Dateline } else { introduction }
}
