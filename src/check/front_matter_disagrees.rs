use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Block, Certainty, Edtf, Fact, MentionKind, Note};
use crate::source::Span;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "T107",
        name: "front-matter-disagrees",
        severity: Severity::Warning,
        summary: "Front matter that contradicts the text under it.",
        explanation: "The date in the front matter is held against the date line of the text, the first line that is a date and \
            nothing else, and its title against the first heading. The front matter counts; but one of the two was probably \
            copied from another note. Dates within a month of each other are left alone, since pages go up days after they \
            were written; titles that share half their words are one title.",
    },
    firing: "---\ntitle: The 3rd Working Group on Border Security\ndate: 2011-05-12\n---\n\n12 February 2011\n\nThe 3rd Working \
        Group on Border Security was held on 9 February 2011 in Vientiane, Lao PDR.\n",
    clean: "---\ntitle: The 3rd Working Group on Border Security\ndate: 2011-02-12\n---\n\n12 February 2011\n\nThe 3rd Working \
        Group on Border Security was held on 9 February 2011 in Vientiane, Lao PDR.\n",
    check,
};

/// Blocks of the text among which a date line is looked for; the first paragraph that is longer than a line ends them.
const HEAD: usize = 5;
/// Bytes of the longest line of a head.
const LINE: usize = 120;
/// Days within which a page may go up after it was written.
const DAYS: i32 = 31;

fn check(subject: &Subject) -> Vec<Diagnostic> {
    date(subject).into_iter().chain(title(subject)).collect()
}

fn date(subject: &Subject) -> Option<Diagnostic> {
    let given = by_hand(subject, subject.note.document_date.as_ref())?;
    let (line, printed) = date_line(subject.note)?;
    let value = given.value.filter(|&v| are_apart(v, printed))?;
    let message =
        format!("the front matter dates the note {}, the text {}", wording::dates(value), wording::dates(printed));
    Some(
        subject
            .at(given.span, message)
            .with_related(subject.source, line, "the date line of the text")
            .with_help("correct the one that is wrong"),
    )
}

fn are_apart(a: Edtf, b: Edtf) -> bool {
    let gap = |first: Edtf, second: Edtf| (second.earliest() - first.latest()).get_days();
    gap(a, b).max(gap(b, a)) > DAYS
}

/// A fact from the note's own front matter.
fn by_hand<'a, T>(subject: &Subject, fact: Option<&'a Fact<T>>) -> Option<&'a Fact<T>> {
    fact.filter(|f| f.certainty == Certainty::Given && !subject.is_settled(Some(f)))
}

/// The first block that is a date and nothing else.
fn date_line(note: &Note) -> Option<(Span, Edtf)> {
    let dates = note.mentions.iter().filter(|m| m.kind == MentionKind::Date).filter_map(|m| m.date.as_ref());
    let dates: Vec<&Fact<Edtf>> = dates.chain(&note.claims.dates).collect();
    let is_long = |block: &Block| matches!(block, Block::Paragraph { text } if text.text.len() > LINE);
    note.body.iter().take(HEAD).take_while(|b| !is_long(b)).find_map(|block| {
        let (Block::Paragraph { text } | Block::Heading { text, .. }) = block else { return None };
        let whole =
            dates.iter().find(|d| text.text.trim().trim_matches(['*', '.']) == d.quote && d.inferred.is_empty())?;
        Some((whole.span, whole.value?))
    })
}

fn title(subject: &Subject) -> Option<Diagnostic> {
    let given = by_hand(subject, subject.note.title.as_ref())?;
    let Some(Block::Heading { level: 1, text }) = subject.note.body.first() else { return None };
    let (a, b) = (words(given.value.as_deref()?), words(&text.text));
    let fewest = a.len().min(b.len());
    if fewest == 0 || a.intersection(&b).count() * 2 >= fewest {
        return None;
    }
    let span = text.span();
    Some(
        subject
            .at(given.span, "the title in the front matter is not that of the text")
            .with_related(subject.source, span, "the first heading")
            .with_help("correct the one that is wrong"),
    )
}

fn words(title: &str) -> BTreeSet<String> {
    title.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 3).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;
    use crate::model::{Block, Certainty, Fact, Text};

    #[test]
    fn titles_without_common_words_disagree() {
        for (heading, count) in [("Border Security Talks", 1), ("Third Customs Forum in Bali", 0)] {
            let mut s = Specimen::new(&format!("The Customs Forum\n{heading}\n"));
            let title = s.fact("The Customs Forum".to_owned(), "The Customs Forum");
            s.note.title = Some(Fact { certainty: Certainty::Given, ..title });
            s.note.body = vec![Block::Heading { level: 1, text: Text::verbatim(heading, s.span(heading).start) }];
            assert_eq!(s.check("T107").len(), count, "{heading}");
        }
    }
}
