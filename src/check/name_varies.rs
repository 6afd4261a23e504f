use super::prose::Word;
use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::Fact;
use crate::source::Span;

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "T104",
        name: "name-varies",
        severity: Severity::Warning,
        summary: "Two spellings or orders of the meeting's name in one note.",
        explanation: "The note names its meeting in two ways that differ in the order of the parties (\"Japan-China\", \
            \"China-Japan\") or by a letter or two of one word (\"Counter-Terorism\"). Short forms, plurals, hyphens and \
            capitals make no difference.",
    },
    firing: "The 3rd Laos-Japan Border Dialogue\n\nThe 3rd Japan-Laos Border Dialogue was held on 9 February 2011 in \
        Vientiane, Lao PDR.\n",
    clean: "The 3rd Laos-Japan Border Dialogue\n\nThe 3rd Laos-Japan Border Dialogue was held on 9 February 2011 in \
        Vientiane, Lao PDR.\n",
    check,
};

/// Words of the shortest name whose misspellings are looked for.
const FEWEST_WORDS: usize = 3;

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let wordings = &subject.note.claims.wordings;
    let mut found = Vec::new();
    for (i, wording) in wordings.iter().enumerate() {
        let Some(words) = wording.value.as_deref() else { continue };
        let other = wordings[..i].iter().find_map(|w| Some((w, difference(w.value.as_deref()?, words)?)));
        let Some((first, difference)) = other else { continue };
        found.push(told(subject, wording.span, first.span, &difference));
    }
    found.extend(misspelt_heads(subject));
    found
}

/// Names of which a word is so misspelt that they were not taken for the meeting's ("… Dialgoue"): the first of each.
fn misspelt_heads(subject: &Subject) -> Vec<Diagnostic> {
    let wordings = &subject.note.claims.wordings;
    let long = |w: &&Fact<String>| w.value.as_ref().is_some_and(|v| v.split_whitespace().count() >= FEWEST_WORDS);
    let Some(name) = wordings.iter().find(long) else { return Vec::new() };
    let parts: Vec<&str> = name.value.iter().flat_map(|v| v.split_whitespace()).collect();
    let known = |span: Span| wordings.iter().any(|w| w.span.overlaps(span));
    for passage in subject.prose.passages() {
        let text = passage.text;
        for run in passage.words.windows(parts.len()) {
            let Some(wrong) = misspelt_word(run, &parts) else { continue };
            let span = text.source_span(run[0].start..run[parts.len() - 1].end());
            if !known(span) {
                let words = (parts[wrong].to_owned(), run[wrong].text.to_owned());
                return vec![told(subject, text.source_span(run[wrong].start..run[wrong].end()), name.span, &words)];
            }
        }
    }
    Vec::new()
}

/// The only word in which a run of words differs from a name, by its spelling.
fn misspelt_word(run: &[Word], parts: &[&str]) -> Option<usize> {
    let together = run[1..].iter().all(|w| w.joined);
    let mut differing = (0..parts.len()).filter(|&i| run[i].text != parts[i]);
    let wrong = differing.next().filter(|&i| together && is_misspelt(run[i].text, parts[i]))?;
    differing.next().is_none().then_some(wrong)
}

fn told(subject: &Subject, at: Span, first: Span, difference: &(String, String)) -> Diagnostic {
    let (before, here) = difference;
    subject
        .at(at, format!("the meeting's name has “{here}” here and “{before}” before"))
        .with_related(subject.source, first, "first named here")
        .with_help("settle on one of them")
}

/// The parts in which two names differ, if it is the order of a pair or the spelling of a word.
fn difference(a: &str, b: &str) -> Option<(String, String)> {
    let (x, y): (Vec<&str>, Vec<&str>) = (a.split_whitespace().collect(), b.split_whitespace().collect());
    if x.len() != y.len() {
        return None;
    }
    let mut differing = x.iter().zip(&y).filter(|(p, q)| wording::folded(p) != wording::folded(q));
    let (Some((p, q)), None) = (differing.next(), differing.next()) else { return None };
    (is_turned(p, q) || is_misspelt(p, q)).then(|| ((*p).to_owned(), (*q).to_owned()))
}

/// "Japan-China" and "China-Japan".
fn is_turned(p: &str, q: &str) -> bool {
    let parts = |w: &str| w.split(['-', '–', '/']).map(wording::folded).collect::<Vec<_>>();
    let (a, b) = (parts(p), parts(q));
    a.len() == 2 && b.len() == 2 && a[0] == b[1] && a[1] == b[0]
}

fn is_misspelt(p: &str, q: &str) -> bool {
    let plural = |a: &str, b: &str| wording::folded(a).strip_suffix('s') == Some(wording::folded(b).as_str());
    let long = |w: &str| wording::folded(w).chars().count() >= 6;
    let letters = |w: &str| w.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '–' | '\'' | '’'));
    // the quickest question comes first
    wording::nearly_equal(p, q) && long(p) && long(q) && letters(p) && letters(q) && !plural(p, q) && !plural(q, p)
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn order_and_spelling_differ_but_not_short_forms() {
        for (a, b, expected) in [
            ("Japan-China Consultation", "China-Japan Consultation", true),
            ("ASEAN-Japan Counter-Terrorism Dialogue", "ASEAN-Japan Counter-Terorism Dialogue", true),
            ("ASEAN-Japan Counter-Terrorism Dialogue", "ASEAN-Japan Counterterrorism Dialogue", false),
            ("Japan-China Consultation", "Japan-China Consultations", false),
            ("Japan-China Consultation", "Consultation", false),
            ("Border Dialogue", "BORDER DIALOGUE", false),
            ("Border Dialogue", "Customs Dialogue", false),
        ] {
            assert_eq!(difference(a, b).is_some(), expected, "{a} / {b}");
        }
    }
}
