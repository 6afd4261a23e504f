//! The structure tree as PDF objects (ISO 32000-1, 14.7 and 14.8; ISO 14289-1, 7).

use super::super::layout::Layout;
use super::super::tags::{Child, Element, ElementId, ROOT, Role, Tree};
use super::Imprint;
use super::writer::{Body, Id, Writer};
use crate::model::briefing::Scope;
use anyhow::Result;

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
    let id_of = |element: ElementId| ids[element as usize];
    for (element, id) in (ROOT..).zip(&ids) {
        let Element { role, parent, .. } = layout.tree.elements[element as usize];
        let page = first_page(&layout.tree, element);
        w.object(*id, |b| {
            b.raw("<</S/").raw(role.name()).raw("/P ").id(if element == ROOT { root } else { id_of(parent) });
            describe(b, &layout.tree, element, imprint);
            if let Some(page) = page {
                b.raw("/Pg ").id(pages[page as usize]);
            }
            b.raw("/K[");
            for child in layout.tree.children(element) {
                match child {
                    Child::Element(below) => b.id(id_of(below)),
                    Child::Annotation(link) => {
                        let (id, page) = annotations.all[link as usize];
                        b.raw("<</Type/OBJR/Obj ").id(id).raw("/Pg ").id(pages[page]).raw(">>")
                    }
                    Child::Content { page: on, number } if page == Some(on) => b.number(number as usize),
                    Child::Content { page: on, number } => {
                        b.raw("<</Type/MCR/Pg ").id(pages[on as usize]).raw("/MCID ").number(number as usize).raw(">>")
                    }
                };
                b.raw(" ");
            }
            b.raw("]>>");
        })?;
    }
    let parents = layout.contents.iter().map(|page| {
        w.add(|b| {
            b.raw("[");
            page.iter().for_each(|&element| {
                b.id(id_of(element)).raw(" ");
            });
            b.raw("]");
        })
    });
    let numbers: Vec<Id> = parents.collect::<Result<_>>()?;
    w.object(root, |b| {
        b.raw("<</Type/StructTreeRoot/K[").id(id_of(ROOT)).raw("]/ParentTree<</Nums[");
        let links = layout.links.iter().map(|area| id_of(area.element));
        for (i, id) in numbers.iter().copied().chain(links).enumerate() {
            b.number(i).raw(" ").id(id).raw(" ");
        }
        b.raw("]>>/ParentTreeNextKey ").number(pages.len() + layout.links.len()).raw(">>");
    })?;
    Ok(root)
}

fn first_page(tree: &Tree, element: ElementId) -> Option<u32> {
    tree.children(element).find_map(|c| match c {
        Child::Content { page, .. } => Some(page),
        _ => None,
    })
}

/// Language, attributes and alternative of an element.
fn describe(b: &mut Body, tree: &Tree, id: ElementId, imprint: &Imprint) {
    let role = tree.elements[id as usize].role;
    let lang = tree.lang(id).or((role == Role::Document).then_some(imprint.lang));
    if let Some(lang) = lang {
        b.raw("/Lang").text(lang);
    }
    match role {
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
        _ => {}
    }
    if let Some(figure) = tree.figure(id) {
        b.raw("/Alt").text(&figure.alternative).raw("/A<</O/Layout/Placement/Block/BBox");
        rectangle(b, figure.bounds, imprint.sheet.height).raw(">>");
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
