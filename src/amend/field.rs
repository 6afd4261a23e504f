//! One fact of a note, by its path in the canonical JSON: set or removed.

use super::sidecar::Wish;
use super::value::Hand;
use crate::model::{Certainty, Event, Fact, Given, Handling, Note, Officer, Person, Role, Series};
use crate::source::Span;

/// The rule that facts given in a file of corrections carry.
const RULE: &str = "corrections/given";

/// Every fact that can be corrected, as its path is written.
pub(super) const NAMES: &[&str] = &[
    "title",
    "subtitle",
    "document_date",
    "publisher",
    "event.name",
    "event.ordinal",
    "event.dates",
    "event.mode",
    "event.status",
    "event.place.city",
    "event.place.country",
    "event.place.venue",
    "series.first_year",
    "series.cadence",
    "handling.tlp",
    "handling.releasable_to",
    "chairs[0]",
    "chairs[0].role",
    "chairs[0].name",
    "chairs[0].honorific",
    "chairs[0].title",
    "chairs[0].organization",
    "chairs[0].country",
    "people[0]",
    "people[0].name",
    "participants[0]",
];

/// What a correction did, in words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) was: Option<String>,
    pub(super) value: Option<String>,
}

/// Why a correction did nothing.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// There is no such fact, or it cannot be corrected.
    Unknown,
    /// The note has no such entry of a list.
    Absent(String),
    /// The value is none of this fact.
    Value(Objection),
    /// The note is so already; what it says.
    Idle(String),
}

/// A value that cannot be, and what can.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Objection {
    pub(super) found: String,
    pub(super) expected: String,
}

type Done = Result<Change, Failure>;

/// A correction on its way.
struct Hands<'a> {
    wish: &'a Wish,
    given: &'a Given,
}

/// Sets or removes the fact `name`; what was inferred from the words it was read from is no longer known then.
pub(super) fn apply(note: &mut Note, name: &str, wish: &Wish, given: &Given) -> Done {
    let hands = Hands { wish, given };
    if let Some((list, at, part)) = entry(name) {
        return hands.of_list(note, list, at, part);
    }
    let event = &mut note.event;
    match name {
        "title" => hands.put(&mut note.title),
        "subtitle" => hands.put(&mut note.subtitle),
        "document_date" => hands.put(&mut note.document_date),
        "publisher" => hands.put(&mut note.publisher),
        "event.name" => hands.put(&mut event.name),
        "event.ordinal" => hands.put(&mut event.ordinal),
        "event.dates" => hands.put_and_forget(event, |e| &mut e.dates),
        "event.mode" => hands.put(&mut event.mode),
        "event.status" => hands.put(&mut event.status),
        "event.place.city" => hands.put_and_forget(event, |e| &mut e.place.city),
        "event.place.country" => hands.put_and_forget(event, |e| &mut e.place.country),
        "event.place.venue" => hands.put(&mut event.place.venue),
        "series.first_year" => hands.put(&mut series(&mut note.series)?.first_year),
        "series.cadence" => hands.put(&mut series(&mut note.series)?.cadence),
        "handling.tlp" => hands.handling(&mut note.handling, |hands, h| hands.put(&mut h.tlp)),
        "handling.releasable_to" => hands.handling(&mut note.handling, |hands, h| hands.words(&mut h.releasable_to)),
        _ => Err(Failure::Unknown),
    }
}

fn series(series: &mut Option<Series>) -> Result<&mut Series, Failure> {
    series.as_mut().ok_or_else(|| Failure::Absent("series".to_owned()))
}

/// The place in its list that a path names; for sorting.
pub(super) fn place(name: &str) -> Option<(&str, usize)> {
    entry(name).map(|(list, at, _)| (list, at))
}

/// "chairs[1].name" → list, place, part.
fn entry(name: &str) -> Option<(&str, usize, &str)> {
    let (list, rest) = name.split_once('[')?;
    let (at, part) = rest.split_once(']')?;
    let part = if part.is_empty() { part } else { part.strip_prefix('.')? };
    Some((list, at.parse().ok()?, part))
}

impl Hands<'_> {
    fn put<T: Hand>(&self, slot: &mut Option<Fact<T>>) -> Done {
        let was = slot.as_ref().and_then(|f| f.value.as_ref()).map(Hand::show);
        match self.wish {
            Wish::Remove => match slot.take() {
                Some(_) => Ok(Change { was, value: None }),
                None => Err(Failure::Idle("the note does not say it".to_owned())),
            },
            Wish::Set(words) => {
                let value = self.value::<T>(words)?;
                if slot.as_ref().is_some_and(|f| f.value.as_ref() == Some(&value)) {
                    return Err(Failure::Idle(format!("the note says “{}” itself", value.show())));
                }
                let shown = Some(value.show());
                *slot = Some(self.fact(value, slot.take()));
                Ok(Change { was, value: shown })
            }
            Wish::List(words) => Err(objection::<T>(&words.join(", "))),
        }
    }

    fn value<T: Hand>(&self, words: &str) -> Result<T, Failure> {
        T::read(words).ok_or_else(|| objection::<T>(words))
    }

    /// A fact of this value, at the words that said otherwise.
    fn fact<T>(&self, value: T, old: Option<Fact<T>>) -> Fact<T> {
        let nowhere = || Fact::ambiguous(Vec::new(), "", Span::new(0, 0), RULE);
        Fact {
            value: Some(value),
            certainty: Certainty::Given,
            rule: RULE.to_owned(),
            inferred: Vec::new(),
            from: None,
            candidates: Vec::new(),
            given: Some(self.given.clone()),
            ..old.unwrap_or_else(nowhere)
        }
    }

    /// Corrects a fact of the event, and forgets what was inferred from the words that said it.
    fn put_and_forget<T: Hand>(&self, event: &mut Event, slot: fn(&mut Event) -> &mut Option<Fact<T>>) -> Done {
        let old = slot(event).as_ref().map(|f| f.span);
        let done = self.put(slot(event))?;
        if let Some(span) = old {
            forget(&mut event.place.country, span);
            forget(&mut event.mode, span);
            forget(&mut event.status, span);
        }
        Ok(done)
    }

    fn handling(&self, handling: &mut Option<Handling>, put: fn(&Self, &mut Handling) -> Done) -> Done {
        let mut marks = handling.clone().unwrap_or_default();
        let done = put(self, &mut marks)?;
        *handling = (marks != Handling::default()).then_some(marks);
        Ok(done)
    }

    fn words(&self, list: &mut Vec<Fact<String>>) -> Done {
        let show = |list: &[Fact<String>]| {
            let words: Vec<&str> = list.iter().filter_map(|f| f.value.as_deref()).collect();
            (!words.is_empty()).then(|| words.join(", "))
        };
        let was = show(list);
        let one;
        let wanted: &[String] = match self.wish {
            Wish::Remove => &[],
            Wish::List(words) => words,
            Wish::Set(word) => {
                one = [word.clone()];
                &one
            }
        };
        if list.iter().filter_map(|f| f.value.as_ref()).eq(wanted) {
            return Err(Failure::Idle(
                was.map_or("the note does not say it".to_owned(), |w| format!("the note says “{w}” itself")),
            ));
        }
        let mut old = std::mem::take(list).into_iter();
        let facts = wanted.iter().map(|w| Ok(self.fact(self.value::<String>(w)?, old.next())));
        *list = facts.collect::<Result<_, Failure>>()?;
        Ok(Change { was, value: show(list) })
    }

    fn of_list(&self, note: &mut Note, list: &str, at: usize, part: &str) -> Done {
        match (list, part) {
            ("chairs", "") => self.remove(&mut note.chairs, "chair", at, |c| named(&c.person)),
            ("people", "") => self.remove(&mut note.people, "person", at, named),
            ("participants", "") => self.remove(&mut note.participants, "participant", at, |p| p.name.value.clone()),
            ("chairs", "role") => self.role(&mut note.chairs, at),
            ("chairs", _) => {
                let chair = note.chairs.get_mut(at).ok_or_else(|| absent("chair", at))?;
                self.person(&mut chair.person, part)
            }
            ("people", _) => self.person(note.people.get_mut(at).ok_or_else(|| absent("person", at))?, part),
            _ => Err(Failure::Unknown),
        }
    }

    /// Corrects a role; one place past the last, it adds a chair.
    fn role(&self, chairs: &mut Vec<Officer>, at: usize) -> Done {
        let mut role = chairs.get(at).map(|c| c.role.clone());
        if at > chairs.len() || matches!(self.wish, Wish::Remove) {
            return Err(absent("chair", at));
        }
        let done = self.put::<Role>(&mut role)?;
        let role = role.expect("a fact was put there");
        match chairs.get_mut(at) {
            Some(chair) => chair.role = role,
            None => chairs.push(Officer { role, person: Person::default() }),
        }
        Ok(done)
    }

    fn person(&self, person: &mut Person, part: &str) -> Done {
        match part {
            "name" => self.put(&mut person.name),
            "honorific" => self.put(&mut person.honorific),
            "title" => self.put(&mut person.title),
            "organization" => self.put(&mut person.organization),
            "country" => self.put(&mut person.country),
            _ => Err(Failure::Unknown),
        }
    }

    fn remove<T>(&self, list: &mut Vec<T>, what: &str, at: usize, name: fn(&T) -> Option<String>) -> Done {
        if !matches!(self.wish, Wish::Remove) {
            return Err(Failure::Unknown);
        }
        if at >= list.len() {
            return Err(absent(what, at));
        }
        Ok(Change { was: name(&list.remove(at)), value: None })
    }
}

fn named(person: &Person) -> Option<String> {
    let facts = person.name.iter().chain(&person.title).chain(&person.organization);
    facts.filter_map(|f| f.value.clone()).next()
}

fn absent(what: &str, at: usize) -> Failure {
    Failure::Absent(format!("{what} {at}"))
}

fn objection<T: Hand>(words: &str) -> Failure {
    Failure::Value(Objection { found: words.to_owned(), expected: T::expected() })
}

/// Drops a fact that follows from the words at `span`.
fn forget<T>(slot: &mut Option<Fact<T>>, span: Span) {
    let follows = |f: &Fact<T>| {
        f.certainty == Certainty::Inferred && (f.span.overlaps(span) || f.from.as_ref().is_some_and(|o| o.span == span))
    };
    if slot.as_ref().is_some_and(follows) {
        *slot = None;
    }
}
