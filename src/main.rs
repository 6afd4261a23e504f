//! The command line: parses arguments, calls the library, turns the outcome into an exit code.

#![warn(clippy::unwrap_used)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "speaking to the terminal is this file's business")]

mod cli;

use anyhow::{Context, Result};
use clap::Parser;
use cli::{Build, Check, Cli, Command, Format, Inspect, SchemaName};
use communique::batch::{self, Interrupted, NoteReport, Options, Refused, Report, Run};
use communique::compose::{TemplateError, Templates};
use communique::diag::policy::Policy;
use communique::diag::{self, Diagnostic, Severity};
use communique::emit::{EMITTERS, json, xml};
use communique::ingest::READERS;
use communique::inspect;
use communique::pipeline::{self, Compiled};
use communique::source::SourceFile;
use std::collections::BTreeMap;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

/// How a command ended, as an exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// Everything went well.
    Done = 0,
    /// Notes were held back.
    Held = 1,
    /// Nothing was published: usage, no notes, broken template.
    Refused = 2,
    /// The run failed.
    Failed = 3,
    /// Asked to stop.
    Interrupted = 130,
}

impl Ending {
    fn of(error: &anyhow::Error) -> Self {
        if error.is::<Interrupted>() {
            Self::Interrupted
        } else if error.is::<Refused>() || error.is::<TemplateError>() {
            Self::Refused
        } else {
            Self::Failed
        }
    }
}

fn main() -> ExitCode {
    let ending = run(Cli::parse().command).unwrap_or_else(|e| {
        eprintln!("communique: {e:#}");
        Ending::of(&e)
    });
    ExitCode::from(ending as u8)
}

fn run(command: Command) -> Result<Ending> {
    match command {
        Command::Build(flags) => build(&flags),
        Command::Check(flags) => check(&flags),
        Command::Inspect(flags) => show(&flags),
        Command::Explain { code } => explain(&code),
        Command::Schema { what } => schema(what),
        Command::Formats => formats(),
    }
}

fn build(flags: &Build) -> Result<Ending> {
    let (templates, templates_id) = match templates(flags.templates.as_deref()) {
        Ok(templates) => templates,
        Err(e) => return refuse(&format!("{e:#}")),
    };
    let options = Options {
        strict: flags.strict,
        dry_run: flags.dry_run,
        clean: flags.clean,
        jobs: flags.jobs.unwrap_or_else(|| thread::available_parallelism().map_or(1, Into::into)),
        templates_id,
        stop: batch::stop_flag().context("cannot listen for requests to stop")?,
        ..Options::new(flags.inputs.clone(), flags.out.clone())
    };
    let mut shown = Shown::new(flags);
    let run = batch::run(&options, Arc::new(templates), &mut |note| shown.show(note))?;
    shown.end();
    eprintln!("{}", verdict(&run, flags));
    Ok(match (run.report.held, run.published) {
        (0, _) => Ending::Done,
        (_, None) if flags.strict => Ending::Refused,
        _ => Ending::Held,
    })
}

/// Shows diagnostics while a run ends. For people only so many as they would read; for programs all.
struct Shown<'a> {
    flags: &'a Build,
    all: Vec<Diagnostic>,
    left_out: usize,
}

/// Diagnostics shown to people.
const SHOWN: usize = 200;

impl<'a> Shown<'a> {
    const fn new(flags: &'a Build) -> Self {
        Self { flags, all: Vec::new(), left_out: 0 }
    }

    fn show(&mut self, note: &NoteReport) {
        match self.flags.format {
            Format::Text if self.all.len() >= SHOWN => self.left_out += note.diagnostics.len(),
            Format::Text | Format::Sarif => self.all.extend(note.diagnostics.iter().cloned()),
            Format::Json | Format::Github => {
                eprint!("{}", render(&note.diagnostics, &BTreeMap::new(), self.flags.format, false));
            }
        }
    }

    fn end(self) {
        let sources = sources_of(&self.flags.inputs, &self.all);
        eprint!("{}", render(&self.all, &sources, self.flags.format, std::io::stderr().is_terminal()));
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
        Some(folder) => format!("communique: {counts}; see {}", folder.join("report.json").display()),
        None if flags.dry_run => format!("communique: dry run: {counts} if it were published; nothing was written"),
        None => format!("communique: nothing published, as --strict asks: {} would be held back", notes(*held)),
    }
}

/// The templates of a folder, or the built-in ones; and what tells them from others.
fn templates(folder: Option<&Path>) -> Result<(Templates, String)> {
    let usual = Path::new("templates");
    let Some(folder) = folder.or_else(|| usual.join(TEMPLATE).is_file().then_some(usual)) else {
        return Ok((Templates::builtin(), "built-in".to_owned()));
    };
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path)
            .map(|text| (path.display().to_string(), text))
            .with_context(|| format!("cannot read {}; a template folder holds {TEMPLATE} and {THEME}", path.display()))
    };
    let (template, theme) = (read(TEMPLATE)?, read(THEME)?);
    let templates = Templates::new((&template.0, &template.1), (&theme.0, &theme.1))?;
    Ok((templates, [template.1, theme.1].join("\0")))
}

const TEMPLATE: &str = "briefing.html.j2";
const THEME: &str = "theme.toml";

fn check(flags: &Check) -> Result<Ending> {
    let compiled = match batch::check(&flags.paths, &Policy::default()) {
        Ok(compiled) => compiled,
        Err(e) => return refuse(&format!("{e:#}")),
    };
    let diagnostics: Vec<Diagnostic> = compiled.iter().flat_map(|c| c.diagnostics.iter().cloned()).collect();
    let count = compiled.len();
    let sources = by_path(compiled);
    print(&render(&diagnostics, &sources, flags.format, std::io::stdout().is_terminal()))?;
    eprintln!("{}", diag::text::summary(&diagnostics, count));
    let errors = diagnostics.iter().any(|d| d.severity == Severity::Error);
    Ok(if errors { Ending::Held } else { Ending::Done })
}

fn show(flags: &Inspect) -> Result<Ending> {
    let mut compiled = match batch::check(std::slice::from_ref(&flags.file), &Policy::default()) {
        Ok(compiled) => compiled,
        Err(e) => return refuse(&format!("{e:#}")),
    };
    let Some(one) = compiled.pop().filter(|_| compiled.is_empty()) else {
        return refuse(&format!("{} is a folder; name one note", flags.file.display()));
    };
    let Some(note) = &one.note else {
        let sources = by_path(vec![Compiled { source: one.source.clone(), note: None, diagnostics: Vec::new() }]);
        eprint!("{}", render(&one.diagnostics, &sources, Format::Text, std::io::stderr().is_terminal()));
        return Ok(Ending::Held);
    };
    if flags.json {
        let json = serde_json::to_string_pretty(note).context("the note cannot be written as JSON")?;
        print(&format!("{json}\n"))?;
    } else {
        print(&inspect::render(note, &one.source, width()))?;
    }
    Ok(if note.is_held() { Ending::Held } else { Ending::Done })
}

fn explain(code: &str) -> Result<Ending> {
    let entries = pipeline::entries();
    let Some(entry) = entries.iter().find(|e| e.code.code.eq_ignore_ascii_case(code) || e.code.name == code) else {
        let known: Vec<&str> = entries.iter().map(|e| e.code.code).collect();
        return refuse(&format!("there is no code {code}; the codes are {}", known.join(" ")));
    };
    print(&diag::explain::explain(entry))?;
    Ok(Ending::Done)
}

fn schema(what: SchemaName) -> Result<Ending> {
    let text = match what {
        SchemaName::Note => json::schema(),
        SchemaName::Facts => xml::FACTS_SCHEMA.to_owned(),
        SchemaName::Report => json_schema(schemars::schema_for!(Report))?,
    };
    print(&text)?;
    Ok(Ending::Done)
}

fn json_schema(schema: schemars::Schema) -> Result<String> {
    Ok(serde_json::to_string_pretty(&schema).context("the schema cannot be written as JSON")? + "\n")
}

fn formats() -> Result<Ending> {
    let mut text = String::from("input\n");
    for r in READERS {
        text += &format!("  {:<10} .{:<18} {}\n", r.name, r.extensions.join(" ."), r.media_type);
    }
    text += "output\n";
    for e in EMITTERS {
        text += &format!("  {:<10} {:<19} {}\n", e.name, format!("{}/*.{}", e.folder, e.extension), e.summary);
    }
    print(&text)?;
    Ok(Ending::Done)
}

fn refuse(message: &str) -> Result<Ending> {
    eprintln!("communique: {message}");
    Ok(Ending::Refused)
}

/// Prints to standard output; a reader that has heard enough (`| head`) is no failure.
fn print(text: &str) -> Result<()> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(e) if e.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other.context("cannot write to standard output"),
    }
}

fn render(
    diagnostics: &[Diagnostic],
    sources: &BTreeMap<String, SourceFile>,
    format: Format,
    terminal: bool,
) -> String {
    match format {
        Format::Json => diag::json::render(diagnostics),
        Format::Sarif => diag::sarif::render(diagnostics, &pipeline::codes()),
        Format::Github => diag::github::render(diagnostics),
        Format::Text => {
            let colour = terminal && std::env::var_os("NO_COLOR").is_none();
            diag::text::render(diagnostics, &|path| sources.get(path), diag::text::Style { colour, width: width() })
        }
    }
}

fn by_path(compiled: Vec<Compiled>) -> BTreeMap<String, SourceFile> {
    compiled.into_iter().map(|c| (c.source.path.to_string(), c.source)).collect()
}

/// The sources that diagnostics speak of, read once more for showing their lines.
fn sources_of(inputs: &Path, diagnostics: &[Diagnostic]) -> BTreeMap<String, SourceFile> {
    let paths = diagnostics.iter().flat_map(|d| std::iter::once(&d.path).chain(d.related.iter().map(|r| &r.path)));
    let paths: std::collections::BTreeSet<&String> = paths.collect();
    paths.into_iter().map(|p| (p.clone(), batch::source(inputs, p))).collect()
}

/// Columns to print in: the terminal's if it says so, else 80.
fn width() -> usize {
    std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).filter(|&c| c >= 40).unwrap_or(80).min(120)
}
