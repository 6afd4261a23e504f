use super::{Rule, Subject};
use crate::diag::{Code, Diagnostic, Severity};
use crate::source::{SourceFile, Span};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "D101",
        name: "impossible-day",
        severity: Severity::Error,
        summary: "A date that no calendar has.",
        explanation: "The words name a day or month that does not exist, such as 31 April, or 29 February of a year \
            that is no leap year. Nobody can tell which day was meant, so the note waits until it is put right.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 31 April 2012 in \
        Vientiane, Lao PDR.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 30 April 2012 in \
        Vientiane, Lao PDR.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let claims = subject.note.claims.impossible_dates.iter().filter(|c| stands_alone(subject.source, c.span));
    claims
        .map(|c| subject.at(c.span, message(&subject.words(c.span))).with_help("write the day that is meant"))
        .collect()
}

/// "The February 30-year auction" and a file number hold no date.
fn stands_alone(source: &SourceFile, span: Span) -> bool {
    // scripts without spaces have no words that a date could be a part of
    let spaced = |c: char| c.is_alphanumeric() && c < '\u{2e80}';
    let joins = |c: Option<char>| c.is_some_and(|c| spaced(c) || c == '-' || c == '/');
    let before = source.slice(Span::new(0, span.start)).chars().next_back();
    let after = source.slice(Span::new(span.end, source.text.len())).chars().next();
    // "2008.30.35" may be a date, but far more often is the number of a tariff line or a chapter
    let dotted = source.slice(span).chars().all(|c| c.is_ascii_digit() || c == '.');
    !joins(before) && !joins(after) && !dotted
}

fn message(words: &str) -> String {
    format!("the calendar has no {words}")
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;

    #[test]
    fn names_the_words() {
        let mut s = Specimen::new("It met on 31 April\n2012.");
        s.note.claims.impossible_dates = vec![s.fact("31 April\n2012".to_owned(), "31 April\n2012")];
        let found = s.check("D101");
        assert_eq!(found[0].message, "the calendar has no 31 April 2012");
        assert_eq!(found[0].quote, "31 April\n2012");
    }

    #[test]
    fn part_of_a_longer_word_is_no_date() {
        for text in ["the February 30-year auction", "TREAS-February 30", "February 30y bonds"] {
            let mut s = Specimen::new(text);
            s.note.claims.impossible_dates = vec![s.fact("February 30".to_owned(), "February 30")];
            assert_eq!(s.check("D101"), [], "{text}");
        }
    }
}
