//! Flags and help texts. Knows nothing about what they do.

pub(crate) mod build;
pub(crate) mod exchange;
pub(crate) mod generate;
pub(crate) mod log;
pub(crate) mod metrics;
pub(crate) mod verify;

use clap::{Args, Parser, Subcommand, ValueEnum};
use communique::config::Flag;
use std::path::PathBuf;

/// Compiles meeting notes into briefings and exchange files.
///
/// Reads notes about meetings between governments, turns each into a canonical JSON model in which every fact names the
/// words it was read from, checks the notes, and publishes a PDF briefing and an XML exchange file for each.
#[derive(Debug, Parser)]
#[command(version, after_help = EXAMPLES)]
pub(crate) struct Cli {
    /// Configuration file [default: communique.toml, if it is there].
    #[arg(long, value_name = "FILE", global = true)]
    pub(crate) config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
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
pub(crate) enum Command {
    /// Compile all notes of a folder and publish the run.
    #[command(after_help = BUILD_EXAMPLES)]
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
    /// Read an exchange file back: print the canonical JSON it was made from.
    Import {
        /// The exchange file.
        file: PathBuf,
    },
    /// Hold a run against its lists, exchange files against what they say of themselves, briefings against what is attached.
    #[command(after_help = VERIFY_EXAMPLES)]
    Verify {
        /// An output folder, a copy of a run, one exchange file, or one briefing.
        path: PathBuf,
        /// manifest.json of the run received before: this must be that run or a later one.
        #[arg(long, value_name = "MANIFEST")]
        since: Option<PathBuf>,
    },
    /// List input and output formats.
    Formats,
    /// Show the settings in force, and who said so.
    Config,
    /// Print the completions of a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Write the manual pages.
    Man {
        /// Folder to write them to.
        #[arg(value_name = "DIR", default_value = ".")]
        folder: PathBuf,
    },
    /// Begin a workplace: a commented configuration, a copy of the templates, a sample note. Replaces nothing.
    Init {
        /// Folder to begin in.
        #[arg(value_name = "DIR", default_value = ".")]
        folder: PathBuf,
    },
}

const BUILD_EXAMPLES: &str = "Examples:
  communique build                               what changed in inputs/ since the last run
  communique build --strict --format github      in CI: all or nothing, findings as annotations
  communique build --dry-run                     what would be held back
  communique build --verify                      hold back what a validator finds no PDF/A-3a and PDF/UA-1
  communique build --only 2011/ctd-6.txt         this note alone; the others stay as they are
  communique build --clean                       everything anew, whatever is remembered

A timer may start it at any moment, and anything may end it: readers of OUT/current see one whole run. A second run on the
same OUT ends with 3. An interrupt ends it with 130, and nothing is published.";

const VERIFY_EXAMPLES: &str = "Examples:
  communique verify out                                the current run of an output folder
  communique verify received --since last.json         a copy, and whether it is newer than the one before
  communique verify out/current/exchange/ID.xml        one exchange file
  communique verify out/current/briefings/ID.pdf       the exchange file attached to a briefing";

/// Flags of `build`.
#[derive(Debug, Args)]
pub(crate) struct Build {
    /// Folder with the notes [default: inputs].
    #[arg(long, value_name = "DIR")]
    pub(crate) inputs: Option<PathBuf>,
    /// Folder to publish into; readers use its `current` [default: out].
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Folder with `briefing.html.j2` and `theme.toml` [default: the built-in ones, or `templates` if it is there].
    #[arg(long, value_name = "DIR")]
    pub(crate) templates: Option<PathBuf>,
    /// Build these notes alone, and leave all others as the last run left them: paths, folders, or patterns with * and **.
    #[arg(long, value_name = "PATTERN")]
    pub(crate) only: Vec<String>,
    /// Notes worked on at a time [default: one a processor].
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    /// Publish nothing if any note is held back.
    #[arg(long)]
    pub(crate) strict: bool,
    /// How to write standard error: text for people, json for collectors [default: text].
    #[arg(long, value_name = "FORMAT")]
    pub(crate) log_format: Option<String>,
    /// Let a validator read every briefing; hold back notes whose briefing is no PDF/A-3a and PDF/UA-1.
    #[arg(long)]
    pub(crate) verify: bool,
    /// Do everything but publish.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Compile every note, even those that did not change since the last run.
    #[arg(long)]
    pub(crate) clean: bool,
    /// How to show diagnostics.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

impl Build {
    /// What the flags set.
    pub(crate) fn settings(&self) -> Vec<Flag> {
        let path = |p: &Option<PathBuf>| p.as_ref().map(|p| p.to_string_lossy().into_owned());
        let given = [
            ("run.inputs", "--inputs", path(&self.inputs)),
            ("run.out", "--out", path(&self.out)),
            ("run.templates", "--templates", path(&self.templates)),
            ("run.jobs", "--jobs", self.jobs.map(|n| n.to_string())),
            ("run.strict", "--strict", self.strict.then(|| "true".to_owned())),
            ("log.format", "--log-format", self.log_format.clone()),
        ];
        given.into_iter().filter_map(|(key, name, value)| Some(Flag { key, name, value: value? })).collect()
    }
}

/// Flags of `check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Notes, or folders with notes.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// How to show diagnostics.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// Flags of `inspect`.
#[derive(Debug, Args)]
pub(crate) struct Inspect {
    /// The note.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Print the canonical JSON instead.
    #[arg(long)]
    pub(crate) json: bool,
}

/// How diagnostics are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
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
pub(crate) enum SchemaName {
    /// JSON Schema of the canonical note.
    Note,
    /// XML Schema of the facts in the exchange file.
    Facts,
    /// JSON Schema of report.json.
    Report,
    /// JSON Schema of communique.toml.
    Config,
    /// JSON Schema of manifest.json.
    Manifest,
}
