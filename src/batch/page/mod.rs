//! The report for people: `report.html`, one file that needs no network.
//!
//! Handed: the report's head, and notes one by one. Gives: HTML that reads without scripts; a script of its own sorts and
//! filters. Knows nothing about where the page goes. Artifacts are linked relative to the page.

use super::report::{ArtifactReport, Excerpt, NoteReport, Outcome, Report, Tally};
use crate::diag::{Diagnostic, Severity};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Rows a page holds; a browser is slow beyond. What has errors comes first into it.
pub(super) const ROWS: usize = 2000;

/// A note as a row shows it.
pub(super) struct Row {
    pub(super) entry: NoteReport,
    pub(super) excerpts: Vec<Excerpt>,
}

/// Writes the page. `series` are the keys to choose from; `rows` are the notes to show, of all that there are.
///
/// # Errors
/// What the writer or the rows give.
pub(super) fn write<W: Write>(
    mut out: W,
    head: &Report,
    series: &BTreeSet<String>,
    rows: impl ExactSizeIterator<Item = io::Result<Row>>,
) -> io::Result<()> {
    let total = head.published + head.held;
    let shown = rows.len();
    write!(out, "{}", begin(head, series))?;
    for row in rows {
        write!(out, "{}", self::row(&row?))?;
    }
    writeln!(out, "</tbody>\n</table>")?;
    if shown < total {
        let rest = total - shown;
        writeln!(out, "<p class=\"more\">{rest} more notes are in <a href=\"report.json\">report.json</a>.</p>")?;
    }
    writeln!(out, "{}<script>{}</script>\n</body>\n</html>", removed(head), include_str!("page.js"))?;
    out.flush()
}

fn begin(head: &Report, series: &BTreeSet<String>) -> String {
    let Report { version, published, held, found: Tally { errors, warnings, notes }, removed, .. } = head;
    let options: String = series.iter().map(|s| format!("<option>{}</option>", escape(s))).collect();
    let heads = ["Note", "Outcome", "Series", "Found", "Files and diagnostics"];
    let heads: String =
        heads.iter().map(|h| format!("<th scope=\"col\"><button type=\"button\">{h}</button></th>")).collect();
    let removed = if removed.is_empty() { String::new() } else { format!("<li><b>{}</b> removed</li>", removed.len()) };
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src \
         'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n<title>Report</title>\n<style>{css}</style>\n</head>\n<body>\n\
         <h1>What became of the notes</h1>\n<ul class=\"counts\"><li class=\"published\"><b>{published}</b> published</li>\
         <li class=\"held\"><b>{held}</b> held back</li>{removed}<li class=\"error\"><b>{errors}</b> errors</li>\
         <li class=\"warning\"><b>{warnings}</b> warnings</li><li class=\"note\"><b>{notes}</b> notes</li>\
         <li class=\"id\">communique {version}</li></ul>\n\
         <form hidden><label>Words <input name=\"words\" type=\"search\"></label>\
         <label>Severity <select name=\"severity\"><option value=\"\">all</option><option>error</option>\
         <option>warning</option><option>note</option></select></label>\
         <label>Series <select name=\"series\"><option value=\"\">all</option>{options}</select></label>\
         <output id=\"shown\"></output></form>\n\
         <table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n",
        css = include_str!("page.css"),
        version = escape(version),
    )
}

fn row(row: &Row) -> String {
    let Row { entry, excerpts } = row;
    let tally = Tally::of(&entry.diagnostics);
    let kinds: BTreeSet<&str> = entry.diagnostics.iter().map(|d| d.severity.name()).collect();
    let kinds = kinds.into_iter().collect::<Vec<_>>().join(" ");
    let series = escape(entry.series.as_deref().unwrap_or_default());
    let (path, outcome) = (escape(&entry.path), if entry.outcome == Outcome::Held { "held" } else { "published" });
    let id = entry.id.as_ref().map(|id| format!("<div class=\"id\">{}</div>", escape(id))).unwrap_or_default();
    let mut out = format!(
        "<tr data-severity=\"{kinds}\" data-series=\"{series}\"><td class=\"path\" data-key=\"{path}\">{path}{id}</td>\
         <td class=\"{outcome}\" data-name=\"Outcome\" data-key=\"{outcome}\">{outcome}</td>\
         <td data-name=\"Series\" data-key=\"{series}\">{series}</td>",
    );
    let Tally { errors, warnings, notes } = tally;
    let counts = [(errors, "error"), (warnings, "warning"), (notes, "note")].map(|(n, name)| count(n, name)).concat();
    let _ = write!(out, "<td data-name=\"Found\" data-key=\"{errors:06}{warnings:06}{notes:06}\">{counts}</td>");
    let _ = write!(out, "<td class=\"last\" data-key=\"{}\">{}", tally.total(), files("", &entry.artifacts));
    if let Some(good) = &entry.last_good {
        out += &files("last good version: ", &good.artifacts);
    }
    if tally.total() > 0 {
        let open = if tally.errors > 0 { " open" } else { "" };
        let _ = write!(out, "<details{open}><summary>{} to look at</summary>", tally.total());
        for (i, d) in entry.diagnostics.iter().enumerate() {
            out += &diagnostic(d, excerpts.get(i));
        }
        out += "</details>";
    }
    for a in &entry.allowed {
        let (code, name, message) = (&a.diagnostic.code, &a.diagnostic.name, &a.diagnostic.message);
        let [code, name, message, reason] = [code, name, message, &a.reason].map(|words| escape(words));
        let place = format!("{}, line {}", escape(&a.file), a.line);
        let _ = write!(out, "<p class=\"where\">allowed: {code} {name}: {message} ({reason}; {place})</p>");
    }
    out + "</td></tr>\n"
}

fn count(n: usize, name: &str) -> String {
    match n {
        0 => String::new(),
        1 => format!("<div class=\"{name}\">1 {name}</div>"),
        n => format!("<div class=\"{name}\">{n} {name}s</div>"),
    }
}

fn files(label: &str, artifacts: &[ArtifactReport]) -> String {
    let link = |a: &ArtifactReport| {
        let name = a.path.split('/').next().unwrap_or_default();
        format!("<a href=\"{}\">{}</a>", escape(&a.path), escape(name))
    };
    let links: String = artifacts.iter().map(link).collect();
    if links.is_empty() { links } else { format!("<div class=\"files\">{label}{links}</div>") }
}

fn diagnostic(d: &Diagnostic, excerpt: Option<&Excerpt>) -> String {
    let severity = d.severity.name();
    let mut out = format!(
        "<div class=\"found\"><p><b class=\"{severity}\">{severity} {} {}</b>: {}</p>\
         <p class=\"where\">line {}, column {}</p>",
        escape(&d.code),
        escape(&d.name),
        escape(&d.message),
        d.line,
        d.column,
    );
    if let Some(Excerpt { before, words, after }) = excerpt.filter(|e| !e.words.is_empty()) {
        let (before, words, after) = (escape(before), escape(words), escape(after));
        let _ = write!(out, "<p class=\"excerpt\">{before}<mark>{words}</mark>{after}</p>");
    }
    for r in &d.related {
        let (message, path, quote) = (escape(&r.message), escape(&r.path), escape(&r.quote));
        let _ = write!(out, "<p class=\"where\">{message}: {path}, line {}: “{quote}”</p>", r.line);
    }
    if let Some(help) = &d.help {
        let _ = write!(out, "<p class=\"help\">{}</p>", escape(help));
    }
    out + "</div>"
}

fn removed(head: &Report) -> String {
    if head.removed.is_empty() {
        return String::new();
    }
    let mut out = String::from("<h2>Removed since the run before</h2>\n<ul>");
    for r in &head.removed {
        let id = r.id.as_ref().map(|id| format!(" <span class=\"id\">{}</span>", escape(id))).unwrap_or_default();
        let _ = write!(out, "<li class=\"path\">{}{id}</li>", escape(&r.path));
    }
    out + "</ul>\n"
}

/// Text as HTML shows it (also inside quoted attributes): five characters stand for something else, and control characters
/// must not appear at all.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') => {
                out.push('\u{fffd}')
            }
            c => out.push(c),
        }
    }
    out
}

/// Whether a note comes into the page before another, where there is not room for all: what holds notes back first.
pub(super) fn rank(tally: Tally) -> Severity {
    match tally {
        Tally { errors: 1.., .. } => Severity::Error,
        Tally { warnings: 1.., .. } => Severity::Warning,
        _ => Severity::Note,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;
    use crate::source::{SourceFile, Span};

    const CODE: Code =
        Code { code: "D103", name: "weekday-mismatch", severity: Severity::Error, summary: "", explanation: "" };

    fn page(path: &str, text: &str) -> String {
        let source = SourceFile::from_text(path, text);
        let span = Span::new(0, text.len());
        let d = Diagnostic::new(&CODE, &source, span, "it <was> a “Wednesday” & no Thursday");
        let entry = NoteReport {
            path: path.to_owned(),
            source_sha256: None,
            id: Some("an-id".to_owned()),
            series: Some("a-series".to_owned()),
            outcome: Outcome::Held,
            artifacts: Vec::new(),
            last_good: None,
            allowed: Vec::new(),
            diagnostics: vec![d],
        };
        let head = Report {
            schema: String::new(),
            version: "1".to_owned(),
            published: 2,
            held: 1,
            found: Tally { errors: 1, ..Tally::default() },
            removed: Vec::new(),
            notes: Vec::new(),
        };
        let mut out = Vec::new();
        let row = Row { entry, excerpts: vec![Excerpt::of(&source, span)] };
        write(&mut out, &head, &["a-series".to_owned()].into(), [Ok(row)].into_iter()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn nothing_a_note_says_becomes_markup() {
        let evil = "\"><script>alert(1)</script>&amp;'\u{1b}[31m\u{202e}";
        let page = page(&format!("{evil}.txt"), evil);
        assert_eq!(page.matches("<script").count(), 1, "only our own");
        assert!(page.contains("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;&#39;\u{fffd}[31m\u{fffd}"));
        assert!(!page.contains('\u{1b}') && !page.contains('\u{202e}'));
    }

    #[test]
    fn words_are_marked_and_what_is_left_out_is_said() {
        let page = page("a.txt", "Thursday");
        assert!(page.contains("<mark>Thursday</mark>") && page.contains("<option>a-series</option>"));
        assert!(page.contains("2 more notes are in <a href=\"report.json\">"), "one of three is shown");
        assert!(!page.contains("http://") && !page.contains("https://"), "nothing is fetched");
    }
}
