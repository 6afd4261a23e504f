//! The command line: parses arguments, calls the library, turns the outcome into an exit code.

#![warn(clippy::unwrap_used)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "speaking to the terminal is this file's business")]

mod cli;

use anyhow::{Context, Result};
use clap::Parser;
use cli::{Check, Cli, Command, Format, Inspect, SchemaName};
use communique::batch::{self, Interrupted, Refused};
use communique::compose::{TemplateError, Templates};
use communique::config::{self, Config, ConfigError, Flag};
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

/// A fifth of the time went into the system's allocator (decision 032).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
        } else if error.is::<Refused>() || error.is::<ConfigError>() || error.is::<TemplateError>() {
            Self::Refused
        } else {
            Self::Failed
        }
    }
}

fn main() -> ExitCode {
    let ending = run(Cli::parse()).unwrap_or_else(|e| {
        eprintln!("communique: {e:#}");
        Ending::of(&e)
    });
    ExitCode::from(ending as u8)
}

fn run(cli: Cli) -> Result<Ending> {
    let file = cli.config.as_deref();
    match cli.command {
        Command::Build(flags) => Ok(cli::build::build(&flags, &settings(file, &flags.settings())?)),
        Command::Check(flags) => check(&flags, &settings(file, &[])?.policy()),
        Command::Inspect(flags) => show(&flags, &settings(file, &[])?.policy()),
        Command::Config => {
            print(&settings(file, &[])?.render())?;
            Ok(Ending::Done)
        }
        Command::Completions { shell } => {
            print(&cli::generate::completions(shell))?;
            Ok(Ending::Done)
        }
        Command::Man { folder } => {
            cli::generate::man(&folder)?;
            Ok(Ending::Done)
        }
        Command::Init { folder } => cli::build::init(&folder),
        Command::Explain { code } => explain(&code),
        Command::Schema { what } => schema(what),
        Command::Import { file } => cli::exchange::import(&file),
        Command::Verify { path, since } => cli::verify::verify(&path, since.as_deref()),
        Command::Formats => formats(),
    }
}

/// The settings in force.
fn settings(path: Option<&Path>, flags: &[Flag]) -> Result<Config> {
    let named = path.map(Path::to_owned).or_else(|| std::env::var_os("COMMUNIQUE_CONFIG").map(Into::into));
    let usual = Path::new(config::FILE);
    let path = named.or_else(|| usual.is_file().then(|| usual.to_owned()));
    let text = path.as_ref().map(|p| {
        std::fs::read_to_string(p).map_err(|e| Refused(format!("cannot read the configuration {}: {e}", p.display())))
    });
    let text = text.transpose()?;
    let file = path.as_deref().zip(text.as_deref()).map(|(path, text)| config::File { path, text });
    Ok(Config::resolve(file, &|name| std::env::var(name).ok(), flags, &pipeline::codes())?)
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

fn check(flags: &Check, policy: &Policy) -> Result<Ending> {
    let compiled = match batch::check(&flags.paths, policy) {
        Ok(compiled) => compiled,
        Err(e) => return refuse(&format!("{e:#}")),
    };
    let diagnostics: Vec<Diagnostic> = compiled.iter().flat_map(|c| c.diagnostics.iter().cloned()).collect();
    let (count, allowed) = (compiled.len(), compiled.iter().map(|c| c.allowed.len()).sum());
    let held = compiled.iter().filter(|c| c.diagnostics.iter().any(|d| d.severity == Severity::Error)).count();
    let sources = by_path(compiled);
    print(&render(&diagnostics, &sources, flags.format, std::io::stdout().is_terminal()))?;
    eprintln!("{}", diag::text::summary(&diagnostics, count, held, allowed));
    Ok(if held > 0 { Ending::Held } else { Ending::Done })
}

fn show(flags: &Inspect, policy: &Policy) -> Result<Ending> {
    let mut compiled = match batch::check(std::slice::from_ref(&flags.file), policy) {
        Ok(compiled) => compiled,
        Err(e) => return refuse(&format!("{e:#}")),
    };
    let Some(one) = compiled.pop().filter(|_| compiled.is_empty()) else {
        return refuse(&format!("{} is a folder; name one note", flags.file.display()));
    };
    let Some(note) = &one.note else {
        let diagnostics = one.diagnostics.clone();
        let sources = by_path(vec![one]);
        eprint!("{}", render(&diagnostics, &sources, Format::Text, std::io::stderr().is_terminal()));
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
        SchemaName::Report => batch::report_schema(),
        SchemaName::Config => config::schema(),
        SchemaName::Manifest => batch::manifest_schema(),
    };
    print(&text)?;
    Ok(Ending::Done)
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
    let files = compiled.into_iter().flat_map(|c| std::iter::once(c.source).chain(c.sidecar));
    files.map(|f| (f.path.to_string(), f)).collect()
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
