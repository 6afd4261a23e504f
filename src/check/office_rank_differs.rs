use super::prose::Word;
use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Fact, Note, Text};
use crate::source::Span;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "C106",
        name: "office-rank-differs",
        severity: Severity::Warning,
        summary: "One person with two ranks of one office.",
        explanation: "The note gives somebody an office in one place and the same office with another rank in another: \
            \"Director\" here and \"Deputy Director\" there. Offices that differ in more than the rank are left alone, since \
            many people hold two.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR, and was chaired by Mr. Somchai Phommachanh, Director of Border Affairs, Ministry of Foreign \
        Affairs of Lao PDR. The meeting was closed by Mr. Somchai Phommachanh, Deputy Director of Border Affairs.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR, and was chaired by Mr. Somchai Phommachanh, Director of Border Affairs, Ministry of Foreign \
        Affairs of Lao PDR. The meeting was closed by Mr. Somchai Phommachanh, Director of Border Affairs.\n",
    check,
};

/// Words that make another rank of one office.
pub(super) const RANKS: [&str; 12] = [
    "deputy",
    "vice",
    "assistant",
    "associate",
    "acting",
    "principal",
    "senior",
    "under",
    "parliamentary",
    "interim",
    "joint",
    "additional",
];
/// Small words that stand inside an office.
const INSIDE: [&str; 8] = ["of", "the", "for", "and", "in", "on", "to", "&"];
/// Words of an office, at most.
const LONGEST: usize = 12;

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let holders = holders(subject.note);
    if holders.is_empty() {
        return Vec::new();
    }
    let mut letters = [false; 256];
    holders.keys().filter_map(|name| name.bytes().next()).for_each(|byte| letters[usize::from(byte)] = true);
    let may_be_name = |word: &Word| word.text.bytes().next().is_some_and(|byte| letters[usize::from(byte)]);
    let mut found = Vec::new();
    for passage in subject.prose.passages() {
        let (text, words) = (passage.text, &passage.words);
        for at in (0..words.len()).filter(|&at| may_be_name(&words[at])) {
            let Some(&(name, office)) = holders.get(words[at].text) else { continue };
            if let Some((span, other)) = other_rank(text, words, at, name, office) {
                found.push(told(subject, span, &other, office));
            }
        }
    }
    found
}

fn told(subject: &Subject, span: Span, other: &str, office: &Fact<String>) -> Diagnostic {
    let message = format!("“{other}” here, “{}” before", subject.words(office.span));
    subject
        .at(span, message)
        .with_related(subject.source, office.span, "the office as it is given here")
        .with_help("correct the one that is wrong")
}

/// Name and office of everybody who has both, by the first word of the name.
fn holders(note: &Note) -> FxHashMap<&str, (&Fact<String>, &Fact<String>)> {
    let everybody = note.chairs.iter().map(|c| &c.person).chain(&note.people);
    let named = everybody.filter_map(|p| Some((p.name.as_ref()?, p.title.as_ref()?)));
    let mut found = FxHashMap::default();
    for (name, office) in named {
        let Some(words) = name.value.as_deref().filter(|v| v.contains(' ')) else { continue };
        found.entry(words.split_whitespace().next().unwrap_or_default()).or_insert((name, office));
    }
    found
}

/// The office that stands behind a name, where it is the known one with another rank.
fn other_rank(
    text: &Text,
    words: &[Word],
    at: usize,
    name: &Fact<String>,
    office: &Fact<String>,
) -> Option<(Span, String)> {
    let parts: Vec<&str> = name.value.as_deref()?.split_whitespace().collect();
    let stands =
        parts.iter().enumerate().all(|(i, p)| words.get(at + i).is_some_and(|w| w.text == p.trim_matches('.')));
    let begin = at + parts.len();
    let after = words.get(begin).filter(|_| stands)?;
    if text.text.get(words[begin - 1].end()..after.start)?.trim() != "," {
        return None;
    }
    let end = (begin..words.len().min(begin + LONGEST))
        .take_while(|&i| i == begin || words[i].joined)
        .take_while(|&i| INSIDE.contains(&words[i].text) || words[i].text.starts_with(char::is_uppercase))
        .last()?;
    let range = after.start..words[end].end();
    let span = text.source_span(range.clone());
    let elsewhere = !span.overlaps(office.span);
    let other = &text.text[range];
    (elsewhere && differs_in_rank(other, office.value.as_deref()?)).then(|| (span, other.to_owned()))
}

/// Whether two offices are one but for words of rank.
pub(super) fn differs_in_rank(a: &str, b: &str) -> bool {
    let (a, b) = (parts(a), parts(b));
    let mut differing = a.symmetric_difference(&b).peekable();
    let rest = a.intersection(&b).any(|w| !INSIDE.contains(&w.as_str()));
    rest && differing.peek().is_some() && differing.all(|w| RANKS.contains(&w.as_str()))
}

fn parts(office: &str) -> BTreeSet<String> {
    office.split([' ', '-', '\n']).map(wording::folded).filter(|w| !w.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::differs_in_rank;

    #[test]
    fn ranks_differ_where_nothing_else_does() {
        for (a, b, expected) in [
            ("Director of Border Affairs", "Deputy Director of Border Affairs", true),
            ("Deputy Director-General", "Director-General", true),
            ("Acting Minister", "Deputy Minister", true),
            ("Director of Border Affairs", "Director of Border Affairs", false),
            ("Director of Border Affairs", "Director of Customs", false),
            ("Deputy", "Acting", false),
        ] {
            assert_eq!(differs_in_rank(a, b), expected, "{a} / {b}");
        }
    }
}
