//! The exchange file.
mod support;

use communique::emit::xml;
use support::notes;

#[test]
fn dump() {
    let dir = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("exchange");
    std::fs::create_dir_all(&dir).unwrap();
    for (name, note) in notes::all() {
        std::fs::write(dir.join(format!("{name}.xml")), xml::exchange(&note)).unwrap();
    }
}
