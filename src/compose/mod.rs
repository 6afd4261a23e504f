//! Note + template → Briefing. The only place that names minijinja.
//!
//! Handed: a checked [`Note`], its source, and [`Templates`]. Gives: a [`Briefing`], every style resolved. Knows nothing
//! about paper, PDF or files. The vocabulary and the data a template sees are described in `docs/templates.md`.

mod markup;
mod theme;
mod view;
mod vocabulary;
mod words;

use crate::model::{Note, briefing::Briefing};
use crate::source::SourceFile;
use anyhow::Result;
use minijinja::{AutoEscape, Environment, OutputSpanKind, Template, UndefinedBehavior, Value, value::Serde};
use std::fmt;
use theme::Theme;
use words::Words;

/// The template that comes with the program.
const BUILTIN: (&str, &str) = ("briefing.html.j2", include_str!("../../templates/briefing.html.j2"));

/// The theme that comes with the program.
const BUILTIN_THEME: (&str, &str) = ("theme.toml", include_str!("../../templates/theme.toml"));

/// Steps a template may take for one note. The built-in one takes about 4,000 for a page; a loop without end stops here.
const FUEL: u64 = 20_000_000;

/// A template or theme that cannot be used: where, and what was expected there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// File name, as handed in.
    pub template: String,
    /// Line, from 1.
    pub line: usize,
    /// What was expected, and what was found.
    pub expected: String,
}

impl TemplateError {
    fn new(template: &str, line: usize, expected: String) -> Self {
        Self { template: template.to_owned(), line, expected }
    }

    fn of(error: &minijinja::Error, template: &str) -> Self {
        let detail = error.detail().map_or_else(|| error.kind().to_string(), |d| format!("{}: {d}", error.kind()));
        Self::new(error.name().unwrap_or(template), error.line().unwrap_or(1), detail)
    }
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.template, self.line, self.expected)
    }
}

impl std::error::Error for TemplateError {}

/// A parsed template with its theme.
#[derive(Debug)]
pub struct Templates {
    env: Environment<'static>,
    name: String,
    theme: Theme,
}

impl Templates {
    /// The template and theme that come with the program.
    pub fn builtin() -> Self {
        Self::new(BUILTIN, BUILTIN_THEME).expect("the built-in template is part of the program, and tests render it")
    }

    /// Parses a template and a theme, each given by its name and text.
    ///
    /// # Errors
    /// The first place where either cannot be used.
    pub fn new(template: (&str, &str), theme: (&str, &str)) -> Result<Self, TemplateError> {
        let (name, text) = template;
        let theme = Theme::parse(theme.0, theme.1)?;
        let mut env = Environment::new();
        env.set_auto_escape_callback(|_| AutoEscape::Html);
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_fuel(Some(FUEL));
        env.set_recursion_limit(64);
        env.add_template_owned(name.to_owned(), text.to_owned()).map_err(|e| TemplateError::of(&e, name))?;
        Ok(Self { env, name: name.to_owned(), theme })
    }

    /// The template that comes with the program with a theme of one's own, or the other way round: the texts to start
    /// from.
    pub const fn builtin_texts() -> [(&'static str, &'static str); 2] {
        [BUILTIN, BUILTIN_THEME]
    }
}

/// Sets a note with a template.
///
/// # Errors
/// A template that fails on this note or whose output is not in the vocabulary: a [`TemplateError`].
pub fn compose(note: &Note, source: &SourceFile, templates: &Templates) -> Result<Briefing> {
    let words = Words::of(&note.source.lang);
    // Made anew where it is needed again, so that a long note is not held three times.
    let data = || Value::from(Serde(&view::view(note, source, words)));
    let failed = |e: &minijinja::Error| TemplateError::of(e, &templates.name);
    let template = templates.env.get_template(&templates.name).map_err(|e| failed(&e))?;
    let output = template.render(data()).map_err(|e| failed(&e))?;
    let briefing = vocabulary::read(&output, &templates.theme).map_err(|misfit| {
        let line = line_of(&template, data(), misfit.at);
        TemplateError::new(&templates.name, line, misfit.expected)
    })?;
    Ok(briefing)
}

/// The line of the template that wrote the byte `at` of its output. Renders once more, for this needs bookkeeping that
/// no note pays for until one fails.
fn line_of(template: &Template, data: Value, at: usize) -> usize {
    let Ok((_, spans)) = template.render_with_spans(data) else { return 1 };
    let i = spans.partition_point(|s| s.output_range().end <= at);
    let Some(span) = spans.get(i) else { return 1 };
    let raw = matches!(span.kind(), OutputSpanKind::Raw);
    let into = if raw { at.saturating_sub(span.output_range().start) } else { 0 };
    theme::line_of(template.source(), span.source_range().start + into)
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEME: &str = r##"
[sheet]
paper = "A4"
top = 60
right = 50
bottom = 60
left = 50
hang = 100
header = 40
footer = 36
[colours]
ink = "#000000"
[styles]
body = { face = "serif", size = 10, leading = 14, colour = "ink" }
"table.two" = { columns = [1, 2] }
"##;

    fn note() -> (Note, SourceFile) {
        let source = SourceFile::from_text("a.txt", "");
        let note = serde_json::json!({
            "schema": crate::model::note::SCHEMA,
            "id": "a",
            "source": {"path": "a.txt", "sha256": source.sha256, "bytes": 0, "media_type": "text/plain",
                       "encoding": "UTF-8", "lang": "en"},
            "kind": "other", "event": {}, "body": []
        });
        (serde_json::from_value(note).unwrap(), source)
    }

    fn briefing(main: &str) -> Result<Briefing, TemplateError> {
        let text =
            format!("<html lang=\"en\"><head><title>t</title></head><body>\n<main>\n{main}\n</main></body></html>");
        let (note, source) = note();
        let templates = Templates::new(("mine.html.j2", &text), ("mine.toml", THEME))?;
        compose(&note, &source, &templates).map_err(|e| e.downcast().unwrap())
    }

    fn error(main: &str) -> (usize, String) {
        let e = briefing(main).unwrap_err();
        assert_eq!(e.template, "mine.html.j2");
        (e.line, e.expected)
    }

    #[test]
    fn errors_name_the_line_and_what_was_expected() {
        for (main, line, expected) in [
            ("<p>a</p>\n<marquee>b</marquee>", 4, "expected section, h1"),
            ("<p>a\n<blink>b</blink></p>", 4, "expected words, span"),
            ("<p>a", 4, "expected well-formed markup"),
            ("<h2>a</h2>", 1, "expected h1 before h2"),
            (
                "{% for x in [1, 2] %}\n<table class=\"two\"><tbody><tr><td>1</td></tr></tbody></table>{% endfor %}",
                4,
                "expected 2 cells",
            ),
            ("<p class=\"a\" class=\"b\">a</p>", 3, "\"class\" stands there twice"),
            ("<p class=\"grand\">a</p>", 3, "no style \"p.grand\""),
            ("<p>{{ nothing }}</p>", 3, "undefined value"),
            ("<p>\n{% if %}</p>", 4, "syntax error"),
            ("loose words", 2, "found the words"),
            ("<p>{% for x in range(100000) %}{% for y in range(100000) %}{% endfor %}{% endfor %}</p>", 3, "fuel"),
            ("<p>{% include \"/etc/hostname\" %}</p>", 3, "template not found"),
            ("<p><a href=\"#nowhere\">a</a></p>", 3, "expected an element with id=\"nowhere\""),
        ] {
            let (at, what) = error(main);
            assert!(what.contains(expected) && at == line, "{main}: {at}: {what}");
        }
    }

    #[test]
    fn errors_in_a_theme_name_its_line() {
        for (from, to, line, expected) in [
            ("size = 10,", "size = 0,", 14, "expected size between"),
            ("face = \"serif\"", "face = \"blackletter\"", 14, "expected one of"),
            ("colour = \"ink\" }", "colour = \"pink\" }", 14, "expected #rrggbb or one of ink"),
            ("left = 50", "left = 500", 2, "expected margins"),
            ("top = 60", "tip = 60", 4, "unknown field `tip`"),
        ] {
            let e = Templates::new(("mine.html.j2", ""), ("mine.toml", &THEME.replace(from, to))).unwrap_err();
            assert!(e.template == "mine.toml" && e.line == line && e.expected.contains(expected), "{e}");
        }
    }

    #[test]
    fn values_are_escaped_and_white_space_collapses() {
        let b = briefing("<p> a\n <span>{{ \"<b> & 'c'\" }} </span>\n d<br/> e </p>").unwrap();
        let crate::model::briefing::Block::Paragraph(p) = &b.blocks[0] else { panic!() };
        let words: Vec<String> = p
            .content
            .iter()
            .map(|i| match i {
                crate::model::briefing::Inline::Span(s) => s.text.clone(),
                _ => "|".to_owned(),
            })
            .collect();
        assert_eq!(words.concat(), "a <b> & 'c' d|e");
    }

    #[test]
    fn the_built_in_template_prints_a_note_that_says_nothing() {
        let (note, source) = note();
        let b = compose(&note, &source, &Templates::builtin()).unwrap();
        assert_eq!((b.title.as_str(), b.lang.as_str()), ("Meeting without a name", "en"));
    }
}
