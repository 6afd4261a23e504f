//! Bookmarks, nested as the headings are (ISO 32000-1, 12.3.3).

use super::super::layout::{Bookmark, Layout};
use super::writer::{Id, Writer};
use crate::model::briefing::Sheet;
use anyhow::Result;

/// An entry with those below it.
struct Entry<'a> {
    bookmark: &'a Bookmark,
    below: Vec<Entry<'a>>,
}

/// The entries of one level: the first, the last, and how many there are with those below.
struct Level {
    first: Id,
    last: Id,
    count: usize,
}

/// Writes the bookmarks; gives their root, or `None` if there are none.
pub(super) fn build(w: &mut Writer, layout: &Layout, pages: &[Id], sheet: Sheet) -> Result<Option<Id>> {
    let root = w.promise();
    let entries = nest(&layout.bookmarks);
    let Some(Level { first, last, count }) = write(w, &entries, root, pages, sheet)? else {
        w.object(root, |b| {
            b.raw("null");
        })?;
        return Ok(None);
    };
    w.object(root, |b| {
        b.raw("<</Type/Outlines/First ").id(first).raw("/Last ").id(last).raw("/Count ").number(count).raw(">>");
    })?;
    Ok(Some(root))
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

fn write(w: &mut Writer, entries: &[Entry], parent: Id, pages: &[Id], sheet: Sheet) -> Result<Option<Level>> {
    let ids: Vec<Id> = entries.iter().map(|_| w.promise()).collect();
    let mut count = entries.len();
    for (i, entry) in entries.iter().enumerate() {
        let below = write(w, &entry.below, ids[i], pages, sheet)?;
        count += below.as_ref().map_or(0, |b| b.count);
        let Bookmark { title, page, y, .. } = entry.bookmark;
        w.object(ids[i], |b| {
            b.raw("<</Title").text(title).raw("/Parent ").id(parent).raw("/Dest[").id(pages[*page]);
            b.raw("/XYZ null ").length((sheet.height - y + 8.0).round()).raw(" null]");
            if i > 0 {
                b.raw("/Prev ").id(ids[i - 1]);
            }
            if let Some(&next) = ids.get(i + 1) {
                b.raw("/Next ").id(next);
            }
            if let Some(Level { first, last, count }) = below {
                b.raw("/First ").id(first).raw("/Last ").id(last).raw("/Count ").number(count);
            }
            b.raw(">>");
        })?;
    }
    let ends = ids.first().zip(ids.last());
    Ok(ends.map(|(&first, &last)| Level { first, last, count }))
}
