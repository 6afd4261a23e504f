//! Plain text → blocks.

use super::lines::{Line, chunks};
use super::{Reader, fit, nest};
use crate::model::{Block, Row, Text};
use crate::source::SourceFile;

pub(super) const READER: Reader =
    Reader { name: "text", extensions: &["txt", "text"], media_type: "text/plain", read: blocks };

/// Columns a tab advances to the next multiple of.
const TAB: usize = 4;

fn blocks(source: &SourceFile, from: usize) -> Vec<Block> {
    let mut out = Vec::new();
    let mut running = Vec::new();
    // tables part the text: lines before and after one are structured on their own
    for line in lines(&source.text, from) {
        match row(&line) {
            None => running.push(line),
            Some(row) => {
                out.extend(nest::blocks(chunks(&std::mem::take(&mut running))));
                match out.last_mut() {
                    Some(Block::Table { rows }) if !line.after_blank => rows.push(row),
                    _ => out.push(Block::Table { rows: vec![row] }),
                }
            }
        }
    }
    out.extend(nest::blocks(chunks(&running)));
    out
}

/// The lines of a text from a byte offset on, without blank lines and lines drawn of dashes.
fn lines(whole: &str, from: usize) -> Vec<Line> {
    let mut out = Vec::new();
    let (mut at, mut after_blank) = (from, true);
    for raw in whole[from..].split_inclusive(['\n', '\u{C}']) {
        let start = at;
        at += raw.len();
        let mut text = Text::default();
        fit::push(&mut text, raw, start);
        let words = fit::trim(text);
        if words.is_empty() || is_rule(&words.text) {
            // a page break ends no paragraph by itself, a blank line does
            after_blank = after_blank || !raw.ends_with('\u{C}') || words.is_empty();
            continue;
        }
        out.push(Line { indent: indent(raw), text: words, after_blank, forced: false, glued: false });
        after_blank = false;
    }
    out
}

/// Columns of white space before the words.
fn indent(raw: &str) -> usize {
    raw.chars().take_while(|c| c.is_whitespace()).fold(0, |n, c| match c {
        '\t' => (n / TAB + 1) * TAB,
        '\u{3000}' => n + 2,
        _ => n + 1,
    })
}

/// A line drawn across the page.
fn is_rule(words: &str) -> bool {
    let mut chars = words.chars();
    chars
        .next()
        .is_some_and(|c| matches!(c, '-' | '=' | '_' | '*' | '─' | '—') && words.len() >= 3 && chars.all(|d| d == c))
}

/// The cells of a line that tabs part.
fn row(line: &Line) -> Option<Row> {
    let words = &line.text.text;
    if !words.contains('\t') {
        return None;
    }
    let mut cells = Vec::new();
    let mut at = 0;
    for cell in words.split('\t') {
        let trimmed = cell.trim();
        if !trimmed.is_empty() {
            let start = at + (cell.len() - cell.trim_start().len());
            cells.push(line.text.cut(start..start + trimmed.len()));
        }
        at += cell.len() + 1;
    }
    // "1.<tab>Text" is an item, not a row
    let item = cells.len() == 2 && super::label::label(words).is_some_and(|l| l.len == cells[0].text.len());
    (cells.len() > 1 && !item).then_some(Row { header: false, cells })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let source = SourceFile::from_text("t.txt", text);
        let blocks = blocks(&source, 0);
        for b in &blocks {
            b.for_each_text(&mut |t| {
                for p in t.pieces.iter().filter(|p| p.len == p.source.len()) {
                    assert_eq!(&t.text[p.at..p.at + p.len], source.slice(p.source), "pieces are the source's words");
                }
            });
        }
        super::super::outline(&blocks)
    }

    #[test]
    fn wrapped_lines_are_one_paragraph_and_short_lines_are_not() {
        let text = "CO-CHAIRS' STATEMENT\nBALI, 23 MARCH 2016\n\
            The ministers met in Bali on the invitation of the\nForeign Ministers of two countries and spoke of people\n\
            smuggling. They will meet again.\n";
        assert_eq!(
            read(text),
            "p CO-CHAIRS' STATEMENT\np BALI, 23 MARCH 2016\np The ministers met in Bali on the invitation of the Foreign \
             Ministers of two countries and spoke of people smuggling. They will meet again.\n"
        );
    }

    #[test]
    fn each_line_of_an_unwrapped_text_is_a_paragraph() {
        let long = "Japan has given support to improve capabilities in many areas such as immigration control, airport and \
            seaport security and customs cooperation.";
        assert_eq!(read(&format!("{long}\n{long}\n")), format!("p {long}\np {long}\n"));
    }

    #[test]
    fn labels_nest_by_style_and_indent() {
        let text = "1. Progress\n\n(1) The Minister reported.\n\n(2) Main points:\n\n  1. (a) Thanks.\n  2. (b) Hopes.\n\n(3) Next.\n\n2. Future\n";
        assert_eq!(
            read(text),
            "1. > Progress\n  (1) > The Minister reported.\n  (2) > Main points:\n    1. (a) > Thanks.\n    2. (b) > Hopes.\n  \
             (3) > Next.\n2. > Future\n"
        );
    }

    #[test]
    fn letters_and_roman_numerals_are_told_apart_by_what_precedes_them() {
        let letters: String = ('f'..='j').map(|c| format!("({c}) item\n")).collect();
        assert_eq!(read(&letters), "(f) > item\n(g) > item\n(h) > item\n(i) > item\n(j) > item\n");
        assert_eq!(read("(i) item\n(ii) item\n(a) sub\n"), "(i) > item\n(ii) > item\n  (a) > sub\n");
        assert_eq!(read("S. 450, the Act\nJ. Smith spoke.\n"), "p S. 450, the Act\np J. Smith spoke.\n");
        assert_eq!(read("A. Opening\nText here.\nB. Results\n"), "h2 A. Opening\np Text here.\nh2 B. Results\n");
    }

    #[test]
    fn numbers_without_a_mark_count_in_a_script_without_capitals() {
        assert_eq!(
            read("1 協議が行われた。\n2 双方は、会った。\n３ (1)灯台を直す。\n(2)船を送る。\n"),
            "1 > 協議が行われた。\n2 > 双方は、会った。\n３ > \n  (1) > 灯台を直す。\n  (2) > 船を送る。\n"
        );
        assert_eq!(read("99999999999999999999 協議\n"), "p 99999999999999999999 協議\n");
    }

    #[test]
    fn a_page_number_does_not_end_an_item() {
        let text =
            "1. The ministers welcomed the progress that was\n\n3\n\nmade since the last meeting.\n2. They agreed.\n";
        assert_eq!(
            read(text),
            "1. > The ministers welcomed the progress that was made since the last meeting.\n  x 3\n2. > They agreed.\n"
        );
    }

    #[test]
    fn a_label_alone_takes_the_next_line() {
        assert_eq!(
            read("1.\nThe first view.\n2.\nThe second view.\n"),
            "1. > The first view.\n2. > The second view.\n"
        );
        assert_eq!(read("1\nThe first view.\n2\nThe second view.\n"), "1 > The first view.\n2 > The second view.\n");
    }

    #[test]
    fn a_run_in_list_stays_in_its_sentence() {
        let text = "The countries agreed on three priorities: (1) securing the chain;\n(2) law enforcement; and\n(3) reducing harm.\n";
        assert_eq!(
            read(text),
            "p The countries agreed on three priorities: (1) securing the chain; (2) law enforcement; and (3) reducing harm.\n"
        );
    }

    #[test]
    fn a_title_may_run_over_blank_lines() {
        let text = "Summary Report of\n\nthe Seventh Meeting\n\non Terrorism\n\n(Hanoi, 4-7 May 2009)\n";
        assert_eq!(read(text), "p Summary Report of the Seventh Meeting on Terrorism\np (Hanoi, 4-7 May 2009)\n");
    }

    #[test]
    fn tabs_make_rows_and_furniture_is_set_aside() {
        let text = "Date\tOctober 20\nHost\tCabinet\n\nAfter.\nBack to Index\n";
        assert_eq!(read(text), "| Date | October 20\n| Host | Cabinet\np After.\nx Back to Index\n");
    }

    #[test]
    fn characters_that_cannot_be_printed_become_spaces() {
        assert_eq!(read("The\u{1} \u{2}meeting\u{FFFE}.\n"), "p The  meeting .\n");
    }

    #[test]
    fn japanese_lines_join_without_a_space() {
        let text = "第四回の協議\n第四回の協議が東京で行われ、両国の代表が地域の情勢\nについて長い意見を交わしまし\nた。次回は来年に東京で行わ\n\
            れる予定であることが両国の代表から発表されていま\nす。\n";
        assert!(
            read(text).starts_with("p 第四回の協議\np 第四回の協議が東京で行われ、両国の代表が地域の情勢について"),
            "{}",
            read(text)
        );
    }
}
