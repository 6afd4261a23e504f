//! The theme: how each element of the vocabulary looks.
//!
//! Handed: the text of a theme file (TOML) and, for each element, its name and class. Gives: resolved styles. Knows
//! nothing about notes, or about what the elements mean.

use super::TemplateError;
use crate::model::briefing::{Align, BlockStyle, Colour, Face, Rule, Sheet, TextStyle};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A parsed theme: sheet and styles, each style a change to its surroundings.
#[derive(Debug)]
pub(super) struct Theme {
    pub(super) sheet: Sheet,
    pub(super) base: TextStyle,
    /// For each element its own style, and for each of its classes another.
    styles: FxHashMap<String, Styles>,
}

/// The styles of an element.
#[derive(Debug, Default)]
struct Styles {
    own: Look,
    classes: FxHashMap<String, Look>,
}

/// The style of one element: what it inherits to its content, and how it stands.
#[derive(Debug, Clone)]
pub(super) struct Looks {
    pub(super) text: TextStyle,
    pub(super) block: BlockStyle,
    /// Shares of a table's columns.
    pub(super) columns: Vec<f32>,
    /// Colour of what a figure stresses.
    pub(super) accent: Colour,
}

/// A style with its colours resolved; what is `None` stays as it is around the element.
#[derive(Debug, Default)]
struct Look {
    face: Option<Face>,
    size: Option<f32>,
    leading: Option<f32>,
    colour: Option<Colour>,
    accent: Option<Colour>,
    tabular: Option<bool>,
    align: Option<Align>,
    before: Option<f32>,
    after: Option<f32>,
    indent: Option<f32>,
    rule: Option<Rule>,
    wide: Option<bool>,
    hang: Option<bool>,
    keep: Option<bool>,
    columns: Vec<f32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeFile {
    sheet: SheetFile,
    colours: BTreeMap<String, String>,
    styles: BTreeMap<String, StyleFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SheetFile {
    paper: Paper,
    top: f32,
    right: f32,
    bottom: f32,
    left: f32,
    hang: f32,
    header: f32,
    footer: f32,
}

#[derive(Deserialize, Clone, Copy)]
enum Paper {
    A4,
    Letter,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct StyleFile {
    face: Option<FaceName>,
    size: Option<f32>,
    leading: Option<f32>,
    colour: Option<String>,
    accent: Option<String>,
    tabular: Option<bool>,
    align: Option<AlignName>,
    before: Option<f32>,
    after: Option<f32>,
    indent: Option<f32>,
    rule: Option<RuleFile>,
    wide: Option<bool>,
    hang: Option<bool>,
    keep: Option<bool>,
    #[serde(default)]
    columns: Vec<f32>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum FaceName {
    Serif,
    SerifBold,
    Sans,
    SansBold,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum AlignName {
    Left,
    Right,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    width: f32,
    colour: String,
    gap: f32,
}

impl Theme {
    /// Parses a theme file.
    pub(super) fn parse(name: &str, text: &str) -> Result<Self, TemplateError> {
        let file: ThemeFile = toml::from_str(text).map_err(|e| {
            let line = e.span().map_or(1, |s| line_of(text, s.start));
            TemplateError::new(name, line, e.message().to_owned())
        })?;
        let at = |selector: &str| text.lines().position(|l| l.contains(selector)).map_or(1, |i| i + 1);
        let colours = Colours(&file.colours);
        let mut styles: FxHashMap<String, Styles> = FxHashMap::default();
        for (selector, style) in &file.styles {
            let look = look(style, &colours)
                .and_then(|l| l.checked())
                .map_err(|what| TemplateError::new(name, at(selector), format!("style {selector:?}: {what}")))?;
            let (element, class) = selector.split_once('.').unwrap_or((selector, ""));
            let of_element = styles.entry(element.to_owned()).or_default();
            match class {
                "" => of_element.own = look,
                class => drop(of_element.classes.insert(class.to_owned(), look)),
            }
        }
        let root = styles.get("body").map(|s| &s.own).ok_or_else(|| {
            TemplateError::new(name, 1, "expected a style \"body\" with face, size, leading and colour".to_owned())
        })?;
        let base = base(root).ok_or_else(|| {
            TemplateError::new(name, at("body"), "expected face, size, leading and colour in style \"body\"".to_owned())
        })?;
        let sheet = sheet(&file.sheet);
        if sheet.width - sheet.left - sheet.right - sheet.hang < 120.0
            || sheet.height - sheet.top - sheet.bottom < 120.0
        {
            let what = "expected margins that leave at least 120 points each way for text".to_owned();
            return Err(TemplateError::new(name, at("[sheet]"), what));
        }
        Ok(Self { sheet, base, styles })
    }

    /// Whether the theme says how `element` with `class` looks.
    pub(super) fn knows(&self, element: &str, class: &str) -> bool {
        self.styles.get(element).is_some_and(|s| s.classes.contains_key(class))
    }

    /// The style of an element within `around`: its own style, then that of its class.
    pub(super) fn looks(&self, element: &str, class: Option<&str>, around: TextStyle) -> Looks {
        let mut looks =
            Looks { text: around, block: BlockStyle::default(), columns: Vec::new(), accent: around.colour };
        if let Some(styles) = self.styles.get(element) {
            styles.own.apply(&mut looks);
            class.and_then(|c| styles.classes.get(c)).into_iter().for_each(|look| look.apply(&mut looks));
        }
        looks
    }
}

impl Look {
    fn apply(&self, looks: &mut Looks) {
        fn set<T: Copy>(to: &mut T, from: Option<T>) {
            if let Some(value) = from {
                *to = value;
            }
        }
        set(&mut looks.text.face, self.face);
        set(&mut looks.text.size, self.size);
        set(&mut looks.text.leading, self.leading);
        set(&mut looks.text.colour, self.colour);
        set(&mut looks.text.tabular, self.tabular);
        set(&mut looks.text.align, self.align);
        set(&mut looks.accent, self.accent);
        set(&mut looks.block.before, self.before);
        set(&mut looks.block.after, self.after);
        set(&mut looks.block.indent, self.indent);
        set(&mut looks.block.wide, self.wide);
        set(&mut looks.block.hang, self.hang);
        set(&mut looks.block.keep, self.keep);
        looks.block.rule = self.rule.or(looks.block.rule);
        if !self.columns.is_empty() {
            looks.columns.clone_from(&self.columns);
        }
    }

    /// Bounds that keep layout finite: a size of zero or a negative space would.
    fn checked(self) -> Result<Self, String> {
        let range = |what: &str, value: Option<f32>, from: f32, to: f32| match value {
            Some(v) if !(from..=to).contains(&v) => Err(format!("expected {what} between {from} and {to}, found {v}")),
            _ => Ok(()),
        };
        range("size", self.size, 4.0, 72.0)?;
        range("leading", self.leading, 4.0, 96.0)?;
        for (what, value) in [("before", self.before), ("after", self.after), ("indent", self.indent)] {
            range(what, value, 0.0, 200.0)?;
        }
        for &share in &self.columns {
            range("each of columns", Some(share), 0.1, 1000.0)?;
        }
        if let Some(rule) = self.rule {
            range("rule.width", Some(rule.width), 0.1, 10.0)?;
            range("rule.gap", Some(rule.gap), 0.0, 50.0)?;
        }
        Ok(self)
    }
}

/// The colours a theme names.
struct Colours<'a>(&'a BTreeMap<String, String>);

impl Colours<'_> {
    /// A colour by its name in the theme, or as `#rrggbb`.
    fn get(&self, word: &str) -> Result<Colour, String> {
        let hex = self.0.get(word).map_or(word, String::as_str);
        parse_colour(hex).ok_or_else(|| {
            let known: Vec<&str> = self.0.keys().map(String::as_str).collect();
            format!("expected #rrggbb or one of {}, found {word:?}", known.join(", "))
        })
    }
}

fn parse_colour(hex: &str) -> Option<Colour> {
    let digits = hex.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let part = |i: usize| u8::from_str_radix(&digits[i..i + 2], 16).ok();
    Some(Colour([part(0)?, part(2)?, part(4)?]))
}

fn look(s: &StyleFile, colours: &Colours) -> Result<Look, String> {
    let colour = |word: &Option<String>| word.as_deref().map(|w| colours.get(w)).transpose();
    let rule = match &s.rule {
        Some(r) => Some(Rule { width: r.width, colour: colours.get(&r.colour)?, gap: r.gap }),
        None => None,
    };
    Ok(Look {
        face: s.face.map(|f| match f {
            FaceName::Serif => Face::Serif,
            FaceName::SerifBold => Face::SerifBold,
            FaceName::Sans => Face::Sans,
            FaceName::SansBold => Face::SansBold,
        }),
        size: s.size,
        leading: s.leading,
        colour: colour(&s.colour)?,
        accent: colour(&s.accent)?,
        tabular: s.tabular,
        align: s.align.map(|a| match a {
            AlignName::Left => Align::Left,
            AlignName::Right => Align::Right,
        }),
        before: s.before,
        after: s.after,
        indent: s.indent,
        rule,
        wide: s.wide,
        hang: s.hang,
        keep: s.keep,
        columns: s.columns.clone(),
    })
}

fn base(look: &Look) -> Option<TextStyle> {
    Some(TextStyle {
        face: look.face?,
        size: look.size?,
        leading: look.leading?,
        colour: look.colour?,
        tabular: look.tabular.unwrap_or(false),
        align: look.align.unwrap_or(Align::Left),
    })
}

fn sheet(s: &SheetFile) -> Sheet {
    // ISO 216 A4 is 210 x 297 mm; ANSI A is 8.5 x 11 in.
    let (width, height) = match s.paper {
        Paper::A4 => (595.276, 841.89),
        Paper::Letter => (612.0, 792.0),
    };
    let positive = |v: f32| if v.is_finite() { v.max(0.0) } else { 0.0 };
    Sheet {
        width,
        height,
        top: positive(s.top),
        right: positive(s.right),
        bottom: positive(s.bottom),
        left: positive(s.left),
        hang: positive(s.hang),
        header: positive(s.header),
        footer: positive(s.footer),
    }
}

/// Line of a byte offset, from 1.
pub(super) fn line_of(text: &str, offset: usize) -> usize {
    text.as_bytes()[..offset.min(text.len())].iter().filter(|&&b| b == b'\n').count() + 1
}
