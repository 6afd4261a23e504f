//! Every briefing passes PDF/A-3a and PDF/UA-1, carries the exchange file unchanged, and is the same on every run.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod support;

use communique::compose::{Templates, compose};
use communique::diag::Diagnostic;
use communique::emit::pdf::attachment;
use communique::emit::{EMITTERS, Handover};
use communique::pipeline;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use std::path::PathBuf;
use std::process::Command;
use support::briefings::{self, Sample};

const EXCHANGE: &[u8] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<akomaNtoso>Phnom Penh · プノンペン</akomaNtoso>\n".as_bytes();

fn samples() -> Vec<(&'static str, Sample)> {
    vec![
        ("dialogue", briefings::dialogue()),
        ("doubtful", briefings::doubtful()),
        ("empty", briefings::empty()),
        ("long", briefings::long(120)),
        ("strange", briefings::strange()),
        ("scripts", briefings::scripts()),
        ("in French", briefings::in_language("fr")),
        ("in Spanish", briefings::in_language("es")),
        ("in Japanese", briefings::in_language("ja")),
    ]
}

fn print(sample: &Sample, exchange: &[u8]) -> (Vec<u8>, Vec<Diagnostic>) {
    let briefing = compose(&sample.note, &sample.source, &Templates::builtin()).unwrap();
    let handover = Handover { note: &sample.note, source: &sample.source, briefing: &briefing, exchange };
    let emitter = EMITTERS.iter().find(|e| e.name == "pdf").unwrap();
    let made = (emitter.emit)(&handover).unwrap();
    (made.value, made.diagnostics)
}

fn failures(pdf: &[u8], profile: ValidationProfile) -> Vec<String> {
    let report = validate_pdf_bytes(pdf, &ValidationOptions::default().profile(profile)).unwrap();
    report.failures.iter().map(|f| format!("{}: {}", f.rule_id, f.message)).collect()
}

#[test]
fn every_briefing_conforms_to_both_standards() {
    for (name, sample) in samples() {
        for exchange in [EXCHANGE, b""] {
            let (pdf, _) = print(&sample, exchange);
            for profile in [ValidationProfile::PdfA3a, ValidationProfile::PdfUa1] {
                assert_eq!(failures(&pdf, profile), Vec::<String>::new(), "{name}");
            }
        }
    }
}

/// Bytes whose zlib data end in a carriage return, which would pass for a part of the line end after it.
#[test]
fn the_length_of_every_stream_is_stated_right_whatever_it_holds() {
    // The last byte of zlib data is one more than the sum of the bytes, modulo 65,521 and 256 (RFC 1950).
    for filler in 0..=255_u8 {
        let exchange = [b"exchange", &[filler][..]].concat();
        if exchange.iter().map(|&b| u32::from(b)).sum::<u32>() % 256 != u32::from(b'\r' - 1) {
            continue;
        }
        let (pdf, _) = print(&briefings::empty(), &exchange);
        assert!(!pdf.windows(11).any(|w| w == b"\r\nendstream"));
        assert_eq!(failures(&pdf, ValidationProfile::PdfA3a), Vec::<String>::new());
        return;
    }
    panic!("one of 256 bytes makes the sum right");
}

/// A note on the whole way from its bytes to its PDF, with the exchange file that is attached; `None` if it is held.
fn compile(path: &std::path::Path) -> Option<(Vec<u8>, Vec<u8>)> {
    let compiled = pipeline::examine(&path.file_name().unwrap().to_string_lossy(), &std::fs::read(path).unwrap());
    let note = compiled.note?;
    let artifacts = pipeline::publish(&note, &compiled.source, &Templates::builtin(), None).unwrap().value;
    let find = |extension: &str| artifacts.iter().find(|a| a.path.ends_with(extension)).unwrap().bytes.clone();
    Some((find(".pdf"), find(".xml")))
}

fn notes(folder: &str) -> Vec<PathBuf> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        support::skipped(&format!("{} is not there", folder.display()));
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).filter(|p| p.is_file()).collect();
    paths.sort();
    paths
}

#[test]
fn the_project_s_own_notes_conform() {
    let paths = notes("inputs");
    assert!(!paths.is_empty());
    for path in paths {
        let Some((pdf, _)) = compile(&path) else { continue };
        for profile in [ValidationProfile::PdfA3a, ValidationProfile::PdfUa1] {
            assert_eq!(failures(&pdf, profile), Vec::<String>::new(), "{}", path.display());
        }
    }
}

#[test]
fn no_heading_stands_alone_at_the_end_of_a_page() {
    for count in 1..40 {
        let Some(text) = tool("pdftotext", &["-layout", "PDF", "-"], &print(&briefings::long(count), EXCHANGE).0)
        else {
            return;
        };
        for page in text.split('\u{c}') {
            // The last words of a page above its footer.
            let last = page.lines().map(str::trim_end).filter(|l| !l.is_empty()).rev().nth(1).unwrap_or_default();
            let headings = ["At a glance", "Findings", "For attention", "In the chair", "Participants", "Source"];
            assert!(!headings.contains(&last.trim()), "{count}: {page}");
        }
    }
}

#[test]
fn a_press_release_makes_two_light_pages() {
    for path in notes("../shared/seeds") {
        let (pdf, exchange) = compile(&path).unwrap();
        let document = lopdf::Document::load_mem(&pdf).unwrap();
        assert_eq!(document.get_pages().len(), 2);
        let attached = document.objects.values().filter_map(|o| o.as_stream().ok());
        let attached = attached.filter(|s| s.dict.has_type(b"EmbeddedFile")).map(|s| s.content.len()).sum::<usize>();
        assert!(pdf.len() - attached <= 45_000, "{} bytes, {attached} of them attached", pdf.len());
        assert!(exchange.len() > attached);
        for profile in [ValidationProfile::PdfA3a, ValidationProfile::PdfUa1] {
            assert_eq!(failures(&pdf, profile), Vec::<String>::new());
        }
    }
}

#[test]
fn letter_paper_is_a_word_in_the_theme() {
    let [template, (name, theme)] = Templates::builtin_texts();
    let theme = theme.replace("paper = \"A4\"", "paper = \"Letter\"");
    let templates = Templates::new(template, (name, &theme)).unwrap();
    let sample = briefings::doubtful();
    let briefing = compose(&sample.note, &sample.source, &templates).unwrap();
    let handover = Handover { note: &sample.note, source: &sample.source, briefing: &briefing, exchange: EXCHANGE };
    let emitter = EMITTERS.iter().find(|e| e.name == "pdf").unwrap();
    let pdf = (emitter.emit)(&handover).unwrap().value;
    let document = lopdf::Document::load_mem(&pdf).unwrap();
    for page in document.page_iter() {
        let media = document.get_dictionary(page).unwrap().get(b"MediaBox").unwrap().as_array().unwrap();
        let size: Vec<f32> = media.iter().map(|v| v.as_float().unwrap()).collect();
        assert_eq!(size, [0.0, 0.0, 612.0, 792.0]);
    }
    for profile in [ValidationProfile::PdfA3a, ValidationProfile::PdfUa1] {
        assert_eq!(failures(&pdf, profile), Vec::<String>::new());
    }
}

/// Ten times the participants on one line cost about ten times the time, not a hundred.
#[test]
fn a_crowd_on_one_line_is_printed_in_linear_time() {
    let time = |count: usize| {
        let sample = briefings::crowd(count);
        let start = std::time::Instant::now();
        assert!(!print(&sample, EXCHANGE).0.is_empty());
        start.elapsed().as_secs_f64()
    };
    time(100);
    let (small, large) = (time(400), time(4000));
    assert!(large < small * 40.0 + 1.0, "{small} s for 400, {large} s for 4000");
}

#[test]
fn two_runs_give_the_same_bytes() {
    for (name, sample) in samples() {
        assert!(print(&sample, EXCHANGE) == print(&sample, EXCHANGE), "{name}");
    }
}

#[test]
fn the_exchange_file_comes_back_byte_for_byte() {
    for exchange in [EXCHANGE, b"", &[0x0d; 70_000]] {
        let (pdf, _) = print(&briefings::dialogue(), exchange);
        assert_eq!(attachment(&pdf).unwrap().as_deref(), Some(exchange));
    }
}

#[test]
fn a_document_without_the_exchange_file_or_with_a_damaged_one_says_so() {
    let (pdf, _) = print(&briefings::dialogue(), EXCHANGE);
    let altered = |change: &dyn Fn(&mut lopdf::Document)| {
        let mut document = lopdf::Document::load_mem(&pdf).unwrap();
        change(&mut document);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        attachment(&bytes)
    };
    assert_eq!(altered(&|d| drop(d.catalog_mut().unwrap().remove(b"AF"))).unwrap(), None);
    let doubled = |d: &mut lopdf::Document| {
        let files = d.catalog_mut().unwrap().get_mut(b"AF").unwrap().as_array_mut().unwrap();
        files.push(files[0].clone());
    };
    assert!(altered(&doubled).unwrap_err().to_string().contains("2 associated files"));
    let emptied = |d: &mut lopdf::Document| {
        let streams = d.objects.values_mut().filter_map(|o| o.as_stream_mut().ok());
        streams.filter(|s| s.dict.has_type(b"EmbeddedFile")).for_each(|s| s.set_plain_content(b"less".to_vec()));
    };
    assert!(format!("{:#}", altered(&emptied).unwrap_err()).contains("and has 4"));
    for bytes in [&pdf[..pdf.len() / 2], b"%PDF-1.7", b"<akomaNtoso/>", b""] {
        assert!(attachment(bytes).is_err());
    }
}

#[test]
fn a_character_without_a_glyph_is_a_diagnostic_with_its_place() {
    let sample = briefings::strange();
    let (_, diagnostics) = print(&sample, EXCHANGE);
    let [d] = &diagnostics[..] else { panic!("{diagnostics:?}") };
    assert_eq!((d.code.as_str(), d.name.as_str(), d.quote.as_str()), ("E101", "missing-glyph", "𓂀"));
    assert!(d.message.contains("U+13080"), "{}", d.message);
    assert!(print(&briefings::dialogue(), EXCHANGE).1.is_empty());
}

/// Whatever becomes of a document on its way, what comes out of it is the exchange file, another one, or an error.
#[test]
fn a_damaged_document_is_an_error_and_no_more() {
    let (pdf, _) = print(&briefings::empty(), EXCHANGE);
    let mut refused = 0;
    for at in (0..pdf.len()).step_by(61) {
        let mut damaged = pdf.clone();
        damaged[at] ^= 0x15;
        refused += usize::from(attachment(&damaged).is_err());
        refused += usize::from(attachment(&pdf[..at]).is_err());
    }
    assert!(refused > pdf.len() / 61);
}

/// Runs a tool of poppler or qpdf on a PDF; `None`, said aloud, where it is not installed.
fn tool(program: &str, arguments: &[&str], pdf: &[u8]) -> Option<String> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("briefing.pdf");
    std::fs::write(&path, pdf).unwrap();
    let arguments = arguments.iter().map(|a| if *a == "PDF" { path.clone() } else { PathBuf::from(a) });
    match Command::new(program).args(arguments).current_dir(&dir).output() {
        Ok(out) => {
            assert!(out.status.success(), "{program}: {}", String::from_utf8_lossy(&out.stderr));
            Some(String::from_utf8_lossy(&out.stdout).into_owned())
        }
        Err(e) => {
            support::skipped(&format!("{program} is not installed ({e})"));
            None
        }
    }
}

#[test]
fn qpdf_finds_no_fault() {
    for (name, sample) in samples() {
        if let Some(out) = tool("qpdf", &["--check", "PDF"], &print(&sample, EXCHANGE).0) {
            assert!(out.contains("No syntax or stream encoding errors"), "{name}: {out}");
        }
    }
}

#[test]
fn the_words_come_back_in_reading_order() {
    let sample = briefings::dialogue();
    let Some(text) = tool("pdftotext", &["PDF", "-"], &print(&sample, EXCHANGE).0) else { return };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut at = 0;
    let findings = sample.note.findings.iter().map(|f| f.text.as_str());
    let order = ["6th ASEAN-Japan Counter-Terrorism Dialogue", "At a glance", "Wednesday 9 – Friday 11 February 2011"];
    for words in order.into_iter().chain(findings).chain(["In the chair", "Takaaki Kojima"]) {
        let found = text[at..].find(words).unwrap_or_else(|| panic!("{words:?} is not where it should be in {text}"));
        at += found;
    }
}

#[test]
fn a_character_without_a_glyph_is_still_found_by_a_search() {
    let Some(text) = tool("pdftotext", &["PDF", "-"], &print(&briefings::strange(), EXCHANGE).0) else { return };
    assert!(text.contains("𓂀"), "{text}");
}

#[test]
fn words_of_every_script_come_back_as_they_were() {
    let sample = briefings::scripts();
    let (pdf, diagnostics) = print(&sample, EXCHANGE);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let Some(text) = tool("pdftotext", &["PDF", "-"], &pdf) else { return };
    let squeezed = |words: &str| words.split_whitespace().collect::<String>();
    let text = squeezed(&text);
    let names = sample.note.people.iter().filter_map(|p| p.name.as_ref()?.value.clone());
    for words in names.chain(sample.note.findings.iter().map(|f| f.text.clone())) {
        assert!(text.contains(&squeezed(&words)), "{words} is not in {text}");
    }
}

/// Structure types in reading order, one a line, indented by depth.
fn outline(pdf: &[u8]) -> String {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap().as_reference().unwrap();
    let mut out = String::new();
    walk(&document, document.get_dictionary(root).unwrap(), 0, &mut out);
    out
}

fn walk(document: &lopdf::Document, element: &lopdf::Dictionary, depth: usize, out: &mut String) {
    if let Ok(name) = element.get(b"S").and_then(|s| s.as_name()) {
        out.push_str(&format!("{}{}\n", "  ".repeat(depth), String::from_utf8_lossy(name)));
    }
    let kids = element.get(b"K").and_then(|k| k.as_array()).map(Vec::as_slice).unwrap_or_default();
    for kid in kids.iter().filter_map(|k| k.as_reference().ok()) {
        walk(document, document.get_dictionary(kid).unwrap(), depth + 1, out);
    }
}

#[test]
fn headings_lists_and_tables_are_tagged_as_what_they_are() {
    let tags = outline(&print(&briefings::doubtful(), EXCHANGE).0);
    let count = |tag: &str| tags.lines().filter(|l| l.trim() == tag).count();
    assert_eq!(count("H1"), 1);
    assert!(count("H2") >= 6, "{tags}");
    assert_eq!(outline(&print(&briefings::dialogue(), EXCHANGE).0).matches("Figure\n").count(), 1);
    assert_eq!((count("L"), count("LI"), count("Lbl"), count("LBody")), (2, 8, 8, 8), "{tags}");
    assert_eq!(count("TR"), count("TH") - extra_heads(&tags), "{tags}");
}

/// Cells that head a column: those of the rows within `THead`, less one a row.
fn extra_heads(tags: &str) -> usize {
    let mut extra = 0;
    let mut lines = tags.lines().peekable();
    while let Some(line) = lines.next() {
        if line.trim() == "THead" {
            let depth = line.len();
            let heads = std::iter::from_fn(|| lines.next_if(|l| l.len() - l.trim_start().len() + 5 > depth));
            extra += heads.filter(|l| l.trim() == "TH").count().saturating_sub(1);
        }
    }
    extra
}
