//! Splits a passage into sentences.
//!
//! Handed: a text and its tokens. Gives: ranges of tokens. Knows nothing about what a sentence says.

use crate::lexicon::token::{Shape, Token};
use crate::lexicon::word_set::WordSet;
use std::ops::Range;

/// Sentences in order; together they cover every token.
pub(super) fn split(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let marks = tokens.iter().enumerate().filter(|(_, t)| t.shape == Shape::Mark);
    for (at, _) in marks {
        if ends_here(text, tokens, at) {
            // closing quotes and brackets belong to the sentence they close
            let end = (at + 1..tokens.len())
                .find(|&i| {
                    tokens[i].spaced || !matches!(tokens[i].of(text), "\"" | "”" | "’" | "'" | ")" | "」" | "）")
                })
                .unwrap_or(tokens.len());
            if end > start {
                sentences.push(start..end);
                start = end;
            }
        }
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

/// Whether a sentence ends with the mark at a token.
fn ends_here(text: &str, tokens: &[Token], at: usize) -> bool {
    match tokens[at].of(text) {
        ";" => !is_hour(text, tokens, at),
        "。" | "！" | "？" | "!" | "?" | "；" => true,
        "." => {
            let before = at.checked_sub(1).map(|i| tokens[i]).filter(|_| !tokens[at].spaced);
            let after = tokens[at + 1..].iter().find(|t| !matches!(t.of(text), "\"" | "”" | "’" | "'" | ")"));
            let begins = after.is_none_or(|t| t.spaced && begins_sentence(text, *t) || closes(text, tokens, at));
            let abbreviated = before.is_some_and(|b| is_abbreviation(b.of(text), b.shape));
            begins && !is_hour(text, tokens, at) && (!abbreviated || ends_after_initials(text, tokens, at))
        }
        _ => false,
    }
}

/// "9:15 a.m. (local time; 10:15 a.m. Tokyo time)": a stop of an hour that is told more closely.
fn is_hour(text: &str, tokens: &[Token], at: usize) -> bool {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.of(text));
    let hour = at >= 3 && word(at - 1) == "m" && word(at - 2) == "." && matches!(word(at - 3), "a" | "p");
    let clock = at >= 3 && word(at - 1) == "time" && word(at) == ";" && matches!(word(at - 3), "(" | "m");
    clock || hour && (word(at + 1) == "(" || word(at + 2).eq_ignore_ascii_case("time"))
}

/// "… in Washington, D.C. The next meeting": initials end a sentence where a word follows that only begins one.
fn ends_after_initials(text: &str, tokens: &[Token], at: usize) -> bool {
    const BEGINNERS: [&str; 24] = [
        "The",
        "It",
        "This",
        "These",
        "In",
        "On",
        "At",
        "We",
        "They",
        "He",
        "She",
        "A",
        "An",
        "As",
        "Both",
        "During",
        "Following",
        "For",
        "Its",
        "Their",
        "Participants",
        "After",
        "Since",
        "All",
    ];
    let initials = at >= 2 && tokens[at - 2].of(text) == "." && !tokens[at - 1].spaced;
    initials && tokens.get(at + 1).is_some_and(|t| t.spaced && BEGINNERS.contains(&t.of(text)))
}

/// Whether quotes or brackets close right after the full stop and white space follows them.
fn closes(text: &str, tokens: &[Token], at: usize) -> bool {
    let mut i = at + 1;
    while tokens.get(i).is_some_and(|t| !t.spaced && matches!(t.of(text), "\"" | "”" | "’" | "'" | ")")) {
        i += 1;
    }
    i > at + 1 && tokens.get(i).is_some_and(|t| t.spaced && begins_sentence(text, *t))
}

fn begins_sentence(text: &str, token: Token) -> bool {
    match token.shape {
        Shape::Capitalized | Shape::Upper | Shape::Mixed | Shape::Caseless | Shape::Digits => true,
        Shape::Lower => false,
        Shape::Mark => matches!(token.of(text), "\"" | "“" | "‘" | "(" | "«" | "¿" | "¡" | "*" | "•" | "-" | "–" | "["),
    }
}

/// Words whose full stop ends no sentence. A single capital is an initial or part of one ("H.E.", "U.S.").
fn is_abbreviation(word: &str, shape: Shape) -> bool {
    static WORDS: WordSet = WordSet::new(&[
        "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Pol", "Lt", "Col", "Maj", "Capt", "Brig", "Adm", "Sgt", "Hon", "St",
        "Ste", "Amb", "Sen", "Rep", "Gov", "Pres", "No", "Nos", "Vol", "Art", "Para", "Jan", "Feb", "Mar", "Apr",
        "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs",
        "Fri", "Sat", "Sun", "vs", "cf", "Sr", "Sra", "Messrs",
    ]);
    shape == Shape::Upper && word.chars().count() == 1 || WORDS.contains(word) || word == "MR" || word == "MS"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::token::tokenize;

    fn sentences(text: &str) -> Vec<String> {
        let tokens = tokenize(text);
        let cut = |r: Range<usize>| text[tokens[r.start].start..tokens[r.end - 1].end].to_owned();
        split(text, &tokens).into_iter().map(cut).collect()
    }

    #[test]
    fn titles_and_initials_do_not_end_a_sentence() {
        assert_eq!(
            sentences("H.E. Mr. Pol. Gen. Sok met the U.S. side. They agreed (\"yes.\") Then left."),
            ["H.E. Mr. Pol. Gen. Sok met the U.S. side.", "They agreed (\"yes.\")", "Then left."]
        );
    }

    #[test]
    fn semicolons_and_japanese_stops_end_one() {
        assert_eq!(sentences("Jun. 2006 in Tokyo; Sep. 2007 in Bali"), ["Jun. 2006 in Tokyo;", "Sep. 2007 in Bali"]);
        assert_eq!(sentences("行われた。次回は未定。"), ["行われた。", "次回は未定。"]);
    }

    #[test]
    fn nothing_is_lost() {
        assert_eq!(sentences(". . ."), [". . ."]);
        assert!(sentences("").is_empty());
    }
}
