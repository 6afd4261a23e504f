//! Value types: parsed once, never inspected as strings again.

use jiff::civil::{Date, Weekday as CivilWeekday};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A date or interval in the Extended Date/Time Format, level 0 (Library of Congress; ISO 8601-2:2019):
/// `2011`, `2011-02`, `2011-02-09` or `2011-02-09/2011-02-11`. Precision is what was stated, never padded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Edtf {
    /// One date.
    Date(EdtfDate),
    /// From the first to the last, both included; the first is not after the last.
    Interval(EdtfDate, EdtfDate),
}

/// A calendar date with its precision: year, month or day. Always exists in the proleptic Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct EdtfDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl EdtfDate {
    /// A year, 1 to 9999.
    pub fn year(year: i16) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Self { year, month: None, day: None })
    }

    /// A month of a year.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let month = (1..=12).contains(&month).then_some(month)?;
        Some(Self { month: Some(month), ..Self::year(year)? })
    }

    /// A day; `None` if the calendar does not have it.
    pub fn day(year: i16, month: i8, day: i8) -> Option<Self> {
        let me = Self::month(year, month)?;
        Date::new(year, month, day).ok()?;
        Some(Self { day: Some(day), ..me })
    }

    /// The year.
    pub const fn get_year(self) -> i16 {
        self.year
    }

    /// The month, if stated.
    pub const fn get_month(self) -> Option<i8> {
        self.month
    }

    /// The day of the month, if stated.
    pub const fn get_day(self) -> Option<i8> {
        self.day
    }

    /// First day that the date may mean.
    pub fn earliest(self) -> Date {
        Date::constant(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// Last day that the date may mean.
    pub fn latest(self) -> Date {
        match (self.month, self.day) {
            (Some(_), Some(_)) => self.earliest(),
            (Some(_), None) => self.earliest().last_of_month(),
            _ => Date::constant(self.year, 12, 31),
        }
    }

    /// The weekday, for a date of day precision.
    pub fn weekday(self) -> Option<Weekday> {
        self.day.map(|_| self.earliest().weekday().into())
    }
}

impl From<Date> for EdtfDate {
    fn from(d: Date) -> Self {
        Self { year: d.year(), month: Some(d.month()), day: Some(d.day()) }
    }
}

impl Edtf {
    /// An interval, or the date itself where both ends are equal; `None` if the end may not follow the start.
    pub fn interval(from: EdtfDate, to: EdtfDate) -> Option<Self> {
        if from == to {
            return Some(Edtf::Date(from));
        }
        (from.earliest() < to.latest()).then_some(Edtf::Interval(from, to))
    }

    /// First date.
    pub const fn start(self) -> EdtfDate {
        match self {
            Edtf::Date(d) | Edtf::Interval(d, _) => d,
        }
    }

    /// Last date.
    pub const fn end(self) -> EdtfDate {
        match self {
            Edtf::Date(d) | Edtf::Interval(_, d) => d,
        }
    }

    /// First day that may be meant.
    pub fn earliest(self) -> Date {
        self.start().earliest()
    }

    /// Last day that may be meant.
    pub fn latest(self) -> Date {
        self.end().latest()
    }

    /// Whether it is an interval between two days.
    const fn is_range_of_days(self) -> bool {
        matches!(self, Edtf::Interval(a, b) if a.day.is_some() && b.day.is_some())
    }

    /// Whether one meeting cannot have both dates: they lie apart, or both are ranges of days and differ. A day of a range
    /// does not contradict it, nor does a month that holds it.
    pub fn contradicts(self, other: Edtf) -> bool {
        let apart = self.latest() < other.earliest() || other.latest() < self.earliest();
        apart || (self.is_range_of_days() && other.is_range_of_days() && self != other)
    }
}

impl fmt::Display for EdtfDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(m) = self.month {
            write!(f, "-{m:02}")?;
        }
        if let Some(d) = self.day {
            write!(f, "-{d:02}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Edtf::Date(d) => d.fmt(f),
            Edtf::Interval(a, b) => write!(f, "{a}/{b}"),
        }
    }
}

/// A string that is not the value it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidValue {
    what: &'static str,
    found: String,
}

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is no {}", self.found, self.what)
    }
}

impl std::error::Error for InvalidValue {}

fn invalid(what: &'static str, found: &str) -> InvalidValue {
    InvalidValue { what, found: found.to_owned() }
}

impl FromStr for EdtfDate {
    type Err = InvalidValue;

    fn from_str(s: &str) -> Result<Self, InvalidValue> {
        parse_date(s).ok_or_else(|| invalid("EDTF level 0 date", s))
    }
}

fn parse_date(s: &str) -> Option<EdtfDate> {
    let field = |part: &str, width: usize| {
        (part.len() == width && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<i16>().ok()).flatten()
    };
    let mut parts = s.split('-');
    let year = field(parts.next()?, 4)?;
    let month = parts.next().map(|m| field(m, 2).ok_or(())).transpose().ok()?;
    let day = parts.next().map(|d| field(d, 2).ok_or(())).transpose().ok()?;
    if parts.next().is_some() {
        return None;
    }
    match (month, day) {
        (Some(m), Some(d)) => EdtfDate::day(year, m as i8, d as i8),
        (Some(m), None) => EdtfDate::month(year, m as i8),
        _ => EdtfDate::year(year),
    }
}

impl FromStr for Edtf {
    type Err = InvalidValue;

    fn from_str(s: &str) -> Result<Self, InvalidValue> {
        match s.split_once('/') {
            None => Ok(Edtf::Date(s.parse()?)),
            Some((a, b)) => Edtf::interval(a.parse()?, b.parse()?).ok_or_else(|| invalid("EDTF interval", s)),
        }
    }
}

impl TryFrom<String> for Edtf {
    type Error = InvalidValue;

    fn try_from(s: String) -> Result<Self, InvalidValue> {
        s.parse()
    }
}

impl From<Edtf> for String {
    fn from(e: Edtf) -> String {
        e.to_string()
    }
}

impl JsonSchema for Edtf {
    fn schema_name() -> Cow<'static, str> {
        "Edtf".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "EDTF level 0 date or interval, such as 2011-02 or 2011-02-09/2011-02-11",
            "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?$"
        })
    }
}

/// A country by its ISO 3166-1 alpha-2 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// The code in capitals.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("two ASCII capitals")
    }
}

impl FromStr for CountryCode {
    type Err = InvalidValue;

    fn from_str(s: &str) -> Result<Self, InvalidValue> {
        match s.as_bytes() {
            &[a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Ok(Self([a, b])),
            _ => Err(invalid("ISO 3166-1 alpha-2 code", s)),
        }
    }
}

impl TryFrom<String> for CountryCode {
    type Error = InvalidValue;

    fn try_from(s: String) -> Result<Self, InvalidValue> {
        s.parse()
    }
}

impl From<CountryCode> for String {
    fn from(c: CountryCode) -> String {
        c.as_str().to_owned()
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl JsonSchema for CountryCode {
    fn schema_name() -> Cow<'static, str> {
        "CountryCode".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "ISO 3166-1 alpha-2", "pattern": "^[A-Z]{2}$" })
    }
}

/// A closed vocabulary with one stable name for each value, used in JSON and XML alike.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every value, in order of definition.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The stable name.
            pub const fn name(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl FromStr for $name {
            type Err = InvalidValue;

            fn from_str(s: &str) -> Result<Self, InvalidValue> {
                match s { $($word => Ok($name::$variant),)+ _ => Err(invalid(stringify!($name), s)) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

vocabulary! {
    /// What sort of note it is.
    NoteKind {
        /// A press release.
        PressRelease = "press-release",
        /// A chair's or co-chairs' statement or summary.
        ChairsStatement = "chairs-statement",
        /// A joint statement, declaration or communiqué.
        JointStatement = "joint-statement",
        /// Minutes, a summary or an outline of results.
        MeetingReport = "meeting-report",
        /// An announcement of a meeting to come.
        Announcement = "announcement",
        /// A readout of talks.
        Readout = "readout",
        /// None of these.
        Other = "other",
    }
}

vocabulary! {
    /// How people met.
    Mode {
        /// In one place.
        InPerson = "in-person",
        /// By video or telephone.
        Online = "online",
        /// Both.
        Hybrid = "hybrid",
    }
}

vocabulary! {
    /// Whether the meeting had taken place when the note was written.
    Status {
        /// It had.
        Held = "held",
        /// It had not.
        Upcoming = "upcoming",
    }
}

vocabulary! {
    /// Capacity at the meeting.
    Role {
        /// Alone in the chair.
        Chair = "chair",
        /// One of several in the chair.
        CoChair = "co-chair",
        /// Deputy of the chair.
        ViceChair = "vice-chair",
        /// Head of a delegation.
        DelegationHead = "delegation-head",
    }
}

vocabulary! {
    /// How often a series meets.
    Cadence {
        /// Twice a year.
        Semiannual = "semiannual",
        /// Every year.
        Annual = "annual",
        /// Every two years.
        Biennial = "biennial",
        /// Every three years.
        Triennial = "triennial",
        /// Four times a year.
        Quarterly = "quarterly",
        /// Every month.
        Monthly = "monthly",
    }
}

vocabulary! {
    /// Traffic Light Protocol 2.0 (FIRST, August 2022).
    Tlp {
        /// No limit.
        Clear = "CLEAR",
        /// The community.
        Green = "GREEN",
        /// The organization and its clients, on a need-to-know basis.
        Amber = "AMBER",
        /// The organization only.
        AmberStrict = "AMBER+STRICT",
        /// Those present only.
        Red = "RED",
    }
}

vocabulary! {
    /// A day of the week.
    Weekday {
        /// Monday.
        Monday = "Monday",
        /// Tuesday.
        Tuesday = "Tuesday",
        /// Wednesday.
        Wednesday = "Wednesday",
        /// Thursday.
        Thursday = "Thursday",
        /// Friday.
        Friday = "Friday",
        /// Saturday.
        Saturday = "Saturday",
        /// Sunday.
        Sunday = "Sunday",
    }
}

impl From<CivilWeekday> for Weekday {
    fn from(w: CivilWeekday) -> Self {
        Weekday::ALL[usize::from(w.to_monday_zero_offset() as u8)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edtf_keeps_the_precision_it_was_given() {
        for s in ["2011", "2011-02", "2011-02-09", "2011-02-09/2011-02-11", "2011-02/2011-03"] {
            assert_eq!(s.parse::<Edtf>().unwrap().to_string(), s);
        }
        for s in ["2011-2", "2011-02-30", "2011-02-11/2011-02-09", "", "2011-02-09-01", "+2011", "0000"] {
            assert!(s.parse::<Edtf>().is_err(), "{s}");
        }
    }

    #[test]
    fn a_month_is_an_interval_of_days() {
        let month: EdtfDate = "2012-02".parse().unwrap();
        assert_eq!(EdtfDate::from(month.earliest()).to_string(), "2012-02-01");
        assert_eq!(EdtfDate::from(month.latest()).to_string(), "2012-02-29");
    }

    #[test]
    fn precision_is_no_contradiction() {
        let e = |s: &str| s.parse::<Edtf>().unwrap();
        for (a, b, expected) in [
            ("2011-02", "2011-02-09/2011-02-11", false),
            ("2011-02-10", "2011-02-09/2011-02-11", false),
            ("2011-02-09/2011-02-12", "2011-02-09/2011-02-11", true),
            ("2011-02-09", "2011-02-10", true),
            ("2010", "2011-02-10", true),
        ] {
            assert_eq!(e(a).contradicts(e(b)), expected, "{a} {b}");
            assert_eq!(e(b).contradicts(e(a)), expected, "{b} {a}");
        }
    }

    #[test]
    fn weekdays_follow_the_calendar() {
        assert_eq!("2011-02-09".parse::<EdtfDate>().unwrap().weekday(), Some(Weekday::Wednesday));
        assert_eq!("2011-02".parse::<EdtfDate>().unwrap().weekday(), None);
    }
}
