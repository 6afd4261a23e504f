//! Resolved styles → classes, each written once.
//!
//! Handed: styles in points. Gives: names of classes, and the rules they stand for. A point of the theme is a tenth of the
//! reader's own letter size, so that pages follow what a reader has chosen.

use crate::model::briefing::{Align, BlockStyle, Face, Rule, TextStyle};
use std::collections::BTreeMap;
use std::fmt::{self, Display};

/// Rules, each with its class.
#[derive(Debug, Default)]
pub(super) struct Styles {
    rules: BTreeMap<String, usize>,
    // a document has few styles and asks for them at every word that looks otherwise
    texts: Vec<(TextStyle, Class)>,
    blocks: Vec<(BlockStyle, Class)>,
    rows: Vec<(BlockStyle, Class)>,
}

/// What an element's attribute says of its looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Nothing: it looks as it would without a rule.
    None,
    /// The rule of this number.
    Numbered(usize),
    /// A rule of the page's own style sheet.
    Named(&'static str),
}

/// A class attribute with a space before it, or nothing where no class says anything.
pub(super) struct Attribute<const N: usize>(pub(super) [Class; N]);

impl<const N: usize> Display for Attribute<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before = " class=\"";
        for class in self.0 {
            match class {
                Class::None => continue,
                Class::Numbered(number) => write!(f, "{before}s{number}")?,
                Class::Named(name) => write!(f, "{before}{name}")?,
            }
            before = " ";
        }
        if before == " " { f.write_str("\"") } else { Ok(()) }
    }
}

/// The class of a style, made when it is asked for first.
fn known<S: Copy + PartialEq>(made: &mut Vec<(S, Class)>, style: S, make: impl FnOnce() -> Class) -> Class {
    if let Some((_, class)) = made.iter().find(|(other, _)| *other == style) {
        return *class;
    }
    let class = make();
    made.push((style, class));
    class
}

fn class(all: &mut BTreeMap<String, usize>, rules: String) -> Class {
    if rules.is_empty() {
        return Class::None;
    }
    let next = all.len();
    Class::Numbered(*all.entry(rules).or_insert(next))
}

impl Styles {
    /// How words look.
    pub(super) fn text(&mut self, style: TextStyle) -> Class {
        known(&mut self.texts, style, || class(&mut self.rules, words(style)))
    }

    /// How a block stands.
    pub(super) fn block(&mut self, style: BlockStyle) -> Class {
        known(&mut self.blocks, style, || class(&mut self.rules, standing(style)))
    }

    /// How a row stands: its white space is that of its cells.
    pub(super) fn row(&mut self, style: BlockStyle) -> Class {
        known(&mut self.rows, style, || class(&mut self.rules, lying(style)))
    }

    /// The column of a list's labels.
    pub(super) fn labels(&mut self, width: f32) -> Class {
        class(&mut self.rules, format!("--labels:{}", rem(width)))
    }

    /// A column's share of its table.
    pub(super) fn column(&mut self, share: f32) -> Class {
        class(&mut self.rules, format!("width:{}%", neat(share * 100.0)))
    }

    /// The rules.
    pub(super) fn css(&self) -> String {
        self.rules.iter().map(|(rules, number)| format!(".s{number}{{{rules}}}\n")).collect()
    }
}

/// No letters are smaller, in points of the theme: a screen is read at arm's length.
const SMALLEST: f32 = 8.0;

fn words(style: TextStyle) -> String {
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
    rules
}

fn standing(style: BlockStyle) -> String {
    let white = [("margin-top", style.before), ("margin-bottom", style.after), ("padding-left", style.indent)];
    let white = white.into_iter().filter(|(_, points)| *points > 0.0);
    let mut rules: Vec<String> = white.map(|(property, points)| format!("{property}:{}", rem(points))).collect();
    rules.extend(style.rule.map(line));
    rules.join(";")
}

fn lying(style: BlockStyle) -> String {
    let mut rules = vec![format!("--above:{};--below:{}", rem(style.before), rem(style.after))];
    rules.extend(style.rule.map(line));
    rules.join(";")
}

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
