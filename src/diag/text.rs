//! Diagnostics for people: the source line with the words marked, the other places that matter, and what to do.
//!
//! Handed: diagnostics and a way to look up their sources. Gives: text for a terminal. Knows nothing about where it is
//! printed; whether to colour is the caller's choice.

use super::window::{Window, printable, wrapped};
use super::{Diagnostic, Severity};
use crate::source::{SourceFile, Span};
use annotate_snippets::{Annotation, AnnotationKind, Level, Renderer, Snippet};
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// Words that run over more lines are marked on the first of them only so far.
const MOST_LINES: usize = 3;

/// How to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether to colour with ANSI escape sequences.
    pub colour: bool,
    /// Terminal width in cells.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self { colour: false, width: 80 }
    }
}

/// Shows diagnostics in the order given, each followed by an empty line. `source` finds a source by its path; where
/// there is none, the quoted words stand in for the line.
pub fn render<'a>(diagnostics: &[Diagnostic], source: &dyn Fn(&str) -> Option<&'a SourceFile>, style: Style) -> String {
    diagnostics.iter().map(|d| one(d, source, style) + "\n\n").collect()
}

/// The last line of a check: of how many notes, how many are held, what was found and what was allowed.
pub fn summary(diagnostics: &[Diagnostic], notes: usize, held: usize, allowed: usize) -> String {
    let of = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
    let found: Vec<String> = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "remark")]
        .into_iter()
        .map(|(severity, noun)| (of(severity), noun))
        .filter(|&(n, _)| n > 0)
        .map(|(n, noun)| counted(n, noun))
        .collect();
    let found = if found.is_empty() { "nothing to report".to_owned() } else { found.join(", ") };
    let held = match held {
        0 => String::new(),
        1 => "; 1 note is held back".to_owned(),
        n => format!("; {n} notes are held back"),
    };
    let allowed = if allowed > 0 { format!("; {allowed} allowed") } else { String::new() };
    format!("{} checked: {found}{held}{allowed}", counted(notes, "note"))
}

fn counted(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

fn one<'a>(d: &Diagnostic, source: &dyn Fn(&str) -> Option<&'a SourceFile>, style: Style) -> String {
    let level = match d.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let excerpts = excerpts(d, source, style);
    let title = level.primary_title(printable(&d.message)).id(format!("{} {}", d.code, d.name));
    let mut group = title.elements(excerpts.iter().map(Excerpt::snippet));
    if let Some(help) = &d.help {
        group = group.element(Level::HELP.message(wrapped(&printable(help), style.width.saturating_sub(14).max(20))));
    }
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    // the lines are cut already: nothing is left for the renderer to cut
    let shown = renderer.term_width(style.width.max(20) * 4).render(&[group]);
    with_true_columns(shown, &excerpts)
}

/// Lines of one source with marked words.
struct Excerpt {
    path: String,
    line: usize,
    column: usize,
    /// Column at which the first words stand in the first window: what the renderer takes for their column.
    shown_column: usize,
    text: String,
    marks: Vec<Mark>,
    /// The first line's window and its place in the source, for marking other words in it.
    window: Window,
    line_span: Option<Span>,
}

struct Mark {
    kind: AnnotationKind,
    range: Range<usize>,
    label: Option<String>,
}

impl Excerpt {
    fn new(
        at: (&str, Span, usize, usize, &str),
        source: Option<&SourceFile>,
        kind: AnnotationKind,
        label: Option<&str>,
        width: usize,
    ) -> Self {
        let (path, span, line, column, quote) = at;
        let lines = marked_lines(span, line, quote, source);
        let mut text = String::new();
        let mut marks = Vec::new();
        let mut first = None;
        for (i, (words, range)) in lines.iter().enumerate() {
            let last = i + 1 == lines.len();
            let window = fitting(words, range.clone(), width, label.filter(|_| last));
            if i > 0 {
                text.push('\n');
            }
            let range = text.len() + window.words.start..text.len() + window.words.end;
            let label = label.filter(|_| last).map(printable);
            marks.push(Mark { kind, range, label });
            text.push_str(&window.text);
            first.get_or_insert(window);
        }
        let window = first.expect("there is at least one line");
        let shown_column = window.text[..window.words.start].chars().count() + 1;
        let line_span = source.and_then(|s| s.line(line));
        Self { path: printable(path), line, column, shown_column, text, marks, window, line_span }
    }

    /// Marks other words of the first line, if they are shown; whether they are.
    fn mark_too(&mut self, source: &SourceFile, span: Span, label: &str) -> bool {
        let Some(line) = self.line_span.filter(|line| line.contains(span)) else { return false };
        let range = span.start - line.start..span.end - line.start;
        let Some(range) = self.window.find(source.slice(line), range) else { return false };
        self.marks.push(Mark { kind: AnnotationKind::Context, range, label: Some(printable(label)) });
        true
    }

    fn snippet(&self) -> Snippet<'_, Annotation<'_>> {
        let marks = self.marks.iter().map(|m| {
            let annotation = m.kind.span(m.range.clone());
            match &m.label {
                Some(label) => annotation.label(label.as_str()),
                None => annotation,
            }
        });
        Snippet::source(self.text.as_str()).path(self.path.as_str()).line_start(self.line).annotations(marks)
    }
}

/// A window that leaves room for the label right of its words.
fn fitting(line: &str, words: Range<usize>, width: usize, label: Option<&str>) -> Window {
    let window = Window::around(line, words.clone(), width);
    let beside = label.map_or(0, |l| printable(l).width() + 1);
    if window.text[..window.words.end].width() + beside <= width {
        return window;
    }
    Window::around(line, words, width.saturating_sub(beside).max(width / 3))
}

/// The diagnostic's own lines, then those of the other places that do not stand in them.
fn excerpts<'a>(d: &Diagnostic, source: &dyn Fn(&str) -> Option<&'a SourceFile>, style: Style) -> Vec<Excerpt> {
    let own = source(&d.path);
    let lines = d.related.iter().map(|r| r.line).chain([d.line + MOST_LINES]);
    let gutter = lines.max().unwrap_or_default().to_string().len() + 3;
    let width = style.width.saturating_sub(gutter).max(20);
    let at = (d.path.as_str(), d.span, d.line, d.column, d.quote.as_str());
    let mut all = vec![Excerpt::new(at, own, AnnotationKind::Primary, None, width)];
    for r in &d.related {
        let beside = r.path == d.path && own.is_some_and(|s| all[0].mark_too(s, r.span, &r.message));
        if !beside {
            let at = (r.path.as_str(), r.span, r.line, r.column, r.quote.as_str());
            all.push(Excerpt::new(at, source(&r.path), AnnotationKind::Context, Some(&r.message), width));
        }
    }
    all
}

/// Each line that the words run over, and the words' bytes in it. Without a source, the words themselves.
fn marked_lines<'a>(
    span: Span,
    line: usize,
    quote: &'a str,
    source: Option<&'a SourceFile>,
) -> Vec<(&'a str, Range<usize>)> {
    let Some(source) = source else {
        return quote.lines().chain(quote.is_empty().then_some("")).take(MOST_LINES).map(|l| (l, 0..l.len())).collect();
    };
    let mut lines = Vec::new();
    for n in line..line + MOST_LINES {
        let Some(whole) = source.line(n).filter(|l| n == line || l.start < span.end) else { break };
        let words = source.slice(whole);
        let indent = words.len() - words.trim_start().len();
        let start = if n == line { span.start.saturating_sub(whole.start) } else { indent };
        let end = span.end.min(whole.end).saturating_sub(whole.start);
        if n == line || start < end {
            lines.push((words, start..end.max(start)));
        }
    }
    if lines.is_empty() { vec![("", 0..0)] } else { lines }
}

/// The renderer counts columns in the piece of the line that it is given; the author counts them in the file.
fn with_true_columns(mut shown: String, excerpts: &[Excerpt]) -> String {
    let mut from = 0;
    for e in excerpts {
        let counted = format!("{}:{}:{}", e.path, e.line, e.shown_column);
        let Some(at) = shown[from..].find(&counted).map(|i| from + i) else { continue };
        let column_at = at + counted.len() - e.shown_column.to_string().len();
        shown.replace_range(column_at..at + counted.len(), &e.column.to_string());
        from = column_at;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;

    const CODE: Code = Code {
        code: "D103",
        name: "weekday-mismatch",
        severity: Severity::Error,
        summary: "A weekday that is not the date's.",
        explanation: "Why.",
    };

    fn at(source: &SourceFile, words: &str) -> Diagnostic {
        Diagnostic::new(&CODE, source, span(source, words), "9 February 2011 was a Wednesday, not a Thursday")
    }

    fn span(source: &SourceFile, words: &str) -> Span {
        let at = source.text.find(words).unwrap();
        Span::new(at, at + words.len())
    }

    fn shown(d: Diagnostic, sources: &[&SourceFile]) -> String {
        render(&[d], &|path| sources.iter().find(|s| &*s.path == path).copied(), Style::default())
    }

    #[test]
    fn marks_the_words_and_says_what_to_do() {
        let s = SourceFile::from_text("inputs/a.txt", "Title\n\nheld on Thursday, February 9, 2011, in Bali\n");
        let d = at(&s, "Thursday, February 9").with_help("write “Wednesday”");
        assert_eq!(
            shown(d, &[&s]),
            "error[D103 weekday-mismatch]: 9 February 2011 was a Wednesday, not a Thursday\n \
             --> inputs/a.txt:3:9\n  \
             |\n\
             3 | held on Thursday, February 9, 2011, in Bali\n  \
             |         ^^^^^^^^^^^^^^^^^^^^\n  \
             |\n  \
             = help: write “Wednesday”\n\n"
        );
    }

    #[test]
    fn a_long_line_keeps_its_true_column_and_fits() {
        let text = format!("{}Thursday, February 9 {}", "word ".repeat(100), "more ".repeat(100));
        let s = SourceFile::from_text("a.txt", &text);
        let out = shown(at(&s, "Thursday, February 9"), &[&s]);
        assert!(out.contains("--> a.txt:1:501\n"), "{out}");
        let fits = |l: &str| l.chars().count() <= 80;
        assert!(out.lines().skip(1).all(fits) && out.contains("…"), "{out}");
    }

    #[test]
    fn other_places_stand_beside_or_below() {
        let s = SourceFile::from_text("a.txt", "9 February\nheld on Thursday, that is 10 February\n");
        let other = SourceFile::from_text("b.txt", "the other note\n");
        let d = at(&s, "Thursday")
            .with_related(&s, span(&s, "10 February"), "beside")
            .with_related(&s, span(&s, "9 February"), "above")
            .with_related(&other, span(&other, "other"), "elsewhere");
        let out = shown(d, &[&s, &other]);
        assert!(out.contains("|         ^^^^^^^^          ----------- beside"), "{out}");
        assert!(out.contains("::: a.txt:1:1") && out.contains("---------- above"), "{out}");
        assert!(out.contains("::: b.txt:1:5") && out.contains("----- elsewhere"), "{out}");
    }

    #[test]
    fn a_label_beside_long_words_fits_too() {
        let s = SourceFile::from_text("a.txt", &format!("x\n{}\n", "word ".repeat(15)));
        let out = shown(at(&s, "x").with_related(&s, s.line(2).unwrap(), "the note that has it"), &[&s]);
        assert!(out.lines().skip(1).all(|l| l.chars().count() <= 80), "{out}");
    }

    #[test]
    fn words_over_two_lines_are_marked_on_both() {
        let s = SourceFile::from_text("a.txt", "held on Thursday,\r\n  February 9, 2011\r\n");
        let out = shown(at(&s, "Thursday,\r\n  February 9"), &[&s]);
        assert!(out.contains("^^^^^^^^^\n2 |   February 9, 2011\n  |   ^^^^^^^^^^"), "{out}");
    }

    #[test]
    fn without_a_source_the_words_stand_in() {
        let s = SourceFile::from_text("a.txt", "held on Thursday");
        let out = shown(at(&s, "Thursday"), &[]);
        assert!(out.contains("--> a.txt:1:9") && out.contains("1 | Thursday"), "{out}");
    }

    #[test]
    fn an_empty_place_or_file_is_shown_too() {
        for text in ["", "\n", "x", "x\n"] {
            let s = SourceFile::from_text("a.txt", text);
            let d = Diagnostic::new(&CODE, &s, Span::new(text.len(), text.len()), "empty");
            assert!(shown(d, &[&s]).starts_with("error[D103 weekday-mismatch]: empty\n"));
        }
    }

    #[test]
    fn nothing_in_a_note_can_steer_the_terminal() {
        let s = SourceFile::from_text("a\x1b[2J.txt", "held\x1b[31m on Thursday\u{202e}\n");
        let d = at(&s, "Thursday").with_help("\x07 bell");
        let out = shown(d, &[&s]);
        assert!(!out.contains(['\x1b', '\x07', '\u{202e}']), "{out:?}");
    }

    #[test]
    fn colour_only_when_asked() {
        let s = SourceFile::from_text("a.txt", "Thursday");
        let style = Style { colour: true, width: 80 };
        assert!(render(&[at(&s, "Thursday")], &|_| Some(&s), style).contains("\x1b["));
    }

    #[test]
    fn the_summary_counts_what_was_found_and_held() {
        let s = SourceFile::from_text("a.txt", "Thursday");
        let error = at(&s, "Thursday");
        let warning = error.clone().with_severity(Severity::Warning);
        assert_eq!(summary(&[], 8, 0, 0), "8 notes checked: nothing to report");
        assert_eq!(
            summary(&[error, warning.clone(), warning], 1, 1, 2),
            "1 note checked: 1 error, 2 warnings; 1 note is held back; 2 allowed"
        );
    }
}
