//! Who took part: countries, organizations, groups.
//!
//! Handed: the passages with everybody they name, and the meeting. Gives: parties, groups with their members as of the
//! meeting's days. Knows nothing about chairs.

use super::super::meeting::Meeting;
use super::gathering::Gathering;
use super::mention::{Mention, Who};
use super::view::View;
use super::{Named, chain};
use crate::lexicon::countries::short_name;
use crate::lexicon::groups::GROUPS;
use crate::lexicon::sorts::Sorts;
use crate::model::{CountryCode, Edtf, Fact, Participant, ParticipantKind};
use std::collections::BTreeSet;
use std::ops::Range;

/// Words after the parties: "… in attendance", "… took part".
const AFTER: &[&[&str]] = &[
    &["in", "attendance"],
    &["took", "part"],
    &["take", "part"],
    &["participated"],
    &["participating"],
    &["attended"],
    &["were", "represented"],
    &["was", "represented"],
    &["sent", "representatives"],
    &["sent", "delegations"],
    &["sent", "delegates"],
    &["were", "present"],
];

/// Words before the parties: "attended by …", "delegations from …".
const BEFORE: &[&[&str]] = &[
    &["attended", "by"],
    &["participated", "by"],
    &["participation", "of"],
    &["delegations", "from"],
    &["delegates", "from"],
    &["representatives", "from"],
    &["officials", "from"],
    &["attendees", "included"],
];

/// Number of tokens a list of participants takes at most.
const LONGEST: usize = 160;

/// Words that leave out what follows: "all members but Laos".
const BUT: &[&str] = &["but", "except", "excluding", "without", "save"];

/// Words that say a group means its members.
const MEMBERS: &[&str] = &[
    "member",
    "members",
    "countries",
    "states",
    "nations",
    "economies",
    "participants",
    "ministers",
    "leaders",
    "governments",
];

/// The participants the note names.
pub(super) fn read(named: &[Named], gathering: &Gathering, meeting: &Meeting) -> Vec<Participant> {
    let mut parties = Parties { days: meeting.event.dates.as_ref().and_then(|d| d.value), ..Parties::default() };
    if gathering.is_unknown() {
        return Vec::new();
    }
    for n in named {
        for sentence in n.view.sentences().filter(|s| near_meeting(n, gathering, s)) {
            for region in regions(n, gathering, sentence) {
                parties.add_region(n, region);
            }
        }
    }
    parties.found
}

/// Whether a sentence, or the one before it, speaks of this meeting.
fn near_meeting(n: &Named, gathering: &Gathering, sentence: &Range<usize>) -> bool {
    let spoken = |s: Range<usize>| gathering.is_spoken_of(&n.view, s);
    spoken(sentence.clone()) || n.view.sentence_before(sentence.start).is_some_and(spoken)
}

/// The parts of a sentence that list who was there.
fn regions(n: &Named, gathering: &Gathering, sentence: Range<usize>) -> Vec<Range<usize>> {
    let v = &n.view;
    let mut regions = Vec::new();
    for k in sentence.clone() {
        if !v.sort(k, Sorts::ATTENDING) || !v.is_lower(k) {
            continue;
        }
        if let Some(words) = BEFORE.iter().find(|w| v.reads(k, w)) {
            let start = k + words.len();
            let limit = sentence.end.min(start + LONGEST);
            let end = (start..limit).find(|&i| v.is(i, BUT) || v.word(i) == ";").unwrap_or(limit);
            regions.push(start..end);
        } else if AFTER.iter().any(|w| v.reads(k, w)) && !v.before(k, &["and"]) {
            regions.push(clause(v, &sentence, k));
        } else if v.is(k, &["held", "convened", "hosted", "met"])
            && gathering.is_spoken_of(v, k..sentence.end.min(k + LONGEST))
        {
            regions.extend(hosts(n, &sentence, k));
        }
    }
    regions
}

/// The clause before a verb: from the last "with" or semicolon, and only up to an exception.
fn clause(v: &View, sentence: &Range<usize>, verb: usize) -> Range<usize> {
    let from = sentence.start.max(verb.saturating_sub(LONGEST));
    let opens = |&i: &usize| v.is(i, &["with"]) || v.word(i) == ";";
    let start = (from..verb).rev().find(opens).map_or(from, |i| i + 1);
    let end = (start..verb).find(|&i| v.is(i, BUT)).unwrap_or(verb);
    start..end
}

/// "A, B and C held the Meeting", "A hosted the Governments of B and C for the Meeting".
fn hosts(n: &Named, sentence: &Range<usize>, verb: usize) -> Vec<Range<usize>> {
    let v = &n.view;
    let adverb = usize::from(v.before(verb, &["recently", "today", "jointly", "also"]));
    let Some(subject) = chain::backward(v, &n.mentions, verb - adverb.min(verb)) else { return Vec::new() };
    let countries = subject.parties.iter().all(|m| matches!(m.who, Who::Country(_)));
    let guests = v.is(verb, &["hosted"])
        && (verb + 1..verb + 6).any(|k| v.is(k, &["governments", "delegations", "representatives", "officials"]));
    if guests {
        let limit = sentence.end.min(verb + LONGEST);
        let end = (verb..limit).find(|&k| v.is(k, &["in", "for", "at", "on"])).unwrap_or(limit);
        return [subject.all, verb..end].into();
    }
    if countries && subject.parties.len() > 1 { vec![subject.all] } else { Vec::new() }
}

/// The participants found so far.
#[derive(Default)]
struct Parties {
    days: Option<Edtf>,
    found: Vec<Participant>,
    countries: BTreeSet<CountryCode>,
    names: BTreeSet<String>,
}

impl Parties {
    fn add_region(&mut self, n: &Named, region: Range<usize>) {
        let from = n.mentions.partition_point(|m| m.all.start < region.start);
        for m in n.mentions[from..].iter().take_while(|m| m.all.end <= region.end) {
            self.add(&n.view, m);
        }
    }

    fn add(&mut self, v: &View, m: &Mention) {
        match &m.who {
            Who::Country(code) => self.add_country(
                v.p.stated(m.all.clone(), v.p.words(m.all.clone()).to_owned(), "participants/country"),
                v.p.stated(m.all.clone(), *code, "participants/country"),
            ),
            Who::Group(group) if is_members(v, m) => self.add_group(v, m, *group),
            Who::Organization => {
                let name = v.p.words(m.all.clone()).to_owned();
                if self.names.insert(name.clone()) {
                    let name = v.p.stated(m.all.clone(), name, "participants/organization");
                    self.found.push(Participant { name, kind: ParticipantKind::Organization, country: None });
                }
            }
            Who::Group(_) | Who::Person(_) | Who::Office { .. } => {}
        }
    }

    fn add_country(&mut self, name: Fact<String>, country: Fact<CountryCode>) {
        if country.value.is_some_and(|c| self.countries.insert(c)) {
            self.found.push(Participant { name, kind: ParticipantKind::Country, country: Some(country) });
        }
    }

    /// The group under its name, and its members on the meeting's days; no members where the days are unknown, or the
    /// sentence leaves some of them out.
    fn add_group(&mut self, v: &View, m: &Mention, group: usize) {
        let name = v.p.words(m.all.clone()).to_owned();
        if !self.names.insert(name.clone()) {
            return;
        }
        let name = v.p.stated(m.all.clone(), name, "participants/group");
        self.found.push(Participant { name, kind: ParticipantKind::Group, country: None });
        let end = v.sentence(m.all.start).end.min(m.all.end + LONGEST);
        let all = !(m.all.end..end).any(|k| v.is(k, BUT));
        let members = self.days.filter(|_| all).and_then(|d| GROUPS[group].members(d.earliest(), d.latest()));
        for code in members.unwrap_or_default() {
            let name = v.p.inferred(m.all.clone(), short_name(code), "participants/member-of-group", &["member"]);
            let country = v.p.inferred(m.all.clone(), code, "participants/member-of-group", &["member"]);
            self.add_country(name, country);
        }
    }
}

/// "the ASEAN Member States", "ASEAN members": the group as its members, not as an organization.
fn is_members(v: &View, m: &Mention) -> bool {
    (m.all.end..m.all.end + 2).any(|k| v.is(k, MEMBERS))
}
