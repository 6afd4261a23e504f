//! Random notes: any words in every place words can stand, any nesting of blocks, facts anywhere in the text.
//! The parts are boxed: a strategy of this size does not fit a test thread's stack.

use communique::diag::{Diagnostic, Related, Severity};
use communique::model::claims::{CountClaim, WeekdayClaim};
use communique::model::fact::Origin;
use communique::model::note::SCHEMA;
use communique::model::*;
use communique::source::Span;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use std::fmt::Debug;

/// Offsets stay below this, so that facts often fall into texts.
const REACH: usize = 400;

/// Words an author, or somebody who means harm, might write.
pub(crate) fn words() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        4 => "[A-Za-z0-9 .,()-]{0,24}",
        1 => "\\PC{0,8}",
        1 => vec(any::<char>(), 0..8).prop_map(String::from_iter),
        1 => vec(select(vec!["<", "]]>", "&amp;", "\r\n", "\t", "\0", "\u{b}", "\u{fffe}", "\u{fffd}", "\u{202e}", "第", " "]), 0..5)
            .prop_map(|v| v.concat()),
    ]
}

/// A word the program itself makes: a rule, a code, a slug.
fn token() -> impl Strategy<Value = String> {
    "[a-z0-9/-]{1,10}"
}

fn span() -> impl Strategy<Value = Span> {
    (0..REACH, 0..40usize).prop_map(|(start, length)| Span::new(start, start + length))
}

fn edtf() -> impl Strategy<Value = Edtf> + Clone {
    let date = prop_oneof![
        (1i16..=9999).prop_map(EdtfDate::year),
        (1i16..=9999, 1i8..=12).prop_map(|(y, m)| EdtfDate::month(y, m)),
        (1i16..=9999, 1i8..=12, 1i8..=31).prop_map(|(y, m, d)| EdtfDate::day(y, m, d)),
    ];
    let date = date.prop_filter_map("no such day", |d| d);
    (date.clone(), of(date)).prop_map(|(a, b)| b.and_then(|b| Edtf::interval(a, b)).unwrap_or(Edtf::Date(a)))
}

fn country() -> impl Strategy<Value = CountryCode> + Clone {
    "[A-Z]{2}".prop_map(|c| c.parse().expect("two capitals"))
}

fn one_of<T: Copy + Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> + Clone {
    select(all)
}

fn fact<T: Debug + Clone + 'static>(value: impl Strategy<Value = T> + Clone + 'static) -> BoxedStrategy<Fact<T>> {
    let certainty = select(vec![Certainty::Stated, Certainty::Inferred, Certainty::Ambiguous, Certainty::Given]);
    let origin = (words(), span()).prop_map(|(quote, span)| Origin { quote, span });
    let given = given();
    let rest = (vec(span(), 0..2), vec(token(), 0..2), of(origin), of(words()), of(given));
    (of(value.clone()), vec(value, 0..3), words(), span(), token(), certainty, rest)
        .prop_map(|(value, candidates, quote, span, rule, certainty, (spans, inferred, from, anchor, given))| Fact {
            value,
            quote,
            span,
            spans,
            rule,
            certainty,
            inferred,
            from,
            candidates,
            anchor,
            given,
        })
        .boxed()
}

/// A text in pieces, some of them joined by spaces, some of them resolved entities.
fn text() -> BoxedStrategy<Text> {
    (0..REACH, vec((words(), 0..3usize), 0..4))
        .prop_map(|(start, parts)| {
            let (mut text, mut at) = (Text::default(), start);
            for (words, kind) in parts {
                let length = words.len() + if kind == 2 { 4 } else { 0 };
                text.push(&words, Span::new(at, at + length));
                at += length + 1;
                if kind == 1 {
                    text.push_space();
                }
            }
            text
        })
        .boxed()
}

fn block() -> BoxedStrategy<Block> {
    let row = (any::<bool>(), vec(text(), 0..3)).prop_map(|(header, cells)| Row { header, cells });
    let leaf = prop_oneof![
        4 => text().prop_map(|text| Block::Paragraph { text }),
        2 => (0u8..5, text()).prop_map(|(level, text)| Block::Heading { level, text }),
        1 => text().prop_map(|text| Block::Boilerplate { text }),
        1 => vec(row, 0..3).prop_map(|rows| Block::Table { rows }),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let item = (of(text()), vec(inner, 0..4)).prop_map(|(label, blocks)| Item { label, blocks });
        vec(item, 0..4).prop_map(|items| Block::List { items })
    })
    .boxed()
}

fn person() -> BoxedStrategy<Person> {
    let part = || of(fact(words()));
    (part(), part(), part(), part(), of(fact(country())))
        .prop_map(|(name, honorific, title, organization, country)| Person {
            name,
            honorific,
            title,
            organization,
            country,
        })
        .boxed()
}

fn handling() -> BoxedStrategy<Handling> {
    (of(fact(one_of(Tlp::ALL))), vec(fact(words()), 0..2))
        .prop_map(|(tlp, releasable_to)| Handling { tlp, releasable_to })
        .boxed()
}

fn finding() -> BoxedStrategy<Finding> {
    let own = (words(), span(), words(), any::<u8>(), words(), span(), token(), of(handling()));
    let leaf = own.prop_map(|(label, label_span, number, level, text, span, rule, handling)| Finding {
        label,
        label_span,
        number,
        level,
        text,
        span,
        rule,
        handling: handling.map(Box::new),
        children: Vec::new(),
    });
    leaf.prop_recursive(3, 6, 3, |inner| {
        (inner.clone(), vec(inner, 0..3)).prop_map(|(mut finding, children)| {
            finding.children = children;
            finding
        })
    })
    .boxed()
}

fn mention() -> BoxedStrategy<Mention> {
    let kinds =
        vec![MentionKind::Sibling, MentionKind::Event, MentionKind::Date, MentionKind::Document, MentionKind::Fund];
    (select(kinds), of(fact(words())), of(fact(any::<u32>())), of(fact(edtf())), of(fact(words())), of(fact(country())))
        .prop_map(|(kind, name, ordinal, date, city, country)| Mention { kind, name, ordinal, date, city, country })
        .boxed()
}

fn claims() -> BoxedStrategy<Claims> {
    let weekday = (fact(one_of(Weekday::ALL)), fact(edtf())).prop_map(|(weekday, date)| WeekdayClaim { weekday, date });
    let count = (fact(any::<u32>()), words(), any::<u32>(), span()).prop_map(|(count, of, counted, list)| CountClaim {
        count,
        of,
        counted,
        list,
    });
    let said = || vec(fact(words()), 0..2);
    let misplaced = (fact(words()), fact(country()), country()).prop_map(|(city, country, home)| MisplacedCity {
        city,
        country,
        home,
    });
    let odd = (said(), vec(fact(edtf()), 0..2), vec(misplaced, 0..2), said(), said());
    (
        vec(fact(edtf()), 0..2),
        vec(fact(any::<u32>()), 0..2),
        said(),
        said(),
        vec(weekday, 0..2),
        said(),
        said(),
        vec(count, 0..2),
        vec(fact(any::<u32>()), 0..2),
        odd,
    )
        .prop_map(
            |(dates, ordinals, cities, names, weekdays, impossible_dates, reversed_ranges, counts, durations, odd)| {
                let (lost_hyphens, numeric_dates, misplaced_cities, wordings, datelines) = odd;
                Claims {
                    dates,
                    ordinals,
                    cities,
                    names,
                    wordings,
                    datelines,
                    weekdays,
                    impossible_dates,
                    reversed_ranges,
                    counts,
                    durations,
                    lost_hyphens,
                    numeric_dates,
                    misplaced_cities,
                }
            },
        )
        .boxed()
}

fn given() -> BoxedStrategy<Given> {
    (words(), 0..99usize, of(words()), of(words()), of(words()))
        .prop_map(|(file, line, author, date, reason)| Given { file, line, author, date, reason })
        .boxed()
}

fn correction() -> BoxedStrategy<Correction> {
    (token(), of(words()), of(words()), given())
        .prop_map(|(field, was, value, given)| Correction { field, was, value, given })
        .boxed()
}

fn diagnostic() -> BoxedStrategy<Diagnostic> {
    let place = || (words(), words(), span(), 0..99usize, 0..99usize, words());
    let related = place().prop_map(|(message, path, span, line, column, quote)| Related {
        message,
        path,
        span,
        line,
        column,
        quote,
    });
    let severity = select(vec![Severity::Error, Severity::Warning, Severity::Note]);
    ("[A-Z][0-9]{3}", token(), severity, place(), vec(related, 0..2), of(words()))
        .prop_map(|(code, name, severity, (message, path, span, line, column, quote), related, help)| Diagnostic {
            code,
            name,
            severity,
            message,
            path,
            span,
            line,
            column,
            quote,
            related,
            help,
        })
        .boxed()
}

fn event() -> BoxedStrategy<Event> {
    let place = (of(fact(words())), of(fact(country())), of(fact(words()))).prop_map(|(city, country, venue)| Place {
        city,
        country,
        venue,
    });
    (
        of(fact(words())),
        of(fact(any::<u32>())),
        of(fact(edtf())),
        vec(fact(edtf()), 0..2),
        place,
        of(fact(one_of(Mode::ALL))),
        of(fact(one_of(Status::ALL))),
    )
        .prop_map(|(name, ordinal, dates, sessions, place, mode, status)| Event {
            name,
            ordinal,
            dates,
            sessions,
            place,
            mode,
            status,
        })
        .boxed()
}

fn series() -> BoxedStrategy<Series> {
    (token(), of(fact(words())), of(fact(any::<i16>())), of(fact(one_of(Cadence::ALL))))
        .prop_map(|(key, name, first_year, cadence)| Series { key, name, first_year, cadence })
        .boxed()
}

fn participant() -> BoxedStrategy<Participant> {
    let kinds = vec![ParticipantKind::Country, ParticipantKind::Organization, ParticipantKind::Group];
    (fact(words()), select(kinds), of(fact(country())))
        .prop_map(|(name, kind, country)| Participant { name, kind, country })
        .boxed()
}

fn source() -> BoxedStrategy<SourceRef> {
    let lang = select(vec!["en", "en-GB", "ja", "fr", "es", "und"]).prop_map(str::to_owned);
    (words(), "[0-9a-f]{64}", any::<u32>(), token(), token(), lang)
        .prop_map(|(path, sha256, bytes, media_type, encoding, lang)| SourceRef {
            path,
            sha256,
            bytes: bytes as usize,
            media_type,
            encoding,
            lang,
        })
        .boxed()
}

/// Any note the model can hold.
pub(crate) fn note() -> BoxedStrategy<Note> {
    let chair = (fact(one_of(Role::ALL)), person()).prop_map(|(role, person)| Officer { role, person });
    let head = (token(), source(), one_of(NoteKind::ALL), of(fact(words())), of(fact(words())), of(fact(edtf())));
    let people = (of(fact(words())), vec(chair, 0..2), vec(participant(), 0..2), vec(person(), 0..2));
    let rest = (vec(finding(), 0..3), of(series()), vec(mention(), 0..3), of(handling()));
    let tail = (claims(), vec(correction(), 0..2), vec(block(), 0..8), vec(diagnostic(), 0..2));
    (head, event(), people, rest, tail)
        .prop_map(|(head, event, people, rest, tail)| {
            let (id, source, kind, title, subtitle, document_date) = head;
            let (publisher, chairs, participants, people) = people;
            let (findings, series, mentions, handling) = rest;
            let (claims, corrections, body, diagnostics) = tail;
            Note {
                schema: SCHEMA.to_owned(),
                id,
                source,
                title,
                subtitle,
                document_date,
                publisher,
                kind,
                event,
                chairs,
                participants,
                people,
                findings,
                series,
                mentions,
                handling,
                claims,
                corrections,
                body,
                diagnostics,
            }
        })
        .boxed()
}
