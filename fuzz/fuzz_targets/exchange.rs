//! Any text as a received exchange file, and the exchange file of any note.
#![no_main]

use communique::emit::xml;
use communique::pipeline::examine;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = xml::import(text);
        let _ = xml::verify_alone(text);
    }
    if let Some(note) = examine("note.md", bytes).note {
        let file = xml::exchange(&note, None);
        let problems = xml::verify(&file, &note);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(xml::import(&file).expect("our own file is read back"), note);
    }
});
