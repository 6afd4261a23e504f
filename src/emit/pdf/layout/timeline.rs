//! A timeline as lines, areas and words.
//!
//! Years are ticks on a line, meetings are squares on it, their labels stand above in as many rows as they need.

use super::super::text::{self, Missing, Numbers};
use super::{Item, baseline};
use crate::model::EdtfDate;
use crate::model::briefing::{Align, Colour, Inline, Mark, Span, TextStyle, Timeline};

/// A drawing, its parts placed from its top.
pub(super) struct Drawing {
    pub(super) items: Vec<Item>,
    pub(super) height: f32,
    /// Baseline of the topmost words.
    pub(super) baseline: f32,
}

/// Rows of labels at most; one that finds no room is said in the alternative only.
const ROWS: usize = 3;

/// Years between labelled ticks, the first that leaves room.
const STEPS: [i16; 7] = [1, 2, 5, 10, 25, 50, 100];

/// Space between two labels of a row.
const APART: f32 = 8.0;

pub(super) fn draw(timeline: &Timeline, left: f32, width: f32, missing: &mut Missing) -> Drawing {
    let years = || timeline.marks.iter().map(|m| m.date.get_year());
    let first = years().min().unwrap_or(0);
    let last = years().max().unwrap_or(0) + 1;
    let scale = Scale { left, width, first, years: f32::from(last - first) };
    let mut words = Words { style: timeline.text, missing };
    let (labels, rows) = place_labels(timeline, &scale, &mut words);
    let leading = timeline.text.leading;
    let axis = leading * rows as f32 + 8.0;
    let mut items = vec![area(left, axis - 0.4, width, 0.8, timeline.text.colour)];
    for (x, row, item) in labels {
        let base = baseline(timeline.text.size, leading) + leading * (rows - 1 - row) as f32;
        items.extend(item.into_iter().map(|i| moved(i, x, base)));
    }
    let tick_base = axis + 6.0 + baseline(timeline.text.size, leading);
    let room = words.width("0000") + APART;
    let step = STEPS.into_iter().find(|s| scale.year_width() * f32::from(*s) >= room).unwrap_or(STEPS[6]);
    for year in (first..=last).filter(|y| y.rem_euclid(step) == 0 || step == 1) {
        let x = scale.at(f32::from(year));
        items.push(area(x - 0.25, axis - 3.0, 0.5, 6.0, timeline.text.colour));
        let (text, w) = words.set(&year.to_string());
        let start = (x - w / 2.0).clamp(left, (left + width - w).max(left));
        items.extend(text.into_iter().map(|i| moved(i, start, tick_base)));
    }
    for mark in &timeline.marks {
        let (size, colour) = if mark.current { (8.0, timeline.accent) } else { (6.0, timeline.text.colour) };
        items.push(area(scale.of(mark) - size / 2.0, axis - size / 2.0, size, size, colour));
    }
    Drawing { items, height: axis + 6.0 + leading, baseline: baseline(timeline.text.size, leading) }
}

/// Where each label starts, and in which row above the line, the lowest first.
fn place_labels(timeline: &Timeline, scale: &Scale, words: &mut Words) -> (Vec<(f32, usize, Vec<Item>)>, usize) {
    let mut ends = [f32::MIN; ROWS];
    let mut placed = Vec::new();
    let mut rows = 1;
    for mark in &timeline.marks {
        let (item, width) = words.set(&mark.label);
        let right = scale.left + scale.width - width;
        let start = (scale.of(mark) - width / 2.0).clamp(scale.left, right.max(scale.left));
        if let Some(row) = (0..ROWS).find(|&r| ends[r] + APART <= start) {
            ends[row] = start + width;
            rows = rows.max(row + 1);
            placed.push((start, row, item));
        }
    }
    (placed, rows)
}

struct Scale {
    left: f32,
    width: f32,
    first: i16,
    years: f32,
}

impl Scale {
    fn at(&self, year: f32) -> f32 {
        self.left + (year - f32::from(self.first)) / self.years * self.width
    }

    fn year_width(&self) -> f32 {
        self.width / self.years
    }

    /// A date of less than a day's precision stands in the middle of what it may mean.
    fn of(&self, mark: &Mark) -> f32 {
        self.at(middle(mark.date))
    }
}

fn middle(date: EdtfDate) -> f32 {
    let fraction = |d: jiff::civil::Date| f32::from(d.day_of_year() - 1) / 366.0;
    f32::from(date.get_year()) + (fraction(date.earliest()) + fraction(date.latest())) / 2.0
}

/// Sets words without wrapping.
struct Words<'a> {
    style: TextStyle,
    missing: &'a mut Missing,
}

impl Words<'_> {
    fn set(&mut self, words: &str) -> (Vec<Item>, f32) {
        let span = Span { text: words.to_owned(), style: self.style, voice: None };
        let numbers = Numbers { page: 1, pages: 1 };
        let lines = text::lines(&[Inline::Span(span)], f32::MAX, Align::Left, numbers, self.missing);
        let width = lines.lines.iter().map(|l| l.width).fold(0.0, f32::max);
        let runs = lines.lines.into_iter().flat_map(|l| l.runs);
        (runs.map(|run| Item::Words { x: run.x, baseline: 0.0, run }).collect(), width)
    }

    fn width(&mut self, words: &str) -> f32 {
        self.set(words).1
    }
}

fn moved(item: Item, x: f32, y: f32) -> Item {
    match item {
        Item::Words { x: at, baseline, run } => Item::Words { x: at + x, baseline: baseline + y, run },
        area => area,
    }
}

const fn area(x: f32, y: f32, width: f32, height: f32, colour: Colour) -> Item {
    Item::Area { x, y, width, height, colour }
}
