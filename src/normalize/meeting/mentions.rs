//! Other events, dates, documents and funds, kept so that they are never mistaken for this meeting's.

use super::own::{Kinship, Own};
use super::relation::Belongs;
use super::sights::Line;
use super::statements::Statement;
use crate::model::{Edtf, EdtfDate, Fact, Mention, MentionKind};
use crate::normalize::dates::{DateWords, Resolved};

/// Every name that is not the meeting's and every date that does not belong to it, in reading order.
pub(super) fn read(
    lines: &[Line],
    own: &Own,
    dates: &[Statement],
    places: &[Statement],
    like: Option<EdtfDate>,
) -> Vec<Mention> {
    let mut out: Vec<(usize, Mention)> = Vec::new();
    for (l, line) in lines.iter().enumerate() {
        let of_name = |n: usize, s: &&Statement| {
            s.line == l && matches!(s.belongs, Belongs::Sibling(m) | Belongs::Other(Some(m)) if m == n)
        };
        let line_dates = within(dates, l);
        let line_places = within(places, l);
        for (n, named) in line.names.iter().enumerate() {
            let kinship = own.kinship(named, line);
            let date = line_dates.iter().find(|s| of_name(n, s)).and_then(|s| value(line, &line.dates[s.index], like));
            let worth = named.proper && (named.ordinal.is_some() || date.is_some() || kinship == Kinship::Sibling)
                || kinship == Kinship::Sibling;
            if matches!(kinship, Kinship::Own | Kinship::Reference) || !worth {
                continue;
            }
            let kind = if kinship == Kinship::Sibling { MentionKind::Sibling } else { MentionKind::Event };
            let place = line_places.iter().find(|s| of_name(n, s)).map(|s| &line.places[s.index]);
            let name = line.p.stated(named.name.clone(), line.p.words(named.name.clone()).to_owned(), "mentions/name");
            out.push((
                name.span.start,
                Mention {
                    kind,
                    name: Some(name),
                    ordinal: named.ordinal.as_ref().map(|(v, t)| line.p.stated(t.clone(), *v, "mentions/ordinal")),
                    date,
                    city: place
                        .and_then(|c| c.city.clone())
                        .map(|c| line.p.stated(c.clone(), line.p.words(c).to_owned(), "mentions/place")),
                    country: place
                        .and_then(|c| c.country.clone())
                        .map(|(code, t)| line.p.stated(t, code, "mentions/place")),
                },
            ));
        }
        for s in line_dates.iter().filter(|s| matches!(s.belongs, Belongs::Other(None) | Belongs::Unknown)) {
            if let Some(date) = value(line, &line.dates[s.index], like) {
                let kind = MentionKind::Date;
                out.push((
                    date.span.start,
                    Mention { kind, name: None, ordinal: None, date: Some(date), city: None, country: None },
                ));
            }
        }
    }
    out.sort_by_key(|(at, _)| *at);
    out.into_iter().map(|(_, m)| m).collect()
}

/// The statements of a line.
fn within(statements: &[Statement], line: usize) -> &[Statement] {
    let start = statements.partition_point(|s| s.line < line);
    let end = statements.partition_point(|s| s.line <= line);
    &statements[start..end]
}

fn value(line: &Line, date: &DateWords, like: Option<EdtfDate>) -> Option<Fact<Edtf>> {
    let stretch = date.stretches().first()?;
    match (stretch.resolve(None), stretch.resolve(like)) {
        (Resolved::Date(d), _) => Some(line.p.stated_at(date.bytes.clone(), d, date.rule)),
        (_, Resolved::Date(d)) => Some(line.p.inferred_at(date.bytes.clone(), d, date.rule, &["year"])),
        _ => None,
    }
}
