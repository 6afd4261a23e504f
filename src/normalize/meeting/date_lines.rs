//! Lines above the text that date the page: a word for issuing, a site, an author or a foreign label beside a day.
//!
//! Handed: a line. Gives: whether it says when the note was issued, and no more. Knows nothing about the meeting.

use super::sights::Line;
use crate::lexicon::Class;
use crate::lexicon::sorts::Sorts;
use crate::lexicon::token::Shape;
use crate::normalize::dates::DateWords;
use crate::normalize::passage::Passage;
use std::ops::Range;

/// Words a line that dates a page may have at most.
const MOST_TOKENS: usize = 28;

/// "Posted On: 4 May 2012 5:29PM by INS Graz", "lakes.example • Tuesday 4 May 2012", "Ana Reyes | 4 May 2012 10:23".
pub(super) fn dates_the_page(line: &Line) -> bool {
    let p = line.p;
    let Some(date) = line.dates.first().filter(|d| is_full_day(d) && p.tokens.len() <= MOST_TOKENS) else {
        return false;
    };
    let same = line.dates.iter().all(|d| d.when == date.when);
    let before = 0..date.tokens.start;
    let led = is_of_issuing(p, before.clone()) || is_site_or_author(line, before.clone()) || is_foreign(p, before);
    same && led && is_of_page(line, date.tokens.end)
}

/// A title that ends in a day in figures, as lists of news print it: "… Forum 2016.08.24"; where the day begins.
pub(super) fn trailing(line: &Line) -> Option<usize> {
    let last = line.dates.len().checked_sub(1)?;
    let date = &line.dates[last];
    let figures = matches!(date.rule, "dates/iso" | "dates/dotted" | "dates/figures");
    let parted = line.p.tokens[date.tokens.start].spaced && date.tokens.start > 3;
    let joined =
        matches!(line.p.small(date.tokens.start.checked_sub(1)?), "of" | "on" | "the" | "du" | "le" | "el" | "del");
    let ends = date.tokens.end == line.p.tokens.len();
    (figures && parted && ends && !joined && is_full_day(date)).then_some(last)
}

fn is_full_day(d: &DateWords) -> bool {
    d.only().is_some_and(|s| s.from.year.is_some() && s.from.day.is_some())
}

/// "Posted On:", "Date de publication :", "Fecha de publicación:".
fn is_of_issuing(p: &Passage, range: Range<usize>) -> bool {
    const ISSUED: [&str; 27] = [
        "posted",
        "published",
        "publication",
        "updated",
        "update",
        "created",
        "modified",
        "edited",
        "released",
        "release",
        "issued",
        "uploaded",
        "publié",
        "publiée",
        "mis",
        "mise",
        "modifié",
        "publicado",
        "publicada",
        "publicación",
        "actualizado",
        "actualización",
        "emisión",
        "dated",
        "submitted",
        "added",
        "filed",
    ];
    const BESIDE: [&str; 17] = [
        "on", "date", "last", "first", "at", "the", "de", "le", "el", "à", "jour", "of", "fecha", "por", "press",
        "online", "la",
    ];
    let mut words = range.filter(|&i| p.tokens[i].is_word() && !p.is(i, Sorts::WEEKDAY)).map(|i| p.small(i)).peekable();
    let mut issued = false;
    words.peek().is_some()
        && words.all(|w| {
            issued |= ISSUED.contains(&w);
            ISSUED.contains(&w) || BESIDE.contains(&w)
        })
        && issued
}

/// "lakes.example •", "By Ana Reyes |": few words in capitals or the address of a site before a mark that parts.
fn is_site_or_author(line: &Line, range: Range<usize>) -> bool {
    let p = line.p;
    let parts = |i: usize| matches!(p.word(i), "•" | "·" | "|" | "／");
    let end = range.end - usize::from(range.end > 0 && p.is(range.end - 1, Sorts::WEEKDAY));
    let Some(mark) = end.checked_sub(1).filter(|&i| i > 0 && i <= 7 && parts(i)) else { return false };
    let unnamed =
        line.names.iter().all(|n| n.tokens.start >= mark) && line.places.iter().all(|c| c.tokens.start >= mark);
    let capital = |w: &str| w.starts_with(char::is_uppercase) || w.contains('.') || w.eq_ignore_ascii_case("by");
    // "Date | …" is a row of a table
    let labels = p.at(0).any(|(_, c)| matches!(c, Class::Document)) || matches!(p.small(0), "date" | "when" | "time");
    unnamed && !labels && p.words(0..mark).split_whitespace().all(capital)
}

/// A label in a script of which no word is read here.
fn is_foreign(p: &Passage, range: Range<usize>) -> bool {
    let read = |c: char| c.is_ascii() || c < '\u{0250}' || ('\u{3040}'..='\u{9FFF}').contains(&c) || c >= '\u{FF00}';
    if range.is_empty() {
        return false;
    }
    let mut letters = p.text.text[p.bytes(range)].chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !read(c))
}

/// The hour, its zone, who wrote it, and the same day again: nothing else stands behind the day of a page.
fn is_of_page(line: &Line, from: usize) -> bool {
    let p = line.p;
    let by = (from..p.tokens.len()).find(|&i| p.small(i) == "by");
    let end = by.unwrap_or(p.tokens.len());
    let again = |i: usize| line.dates.iter().any(|d| d.tokens.contains(&i));
    let plain = |i: usize| {
        !p.tokens[i].is_word()
            || p.tokens[i].shape == Shape::Digits
            || again(i)
            || matches!(
                p.small(i),
                "am" | "pm"
                    | "a"
                    | "m"
                    | "p"
                    | "h"
                    | "gmt"
                    | "utc"
                    | "ist"
                    | "est"
                    | "edt"
                    | "cet"
                    | "jst"
                    | "hrs"
                    | "at"
                    | "à"
                    | "last"
                    | "updated"
                    | "modified"
                    | "update"
                    | "on"
            )
            || p.small(i).starts_with(|c: char| c.is_ascii_digit())
    };
    let author = |i: usize| !p.tokens[i].is_word() || p.tokens[i].is_capital();
    (from..end).all(plain) && (end..p.tokens.len()).skip(1).all(author)
}
