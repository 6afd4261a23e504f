//! Resolved styles → classes, each written once.
//!
//! Handed: styles in points. Gives: names of classes, and the rules they stand for. A point of the theme is a tenth of the
//! reader's own letter size, so that pages follow what a reader has chosen.

use crate::model::briefing::{Align, BlockStyle, Face, Rule, TextStyle};
use std::collections::BTreeMap;

/// Rules, each with its class.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, usize>);

impl Styles {
    fn class(&mut self, rules: String) -> String {
        if rules.is_empty() {
            return String::new();
        }
        let next = self.0.len();
        format!("s{}", self.0.entry(rules).or_insert(next))
    }

    /// How words look.
    pub(super) fn text(&mut self, style: TextStyle) -> String {
        let family = match style.face {
            Face::Serif | Face::SerifBold => "var(--serif)",
            Face::Sans | Face::SansBold => "var(--sans)",
        };
        let weight = if matches!(style.face, Face::SerifBold | Face::SansBold) { 600 } else { 400 };
        let [r, g, b] = style.colour.0;
        let mut rules = format!(
            "font:{weight} {}/{} {family};color:#{r:02x}{g:02x}{b:02x}",
            rem(style.size.max(SMALLEST)),
            neat(style.leading / style.size)
        );
        if style.tabular {
            rules += ";font-variant-numeric:tabular-nums";
        }
        if style.align == Align::Right {
            rules += ";text-align:right";
        }
        self.class(rules)
    }

    /// How a block stands.
    pub(super) fn block(&mut self, style: BlockStyle) -> String {
        let mut rules = Vec::new();
        for (property, points) in
            [("margin-top", style.before), ("margin-bottom", style.after), ("padding-left", style.indent)]
        {
            if points > 0.0 {
                rules.push(format!("{property}:{}", rem(points)));
            }
        }
        rules.extend(style.rule.map(line));
        self.class(rules.join(";"))
    }

    /// How a row stands: its white space is that of its cells.
    pub(super) fn row(&mut self, style: BlockStyle) -> String {
        let mut rules = vec![format!("--above:{};--below:{}", rem(style.before), rem(style.after))];
        rules.extend(style.rule.map(line));
        self.class(rules.join(";"))
    }

    /// The column of a list's labels.
    pub(super) fn labels(&mut self, width: f32) -> String {
        self.class(format!("--labels:{}", rem(width)))
    }

    /// A column's share of its table.
    pub(super) fn column(&mut self, share: f32) -> String {
        self.class(format!("width:{}%", neat(share * 100.0)))
    }

    /// The rules.
    pub(super) fn css(&self) -> String {
        self.0.iter().map(|(rules, number)| format!(".s{number}{{{rules}}}\n")).collect()
    }
}

/// No letters are smaller, in points of the theme: a screen is read at arm's length.
const SMALLEST: f32 = 8.0;

fn line(rule: Rule) -> String {
    let [r, g, b] = rule.colour.0;
    format!("border-top:1px solid #{r:02x}{g:02x}{b:02x};padding-top:{}", rem(rule.gap))
}

fn rem(points: f32) -> String {
    format!("{}rem", neat(points / 10.0))
}

fn neat(value: f32) -> f32 {
    (value * 1000.0).round() / 1000.0
}
