//! Who chaired, who took part, who else is named.
//!
//! Handed: the note's passages and what the meeting is. Gives: chairs, participants and other persons, each part with
//! the words it was read from. Knows nothing about findings.

mod chain;
mod chairs;
mod cue;
mod facts;
mod gathering;
mod japanese;
mod mention;
mod name;
mod office;
mod participants;
mod person;
mod romance;
mod roster;
mod rows;
mod title;
mod view;

use super::meeting::Meeting;
use super::passage::{Passage, Reading};
use crate::model::{Officer, Participant, Person};
use chairs::Scene;
use gathering::Gathering;
use mention::{Mention, Who};
use rows::Row;
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use view::View;

/// Everybody the note names.
#[derive(Debug, Default)]
pub(crate) struct People {
    pub(crate) chairs: Vec<Officer>,
    pub(crate) participants: Vec<Participant>,
    pub(crate) others: Vec<Person>,
}

/// A passage with everybody it names.
pub(super) struct Named<'a> {
    view: View<'a>,
    mentions: Vec<Mention>,
    /// Persons and countries of a Japanese passage, which the grammar of spaced words cannot see.
    japanese: Vec<japanese::Party>,
    /// Whether it is French or Spanish.
    is_romance: bool,
}

/// Reads the people; the meeting's dates say when a group's membership counts.
pub(crate) fn read(reading: &Reading, meeting: &Meeting) -> People {
    let rows = rows::of(&reading.passages);
    let parts: Vec<Option<Passage>> = rows.iter().map(|row| row.part(reading)).collect();
    let named: Vec<Named> = rows.iter().zip(&parts).map(|(row, part)| Named::of(row, part, reading)).collect();
    let gathering = Gathering::of(reading, meeting);
    let mut chairs = chairs(&named, &gathering, meeting);
    add_heads_of_delegations(&mut chairs, &named, &gathering, meeting);
    let others = others(&named, &chairs);
    let participants = participants::read(&named, &gathering, meeting);
    People { chairs, participants, others }
}

impl<'a> Named<'a> {
    fn new(view: View<'a>) -> Self {
        // a heading repeats what the text says in full, and its capitals hide where names end
        let heading = matches!(view.p.site, super::passage::Site::Heading(_));
        let is_japanese = japanese::is_japanese(view.p);
        let mentions = if heading || is_japanese || view.is_all_capitals() { Vec::new() } else { mention::scan(&view) };
        let is_romance = !is_japanese && !heading && romance::is_romance(&view);
        let mentions = if is_romance { romance::scan(&view) } else { mentions };
        let japanese = if is_japanese && !heading { japanese::parties(view.p) } else { Vec::new() };
        Self { view, mentions, japanese, is_romance }
    }

    /// A row's own text, or the passage it stands for.
    fn of(row: &Row, part: &'a Option<Passage<'a>>, reading: &'a Reading<'a>) -> Self {
        Self::new(View::new(part.as_ref().unwrap_or(&reading.passages[row.index()])))
    }

    /// Its persons, as those who did not chair are told.
    fn persons(&self) -> impl Iterator<Item = Person> + '_ {
        let person = |m: &Mention| if let Who::Person(p) = &m.who { Some(facts::other(&self.view, p)) } else { None };
        let japanese = self.japanese.iter().filter_map(|j| japanese::other(self.view.p, j));
        self.mentions.iter().filter_map(person).chain(japanese)
    }

    /// Whether it is a paragraph of sentences, no title, date line or reference number.
    fn is_running_text(&self) -> bool {
        let sentence = || self.view.len() >= 10 && self.view.word(self.view.len() - 1) == ".";
        !self.view.title_case && (self.view.len() >= 18 || sentence())
    }
}

/// The chairs of the first passage that names any: what a note says later of chairs is said of other sittings or again.
/// Labels may stand each in a passage of its own ("Chair: A", "Co-Chair: B").
fn chairs(named: &[Named], gathering: &Gathering, meeting: &Meeting) -> Vec<Officer> {
    let mut known = meeting.title.is_some();
    let lead = named.iter().position(Named::is_running_text);
    let scene = |k: usize, known: bool| Scene {
        v: &named[k].view,
        mentions: &named[k].mentions,
        gathering,
        known,
        lead: lead == Some(k),
        near_lead: lead.is_some_and(|l| k > l && k < l + 4),
        spoken: OnceCell::new(),
    };
    let title = meeting.title.as_ref().and_then(|t| t.value.as_deref()).unwrap_or_default();
    let is_title = |n: &Named| !title.is_empty() && n.view.p.text.text.trim() == title;
    // a headline has names without given names: what the text says goes before it
    let (headline, text): (Vec<_>, Vec<_>) = named.iter().enumerate().partition(|(_, n)| is_title(n));
    for (k, n) in text.into_iter().chain(headline) {
        let near = lead.is_some_and(|l| k >= l && k < l + 4);
        let found = match n.is_romance {
            true if gathering.named || near => romance::chairs(&n.view, &n.mentions),
            true => Vec::new(),
            false => chairs::read(&scene(k, known)),
        };
        let under_heading = if gathering.named { listed(named, k, scene) } else { Vec::new() };
        let labelled = found.last().is_some_and(|c| c.by_label());
        let mut officers = facts::officers(&n.view, found);
        officers.extend(under_heading);
        facts::put_persons_for_countries(&mut officers);
        if gathering.named {
            officers.extend(japanese::chairs(n.view.p, &n.japanese));
        }
        if !officers.is_empty() {
            let more = (k + 1..named.len().min(k + NEIGHBOURS)).filter(|_| labelled);
            more.for_each(|k| facts::add(&mut officers, &named[k].view, chairs::labelled(&scene(k, true))));
            if gathering.named && officers.iter().any(facts::is_country) {
                let after = (k + 1..named.len().min(k + NEAR_LEAD)).map(|k| (k, scene(k, true)));
                add_persons_of(&mut officers, named, after);
            }
            facts::settle_roles(&mut officers);
            return officers;
        }
        known = known || gathering.is_spoken_of(&n.view, 0..n.view.len());
    }
    unnamed(named, meeting)
}

/// The persons whom the next paragraphs name in the chair for a country that the first has there.
fn add_persons_of<'v, 'a: 'v>(
    officers: &mut Vec<Officer>,
    named: &[Named],
    scenes: impl Iterator<Item = (usize, Scene<'v, 'a>)>,
) {
    let countries: Vec<_> = officers.iter().filter(|o| facts::is_country(o)).map(facts::country).collect();
    for (k, scene) in scenes.filter(|(k, _)| !named[*k].is_romance) {
        let found = facts::officers(&named[k].view, chairs::read(&scene));
        let theirs = |o: &Officer| o.person.name.is_some() && countries.contains(&facts::country(o));
        officers.extend(found.into_iter().filter(theirs));
        facts::put_persons_for_countries(officers);
    }
}

/// The heads of delegations in the first paragraphs, beside the chairs.
fn add_heads_of_delegations(officers: &mut Vec<Officer>, named: &[Named], gathering: &Gathering, meeting: &Meeting) {
    let Some(lead) = named.iter().position(Named::is_running_text).filter(|_| gathering.named) else { return };
    for (k, n) in named.iter().enumerate().skip(lead).take(NEAR_LEAD).filter(|(_, n)| !n.is_romance) {
        let scene = Scene {
            v: &n.view,
            mentions: &n.mentions,
            gathering,
            known: meeting.title.is_some() || k > lead,
            lead: k == lead,
            near_lead: k > lead,
            spoken: OnceCell::new(),
        };
        facts::add(officers, &n.view, chairs::heads(&scene));
    }
}

/// Paragraphs from the first on in which a note tells who led a delegation.
const NEAR_LEAD: usize = 6;

/// The chairs listed under a heading that is the word of chairing ("Co-Chairs:"), one in each entry that follows; the
/// word stands in another passage, so that each is quoted by their own.
fn listed<'v, 'a>(named: &'v [Named<'a>], k: usize, scene: impl Fn(usize, bool) -> Scene<'v, 'a>) -> Vec<Officer> {
    let Some(cue) = chairs::heading(&named[k].view) else { return Vec::new() };
    let role = named[k].view.p.stated(cue.all.clone(), cue.role, "chairs/tag");
    let mut officers = Vec::new();
    for (at, n) in named.iter().enumerate().skip(k + 1).take(NEIGHBOURS) {
        let Some(found) = chairs::entry(&scene(at, true), &cue) else { break };
        facts::add(&mut officers, &n.view, found);
    }
    officers.iter_mut().for_each(|o: &mut Officer| o.role = role.clone());
    officers
}

/// Number of passages within which labels belong together.
const NEIGHBOURS: usize = 16;

/// "The Chair" without a name, in a note that is the Chair's own summary or report.
fn unnamed(named: &[Named], meeting: &Meeting) -> Vec<Officer> {
    let title = meeting.title.as_ref().and_then(|t| t.value.as_deref()).unwrap_or_default();
    let own = ["Chair's", "Chair’s", "CHAIR'S", "CHAIR’S"].iter().any(|w| title.contains(w));
    if !own {
        return Vec::new();
    }
    let found = named.iter().find_map(|n| Some((n, chairs::unnamed(&n.view)?)));
    found.map(|(n, chaired)| facts::officers(&n.view, vec![chaired])).unwrap_or_default()
}

/// Everybody who is named and no chair, once each, in the order of the note.
fn others(named: &[Named], chairs: &[Officer]) -> Vec<Person> {
    let mut seen = Seen::default();
    chairs.iter().filter_map(|c| c.person.name.as_ref()).for_each(|name| seen.add(facts::name_words(name)));
    let mut others = Vec::new();
    for n in named {
        for person in n.persons() {
            let words = person.name.as_ref().map(facts::name_words).unwrap_or_default();
            // a part of a name already read ("Mr. Kojima") is the same person, not another one
            if words.is_empty() || seen.holds(&words) {
                continue;
            }
            seen.add(words);
            others.push(person);
        }
    }
    others
}

/// The words of names read so far.
#[derive(Default)]
struct Seen {
    names: Vec<BTreeSet<String>>,
    /// The names that hold a word, so that a name need not be held against all.
    by_word: FxHashMap<String, Vec<usize>>,
}

impl Seen {
    fn add(&mut self, words: BTreeSet<String>) {
        for word in &words {
            self.by_word.entry(word.clone()).or_default().push(self.names.len());
        }
        self.names.push(words);
    }

    /// Whether some name has all of these words.
    fn holds(&self, words: &BTreeSet<String>) -> bool {
        let holding = |word| self.by_word.get(word).map(Vec::as_slice).unwrap_or_default();
        let fewest = words.iter().map(holding).min_by_key(|names| names.len()).unwrap_or_default();
        fewest.iter().any(|&name| words.is_subset(&self.names[name]))
    }
}
