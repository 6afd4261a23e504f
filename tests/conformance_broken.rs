//! The validator that vouches for the briefings notices each property that is taken away from one.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod support;

use communique::compose::{Templates, compose};
use communique::emit::{EMITTERS, Handover};
use lopdf::{Dictionary, Document, Object};
use page_validation::ValidationProfile::{PdfA3a, PdfUa1};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use support::briefings;

fn whole() -> Document {
    let sample = briefings::dialogue();
    let briefing = compose(&sample.note, &sample.source, &Templates::builtin()).unwrap();
    let handover =
        Handover { note: &sample.note, source: &sample.source, briefing: &briefing, exchange: b"<akomaNtoso/>" };
    let emitter = EMITTERS.iter().find(|e| e.name == "pdf").unwrap();
    Document::load_mem(&(emitter.emit)(&handover).unwrap().value).unwrap()
}

fn passes(document: &mut Document, profile: ValidationProfile) -> bool {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    // A document so broken that it cannot be read has not passed either.
    validate_pdf_bytes(&bytes, &ValidationOptions::default().profile(profile)).is_ok_and(|r| r.is_compliant)
}

/// Calls `f` with every dictionary, those of streams included.
fn each(document: &mut Document, f: impl Fn(&mut Dictionary)) {
    for object in document.objects.values_mut() {
        match object {
            Object::Dictionary(d) => f(d),
            Object::Stream(s) => f(&mut s.dict),
            _ => {}
        }
    }
}

fn without(document: &mut Document, kind: &[u8], key: &[u8]) {
    each(document, |d| {
        let is = |k: &[u8]| d.get(k).and_then(Object::as_name).is_ok_and(|n| n == kind);
        if is(b"Type") || is(b"S") {
            d.remove(key);
        }
    });
}

fn catalog(document: &mut Document, key: &[u8]) {
    document.catalog_mut().unwrap().remove(key);
}

fn xmp(document: &mut Document, from: &str, to: &str) {
    for object in document.objects.values_mut() {
        if let Object::Stream(s) = object
            && s.dict.has_type(b"Metadata")
        {
            let text = String::from_utf8(s.content.clone()).unwrap();
            assert!(text.contains(from), "{from} is not in the metadata");
            s.set_content(text.replace(from, to).into_bytes());
        }
    }
}

type Fault = (&'static str, ValidationProfile, fn(&mut Document));

const FAULTS: &[Fault] = &[
    ("no marks", PdfA3a, |d| catalog(d, b"MarkInfo")),
    ("no marks", PdfUa1, |d| catalog(d, b"MarkInfo")),
    ("no structure", PdfA3a, |d| catalog(d, b"StructTreeRoot")),
    ("no structure", PdfUa1, |d| catalog(d, b"StructTreeRoot")),
    ("no language", PdfUa1, |d| catalog(d, b"Lang")),
    ("no metadata", PdfA3a, |d| catalog(d, b"Metadata")),
    ("no metadata", PdfUa1, |d| catalog(d, b"Metadata")),
    ("no output intent", PdfA3a, |d| catalog(d, b"OutputIntents")),
    ("title not shown", PdfUa1, |d| catalog(d, b"ViewerPreferences")),
    ("attachment not associated", PdfA3a, |d| catalog(d, b"AF")),
    ("no identifier", PdfA3a, |d| {
        d.trailer.remove(b"ID");
    }),
    ("another part", PdfA3a, |d| xmp(d, "<pdfaid:part>3<", "<pdfaid:part>1<")),
    ("no claim", PdfUa1, |d| xmp(d, "<pdfuaid:part>1</pdfuaid:part>", "")),
    ("undescribed schema", PdfA3a, |d| xmp(d, "pdfaExtension:schemas", "pdfaExtension:schemes")),
    ("no title", PdfUa1, |d| xmp(d, "dc:title", "dc:titel")),
    ("attachment without relationship", PdfA3a, |d| without(d, b"Filespec", b"AFRelationship")),
    ("attachment without media type", PdfA3a, |d| without(d, b"EmbeddedFile", b"Subtype")),
    ("attachment without name", PdfA3a, |d| without(d, b"Filespec", b"UF")),
    ("figure without alternative", PdfUa1, |d| without(d, b"Figure", b"Alt")),
    ("header cells without scope", PdfUa1, |d| without(d, b"TH", b"A")),
    ("glyphs without meaning", PdfA3a, |d| without(d, b"Font", b"ToUnicode")),
    ("font not embedded", PdfA3a, |d| without(d, b"FontDescriptor", b"FontFile2")),
    ("wrong widths", PdfA3a, |d| {
        each(d, |d| {
            if d.has(b"DW") {
                d.set("W", Object::Array(vec![0.into(), Object::Array(vec![1.into(); 200])]));
            }
        })
    }),
    ("row of another length", PdfUa1, |d| {
        let row = d.objects.values_mut().find_map(|o| match o {
            Object::Dictionary(e) if e.get(b"S").and_then(Object::as_name).is_ok_and(|n| n == b"TR") => Some(e),
            _ => None,
        });
        row.unwrap().get_mut(b"K").and_then(Object::as_array_mut).unwrap().pop();
    }),
    ("a heading skipped", PdfUa1, |d| {
        each(d, |d| {
            if d.get(b"S").and_then(Object::as_name).is_ok_and(|n| n == b"H2") {
                d.set("S", "H4");
            }
        })
    }),
    ("content that is neither tagged nor an artifact", PdfUa1, |d| {
        let page = d.page_iter().next().unwrap();
        let content = d.get_page_content(page);
        let text = String::from_utf8_lossy(&content).into_owned();
        let bare = [content, b"\n0 0 10 10 re f\n".to_vec()].concat();
        assert!(text.contains("BDC"));
        let id = d.get_page_contents(page)[0];
        d.get_object_mut(id).and_then(Object::as_stream_mut).unwrap().set_plain_content(bare);
    }),
];

#[test]
fn what_is_only_read_and_written_again_still_passes() {
    for profile in [PdfA3a, PdfUa1] {
        assert!(passes(&mut whole(), profile));
    }
}

#[test]
fn every_missing_property_is_noticed() {
    let whole = whole();
    let mut unnoticed = Vec::new();
    for (name, profile, spoil) in FAULTS {
        let mut document = whole.clone();
        spoil(&mut document);
        if passes(&mut document, *profile) {
            unnoticed.push(format!("{name} ({profile:?})"));
        }
    }
    assert!(unnoticed.is_empty(), "{unnoticed:?}");
}
