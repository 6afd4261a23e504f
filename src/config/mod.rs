//! `communique.toml`: what is set, by whom, and what is in force.
//!
//! Handed: the file's text, environment variables, flags. Gives: a [`Config`] in which every value knows where it came
//! from. A flag overrides a variable, a variable the file, the file the default. Knows nothing about what values do.

mod parse;
mod settings;

pub use parse::ConfigError;
pub use settings::{Kind, SETTINGS, Setting, WEIGHTS};

use crate::diag::Code;
use crate::diag::policy::{Policy, Weight};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::path::{Path, PathBuf};

/// Name of the file that is read where none is named.
pub const FILE: &str = "communique.toml";

/// A configuration file.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// Path, for messages; its folder is what paths in the file are relative to.
    pub path: &'a Path,
    /// What it says.
    pub text: &'a str,
}

/// A value given on the command line.
#[derive(Debug, Clone)]
pub struct Flag {
    /// Key of the setting.
    pub key: &'static str,
    /// The flag, such as `--jobs`.
    pub name: &'static str,
    /// Its value.
    pub value: String,
}

/// Who said so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nobody: the default.
    Default,
    /// A line of the file.
    File(PathBuf, usize),
    /// An environment variable.
    Variable(&'static str),
    /// A flag.
    Flag(&'static str),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::File(path, line) => write!(f, "{}:{line}", path.display()),
            Origin::Variable(name) => write!(f, "environment variable {name}"),
            Origin::Flag(name) => write!(f, "flag {name}"),
        }
    }
}

/// What is in force.
#[derive(Debug, Clone)]
pub struct Config {
    values: BTreeMap<&'static str, (String, Origin)>,
    weights: BTreeMap<&'static str, (Weight, Origin)>,
}

impl Config {
    /// Puts together what file, environment and flags say.
    ///
    /// # Errors
    /// The first value that cannot be used, with its place.
    pub fn resolve(
        file: Option<File>,
        variables: &dyn Fn(&str) -> Option<String>,
        flags: &[Flag],
        codes: &[&'static Code],
    ) -> Result<Self, ConfigError> {
        let default = |s: &'static Setting| (s.key, (s.default.to_owned(), Origin::Default));
        let mut config = Self { values: SETTINGS.iter().map(default).collect(), weights: BTreeMap::new() };
        if let Some(file) = file {
            parse::read(file, codes, &mut config)?;
        }
        for setting in SETTINGS {
            if let Some(value) = variables(setting.variable).filter(|v| !v.is_empty()) {
                config.set(setting, value, Origin::Variable(setting.variable))?;
            }
        }
        for flag in flags {
            let setting = SETTINGS.iter().find(|s| s.key == flag.key).expect("flags name settings of the table");
            config.set(setting, flag.value.clone(), Origin::Flag(flag.name))?;
        }
        Ok(config)
    }

    fn set(&mut self, setting: &'static Setting, value: String, origin: Origin) -> Result<(), ConfigError> {
        if let Some(objection) = setting.objection(&value) {
            return Err(ConfigError { place: origin.to_string(), message: format!("{}: {objection}", setting.key) });
        }
        self.values.insert(setting.key, (value, origin));
        Ok(())
    }

    fn value(&self, key: &str) -> &str {
        self.values.get(key).map_or("", |(value, _)| value)
    }

    /// A path; `None` where none is set.
    pub fn path(&self, key: &str) -> Option<PathBuf> {
        Some(self.value(key)).filter(|v| !v.is_empty()).map(PathBuf::from)
    }

    /// A number.
    pub fn count(&self, key: &str) -> u64 {
        self.value(key).parse().expect("values are looked at when they are set, defaults by a test")
    }

    /// A switch.
    pub fn switch(&self, key: &str) -> bool {
        self.value(key) == "true"
    }

    /// A word.
    pub fn word(&self, key: &str) -> &str {
        self.value(key)
    }

    /// The weights chosen for rules.
    pub fn policy(&self) -> Policy {
        Policy { weights: self.weights.iter().map(|(code, (weight, _))| ((*code).to_owned(), *weight)).collect() }
    }

    /// Everything in force as a file that would say the same, with who said so.
    pub fn render(&self) -> String {
        let mut out = String::new();
        let mut table = "";
        for setting in SETTINGS {
            let (head, name) = split(setting.key);
            if head != table {
                let _ = writeln!(out, "{}[{head}]", if table.is_empty() { "" } else { "\n" });
                table = head;
            }
            let (value, origin) = &self.values[setting.key];
            let shown = if value.is_empty() {
                format!("# {name} is not set")
            } else {
                format!("{name} = {}", setting.toml(value))
            };
            let _ = writeln!(out, "{shown:<40} # {origin}");
        }
        out += "\n[rules]\n";
        for (code, (weight, origin)) in &self.weights {
            let _ = writeln!(out, "{:<40} # {origin}", format!("{code} = \"{}\"", word(*weight)));
        }
        out
    }
}

/// A commented file in which nothing is set.
pub fn starter() -> String {
    let mut out = String::from(
        "# Settings of communique. Everything is optional; what is commented out shows the default. A flag overrides an\n\
         # environment variable, a variable overrides this file. Paths are relative to the folder of this file.\n\
         # `communique config` shows what is in force and who said so.\n",
    );
    let mut table = "";
    for setting in SETTINGS {
        let (head, name) = split(setting.key);
        if head != table {
            let _ = write!(out, "\n[{head}]\n");
            table = head;
        }
        let value = if setting.default.is_empty() { "\"…\"".to_owned() } else { setting.toml(setting.default) };
        let _ = writeln!(out, "# {} ({})\n# {name} = {value}", setting.summary, setting.variable);
    }
    out += "\n# How diagnostics are weighed, by code or name: \"off\", \"note\", \"warning\" or \"error\" (an error holds the note\n\
            # back). `communique explain CODE` says what a code means.\n[rules]\n# weekday-mismatch = \"warning\"\n";
    out
}

/// The JSON Schema (draft 2020-12) of the file, one line feed at the end. `schemas/config.schema.json` is this text.
pub fn schema() -> String {
    let mut tables: BTreeMap<&str, Value> = BTreeMap::new();
    for setting in SETTINGS {
        let (table, name) = split(setting.key);
        let empty = || json!({ "type": "object", "properties": {}, "additionalProperties": false });
        tables.entry(table).or_insert_with(empty)["properties"][name] = setting.schema();
    }
    let weight = json!({
        "type": "object",
        "description": "How diagnostics are weighed, by code or name.",
        "additionalProperties": { "enum": WEIGHTS },
    });
    tables.insert("rules", weight);
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:communique:config:1",
        "title": "communique.toml",
        "type": "object",
        "properties": tables,
        "additionalProperties": false,
    });
    serde_json::to_string_pretty(&schema).expect("a schema is plain JSON") + "\n"
}

fn split(key: &'static str) -> (&'static str, &'static str) {
    key.split_once('.').expect("every key has a table and a name")
}

fn word(weight: Weight) -> &'static str {
    match weight {
        Weight::Off => "off",
        Weight::Note => "note",
        Weight::Warning => "warning",
        Weight::Error => "error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Severity;
    use std::collections::BTreeSet;

    const D: Code =
        Code { code: "D103", name: "weekday-mismatch", severity: Severity::Error, summary: "", explanation: "" };
    const I: Code = Code { code: "I010", name: "unreadable-file", ..D };

    fn resolve(text: &str, variables: &[(&str, &str)], flags: &[Flag]) -> Result<Config, ConfigError> {
        let lookup = |name: &str| variables.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
        let file = File { path: Path::new("site/communique.toml"), text };
        Config::resolve(Some(file), &lookup, flags, &[&D, &I])
    }

    #[test]
    fn the_table_is_in_order_and_its_defaults_can_be_used() {
        for s in SETTINGS {
            assert!(s.default.is_empty() || s.objection(s.default).is_none(), "{}", s.key);
            assert_eq!(
                s.variable,
                format!("COMMUNIQUE_{}", split(s.key).1.to_uppercase())
                    .replace("_FILE", "_METRICS_FILE")
                    .replace("_FORMAT", "_LOG_FORMAT")
            );
        }
        assert_eq!(SETTINGS.iter().map(|s| s.key).collect::<BTreeSet<_>>().len(), SETTINGS.len());
    }

    #[test]
    fn flags_override_variables_override_the_file_overrides_defaults() {
        let text = "[run]\nout = \"published\"\njobs = 3\nkeep = 5\n";
        let flag = Flag { key: "run.jobs", name: "--jobs", value: "7".to_owned() };
        let config = resolve(text, &[("COMMUNIQUE_JOBS", "5"), ("COMMUNIQUE_KEEP", "9")], &[flag]).unwrap();
        assert_eq!((config.count("run.jobs"), config.count("run.keep")), (7, 9));
        assert_eq!(config.path("run.out"), Some("site/published".into()));
        assert_eq!((config.path("run.templates"), config.switch("run.strict")), (None, false));
        let shown = config.render();
        for words in ["jobs = 7", "flag --jobs", "variable COMMUNIQUE_KEEP", "site/communique.toml:2", "# default"] {
            assert!(shown.contains(words), "{words} in {shown}");
        }
        assert!(shown.parse::<toml::Table>().is_ok(), "{shown}");
    }

    #[test]
    fn rules_are_weighed_by_code_or_name() {
        let config = resolve("[rules]\nweekday-mismatch = \"off\"\nI010 = \"error\"\n", &[], &[]).unwrap();
        assert_eq!(
            config.policy().weights,
            [("D103".to_owned(), Weight::Off), ("I010".to_owned(), Weight::Error)].into()
        );
        assert!(config.render().contains("D103 = \"off\""));
    }

    #[test]
    fn what_cannot_be_used_is_named_with_its_line_and_what_was_meant() {
        for (text, words) in [
            ("[run]\nout = \"a\"\njbos = 3\n", ":3: [run] has no key `jbos`; did you mean `jobs`?"),
            ("\n[rnu]\n", ":2: there is no table [rnu]; did you mean [run]?"),
            ("[run]\njobs = \"3\"\n", ":2: run.jobs: a whole number"),
            ("[run]\njobs = -1\n", ":2: run.jobs: a whole number from 0"),
            ("[run]\njobs = [1]\n", ":2: run.jobs: a whole number"),
            ("[run]\nstrict = \"yes\"\n", ":2: run.strict: true or false"),
            ("[run]\nkeep = 1\n", ":2: run.keep: a whole number from 2"),
            ("[log]\nformat = \"xml\"\n", ":2: log.format: one of text, json"),
            ("jobs = 3\n", ":1: `jobs` belongs into a table; did you mean `jobs` in [run]?"),
            (
                "[rules]\nweekday-mismach = \"off\"\n",
                ":2: there is no code or rule `weekday-mismach`; did you mean `weekday-mismatch`?",
            ),
            ("[rules]\nD103 = \"of\"\n", ":2: D103: one of off, note, warning, error"),
            ("[rules]\nI010 = \"off\"\n", ":2: I010 holds a note back whatever is chosen"),
            ("[rules]\nD103 = \"off\"\nweekday-mismatch = \"note\"\n", ":3: D103 is weighed twice"),
            ("[run\n", ":1:"),
            ("run = 3\n", ":1: [run] is a table"),
            ("[run]\n[run]\n", ":2:"),
            ("[run]\nout = \"\"\n", ":2: run.out: a path"),
            ("[exchange]\nissuer = \"\"\n", ":2: exchange.issuer: a name"),
            ("[exchange]\nissuer = \"two\\nlines\"\n", ":2: exchange.issuer: a name"),
            ("[exchange]\nissuer_country = \"ZZ\"\n", ":2: exchange.issuer_country: the code of a country"),
            ("[exchange]\nissuer_country = \"jp\"\n", ":2: exchange.issuer_country: the code of a country"),
            ("[exchange]\nissuer_country = 81\n", ":2: exchange.issuer_country: words in quotation marks"),
        ] {
            let error = resolve(text, &[], &[]).expect_err(text).to_string();
            assert!(error.starts_with("site/communique.toml:") && error.contains(words), "{text:?}: {error}");
        }
        let error = resolve("", &[("COMMUNIQUE_JOBS", "many")], &[]).unwrap_err().to_string();
        assert!(error.contains("COMMUNIQUE_JOBS") && error.contains("many"), "{error}");
    }

    #[test]
    fn the_starter_sets_nothing_and_names_everything() {
        let text = starter();
        let config = resolve(&text, &[], &[]).unwrap();
        assert!(config.values.values().all(|(_, origin)| *origin == Origin::Default));
        let names = |s: &Setting| text.contains(split(s.key).1) && text.contains(s.variable);
        assert!(SETTINGS.iter().all(names));
        let set = text.replace("# jobs = 0", "jobs = 4").replace("# weekday", "weekday");
        assert_eq!(resolve(&set, &[], &[]).unwrap().count("run.jobs"), 4);
    }
}
