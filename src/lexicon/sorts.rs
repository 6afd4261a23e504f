//! Sorts of words as a set: what a scanner asks of a token before it looks at any letter.
//!
//! Handed: classes and names of sorts. Gives: sets of them. Knows nothing about grammar.
//!
//! A token is of a sort if a phrase of that class begins there, if its word is listed under it in `data/keywords.tsv`, or
//! if it is written so. The lists are for quick questions: a rule may ask more before it believes them.

use super::Class;

/// A set of sorts of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sorts(u64);

/// Gives each sort a bit of its own.
macro_rules! sorts {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "named as the constants they number")]
        enum Bit {
            $($name,)*
        }

        impl Sorts {
            $($(#[$doc])* pub const $name: Self = Self(1 << Bit::$name as u64);)*
        }
    };
}

sorts! {
    /// A month.
    MONTH,
    /// A day of the week.
    WEEKDAY,
    /// An ordinal in words.
    ORDINAL,
    /// A number in words.
    CARDINAL,
    /// A name that holds a country's name but is none.
    REGION,
    /// A country.
    COUNTRY,
    /// A country's adjective or people.
    DEMONYM,
    /// A city.
    CITY,
    /// A state or province.
    PROVINCE,
    /// A courtesy.
    HONORIFIC,
    /// A rank.
    RANK,
    /// Letters after a name.
    POST_NOMINAL,
    /// The head of an office.
    OFFICE,
    /// A word before the head of an office.
    OFFICE_MODIFIER,
    /// A word of what an office is for.
    PORTFOLIO,
    /// A given name.
    GIVEN_NAME,
    /// The head of an organization's name.
    ORGANIZATION,
    /// The head of a meeting's name.
    MEETING,
    /// The head of a body's name.
    BODY,
    /// The head of a document's name.
    DOCUMENT,
    /// The head of a fund's name.
    FUND,
    /// A word for something that happened and was no meeting.
    OCCURRENCE,
    /// A group of countries.
    GROUP,
    /// Small letters, more than four, that end in "ed", as most past tenses do.
    PAST,
    /// A verb of meeting ("held", "met", "took").
    HOLD,
    /// A verb without "ed" that gives what stands near it another date.
    OTHER_VERB,
    /// A noun that links a meeting with its place or day.
    LINK,
    /// A word that says that something was only planned.
    PUT_OFF,
    /// A noun for any meeting.
    MEETING_NOUN,
    /// A noun for a standing body.
    BODY_NOUN,
    /// A word of chairing.
    CHAIRING,
    /// A small word that binds the parts of a name.
    PARTICLE,
    /// A small word of French or Spanish that English does not have.
    ROMANCE,
    /// A small word of English that stands beside those of French and Spanish names.
    ENGLISH_SMALL,
    /// A word without a number that a date may begin with.
    DATE_LEAD,
    /// A participle that a title in quotation marks follows.
    ENTITLED,
    /// The first word of a phrase that says who was there.
    ATTENDING,
    /// "member".
    MEMBER,
    /// A small word by which a text is known to be English.
    ENGLISH,
    /// A small word by which a text is known to be French.
    FRENCH,
    /// A small word by which a text is known to be Spanish.
    SPANISH,
    /// The first word of a phrase that says how people met ("online", "via").
    MODE,
    /// Those who come for a country, as a group.
    DELEGATION,
    /// ASCII digits.
    FIGURES,
    /// An ordinary English word, whatever its case: no name by itself.
    ORDINARY,
    /// The first word of a phrase that says how often people meet ("annually", "every").
    CADENCE,
    /// A word with a capital somewhere.
    CAPITAL,
}

impl Sorts {
    /// No sort at all.
    pub const NONE: Self = Self(0);

    /// Both sets together.
    #[must_use]
    #[inline]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two sets share a sort.
    #[inline]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl From<Class> for Sorts {
    #[inline]
    fn from(class: Class) -> Self {
        match class {
            Class::Month(_) => Self::MONTH,
            Class::Weekday(_) => Self::WEEKDAY,
            Class::Ordinal(_) => Self::ORDINAL,
            Class::Cardinal(_) => Self::CARDINAL,
            Class::Region => Self::REGION,
            Class::Country(_) => Self::COUNTRY,
            Class::Demonym(_) => Self::DEMONYM,
            Class::City(_) => Self::CITY,
            Class::Province(_) => Self::PROVINCE,
            Class::Honorific => Self::HONORIFIC,
            Class::Rank => Self::RANK,
            Class::PostNominal => Self::POST_NOMINAL,
            Class::Office { .. } => Self::OFFICE,
            Class::OfficeModifier => Self::OFFICE_MODIFIER,
            Class::Portfolio => Self::PORTFOLIO,
            Class::GivenName => Self::GIVEN_NAME,
            Class::Organization => Self::ORGANIZATION,
            Class::Meeting => Self::MEETING,
            Class::Body => Self::BODY,
            Class::Document => Self::DOCUMENT,
            Class::Fund => Self::FUND,
            Class::Occurrence => Self::OCCURRENCE,
            Class::Group(_) => Self::GROUP,
        }
    }
}

impl Sorts {
    /// The sort that a line of `data/keywords.tsv` lists words of.
    pub(super) fn listed(name: &str) -> Self {
        match name {
            "hold" => Self::HOLD,
            "other-verb" => Self::OTHER_VERB,
            "link" => Self::LINK,
            "put-off" => Self::PUT_OFF,
            "meeting-noun" => Self::MEETING_NOUN,
            "body-noun" => Self::BODY_NOUN,
            "chairing" => Self::CHAIRING,
            "particle" => Self::PARTICLE,
            "romance" => Self::ROMANCE,
            "english-small" => Self::ENGLISH_SMALL,
            "english" => Self::ENGLISH,
            "french" => Self::FRENCH,
            "spanish" => Self::SPANISH,
            "date-lead" => Self::DATE_LEAD,
            "entitled" => Self::ENTITLED,
            "attending" => Self::ATTENDING,
            "mode" => Self::MODE,
            "cadence" => Self::CADENCE,
            "member" => Self::MEMBER,
            "delegation" => Self::DELEGATION,
            other => panic!("lexicon has no list of words called {other}"),
        }
    }
}
