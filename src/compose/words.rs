//! Fixed texts: labels, dates, ordinals and country names in the briefing's language.
//!
//! Handed: value types. Gives: words. Knows nothing about notes or templates.

use crate::model::{CountryCode, Edtf, EdtfDate, Weekday};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One language's catalogue.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// BCP 47.
    pub(super) language: String,
    pub(super) labels: BTreeMap<String, String>,
    kind: BTreeMap<String, String>,
    mode: BTreeMap<String, String>,
    status: BTreeMap<String, String>,
    role: BTreeMap<String, String>,
    cadence: BTreeMap<String, String>,
    mention: BTreeMap<String, String>,
    pub(super) series: SeriesWords,
    ordinal: OrdinalWords,
    date: DateWords,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SeriesWords {
    pub(super) ordinal: String,
    pub(super) since: String,
    pub(super) cadence: String,
    pub(super) cadence_since: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrdinalWords {
    style: OrdinalStyle,
    heading: String,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum OrdinalStyle {
    English,
    French,
    Roman,
    Japanese,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DateWords {
    months: [String; 12],
    weekdays: [String; 7],
    day: String,
    month: String,
    year: String,
    days_of_month: String,
    days_of_year: String,
    range: String,
    short_day: String,
    short_days_of_month: String,
    short_days_of_year: String,
}

/// The catalogues that come with the program; the first is used where a language has none.
static CATALOGUES: LazyLock<Vec<Words>> = LazyLock::new(|| {
    [
        include_str!("../../templates/messages/en.toml"),
        include_str!("../../templates/messages/fr.toml"),
        include_str!("../../templates/messages/es.toml"),
        include_str!("../../templates/messages/ja.toml"),
    ]
    .iter()
    .map(|text| toml::from_str(text).expect("the catalogues are part of the program, and a test parses each"))
    .collect()
});

/// Country names by code, in the order of [`LANGUAGES`].
static COUNTRIES: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| {
    include_str!("countries.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once('\t'))
        .map(|(code, names)| (code, names.split('\t').collect()))
        .collect()
});

/// Order of the columns in `countries.tsv`.
const LANGUAGES: [&str; 4] = ["en", "fr", "es", "ja"];

/// A vocabulary of the catalogue.
#[derive(Clone, Copy)]
pub(super) enum Of {
    Kind,
    Mode,
    Status,
    Role,
    Cadence,
    Mention,
}

impl Words {
    /// The catalogue of a language, by its primary subtag.
    pub(super) fn of(lang: &str) -> &'static Words {
        let primary = lang.split('-').next().unwrap_or(lang);
        CATALOGUES.iter().find(|w| w.language == primary).unwrap_or(&CATALOGUES[0])
    }

    /// A label; the key itself where the catalogue has none, so that a gap shows.
    pub(super) fn label<'a>(&'a self, key: &'a str) -> &'a str {
        self.labels.get(key).map_or(key, String::as_str)
    }

    /// A value of a vocabulary in words; its stable name where the catalogue has none.
    pub(super) fn term<'a>(&'a self, of: Of, name: &'a str) -> &'a str {
        let map = match of {
            Of::Kind => &self.kind,
            Of::Mode => &self.mode,
            Of::Status => &self.status,
            Of::Role => &self.role,
            Of::Cadence => &self.cadence,
            Of::Mention => &self.mention,
        };
        map.get(name).map_or(name, String::as_str)
    }

    /// A country's short name; the code where there is none.
    pub(super) fn country(&self, code: CountryCode) -> String {
        let column = LANGUAGES.iter().position(|&l| l == self.language).unwrap_or(0);
        let name = COUNTRIES.get(code.as_str()).and_then(|names| names.get(column));
        name.map_or_else(|| code.to_string(), |&n| n.to_owned())
    }

    /// An ordinal number: "6th".
    pub(super) fn ordinal(&self, n: u32) -> String {
        match self.ordinal.style {
            OrdinalStyle::English => format!("{n}{}", english_suffix(n)),
            OrdinalStyle::French if n == 1 => "1er".to_owned(),
            OrdinalStyle::French => format!("{n}e"),
            OrdinalStyle::Roman => roman(n),
            OrdinalStyle::Japanese => format!("第{n}回"),
        }
    }

    /// The heading of a meeting: "6th ASEAN-Japan Counter-Terrorism Dialogue".
    pub(super) fn heading(&self, ordinal: Option<u32>, name: &str) -> String {
        match ordinal {
            Some(n) => fill(&self.ordinal.heading, &[("ordinal", &self.ordinal(n)), ("name", name)]),
            None => name.to_owned(),
        }
    }

    /// A date with its weekday, as precise as it is: "Wednesday 9 – Friday 11 February 2011".
    pub(super) fn date(&self, date: Edtf) -> String {
        let d = &self.date;
        self.date_by(date, [&d.day, &d.days_of_month, &d.days_of_year])
    }

    /// A date without weekdays: "9–11 February 2011".
    pub(super) fn short_date(&self, date: Edtf) -> String {
        let d = &self.date;
        self.date_by(date, [&d.short_day, &d.short_days_of_month, &d.short_days_of_year])
    }

    fn date_by(&self, date: Edtf, [day, days_of_month, days_of_year]: [&String; 3]) -> String {
        let (from, to) = (date.start(), date.end());
        if from == to {
            return self.one_date(from, day);
        }
        let to_the_day = from.get_day().is_some() && to.get_day().is_some();
        let pattern = match (to_the_day, from.get_year() == to.get_year(), from.get_month() == to.get_month()) {
            (true, true, true) => days_of_month,
            (true, true, false) => days_of_year,
            _ => {
                let (from, to) = (self.one_date(from, day), self.one_date(to, day));
                return fill(&self.date.range, &[("from", &from), ("to", &to)]);
            }
        };
        let [w1, d1, m1, _] = self.parts(from);
        let [w2, d2, m2, y2] = self.parts(to);
        let parts = [
            ("from_weekday", w1.as_str()),
            ("from_day", &d1),
            ("from_month", &m1),
            ("weekday", &w2),
            ("day", &d2),
            ("month", &m2),
            ("year", &y2),
        ];
        fill(pattern, &parts)
    }

    fn one_date(&self, date: EdtfDate, day: &str) -> String {
        let pattern = match (date.get_month(), date.get_day()) {
            (Some(_), Some(_)) => day,
            (Some(_), None) => &self.date.month,
            _ => &self.date.year,
        };
        let [w, d, m, y] = self.parts(date);
        fill(pattern, &[("weekday", &w), ("day", &d), ("month", &m), ("year", &y)])
    }

    /// Weekday, day, month and year; empty where the date does not say.
    fn parts(&self, date: EdtfDate) -> [String; 4] {
        let weekday = date.weekday().and_then(|w| Weekday::ALL.iter().position(|&x| x == w));
        [
            weekday.map(|i| self.date.weekdays[i].clone()).unwrap_or_default(),
            date.get_day().map(|d| d.to_string()).unwrap_or_default(),
            date.get_month().map(|m| self.date.months[m as usize - 1].clone()).unwrap_or_default(),
            date.get_year().to_string(),
        ]
    }
}

/// Fills `{name}` places of a pattern.
pub(super) fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 32);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            break;
        };
        if let Some((_, value)) = values.iter().find(|(n, _)| *n == name) {
            out.push_str(value);
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

fn english_suffix(n: u32) -> &'static str {
    match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

/// Roman numerals up to 3999; beyond that, figures.
fn roman(n: u32) -> String {
    const NUMERALS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if n == 0 || n > 3999 {
        return n.to_string();
    }
    let mut rest = n;
    let mut out = String::new();
    for (value, numeral) in NUMERALS {
        while rest >= value {
            out.push_str(numeral);
            rest -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(s: &str) -> Edtf {
        s.parse().unwrap()
    }

    #[test]
    fn every_catalogue_parses_and_has_the_labels_of_the_first() {
        let keys = |w: &Words| w.labels.keys().cloned().collect::<Vec<_>>();
        for w in CATALOGUES.iter() {
            assert_eq!(keys(w), keys(&CATALOGUES[0]), "{}", w.language);
            assert!(LANGUAGES.contains(&w.language.as_str()));
        }
    }

    #[test]
    fn dates_name_their_weekdays_and_keep_their_precision() {
        let en = Words::of("en-GB");
        assert_eq!(en.date(date("2011-02-09/2011-02-11")), "Wednesday 9 – Friday 11 February 2011");
        assert_eq!(en.date(date("2011-02-28/2011-03-01")), "Monday 28 February – Tuesday 1 March 2011");
        assert_eq!(en.date(date("2010-12-31/2011-01-01")), "Friday 31 December 2010 – Saturday 1 January 2011");
        assert_eq!(en.date(date("2011-02")), "February 2011");
        assert_eq!(en.date(date("2011")), "2011");
        assert_eq!(en.short_date(date("2011-02-09/2011-02-11")), "9–11 February 2011");
        assert_eq!(en.short_date(date("2011-02/2011-03")), "February 2011 – March 2011");
    }

    #[test]
    fn dates_follow_the_language() {
        let said = |lang| Words::of(lang).date(date("2011-02-09/2011-02-11"));
        assert_eq!(said("fr"), "mercredi 9 – vendredi 11 février 2011");
        assert_eq!(said("es-MX"), "miércoles 9 – viernes 11 de febrero de 2011");
        assert_eq!(said("ja"), "2011年2月9日（水）～11日（金）");
        assert_eq!(Words::of("ja").heading(Some(6), "日ASEANテロ対策対話"), "第6回日ASEANテロ対策対話");
        assert_eq!(Words::of("es").heading(Some(6), "Reunión"), "VI Reunión");
        assert_eq!(Words::of("vi").language, "en", "English stands in for a language without a catalogue");
    }

    #[test]
    fn every_term_has_words_in_every_language() {
        let first = &CATALOGUES[0];
        for w in CATALOGUES.iter() {
            for (a, b) in [
                (&w.kind, &first.kind),
                (&w.mode, &first.mode),
                (&w.status, &first.status),
                (&w.role, &first.role),
                (&w.cadence, &first.cadence),
                (&w.mention, &first.mention),
            ] {
                assert!(a.keys().eq(b.keys()), "{}", w.language);
            }
        }
    }

    #[test]
    fn ordinals_follow_the_language() {
        let en = Words::of("en");
        let words: Vec<String> = [1, 2, 3, 4, 11, 12, 13, 21, 22, 111, 112].map(|n| en.ordinal(n)).into();
        assert_eq!(words.join(" "), "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 111th 112th");
        assert_eq!([4, 9, 14, 40, 1999].map(roman).join(" "), "IV IX XIV XL MCMXCIX");
    }

    #[test]
    fn countries_have_names_in_every_language() {
        assert_eq!(COUNTRIES.len(), 249);
        assert!(COUNTRIES.values().all(|n| n.len() == LANGUAGES.len() && n.iter().all(|n| !n.is_empty())));
        assert_eq!(Words::of("en").country("KH".parse().unwrap()), "Cambodia");
    }

    #[test]
    fn patterns_survive_stray_braces() {
        assert_eq!(fill("a {x} b { c", &[("x", "1")]), "a 1 b { c");
    }
}
