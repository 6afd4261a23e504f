use super::{Index, SeriesRule, Summary};
use crate::diag::{Code, Diagnostic, Severity};
use std::collections::BTreeMap;

pub(super) const RULE: SeriesRule = SeriesRule {
    code: Code {
        code: "S201",
        name: "duplicate-id",
        severity: Severity::Error,
        summary: "Two notes that would be published under one identifier.",
        explanation: "A note's identifier names its output files, so no two notes of a run may share one. The first by path \
            is published, the others wait. Usually a file was copied; if both are wanted, give one an `id` of its own in its \
            front matter.",
    },
    firing: &[("a.txt", NOTE), ("b.txt", NOTE)],
    clean: &[("a.txt", NOTE)],
    check,
};

const NOTE: &str = "The 3rd Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 \
    February 2011 in Vientiane, Lao PDR.\n";

fn check(index: &Index, code: &Code) -> Vec<Diagnostic> {
    let mut first: BTreeMap<&str, &Summary> = BTreeMap::new();
    let mut found = Vec::new();
    for &summary in &index.notes {
        match first.get(summary.id.as_str()) {
            None => {
                first.insert(&summary.id, summary);
            }
            Some(other) => found.push(
                Diagnostic::about(
                    code,
                    summary.spot(&summary.head),
                    format!("another note has the identifier {} already", summary.id),
                )
                .with_related_spot(other.spot(&other.head), "the note that has it")
                .with_help("remove the copy, or give the note an “id” of its own in its front matter"),
            ),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::series::{Summary, check};
    use crate::check::specimen::Specimen;
    use crate::source::SourceFile;

    #[test]
    fn the_first_by_path_keeps_the_identifier() {
        let summary = |path: &str, id: &str| {
            let mut note = Specimen::new("A title\n").note;
            note.id = id.to_owned();
            Summary::of(&note, &SourceFile::from_text(path, "A title\n"))
        };
        let found = check(&[summary("c.txt", "x"), summary("a.txt", "x"), summary("b.txt", "y")]);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].path.as_str(), found[0].related[0].path.as_str()), ("c.txt", "a.txt"));
        assert_eq!(found[0].quote, "A title");
    }
}
