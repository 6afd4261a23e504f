//! Every setting, in one table: its key, its environment variable, its default and what it is for. The schema, the
//! commented file of `communique init`, the output of `communique config` and the parser are all made from it.

use crate::lexicon::countries::short_name;
use crate::model::CountryCode;

/// What a setting's value looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A path; relative to the folder of the configuration file if it is written there, else to the working folder.
    Path,
    /// A whole number, at least this.
    Count(u64),
    /// `true` or `false`.
    Switch,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Patterns of paths, with white space between.
    Patterns,
    /// A name, on one line.
    Name,
    /// A country by its ISO 3166-1 alpha-2 code.
    Country,
}

/// A setting.
#[derive(Debug)]
pub struct Setting {
    /// Table and name in the file, such as `run.inputs`.
    pub key: &'static str,
    /// Environment variable that overrides the file.
    pub variable: &'static str,
    /// What values look like.
    pub kind: Kind,
    /// Value where nobody says otherwise; empty for none.
    pub default: &'static str,
    /// What it is for, one sentence.
    pub summary: &'static str,
}

/// Every setting but the weights of rules.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "run.inputs",
        variable: "COMMUNIQUE_INPUTS",
        kind: Kind::Path,
        default: "inputs",
        summary: "Folder with the notes.",
    },
    Setting {
        key: "run.out",
        variable: "COMMUNIQUE_OUT",
        kind: Kind::Path,
        default: "out",
        summary: "Folder to publish into; readers use its `current`.",
    },
    Setting {
        key: "run.templates",
        variable: "COMMUNIQUE_TEMPLATES",
        kind: Kind::Path,
        default: "",
        summary: "Folder with `briefing.html.j2` and `theme.toml`; without it `templates` if it is there, else the built-in ones.",
    },
    Setting {
        key: "run.ignore",
        variable: "COMMUNIQUE_IGNORE",
        kind: Kind::Patterns,
        default: "",
        summary: "Files of the input folder that are no notes: paths, folders, patterns with * and **, with spaces between.",
    },
    Setting {
        key: "run.jobs",
        variable: "COMMUNIQUE_JOBS",
        kind: Kind::Count(0),
        default: "0",
        summary: "Notes worked on at a time; 0 is one a processor.",
    },
    Setting {
        key: "run.strict",
        variable: "COMMUNIQUE_STRICT",
        kind: Kind::Switch,
        default: "false",
        summary: "Publish nothing if any note is held back.",
    },
    Setting {
        key: "run.keep",
        variable: "COMMUNIQUE_KEEP",
        kind: Kind::Count(2),
        default: "2",
        summary: "Runs that stay in the output folder, the current one and the one before it among them.",
    },
    Setting {
        key: "run.rest",
        variable: "COMMUNIQUE_REST",
        kind: Kind::Count(0),
        default: "60",
        summary: "Minutes for which a run that is no longer kept is left alone before a new run is made in its folder.",
    },
    Setting {
        key: "limits.seconds_per_note",
        variable: "COMMUNIQUE_SECONDS_PER_NOTE",
        kind: Kind::Count(1),
        default: "30",
        summary: "A note that takes longer is held back.",
    },
    Setting {
        key: "exchange.issuer",
        variable: "COMMUNIQUE_ISSUER",
        kind: Kind::Name,
        default: "",
        summary: "Who issues the notes that do not say it: what exchange files are filed under.",
    },
    Setting {
        key: "exchange.issuer_country",
        variable: "COMMUNIQUE_ISSUER_COUNTRY",
        kind: Kind::Country,
        default: "",
        summary: "Country of that issuer, as its ISO 3166-1 code of two letters.",
    },
    Setting {
        key: "metrics.file",
        variable: "COMMUNIQUE_METRICS_FILE",
        kind: Kind::Path,
        default: "",
        summary: "File that each run replaces with its figures, for the textfile collector of a Prometheus node exporter.",
    },
    Setting {
        key: "log.format",
        variable: "COMMUNIQUE_LOG_FORMAT",
        kind: Kind::Choice(&["text", "json"]),
        default: "text",
        summary: "How standard error is written: for people, or one JSON object a line.",
    },
];

/// The word for nothing chosen among weights of rules, in the order of rising weight.
pub const WEIGHTS: &[&str] = &["off", "note", "warning", "error"];

const LONGEST_NAME: usize = 200;

/// Whether it is a name as it could be printed: it holds a letter or digit, and nothing that is no character of a line.
fn is_name(value: &str) -> bool {
    let fits = value.chars().count() <= LONGEST_NAME && value.trim() == value;
    fits && value.chars().any(char::is_alphanumeric) && !value.chars().any(|c| c.is_control() || c == '\u{fffe}')
}

impl Setting {
    /// What is wrong with a value; `None` if it can be used.
    pub fn objection(&self, value: &str) -> Option<String> {
        match self.kind {
            Kind::Path => value.is_empty().then(|| "a path is expected".to_owned()),
            Kind::Count(least) => {
                let good = value.parse::<u64>().is_ok_and(|n| n >= least && n <= 1_000_000);
                (!good).then(|| format!("a whole number from {least} to 1000000 is expected, not `{value}`"))
            }
            Kind::Switch => {
                (!["true", "false"].contains(&value)).then(|| format!("true or false is expected, not `{value}`"))
            }
            Kind::Choice(words) => {
                (!words.contains(&value)).then(|| format!("one of {} is expected, not `{value}`", words.join(", ")))
            }
            Kind::Patterns => value.trim().is_empty().then(|| "patterns of paths are expected".to_owned()),
            Kind::Name => {
                (!is_name(value)).then(|| "a name of at most 200 characters on one line is expected".to_owned())
            }
            Kind::Country => {
                let known = value.parse().is_ok_and(|code: CountryCode| short_name(code) != value);
                (!known).then(|| format!("the code of a country, such as JP, is expected, not `{value}`"))
            }
        }
    }

    /// The value as TOML writes it.
    pub fn toml(&self, value: &str) -> String {
        match self.kind {
            Kind::Path | Kind::Choice(_) | Kind::Patterns | Kind::Name | Kind::Country => {
                toml::Value::String(value.to_owned()).to_string()
            }
            Kind::Count(_) | Kind::Switch => value.to_owned(),
        }
    }

    /// The setting as JSON Schema.
    pub(super) fn schema(&self) -> serde_json::Value {
        let mut schema = match self.kind {
            Kind::Path | Kind::Patterns => serde_json::json!({ "type": "string", "minLength": 1 }),
            Kind::Count(least) => serde_json::json!({ "type": "integer", "minimum": least, "maximum": 1_000_000 }),
            Kind::Switch => serde_json::json!({ "type": "boolean" }),
            Kind::Choice(words) => serde_json::json!({ "enum": words }),
            Kind::Name => serde_json::json!({ "type": "string", "minLength": 1, "maxLength": LONGEST_NAME }),
            Kind::Country => serde_json::json!({ "type": "string", "pattern": "^[A-Z]{2}$" }),
        };
        schema["description"] = self.summary.into();
        if !self.default.is_empty() {
            schema["default"] = self.default.parse::<u64>().map_or_else(
                |_| self.default.parse::<bool>().map_or_else(|_| self.default.into(), Into::into),
                Into::into,
            );
        }
        schema
    }
}
