use super::prose::{self, Word};
use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Fact, Note, Text};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "T103",
        name: "misspelt-name",
        severity: Severity::Warning,
        summary: "A name that differs by a letter or two from a name of the note.",
        explanation: "The city of the meeting, or a person, appears in a second spelling that differs by one letter, or by \
            two in a long name (\"Kuala Lampur\", \"Kuala Lumpur\"). Case, hyphens and accents make no difference. Each \
            second spelling is told once.",
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
    let mut told: BTreeSet<(String, String)> = BTreeSet::new();
    let mut found = Vec::new();
    for text in prose::texts(subject.note) {
        for (span, folded, words) in candidates(text, &known) {
            let Some(name) = twin(&folded, &known[&words]) else { continue };
            let pair = (folded.as_str().min(&name.folded).to_owned(), folded.as_str().max(&name.folded).to_owned());
            if told.insert(pair) {
                found.push(misspelt(subject, span, name));
            }
        }
    }
    found
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
    for fact in cities.chain(people) {
        add(&mut known, fact);
    }
    known
}

fn add<'a>(known: &mut BTreeMap<usize, Vec<Known<'a>>>, fact: &'a Fact<String>) {
    let Some(words) = fact.value.as_deref() else { return };
    let names = known.entry(words.split_whitespace().count()).or_default();
    let folded = wording::folded(words);
    if folded.is_ascii() && names.iter().all(|n| n.folded != folded) {
        names.push(Known { folded, words, span: fact.span });
    }
}

/// Runs of capitalized words of as many words as some name, with their place and that number.
fn candidates(text: &Text, known: &BTreeMap<usize, Vec<Known>>) -> Vec<(Span, String, usize)> {
    let words = prose::words(&text.text);
    let mut found = Vec::new();
    for i in 0..words.len() {
        for &n in known.keys().filter(|&&n| n > 0) {
            let Some(run) = words.get(i..i + n).filter(|run| is_name(run)) else { continue };
            let range = run[0].start..run[n - 1].end();
            found.push((text.source_span(range.clone()), wording::folded(&text.text[range]), n));
        }
    }
    found
}

fn is_name(run: &[Word]) -> bool {
    run.iter().all(|w| w.text.starts_with(char::is_uppercase)) && run[1..].iter().all(|w| w.joined)
}

/// The name of which this is another spelling. Accents are not judged.
fn twin<'a>(folded: &str, known: &'a [Known<'a>]) -> Option<&'a Known<'a>> {
    let near = |n: &&Known| n.folded.len().abs_diff(folded.len()) <= 2 && wording::nearly_equal(&n.folded, folded);
    folded.is_ascii().then(|| known.iter().find(near)).flatten()
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
        for text in ["Bogotá, held in Bogota", "KUALA LUMPUR Kuala Lumpur", "Lumpur Kuala and Kuala Lumpur"] {
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
