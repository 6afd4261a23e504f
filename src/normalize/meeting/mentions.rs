//! Other events, dates, documents and funds, kept so that they are never mistaken for this meeting's.

use super::names::tidy;
use super::own::{Kinship, Own};
use super::past::{self, Listed};
use super::relation::Belongs;
use super::sights::Line;
use super::statements::Statement;
use super::works::{self, Work};
use crate::lexicon::token::Shape;
use crate::model::{Edtf, EdtfDate, Fact, Mention, MentionKind, Series};
use crate::normalize::dates::{DateWords, Resolved};
use std::collections::BTreeSet;

/// Every name that is not the meeting's and every date that does not belong to it, in reading order.
pub(super) fn read(
    lines: &[Line],
    own: &Own,
    dates: &[Statement],
    places: &[Statement],
    like: Option<EdtfDate>,
    series: Option<&Series>,
) -> Vec<Mention> {
    let since = series.and_then(|s| s.first_year.as_ref()).map(|f| f.span);
    let mut out: Vec<(usize, Mention)> = Vec::new();
    for (l, line) in lines.iter().enumerate() {
        let of_name = |n: usize, s: &&Statement| {
            s.line == l && matches!(s.belongs, Belongs::Sibling(m) | Belongs::Other(Some(m)) if m == n)
        };
        let line_dates = within(dates, l);
        let line_places = within(places, l);
        let listed = past::scan(line);
        let listed: Vec<&Listed> = listed.iter().filter(|m| own.is_other_round(m.ordinal.0)).collect();
        let is_listed = |date: usize| listed.iter().any(|m| m.date == Some(date));
        for (n, named) in line.names.iter().enumerate() {
            let kinship = own.kinship(named, line);
            let own_date = line_dates.iter().find(|s| of_name(n, s) && !is_listed(s.index));
            let date = own_date.and_then(|s| value(line, &line.dates[s.index], like));
            let worth = named.proper && (named.ordinal.is_some() || date.is_some() || kinship == Kinship::Sibling)
                || kinship == Kinship::Sibling;
            if matches!(kinship, Kinship::Own | Kinship::Reference) || !worth || own.is_round(named) {
                continue;
            }
            let kind = if kinship == Kinship::Sibling { MentionKind::Sibling } else { MentionKind::Event };
            let place = line_places.iter().find(|s| of_name(n, s)).map(|s| &line.places[s.index]);
            let name = line.p.stated(named.name.clone(), tidy(line.p.words(named.name.clone())), "mentions/name");
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
        out.extend(listed.iter().map(|m| (line.p.span(m.ordinal.1.clone()).start, sibling(line, m, like))));
        let works = works::scan(line);
        let mut of_works: Vec<Option<Fact<Edtf>>> = works.iter().map(|_| None).collect();
        let loose = line_dates.iter().filter(|s| matches!(s.belongs, Belongs::Other(None) | Belongs::Unknown));
        for s in loose.filter(|s| !is_listed(s.index)) {
            let words = &line.dates[s.index];
            let Some(date) = value(line, words, like).filter(|d| Some(d.span) != since) else { continue };
            match works.iter().position(|w| dates_work(line, w, words)) {
                Some(w) => of_works[w] = Some(date),
                None => out.push((date.span.start, Mention { date: Some(date), ..bare(MentionKind::Date) })),
            }
        }
        for (work, date) in works.iter().zip(of_works) {
            let words = line.p.words(work.name.clone());
            let name = line.p.stated(work.name.clone(), words.to_owned(), "mentions/work");
            out.push((name.span.start, Mention { name: Some(name), date, ..bare(work.kind) }));
        }
    }
    out.sort_by_key(|(at, _)| *at);
    once_each(out.into_iter().map(|(_, m)| m).collect())
}

/// A thing that is named again without saying more of it is listed where it is named first.
fn once_each(mentions: Vec<Mention>) -> Vec<Mention> {
    let mut seen = BTreeSet::new();
    let says_no_more = |m: &Mention| m.ordinal.is_none() && m.date.is_none() && m.city.is_none() && m.country.is_none();
    let name = |m: &Mention| m.name.as_ref().and_then(|n| n.value.as_ref()).map(|n| n.to_lowercase());
    mentions.into_iter().filter(|m| name(m).is_none_or(|n| seen.insert(n) || !says_no_more(m))).collect()
}

const fn bare(kind: MentionKind) -> Mention {
    Mention { kind, name: None, ordinal: None, date: None, city: None, country: None }
}

/// A meeting of the series that the note lists.
fn sibling(line: &Line, m: &Listed, like: Option<EdtfDate>) -> Mention {
    let (ordinal, tokens) = &m.ordinal;
    let place = m.place.map(|i| &line.places[i]);
    let city = place.and_then(|c| c.city.clone());
    let country = place.and_then(|c| c.country.clone());
    Mention {
        ordinal: Some(line.p.stated(tokens.clone(), *ordinal, "mentions/listed")),
        date: m.date.and_then(|i| value(line, &line.dates[i], like)),
        city: city.map(|c| line.p.stated(c.clone(), line.p.words(c).to_owned(), "mentions/listed")),
        country: country.map(|(code, t)| line.p.stated(t, code, "mentions/listed")),
        ..bare(MentionKind::Sibling)
    }
}

/// Whether a date is a named thing's own: only a few small words stand between ("established in", "in", "adopted on").
fn dates_work(line: &Line, work: &Work, date: &DateWords) -> bool {
    let between = work.name.end..date.tokens.start;
    between.start <= between.end
        && between.len() <= 4
        && between.clone().all(|i| line.p.tokens[i].shape == Shape::Lower)
        && line.p.word(date.tokens.start.saturating_sub(1)) != "since"
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
