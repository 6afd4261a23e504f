use super::index::days_apart;
use super::{Index, SeriesRule, Summary, Told};
use crate::check::{office_rank_differs, wording};
use crate::diag::{Code, Diagnostic, Severity};
use std::collections::BTreeMap;

pub(super) const RULE: SeriesRule = SeriesRule {
    code: Code {
        code: "S213",
        name: "office-differs-at-one-date",
        severity: Severity::Warning,
        summary: "One person with two ranks of one office within a month.",
        explanation: "Two notes about meetings within thirty days of each other give a chair the same office with different \
            ranks, \"Director\" in one and \"Deputy Director\" in the other. People are promoted, but seldom between two \
            notes: one of them is probably wrong. Notes of all series are compared.",
    },
    firing: &[("third.txt", THIRD), ("forum.txt", FORUM_WRONG)],
    clean: &[("third.txt", THIRD), ("forum.txt", FORUM)],
    check,
};

const THIRD: &str = "The 3rd Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 \
    February 2011 in Vientiane, Lao PDR. It was chaired by Ms. Keiko Tanabe, Director of the Border Division, Ministry of \
    Foreign Affairs of Japan.\n";
const FORUM: &str = "The 7th Customs Forum\n\nThe 7th Customs Forum was held on 14 February 2011 in Hanoi, Viet Nam. It was \
    chaired by Ms. Keiko Tanabe, Director of the Border Division, Ministry of Foreign Affairs of Japan.\n";
const FORUM_WRONG: &str = "The 7th Customs Forum\n\nThe 7th Customs Forum was held on 14 February 2011 in Hanoi, Viet Nam. It \
    was chaired by Ms. Keiko Tanabe, Deputy Director of the Border Division, Ministry of Foreign Affairs of Japan.\n";

/// Days within which nobody is expected to change rank.
const DAYS: i32 = 30;

fn check(index: &Index, code: &Code) -> Vec<Diagnostic> {
    let mut held: BTreeMap<String, Vec<Held>> = BTreeMap::new();
    for &note in &index.notes {
        for (name, office) in note.chairs.iter().zip(&note.offices) {
            let Some(office) = office.as_ref().filter(|_| note.dates.is_some()) else { continue };
            held.entry(wording::person(&name.value)).or_default().push(Held { note, office });
        }
    }
    held.values_mut().flat_map(|offices| differing(code, offices)).collect()
}

/// An office that somebody held at a date.
struct Held<'a> {
    note: &'a Summary,
    office: &'a Told<String>,
}

/// Each office is held against the one before it in time, so that the work grows with the notes and not with their pairs.
fn differing(code: &Code, offices: &mut [Held]) -> Vec<Diagnostic> {
    let day = |h: &Held| h.note.dates.as_ref().map(|d| d.value.earliest());
    offices.sort_by(|a, b| (day(a), &a.note.path).cmp(&(day(b), &b.note.path)));
    let pairs = offices.windows(2).filter(|pair| pair[0].note.path != pair[1].note.path);
    pairs.filter_map(|pair| told(code, &pair[0], &pair[1])).collect()
}

fn told(code: &Code, a: &Held, b: &Held) -> Option<Diagnostic> {
    let (first, second) = (a.note.dates.as_ref()?.value, b.note.dates.as_ref()?.value);
    let near = days_apart(first, second) <= DAYS;
    if !near || !office_rank_differs::differs_in_rank(&a.office.value, &b.office.value) {
        return None;
    }
    let message =
        format!("“{}” here, “{}” in {}", wording::brief(&b.office.value), wording::brief(&a.office.value), a.note.path);
    Some(
        Diagnostic::about(code, b.note.spot(b.office), message)
            .with_related_spot(a.note.spot(a.office), "the same person here")
            .with_help("find out which rank is right, and correct the other note"),
    )
}

#[cfg(test)]
mod tests {
    use crate::check::series::specimen::{found, meeting, told};

    #[test]
    fn a_promotion_needs_time() {
        let chaired = |path: &str, dates: &str, office: &str| {
            let mut m = meeting(path, 3, dates, "");
            m.chairs = vec![told("Keiko Tanabe".to_owned())];
            m.offices = vec![Some(told(office.to_owned()))];
            m
        };
        let deputy = chaired("a", "2011-02-09", "Deputy Director, Border Division");
        for (dates, count) in [("2011-02-20", 1), ("2011-06-20", 0)] {
            let director = chaired("b", dates, "Director, Border Division");
            assert_eq!(found(&[deputy.clone(), director], "S213").len(), count, "{dates}");
        }
    }
}
