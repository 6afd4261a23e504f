//! Follows the numbering of lists: which label does not stand where it should?
//!
//! Handed: a note. Gives: [`Slip`]s. Knows nothing about how they are told.
//!
//! Lists of one container (the note, or one item) are read as one sequence where they continue each other; a list that
//! starts at 1 starts anew, so that numbering may restart in each section. Findings printed in running text ("(1) …;
//! (2) …") are followed like lists.

use super::wording;
use crate::model::label::{self, Counter, CounterStyle};
use crate::model::{Block, Finding, Item, Note, Text};
use crate::source::{SourceFile, Span};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// More missing numbers than this are no gap but another way of numbering.
const LARGEST_GAP: u32 = 9;
/// The same between two lists, where less speaks for one sequence.
const LARGEST_GAP_BETWEEN_LISTS: u32 = 2;

/// A printed label and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) printed: String,
}

/// A label that does not stand where it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    pub(super) kind: SlipKind,
    /// The label at fault.
    pub(super) at: Mark,
    /// The label it is held against.
    pub(super) other: Mark,
    /// What the label at fault should be, where one reading is clear.
    pub(super) meant: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SlipKind {
    /// Numbers are missing between `other` and `at`: these, in words and as labels.
    Gap(String, Vec<String>),
    /// `at` repeats `other`.
    Duplicate,
    /// `at` does not follow `other`, the label before it.
    Order,
    /// Numbering starts again at `at` within one list; `other` is the label before it.
    Restart,
    /// So many items, the last of them `other`, all carry the same number.
    Unchanging(usize),
    /// The two numbers of one label differ.
    Dual,
    /// The marks of `at` differ from those of `other`, a label before it in the same list.
    Style,
}

impl Slip {
    /// Whether a label stands between the two in running text, a heading or a table, where no list shows it.
    pub(super) fn hides(&self, source: &SourceFile, label: &str) -> bool {
        let start = self.other.span.end;
        let between = source.slice(Span::new(start, self.at.span.start.max(start)));
        let unescaped = between.replace('\\', "");
        let free = |before: Option<char>| before.is_none_or(|c| !c.is_alphanumeric());
        unescaped.match_indices(label).any(|(i, _)| free(unescaped[..i].chars().next_back()))
    }
}

/// What stands around the number of a label.
fn marks(printed: &str) -> String {
    printed.chars().filter(|c| !c.is_alphanumeric() && *c != '\\').collect()
}

/// The number of a missing label, at the head of a line between the two in other marks ("(2)" between "1." and "3.").
pub(super) fn in_other_marks(slip: &Slip, source: &SourceFile) -> Option<Mark> {
    let SlipKind::Gap(_, labels) = &slip.kind else { return None };
    let [label] = labels.as_slice() else { return None };
    let bare = label.trim_matches(|c: char| !c.is_alphanumeric());
    let start = slip.other.span.end;
    let between = source.slice(Span::new(start, slip.at.span.start.max(start)));
    let mut at = start;
    for line in between.split_inclusive('\n') {
        let words = line.trim_start_matches([' ', '\t', '\\', '*', '\u{3000}']);
        let printed: String = words.chars().take_while(|c| c.is_alphanumeric() || "().[]:\\".contains(*c)).collect();
        let same = printed.trim_matches(|c: char| !c.is_alphanumeric()) == bare && printed.len() > bare.len();
        // a label in the same marks stands in a heading, and nothing is wrong with it
        if same && marks(&printed) != marks(&slip.other.printed) && at > start {
            let from = at + (line.len() - words.len());
            return Some(Mark { span: Span::new(from, from + printed.len()), printed });
        }
        at += line.len();
    }
    None
}

/// Every slip of a note's numbering, in reading order.
pub(super) fn slips(note: &Note) -> Vec<Slip> {
    let mut containers = Vec::new();
    collect(&note.body, &mut containers);
    let listed: BTreeSet<Span> = containers.iter().flatten().map(|m| m.mark.span).collect();
    collect_findings(&note.findings, &listed, &mut containers);
    let mut slips: Vec<Slip> = containers.iter().flat_map(|members| container_slips(members)).collect();
    slips.sort_by_key(|s| s.at.span);
    slips
}

/// Every number that some label of the note's lists or findings carries.
pub(super) fn numbers(note: &Note) -> BTreeSet<u32> {
    let mut containers = Vec::new();
    collect(&note.body, &mut containers);
    collect_findings(&note.findings, &BTreeSet::new(), &mut containers);
    let counters = containers.iter().flatten().flat_map(|m| &m.counters);
    counters.filter_map(|c| c.value(CounterStyle::Number)).collect()
}

/// A label of a container, with what stands before it.
struct Member {
    mark: Mark,
    counters: Vec<Counter>,
    opens_list: bool,
    after_heading: bool,
    list: usize,
}

fn collect(blocks: &[Block], containers: &mut Vec<Vec<Member>>) {
    let (mut members, mut heading) = (Vec::new(), false);
    for (list, block) in blocks.iter().enumerate() {
        match block {
            Block::Heading { .. } => heading = true,
            Block::List { items } => {
                members.extend(items_as_members(items, list, heading));
                heading = false;
                items.iter().for_each(|item| collect(&item.blocks, containers));
            }
            _ => {}
        }
    }
    containers.push(members);
}

fn items_as_members(items: &[Item], list: usize, after_heading: bool) -> Vec<Member> {
    let labels = items.iter().filter_map(|item| Some((item, item.label.as_ref()?)));
    let labels = labels.filter(|(item, _)| !is_reference(item));
    let labels: Vec<(Cow<str>, Span)> = labels.map(|(item, l)| (whole_label(item, l), l.span())).collect();
    members(labels.iter().map(|(printed, span)| (printed.as_ref(), *span)), list, after_heading)
}

/// A wrapped line that begins "(a) of this section" speaks of an item and is none.
fn is_reference(item: &Item) -> bool {
    matches!(item.blocks.first(), Some(Block::Paragraph { text }) if text.text.starts_with("of "))
}

/// The label, with a counter that follows it without a space: "2.a. Short positions" is no second 2.
fn whole_label<'a>(item: &Item, label: &'a Text) -> Cow<'a, str> {
    let Some(Block::Paragraph { text }) = item.blocks.first() else { return Cow::Borrowed(&label.text) };
    let word = text.text.split_whitespace().next().unwrap_or_default();
    let adjoins = text.span().start == label.span().end && word.len() <= 8 && word.ends_with(['.', ')']);
    if adjoins && label::parse(word).is_some() {
        Cow::Owned(format!("{}{word}", label.text))
    } else {
        Cow::Borrowed(&label.text)
    }
}

fn members<'a>(labels: impl Iterator<Item = (&'a str, Span)>, list: usize, after_heading: bool) -> Vec<Member> {
    let counted = labels.filter_map(|(printed, span)| Some((label::parse(printed)?, printed, span)));
    counted
        .enumerate()
        .map(|(i, (counters, printed, span))| Member {
            mark: Mark { span, printed: wording::brief(printed) },
            counters,
            opens_list: i == 0,
            after_heading: after_heading && i == 0,
            list,
        })
        .collect()
}

fn collect_findings(findings: &[Finding], listed: &BTreeSet<Span>, containers: &mut Vec<Vec<Member>>) {
    if !findings.iter().any(|f| listed.contains(&f.label_span)) {
        containers.push(members(findings.iter().map(|f| (f.label.as_str(), f.label_span)), 0, false));
    }
    findings.iter().for_each(|f| collect_findings(&f.children, listed, containers));
}

/// What makes labels one sequence: how they count, whether they stand in brackets, and the counters before the last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    style: CounterStyle,
    enclosed: bool,
    prefix: Vec<u32>,
}

/// A label in its sequence. `value` is `None` where two counters of the label contradict each other.
struct Entry<'a> {
    member: &'a Member,
    counter: usize,
    value: Option<u32>,
    /// Another list or another sequence stands between this entry and the one before it.
    fresh: bool,
}

fn container_slips(members: &[Member]) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut sequences: BTreeMap<Key, Vec<Entry>> = BTreeMap::new();
    let mut last_key: Option<Key> = None;
    for list in members.chunk_by(|a, b| a.list == b.list) {
        let styles = styles(list);
        let dual = is_dual(list, &styles);
        for (member, styles) in list.iter().zip(&styles) {
            for (key, counter, value) in readings(member, styles, dual) {
                let fresh = member.opens_list || last_key.as_ref() != Some(&key);
                sequences.entry(key.clone()).or_default().push(Entry { member, counter, value, fresh });
                last_key = Some(key);
            }
            if dual && !agrees(member, styles) {
                slips.push(slip(SlipKind::Dual, member, member, None));
            }
        }
    }
    sequences.iter().for_each(|(key, entries)| slips.extend(sequence_slips(key, entries)));
    slips
}

/// The style of each counter of each label: letters that are also Roman numerals are told apart by their neighbours.
fn styles(list: &[Member]) -> Vec<Vec<CounterStyle>> {
    let mut before: BTreeMap<usize, (CounterStyle, u32)> = BTreeMap::new();
    let mut all = Vec::with_capacity(list.len());
    for (i, member) in list.iter().enumerate() {
        let decided = member.counters.iter().enumerate().map(|(depth, counter)| {
            let next = list.get(i + 1).and_then(|m| m.counters.get(depth));
            let style = style(counter, before.get(&depth).copied(), next);
            before.insert(depth, (style, counter.value(style).unwrap_or_default()));
            style
        });
        all.push(decided.collect());
    }
    all
}

fn style(counter: &Counter, before: Option<(CounterStyle, u32)>, next: Option<&Counter>) -> CounterStyle {
    let follows = |&&(s, v): &&(CounterStyle, u32)| before == Some((s, v.wrapping_sub(1)));
    let leads = |&&(s, v): &&(CounterStyle, u32)| next.and_then(|n| n.value(s)) == v.checked_add(1);
    let continues = |&&(s, _): &&(CounterStyle, u32)| before.is_some_and(|(b, _)| b == s);
    let shared = |&&(s, _): &&(CounterStyle, u32)| next.is_some_and(|n| n.value(s).is_some());
    let starts = |&&(_, v): &&(CounterStyle, u32)| v == 1;
    let readings = &counter.readings;
    let chosen = readings.iter().find(follows).or_else(|| readings.iter().find(leads));
    let chosen = chosen.or_else(|| readings.iter().find(continues)).or_else(|| readings.iter().find(starts));
    chosen.or_else(|| readings.iter().find(shared)).or(readings.first()).map_or(CounterStyle::Number, |&(s, _)| s)
}

/// Whether the labels of a list say the same number twice ("1. (1)", "2. (2)"), apart from slips.
fn is_dual(list: &[Member], styles: &[Vec<CounterStyle>]) -> bool {
    let doubled = list.iter().all(|m| m.counters.len() == 2 && m.counters[1].apart);
    let agreeing = list.iter().zip(styles).filter(|(m, s)| agrees(m, s)).count();
    doubled && 2 * agreeing > list.len() && list.len() > 1
}

fn agrees(member: &Member, styles: &[CounterStyle]) -> bool {
    let mut values = member.counters.iter().zip(styles).map(|(c, &s)| c.value(s));
    values.next().is_some_and(|first| values.all(|v| v == first))
}

/// The sequences a label belongs to. "2.3" is the third below 2; "1. (1)" is both a 1 and the (1) below it, unless the
/// list is numbered twice.
fn readings(member: &Member, styles: &[CounterStyle], dual: bool) -> Vec<(Key, usize, Option<u32>)> {
    let counters = &member.counters;
    let value = |i: usize| counters[i].value(styles[i]);
    let last = counters.len() - 1;
    let key = |i: usize, prefix: Vec<u32>| Key { style: styles[i], enclosed: !counters[i].before.is_empty(), prefix };
    if dual {
        return vec![(key(last, Vec::new()), last, value(last).filter(|_| agrees(member, styles)))];
    }
    let mut found = Vec::new();
    let mut prefix = Vec::new();
    for i in 0..counters.len() {
        let ends_group = i == last || counters[i + 1].apart;
        if ends_group {
            found.push((key(i, std::mem::take(&mut prefix)), i, value(i)));
        } else {
            prefix.extend(value(i));
        }
    }
    found
}

fn sequence_slips(key: &Key, entries: &[Entry]) -> Vec<Slip> {
    if entries.iter().all(|e| e.value == Some(1)) {
        return unchanging(entries).into_iter().collect();
    }
    let mut slips: Vec<Slip> = mixed(key.style, entries).into_iter().collect();
    let mut start = 0;
    for i in 1..=entries.len() {
        if i == entries.len() || begins_anew(key, &entries[i - 1], &entries[i]) {
            slips.extend(run_slips(key.style, &entries[start..i]));
            start = i;
        }
    }
    slips
}

/// Of items that are all numbered 1, whether they are one list: then somebody left the counting to a program.
fn unchanging(entries: &[Entry]) -> Option<Slip> {
    let (first, last) = (entries.first()?, entries.last()?);
    let one_list = first.member.list == last.member.list;
    let enough = entries.len() > if one_list { 1 } else { 2 };
    let unbroken = entries[1..].iter().all(|e| !e.member.after_heading && (!e.fresh || e.member.opens_list));
    (enough && unbroken).then(|| slip(SlipKind::Unchanging(entries.len()), first.member, last.member, None))
}

/// The first label that continues the one before it, in the same list or in the next, with other marks.
fn mixed(style: CounterStyle, entries: &[Entry]) -> Option<Slip> {
    let marks = |e: &Entry| {
        let counter = &e.member.counters[e.counter];
        (counter.before.clone(), counter.after.clone())
    };
    let differs = |pair: &&[Entry]| {
        let [a, b] = pair else { return false };
        let follows = a.value.and_then(|v| v.checked_add(1)) == b.value && b.member.list - a.member.list <= 1;
        follows && a.member.counters.len() == b.member.counters.len() && marks(a) != marks(b)
    };
    let pair = entries.windows(2).find(differs)?;
    let (before, entry) = (&pair[0], &pair[1]);
    let meant = entry.value.filter(|_| entry.member.counters.len() == 1);
    let meant = meant.and_then(|v| labelled(&before.member.counters[before.counter], style, v));
    Some(slip(SlipKind::Style, entry.member, before.member, meant))
}

/// Whether an entry starts a sequence of its own rather than continuing the one before it.
fn begins_anew(key: &Key, before: &Entry, entry: &Entry) -> bool {
    let (Some(a), Some(b)) = (before.value, entry.value) else { return false };
    if !entry.fresh {
        return b > a.saturating_add(LARGEST_GAP + 1);
    }
    // sub-lists with brackets or letters often stand apart and start in the middle; main numbers hardly ever do
    let main = key.style == CounterStyle::Number && !key.enclosed;
    let least = if main { a } else { a + 1 };
    let near = (least..=a.saturating_add(LARGEST_GAP_BETWEEN_LISTS + 1)).contains(&b);
    b == 1 || !near || (b == 2 && a == 2 && entry.member.after_heading)
}

fn run_slips(style: CounterStyle, run: &[Entry]) -> Vec<Slip> {
    let values: Vec<Option<u32>> = run.iter().map(|e| e.value).collect();
    if initials(style, &run[0]) {
        return Vec::new();
    }
    let faults = faults(&values);
    faults.into_iter().map(|fault| told(style, run, fault)).collect()
}

/// "J. Smith" at the start of a line looks like an item J.
fn initials(style: CounterStyle, first: &Entry) -> bool {
    style == CounterStyle::UpperLetter
        && first.member.counters[first.counter].before.is_empty()
        && first.value.is_some_and(|v| v > 1)
}

fn told(style: CounterStyle, run: &[Entry], fault: Fault) -> Slip {
    let at = &run[fault.at];
    let before = run[fault.at.saturating_sub(1)].member;
    let meant = fault.meant.and_then(|v| rewritten(at, style, v));
    match fault.kind {
        FaultKind::Gap(from, to) => {
            let labels = (from..=to).filter_map(|v| labelled(&at.member.counters[at.counter], style, v)).collect();
            slip(SlipKind::Gap(missing(style, from, to), labels), at.member, before, None)
        }
        FaultKind::Duplicate(first) => slip(SlipKind::Duplicate, at.member, run[first].member, meant),
        FaultKind::Order => slip(SlipKind::Order, at.member, before, meant),
        FaultKind::Restart => slip(SlipKind::Restart, at.member, before, None),
    }
}

fn slip(kind: SlipKind, at: &Member, other: &Member, meant: Option<String>) -> Slip {
    Slip { kind, at: at.mark.clone(), other: other.mark.clone(), meant }
}

/// The label with another value; `None` for a label of several counters.
fn rewritten(entry: &Entry, style: CounterStyle, value: u32) -> Option<String> {
    let [counter] = entry.member.counters.as_slice() else { return None };
    labelled(counter, style, value)
}

fn labelled(counter: &Counter, style: CounterStyle, value: u32) -> Option<String> {
    Some(format!("{}{}{}", counter.before, label::write(style, value)?, counter.after))
}

fn missing(style: CounterStyle, from: u32, to: u32) -> String {
    let word = |v| label::write(style, v).unwrap_or_else(|| v.to_string());
    match to - from {
        0 => word(from),
        1 => format!("{} and {}", word(from), word(to)),
        _ => format!("{} to {}", word(from), word(to)),
    }
}

/// A value of a run that does not follow.
#[derive(Debug, PartialEq, Eq)]
struct Fault {
    at: usize,
    kind: FaultKind,
    meant: Option<u32>,
}

#[derive(Debug, PartialEq, Eq)]
enum FaultKind {
    Gap(u32, u32),
    Duplicate(usize),
    Order,
    Restart,
}

/// Follows one run of values. `None` stands for a label that contradicts itself and counts as the number due.
fn faults(values: &[Option<u32>]) -> Vec<Fault> {
    let Some(first) = values.iter().position(Option::is_some) else { return Vec::new() };
    let mut run = Run::new(values, first);
    (first..values.len()).filter_map(|i| run.step(i)).collect()
}

struct Run<'a> {
    values: &'a [Option<u32>],
    /// Values still to come, with how often.
    coming: BTreeMap<u32, usize>,
    /// Values passed, with the first place of each.
    passed: BTreeMap<u32, usize>,
    due: u32,
}

impl<'a> Run<'a> {
    fn new(values: &'a [Option<u32>], first: usize) -> Self {
        let mut coming = BTreeMap::new();
        values.iter().flatten().for_each(|&v| *coming.entry(v).or_default() += 1);
        Self { values, coming, passed: BTreeMap::new(), due: values[first].unwrap_or_default() }
    }

    fn step(&mut self, i: usize) -> Option<Fault> {
        let Some(v) = self.values[i] else {
            self.pass(self.due, i);
            return None;
        };
        self.take(v);
        let next = self.values.get(i + 1).copied().flatten();
        match v.cmp(&self.due) {
            std::cmp::Ordering::Equal => {
                self.pass(v, i);
                None
            }
            std::cmp::Ordering::Greater => Some(self.ahead(i, v, next)),
            std::cmp::Ordering::Less => self.behind(i, v, next),
        }
    }

    fn ahead(&mut self, i: usize, v: u32, next: Option<u32>) -> Fault {
        let due = self.due;
        if next == Some(due + 1) && !self.coming.contains_key(&due) {
            self.pass(due, i);
            return Fault { at: i, kind: FaultKind::Order, meant: Some(due) };
        }
        let swapped = self.coming.range(due..v).next().is_some();
        self.pass(v, i);
        let kind = if swapped { FaultKind::Order } else { FaultKind::Gap(due, v - 1) };
        Fault { at: i, kind, meant: None }
    }

    fn behind(&mut self, i: usize, v: u32, next: Option<u32>) -> Option<Fault> {
        let Some(&first) = self.passed.get(&v) else {
            // the one before it was told as out of order, unless the run began later
            let untold = self.passed.first_key_value().is_some_and(|(&least, _)| v < least);
            self.passed.insert(v, i);
            return untold.then_some(Fault { at: i, kind: FaultKind::Order, meant: None });
        };
        if v == 1 && self.due > 2 {
            self.passed.clear();
            self.due = 1;
            self.pass(1, i);
            return Some(Fault { at: i, kind: FaultKind::Restart, meant: None });
        }
        let due = self.due;
        let stands_for_due = !self.coming.contains_key(&due) && next.is_none_or(|n| n == due + 1);
        if stands_for_due {
            self.pass(due, i);
        }
        Some(Fault { at: i, kind: FaultKind::Duplicate(first), meant: stands_for_due.then_some(due) })
    }

    fn take(&mut self, v: u32) {
        if let Some(n) = self.coming.get_mut(&v) {
            *n -= 1;
            if *n == 0 {
                self.coming.remove(&v);
            }
        }
    }

    fn pass(&mut self, v: u32, i: usize) {
        self.passed.entry(v).or_insert(i);
        self.due = v.saturating_add(1);
        while self.passed.contains_key(&self.due) {
            self.due += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::specimen::Specimen;

    fn kinds(values: &[u32]) -> Vec<(usize, String, Option<u32>)> {
        let values: Vec<_> = values.iter().copied().map(Some).collect();
        faults(&values).into_iter().map(|f| (f.at, format!("{:?}", f.kind), f.meant)).collect()
    }

    #[test]
    fn one_slip_is_told_once() {
        let of = |at: usize, kind: &str, meant| vec![(at, kind.to_owned(), meant)];
        assert_eq!(kinds(&[1, 2, 3, 4]), []);
        assert_eq!(kinds(&[2, 3, 4]), []);
        assert_eq!(kinds(&[1, 2, 4, 5]), of(2, "Gap(3, 3)", None));
        assert_eq!(kinds(&[1, 2, 6]), of(2, "Gap(3, 5)", None));
        assert_eq!(kinds(&[1, 2, 2, 3]), of(2, "Duplicate(1)", None));
        assert_eq!(kinds(&[1, 2, 2, 4]), of(2, "Duplicate(1)", Some(3)));
        assert_eq!(kinds(&[1, 2, 3, 3]), of(3, "Duplicate(2)", Some(4)));
        assert_eq!(kinds(&[1, 2, 4, 3, 5]), of(2, "Order", None));
        assert_eq!(kinds(&[1, 2, 7, 4, 5]), of(2, "Order", Some(3)));
        assert_eq!(kinds(&[1, 2, 4, 4]), of(2, "Order", Some(3)));
        assert_eq!(kinds(&[2, 1, 3]), of(1, "Order", None));
        assert_eq!(kinds(&[1, 2, 3, 1, 2]), of(3, "Restart", None));
    }

    fn told(lines: &[&str]) -> Vec<(String, SlipKind)> {
        slips(&Specimen::list(lines).note).into_iter().map(|s| (s.at.printed, s.kind)).collect()
    }

    #[test]
    fn well_numbered_lists_of_every_kind_are_left_alone() {
        for lines in [
            &["1.|a", "2.|b", "3.|c"][..],
            &["1. (1)|a", "2. (2)|b"],
            &["1. (a)|a", "2. (b)|b", "3. (c)|c"],
            &["(i)|a", "(ii)|b", "(iii)|c", "(iv)|d", "(v)|e"],
            &["(g)|a", "(h)|b", "(i)|c", "(j)|d"],
            &["1.1|a", "1.2|b", "2.1|c", "2.2|d"],
            &["1. (1)|a", "(2)|b", "2. (1)|c", "(2)|d"],
            &["1.|a", "(a)|x", "(b)|y", "2.|b", "(a)|z"],
            &["II.|a", "III.|b", "IV.|c"],
            &["•|a", "-|b", "|c"],
            &["2.|first paragraph has none", "3.|b"],
            &["第1|a", "第2|b"],
        ] {
            assert_eq!(told(lines), [], "{lines:?}");
        }
    }

    #[test]
    fn slips_in_the_labels_people_print() {
        let of = |printed: &str, kind| vec![(printed.to_owned(), kind)];
        let gap = |missing: &str, label: &str| SlipKind::Gap(missing.to_owned(), vec![label.to_owned()]);
        assert_eq!(told(&["(a)|a", "(b)|b", "(d)|d"]), of("(d)", gap("c", "(c)")));
        assert_eq!(told(&["1. (1)|a", "2. (3)|b", "3. (3)|c"]), of("2. (3)", SlipKind::Dual));
        assert_eq!(told(&["1. (1)|a", "2. (2)|b", "4. (4)|c"]), of("4. (4)", gap("3", "(3)")));
        assert_eq!(told(&["1.|a", "1.|b", "1.|c"]), of("1.", SlipKind::Unchanging(3)));
        assert_eq!(told(&["2.1|a", "2.3|b"]), of("2.3", gap("2", "2")));
    }

    #[test]
    fn lists_continue_each_other_or_start_anew() {
        let heading = |s: &Specimen| Block::Heading { level: 2, text: Text::verbatim("H", s.source.text.len()) };
        for (second, heads, expected) in [
            (["3.|c", "4.|d"], true, 0),
            (["1.|c", "2.|d"], true, 0),
            (["2.|c", "3.|d"], true, 0),
            (["4.|c", "5.|d"], true, 1),
            (["2.|c", "3.|d"], false, 1),
            (["40.|c", "41.|d"], false, 0),
        ] {
            let lines = [&["1.|a", "2.|b"][..], &second].concat();
            let mut s = Specimen::list(&lines);
            let at = lines[0].len() + lines[1].len() + 2;
            s.note.body = vec![s.block(0, &lines[..2])];
            if heads {
                s.note.body.push(heading(&s));
            }
            s.note.body.push(s.block(at, &second));
            assert_eq!(slips(&s.note).len(), expected, "{second:?}");
        }
    }
}
