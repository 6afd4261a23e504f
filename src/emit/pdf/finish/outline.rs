//! Bookmarks, nested as the headings are (ISO 32000-1, 12.3.3).

use super::super::layout::{Bookmark, Layout};
use super::{name, string};
use crate::model::briefing::Sheet;
use lopdf::{Document, Object, ObjectId, dictionary};

/// An entry with those below it.
struct Entry<'a> {
    bookmark: &'a Bookmark,
    below: Vec<Entry<'a>>,
}

/// Writes the bookmarks; gives their root, or `None` if there are none.
pub(super) fn build(document: &mut Document, layout: &Layout, pages: &[ObjectId], sheet: Sheet) -> Option<ObjectId> {
    let entries = nest(&layout.bookmarks);
    if entries.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let (first, last, count) = write(document, &entries, root, pages, sheet)?;
    document.set_object(root, dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => count });
    Some(root)
}

/// Nests bookmarks by level.
fn nest(bookmarks: &[Bookmark]) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    let mut rest = bookmarks;
    while let Some((bookmark, after)) = rest.split_first() {
        let below = after.iter().take_while(|b| b.level > bookmark.level).count();
        entries.push(Entry { bookmark, below: nest(&after[..below]) });
        rest = &after[below..];
    }
    entries
}

/// Writes the entries of one level; gives the first, the last, and how many there are with those below.
fn write(
    document: &mut Document,
    entries: &[Entry],
    parent: ObjectId,
    pages: &[ObjectId],
    sheet: Sheet,
) -> Option<(ObjectId, ObjectId, i64)> {
    let ids: Vec<ObjectId> = entries.iter().map(|_| document.new_object_id()).collect();
    let mut count = entries.len() as i64;
    for (i, entry) in entries.iter().enumerate() {
        let Bookmark { title, page, y, .. } = entry.bookmark;
        let place = [Object::Null, Object::Real((sheet.height - y + 8.0).round()), Object::Null];
        let dest: Vec<Object> = [Object::Reference(pages[*page]), name("XYZ")].into_iter().chain(place).collect();
        let mut object = dictionary! { "Title" => string(title), "Parent" => parent, "Dest" => dest };
        if i > 0 {
            object.set("Prev", ids[i - 1]);
        }
        if let Some(&next) = ids.get(i + 1) {
            object.set("Next", next);
        }
        if let Some((first, last, below)) = write(document, &entry.below, ids[i], pages, sheet) {
            object.set("First", first);
            object.set("Last", last);
            object.set("Count", below);
            count += below;
        }
        document.set_object(ids[i], object);
    }
    Some((*ids.first()?, *ids.last()?, count))
}
