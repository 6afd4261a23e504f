//! Reads a briefing the way a screen reader does: along the structure tree, each element with the words it says.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;

/// An element of the structure tree, in reading order.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    /// How deep it lies in the tree.
    pub(crate) depth: usize,
    /// Its type.
    pub(crate) role: String,
    /// Language and attributes that matter to a reader, in words.
    pub(crate) traits: String,
    /// What it says, with the words set apart within it but without other elements; for a figure, its alternative.
    pub(crate) words: String,
}

/// Everything a briefing says, in reading order.
pub(crate) fn read(pdf: &[u8]) -> Vec<Said> {
    let document = Document::load_mem(pdf).unwrap();
    let words = document.page_iter().map(|page| (page, words_of_page(&document, page))).collect();
    let root = document.catalog().unwrap().get_deref(b"StructTreeRoot", &document).unwrap().as_dict().unwrap();
    let mut out = Vec::new();
    for kid in root.get(b"K").unwrap().as_array().unwrap() {
        Reader { document: &document, words: &words }.element(kid.as_reference().unwrap(), 0, &mut out);
    }
    out
}

/// The same as indented text.
pub(crate) fn outline(said: &[Said]) -> String {
    said.iter()
        .map(|s| {
            let line = format!("{}{}{} {}", "  ".repeat(s.depth), s.role, s.traits, s.words);
            format!("{}\n", line.trim_end())
        })
        .collect()
}

/// For each marked content of a page, its words.
type Words = BTreeMap<i64, String>;

struct Reader<'a> {
    document: &'a Document,
    words: &'a BTreeMap<ObjectId, Words>,
}

impl Reader<'_> {
    fn element(&self, id: ObjectId, depth: usize, out: &mut Vec<Said>) {
        let element = self.document.get_dictionary(id).unwrap();
        let role = String::from_utf8(element.get(b"S").unwrap().as_name().unwrap().to_vec()).unwrap();
        let place = out.len();
        let words = element.get(b"Alt").map(text).unwrap_or_default();
        out.push(Said { depth, role, traits: traits(element), words });
        let page = element.get(b"Pg").and_then(Object::as_reference).ok();
        for kid in element.get(b"K").unwrap().as_array().unwrap() {
            match kid {
                Object::Integer(mark) => self.say(out, place, page.unwrap(), *mark),
                Object::Reference(id) => {
                    let below = out.len();
                    self.element(*id, depth + 1, out);
                    if matches!(out[below].role.as_str(), "Span" | "Link") {
                        let words = out[below].words.clone();
                        out[place].words += &words;
                    }
                }
                Object::Dictionary(d) if d.has_type(b"MCR") => {
                    let page = d.get(b"Pg").unwrap().as_reference().unwrap();
                    self.say(out, place, page, d.get(b"MCID").unwrap().as_i64().unwrap());
                }
                _ => {}
            }
        }
    }

    fn say(&self, out: &mut [Said], place: usize, page: ObjectId, mark: i64) {
        // A figure's marks are a drawing, which its alternative says in words.
        if out[place].role == "Figure" {
            return;
        }
        let words = self.words[&page].get(&mark).map(String::as_str).unwrap_or_default();
        out[place].words.push_str(words);
    }
}

fn traits(element: &Dictionary) -> String {
    let mut out = element.get(b"Lang").map(|l| format!(" [{}]", text(l))).unwrap_or_default();
    if let Ok(attributes) = element.get(b"A").and_then(Object::as_dict) {
        for key in [&b"Scope"[..], b"ListNumbering"] {
            if let Ok(value) = attributes.get(key).and_then(Object::as_name) {
                out += &format!(" ({})", String::from_utf8_lossy(value));
            }
        }
    }
    out
}

/// A text string: UTF-16 with its mark, else Latin.
fn text(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    match bytes.strip_prefix(b"\xfe\xff") {
        Some(units) => utf16(units),
        None => bytes.iter().map(|&b| char::from(b)).collect(),
    }
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks(2).map(|b| u16::from_be_bytes([b[0], b[1]])).collect();
    String::from_utf16(&units).unwrap()
}

/// The words of every marked content of a page. Text that says what it stands for (ActualText) says that; other glyphs
/// say what their font's table of meanings says.
fn words_of_page(document: &Document, page: ObjectId) -> Words {
    let dictionary = document.get_dictionary(page).unwrap();
    let resources = dictionary.get_deref(b"Resources", document).unwrap().as_dict().unwrap();
    let fonts = resources.get_deref(b"Font", document).unwrap().as_dict().unwrap();
    let meanings: BTreeMap<Vec<u8>, BTreeMap<u16, String>> =
        fonts.iter().map(|(name, font)| (name.clone(), meanings(document, font))).collect();
    let mut words = Words::new();
    let (mut mark, mut actual, mut font) = (None, false, Vec::new());
    let content = Content::decode(&document.get_page_content(page)).unwrap();
    for operation in &content.operations {
        match operation.operator.as_str() {
            "BDC" => {
                let properties = operation.operands[1].as_dict().unwrap();
                match properties.get(b"ActualText") {
                    Ok(spelled) => {
                        actual = true;
                        say(&mut words, mark, &text(spelled));
                    }
                    Err(_) => mark = properties.get(b"MCID").and_then(Object::as_i64).ok(),
                }
            }
            "EMC" if actual => actual = false,
            "EMC" => mark = None,
            "Tf" => font = operation.operands[0].as_name().unwrap().to_vec(),
            // Lines of a paragraph end without a space where one was swallowed.
            "Td" => end_line(&mut words, mark),
            "TJ" if !actual => {
                for shown in operation.operands[0].as_array().unwrap().iter().filter_map(|o| o.as_str().ok()) {
                    for code in shown.chunks(2) {
                        let code = u16::from_be_bytes([code[0], code[1]]);
                        say(&mut words, mark, &meanings[&font][&code]);
                    }
                }
            }
            _ => {}
        }
    }
    words
}

fn say(words: &mut Words, mark: Option<i64>, more: &str) {
    if let Some(mark) = mark {
        words.entry(mark).or_default().push_str(more);
    }
}

fn end_line(words: &mut Words, mark: Option<i64>) {
    if let Some(said) = mark.and_then(|m| words.get_mut(&m)).filter(|w| !w.is_empty() && !w.ends_with(' ')) {
        said.push('\u{200b}');
    }
}

fn meanings(document: &Document, font: &Object) -> BTreeMap<u16, String> {
    let font = document.dereference(font).unwrap().1.as_dict().unwrap();
    let table = font.get_deref(b"ToUnicode", document).unwrap().as_stream().unwrap().decompressed_content().unwrap();
    let table = String::from_utf8(table).unwrap();
    let hex = |word: &str| -> Vec<u8> {
        let figures = word.trim_matches(['<', '>']);
        (0..figures.len()).step_by(2).map(|i| u8::from_str_radix(&figures[i..i + 2], 16).unwrap()).collect()
    };
    let rows =
        table.lines().filter_map(|l| l.split_once(' ')).filter(|(code, _)| code.len() == 6 && code.starts_with('<'));
    let rows = rows.filter(|(code, _)| *code != "<0000>" || !table.contains("<0000> <FFFF>\n<0000>"));
    rows.filter(|(_, words)| *words != "<FFFF>")
        .map(|(code, words)| (u16::from_be_bytes([hex(code)[0], hex(code)[1]]), utf16(&hex(words))))
        .collect()
}
