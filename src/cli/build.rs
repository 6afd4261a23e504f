//! `communique build`: settings → a run → messages, figures and an exit code.

use super::log::Log;
use super::metrics::{self, Figures};
use super::{Build, Format};
use crate::{Ending, TEMPLATE, render, sources_of, templates};
use anyhow::{Context, Result};
use communique::batch::{self, NoteReport, Options, Pattern, Refused, Report, Run};
use communique::config::Config;
use communique::diag::Diagnostic;
use communique::emit::xml::Issuer;
use serde_json::json;
use std::collections::BTreeMap;
use std::io::{IsTerminal, stderr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// Runs, and says what happened: in the log, in the metrics, as an exit code.
pub(crate) fn build(flags: &Build, config: &Config) -> Ending {
    let log = Log::named(config.word("log.format"));
    let started = Instant::now();
    let result = run(flags, config, log);
    let ending = match &result {
        Ok(run) => ending(run, config),
        Err(e) => Ending::of(e),
    };
    let took = started.elapsed();
    let figures = Figures {
        code: ending as u8,
        ended: jiff::Timestamp::now().as_second(),
        took,
        report: result.as_ref().ok().map(|r| (&r.report, r.built)),
        published: result.as_ref().is_ok_and(|r| r.published.is_some()),
    };
    if let Some(path) = metrics_file(config).filter(|_| !flags.dry_run)
        && let Err(e) = metrics::write(&path, &figures)
    {
        log.say("warning", "metrics", &format!("{e:#}"), json!({}));
    }
    let seconds = took.as_secs_f64();
    match &result {
        Ok(run) => {
            if let Some(remark) = &run.remark {
                log.say("warning", "remark", remark, json!({}));
            }
            let level = if ending == Ending::Done { "info" } else { "warning" };
            log.say(level, "end", &verdict(run, flags), fields(run, ending, seconds));
        }
        Err(e) => log.say("error", "end", &format!("{e:#}"), json!({ "exit_code": ending as u8, "seconds": seconds })),
    }
    ending
}

fn run(flags: &Build, config: &Config, log: Log) -> Result<Run> {
    let (templates, templates_id) =
        templates(config.path("run.templates").as_deref()).map_err(|e| Refused(format!("{e:#}")))?;
    let setting = |key| config.path(key).context("the input and the output folder have defaults");
    let (inputs, out) = (setting("run.inputs")?, setting("run.out")?);
    if config.path("metrics.file").is_some_and(|m| m.starts_with(&out)) {
        let message =
            "metrics.file lies in the output folder; figures change with every run, what is published must not";
        return Err(Refused(message.to_owned()).into());
    }
    let jobs = usize::try_from(config.count("run.jobs")).ok().filter(|&n| n > 0);
    let patterns = config.word("run.ignore").split_whitespace().map(Pattern::new).collect();
    let options = Options {
        ignore: patterns,
        only: flags.only.iter().map(|text| Pattern::below(&inputs, text)).collect(),
        jobs: jobs.unwrap_or_else(|| thread::available_parallelism().map_or(1, Into::into)),
        strict: config.switch("run.strict"),
        verify: flags.verify,
        dry_run: flags.dry_run,
        clean: flags.clean,
        keep_runs: usize::try_from(config.count("run.keep")).unwrap_or(usize::MAX),
        rest: Duration::from_secs(config.count("run.rest").saturating_mul(60)),
        budget: Duration::from_secs(config.count("limits.seconds_per_note")),
        policy: Arc::new(config.policy()),
        templates_id,
        issuer: issuer(config)?,
        stop: batch::stop_flag().context("cannot listen for requests to stop")?,
        progress: log.progress(),
        ..Options::new(inputs, out)
    };
    let mut shown = Shown { flags, inputs: &options.inputs, log, all: Vec::new(), left_out: 0 };
    let run = batch::run(&options, Arc::new(templates), &mut |note| shown.show(note))?;
    shown.end();
    Ok(run)
}

/// Who issues the notes that do not say it.
fn issuer(config: &Config) -> Result<Option<Issuer>> {
    let country = Some(config.word("exchange.issuer_country")).filter(|c| !c.is_empty());
    let country = country.map(|c| c.parse().expect("codes are looked at when they are set"));
    match (config.word("exchange.issuer"), country) {
        ("", Some(_)) => {
            Err(Refused("exchange.issuer_country is set, but exchange.issuer is not: whose country is it?".to_owned())
                .into())
        }
        ("", None) => Ok(None),
        (name, country) => Ok(Some(Issuer { name: name.to_owned(), country })),
    }
}

/// Where figures go, if that is not where notes are published.
fn metrics_file(config: &Config) -> Option<PathBuf> {
    let out = std::path::absolute(config.path("run.out")?).ok()?;
    config.path("metrics.file").filter(|m| std::path::absolute(m).is_ok_and(|m| !m.starts_with(out)))
}

fn ending(run: &Run, config: &Config) -> Ending {
    match (run.report.held, &run.published) {
        (0, _) => Ending::Done,
        (_, None) if config.switch("run.strict") => Ending::Refused,
        _ => Ending::Held,
    }
}

/// Shows diagnostics while a run ends. For people only so many as they would read; for programs all.
struct Shown<'a> {
    flags: &'a Build,
    inputs: &'a Path,
    log: Log,
    all: Vec<Diagnostic>,
    left_out: usize,
}

/// Diagnostics shown to people.
const SHOWN: usize = 200;

impl Shown<'_> {
    fn show(&mut self, note: &NoteReport) {
        match self.flags.format {
            Format::Text if self.log == Log::Json => self.log.diagnostics(&note.diagnostics),
            Format::Text if self.all.len() >= SHOWN => self.left_out += note.diagnostics.len(),
            Format::Text | Format::Sarif => self.all.extend(note.diagnostics.iter().cloned()),
            Format::Json | Format::Github => {
                eprint!("{}", render(&note.diagnostics, &BTreeMap::new(), self.flags.format, false));
            }
        }
    }

    fn end(self) {
        if !self.all.is_empty() || self.flags.format == Format::Sarif {
            let sources = sources_of(self.inputs, &self.all);
            eprint!("{}", render(&self.all, &sources, self.flags.format, stderr().is_terminal()));
        }
        if self.left_out > 0 {
            eprintln!("communique: {} more diagnostics are in the report", self.left_out);
        }
    }
}

/// The last line of a run: what happened, and where the report is.
fn verdict(run: &Run, flags: &Build) -> String {
    let notes = |n: usize| if n == 1 { "1 note".to_owned() } else { format!("{n} notes") };
    let Report { published, held, found, removed, .. } = &run.report;
    let mut counts = format!("{} published, {held} held back, {} warnings", notes(*published), found.warnings);
    if !removed.is_empty() {
        counts += &format!(", {} removed", removed.len());
    }
    match &run.published {
        Some(folder) => format!("{counts}; see {}", folder.join("report.json").display()),
        None if flags.dry_run => format!("dry run: {counts} if it were published; nothing was written"),
        None => format!("nothing published, as --strict asks: {} would be held back", notes(*held)),
    }
}

fn fields(run: &Run, ending: Ending, seconds: f64) -> serde_json::Value {
    let Report { published, held, found, removed, .. } = &run.report;
    json!({
        "exit_code": ending as u8, "seconds": seconds, "published": published, "held": held, "removed": removed.len(),
        "compiled": run.built, "errors": found.errors, "warnings": found.warnings, "run": run.published,
    })
}

/// Files of a new workplace: path, and what is in it.
fn starter() -> [(&'static str, String); 4] {
    let (template, theme) =
        (include_str!("../../templates/briefing.html.j2"), include_str!("../../templates/theme.toml"));
    [
        (communique::config::FILE, communique::config::starter()),
        ("templates/briefing.html.j2", template.to_owned()),
        ("templates/theme.toml", theme.to_owned()),
        ("inputs/asean-japan-ctd-6.txt", include_str!("../../inputs/asean-japan-ctd-6-announcement.txt").to_owned()),
    ]
}

/// `communique init`: writes a commented configuration, a copy of the templates and a sample note; replaces nothing.
pub(crate) fn init(folder: &Path) -> Result<Ending> {
    debug_assert!(starter()[1].0.ends_with(TEMPLATE));
    for (path, text) in starter() {
        let target = folder.join(path);
        if target.exists() {
            eprintln!("communique: {} is there and stays", target.display());
            continue;
        }
        let parent = target.parent().unwrap_or(folder);
        std::fs::create_dir_all(parent)
            .and_then(|()| std::fs::write(&target, text))
            .with_context(|| format!("cannot write {}", target.display()))?;
        eprintln!("communique: wrote {}", target.display());
    }
    eprintln!("communique: now run `communique build` in {}", folder.display());
    Ok(Ending::Done)
}
