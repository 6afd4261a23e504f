//! What elements are called, and what refers to them.
//!
//! Handed: each element of a document with its attributes, as it is read. Gives: [`Unreadable`]s about `eId`s and
//! references. Knows nothing about what is in the elements.

use super::events::Unreadable;
use super::names::is_eid;
use std::borrow::Cow;

/// Attributes that hold references: `#` and an `eId`, several with spaces between.
fn refers(attribute: &str) -> bool {
    matches!(
        attribute,
        "as" | "by"
            | "city"
            | "country"
            | "dictionary"
            | "href"
            | "in"
            | "of"
            | "office"
            | "organization"
            | "outcome"
            | "ref"
            | "refersTo"
            | "series"
            | "source"
            | "venue"
    )
}

/// Every `eId` and every reference of a document.
#[derive(Debug, Default)]
pub(super) struct Links<'x> {
    ids: Vec<Cow<'x, str>>,
    references: Vec<Reference<'x>>,
    /// For each open element, the number of the `eId` that those within begin with.
    around: Vec<Option<usize>>,
    problems: Vec<Unreadable>,
}

#[derive(Debug)]
struct Reference<'x> {
    element: &'x str,
    attribute: &'x str,
    to: Cow<'x, str>,
}

impl<'x> Links<'x> {
    /// Takes down an element that begins.
    pub(super) fn enter(&mut self, element: &'x str, attributes: &[(&'x str, Cow<'x, str>)]) {
        let mut around = self.around.last().copied().flatten();
        for (attribute, value) in attributes {
            if *attribute == "eId" {
                self.identifier(value, around);
                self.ids.push(value.clone());
                // the main body has an eId, but by convention does not begin those of its children
                around = Some(self.ids.len() - 1).filter(|_| element != "mainBody");
            } else if value.contains('#') && refers(attribute) {
                self.references.push(Reference { element, attribute, to: value.clone() });
            }
        }
        self.around.push(around);
    }

    /// The element entered last ends.
    pub(super) fn leave(&mut self) {
        self.around.pop();
    }

    /// Every `eId` is well-formed and begins with that of the nearest element around it that has one.
    fn identifier(&mut self, id: &str, around: Option<usize>) {
        if !is_eid(id) {
            self.problems.push(Unreadable::new(id, "this eId is not well-formed"));
        }
        let around = around.map(|number| &*self.ids[number]);
        if let Some(around) = around.filter(|a| !id.strip_prefix(a).is_some_and(|rest| rest.starts_with("__"))) {
            let problem = format!("this eId does not begin with {around}__, which stands around it");
            self.problems.push(Unreadable::new(id, problem));
        }
    }

    /// Every problem: those found on the way, `eId`s that are given twice, references that lead nowhere.
    pub(super) fn problems(mut self) -> Vec<Unreadable> {
        self.ids.sort_unstable();
        for pair in self.ids.windows(2).filter(|pair| pair[0] == pair[1]) {
            self.problems.push(Unreadable::new(&*pair[0], "this eId is given twice"));
        }
        for Reference { element, attribute, to } in &self.references {
            let local = to.split_ascii_whitespace().filter_map(|r| r.strip_prefix('#'));
            for id in local.filter(|id| self.ids.binary_search_by(|known| (**known).cmp(id)).is_err()) {
                let problem = format!("{attribute} refers to #{id}, which is nowhere");
                self.problems.push(Unreadable::new(*element, problem));
            }
        }
        self.problems
    }
}
