//! Bytes → SourceNote: text in blocks with spans, no meaning yet.
//!
//! Handed: a path and the file's bytes. Gives: a [`SourceNote`], or what is wrong with the file. Knows nothing about
//! meetings. Adding a format: one file here and one row in [`READERS`].

mod boilerplate;
mod codes;
mod decode;
mod fit;
mod front_matter;
mod label;
mod lines;
mod markdown;
mod nest;
mod text;
mod wrap;

pub use codes::CODES;

use crate::diag::{Code, Diagnosed, Diagnostic};
use crate::model::{Block, SourceNote};
use crate::source::{SourceFile, Span};

/// Largest file that is read, in bytes. Notes have a few kilobytes; what is larger is something else.
pub const MAX_BYTES: usize = 16 << 20;

/// An input format.
pub struct Reader {
    /// Name, for help texts.
    pub name: &'static str,
    /// File name extensions, lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// Media type (RFC 6838).
    pub media_type: &'static str,
    /// Reads the blocks of a source from a byte offset on (after the front matter).
    read: fn(&SourceFile, usize) -> Vec<Block>,
}

/// Every input format.
pub const READERS: &[Reader] = &[text::READER, markdown::READER];

/// The reader for a path, by its extension.
pub fn reader_for(path: &str) -> Option<&'static Reader> {
    let (stem, extension) = path.rsplit('/').next()?.rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    READERS.iter().find(|r| !stem.is_empty() && r.extensions.contains(&extension.as_str()))
}

/// Reads one file. `Err` holds the source of a file that is no note, for showing its diagnostics.
pub fn read(path: &str, bytes: &[u8]) -> Diagnosed<Result<SourceNote, SourceFile>> {
    let Some(reader) = reader_for(path) else {
        let source = SourceFile::new(path, bytes, "application/octet-stream", "unknown", String::new());
        return refuse(
            source,
            &codes::UNKNOWN_FORMAT,
            "the file name's ending is of no format that can be read",
            &format!("supported endings: {}", endings()),
        );
    };
    if bytes.len() > MAX_BYTES {
        return too_large(path, bytes, bytes.len() as u64);
    }
    let decoded = decode::decode(path, bytes, reader.media_type);
    let (source, mut diagnostics) = match decoded.value {
        Ok(source) => (source, decoded.diagnostics),
        Err(source) => return Diagnosed { value: Err(source), diagnostics: decoded.diagnostics },
    };
    let front = front_matter::read(&source);
    diagnostics.extend(front.diagnostics);
    let (fields, body) = front.value;
    let blocks = (reader.read)(&source, body);
    if blocks.iter().all(|b| matches!(b, Block::Boilerplate { .. })) {
        diagnostics.extend(
            refuse::<()>(source.clone(), &codes::EMPTY, "the note holds no text", "write the note, or remove the file")
                .diagnostics,
        );
        return Diagnosed { value: Err(source), diagnostics };
    }
    Diagnosed { value: Ok(SourceNote { source, front: fields, blocks }), diagnostics }
}

/// The answer to a file of `size` bytes that is larger than [`MAX_BYTES`]; `head` is as much of it as was read.
pub fn too_large<T>(path: &str, head: &[u8], size: u64) -> Diagnosed<Result<T, SourceFile>> {
    let mut source = SourceFile::new(path, head, "application/octet-stream", "unknown", String::new());
    source.bytes = usize::try_from(size).unwrap_or(usize::MAX);
    let limit = MAX_BYTES >> 20;
    refuse(
        source,
        &codes::TOO_LARGE,
        &format!("the file has {size} bytes; a note may have {limit} MiB"),
        "check whether this is the right file; split it into one note a meeting if it is",
    )
}

/// The answer to a file that the operating system does not give; `reason` is its message.
pub fn unreadable<T>(path: &str, reason: &str) -> Diagnosed<Result<T, SourceFile>> {
    let message = format!("the file cannot be read: {reason}");
    refuse(unread(path), &codes::UNREADABLE, &message, "check that the file is there and that this user may read it")
}

/// The answer to a file that was another when it was read a second time.
pub fn changed<T>(path: &str) -> Diagnosed<Result<T, SourceFile>> {
    let message = "the file changed, or went away, while the run was reading it";
    refuse(unread(path), &codes::CHANGED, message, "run again when nobody is writing to it")
}

/// The answer to a file that could not be compiled within `seconds`.
pub fn overdue<T>(path: &str, seconds: u64) -> Diagnosed<Result<T, SourceFile>> {
    let message = format!("the note was given up after {seconds} s");
    refuse(
        unread(path),
        &codes::OVERDUE,
        &message,
        "check whether this is the right file, and whether its disk answers",
    )
}

/// The answer to a file on which the program failed.
pub fn faulted<T>(path: &str) -> Diagnosed<Result<T, SourceFile>> {
    let help = "report it with the message that standard error shows for this run";
    refuse(unread(path), &codes::FAULT, "the program failed on this note", help)
}

fn unread(path: &str) -> SourceFile {
    SourceFile::new(path, b"", "application/octet-stream", "unknown", String::new())
}

fn refuse<T>(source: SourceFile, code: &Code, message: &str, help: &str) -> Diagnosed<Result<T, SourceFile>> {
    let diagnostic = Diagnostic::new(code, &source, Span::new(0, 0), message).with_help(help);
    Diagnosed { value: Err(source), diagnostics: vec![diagnostic] }
}

fn endings() -> String {
    let all: Vec<String> = READERS.iter().flat_map(|r| r.extensions).map(|e| format!(".{e}")).collect();
    all.join(", ")
}

/// Blocks in one line each, indented by depth: what the readers' tests compare.
#[cfg(test)]
fn outline(blocks: &[Block]) -> String {
    fn add(blocks: &[Block], depth: usize, out: &mut String) {
        use std::fmt::Write;
        let pad = "  ".repeat(depth);
        for b in blocks {
            match b {
                Block::Heading { level, text } => writeln!(out, "{pad}h{level} {}", text.text),
                Block::Paragraph { text } => writeln!(out, "{pad}p {}", text.text),
                Block::Boilerplate { text } => writeln!(out, "{pad}x {}", text.text),
                Block::Table { rows } => rows.iter().try_for_each(|r| {
                    let cells: Vec<_> = r.cells.iter().map(|c| c.text.as_str()).collect();
                    writeln!(out, "{pad}{} {}", if r.header { "‖" } else { "|" }, cells.join(" | "))
                }),
                Block::List { items } => items.iter().try_for_each(|i| {
                    let label = i.label.as_ref().map_or("", |l| l.text.as_str());
                    let (own, rest) = match i.blocks.split_first() {
                        Some((Block::Paragraph { text }, rest)) => (text.text.as_str(), rest),
                        _ => ("", i.blocks.as_slice()),
                    };
                    writeln!(out, "{pad}{label} > {own}")?;
                    add(rest, depth + 1, out);
                    Ok(())
                }),
            }
            .expect("a string takes everything");
        }
    }
    let mut out = String::new();
    add(blocks, 0, &mut out);
    out
}
