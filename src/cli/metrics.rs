//! Figures of the last run in the text format of Prometheus, for the textfile collector of a node exporter.

use anyhow::{Context, Result};
use communique::batch::Report;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// Name of the figure that outlives runs that publish nothing.
const LAST_PUBLISHED: &str = "communique_last_published_timestamp_seconds";

/// What is told of a run.
pub(crate) struct Figures<'a> {
    /// Exit code.
    pub(crate) code: u8,
    /// When it ended, in seconds since 1970.
    pub(crate) ended: i64,
    /// How long it took.
    pub(crate) took: Duration,
    /// What became of the notes, if it came that far; and how many had to be compiled.
    pub(crate) report: Option<(&'a Report, usize)>,
    /// Whether anything was published.
    pub(crate) published: bool,
}

/// Replaces the file in one step, so that the collector never sees half of it.
pub(crate) fn write(path: &Path, figures: &Figures) -> Result<()> {
    let before = fs::read_to_string(path).unwrap_or_default();
    let text = render(figures, &before);
    let beside = path.with_extension("tmp");
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    fs::write(&beside, text)
        .and_then(|()| fs::rename(&beside, path))
        .with_context(|| format!("cannot write the metrics to {}", path.display()))
}

fn render(f: &Figures, before: &str) -> String {
    let mut out = String::new();
    let mut one = |name: &str, help: &str, labels: &str, value: String| {
        if !help.is_empty() {
            let _ = write!(out, "# HELP {name} {help}\n# TYPE {name} gauge\n");
        }
        let _ = writeln!(out, "{name}{labels} {value}");
    };
    one("communique_last_run_exit_code", "Exit code of the last run.", "", f.code.to_string());
    one("communique_last_run_timestamp_seconds", "When the last run ended.", "", f.ended.to_string());
    one("communique_last_run_duration_seconds", "How long it took.", "", format!("{:.3}", f.took.as_secs_f64()));
    let kept = || before.lines().find_map(|l| l.strip_prefix(LAST_PUBLISHED)?.trim().parse::<i64>().ok());
    if let Some(at) = f.published.then_some(f.ended).or_else(kept) {
        one(LAST_PUBLISHED, "When a run last published.", "", at.to_string());
    }
    if let Some((report, built)) = f.report {
        let name = "communique_last_run_notes";
        one(
            name,
            "Notes of the last run, by what became of them.",
            "{outcome=\"published\"}",
            report.published.to_string(),
        );
        one(name, "", "{outcome=\"held\"}", report.held.to_string());
        one(name, "", "{outcome=\"removed\"}", report.removed.len().to_string());
        one("communique_last_run_compiled_notes", "Notes that had to be compiled.", "", built.to_string());
        let name = "communique_last_run_diagnostics";
        one(name, "Diagnostics of the last run.", "{severity=\"error\"}", report.found.errors.to_string());
        one(name, "", "{severity=\"warning\"}", report.found.warnings.to_string());
        one(name, "", "{severity=\"note\"}", report.found.notes.to_string());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_publication_outlives_a_failed_run() {
        let figures = |published, ended| Figures { code: 3, ended, took: Duration::ZERO, report: None, published };
        let first = render(&figures(true, 100), "");
        assert!(first.contains("communique_last_published_timestamp_seconds 100\n"), "{first}");
        let second = render(&figures(false, 200), &first);
        assert!(second.contains("communique_last_published_timestamp_seconds 100\n"), "{second}");
        assert!(second.contains("communique_last_run_timestamp_seconds 200\n"), "{second}");
        assert_eq!(second.matches("# TYPE").count(), 4);
    }
}
