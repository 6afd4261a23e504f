//! The briefing as PDF/A-3a and PDF/UA-1 with the exchange file attached.
//!
//! Handed: a briefing and the exchange file. Gives: the bytes of a PDF, and a diagnostic for characters that no font
//! shows. Knows nothing about templates. The way through: [`layout`] sets the words ([`text`], [`fonts`]) on pages and
//! notes what they are ([`tags`]); [`draw`] draws the pages; [`finish`] makes them a document. [`attachment()`] takes the
//! exchange file out again.

mod conformance;
mod draw;
mod finish;
mod fonts;
mod layout;
mod pack;
mod spell;
mod tags;
mod text;

use super::{Emitter, Handover};
use crate::diag::{Code, Diagnosed, Diagnostic, Severity};
use crate::model::Note;
use crate::model::briefing::Briefing;
use crate::source::{SourceFile, Span};
use anyhow::Result;
pub(super) use conformance::NOT_CONFORMING;
pub use conformance::conformance;
use draw::{Drawing, Types};
pub use finish::attachment;
use finish::{Attachment, Document, Imprint};
use layout::{Layout, Page};
use pack::{Packed, pack_quickly};
use text::Missing;

pub(super) const EMITTER: Emitter = Emitter {
    name: "pdf",
    folder: "briefings",
    extension: "pdf",
    media_type: "application/pdf",
    summary: "briefing, PDF/A-3a and PDF/UA-1, with the exchange file attached",
    emit,
};

/// A character that no font shows.
pub(super) const MISSING_GLYPH: Code = Code {
    code: "E101",
    name: "missing-glyph",
    severity: Severity::Warning,
    summary: "The briefing's fonts have no picture for a character of the note.",
    explanation: "Every character of the briefing must be visible in one of the fonts that come with the program. For one \
that is in none of them, the briefing shows its Unicode number in angle quotes, such as ‹U+3042›, and keeps the character \
itself for whoever copies or searches the text. JSON and exchange file hold the note unchanged.\n\nCheck that the \
character is meant: letters that only look like others, and private-use characters left over from another program, are \
often slips. If it is, tell the official who receives the briefing.",
};

fn emit(handover: &Handover) -> Result<Diagnosed<Vec<u8>>> {
    let briefing = handover.briefing;
    let imprint = Imprint {
        title: &briefing.title,
        lang: &briefing.lang,
        seed: format!("{} {}", handover.note.id, handover.source.sha256),
        attachment: attached(handover)?,
        sheet: briefing.sheet,
    };
    let (value, missing) = print(briefing, &imprint, KEPT)?;
    Ok(Diagnosed { value, diagnostics: missing_glyphs(&missing, handover.source) })
}

/// Pages kept to be drawn as they are; of a longer briefing, every page is set once more when it is known what all of them
/// show, so that memory does not grow with their number.
const KEPT: usize = 32;

/// Sets and draws a briefing, of which so many pages may be kept, and makes a document of it. Gives the characters no font
/// shows as well.
fn print(briefing: &Briefing, imprint: &Imprint, kept: usize) -> Result<(Vec<u8>, Missing)> {
    let (mut pages, mut types) = (Vec::new(), Types::default());
    let mut layout = layout::lay_out(briefing, Layout::new(), &mut |page| {
        pages.push(page);
        if pages.len() > kept {
            pages.drain(..).for_each(|page| types.add(&page));
        }
    });
    let count = layout.pages();
    let mut missing = std::mem::take(&mut layout.missing);
    let mut complete = |page: &mut Page, number| layout::complete(page, briefing, number, count, &mut missing);
    let all_kept = count <= kept;
    if !all_kept {
        pages.drain(..).for_each(|page| types.add(&page));
    }
    for number in 0..count {
        let mut alone = Page::default();
        let page = pages.get_mut(number).unwrap_or(&mut alone);
        complete(page, number);
        types.add(page);
    }
    let fonts = types.cast()?;
    let mut document = Document::begin(&layout, &fonts, imprint)?;
    let mut add = |content: &Packed| document.page(content);
    let mut drawing = Drawing::new(briefing.sheet, &fonts, &mut add);
    if all_kept {
        pages.iter().try_for_each(|page| drawing.page(page))?;
    } else {
        let (mut number, mut drawn) = (0, Ok(()));
        layout = layout::lay_out(briefing, layout.emptied(), &mut |mut page| {
            complete(&mut page, number);
            number += 1;
            if drawn.is_ok() {
                drawn = drawing.page(&page);
            }
        });
        drawn?;
    }
    drawing.end()?;
    Ok((document.end(&layout)?, missing))
}

fn attached(handover: &Handover) -> Result<Attachment> {
    Ok(Attachment {
        name: format!("{}.xml", handover.note.id),
        description: "Exchange file: the note's text and facts in Akoma Ntoso 3.0".to_owned(),
        media_type: super::xml::EMITTER.media_type,
        size: handover.exchange.len(),
        packed: pack_quickly(handover.exchange)?,
        modified: modified(handover.note),
    })
}

/// A PDF date (ISO 32000-1, 7.9.4) for a file that was made from a note: the note's own date, for two runs of the program
/// must not differ.
fn modified(note: &Note) -> Option<String> {
    let date = note.document_date.as_ref().or(note.event.dates.as_ref()).and_then(|f| f.value)?;
    let day = date.end().earliest();
    Some(format!("D:{:04}{:02}{:02}000000Z", day.year(), day.month(), day.day()))
}

/// One diagnostic for all of them, at the first that stands in the source.
fn missing_glyphs(missing: &Missing, source: &SourceFile) -> Vec<Diagnostic> {
    const NAMED: usize = 12;
    if missing.is_empty() {
        return Vec::new();
    }
    let first = source.text.char_indices().find(|(_, c)| missing.contains(c));
    let span = first.map_or(Span::new(0, 0), |(i, c)| Span::new(i, i + c.len_utf8()));
    let named: Vec<String> = missing.iter().take(NAMED).map(|c| format!("U+{:04X}", *c as u32)).collect();
    let more = missing.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let message = format!("no font of the briefing shows {}{more}", named.join(", "));
    let help = "the briefing shows the number instead; check that the character is meant";
    vec![Diagnostic::new(&MISSING_GLYPH, source, span, message).with_help(help)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::briefing::{
        Align, Block, BlockStyle, Cell, Colour, Face, Inline, List, ListItem, Paragraph, Scope, Sheet, Span, Table,
        TableRow, TextStyle,
    };

    fn paragraph(words: &str, page: bool) -> Paragraph {
        let text = TextStyle {
            face: Face::Serif,
            size: 10.0,
            leading: 14.0,
            colour: Colour([0; 3]),
            tabular: false,
            align: Align::Left,
        };
        let span = Span { text: words.to_owned(), style: text, voice: None };
        let mut content = vec![Inline::Span(span)];
        content.extend(page.then_some(Inline::Page(text)));
        content.extend(page.then_some(Inline::Pages(text)));
        Paragraph { text, style: BlockStyle::default(), content }
    }

    /// Some pages of everything that hangs together: headings, items with labels, a table whose head comes again.
    fn long() -> Briefing {
        let keep = BlockStyle { keep: true, before: 8.0, ..BlockStyle::default() };
        let heading = |n: usize| Block::Heading {
            level: 1,
            id: Some(n.to_string()),
            paragraph: Paragraph { style: keep, ..paragraph(&format!("Part {n}"), false) },
        };
        let item = |n: usize| ListItem {
            label: Some(paragraph(&format!("{n}."), false)),
            style: BlockStyle::default(),
            blocks: vec![Block::Paragraph(paragraph(&"words enough for more than one line ".repeat(n % 9 + 1), false))],
        };
        let row = |heads, words: &str| TableRow {
            style: BlockStyle::default(),
            cells: vec![Cell { heads, paragraphs: vec![paragraph(words, false)] }],
        };
        let list = |n| List {
            ordered: true,
            style: BlockStyle { indent: 30.0, ..BlockStyle::default() },
            items: (0..n).map(item).collect(),
        };
        let table = Table {
            style: BlockStyle::default(),
            columns: vec![1.0],
            head: vec![row(Some(Scope::Column), "Head")],
            body: (0..400).map(|n| row(None, &format!("ក្រសួង {n} Nguyễn Thuỷ"))).collect(),
        };
        let sheet = Sheet {
            width: 595.0,
            height: 842.0,
            top: 60.0,
            right: 50.0,
            bottom: 60.0,
            left: 50.0,
            hang: 0.0,
            header: 40.0,
            footer: 36.0,
        };
        let mut blocks = vec![heading(1), Block::List(list(300)), heading(2), Block::Table(table)];
        blocks.extend((3..400).map(heading));
        let (lang, title) = ("en".to_owned(), "Long".to_owned());
        Briefing {
            lang,
            title,
            sheet,
            header: vec![paragraph("Header", false)],
            footer: vec![paragraph("Page ", true)],
            blocks,
        }
    }

    #[test]
    fn a_briefing_is_the_same_whether_its_pages_are_kept_or_set_again() {
        let briefing = long();
        let attachment = Attachment {
            name: "long.xml".to_owned(),
            description: "Nothing".to_owned(),
            media_type: "application/xml",
            size: 4,
            packed: Packed { bytes: b"<a/>".to_vec(), times: 0 },
            modified: None,
        };
        let (title, lang, seed, sheet) = (&briefing.title, &briefing.lang, String::new(), briefing.sheet);
        let imprint = Imprint { title, lang, seed, attachment, sheet };
        let (kept, missing) = print(&briefing, &imprint, usize::MAX).unwrap();
        let pages = layout::lay_out(&briefing, Layout::new(), &mut |_| ()).pages();
        assert!(pages > 20);
        for few in [0, 3, pages - 1] {
            assert!(print(&briefing, &imprint, few).unwrap() == (kept.clone(), missing.clone()), "{few} pages kept");
        }
    }
}
