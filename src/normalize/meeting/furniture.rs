//! Lines above the text that are no title: marks of state, document numbers, names of sections, words for sorts of documents.
//!
//! Handed: a passage. Gives: yes or no. Knows nothing about other lines.

use crate::normalize::passage::Passage;
use std::ops::Range;

/// Lines that are no title: marks of state, document numbers, names of a site's sections.
pub(super) fn is_furniture(p: &Passage) -> bool {
    let words: Vec<&str> = p.tokens.iter().filter(|t| t.is_word()).map(|t| t.of(&p.text.text)).collect();
    let lower = p.text.text.trim().trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    const WORDS: &[&str] = &[
        "final",
        "draft",
        "press release",
        "press releases",
        "press statement",
        "news",
        "news release",
        "media release",
        "home",
        "media center",
        "media centre",
        "embargoed",
        "for immediate release",
        "for official use only",
        "archived content",
        "unofficial translation",
        "provisional translation",
        "tentative translation",
        "english",
        "japanese",
        "print",
        "share",
        "introduction",
        "報道発表",
        "プレスリリース",
        "概要",
        "仮訳",
        "communiqué de presse",
        "comunicado de prensa",
        "nota de prensa",
    ];
    WORDS.contains(&lower.as_str())
        || words.is_empty()
        || is_foreign_date(&p.text.text)
        || is_document_number(p, &words)
}

/// A line in a script of which no word is read here, with a number in its own figures: a date, or a document's number.
fn is_foreign_date(text: &str) -> bool {
    // Thai to Tibetan, Burmese, Khmer
    let foreign = |c: char| matches!(c, '\u{0E00}'..='\u{0FFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}');
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let counted = text.chars().any(|c| foreign(c) && c.is_numeric());
    counted && text.chars().count() < 120 && letters.clone().count() > 0 && letters.clone().all(foreign)
}

/// "JS-2716", "2007/SOM2/009rev1": more digits and marks than words.
fn is_document_number(p: &Passage, words: &[&str]) -> bool {
    let text = p.text.text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    !text.contains(' ') && digits >= 2 && words.iter().all(|w| w.len() <= 4) && text.is_ascii()
}

/// Whether a line holds nothing but words for sorts of documents: "Press Note", "Joint Press Statement", "Communiqué".
pub(super) fn is_genre(p: &Passage) -> bool {
    is_genre_from(p, 0)
}

pub(super) fn is_genre_from(p: &Passage, from: usize) -> bool {
    is_genre_in(p, from..p.tokens.len())
}

pub(super) fn is_genre_in(p: &Passage, range: Range<usize>) -> bool {
    const WORDS: [&str; 46] = [
        "a",
        "of",
        "the",
        "and",
        "s",
        "joint",
        "press",
        "media",
        "final",
        "agreed",
        "chair",
        "chairs",
        "chairman",
        "chairmen",
        "chairperson",
        "co",
        "statement",
        "note",
        "release",
        "communique",
        "communiqué",
        "declaration",
        "report",
        "minutes",
        "summary",
        "record",
        "conclusions",
        "discussions",
        "outcome",
        "outcomes",
        "document",
        "readout",
        "announcement",
        "déclaration",
        "compte",
        "rendu",
        "conjoint",
        "conjointe",
        "de",
        "la",
        "présidence",
        "comunicado",
        "conjunto",
        "declaración",
        "acta",
        "meeting",
    ];
    let words = p.tokens[range].iter().filter(|t| t.is_word());
    let mut words = words.map(|t| t.of(&p.text.text).to_lowercase()).peekable();
    words.peek().is_some() && words.all(|w| WORDS.contains(&w.as_str()))
}
