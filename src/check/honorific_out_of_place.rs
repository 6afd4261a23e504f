use super::{Rule, Subject};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::Fact;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "C109",
        name: "honorific-out-of-place",
        severity: Severity::Note,
        summary: "Honorifics that contradict or repeat each other, or stand in the wrong order.",
        explanation: "\"Mr.\" and \"Ms.\" before one name, the same honorific twice, or \"Mr. Hon.\" for \"Hon. Mr.\": \
            styles such as \"H.E.\" and \"Hon.\" come before \"Mr.\", \"Ms.\" and academic titles.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR, and was chaired by Mr. Hon. Somchai Phommachanh, Director of Border Affairs, Ministry of \
        Foreign Affairs of Lao PDR.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR, and was chaired by Hon. Mr. Somchai Phommachanh, Director of Border Affairs, Ministry of \
        Foreign Affairs of Lao PDR.\n",
    check,
};

const STYLES: [&str; 5] = ["hon", "honourable", "honorable", "he", "hrh"];
const HIS: [&str; 3] = ["mr", "sir", "shri"];
const HER: [&str; 5] = ["ms", "mrs", "miss", "madam", "smt"];

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let note = subject.note;
    let everybody = note.chairs.iter().map(|c| &c.person).chain(&note.people);
    let mut told = BTreeSet::new();
    let honorifics = everybody.filter_map(|p| p.honorific.as_ref()).filter(|h| told.insert(h.span));
    honorifics.filter_map(|h| misplaced(subject, h)).collect()
}

fn misplaced(subject: &Subject, honorific: &Fact<String>) -> Option<Diagnostic> {
    let words: Vec<String> = honorific.value.as_deref()?.split_whitespace().map(plain).collect();
    let has = |list: &[&str]| words.iter().position(|w| list.contains(&w.as_str()));
    let printed = subject.words(honorific.span);
    let at = |message: String, help: &str| Some(subject.at(honorific.span, message).with_help(help));
    let (style, his, her) = (has(&STYLES), has(&HIS), has(&HER));
    if his.is_some() && her.is_some() {
        return at(format!("“{printed}” is an honorific of a man and of a woman"), "leave out the one that is wrong");
    }
    let distinct: BTreeSet<&String> = words.iter().collect();
    if distinct.len() < words.len() {
        return at(format!("“{printed}” says the same twice"), "leave out the repetition");
    }
    let late = style.is_some_and(|s| his.or(her).is_some_and(|m| m < s));
    late.then(|| at(format!("“{printed}” is in the wrong order"), "put the style before “Mr.” or “Ms.”"))?
}

/// Letters only: "H.E." is "he".
fn plain(word: &str) -> String {
    word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;
    use crate::model::Role;

    #[test]
    fn order_repetition_and_contradiction() {
        for (words, count) in
            [("Mr. Hon.", 1), ("Mr. Ms.", 1), ("Mr. Mr.", 1), ("H.E. Mr.", 0), ("Hon. Dr.", 0), ("Pol. Gen.", 0)]
        {
            let mut s = Specimen::new(&format!("{words} Ann Lee"));
            let mut chair = s.chair(Role::Chair, "Ann Lee");
            chair.person.honorific = Some(s.fact(words.to_owned(), words));
            s.note.chairs = vec![chair];
            assert_eq!(s.check("C109").len(), count, "{words}");
        }
    }
}
