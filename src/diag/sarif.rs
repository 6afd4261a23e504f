//! Diagnostics as SARIF 2.1.0 (OASIS Standard, 27 March 2020), for code-scanning services and editors.
//!
//! Handed: diagnostics and every code. Gives: one JSON document. Knows nothing about who reads it.

use super::{Code, Diagnostic, Related, Severity, Spot};
use serde_json::{Value, json};
use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::io;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

/// One log with one run; every code is described, whether it was found or not.
pub fn render(diagnostics: &[Diagnostic], codes: &[&Code]) -> String {
    let mut out = Vec::new();
    write(&mut out, diagnostics.iter().map(Ok), codes).expect("memory takes everything");
    String::from_utf8(out).expect("JSON is UTF-8")
}

/// The same for diagnostics that come one by one, one result a line.
///
/// # Errors
/// What the writer or the diagnostics give.
pub fn write<W: io::Write, D: Borrow<Diagnostic>>(
    mut out: W,
    diagnostics: impl Iterator<Item = io::Result<D>>,
    codes: &[&Code],
) -> io::Result<()> {
    let index: BTreeMap<&str, usize> = codes.iter().enumerate().map(|(i, c)| (c.code, i)).collect();
    let rules: Vec<Value> = codes.iter().map(|c| rule(c)).collect();
    let tool = json!({ "driver": { "name": "communique", "version": env!("CARGO_PKG_VERSION"), "rules": rules } });
    write!(out, "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{tool},")?;
    write!(out, "\"columnKind\":\"unicodeCodePoints\",\"results\":[")?;
    for (i, d) in diagnostics.enumerate() {
        let d = d?;
        let d: &Diagnostic = d.borrow();
        write!(out, "{}\n{}", if i == 0 { "" } else { "," }, result(d, index.get(d.code.as_str()).copied()))?;
    }
    writeln!(out, "\n]}}]}}")?;
    out.flush()
}

fn rule(code: &Code) -> Value {
    json!({
        "id": code.code,
        "name": code.name,
        "shortDescription": { "text": code.summary },
        "fullDescription": { "text": code.explanation },
        "defaultConfiguration": { "level": level(code.severity) },
    })
}

/// SARIF's levels have our names (§3.27.10).
fn level(severity: Severity) -> &'static str {
    severity.name()
}

fn result(d: &Diagnostic, rule: Option<usize>) -> Value {
    let text =
        d.help.as_ref().map_or_else(|| sentence(&d.message), |h| format!("{} {}", sentence(&d.message), sentence(h)));
    let mut result = json!({
        "ruleId": d.code,
        "level": level(d.severity),
        "message": { "text": text },
        "locations": [location(&d.spot())],
    });
    if let Some(rule) = rule {
        result["ruleIndex"] = json!(rule);
    }
    if !d.related.is_empty() {
        result["relatedLocations"] = d.related.iter().enumerate().map(|(i, r)| related(i, r)).collect();
    }
    result
}

fn related(i: usize, r: &Related) -> Value {
    let mut location = location(&r.spot());
    location["id"] = json!(i + 1);
    location["message"] = json!({ "text": sentence(&r.message) });
    location
}

fn location(spot: &Spot) -> Value {
    let end = spot.end();
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&spot.path) },
            "region": {
                "startLine": spot.line,
                "startColumn": spot.column,
                "endLine": end.line,
                "endColumn": end.column,
                "snippet": { "text": spot.quote },
            },
        },
    })
}

/// Messages are sentences (§3.11.3): a capital first and a full stop last.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(char::to_uppercase).into_iter().flatten();
    let mut out: String = first.chain(chars).collect();
    if !out.ends_with(['.', '?', '!']) {
        out.push('.');
    }
    out
}

/// A relative URI reference (RFC 3986, 4.2): everything but unreserved characters and slashes is percent-encoded.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for b in path.bytes() {
        match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(b as char),
            _ => out.push_str(&format!("%{b:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceFile, Span};

    const CODE: Code = Code {
        code: "D103",
        name: "weekday-mismatch",
        severity: Severity::Error,
        summary: "A weekday that is not the date's.",
        explanation: "Why.",
    };

    #[test]
    fn places_count_characters_and_end_after_the_last() {
        let s = SourceFile::from_text("Hà Nội.txt", "Hà Nội, Thursday,\n9 February");
        let at = s.text.find("Thursday").unwrap();
        let d = Diagnostic::new(&CODE, &s, Span::new(at, s.text.len()), "it was a Wednesday")
            .with_related(&s, Span::new(0, 3), "here")
            .with_help("write “Wednesday”");
        let log: Value = serde_json::from_str(&render(&[d], &[&CODE])).unwrap();
        let result = &log["runs"][0]["results"][0];
        assert_eq!(result["message"]["text"], "It was a Wednesday. Write “Wednesday”.");
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "H%C3%A0%20N%E1%BB%99i.txt");
        let region = &place["region"];
        let ends = ["startLine", "startColumn", "endLine", "endColumn"].map(|k| region[k].as_u64().unwrap());
        assert_eq!(ends, [1, 9, 2, 11]);
        assert_eq!((&result["ruleIndex"], &result["relatedLocations"][0]["id"]), (&json!(0), &json!(1)));
    }

    #[test]
    fn an_empty_log_still_describes_every_rule() {
        let log: Value = serde_json::from_str(&render(&[], &[&CODE])).unwrap();
        assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][0]["id"], "D103");
        assert_eq!(log["runs"][0]["results"], json!([]));
    }
}
