//! What a note says that can be true or false, beyond the one reading chosen for each fact: the material of the checks.
//!
//! `event.dates` is what the program believes; `claims.dates` is every statement about the meeting's dates, so that a
//! rule can see two that disagree without looking at raw text again.

use super::fact::Fact;
use super::values::{CountryCode, Edtf, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Statements of a note for the rules to hold against each other, each list in reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Claims {
    /// Every statement of this meeting's dates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<Fact<Edtf>>,
    /// Every statement of this meeting's ordinal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ordinals: Vec<Fact<u32>>,
    /// Every statement of this meeting's city.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cities: Vec<Fact<String>>,
    /// Every wording of this meeting's name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<Fact<String>>,
    /// Every phrase by which the text names this meeting, each wording where it stands first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wordings: Vec<Fact<String>>,
    /// Cities at the head of a paragraph that say where the note was written ("MANILA, 9 February 2011 –").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub datelines: Vec<Fact<String>>,
    /// Weekdays printed beside a date, of this meeting or any other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weekdays: Vec<WeekdayClaim>,
    /// Words that look like a date no calendar has ("31 February 2011"); the value repeats the words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub impossible_dates: Vec<Fact<String>>,
    /// Ranges whose end lies before their start ("11 to 9 February 2011"); the value repeats the words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reversed_ranges: Vec<Fact<String>>,
    /// Counts a sentence announces for the list that follows it ("the following four views").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<CountClaim>,
    /// Words that look like a range of days whose hyphen was lost ("1920 April, 2016"); the value is the range they
    /// probably were ("19-20 April, 2016").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lost_hyphens: Vec<Fact<String>>,
    /// Dates in numbers that are one day to some readers and another to others ("07/03/2011"): always ambiguous.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numeric_dates: Vec<Fact<Edtf>>,
    /// Cities printed beside a country they do not lie in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub misplaced_cities: Vec<MisplacedCity>,
    /// Number of days the note says the meeting lasted ("two-day"), if it does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub durations: Vec<Fact<u32>>,
}

/// A weekday printed beside a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WeekdayClaim {
    /// The weekday as printed.
    pub weekday: Fact<Weekday>,
    /// The day it is printed beside; always of day precision, the year possibly inferred.
    pub date: Fact<Edtf>,
}

/// A city printed beside a country it does not lie in ("Phnom Penh, Viet Nam").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MisplacedCity {
    /// The city, as printed.
    pub city: Fact<String>,
    /// The country printed after it.
    pub country: Fact<CountryCode>,
    /// The country in which the only usual city of that name lies.
    pub home: CountryCode,
}

/// A count that announces a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CountClaim {
    /// The number as printed.
    pub count: Fact<u32>,
    /// What is counted, as printed ("views").
    pub of: String,
    /// How many items the list that follows has.
    pub counted: u32,
    /// Where that list stands.
    pub list: crate::source::Span,
}
