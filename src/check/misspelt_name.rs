use super::prose::{Passage, Word};
use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Fact, Note};
use crate::source::Span;
use rustc_hash::{FxHashMap, FxHasher};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher;

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

/// So many names are held against each other without more ado.
const FEW: usize = 16;

/// First words with more letters have no misspellings that are looked for.
const LONGEST: usize = 40;

/// A name the note uses, and where.
struct Known<'a> {
    folded: String,
    words: &'a str,
    /// Number of its words.
    count: usize,
    span: Span,
}

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let known = Names::of(subject.note);
    if known.all.is_empty() {
        return Vec::new();
    }
    let mut twins: BTreeMap<&str, BTreeMap<String, (Span, &Known)>> = BTreeMap::new();
    for passage in subject.prose.passages() {
        for (span, folded) in candidates(passage, &known) {
            for name in known.like(&folded).filter(|n| n.folded != folded && near(n, &folded)) {
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

/// The names of a note.
#[derive(Default)]
struct Names<'a> {
    all: Vec<Known<'a>>,
    /// Numbers of words, each once, in order.
    lengths: Vec<usize>,
    /// Letters of first words, as a set of bits: such as a name has, and such as a misspelling of it can have.
    firsts: u64,
    /// Indexes of names by what is left of their first words when a letter or two are left out: two words that are nearly
    /// one have such a rest in common, so that not every name has to be held against every other. Empty where names are
    /// so few that it is quicker to do just that.
    by_rest: FxHashMap<u64, Vec<usize>>,
}

impl<'a> Names<'a> {
    fn of(note: &'a Note) -> Self {
        let cities = note.event.place.city.iter().chain(&note.claims.cities);
        let people = note.chairs.iter().filter_map(|c| c.person.name.as_ref());
        let people = people.chain(note.people.iter().filter_map(|p| p.name.as_ref()));
        let people =
            people.filter(|f| f.value.as_ref().is_some_and(|v| wording::folded(v).chars().count() >= SHORTEST_PERSON));
        let mut names = Self::default();
        let mut seen = BTreeSet::new();
        for fact in cities {
            let words = fact.value.as_deref().unwrap_or_default();
            names.add(words, fact, &mut seen);
            // of "Washington, D.C." the first part is a name, too
            words.split_once(", ").into_iter().for_each(|(first, _)| names.add(first, fact, &mut seen));
        }
        people.for_each(|fact| names.add(fact.value.as_deref().unwrap_or_default(), fact, &mut seen));
        names.lengths.sort_unstable();
        names.lengths.dedup();
        if names.all.len() > FEW {
            for (i, name) in names.all.iter().enumerate() {
                rests(first_word(&name.folded), &mut |rest| names.by_rest.entry(rest).or_default().push(i));
            }
        }
        names
    }

    fn add(&mut self, words: &'a str, fact: &Fact<String>, seen: &mut BTreeSet<(usize, String)>) {
        let folded = folded(words);
        let count = words.split_whitespace().count();
        if count == 0 || !folded.is_ascii() || !seen.insert((count, folded.clone())) {
            return;
        }
        let first = first_word(&folded);
        for letters in (0..=63).filter(|&n| is_about_as_long(first.len().min(63), n)) {
            self.firsts |= 1 << letters;
        }
        self.lengths.push(count);
        self.all.push(Known { folded, words, count, span: fact.span });
    }

    /// Whether the words of a run are as long as those of a name, or about so; surely not, where it says no.
    fn may_be_like(&self, run: &[Word]) -> bool {
        let alike = |name: &Known| name.folded.split(' ').zip(run).all(|(a, b)| is_about_as_long(a.len(), letters(b)));
        self.all.len() > FEW || self.all.iter().any(|name| name.count == run.len() && alike(name))
    }

    /// The names, in order, whose first word may nearly be that of another.
    fn like(&self, folded: &str) -> impl Iterator<Item = &Known<'a>> {
        let mut found = BTreeSet::new();
        match self.all.len() > FEW {
            true => rests(first_word(folded), &mut |rest| found.extend(self.by_rest.get(&rest).into_iter().flatten())),
            false => found.extend(0..self.all.len()),
        }
        let count = folded.split(' ').count();
        found.into_iter().map(|i| &self.all[i]).filter(move |name| name.count == count)
    }
}

fn letters(word: &Word) -> usize {
    if word.text.is_ascii() {
        return word.text.bytes().filter(u8::is_ascii_alphanumeric).count();
    }
    word.text.chars().filter(|c| c.is_alphanumeric()).count()
}

fn first_word(folded: &str) -> &str {
    folded.split(' ').next().unwrap_or_default()
}

/// Whether words of so many letters can nearly be one.
fn is_about_as_long(a: usize, b: usize) -> bool {
    a == b || a.min(b) >= wording::SHORTEST && a.abs_diff(b) <= 2
}

/// Hashes of a word and of what is left of it without any letter, and without any two if it is long, as far as words of
/// its length can be misspelled.
fn rests(word: &str, add: &mut impl FnMut(u64)) {
    let hash = |without: [usize; 2]| {
        let mut hasher = FxHasher::default();
        word.bytes().enumerate().filter(|(i, _)| !without.contains(i)).for_each(|(_, b)| hasher.write_u8(b));
        hasher.finish()
    };
    let (letters, none) = (word.len(), usize::MAX);
    add(hash([none, none]));
    if !(wording::SHORTEST..=LONGEST).contains(&letters) {
        return;
    }
    for first in 0..letters {
        add(hash([first, none]));
        if letters >= wording::LONG {
            (first + 1..letters).for_each(|second| add(hash([first, second])));
        }
    }
}

/// Runs of capitalized words of as many words as some name, the first about as long as that name's, with their place.
fn candidates(passage: &Passage, known: &Names) -> Vec<(Span, String)> {
    let (text, words) = (passage.text, &passage.words);
    let mut found = Vec::new();
    for &i in &passage.capitals {
        let may_begin = known.firsts >> letters(&words[i]).min(63) & 1 != 0;
        for &n in known.lengths.iter().filter(|_| may_begin) {
            let run = words.get(i..i + n).filter(|run| is_name(run) && known.may_be_like(run));
            let Some(run) = run else { continue };
            let range = run[0].start..run[n - 1].end();
            let folded = folded(&text.text[range.clone()]);
            if folded.is_ascii() {
                found.push((text.source_span(range), folded));
            }
        }
    }
    found
}

fn is_name(run: &[Word]) -> bool {
    // "Jenner.We" has lost a space and is no name
    let plain = |w: &Word| w.text.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
    run[1..].iter().all(|w| w.joined && w.capital) && run.iter().all(|w| w.capital && plain(w))
}

/// Whether each word of one is the other's or nearly so. A plural is no misspelling.
fn near(name: &Known, folded: &str) -> bool {
    let pairs = name.folded.split(' ').zip(folded.split(' '));
    let plural = |a: &str, b: &str| a.strip_suffix('s') == Some(b) || b.strip_suffix('s') == Some(a);
    let alike = |(a, b): (&str, &str)| a == b || (!plural(a, b) && wording::nearly_equal(a, b));
    pairs.into_iter().all(alike)
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
    fn among_many_names_a_misspelt_one_is_found() {
        let names: Vec<String> =
            (b'A'..=b'Z').map(|c| format!("Zo{} Marivalden", char::from(c).to_string().repeat(3))).collect();
        for (right, wrong) in [
            ("Kavannagh Orr", "Kavanagh Orr"),
            ("Bellingshausen Wu", "Belingshausn Wu"),
            ("Anna Kavannagh", "Anna Kavanangh"),
        ] {
            let mut s = note(&format!("{right} met {wrong} in Bali. {}", names.join(", ")), "Bali");
            let all = names.iter().map(String::as_str).chain([right]);
            s.note.chairs = all.map(|name| s.chair(Role::Chair, name)).collect();
            let found = s.check("T103");
            assert_eq!(found.iter().map(|d| d.quote.as_str()).collect::<Vec<_>>(), [wrong]);
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
