use super::index::Statement;
use super::{Index, SeriesRule, Summary};
use crate::check::wording;
use crate::diag::{Code, Diagnostic, Severity};
use std::collections::BTreeSet;

pub(super) const RULE: SeriesRule = SeriesRule {
    code: Code {
        code: "S206",
        name: "chairs-differ",
        severity: Severity::Warning,
        summary: "Two notes about one meeting name different chairs.",
        explanation: "Two notes about the same meeting, such as its announcement and its report, both name chairs, and not \
            the same people. Family names first or last, and capitals, make no difference; notes that name no chair are \
            left alone. Between an announcement and a report a chair may really have changed: then say so in the report.",
    },
    firing: &[("announcement.txt", ANNOUNCEMENT), ("report.txt", REPORT_WRONG)],
    clean: &[("announcement.txt", ANNOUNCEMENT), ("report.txt", REPORT)],
    check,
};

const ANNOUNCEMENT: &str = "The 3rd Working Group on Border Security\n\n1 February 2011\n\nThe 3rd Working Group on Border \
    Security will be held on 9 February 2011 in Vientiane, Lao PDR. It will be chaired by Ms. Keiko Tanabe, Deputy \
    Director-General, Ministry of Foreign Affairs of Japan.\n";
const REPORT: &str = "The 3rd Working Group on Border Security\n\n10 February 2011\n\nThe 3rd Working Group on Border Security \
    was held on 9 February 2011 in Vientiane, Lao PDR. It was chaired by Ms. Keiko Tanabe, Deputy Director-General, \
    Ministry of Foreign Affairs of Japan.\n";
const REPORT_WRONG: &str = "The 3rd Working Group on Border Security\n\n10 February 2011\n\nThe 3rd Working Group on Border \
    Security was held on 9 February 2011 in Vientiane, Lao PDR. It was chaired by Ms. Akiko Tanaka, Deputy \
    Director-General, Ministry of Foreign Affairs of Japan.\n";

fn check(index: &Index, code: &Code) -> Vec<Diagnostic> {
    index.meetings().flat_map(|(n, said)| differing(code, n, said)).collect()
}

fn differing(code: &Code, ordinal: u32, said: &[Statement]) -> Vec<Diagnostic> {
    let mut chaired = said.iter().filter(|s| s.own && !s.note.chairs.is_empty()).map(|s| s.note);
    let Some(first) = chaired.next() else { return Vec::new() };
    let known = people(first);
    chaired.filter_map(|note| stranger(code, ordinal, note, (first, &known))).collect()
}

/// The first chair of a note whom the first note does not name.
fn stranger(code: &Code, ordinal: u32, note: &Summary, first: (&Summary, &BTreeSet<String>)) -> Option<Diagnostic> {
    let (first, known) = first;
    let chair = note.chairs.iter().find(|c| !known.iter().any(|k| may_be_one(k, &wording::person(&c.value))))?;
    let message =
        format!("{} chairs the {} meeting here, but not in {}", chair.value, wording::ordinal(ordinal), first.path);
    Some(
        Diagnostic::about(code, note.spot(chair), message)
            .with_related_spot(first.spot(&first.chairs[0]), "chairs named here")
            .with_help("find out who chaired, and correct the other note"),
    )
}

/// Whether two names may be of one person: one of them may leave out first names.
fn may_be_one(a: &str, b: &str) -> bool {
    let [a, b] = [a, b].map(|name| name.split(' ').collect::<BTreeSet<_>>());
    a.is_subset(&b) || b.is_subset(&a)
}

fn people(note: &Summary) -> BTreeSet<String> {
    note.chairs.iter().map(|c| wording::person(&c.value)).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::series::specimen::{found, meeting, told};

    #[test]
    fn order_of_names_and_chairs_is_no_difference() {
        let chaired = |path: &str, names: &[&str]| {
            let mut m = meeting(path, 6, "2011-02-09/2011-02-11", "Phnom Penh");
            m.chairs = names.iter().map(|n| told((*n).to_owned())).collect();
            m
        };
        let report = chaired("a", &["Sieng Lapresse", "Takaaki Kojima"]);
        for (names, count) in [
            (&["KOJIMA Takaaki", "Lapresse SIENG"][..], 0),
            (&["Takaaki Kojima"], 0),
            (&["Kojima"], 0),
            (&[], 0),
            (&["Takaaki Kojima", "Ann Lee"], 1),
        ] {
            assert_eq!(found(&[report.clone(), chaired("b", names)], "S206").len(), count, "{names:?}");
        }
    }
}
