//! The structure tree as PDF objects (ISO 32000-1, 14.7 and 14.8; ISO 14289-1, 7).

use super::super::layout::{Layout, Mark};
use super::super::tags::{Child, Element, ROOT, Role};
use super::Imprint;
use super::writer::{Body, Id, Writer};
use crate::model::briefing::Scope;
use anyhow::{Context, Result};

/// Links on the pages.
pub(super) struct Annotations {
    /// Each with its page.
    all: Vec<(Id, usize)>,
}

impl Annotations {
    /// Those of a page.
    pub(super) fn on_page(&self, page: usize) -> impl Iterator<Item = Id> {
        // Links are in the order of the pages.
        let first = self.all.partition_point(|&(_, p)| p < page);
        self.all[first..].iter().take_while(move |&&(_, p)| p == page).map(|&(id, _)| id)
    }
}

/// Numbers of the marked contents: for each page and piece, how many contents stand before it; `None` for artifacts.
fn marks(layout: &Layout) -> Vec<Vec<Option<usize>>> {
    let of_page = |marks: &Vec<Mark>| {
        let mut next = 0..;
        marks.iter().map(|mark| matches!(mark, Mark::Content(_)).then(|| next.next()).flatten()).collect()
    };
    layout.marks.iter().map(of_page).collect()
}

/// Writes the tree; gives its root.
pub(super) fn build(
    w: &mut Writer,
    layout: &Layout,
    pages: &[Id],
    annotations: &Annotations,
    imprint: &Imprint,
) -> Result<Id> {
    let root = w.promise();
    let ids: Vec<Id> = layout.tree.elements.iter().map(|_| w.promise()).collect();
    let marks = marks(layout);
    let mut parents: Vec<Vec<Id>> = marks.iter().map(|m| vec![root; m.iter().flatten().count()]).collect();
    for (i, element) in layout.tree.elements.iter().enumerate() {
        for child in &element.children {
            if let Child::Content { page, piece } = *child {
                let mark = marks[page][piece].context("content that was drawn as an artifact")?;
                parents[page][mark] = ids[i];
            }
        }
        let parent = if i == ROOT { root } else { ids[element.parent] };
        w.object(ids[i], |b| {
            b.raw("<</S/").raw(element.role.name()).raw("/P ").id(parent);
            describe(b, element, imprint);
            let page = first_page(element);
            if let Some(page) = page {
                b.raw("/Pg ").id(pages[page]);
            }
            b.raw("/K[");
            for child in &element.children {
                match *child {
                    Child::Element(id) => b.id(ids[id]),
                    Child::Annotation(link) => {
                        let (id, page) = annotations.all[link];
                        b.raw("<</Type/OBJR/Obj ").id(id).raw("/Pg ").id(pages[page]).raw(">>")
                    }
                    Child::Content { page: on, piece } => {
                        let mark = marks[on][piece].unwrap_or_default();
                        if page == Some(on) {
                            b.number(mark)
                        } else {
                            b.raw("<</Type/MCR/Pg ").id(pages[on]).raw("/MCID ").number(mark).raw(">>")
                        }
                    }
                };
                b.raw(" ");
            }
            b.raw("]>>");
        })?;
    }
    let parents = parents.into_iter().map(|parents| {
        w.add(|b| {
            b.raw("[");
            parents.iter().for_each(|&id| {
                b.id(id).raw(" ");
            });
            b.raw("]");
        })
    });
    let numbers: Vec<Id> = parents.collect::<Result<_>>()?;
    w.object(root, |b| {
        b.raw("<</Type/StructTreeRoot/K[").id(ids[ROOT]).raw("]/ParentTree<</Nums[");
        let links = layout.links.iter().map(|area| ids[area.element]);
        for (i, id) in numbers.iter().copied().chain(links).enumerate() {
            b.number(i).raw(" ").id(id).raw(" ");
        }
        b.raw("]>>/ParentTreeNextKey ").number(pages.len() + layout.links.len()).raw(">>");
    })?;
    Ok(root)
}

fn first_page(element: &Element) -> Option<usize> {
    element.children.iter().find_map(|c| match c {
        Child::Content { page, .. } => Some(*page),
        _ => None,
    })
}

/// Language, attributes and alternative of an element.
fn describe(b: &mut Body, element: &Element, imprint: &Imprint) {
    let lang = element.lang.as_deref().or((element.role == Role::Document).then_some(imprint.lang));
    if let Some(lang) = lang {
        b.raw("/Lang").text(lang);
    }
    match &element.role {
        Role::HeaderCell(Scope::Column) => {
            b.raw("/A<</O/Table/Scope/Column>>");
        }
        Role::HeaderCell(Scope::Row) => {
            b.raw("/A<</O/Table/Scope/Row>>");
        }
        Role::List { ordered: true } => {
            b.raw("/A<</O/List/ListNumbering/Decimal>>");
        }
        Role::List { ordered: false } => {
            b.raw("/A<</O/List/ListNumbering/Disc>>");
        }
        Role::Figure { alternative, bounds } => {
            b.raw("/Alt").text(alternative).raw("/A<</O/Layout/Placement/Block/BBox");
            rectangle(b, *bounds, imprint.sheet.height).raw(">>");
        }
        _ => {}
    }
}

/// A rectangle given from the top left corner (left, top, right, bottom), as PDF counts it.
fn rectangle(b: &mut Body, [left, top, right, bottom]: [f32; 4], height: f32) -> &mut Body {
    b.raw("[")
        .length(left)
        .raw(" ")
        .length(height - bottom)
        .raw(" ")
        .length(right)
        .raw(" ")
        .length(height - top)
        .raw("]")
}

/// Writes the link annotations (ISO 14289-1, 7.18.5).
pub(super) fn link_annotations(
    w: &mut Writer,
    layout: &Layout,
    pages: &[Id],
    imprint: &Imprint,
) -> Result<Annotations> {
    let height = imprint.sheet.height;
    let mut all = Vec::with_capacity(layout.links.len());
    for (i, area) in layout.links.iter().enumerate() {
        let (page, y) = area.target;
        let id = w.add(|b| {
            b.raw("<</Type/Annot/Subtype/Link/Rect");
            // Printed with the page (ISO 19005-3, 6.3.2).
            rectangle(b, area.bounds, height).raw("/Border[0 0 0]/F 4/Dest[").id(pages[page]).raw("/XYZ null ");
            b.length(height - y).raw(" null]/Contents").text(&area.words).raw("/StructParent ").number(pages.len() + i);
            b.raw(">>");
        })?;
        all.push((id, area.page));
    }
    Ok(Annotations { all })
}
