//! Every code is explained, and the page that explains them is current.

use communique::diag::explain::{self, Entry};
use communique::pipeline;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn codes_are_unique_and_explained() {
    let mut seen = BTreeSet::new();
    for Entry { code, .. } in pipeline::entries() {
        assert!(seen.insert(code.code), "{} is given twice", code.code);
        assert!(seen.insert(code.name), "{} is given twice", code.name);
        let (letter, number) = code.code.split_at(1);
        assert!("IDPCFSTHE".contains(letter) && number.len() == 3 && number.parse::<u16>().is_ok(), "{}", code.code);
        assert!(code.name.bytes().all(|b| b == b'-' || b.is_ascii_lowercase() || b.is_ascii_digit()), "{}", code.name);
        let one_line = code.summary.ends_with('.') && !code.summary.contains('\n');
        assert!(one_line, "summary of {}", code.code);
        assert!(code.explanation.ends_with('.'), "explanation of {}", code.code);
    }
}

#[test]
fn the_page_of_diagnostics_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let page = explain::page(&pipeline::entries());
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    assert!(stored == page, "docs/rules.md is not current: run UPDATE_GOLDEN=1 cargo test --test rules");
}
