//! Names in French and Spanish, where the head comes first: "sixième réunion du Comité mixte sur la pêche".

use super::ordinal::{high_roman, roman};
use super::words::{abbreviation, is_date, starts_place};
use super::{Named, Sort, key};
use crate::lexicon::token::Shape;
use crate::normalize::passage::Passage;
use std::ops::Range;

/// Tokens a name may have behind its head.
const LONGEST: usize = 24;

/// Whether a head is one of these languages.
pub(super) fn is_head(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "réunion",
        "sommet",
        "conférence",
        "séminaire",
        "atelier",
        "rencontre",
        "colloque",
        "concertations",
        "assemblée",
        "encuentro",
        "mesa",
        "coloquio",
        "ronda",
        "jornadas",
        "mecanismo",
        "comité",
        "groupe",
        "conseil",
        "reunión",
        "cumbre",
        "conferencia",
        "diálogo",
        "foro",
        "sesión",
        "seminario",
        "taller",
        "consultas",
        "asamblea",
        "grupo",
        "comisión",
        "consejo",
    ];
    WORDS.contains(&word.to_lowercase().as_str())
}

/// Whether a head that English shares stands in one of these languages: "4e session du Comité".
pub(super) fn is_shared_head(p: &Passage, head: Range<usize>) -> bool {
    let shared = matches!(
        p.small(head.start),
        "session" | "sessions" | "dialogue" | "forum" | "consultations" | "table" | "commission"
    );
    // "11e session de la commission", "commission tuniso-libyenne de suivi"
    let behind = head.end
        + (head.end..head.end + 4)
            .take_while(|&i| p.tokens.get(i).is_some_and(|t| t.shape == Shape::Lower) || p.word(i) == "-")
            .count();
    if shared
        && (p.word(head.end) == "de"
            || behind > head.end
                && matches!(p.word(head.end), "mixte" | "bilatérale" | "conjointe" | "intergouvernementale")
            || p.word(behind) == "de")
    {
        return true;
    }
    let link = |i: usize| {
        matches!(
            p.word(i),
            "du" | "des"
                | "sur"
                | "sobre"
                | "del"
                | "d"
                | "entre"
                | "politique"
                | "stratégique"
                | "économique"
                | "bilatéral"
        )
    };
    shared && p.small(head.start) != "commission" && (head.end..head.end + 6).any(link)
}

/// The phrase around a head.
pub(super) fn phrase(p: &Passage, head: Range<usize>, sort: Sort, ordinal: Option<(u32, Range<usize>)>) -> Named {
    let ordinal = ordinal.or_else(|| roman_before(p, head.start));
    let (end, of) = run(p, head.end);
    let generic = sort == Sort::Meeting
        && matches!(p.small(head.start), "réunion" | "reunión" | "sesión" | "session" | "ronda" | "sessions");
    let name = match of {
        Some(of) if generic => of..end,
        _ => head.start..end,
    };
    let abbreviation = abbreviation(p, end).map(|g| g.start + 1..g.end - 1);
    let start = ordinal.as_ref().map_or(head.start, |o| o.1.start);
    let tokens = start..abbreviation.as_ref().map_or(end, |a| a.end + 1);
    let key = key(p, name.clone());
    Named { tokens, name, ordinal, sort, abbreviation, proper: end > head.end, key, head }
}

/// "IV Reunión", "XXII Cumbre".
fn roman_before(p: &Passage, head: usize) -> Option<(u32, Range<usize>)> {
    let at = head.checked_sub(1)?;
    roman(p.word(at)).or_else(|| high_roman(p.word(at))).map(|n| (n, at..at + 1))
}

/// The end of the words that belong to a head, and the first word after "of".
fn run(p: &Passage, from: usize) -> (usize, Option<usize>) {
    let mut end = from;
    let mut of = None;
    let mut i = from;
    while i < p.tokens.len() && i < from + LONGEST {
        let word = p.small(i);
        let token = p.tokens[i];
        // "du G5 Sahel"
        if token.shape == Shape::Digits && !token.spaced && i > from && p.tokens[i - 1].shape == Shape::Upper {
            i += 1;
            end = i;
            continue;
        }
        let between = word == "entre" && names_parties(p, i);
        if token.shape == Shape::Digits || is_date(p, i) || is_end(word) && !between {
            break;
        }
        if is_link(word) || between {
            // "de Lima" may be a place, and then the name has ended
            if of.is_none() && i == from && matches!(word, "de" | "du" | "des" | "del") {
                of = Some(after_articles(p, i + 1));
            }
            i += 1;
            continue;
        }
        if !token.is_word() && !matches!(word, "-" | "–" | "'" | "’")
            || starts_place(p, i) && end == from && !is_pair(p, i)
        {
            break;
        }
        i += 1;
        if token.is_word() {
            end = i;
        }
    }
    (end, of.filter(|of| *of < end))
}

/// « dialogue politique entre l'Union européenne et le Togo » : who meets is part of the name.
fn names_parties(p: &Passage, entre: usize) -> bool {
    let first = after_articles(p, entre + 1);
    let both = (first..first + 9)
        .take_while(|&i| !matches!(p.word(i), "," | "." | ";"))
        .any(|i| matches!(p.word(i), "et" | "y"));
    both && p.tokens.get(first).is_some_and(|t| t.is_capital())
}

/// "France-Vietnam": two places that a dash joins say whose meeting it is.
fn is_pair(p: &Passage, at: usize) -> bool {
    matches!(p.word(at + 1), "-" | "–") && p.tokens.get(at + 2).is_some_and(|t| t.is_capital())
}

fn after_articles(p: &Passage, mut at: usize) -> usize {
    while matches!(p.word(at), "la" | "las" | "los" | "les" | "le" | "l" | "'" | "’") {
        at += 1;
    }
    at
}

fn is_link(word: &str) -> bool {
    matches!(
        word,
        "de" | "du"
            | "des"
            | "del"
            | "la"
            | "las"
            | "los"
            | "les"
            | "le"
            | "el"
            | "l"
            | "d"
            | "sur"
            | "sobre"
            | "et"
            | "y"
            | "pour"
            | "para"
            | "contre"
            | "contra"
    )
}

/// Words that end a name: verbs, prepositions of place and time.
fn is_end(word: &str) -> bool {
    matches!(
        word,
        "s" | "est"
            | "a"
            | "ont"
            | "sera"
            | "aura"
            | "se"
            | "fue"
            | "fueron"
            | "tuvo"
            | "tendrá"
            | "celebró"
            | "celebrada"
            | "realizó"
            | "realizaron"
            | "sostuvo"
            | "sostuvieron"
            | "llevó"
            | "acordó"
            | "concluyó"
            | "culminó"
            | "reunió"
            | "inició"
            | "sesionó"
            | "aprobó"
            | "prévue"
            | "organisera"
            | "tiendra"
            | "réunira"
            | "organizará"
            | "celebrará"
            | "realizará"
            | "réunie"
            | "organisée"
            | "en"
            | "à"
            | "au"
            | "qui"
            | "que"
            | "ha"
            | "han"
            | "tenue"
            | "tenida"
            | "realizada"
            | "entre"
            | "con"
            | "avec"
            | "lors"
            | "por"
            | "par"
    )
}
