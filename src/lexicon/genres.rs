//! Titles of notes that are no account of a meeting.
//!
//! Handed: a title. Gives: whether its words say so. Knows nothing about the text below it.

use std::sync::LazyLock;

struct Words {
    phrase: &'static str,
    stand: Stand,
}

/// Where the words of a title must stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stand {
    First,
    Anywhere,
    /// Anywhere, unless the title begins with a counted meeting.
    NoMeetingFirst,
}

static WORDS: LazyLock<Vec<Words>> = LazyLock::new(|| {
    include_str!("data/genres.tsv")
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
        .map(|line| {
            let (phrase, value) = line.split_once('\t').expect("a line of genres has two columns");
            let stand = match value {
                "begins" => Stand::First,
                "topic" => Stand::NoMeetingFirst,
                _ => Stand::Anywhere,
            };
            Words { phrase, stand }
        })
        .collect()
});

/// Whether a title is that of a speech, an order, a fact sheet or the like. `counted` says that it begins with a counted
/// meeting ("Ninth Meeting of the Group on Law Enforcement").
pub fn is_no_account(title: &str, counted: bool) -> bool {
    let small = title.to_lowercase();
    let title = small.trim_start_matches(|c: char| !c.is_alphanumeric());
    let fits = |w: &Words| match w.stand {
        Stand::First => title.starts_with(w.phrase),
        Stand::Anywhere => holds(title, w.phrase),
        Stand::NoMeetingFirst => !counted && holds(title, w.phrase) && !is_of_group(title, w.phrase),
    };
    // both sides of a counted meeting tell what came of it
    let joint = counted && title.contains("joint fact sheet");
    WORDS.iter().filter(|w| !joint || w.phrase != "fact sheet").any(fits) || is_somebodys_statement(title)
}

/// "Statement by the Minister at the 5th Forum" is a speech; "Statement by the Spokesperson on the 5th Forum" is not.
fn is_somebodys_statement(title: &str) -> bool {
    const ABOUT: [&str; 4] = [" on ", " announcing ", " regarding ", " about "];
    let by = title.split(" at the ").next().unwrap_or(title);
    let statement = title.starts_with("statement by ") || title.starts_with("statement from ");
    let collective = [
        "ministers",
        "leaders",
        "governors",
        "heads",
        "chairs",
        "participants",
        "working group",
        "contact group",
        "steering group",
    ]
    .iter()
    .any(|w| by.contains(w));
    statement && !collective && !ABOUT.iter().any(|w| title.contains(w))
        || title.starts_with("statement ") && !collective && title.contains(" at the ")
}

/// "the Working Group on Sanctions": what a body is called after.
fn is_of_group(title: &str, phrase: &str) -> bool {
    ["group on ", "committee on ", "dialogue on "].iter().any(|w| title.contains(&format!("{w}{phrase}")))
}

/// Whether a phrase stands in a text at the beginning of a word.
fn holds(text: &str, phrase: &str) -> bool {
    text.contains(phrase) && text.match_indices(phrase).any(|(i, _)| !text[..i].ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::is_no_account;

    #[test]
    fn speeches_are_told_from_meetings() {
        assert!(is_no_account("Remarks by the Minister at the 5th Forum", false));
        assert!(is_no_account("**FACT SHEET:** The Quad", false));
        assert!(is_no_account("Statement by Minister Ono at the 5th Forum", false));
        assert!(!is_no_account("Statement by Spokesperson Ono on the 5th Forum", false));
        assert!(!is_no_account("Joint Statement of the 5th Forum", false));
        assert!(is_no_account("Sanctions on Five Harbours", false));
        assert!(!is_no_account("Second Dialogue on Sanctions", true));
        assert!(is_no_account("Second Dialogue on Sanctions: Fact Sheet", true));
        assert!(!is_no_account("Second Lakes Dialogue Joint Fact Sheet", true));
        assert!(is_no_account("Joint Fact Sheet on Locks", false));
        assert!(!is_no_account("Statement by the Working Group on Locks", false));
    }
}
