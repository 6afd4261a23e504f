//! The structure tree as PDF objects (ISO 32000-1, 14.7 and 14.8; ISO 14289-1, 7).

use super::super::layout::Layout;
use super::super::tags::{Child, Element, ROOT, Role};
use super::{Imprint, name, string};
use crate::model::briefing::Scope;
use anyhow::{Context, Result};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

/// Writes the tree; gives its root.
pub(super) fn build(
    document: &mut Document,
    layout: &Layout,
    pages: &[ObjectId],
    marks: &[Vec<Option<i64>>],
    imprint: &Imprint,
) -> Result<ObjectId> {
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = layout.tree.elements.iter().map(|_| document.new_object_id()).collect();
    let links = link_annotations(document, layout, pages, imprint)?;
    let mut parents: Vec<Vec<Object>> = marks.iter().map(|m| vec![Object::Null; count(m)]).collect();
    for (i, element) in layout.tree.elements.iter().enumerate() {
        let mut entries = entries(element, imprint.sheet.height);
        let parent = if i == ROOT { root } else { ids[element.parent] };
        let page = element.children.iter().find_map(|c| match c {
            Child::Content { page, .. } => Some(*page),
            _ => None,
        });
        let mut kids = Vec::with_capacity(element.children.len());
        for child in &element.children {
            kids.push(match *child {
                Child::Element(id) => Object::Reference(ids[id]),
                Child::Annotation(link) => {
                    let (id, page) = links[link];
                    dictionary! { "Type" => "OBJR", "Obj" => id, "Pg" => pages[page] }.into()
                }
                Child::Content { page: on, piece } => {
                    let mark = marks[on][piece].context("content that was drawn as an artifact")?;
                    parents[on][mark as usize] = Object::Reference(ids[i]);
                    if page == Some(on) {
                        Object::Integer(mark)
                    } else {
                        dictionary! { "Type" => "MCR", "Pg" => pages[on], "MCID" => mark }.into()
                    }
                }
            });
        }
        entries.set("P", parent);
        entries.set("K", kids);
        if let Some(page) = page {
            entries.set("Pg", pages[page]);
        }
        if i == ROOT {
            entries.set("Lang", string(imprint.lang));
        }
        document.set_object(ids[i], entries);
    }
    let mut numbers = Vec::new();
    for (page, parents) in parents.into_iter().enumerate() {
        numbers.push(Object::Integer(page as i64));
        numbers.push(Object::Reference(document.add_object(parents)));
    }
    for (i, area) in layout.links.iter().enumerate() {
        numbers.push(Object::Integer((pages.len() + i) as i64));
        numbers.push(Object::Reference(ids[area.element]));
    }
    document.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => vec![Object::Reference(ids[ROOT])],
            "ParentTree" => dictionary! { "Nums" => numbers },
            "ParentTreeNextKey" => (pages.len() + layout.links.len()) as i64,
        },
    );
    Ok(root)
}

/// Number of marked contents on a page.
fn count(marks: &[Option<i64>]) -> usize {
    marks.iter().flatten().count()
}

fn entries(element: &Element, height: f32) -> Dictionary {
    let mut entries = dictionary! { "Type" => "StructElem", "S" => name(&element.role.name()) };
    if let Some(lang) = &element.lang {
        entries.set("Lang", string(lang));
    }
    let attributes = match &element.role {
        Role::HeaderCell(scope) => {
            let scope = match scope {
                Scope::Column => "Column",
                Scope::Row => "Row",
            };
            Some(dictionary! { "O" => "Table", "Scope" => scope })
        }
        Role::List { ordered } => {
            let numbering = if *ordered { "Decimal" } else { "Disc" };
            Some(dictionary! { "O" => "List", "ListNumbering" => numbering })
        }
        Role::Figure { alternative, bounds: [left, top, right, bottom] } => {
            entries.set("Alt", string(alternative));
            let bounds = [*left, height - bottom, *right, height - top].map(Object::Real).to_vec();
            Some(dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => bounds })
        }
        _ => None,
    };
    if let Some(attributes) = attributes {
        entries.set("A", attributes);
    }
    entries
}

/// Link annotations (ISO 14289-1, 7.18.5): gives each one's object and page.
fn link_annotations(
    document: &mut Document,
    layout: &Layout,
    pages: &[ObjectId],
    imprint: &Imprint,
) -> Result<Vec<(ObjectId, usize)>> {
    let height = imprint.sheet.height;
    let mut made = Vec::with_capacity(layout.links.len());
    let mut on_page: Vec<Vec<Object>> = vec![Vec::new(); pages.len()];
    for (i, area) in layout.links.iter().enumerate() {
        let [left, top, right, bottom] = area.bounds;
        let rect = [left, height - bottom, right, height - top].map(Object::Real).to_vec();
        let (page, y) = area.target;
        let target =
            vec![Object::Reference(pages[page]), name("XYZ"), Object::Null, Object::Real(height - y), Object::Null];
        let id = document.add_object(dictionary! {
            "Type" => "Annot",
            "Subtype" => "Link",
            "Rect" => rect,
            "Border" => vec![0.into(), 0.into(), 0.into()],
            // Printed with the page (ISO 19005-3, 6.3.2).
            "F" => 4,
            "Dest" => target,
            "Contents" => string(&area.words),
            "StructParent" => (pages.len() + i) as i64,
        });
        on_page[area.page].push(Object::Reference(id));
        made.push((id, area.page));
    }
    for (annotations, &page) in on_page.into_iter().zip(pages) {
        if !annotations.is_empty() {
            document.get_object_mut(page)?.as_dict_mut()?.set("Annots", annotations);
        }
    }
    Ok(made)
}
