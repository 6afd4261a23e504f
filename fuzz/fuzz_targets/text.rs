//! Any bytes as a text note: ingest, normalize and check, and every fact's words are where it says.
#![no_main]

use communique::pipeline::examine;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let compiled = examine("note.txt", bytes);
    assert!(compiled.note.is_some() || !compiled.diagnostics.is_empty(), "a refused file is told why");
    for d in &compiled.diagnostics {
        assert_eq!(compiled.source.slice(d.span), d.quote);
    }
});
