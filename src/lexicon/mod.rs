//! The tables the grammar reads: data files in `data/`, and typed access to them.
//!
//! Handed: tokens. Gives: the entries that stand at a token, longest first. Knows nothing about grammar.
//! Adding a word is one line in a data file; see the comment at each file's head.

pub mod countries;
pub mod genres;
pub mod groups;
pub mod japanese;
pub mod japanese_offices;
pub mod token;

use crate::model::{CountryCode, Weekday};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use token::{Shape, Token, tokenize};

/// What a phrase of the lexicon means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A month, 1 to 12.
    Month(i8),
    /// A day of the week.
    Weekday(Weekday),
    /// An ordinal in words ("sixth", "inaugural").
    Ordinal(u32),
    /// A number in words ("four").
    Cardinal(u32),
    /// A name that holds a country's name but is none ("South China Sea").
    Region,
    /// A country's name: short, official or abbreviated.
    Country(CountryCode),
    /// A country's adjective or people ("Cambodian").
    Demonym(CountryCode),
    /// A city, with the country it lies in where only one city of that name is usual.
    City(Option<CountryCode>),
    /// A state or province as it stands after a city's name ("Pittsburgh, Pennsylvania").
    Province(CountryCode),
    /// A courtesy before a name ("H.E.", "Mr.", "Samdech").
    Honorific,
    /// A military, police or academic rank before a name ("Pol. Gen.", "Dr.").
    Rank,
    /// Letters after a name ("QC", "MP").
    PostNominal,
    /// A word that heads an office ("Minister", "Undersecretary", "Director-General"); whether it is a plural.
    Office {
        /// Whether several hold it ("Ministers").
        many: bool,
    },
    /// A word before the head of an office ("Deputy", "Senior").
    OfficeModifier,
    /// A word of what an office is for ("Foreign", "Affairs").
    Portfolio,
    /// An English given name.
    GivenName,
    /// A word that heads an organization ("Ministry", "Department").
    Organization,
    /// A word that heads a meeting's name ("Dialogue", "Summit").
    Meeting,
    /// A word that heads the name of a body that meets ("Committee", "Task Force").
    Body,
    /// A word that heads a document ("Declaration", "Plan of Action").
    Document,
    /// A word that heads a fund or project.
    Fund,
    /// A word for something that happened and was no meeting ("bombings", "election").
    Occurrence,
    /// A group of countries; the index in [`groups::GROUPS`].
    Group(usize),
}

/// How a phrase must be written to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    /// In any case.
    Any,
    /// Each word with a capital, or all in capitals ("May", "MAY", not "may").
    Proper,
    /// Exactly as in the table ("US", not "us").
    Exact,
}

struct Entry {
    words: Vec<Box<str>>,
    exact: Vec<Box<str>>,
    case: Case,
    class: Class,
}

/// Phrases by their first word.
pub struct Lexicon {
    by_first: HashMap<Box<str>, Vec<Entry>>,
    words: HashSet<&'static str>,
}

/// The lexicon that comes with the program.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

impl Lexicon {
    fn builtin() -> Self {
        let mut lexicon = Self { by_first: HashMap::new(), words: HashSet::new() };
        lexicon.words = words(include_str!("data/words.txt"));
        lexicon.table(include_str!("data/months.tsv"), |v| Class::Month(number(v)));
        lexicon
            .table(include_str!("data/weekdays.tsv"), |v| Class::Weekday(v.parse().expect("a weekday's English name")));
        lexicon.table(include_str!("data/ordinals.tsv"), |v| Class::Ordinal(number(v)));
        lexicon.table(include_str!("data/cardinals.tsv"), |v| Class::Cardinal(number(v)));
        lexicon.table(include_str!("data/countries.tsv"), |v| Class::Country(country(v)));
        lexicon.table(include_str!("data/demonyms.tsv"), |v| Class::Demonym(country(v)));
        lexicon.table(include_str!("data/regions.tsv"), |_| Class::Region);
        lexicon.table(include_str!("data/cities.tsv"), |v| Class::City(v.parse().ok()));
        lexicon.table(include_str!("data/provinces.tsv"), |v| Class::Province(country(v)));
        lexicon.table(include_str!("data/meeting_nouns.tsv"), noun);
        lexicon.table(include_str!("data/mention_nouns.tsv"), noun);
        lexicon.table(include_str!("data/honorifics.tsv"), |_| Class::Honorific);
        lexicon.table(include_str!("data/ranks.tsv"), |_| Class::Rank);
        lexicon.table(include_str!("data/postnominals.tsv"), |_| Class::PostNominal);
        lexicon.table(include_str!("data/offices.tsv"), |v| Class::Office { many: v == "many" });
        lexicon.table(include_str!("data/office_modifiers.tsv"), |_| Class::OfficeModifier);
        lexicon.table(include_str!("data/portfolios.tsv"), |_| Class::Portfolio);
        lexicon.table(include_str!("data/given_names.tsv"), |_| Class::GivenName);
        lexicon.table(include_str!("data/organizations.tsv"), |_| Class::Organization);
        lexicon.table(include_str!("data/groups.tsv"), |v| Class::Group(groups::index(v)));
        for entries in lexicon.by_first.values_mut() {
            entries.sort_by_key(|e| std::cmp::Reverse(e.words.len()));
        }
        lexicon
    }

    /// Whether it is an ordinary English word, whatever its case: no name by itself.
    pub fn is_ordinary(&self, word: &str) -> bool {
        self.words.contains(word) || self.words.contains(word.to_lowercase().as_str())
    }

    /// Reads a table: a line is phrase, case (`any`, `proper`, `exact`) and value, parted by tabs; `#` begins a comment.
    fn table(&mut self, data: &str, class: impl Fn(&str) -> Class) {
        for line in data.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            let mut columns = line.split('\t');
            let mut column = || columns.next().unwrap_or_else(|| panic!("lexicon line has too few columns: {line}"));
            let (phrase, case) = (column(), column());
            let value = columns.next().unwrap_or_default();
            let case = match case {
                "any" => Case::Any,
                "proper" => Case::Proper,
                "exact" => Case::Exact,
                other => panic!("lexicon line with case {other}: {line}"),
            };
            self.insert(phrase, case, class(value));
        }
    }

    fn insert(&mut self, phrase: &str, case: Case, class: Class) {
        if phrase.contains('\'') {
            self.insert(&phrase.replace('\'', "’"), case, class);
        }
        let exact: Vec<Box<str>> = tokenize(phrase).iter().map(|t| t.of(phrase).into()).collect();
        let words: Vec<Box<str>> = exact.iter().map(|w| w.to_lowercase().into()).collect();
        self.by_first.entry(words[0].clone()).or_default().push(Entry { words, exact, case, class });
    }

    /// The phrases that stand at the first of `tokens`, longest first: number of tokens and meaning.
    pub fn at<'a>(&'a self, text: &'a str, tokens: &'a [Token]) -> impl Iterator<Item = (usize, Class)> + 'a {
        let first = tokens.first().map(|t| t.of(text).to_lowercase()).unwrap_or_default();
        self.by_first
            .get(first.as_str())
            .into_iter()
            .flatten()
            .filter(move |e| e.stands_at(text, tokens))
            .map(|e| (e.words.len(), e.class))
    }
}

impl Entry {
    fn stands_at(&self, text: &str, tokens: &[Token]) -> bool {
        let Some(tokens) = tokens.get(..self.words.len()) else { return false };
        tokens.iter().zip(&self.words).zip(&self.exact).all(|((t, word), exact)| match self.case {
            Case::Exact => t.of(text) == &**exact,
            Case::Any => t.of(text).to_lowercase() == **word,
            Case::Proper => {
                // small words inside a proper name ("of") may stay small
                let capital = t.shape != Shape::Lower || exact.starts_with(char::is_lowercase);
                capital && t.of(text).to_lowercase() == **word
            }
        })
    }
}

fn noun(value: &str) -> Class {
    match value {
        "meeting" => Class::Meeting,
        "body" => Class::Body,
        "document" => Class::Document,
        "fund" => Class::Fund,
        "occurrence" => Class::Occurrence,
        other => panic!("lexicon has no sort of noun called {other}"),
    }
}

/// The lines that are no comment.
fn words(data: &'static str) -> HashSet<&'static str> {
    data.lines().filter(|l| !l.starts_with('#')).collect()
}

fn country(value: &str) -> CountryCode {
    value.parse().expect("an alpha-2 code")
}

fn number<T: std::str::FromStr>(value: &str) -> T {
    value.parse().unwrap_or_else(|_| panic!("lexicon value {value} is no number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<(usize, Class)> {
        let tokens = tokenize(text);
        LEXICON.at(text, &tokens).next()
    }

    #[test]
    fn the_longest_phrase_comes_first() {
        assert_eq!(first("twenty-seventh meeting"), Some((3, Class::Ordinal(27))));
        assert_eq!(first("Twenty delegates"), Some((1, Class::Cardinal(20))));
    }

    #[test]
    fn countries_are_whole_words_and_the_longest_name_wins() {
        let country = |c: &str| Class::Country(c.parse().unwrap());
        assert_eq!(first("Cambodia and"), Some((1, country("KH"))));
        assert_eq!(first("Cambodian police"), Some((1, Class::Demonym("KH".parse().unwrap()))));
        assert_eq!(first("Democratic People’s Republic of Korea"), Some((6 + 1, country("KP"))));
        assert_eq!(first("U.S. side"), Some((4, country("US"))));
        assert_eq!(first("us"), None);
        assert_eq!(first("SOUTH CHINA SEA"), Some((3, Class::Region)));
        assert_eq!(first("カンボジア"), Some((1, country("KH"))));
    }

    #[test]
    fn proper_names_need_their_capital() {
        assert_eq!(first("MAY 2011"), Some((1, Class::Month(5))));
        assert_eq!(first("may be"), None);
    }
}
