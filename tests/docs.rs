//! Every path that the documentation names exists.

use std::fs;
use std::path::Path;

const PAGES: &[&str] = &["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"];

/// Folders of this repository that a path in the documentation can begin with.
const ROOTS: &[&str] = &[
    "src/",
    "tests/",
    "docs/",
    "templates/",
    "schemas/",
    "inputs/",
    "examples/",
    "benches/",
    ".ci/",
    "deploy/",
    "assets/",
];

fn paths(text: &str) -> impl Iterator<Item = &str> {
    let ticked = text.split('`').skip(1).step_by(2);
    let linked = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    ticked.chain(linked).map(str::trim).filter(|p| ROOTS.iter().any(|r| p.starts_with(r)))
}

#[test]
fn every_path_in_the_documentation_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut checked = 0;
    for page in PAGES {
        let text = fs::read_to_string(root.join(page)).unwrap_or_else(|e| panic!("{page}: {e}"));
        for path in paths(&text).filter(|p| !p.contains(['<', '*', ' '])) {
            assert!(root.join(path).exists(), "{page} names {path}, which is not there");
            checked += 1;
        }
    }
    assert!(checked > 20, "the pages name paths; only {checked} were found");
}
