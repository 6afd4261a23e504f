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

impl Sorts {
    /// A month.
    pub const MONTH: Self = Self(1);
    /// A day of the week.
    pub const WEEKDAY: Self = Self(1 << 1);
    /// An ordinal in words.
    pub const ORDINAL: Self = Self(1 << 2);
    /// A number in words.
    pub const CARDINAL: Self = Self(1 << 3);
    /// A name that holds a country's name but is none.
    pub const REGION: Self = Self(1 << 4);
    /// A country.
    pub const COUNTRY: Self = Self(1 << 5);
    /// A country's adjective or people.
    pub const DEMONYM: Self = Self(1 << 6);
    /// A city.
    pub const CITY: Self = Self(1 << 7);
    /// A state or province.
    pub const PROVINCE: Self = Self(1 << 8);
    /// A courtesy.
    pub const HONORIFIC: Self = Self(1 << 9);
    /// A rank.
    pub const RANK: Self = Self(1 << 10);
    /// Letters after a name.
    pub const POST_NOMINAL: Self = Self(1 << 11);
    /// The head of an office.
    pub const OFFICE: Self = Self(1 << 12);
    /// A word before the head of an office.
    pub const OFFICE_MODIFIER: Self = Self(1 << 13);
    /// A word of what an office is for.
    pub const PORTFOLIO: Self = Self(1 << 14);
    /// A given name.
    pub const GIVEN_NAME: Self = Self(1 << 15);
    /// The head of an organization's name.
    pub const ORGANIZATION: Self = Self(1 << 16);
    /// The head of a meeting's name.
    pub const MEETING: Self = Self(1 << 17);
    /// The head of a body's name.
    pub const BODY: Self = Self(1 << 18);
    /// The head of a document's name.
    pub const DOCUMENT: Self = Self(1 << 19);
    /// The head of a fund's name.
    pub const FUND: Self = Self(1 << 20);
    /// A word for something that happened and was no meeting.
    pub const OCCURRENCE: Self = Self(1 << 21);
    /// A group of countries.
    pub const GROUP: Self = Self(1 << 22);
    /// Small letters, more than four, that end in "ed", as most past tenses do.
    pub const PAST: Self = Self(1 << 23);
    /// A verb of meeting ("held", "met", "took").
    pub const HOLD: Self = Self(1 << 24);
    /// A verb without "ed" that gives what stands near it another date.
    pub const OTHER_VERB: Self = Self(1 << 25);
    /// A noun that links a meeting with its place or day.
    pub const LINK: Self = Self(1 << 26);
    /// A word that says that something was only planned.
    pub const PUT_OFF: Self = Self(1 << 27);
    /// A noun for any meeting.
    pub const MEETING_NOUN: Self = Self(1 << 28);
    /// A noun for a standing body.
    pub const BODY_NOUN: Self = Self(1 << 29);
    /// A word of chairing.
    pub const CHAIRING: Self = Self(1 << 30);
    /// A small word that binds the parts of a name.
    pub const PARTICLE: Self = Self(1 << 31);
    /// A small word of French or Spanish that English does not have.
    pub const ROMANCE: Self = Self(1 << 32);
    /// A small word of English that stands beside those of French and Spanish names.
    pub const ENGLISH_SMALL: Self = Self(1 << 33);
    /// A word without a number that a date may begin with.
    pub const DATE_LEAD: Self = Self(1 << 34);
    /// A participle that a title in quotation marks follows.
    pub const ENTITLED: Self = Self(1 << 35);
    /// The first word of a phrase that says who was there.
    pub const ATTENDING: Self = Self(1 << 36);
    /// "member".
    pub const MEMBER: Self = Self(1 << 37);
    /// A small word by which a text is known to be English.
    pub const ENGLISH: Self = Self(1 << 38);
    /// A small word by which a text is known to be French.
    pub const FRENCH: Self = Self(1 << 39);
    /// A small word by which a text is known to be Spanish.
    pub const SPANISH: Self = Self(1 << 40);
    /// The first word of a phrase that says how people met ("online", "via").
    pub const MODE: Self = Self(1 << 42);
    /// Those who come for a country, as a group.
    pub const DELEGATION: Self = Self(1 << 43);
    /// ASCII digits.
    pub const FIGURES: Self = Self(1 << 41);
    /// An ordinary English word, whatever its case: no name by itself.
    pub const ORDINARY: Self = Self(1 << 43);
    /// The first word of a phrase that says how often people meet ("annually", "every").
    pub const CADENCE: Self = Self(1 << 45);
    /// A word with a capital somewhere.
    pub const CAPITAL: Self = Self(1 << 44);

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
