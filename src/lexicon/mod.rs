//! The tables the grammar reads: data files in `data/`, and typed access to them.
//!
//! Handed: tokens. Gives: the entries that stand at a token, longest first. Knows nothing about grammar.
//! Adding a word is one line in a data file; see the comment at each file's head.

pub mod countries;
pub mod genres;
pub mod groups;
pub mod japanese;
pub mod japanese_offices;
pub mod sorts;
pub mod token;
pub mod word_set;

use crate::model::{CountryCode, Weekday};
use rustc_hash::FxHashMap;
use sorts::Sorts;
use std::sync::LazyLock;
use token::{Shape, Short, Small, Token, tokenize};

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
    /// The head of its second word, if it has one.
    second: Option<Short>,
    exact: Vec<Box<str>>,
    case: Case,
    class: Class,
}

/// What there is about a word in small letters.
#[derive(Clone, Copy, Default)]
struct Word {
    /// What scanners ask of it, whatever its case.
    sorts: Sorts,
    /// Which of the lists of phrases begins with it; the first, which is empty, if none does.
    phrases: u32,
}

/// Every known word, and the phrases by their first word.
pub struct Lexicon {
    /// Words whose letters stand in the table itself: to find one touches memory once.
    short: FxHashMap<Short, Word>,
    long: FxHashMap<Box<str>, Word>,
    /// Phrases that begin with the same word, longest first.
    phrases: Vec<Vec<Entry>>,
    /// First bytes of the figures and marks that some phrase begins with; no others are looked up.
    marks: [bool; 256],
}

/// The lexicon that comes with the program.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

impl Lexicon {
    fn builtin() -> Self {
        let mut lexicon = Self {
            short: FxHashMap::default(),
            long: FxHashMap::default(),
            phrases: vec![Vec::new()],
            marks: [false; 256],
        };
        lexicon.ordinary(include_str!("data/words.txt"));
        lexicon.keywords(include_str!("data/keywords.tsv"));
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
        for phrases in &mut lexicon.phrases {
            phrases.sort_by_key(|e| std::cmp::Reverse(e.words.len()));
        }
        lexicon
    }

    /// Reads the list of ordinary words, one a line; `#` begins a comment.
    fn ordinary(&mut self, data: &str) {
        for word in data.lines().filter(|l| !l.starts_with('#')) {
            self.sort(word, Sorts::ORDINARY);
        }
    }

    /// Reads the lists of words by sort: a line is a sort, a tab, and words parted by spaces; `#` begins a comment.
    fn keywords(&mut self, data: &str) {
        for line in data.lines().filter(|l| !l.starts_with('#')) {
            let (sort, words) = line.split_once('\t').expect("a line of keywords has two columns");
            words.split(' ').for_each(|word| self.sort(word, Sorts::listed(sort)));
        }
    }

    fn sort(&mut self, word: &str, sort: Sorts) {
        let sorts = &mut self.entry(word).sorts;
        *sorts = sorts.or(sort);
    }

    fn entry(&mut self, word: &str) -> &mut Word {
        match Short::of(word, 0..word.len()) {
            Some(short) => self.short.entry(short).or_default(),
            None => self.long.entry(word.into()).or_default(),
        }
    }

    fn word(&self, word: &str) -> Option<&Word> {
        match Short::of(word, 0..word.len()) {
            Some(short) => self.short.get(&short),
            None => self.long.get(word),
        }
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
        if !words[0].starts_with(char::is_alphabetic) {
            self.marks[usize::from(words[0].as_bytes()[0])] = true;
        }
        let lists = self.phrases.len();
        let word = self.entry(&words[0]);
        if word.phrases == 0 {
            word.phrases = u32::try_from(lists).expect("there are fewer words than numbers");
        }
        let list = word.phrases as usize;
        self.phrases.resize_with(self.phrases.len().max(list + 1), Vec::new);
        let second = words.get(1).map(|word| Short::head(word, 0..word.len()));
        self.phrases[list].push(Entry { words, second, exact, case, class });
    }

    /// Adds the phrases that stand at a token of a text, longest first: number of tokens and meaning. Gives what the token
    /// is of.
    pub fn look_up(&self, words: Words, token: usize, phrases: &mut Vec<(usize, Class)>) -> Sorts {
        let Some(&first) = words.tokens.get(token) else { return Sorts::NONE };
        if !first.is_word() && !self.marks[usize::from(words.text.as_bytes()[first.start])] {
            return Sorts::NONE;
        }
        let word = match words.small.head(first) {
            (head, true) => self.short.get(&head),
            (_, false) => self.long.get(words.small.word(first)),
        };
        let Some(&Word { mut sorts, phrases: list }) = word else { return Sorts::NONE };
        let candidates = &self.phrases[list as usize];
        // most words begin several phrases of which none stands here: their second words tell
        let second = match candidates.is_empty() {
            true => None,
            false => words.tokens.get(token + 1).map(|&t| words.small.head(t).0),
        };
        let may_stand = |e: &&Entry| e.second.is_none() || e.second == second;
        for entry in candidates.iter().filter(may_stand).filter(|e| e.stands_at(words, token)) {
            sorts = sorts.or(entry.class.into());
            phrases.push((entry.words.len(), entry.class));
        }
        sorts
    }

    /// Whether a word, in any case, is listed under one of these sorts.
    pub fn lists(&self, word: &str, sorts: Sorts) -> bool {
        self.word(&word.to_lowercase()).is_some_and(|w| w.sorts.meets(sorts))
    }

    /// The phrases that stand at a token of a text, longest first: number of tokens and meaning.
    pub fn at(&self, words: Words, token: usize) -> Vec<(usize, Class)> {
        let mut phrases = Vec::new();
        self.look_up(words, token, &mut phrases);
        phrases
    }

    /// The phrases that stand at the beginning of a text, longest first: number of bytes and meaning.
    pub fn begins(&self, text: &str) -> Vec<(usize, Class)> {
        let text = &text[..text.floor_char_boundary(LONGEST_PHRASE)];
        let tokens = tokenize(text);
        let words = Words { text, tokens: &tokens, small: &Small::of(text, &tokens) };
        self.at(words, 0).into_iter().map(|(n, class)| (tokens[n - 1].end, class)).collect()
    }
}

/// No phrase of the lexicon is longer, in bytes.
const LONGEST_PHRASE: usize = 120;

/// A text, its tokens and their words in small letters.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The text.
    pub text: &'a str,
    /// What it was split into.
    pub tokens: &'a [Token],
    /// Their words in small letters.
    pub small: &'a Small,
}

impl Entry {
    /// Whether the phrase stands at a token whose word is its first one.
    fn stands_at(&self, words: Words, token: usize) -> bool {
        let Some(tokens) = words.tokens.get(token..token + self.words.len()) else { return false };
        let mut further = tokens.iter().zip(&self.words).skip(1);
        further.all(|(&t, word)| words.small.word(t) == &**word) && self.is_written(words.text, tokens)
    }

    /// Whether the words of the phrase have the case they need.
    fn is_written(&self, text: &str, tokens: &[Token]) -> bool {
        let mut pairs = tokens.iter().zip(&self.exact);
        match self.case {
            Case::Any => true,
            Case::Exact => pairs.all(|(t, exact)| t.of(text) == &**exact),
            // small words inside a proper name ("of") may stay small
            Case::Proper => pairs.all(|(t, exact)| t.shape != Shape::Lower || exact.starts_with(char::is_lowercase)),
        }
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
        LEXICON.at(Words { text, tokens: &tokens, small: &Small::of(text, &tokens) }, 0).first().copied()
    }

    #[test]
    fn no_phrase_is_longer_than_what_is_read_of_a_text() {
        let longest = LEXICON.phrases.iter().flatten().map(|e| e.exact.concat().len() + e.exact.len());
        assert!(longest.max().is_some_and(|n| n < LONGEST_PHRASE));
        assert_eq!(LEXICON.begins("May 2011"), [(3, Class::Month(5))]);
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
    fn tokens_are_of_the_sorts_of_their_phrases_and_lists() {
        let seen = |text: &str| {
            let tokens = tokenize(text);
            LEXICON.look_up(Words { text, tokens: &tokens, small: &Small::of(text, &tokens) }, 0, &mut Vec::new())
        };
        assert!(seen("Chair of the Forum").meets(Sorts::CHAIRING));
        assert!(seen("May 2011").meets(Sorts::MONTH) && !seen("may be").meets(Sorts::MONTH));
        assert!(!seen("Xyzzy").meets(Sorts::CHAIRING.or(Sorts::MONTH).or(Sorts::ORDINARY)));
        assert!(LEXICON.lists("Summit", Sorts::MEETING_NOUN) && !LEXICON.lists("Summits", Sorts::BODY_NOUN));
    }

    #[test]
    fn proper_names_need_their_capital() {
        assert_eq!(first("MAY 2011"), Some((1, Class::Month(5))));
        assert_eq!(first("may be"), None);
    }
}
