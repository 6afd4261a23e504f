use super::prose::{Passage, Word};
use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Fact, Note};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "T103",
        name: "misspelt-name",
        severity: Severity::Warning,
        summary: "A name that differs by a letter or two from a name of the note.",
        explanation: "The city of the meeting, or a person, appears in a second spelling that differs by one letter, or by \
            two in a long name (\"Kuala Lampur\", \"Kuala Lumpur\"). Words are compared one by one; case, hyphens and \
            accents make no difference. A name that appears in three spellings or more is transliterated at will and left \
            alone.",
    },
    firing: "Working Group on Border Security in Vientaine\n\nThe 3rd Working Group on Border Security was held on 9 \
        February 2011 in Vientiane, Lao PDR.\n",
    clean: "Working Group on Border Security in Vientiane\n\nThe 3rd Working Group on Border Security was held on 9 \
        February 2011 in Vientiane, Lao PDR.\n",
    check,
};

/// Shorter names of persons differ by a letter and are two people.
const SHORTEST_PERSON: usize = 10;

/// A name the note uses, and where.
struct Known<'a> {
    folded: String,
    words: &'a str,
    span: Span,
}

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let known = known(subject.note);
    if known.is_empty() {
        return Vec::new();
    }
    let mut twins: BTreeMap<&str, BTreeMap<String, (Span, &Known)>> = BTreeMap::new();
    for passage in subject.prose.passages() {
        for (span, folded, words) in candidates(passage, &known) {
            for name in known[&words].iter().filter(|n| n.folded != folded && near(n, &folded)) {
                twins.entry(&name.folded).or_default().entry(folded.clone()).or_insert((span, name));
            }
        }
    }
    let single = twins.values().filter(|spellings| spellings.len() == 1).flatten();
    let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
    let once = single.filter(|(folded, (_, name))| {
        let (a, b) = (folded.as_str(), name.folded.as_str());
        told.insert((a.min(b), a.max(b)))
    });
    once.map(|(_, (span, name))| misspelt(subject, *span, name)).collect()
}

fn misspelt(subject: &Subject, span: Span, name: &Known) -> Diagnostic {
    let message = format!("“{}” and “{}” look like two spellings of one name", subject.words(span), name.words);
    subject
        .at(span, message)
        .with_related(subject.source, name.span, "the other spelling")
        .with_help("settle on one of them")
}

/// Names by number of words.
fn known(note: &Note) -> BTreeMap<usize, Vec<Known<'_>>> {
    let cities = note.event.place.city.iter().chain(&note.claims.cities);
    let people = note.chairs.iter().filter_map(|c| c.person.name.as_ref());
    let people = people.chain(note.people.iter().filter_map(|p| p.name.as_ref()));
    let people =
        people.filter(|f| f.value.as_ref().is_some_and(|v| wording::folded(v).chars().count() >= SHORTEST_PERSON));
    let mut known: BTreeMap<usize, Vec<Known>> = BTreeMap::new();
    for fact in cities {
        let words = fact.value.as_deref().unwrap_or_default();
        add(&mut known, words, fact);
        // of "Washington, D.C." the first part is a name, too
        words.split_once(", ").into_iter().for_each(|(first, _)| add(&mut known, first, fact));
    }
    people.for_each(|fact| add(&mut known, fact.value.as_deref().unwrap_or_default(), fact));
    known
}

fn add<'a>(known: &mut BTreeMap<usize, Vec<Known<'a>>>, words: &'a str, fact: &Fact<String>) {
    let names = known.entry(words.split_whitespace().count()).or_default();
    let folded = folded(words);
    if folded.is_ascii() && names.iter().all(|n| n.folded != folded) {
        names.push(Known { folded, words, span: fact.span });
    }
}

/// Runs of capitalized words of as many words as some name, each about as long as that name's, with their place and
/// that number.
fn candidates(passage: &Passage, known: &BTreeMap<usize, Vec<Known>>) -> Vec<(Span, String, usize)> {
    let (text, words) = (passage.text, &passage.words);
    let mut found = Vec::new();
    for i in (0..words.len()).filter(|&i| words[i].text.starts_with(char::is_uppercase)) {
        for (&n, names) in known.iter().filter(|&(&n, _)| n > 0) {
            let about_as_long = |run: &&[Word]| names.iter().any(|name| is_about_as_long(name, run));
            let run = words.get(i..i + n).filter(about_as_long).filter(|run| is_name(run));
            let Some(run) = run else { continue };
            let range = run[0].start..run[n - 1].end();
            found.push((text.source_span(range.clone()), folded(&text.text[range]), n));
        }
    }
    found
}

/// Whether each word has as many letters as the name's, or so many that one or two are no matter.
fn is_about_as_long(name: &Known, run: &[Word]) -> bool {
    let letters = |w: &Word| w.text.chars().filter(|c| c.is_alphanumeric()).count();
    name.folded.split(' ').zip(run).all(|(known, w)| {
        let (a, b) = (known.len(), letters(w));
        a == b || a.min(b) >= wording::SHORTEST && a.abs_diff(b) <= 2
    })
}

fn is_name(run: &[Word]) -> bool {
    // "Jenner.We" has lost a space and is no name
    let plain = |w: &Word| w.text.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
    run.iter().all(|w| w.text.starts_with(char::is_uppercase) && plain(w)) && run[1..].iter().all(|w| w.joined)
}

/// Whether each word of one is the other's or nearly so. A plural is no misspelling.
fn near(name: &Known, folded: &str) -> bool {
    let pairs = name.folded.split(' ').zip(folded.split(' '));
    let plural = |a: &str, b: &str| a.strip_suffix('s') == Some(b) || b.strip_suffix('s') == Some(a);
    let alike = |(a, b): (&str, &str)| a == b || (!plural(a, b) && wording::nearly_equal(a, b));
    folded.is_ascii() && pairs.into_iter().all(alike)
}

/// The words of a name in small letters, parted by single spaces.
fn folded(words: &str) -> String {
    words.split_whitespace().map(wording::folded).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;
    use crate::model::{Block, Role, Text};

    fn note(text: &str, city: &str) -> Specimen {
        let mut s = Specimen::new(text);
        s.note.body = vec![Block::Paragraph { text: Text::verbatim(text, 0) }];
        s.note.event.place.city = Some(s.fact(city.to_owned(), city));
        s
    }

    #[test]
    fn a_second_spelling_is_told_once() {
        let found = note("Kuala Lampur, twice Kuala Lampur; held in Kuala Lumpur", "Kuala Lumpur").check("T103");
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].quote.as_str(), found[0].related[0].quote.as_str()), ("Kuala Lampur", "Kuala Lumpur"));
    }

    #[test]
    fn other_words_case_and_accents_are_left_alone() {
        for text in [
            "Huma Abedin and Heba Abedin in Kuala Lumpur",
            "Bogotá, held in Bogota",
            "KUALA LUMPUR Kuala Lumpur",
            "Lumpur Kuala and Kuala Lumpur",
        ] {
            let city = if text.contains("Bogota") { "Bogota" } else { "Kuala Lumpur" };
            assert_eq!(note(text, city).check("T103"), [], "{text}");
        }
    }

    #[test]
    fn people_need_longer_names() {
        let mut s = note("Wang Yiya and Wang Yija met Takaaki Kojima, that is Takaki Kojima, in Bali", "Bali");
        s.note.chairs = vec![s.chair(Role::Chair, "Wang Yiya"), s.chair(Role::Chair, "Takaaki Kojima")];
        let found = s.check("T103");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].quote, "Takaki Kojima");
    }
}
