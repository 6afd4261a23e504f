use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::CountClaim;
use crate::source::Span;

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "F106",
        name: "count-mismatch",
        severity: Severity::Warning,
        summary: "A list with more or fewer items than announced.",
        explanation: "A sentence says how many items follow (\"the following four views\"), and the list has another number \
            of them. An item was lost or added without counting anew. Sub-items are not counted. A number that is off by more \
            than one may belong to another list and is only a note; \"at least four\" and its like promise nothing.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It took note of the following four views:\n\n1. Members exchange lists of contact points.\n\n2. \
        Members share forms of passports.\n\n3. The next meeting is prepared by Japan.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 February 2011 in \
        Vientiane, Lao PDR. It took note of the following three views:\n\n1. Members exchange lists of contact \
        points.\n\n2. Members share forms of passports.\n\n3. The next meeting is prepared by Japan.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    subject.note.claims.counts.iter().filter_map(|claim| mismatch(subject, claim)).collect()
}

fn mismatch(subject: &Subject, claim: &CountClaim) -> Option<Diagnostic> {
    let announced = claim.count.value.filter(|&n| n != claim.counted && !is_vague(subject, claim))?;
    let severity = if announced.abs_diff(claim.counted) == 1 { Severity::Warning } else { Severity::Note };
    let message = format!("{announced} {} announced, but {} follow", claim.of, claim.counted);
    Some(
        subject
            .at(claim.count.span, message.replace(" 1 follow", " 1 follows"))
            .with_severity(severity)
            .with_related(subject.source, claim.list, format!("the list has {}", wording::count(claim.counted, "item")))
            .with_help("correct the number, or look for the item that was lost or added"),
    )
}

/// "At least four", "more than four"; and "20th century", which counts nothing.
fn is_vague(subject: &Subject, claim: &CountClaim) -> bool {
    const BEFORE: [&str; 8] = ["least", "most", "than", "over", "about", "nearly", "around", "some"];
    let span = claim.count.span;
    let before = subject.source.slice(Span::new(span.start.saturating_sub(16), span.start));
    let word = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let after = subject.source.slice(Span::new(span.end, subject.source.text.len())).chars().next();
    BEFORE.contains(&word.as_str()) || after.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;
    use crate::model::CountClaim;

    #[test]
    fn compares_announced_with_counted() {
        let mut s = Specimen::new("four views: one, two, three");
        let claim = |counted| CountClaim {
            count: s.fact(4, "four"),
            of: "views".to_owned(),
            counted,
            list: s.span("one, two, three"),
        };
        let (short, right) = (claim(3), claim(4));
        s.note.claims.counts = vec![short, right];
        let found = s.check("F106");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "4 views announced, but 3 follow");
    }

    #[test]
    fn vague_numbers_promise_nothing() {
        let mut s = Specimen::new("at least four views: one, two, three; the 20th century views");
        let claim = |quote: &str, n| CountClaim {
            count: s.fact(n, quote),
            of: "views".to_owned(),
            counted: 3,
            list: s.span("one, two, three"),
        };
        s.note.claims.counts = vec![claim("four", 4), claim("20", 20)];
        assert_eq!(s.check("F106"), []);
    }
}
