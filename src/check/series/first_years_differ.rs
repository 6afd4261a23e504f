use super::{Index, SeriesRule};
use crate::diag::{Code, Diagnostic, Severity};

pub(super) const RULE: SeriesRule = SeriesRule {
    code: Code {
        code: "S207",
        name: "first-years-differ",
        severity: Severity::Warning,
        summary: "Two notes give different years for the start of their series.",
        explanation: "One note says that the series has been held since one year, another since another. Each note is held \
            against the first that gives a year.",
    },
    firing: &[("third.txt", THIRD), ("fourth.txt", FOURTH_WRONG)],
    clean: &[("third.txt", THIRD), ("fourth.txt", FOURTH)],
    check,
};

const THIRD: &str = "The 3rd Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 \
    February 2011 in Vientiane, Lao PDR. The Working Group on Border Security has been held annually since 2009.\n";
const FOURTH: &str = "The 4th Working Group on Border Security\n\nThe 4th Working Group on Border Security was held on 14 \
    March 2012 in Hanoi, Viet Nam. The Working Group on Border Security has been held annually since 2009.\n";
const FOURTH_WRONG: &str = "The 4th Working Group on Border Security\n\nThe 4th Working Group on Border Security was held on \
    14 March 2012 in Hanoi, Viet Nam. The Working Group on Border Security has been held annually since 2008.\n";

fn check(index: &Index, code: &Code) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for series in index.series.values() {
        let mut told = series.notes.iter().filter_map(|n| Some((n, n.first_year.as_ref()?)));
        let Some((first, reference)) = told.next() else { continue };
        for (note, year) in told.filter(|(_, y)| y.value != reference.value) {
            let message =
                format!("the series began in {} here and in {} in {}", year.value, reference.value, first.path);
            found.push(
                Diagnostic::about(code, note.spot(year), message)
                    .with_related_spot(first.spot(reference), "first said here")
                    .with_help("find out which is right, and correct the other note"),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::series::specimen::{annual_since, found, note};

    #[test]
    fn each_is_held_against_the_first() {
        let notes = [annual_since(note("b"), 2006), annual_since(note("c"), 2007), annual_since(note("a"), 2006)];
        assert_eq!(found(&notes, "S207"), [("c".to_owned(), vec!["a".to_owned()])]);
    }
}
