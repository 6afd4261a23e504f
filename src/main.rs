//! The command line: parses arguments, calls the library, turns the outcome into an exit code.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "speaking to the terminal is this file's business")]

mod cli;

use anyhow::{Context, Result};
use clap::Parser;
use cli::{Build, Check, Cli, Command, Format, Inspect, SchemaName};
use communique::batch::{self, Options, Outcome, Report};
use communique::compose::Templates;
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
}

fn main() -> ExitCode {
    let ending = run(Cli::parse().command).unwrap_or_else(|e| {
        eprintln!("communique: {e:#}");
        Ending::Failed
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
    if !flags.inputs.is_dir() {
        return refuse(&format!("{} is no folder; name the folder with the notes (--inputs)", flags.inputs.display()));
    }
    let templates = match templates(flags.templates.as_deref()) {
        Ok(templates) => templates,
        Err(e) => return refuse(&format!("{e:#}")),
    };
    let options = Options {
        inputs: flags.inputs.clone(),
        out: flags.out.clone(),
        jobs: flags.jobs.or_else(|| std::thread::available_parallelism().ok().map(Into::into)).unwrap_or(1),
        strict: flags.strict,
        dry_run: flags.dry_run,
    };
    let run = batch::run(&options, &templates)?;
    if run.report.notes.is_empty() {
        return refuse(&format!("there are no notes in {}", flags.inputs.display()));
    }
    let diagnostics: Vec<Diagnostic> = run.report.notes.iter().flat_map(|n| n.diagnostics.iter().cloned()).collect();
    let sources = sources_of(&flags.inputs, &diagnostics);
    let shown = render(&diagnostics, &sources, flags.format, std::io::stderr().is_terminal());
    eprint!("{shown}");
    eprintln!("{}", verdict(&run.report, run.published.as_deref(), flags));
    Ok(match (run.report.count(Outcome::Held), run.published) {
        (0, _) => Ending::Done,
        (_, None) if flags.strict => Ending::Refused,
        _ => Ending::Held,
    })
}

/// The last line of a run: what happened, and where the report is.
fn verdict(report: &Report, published: Option<&Path>, flags: &Build) -> String {
    let (out, held) = (report.count(Outcome::Published), report.count(Outcome::Held));
    let notes = |n: usize| if n == 1 { "1 note".to_owned() } else { format!("{n} notes") };
    let counts =
        format!("{} published, {held} held back, {} warnings", notes(out), report.diagnostics(Severity::Warning));
    match published {
        Some(folder) => format!("communique: {counts}; see {}", folder.join("report.json").display()),
        None if flags.dry_run => format!("communique: dry run: {counts} if it were published; nothing was written"),
        None => format!("communique: nothing published, as --strict asks: {} would be held back", notes(held)),
    }
}

/// The templates of a folder, or the built-in ones.
fn templates(folder: Option<&Path>) -> Result<Templates> {
    let usual = Path::new("templates");
    let Some(folder) = folder.or_else(|| usual.join(TEMPLATE).is_file().then_some(usual)) else {
        return Ok(Templates::builtin());
    };
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path)
            .map(|text| (path.display().to_string(), text))
            .with_context(|| format!("cannot read {}; a template folder holds {TEMPLATE} and {THEME}", path.display()))
    };
    let (template, theme) = (read(TEMPLATE)?, read(THEME)?);
    Ok(Templates::new((&template.0, &template.1), (&theme.0, &theme.1))?)
}

const TEMPLATE: &str = "briefing.html.j2";
const THEME: &str = "theme.toml";

fn check(flags: &Check) -> Result<Ending> {
    let compiled = match batch::check(&flags.paths) {
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
    let mut compiled = match batch::check(std::slice::from_ref(&flags.file)) {
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
