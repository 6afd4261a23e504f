use super::prose::{Passage, Word};
use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::Note;
use crate::source::Span;
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "C111",
        name: "surname-misspelt",
        severity: Severity::Warning,
        summary: "A surname that differs by a letter or two from the only person it can mean.",
        explanation: "\"Mr. Kojma\" stands in a note in which everybody is introduced by full name, and nobody has that \
            name, but one person's is nearly the same. Only a lone surname behind \"Mr.\", \"Ms.\", \"Mrs.\" or \"Dr.\" is \
            looked at, and names of five letters or more.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR, and was chaired by Ms. Keiko Tanabe, Deputy Director-General, Ministry of Foreign Affairs of \
        Japan. Ms. Tanaba thanked the host.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR, and was chaired by Ms. Keiko Tanabe, Deputy Director-General, Ministry of Foreign Affairs of \
        Japan. Ms. Tanabe thanked the host.\n",
    check,
};

/// Letters of the shortest surname that is compared.
const SHORTEST: usize = 5;

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let known = surnames(subject.note);
    if known.is_empty() {
        return Vec::new();
    }
    subject.prose.passages().flat_map(|passage| strangers(subject, passage, &known)).collect()
}

/// The last words of the names of those who are named in full, in small letters, with the place of the name. Names with a
/// hyphen or an article are transliterated at will.
fn surnames(note: &Note) -> BTreeMap<String, Span> {
    let everybody = note.chairs.iter().map(|c| &c.person).chain(&note.people);
    let names = everybody.filter_map(|p| p.name.as_ref());
    let full = names.filter_map(|n| Some((n.value.as_deref()?.rsplit_once(' ')?.1, n.span)));
    let plain = full.filter(|(last, _)| last.chars().all(char::is_alphabetic) && last.chars().count() >= SHORTEST);
    plain.map(|(last, span)| (wording::folded(last), span)).collect()
}

fn strangers(subject: &Subject, passage: &Passage, known: &BTreeMap<String, Span>) -> Vec<Diagnostic> {
    let (text, words) = (passage.text, &passage.words);
    let mut found = Vec::new();
    for &at in &passage.capitals {
        let Some(surname) = lone_surname(&text.text, words, at) else { continue };
        let folded = wording::folded(surname.text);
        let plain = surname.text.chars().all(char::is_alphabetic);
        if !plain || folded.chars().count() < SHORTEST || known.contains_key(&folded) {
            continue;
        }
        let mut near = known.iter().filter(|(k, _)| wording::one_letter_apart(k, &folded));
        let (Some((_, &name)), None) = (near.next(), near.next()) else { continue };
        let span = text.source_span(surname.start..surname.end());
        let message = format!("nobody in the note is called {}", surname.text);
        let help = format!("write the name as in “{}”, if that is who is meant", subject.words(name));
        found.push(subject.at(span, message).with_related(subject.source, name, "a name like it").with_help(help));
    }
    found
}

/// "Mr. Kojima", its capital at a word, with no other part of a name behind it.
fn lone_surname<'a>(text: &str, words: &[Word<'a>], at: usize) -> Option<Word<'a>> {
    let courtesy = at.checked_sub(1).map(|i| words[i]).filter(|w| matches!(w.text, "Mr" | "Ms" | "Mrs" | "Dr"))?;
    let surname = words[at];
    let near = matches!(text.get(courtesy.end()..surname.start)?, " " | ". ");
    let alone = words.get(at + 1).is_none_or(|next| !next.joined || !next.text.starts_with(char::is_uppercase));
    (near && alone).then_some(surname)
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;
    use crate::model::Role;

    #[test]
    fn only_lone_surnames_that_are_nearly_somebodys() {
        for (words, count) in [
            ("Mr. Kojma spoke", 1),
            ("Mr. Kojima spoke", 0),
            ("Mr. Smith spoke", 0),
            ("Mr. Kojma Taro spoke", 0),
            ("Kojma spoke", 0),
        ] {
            let mut s = Specimen::prose(&format!("Takaaki Kojima chaired. {words}"));
            s.note.chairs = vec![s.chair(Role::Chair, "Takaaki Kojima")];
            assert_eq!(s.check("C111").len(), count, "{words}");
        }
    }
}
