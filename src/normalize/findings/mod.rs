//! Numbered findings, and the counts that announce them.
//!
//! Handed: the note's blocks. Gives: every numbered item that states content, with its label as printed and its number
//! below its parents'. Items that only say who met, where and when are left out, as are headings. Knows nothing about
//! people or dates.

mod bare;
mod content;
mod counts;
mod inside;
mod label;
mod run_in;

use super::passage::Reading;
use crate::lexicon::{Class, LEXICON};
use crate::model::{Block, CountClaim, Fact, Finding, Item, Text};
use crate::source::{SourceFile, Span};
use std::ops::Range;

/// Findings and announced counts.
#[derive(Debug, Default)]
pub(crate) struct Numbered {
    pub(crate) findings: Vec<Finding>,
    pub(crate) counts: Vec<CountClaim>,
}

/// Reads the numbered items of the body; `told` says where the meeting's days, place and chairs stand, in order.
pub(crate) fn read(reading: &Reading, told: &[Span]) -> Numbered {
    let mut reader = Reader { opening: true, section: None, bare: bare::numbered(&reading.note.blocks), told };
    let mut findings = Vec::new();
    for block in &reading.note.blocks {
        reader.block(block, &mut findings);
    }
    Numbered { findings, counts: counts(&reading.note.source, &reading.note.blocks) }
}

struct Reader<'t> {
    /// Whether no item has stated content yet: only the first items of a note tell who met, where and when.
    opening: bool,
    /// The number of the section the blocks belong to ("1 Overview").
    section: Option<String>,
    /// Paragraphs that begin with a number and nothing around it, where such numbers count on through the note.
    bare: Vec<bare::Numbered>,
    /// Where the meeting's days, place and chairs stand.
    told: &'t [Span],
}

/// Where an item stands among the others.
#[derive(Clone, Copy)]
struct Place<'p> {
    parent: Option<&'p str>,
    level: u8,
}

/// An item before it is known whether it states content.
struct Draft {
    label: String,
    label_span: Span,
    number: String,
    text: String,
    span: Span,
    rule: &'static str,
    /// Whether it stands below the item in whose text it is printed.
    child: bool,
}

impl Reader<'_> {
    fn block(&mut self, block: &Block, out: &mut Vec<Finding>) {
        match block {
            Block::List { items } => {
                let section = self.section.clone().filter(|_| items.iter().all(bracketed));
                let level = if section.is_some() { 2 } else { 1 };
                self.items(items, Place { parent: section.as_deref(), level }, out);
            }
            Block::Paragraph { text } if self.bare.iter().any(|b| b.paragraph == text.span()) => self.bare(text, out),
            Block::Paragraph { text } => {
                self.section = section_number(&text.text).or_else(|| self.section.take());
                self.paragraph(text, out);
            }
            Block::Heading { text, .. } => self.section = section_number(&text.text),
            Block::Table { .. } | Block::Boilerplate { .. } => {}
        }
    }

    /// A paragraph with a bare number: a section's heading, or an item.
    fn bare(&mut self, text: &Text, out: &mut Vec<Finding>) {
        let Some(found) = self.bare.iter().find(|b| b.paragraph == text.span()) else { return };
        let rest = text.text[found.label.end..].trim();
        if content::is_heading(rest) || content::is_caseless_heading(rest) {
            self.section = Some(found.number.clone());
            return;
        }
        let draft = Draft {
            label: text.text[found.label.clone()].to_owned(),
            label_span: text.source_span(found.label.clone()),
            number: found.number.clone(),
            text: rest.to_owned(),
            span: text.span(),
            rule: "findings/bare-number",
            child: false,
        };
        if self.states_content(&draft, false) {
            self.opening = false;
            out.push(finding(&draft, 1));
        }
    }

    fn items(&mut self, items: &[Item], place: Place, out: &mut Vec<Finding>) {
        for item in items {
            self.item(item, place, out);
        }
    }

    fn item(&mut self, item: &Item, place: Place, out: &mut Vec<Finding>) {
        let number = item.label.as_ref().and_then(|l| label::number(&l.text));
        let (Some(label), Some(number)) = (&item.label, number) else {
            // a bullet has no number: what is numbered below it counts by itself
            return nested(item).for_each(|items| self.items(items, place, out));
        };
        let drafts = drafts(item, label, &number, place.parent);
        let numbered_below = nested(item).flatten().any(is_numbered);
        let last = drafts.iter().rposition(|d| !d.child).unwrap_or(0);
        for (k, draft) in drafts.iter().enumerate() {
            let states = self.states_content(draft, k == last && numbered_below);
            self.opening &= !states;
            match out.last_mut().filter(|f| draft.child && f.number == drafts[last].number) {
                Some(parent) if states => parent.children.push(finding(draft, place.level.saturating_add(1))),
                _ if states => out.push(finding(draft, place.level)),
                _ => {}
            }
        }
        let number = drafts[last].number.clone();
        let below = Place { parent: Some(&number), level: place.level.saturating_add(1) };
        let mut children = Vec::new();
        nested(item).for_each(|items| self.items(items, below, &mut children));
        match out.last_mut().filter(|f| f.label_span == drafts[last].label_span) {
            Some(parent) => parent.children.append(&mut children),
            None => out.append(&mut children),
        }
    }

    fn states_content(&self, draft: &Draft, has_items: bool) -> bool {
        let empty = draft.text.is_empty();
        let heads = content::is_heading(&draft.text) || has_items && content::is_lead_in(&draft.text);
        let logistics = self.opening && content::is_logistics(&draft.text, self.tells(draft.span));
        !(empty || heads || logistics)
    }

    /// Whether words tell when or where the meeting was, or who chaired it.
    fn tells(&self, item: Span) -> bool {
        let first = self.told.partition_point(|s| s.start < item.start);
        self.told.get(first).is_some_and(|s| s.end <= item.end)
    }

    /// Items printed inside running text.
    fn paragraph(&mut self, text: &Text, out: &mut Vec<Finding>) {
        let words = &text.text;
        let dotted = run_in::dotted(words);
        let rule = if dotted.is_empty() { "findings/run-in" } else { "findings/one-line" };
        let outcomes = || {
            run_in::bracketed(words)
                .into_iter()
                .filter(|l| content::announces_outcome(&words[l.lead.clone()]))
                .flat_map(|l| l.items)
        };
        let items: Vec<run_in::RunIn> = if dotted.is_empty() { outcomes().collect() } else { dotted };
        for item in items {
            let Some(draft) = self.run_in(text, &item, rule) else { continue };
            if self.states_content(&draft, false) {
                self.opening = false;
                out.push(finding(&draft, 1));
            }
        }
    }

    fn run_in(&self, text: &Text, item: &run_in::RunIn, rule: &'static str) -> Option<Draft> {
        let words = |r: &Range<usize>| text.text[r.clone()].to_owned();
        let number = label::number(&words(&item.label))?.below(None);
        let span = text.source_span(item.label.start..item.item.end);
        let label_span = text.source_span(item.label.clone());
        Some(Draft { label: words(&item.label), label_span, number, text: words(&item.item), span, rule, child: false })
    }
}

fn finding(draft: &Draft, level: u8) -> Finding {
    Finding {
        label: draft.label.clone(),
        label_span: draft.label_span,
        number: draft.number.clone(),
        level,
        text: draft.text.clone(),
        span: draft.span,
        rule: draft.rule.to_owned(),
        handling: None,
        children: Vec::new(),
    }
}

/// The item, and further ones printed inside its text: "(2) … adopted. (3) …", "1. … 1.1 …".
fn drafts(item: &Item, label: &Text, number: &label::Number, parent: Option<&str>) -> Vec<Draft> {
    let texts: Vec<&Text> = own_texts(item).filter(|t| !t.is_empty()).collect();
    let own = number.below(parent);
    let rest = texts.iter().skip(1).copied();
    let draft = |label: String, label_span: Span, number: String, first: &str, span: Span, child: bool| Draft {
        label,
        label_span,
        number,
        text: first.trim().to_owned(),
        span,
        rule: "findings/list-item",
        child,
    };
    let printed = label.text.trim().to_owned();
    let Some(first) = texts.first() else {
        return vec![draft(printed, label.span(), own, "", label.span(), false)];
    };
    let inside = inside::labels(&first.text, number);
    let ends: Vec<usize> = inside.iter().map(|i| i.label.start).chain([first.text.len()]).collect();
    let until = first.source_span(0..first.text[..ends[0]].trim_end().len());
    let mut all =
        vec![draft(printed, label.span(), own.clone(), &first.text[..ends[0]], label.span().cover(until), false)];
    for (i, &end) in inside.iter().zip(&ends[1..]) {
        let words = first.text[i.label.clone()].to_owned();
        let Some(number) = label::number(&words) else { continue };
        let number = number.below(if i.child { Some(&own) } else { parent });
        let stop = first.text[..end].trim_end().len();
        let spans = (first.source_span(i.label.clone()), first.source_span(i.label.start..stop));
        all.push(draft(words, spans.0, number, &first.text[i.label.end..end], spans.1, i.child));
    }
    if let Some(last) = all.iter_mut().rfind(|d| !d.child || inside.is_empty()) {
        for text in rest {
            last.text = [last.text.as_str(), text.text.trim()].join(" ").trim().to_owned();
            last.span = last.span.cover(text.span());
        }
    }
    all
}

fn is_numbered(item: &Item) -> bool {
    item.label.as_ref().is_some_and(|l| label::number(&l.text).is_some())
}

fn bracketed(item: &Item) -> bool {
    item.label.as_ref().and_then(|l| label::number(&l.text)).is_none_or(|n| n.bracketed)
}

/// The lists inside an item.
fn nested(item: &Item) -> impl Iterator<Item = &Vec<Item>> {
    item.blocks.iter().filter_map(|b| if let Block::List { items } = b { Some(items) } else { None })
}

/// The item's own texts: its paragraphs, and those of bullets below it, which have no number of their own.
fn own_texts(item: &Item) -> Box<dyn Iterator<Item = &Text> + '_> {
    Box::new(item.blocks.iter().flat_map(|b| -> Box<dyn Iterator<Item = &Text> + '_> {
        match b {
            Block::Paragraph { text } | Block::Heading { text, .. } => Box::new(std::iter::once(text)),
            Block::List { items } => Box::new(
                items
                    .iter()
                    .filter(|i| i.label.as_ref().is_none_or(|l| label::number(&l.text).is_none()))
                    .flat_map(own_texts),
            ),
            Block::Table { .. } | Block::Boilerplate { .. } => Box::new(std::iter::empty()),
        }
    }))
}

/// The number of a section: "1 Overview", "2. Results" printed as a line of its own. Dates are none.
fn section_number(text: &str) -> Option<String> {
    let digits =
        text.split_once(|c: char| !c.is_ascii_digit()).map(|(d, _)| d).filter(|d| (1..=2).contains(&d.len()))?;
    let rest = text[digits.len()..].trim_start_matches(['.', '．']).trim();
    let month = LEXICON.begins(rest).iter().any(|(_, c)| matches!(c, Class::Month(_)));
    (content::is_heading(rest) && !month && rest.starts_with(char::is_uppercase)).then(|| digits.to_owned())
}

/// Counts that stand before a list, in the order of the note.
fn counts(source: &SourceFile, blocks: &[Block]) -> Vec<CountClaim> {
    let mut claims = Vec::new();
    for pair in blocks.windows(2) {
        if let (Block::Paragraph { text }, Block::List { items }) = (&pair[0], &pair[1]) {
            claims.extend(claim(source, text, items));
        }
    }
    for block in blocks {
        if let Block::List { items } = block {
            items.iter().for_each(|i| claims.extend(counts(source, &i.blocks)));
        }
        if let Block::Paragraph { text } = block {
            claims.extend(run_in_claims(source, text));
        }
    }
    claims.sort_by_key(|c| c.count.span);
    claims
}

fn claim(source: &SourceFile, text: &Text, items: &[Item]) -> Option<CountClaim> {
    let announced = counts::announced(&text.text)?;
    let list = items.iter().filter_map(Item::span).reduce(Span::cover)?;
    let counted = u32::try_from(items.len()).ok()?;
    Some(count_claim(source, text, announced, counted, list))
}

fn run_in_claims(source: &SourceFile, text: &Text) -> Vec<CountClaim> {
    let lists = run_in::bracketed(&text.text);
    let claim = |list: &run_in::List| {
        let mut announced = counts::announced(text.text[list.lead.clone()].trim_end())?;
        announced.words = list.lead.start + announced.words.start..list.lead.start + announced.words.end;
        let span = text.source_span(list.items.first()?.label.start..list.items.last()?.item.end);
        Some(count_claim(source, text, announced, u32::try_from(list.items.len()).ok()?, span))
    };
    lists.iter().filter_map(claim).collect()
}

fn count_claim(source: &SourceFile, text: &Text, announced: counts::Announced, counted: u32, list: Span) -> CountClaim {
    let span = text.source_span(announced.words.clone());
    let count = Fact::stated(announced.value, source.slice(span), span, "findings/announced-count");
    CountClaim { count, of: announced.of, counted, list }
}
