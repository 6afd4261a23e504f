//! Groups of countries and who belonged to them on which day.
//!
//! Handed: a group and days. Gives: members. Knows nothing about notes.

use crate::model::CountryCode;
use jiff::civil::Date;
use std::sync::LazyLock;

/// A group of countries.
#[derive(Debug)]
pub struct Group {
    /// Its key in the tables.
    pub key: &'static str,
    members: Vec<Member>,
}

#[derive(Debug)]
struct Member {
    country: CountryCode,
    from: Option<Date>,
    until: Option<Date>,
}

/// Every group, in the order of `groups.tsv`.
pub static GROUPS: LazyLock<Vec<Group>> = LazyLock::new(|| {
    let mut groups: Vec<Group> = Vec::new();
    for key in rows(include_str!("data/groups.tsv")).map(|[_, _, key, _]| key) {
        if !groups.iter().any(|g| g.key == key) {
            groups.push(Group { key, members: Vec::new() });
        }
    }
    for [key, code, from, until] in rows(include_str!("data/members.tsv")) {
        let country = code.parse().expect("an alpha-2 code");
        let member = Member { country, from: day(from), until: day(until) };
        let group = groups.iter_mut().find(|g| g.key == key).expect("a group of groups.tsv");
        group.members.push(member);
    }
    groups
});

/// Index of a group by its key, for the phrases of `groups.tsv`.
pub(super) fn index(key: &str) -> usize {
    GROUPS.iter().position(|g| g.key == key).expect("a group of groups.tsv")
}

impl Group {
    /// Who belonged to the group all the time from the first day to the last, sorted by code. `None` if the group's
    /// members are not known, or some of them came or went between the two days, so that nothing certain can be said.
    pub fn members(&self, first: Date, last: Date) -> Option<Vec<CountryCode>> {
        let mut members = Vec::new();
        for m in &self.members {
            let on = |d: Date| m.from.is_none_or(|f| f <= d) && m.until.is_none_or(|u| d <= u);
            match (on(first), on(last)) {
                (true, true) => members.push(m.country),
                (false, false) => {}
                _ => return None,
            }
        }
        members.sort();
        (!members.is_empty()).then_some(members)
    }
}

fn rows(data: &'static str) -> impl Iterator<Item = [&'static str; 4]> {
    data.lines().filter(|l| !l.starts_with('#')).map(|line| {
        let mut columns = line.split('\t');
        std::array::from_fn(|_| columns.next().unwrap_or_default())
    })
}

fn day(text: &str) -> Option<Date> {
    (!text.is_empty()).then(|| text.parse().expect("a day as year-month-day"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(key: &str, first: &str, last: &str) -> Option<String> {
        let group = &GROUPS[index(key)];
        let members = group.members(first.parse().unwrap(), last.parse().unwrap())?;
        Some(members.iter().map(CountryCode::as_str).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn membership_is_as_of_the_day() {
        assert_eq!(members("asean", "2011-02-09", "2011-02-11").unwrap(), "BN ID KH LA MM MY PH SG TH VN");
        assert!(members("asean", "2025-11-01", "2025-11-01").unwrap().contains("TL"));
        assert!(!members("eu", "2021-01-01", "2021-01-01").unwrap().contains("GB"));
        assert!(members("eu", "2019-05-01", "2019-05-01").unwrap().contains("GB"));
    }

    #[test]
    fn a_period_across_a_change_says_nothing() {
        assert_eq!(members("asean", "1999-01-01", "1999-12-31"), None);
        assert_eq!(members("bali-process", "2016-03-23", "2016-03-23"), None);
    }
}
