//! Flags and help texts. Knows nothing about what they do.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Compiles meeting notes into briefings and exchange files.
///
/// Reads notes about meetings between governments, turns each into a canonical JSON model in which every fact names the
/// words it was read from, checks the notes, and publishes a PDF briefing and an XML exchange file for each.
#[derive(Debug, Parser)]
#[command(version, after_help = EXAMPLES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "Examples:
  communique build                          notes in inputs/ become briefings in out/current/
  communique check notes/6th-dialogue.txt   what is wrong with one note
  communique inspect notes/6th-dialogue.txt what was read from it, and from which words
  communique explain D103                   what a code means

Exit codes:
  0    all notes published (check: no errors)
  1    published, but notes were held back (check: errors were found)
  2    nothing published: wrong usage, no notes, broken template, or --strict
  3    the run failed: input or output, full disk, another run at work
  130  interrupted";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Compile all notes of a folder and publish the run.
    Build(Build),
    /// Say what is wrong with notes; write nothing.
    Check(Check),
    /// Show the facts of one note with the words they were read from.
    Inspect(Inspect),
    /// Explain a diagnostic code.
    Explain {
        /// Code or name, such as D103 or weekday-mismatch.
        code: String,
    },
    /// Print a published schema.
    Schema {
        /// Which one.
        what: SchemaName,
    },
    /// List input and output formats.
    Formats,
}

/// Flags of `build`.
#[derive(Debug, Args)]
pub struct Build {
    /// Folder with the notes.
    #[arg(long, value_name = "DIR", default_value = "inputs")]
    pub inputs: PathBuf,
    /// Folder to publish into; readers use its `current`.
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
    /// Folder with `briefing.html.j2` and `theme.toml` [default: the built-in ones, or `templates` if it is there].
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
    /// Notes worked on at a time [default: one a processor].
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Publish nothing if any note is held back.
    #[arg(long)]
    pub strict: bool,
    /// Do everything but publish.
    #[arg(long)]
    pub dry_run: bool,
    /// Compile every note, even those that did not change since the last run.
    #[arg(long)]
    pub clean: bool,
    /// How to show diagnostics.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Flags of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Notes, or folders with notes.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How to show diagnostics.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Flags of `inspect`.
#[derive(Debug, Args)]
pub struct Inspect {
    /// The note.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Print the canonical JSON instead.
    #[arg(long)]
    pub json: bool,
}

/// How diagnostics are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: the source line with the words marked.
    Text,
    /// JSON Lines, one diagnostic a line.
    Json,
    /// SARIF 2.1.0, for code-scanning services and editors.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
}

/// A published schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaName {
    /// JSON Schema of the canonical note.
    Note,
    /// XML Schema of the facts in the exchange file.
    Facts,
    /// JSON Schema of report.json.
    Report,
}
