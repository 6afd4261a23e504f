//! The pages about JSON and XML name everything their schemas declare.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Every name in back-ticks, and every element and attribute in an example.
fn named(page: &str) -> BTreeSet<&str> {
    let word = |c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-');
    let ticked = page.split('`').skip(1).step_by(2).flat_map(|t| t.split(word));
    let quoted = page.split('"').skip(1).step_by(2);
    let tags = page.split('<').skip(1).filter_map(|t| t.split('>').next()).flat_map(|t| t.split(word));
    ticked.chain(quoted).chain(tags).collect()
}

#[test]
fn the_page_on_the_exchange_file_explains_every_element_and_attribute() {
    let (schema, page) = (read("schemas/facts.xsd"), read("docs/exchange.md"));
    let known = named(&page);
    let declared = schema.lines().filter(|l| l.contains("<xs:element name=") || l.contains("<xs:attribute name="));
    let names = declared.flat_map(|l| l.split("name=\"").skip(1).filter_map(|rest| rest.split('"').next()));
    let missing: Vec<&str> = names.filter(|n| !known.contains(n)).collect();
    assert!(missing.is_empty(), "docs/exchange.md does not explain {missing:?}");
}

#[test]
fn the_page_on_the_model_explains_every_field() {
    let schema: serde_json::Value = serde_json::from_str(&read("schemas/note.schema.json")).unwrap();
    let page = read("docs/model.md");
    let known = named(&page);
    let types = schema["$defs"].as_object().unwrap().values().chain([&schema]);
    let variants = types.flat_map(|t| t["oneOf"].as_array().into_iter().flatten().chain([t]));
    let fields = variants.filter_map(|t| t["properties"].as_object()).flat_map(|p| p.keys());
    let missing: BTreeSet<&String> = fields.filter(|f| !known.contains(f.as_str())).collect();
    assert!(missing.is_empty(), "docs/model.md does not explain {missing:?}");
}
