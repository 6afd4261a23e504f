//! One line of a source as a terminal can show it: cut to what fits around the words that matter, and safe to print.
//!
//! Handed: a line, the byte range of the words, a width in terminal cells. Gives: the piece to show and where the words
//! are in it. Knows nothing about diagnostics. Looks only at what it shows, however long the line is.

use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// Stands for what was cut away; one cell wide.
const CUT: char = '…';

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Window {
    /// What to print.
    pub(super) text: String,
    /// The words in `text`; never empty where `text` is not.
    pub(super) words: Range<usize>,
    /// The bytes of the line that `text` shows.
    pub(super) shown: Range<usize>,
}

impl Window {
    /// The window of `line` around the bytes `words`, at most `width` cells wide.
    pub(super) fn around(line: &str, words: Range<usize>, width: usize) -> Self {
        let room = width.saturating_sub(2).max(8); // two cells for the marks of cutting
        let start = line.floor_char_boundary(words.start.min(line.len()));
        let end = line.floor_char_boundary(words.end.clamp(start, line.len()));
        let (words_end, used) = forward(line, start..end, room);
        let (left, left_used) = backward(line, start, (room - used) / 3);
        let (right, right_used) = forward(line, words_end..line.len(), room - used - left_used);
        let right = if words_end < end { words_end } else { right };
        let right_used = if words_end < end { 0 } else { right_used };
        let (left, _) = backward(line, left, room - used - left_used - right_used);
        Self::cut(line, left..right, start..words_end)
    }

    fn cut(line: &str, shown: Range<usize>, words: Range<usize>) -> Self {
        let mut text = String::new();
        if shown.start > 0 {
            text.push(CUT);
        }
        text.push_str(&printable(&line[shown.start..words.start]));
        let from = text.len();
        text.push_str(&printable(&line[words.clone()]));
        let to = text.len();
        text.push_str(&printable(&line[words.end..shown.end]));
        if shown.end < line.len() {
            text.push(CUT);
        }
        let to = if from == to { text[from..].chars().next().map_or(to, |c| from + c.len_utf8()) } else { to };
        Self { text, words: from..to, shown }
    }

    /// Where other bytes of the same line are in `text`; `None` if they are not wholly shown.
    pub(super) fn find(&self, line: &str, other: Range<usize>) -> Option<Range<usize>> {
        let inside = self.shown.start <= other.start && other.end <= self.shown.end && other.start < other.end;
        if !inside || !line.is_char_boundary(other.start) || !line.is_char_boundary(other.end) {
            return None;
        }
        let lead = if self.shown.start > 0 { CUT.len_utf8() } else { 0 };
        let from = lead + printable(&line[self.shown.start..other.start]).len();
        Some(from..from + printable(&line[other]).len())
    }
}

/// The last end in `range`, from its start, within so many cells; and the cells used.
fn forward(line: &str, range: Range<usize>, room: usize) -> (usize, usize) {
    let (mut end, mut used) = (range.start, 0);
    for c in line[range].chars() {
        let cells = cells(c);
        if used + cells > room {
            break;
        }
        used += cells;
        end += c.len_utf8();
    }
    (end, used)
}

/// The first start before `end` within so many cells, never between a letter and its marks; and the cells used.
fn backward(line: &str, end: usize, room: usize) -> (usize, usize) {
    let (mut start, mut used) = (end, 0);
    let (mut at, mut total) = (end, 0);
    for c in line[..end].chars().rev() {
        total += cells(c);
        at -= c.len_utf8();
        if total > room {
            break;
        }
        if cells(c) > 0 {
            (start, used) = (at, total);
        }
    }
    (start, used)
}

fn cells(c: char) -> usize {
    replacement(c).map_or_else(|| c.width().unwrap_or(0), |r| usize::from(r != DROPPED))
}

const DROPPED: char = '\0';

/// What is printed in place of a character that would move the cursor, turn the direction or hide; `None` for all
/// others.
fn replacement(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{feff}' => Some(DROPPED),
        '\0'..='\x1f' => char::from_u32(0x2400 + c as u32),
        '\x7f' => Some('\u{2421}'),
        '\u{80}'..='\u{9f}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' => {
            Some('\u{fffd}')
        }
        '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => Some('\u{fffd}'),
        _ => None,
    }
}

/// Text that does nothing to a terminal but show itself.
pub(super) fn printable(text: &str) -> String {
    text.chars().map(|c| replacement(c).unwrap_or(c)).filter(|&c| c != DROPPED).collect()
}

/// Breaks a text at spaces into lines of at most `width` cells; a longer word stands alone.
pub(super) fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for word in text.split(' ') {
        let wide: usize = word.chars().map(cells).sum();
        if used > 0 && used + 1 + wide > width {
            out.push('\n');
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += wide;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    fn shown(line: &str, words: &str, width: usize) -> (String, String) {
        let at = line.find(words).unwrap();
        let w = Window::around(line, at..at + words.len(), width);
        assert!(w.text.width() <= width, "{:?} is {} wide", w.text, w.text.width());
        (w.text.clone(), w.text[w.words].to_owned())
    }

    #[test]
    fn a_line_that_fits_is_shown_whole() {
        assert_eq!(shown("held in Bali", "Bali", 40), ("held in Bali".into(), "Bali".into()));
        assert_eq!(Window::around("", 0..0, 40).words, 0..0);
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let line = format!("{} BALI {}", "before ".repeat(100), "after ".repeat(100));
        let (text, words) = shown(&line, "BALI", 40);
        assert_eq!(words, "BALI");
        assert!(text.starts_with('…') && text.ends_with('…') && text.width() >= 36, "{text}");
    }

    #[test]
    fn room_left_on_one_side_goes_to_the_other() {
        let line = format!("{} BALI", "before ".repeat(100));
        assert!(shown(&line, "BALI", 40).0.width() >= 38);
        let line = format!("BALI {}", "after ".repeat(100));
        assert!(shown(&line, "BALI", 40).0.width() >= 38);
    }

    #[test]
    fn words_longer_than_the_window_are_cut() {
        let line = format!("x {} y", "long".repeat(50));
        let w = Window::around(&line, 2..202, 30);
        assert!(w.text.width() <= 30 && w.text.starts_with("…long") && w.text.ends_with('…'), "{}", w.text);
    }

    #[test]
    fn wide_characters_and_marks_keep_their_place() {
        let line = "第六回日ASEANテロ対策対話は二月九日から十一日まで開催された。".repeat(4);
        let (text, words) = shown(&line, "二月九日", 40);
        assert_eq!(words, "二月九日");
        assert!(text.width() >= 36);
        let line = "e\u{301}".repeat(100) + "Bali";
        let (text, _) = shown(&line, "Bali", 30);
        assert!(text.starts_with("…e\u{301}"), "{text}");
    }

    #[test]
    fn nothing_reaches_the_terminal_that_moves_it() {
        let (text, words) = shown("a\tb\x1b[31mBali\u{202e}\u{7f}", "Bali", 40);
        assert_eq!((text.as_str(), words.as_str()), ("a b␛[31mBali\u{fffd}␡", "Bali"));
    }

    #[test]
    fn a_window_finds_other_words_it_shows() {
        let line = "\tfirst and second";
        let w = Window::around(line, 11..17, 40);
        assert_eq!(&w.text[w.find(line, 1..6).unwrap()], "first");
        assert_eq!(w.find(line, 11..99), None);
    }

    #[test]
    fn text_wraps_at_spaces() {
        assert_eq!(wrapped("one two three", 7), "one two\nthree");
        assert_eq!(wrapped("unbreakable", 3), "unbreakable");
    }
}
