//! PDF objects → a file: object streams, a cross-reference stream, a trailer (ISO 32000-1, 7.3 and 7.5).
//!
//! Handed: objects, each as the text it is written as. Gives: the bytes of a PDF 1.7. Knows nothing about what the objects
//! mean. Why it is our own: `docs/decisions/030-object-writer.md`.

use super::super::pack::{Packed, pack_quickly};
use super::super::spell;
use anyhow::{Result, bail, ensure};
use std::fmt::{self, Write};

/// Number of an object; its generation is always 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Id(u32);

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} 0 R", self.0)
    }
}

/// Where an object is.
#[derive(Clone, Copy)]
enum Place {
    /// Promised, not written yet.
    Nowhere,
    /// At an offset of the file.
    Offset(u32),
    /// Within an object stream, at an index.
    Within(u32, u16),
}

/// Objects in one stream: those of two pages, and a search that is short.
const TOGETHER: usize = 500;

/// A PDF as it is written.
pub(super) struct Writer {
    out: Vec<u8>,
    places: Vec<Place>,
    /// The object stream at work: its index, its objects, and which they are.
    index: Vec<u8>,
    objects: Body,
    within: Vec<u32>,
}

impl Writer {
    /// Begins a file, its binary comment included (ISO 19005-3, 6.1.2); its streams will have so many bytes, and more.
    pub(super) fn new(streams: usize) -> Self {
        // Room that is never written to costs nothing; a file that outgrows its room is there twice while it moves.
        let mut out = Vec::with_capacity((64 << 10) + streams);
        out.extend_from_slice(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
        let (index, objects) = (Vec::with_capacity(32 << 10), Body(Vec::with_capacity(32 << 10)));
        Self { out, places: Vec::with_capacity(512), index, objects, within: Vec::with_capacity(TOGETHER) }
    }

    /// A number for an object that is written later.
    pub(super) fn promise(&mut self) -> Id {
        self.places.push(Place::Nowhere);
        Id(self.places.len() as u32)
    }

    /// Writes an object that is no stream.
    pub(super) fn object(&mut self, id: Id, write: impl FnOnce(&mut Body)) -> Result<()> {
        spell::number(&mut self.index, id.0 as usize);
        self.index.push(b' ');
        spell::number(&mut self.index, self.objects.0.len());
        self.index.push(b' ');
        write(&mut self.objects);
        self.objects.0.push(b'\n');
        self.within.push(id.0);
        if self.within.len() == TOGETHER { self.end_object_stream() } else { Ok(()) }
    }

    /// Writes an object that is no stream under a new number.
    pub(super) fn add(&mut self, write: impl FnOnce(&mut Body)) -> Result<Id> {
        let id = self.promise();
        self.object(id, write)?;
        Ok(id)
    }

    /// Writes a stream: the entries of its dictionary but those about its data, and the data.
    pub(super) fn stream(&mut self, entries: &str, data: &Packed) -> Id {
        let id = self.promise();
        self.stream_as(id, entries, data);
        id
    }

    fn stream_as(&mut self, id: Id, entries: &str, data: &Packed) {
        self.places[id.0 as usize - 1] = Place::Offset(self.offset());
        let mut head = format!("{} 0 obj\n<<{entries}/Length {}", id.0, data.bytes.len());
        match data.times {
            0 => {}
            1 => head.push_str("/Filter/FlateDecode"),
            n => {
                let _ = write!(head, "/Filter[{}]", "/FlateDecode".repeat(n));
            }
        }
        self.out.extend_from_slice(head.as_bytes());
        self.out.extend_from_slice(b">>stream\n");
        self.out.extend_from_slice(&data.bytes);
        self.out.extend_from_slice(b"\nendstream\nendobj\n");
    }

    /// Where the file is; the end of what references reach, if it is beyond.
    fn offset(&self) -> u32 {
        u32::try_from(self.out.len()).unwrap_or(u32::MAX)
    }

    fn end_object_stream(&mut self) -> Result<()> {
        if self.within.is_empty() {
            return Ok(());
        }
        let id = self.promise();
        for (i, object) in self.within.iter().enumerate() {
            self.places[*object as usize - 1] = Place::Within(id.0, i as u16);
        }
        let entries = format!("/Type/ObjStm/N {}/First {}", self.within.len(), self.index.len());
        self.index.append(&mut self.objects.0);
        let data = packed_once(&mut self.index, |data| data.push(b'\n'))?;
        self.stream_as(id, &entries, &data);
        self.within.clear();
        self.index.clear();
        Ok(())
    }

    /// Ends the file: `root` is its catalog, `info` its information dictionary, `identifier` names it among all.
    pub(super) fn end(mut self, root: Id, info: Id, identifier: &[u8]) -> Result<Vec<u8>> {
        self.end_object_stream()?;
        let id = self.promise();
        let start = self.offset();
        ensure!(start < u32::MAX, "the file is too long for its references");
        self.places[id.0 as usize - 1] = Place::Offset(start);
        // Nothing is above the first row, so that its predictor may be None (0) as well as Up (2).
        let data = packed_once(&mut references(&self.places)?, |rows| rows[0] = 0)?;
        let name: String = identifier.iter().map(|b| format!("{b:02X}")).collect();
        let size = self.places.len() + 1;
        let entries =
            format!("/Type/XRef/Size {size}/W[1 4 2]/Root {root}/Info {info}/ID[<{name}><{name}>]{PREDICTED}");
        self.stream_as(id, &entries, &data);
        self.out.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        Ok(self.out)
    }
}

/// Bytes of a row of the cross-reference stream: kind, offset or stream, index.
const ROW: usize = 7;

/// How its rows are to be read: as differences to the row above (PNG's predictor Up, ISO 32000-1, 7.4.4.4).
const PREDICTED: &str = "/DecodeParms<</Predictor 12/Columns 7>>";

/// The rows of the cross-reference stream, each as its difference to the one above, after the number of the predictor.
fn references(places: &[Place]) -> Result<Vec<u8>> {
    // The first is that of no object.
    let mut above = [0, 0, 0, 0, 0, 255, 255];
    let mut rows = Vec::with_capacity((places.len() + 1) * (ROW + 1));
    rows.push(2);
    rows.extend(above);
    for place in places {
        let (kind, value, index) = match *place {
            Place::Nowhere => bail!("an object was promised and not written"),
            Place::Offset(at) => (1, at, 0),
            Place::Within(stream, index) => (2, stream, index),
        };
        let ([a, b, c, d], [e, f]): ([u8; 4], [u8; 2]) = (value.to_be_bytes(), index.to_be_bytes());
        let row: [u8; ROW] = [kind, a, b, c, d, e, f];
        rows.push(2);
        rows.extend(row.iter().zip(above).map(|(value, above)| value.wrapping_sub(above)));
        above = row;
    }
    Ok(rows)
}

/// Packs data, spelled otherwise if it would be packed more than once: see [`pack_quickly`]. Many readers understand streams of
/// objects and references in no other way.
fn packed_once(data: &mut Vec<u8>, otherwise: impl FnOnce(&mut Vec<u8>)) -> Result<Packed> {
    let packed = pack_quickly(data)?;
    if packed.times == 1 {
        return Ok(packed);
    }
    otherwise(data);
    pack_quickly(data)
}

/// An object as text.
pub(super) struct Body(Vec<u8>);

impl Body {
    /// Appends what needs no escaping.
    pub(super) fn raw(&mut self, text: &str) -> &mut Self {
        self.0.extend_from_slice(text.as_bytes());
        self
    }

    pub(super) fn number(&mut self, n: usize) -> &mut Self {
        spell::number(&mut self.0, n);
        self
    }

    pub(super) fn id(&mut self, id: Id) -> &mut Self {
        self.number(id.0 as usize).raw(" 0 R")
    }

    /// Appends a length to 1/100 point.
    pub(super) fn length(&mut self, points: f32) -> &mut Self {
        spell::decimal(&mut self.0, spell::hundredths(points));
        self
    }

    /// Appends a text string (ISO 32000-1, 7.9.2.2): ASCII as it is, anything else as UTF-16 with its mark.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        if text.bytes().all(|b| matches!(b, b' '..=b'~')) {
            self.0.push(b'(');
            for byte in text.bytes() {
                if matches!(byte, b'(' | b')' | b'\\') {
                    self.0.push(b'\\');
                }
                self.0.push(byte);
            }
            self.raw(")")
        } else {
            self.raw("<FEFF");
            spell::utf16(&mut self.0, text);
            self.raw(">")
        }
    }
}

/// A name (ISO 32000-1, 7.3.5).
pub(super) fn name(name: &str) -> String {
    let mut out = String::from("/");
    for b in name.bytes() {
        match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'-' | b'.' | b'_' => out.push(char::from(b)),
            _ => {
                let _ = write!(out, "#{b:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::{Document, Object};

    /// As many objects, and a stream.
    fn written(count: usize) -> Vec<u8> {
        let mut w = Writer::new(0);
        let later = w.promise();
        for i in 0..count {
            w.add(|b| {
                b.raw("<</N ").number(i).raw("/T").text("(a) \\ b").raw("/U").text("é𓂀").raw(">>");
            })
            .unwrap();
        }
        let data = w.stream("/Kind/Some", &Packed { bytes: b"as it is".to_vec(), times: 0 });
        w.object(later, |b| {
            b.raw("<</Data ").id(data).raw("/L ").length(-1.238).raw(">>");
        })
        .unwrap();
        let info = w
            .add(|b| {
                b.raw("<<>>");
            })
            .unwrap();
        w.end(later, info, &[1, 0xab]).unwrap()
    }

    /// A reader of another hand understands all of it.
    #[test]
    fn what_is_written_is_read_back() {
        for count in [0, 1, 497, 498, 499, 2000] {
            let document = Document::load_mem(&written(count)).unwrap();
            let catalog = document.catalog().unwrap();
            assert_eq!(catalog.get(b"L").unwrap().as_float().unwrap(), -1.24);
            let data = catalog.get_deref(b"Data", &document).unwrap().as_stream().unwrap();
            assert_eq!((&data.content[..], data.dict.has(b"Kind")), (&b"as it is"[..], true));
            let mut numbers = Vec::new();
            for object in document.objects.values().filter_map(|o| o.as_dict().ok()).filter(|d| d.has(b"N")) {
                let Ok(n) = object.get(b"N").and_then(Object::as_i64) else { continue };
                if !object.has(b"T") {
                    continue;
                }
                numbers.push(n);
                assert_eq!(object.get(b"T").unwrap().as_str().unwrap(), b"(a) \\ b");
                assert_eq!(object.get(b"U").unwrap().as_str().unwrap(), b"\xfe\xff\x00\xe9\xd8\x0c\xdc\x80");
            }
            numbers.sort_unstable();
            assert_eq!(numbers, (0..count as i64).collect::<Vec<_>>());
        }
    }

    /// Some spelling of the data ends in a carriage return; the other is taken then, and read all the same.
    #[test]
    fn streams_of_objects_and_references_are_packed_once() {
        for count in 0..300 {
            let bytes = written(count);
            assert!(contains(&bytes, b"/Filter/FlateDecode") && !contains(&bytes, b"/Filter["), "{count}");
            assert_eq!(Document::load_mem(&bytes).unwrap().catalog().unwrap().len(), 2);
        }
    }

    fn contains(bytes: &[u8], words: &[u8]) -> bool {
        bytes.windows(words.len()).any(|w| w == words)
    }

    #[test]
    fn a_promise_that_is_not_kept_is_an_error() {
        let mut w = Writer::new(0);
        let root = w.promise();
        assert!(w.end(root, root, b"").is_err());
    }

    #[test]
    fn names_are_escaped() {
        assert_eq!(name("application/akn+xml"), "/application#2Fakn+xml");
    }
}
