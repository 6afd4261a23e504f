//! The text of `communique.toml` → values, each with its line.

use super::settings::{Kind, SETTINGS, Setting, WEIGHTS};
use super::{Config, File, Origin, split};
use crate::diag::Code;
use crate::diag::policy::Weight;
use std::fmt;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// File and line, or the variable or flag.
    pub place: String,
    /// What is wrong, and what was probably meant.
    pub message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl std::error::Error for ConfigError {}

/// Reads a file into a configuration.
pub(super) fn read(file: File, codes: &[&'static Code], config: &mut Config) -> Result<(), ConfigError> {
    let reader = Reader { file, codes };
    let parsed = DeTable::parse(file.text).map_err(|e| reader.error(e.span().unwrap_or(0..0), e.message()))?;
    for (key, value) in parsed.get_ref() {
        let name: &str = key.get_ref();
        match value.get_ref() {
            DeValue::Table(table) if name == "rules" => reader.rules(table, config)?,
            DeValue::Table(table) if tables().any(|t| t == name) => reader.table(name, table, config)?,
            DeValue::Table(_) => {
                let meant = meant(name, tables().chain(["rules"])).map(|m| format!("[{m}]"));
                return Err(reader.error(key.span(), &guess(format!("there is no table [{name}]"), meant)));
            }
            _ if name == "rules" || tables().any(|t| t == name) => {
                return Err(reader.error(key.span(), &format!("[{name}] is a table")));
            }
            _ => {
                let near = SETTINGS.iter().map(|s| split(s.key)).find(|(_, n)| *n == name);
                let meant = near.map(|(table, name)| format!("`{name}` in [{table}]"));
                return Err(reader.error(key.span(), &guess(format!("`{name}` belongs into a table"), meant)));
            }
        }
    }
    Ok(())
}

fn tables() -> impl Iterator<Item = &'static str> {
    SETTINGS.iter().map(|s| split(s.key).0)
}

struct Reader<'a> {
    file: File<'a>,
    codes: &'a [&'static Code],
}

impl Reader<'_> {
    fn table(&self, table: &str, entries: &DeTable, config: &mut Config) -> Result<(), ConfigError> {
        for (key, value) in entries {
            let name: &str = key.get_ref();
            let Some(setting) = SETTINGS.iter().find(|s| split(s.key) == (table, name)) else {
                let names = SETTINGS.iter().map(|s| split(s.key)).filter(|(t, _)| *t == table).map(|(_, n)| n);
                let meant = meant(name, names).map(|m| format!("`{m}`"));
                return Err(self.error(key.span(), &guess(format!("[{table}] has no key `{name}`"), meant)));
            };
            let text = self.value(setting, value)?;
            config.values.insert(setting.key, (text, self.origin(key.span())));
        }
        Ok(())
    }

    /// A value as text: what is wrong with it is said of what the file says, not of what it is made into.
    fn value(&self, setting: &Setting, value: &Spanned<DeValue>) -> Result<String, ConfigError> {
        let text = match (value.get_ref(), setting.kind) {
            (DeValue::String(text), kind) if is_quoted(kind) => text.to_string(),
            (DeValue::Integer(number), Kind::Count(_)) => number.to_string(),
            (DeValue::Boolean(switch), Kind::Switch) => switch.to_string(),
            _ => self.file.text.get(value.span()).unwrap_or_default().to_owned(),
        };
        let objection = if is_quoted(setting.kind) && !matches!(value.get_ref(), DeValue::String(_)) {
            Some(format!("words in quotation marks are expected, not `{text}`"))
        } else {
            setting.objection(&text)
        };
        match objection {
            Some(objection) => Err(self.error(value.span(), &format!("{}: {objection}", setting.key))),
            None if setting.kind == Kind::Path => {
                let folder = self.file.path.parent().unwrap_or(self.file.path);
                Ok(folder.join(text).to_string_lossy().into_owned())
            }
            None => Ok(text),
        }
    }

    fn rules(&self, entries: &DeTable, config: &mut Config) -> Result<(), ConfigError> {
        let mut entries: Vec<_> = entries.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let name: &str = key.get_ref();
            let Some(code) = self.codes.iter().find(|c| c.code == name || c.name == name) else {
                let meant = meant(name, self.codes.iter().flat_map(|c| [c.code, c.name])).map(|m| format!("`{m}`"));
                return Err(self.error(key.span(), &guess(format!("there is no code or rule `{name}`"), meant)));
            };
            let weight = self.weight(code, value)?;
            if config.weights.insert(code.code, (weight, self.origin(key.span()))).is_some() {
                return Err(self.error(key.span(), &format!("{} is weighed twice", code.code)));
            }
        }
        Ok(())
    }

    fn weight(&self, code: &Code, value: &Spanned<DeValue>) -> Result<Weight, ConfigError> {
        let said = value.get_ref().as_str().unwrap_or_default();
        let weight = match said {
            "off" => Weight::Off,
            "note" => Weight::Note,
            "warning" => Weight::Warning,
            "error" => Weight::Error,
            _ => {
                let message = format!("{}: one of {} is expected", code.code, WEIGHTS.join(", "));
                return Err(self.error(value.span(), &message));
            }
        };
        if code.is_fixed() && weight != Weight::Error {
            return Err(self.error(value.span(), &format!("{} holds a note back whatever is chosen", code.code)));
        }
        Ok(weight)
    }

    fn line(&self, span: Range<usize>) -> usize {
        let before = self.file.text.get(..span.start).unwrap_or(self.file.text);
        before.matches('\n').count() + 1
    }

    fn origin(&self, span: Range<usize>) -> Origin {
        Origin::File(self.file.path.to_owned(), self.line(span))
    }

    fn error(&self, span: Range<usize>, message: &str) -> ConfigError {
        ConfigError { place: self.origin(span).to_string(), message: message.to_owned() }
    }
}

/// Whether values of this kind stand in quotation marks.
const fn is_quoted(kind: Kind) -> bool {
    matches!(kind, Kind::Path | Kind::Choice(_) | Kind::Patterns | Kind::Name | Kind::Country)
}

fn guess(message: String, meant: Option<String>) -> String {
    meant.map_or_else(|| message.clone(), |meant| format!("{message}; did you mean {meant}?"))
}

/// The known word that is fewest changes away, if that is near enough to be meant.
fn meant(word: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let near = known.map(|k| (distance(word, k), k)).min()?;
    (near.0 <= (1 + word.chars().count() / 3).min(3)).then_some(near.1)
}

/// Letters to insert, remove or replace (Levenshtein), in time and space that the table's short words bound.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let replaced = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}
