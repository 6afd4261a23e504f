use super::{Rule, Subject};
use crate::diag::{Code, Diagnostic, Severity};
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "T106",
        name: "abbreviation-twice-defined",
        severity: Severity::Warning,
        summary: "One abbreviation for two things.",
        explanation: "The note says twice what an abbreviation stands for, and not the same. A reader cannot tell which is \
            meant afterwards. Case, hyphens, plurals and small words such as \"the\" and \"of\" make no difference, and saying \
            the same twice is no fault.",
    },
    firing: "The 3rd Border Security Working Group\n\nThe 3rd Border Security Working Group (BSWG) was held on 9 February 2011 \
        in Vientiane, Lao PDR. It heard a report of the Bay Shipping Watch Guild (BSWG).\n",
    clean: "The 3rd Border Security Working Group\n\nThe 3rd Border Security Working Group (BSWG) was held on 9 February 2011 \
        in Vientiane, Lao PDR. It heard a report of the Bay Shipping Watch Guild.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (letters, abbreviation) in subject.abbreviations {
        let Some((first, words)) = abbreviation.defined.first() else { continue };
        let Some((span, others)) = abbreviation.defined.iter().find(|(_, w)| differ(w, words)) else { continue };
        found.push(
            subject
                .at(*span, format!("{letters} stands for “{others}” here and for “{words}” before"))
                .with_related(subject.source, *first, "first defined here")
                .with_help("abbreviate one of them in another way, or correct the words"),
        );
    }
    found
}

/// Whether each has a word that the other has in no form: "industry" and "industries" begin alike.
fn differ(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let stranger = |w: &String, others: &BTreeSet<String>| others.iter().all(|o| stem(o) != stem(w));
    a.iter().any(|w| stranger(w, &b)) && b.iter().any(|w| stranger(w, &a))
}

/// The letters with which all forms of a word begin.
fn stem(word: &str) -> &str {
    const LETTERS: usize = 5;
    word.char_indices().nth(LETTERS).map_or(word, |(at, _)| &word[..at])
}

fn words(phrase: &str) -> BTreeSet<String> {
    const IDLE: [&str; 7] = ["the", "of", "and", "for", "on", "in", "to"];
    let joined = phrase.replace(['-', '\u{2010}', '\u{2011}'], "");
    let words = joined.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|w| !w.is_empty() && !IDLE.contains(&w.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;

    #[test]
    fn the_same_in_other_words_is_no_second_meaning() {
        for (second, count) in [
            ("Bank Watch Group (BWG)", 1),
            ("border working groups (BWG)", 0),
            ("Bor-der Working Group (BWG)", 0),
            ("Border Working Group (BWG)", 0),
            ("BWG", 0),
        ] {
            let s = Specimen::prose(&format!("the Border Working Group (BWG) and the {second}"));
            assert_eq!(s.check("T106").len(), count, "{second}");
        }
    }
}
