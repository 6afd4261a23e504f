//! Page furniture: lines that are on the page but no part of the note.

/// Beginnings of navigation lines, lower case.
const NAVIGATION: &[&str] =
    &["back to ", "return to ", "page top", "top of page", "go to top", "ページの先頭へ", "このページのトップへ"];

/// No line of furniture is longer, in bytes: sixty characters of any script.
const LONGEST: usize = 240;

/// Whether a line on its own is page furniture: navigation, an end mark, "Page 3 of 10".
pub(super) fn is_boilerplate(line: &str) -> bool {
    let line = line.trim();
    line.len() <= LONGEST && (is_end_mark(line) || is_navigation(line) || is_page_count(line))
}

fn is_end_mark(line: &str) -> bool {
    const MARKS: [&str; 9] = ["###", "####", "-30-", "-end-", "-END-", "(END)", "(end)", "(了)", "以上"];
    // most lines begin with none of theirs
    if !line.starts_with(['#', '-', '(', '以', '\\']) {
        return false;
    }
    let marks = || line.chars().filter(|c| !c.is_whitespace() && *c != '\\');
    MARKS.iter().any(|mark| marks().eq(mark.chars()))
}

fn is_navigation(line: &str) -> bool {
    let begins = |words: &&str| line.get(..words.len()).is_some_and(|head| head.eq_ignore_ascii_case(words));
    NAVIGATION.iter().any(begins) && line.chars().count() <= 60 && !line.ends_with(['.', ':', ';'])
}

/// "Page 3", "Page 3 of 10", "- 3 -", "3/10"
fn is_page_count(line: &str) -> bool {
    let number = |s: &str| !s.is_empty() && s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit());
    if line.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("page ")) {
        let parts = line[5..].to_lowercase();
        return parts.split(" of ").all(|n| number(n.trim()));
    }
    let dashed = line.strip_prefix(['-', '–', '—']).and_then(|l| l.strip_suffix(['-', '–', '—']));
    dashed.is_some_and(|n| number(n.trim()))
}

#[cfg(test)]
mod tests {
    use super::is_boilerplate;

    #[test]
    fn furniture_is_told_from_text() {
        for line in ["Back to ASEAN Index", "###", "\\###", "# # #", "-30-", "Page 3 of 10", "- 4 -", "page top"] {
            assert!(is_boilerplate(line), "{line}");
        }
        for line in ["Back to the table came both sides.", "Page by page, the text was agreed", "2010", "- 4 views -"] {
            assert!(!is_boilerplate(line), "{line}");
        }
    }
}
