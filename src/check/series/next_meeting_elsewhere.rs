use super::index::Series;
use super::{Index, SeriesRule, Summary};
use crate::check::wording;
use crate::diag::{Code, Diagnostic, Severity};

pub(super) const RULE: SeriesRule = SeriesRule {
    code: Code {
        code: "S212",
        name: "next-meeting-elsewhere",
        severity: Severity::Note,
        summary: "A next meeting that was announced and took place elsewhere or in another year.",
        explanation: "A note says where or in which year the next meeting of its series would be held, and the note about the \
            meeting with the next ordinal says otherwise. Plans change, so this is only a note; it may also show a wrong \
            ordinal or a place that was copied.",
    },
    firing: &[("third.txt", THIRD), ("fourth.txt", FOURTH_WRONG)],
    clean: &[("third.txt", THIRD), ("fourth.txt", FOURTH)],
    check,
};

const THIRD: &str = "The 3rd Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 9 \
    February 2011 in Vientiane, Lao PDR. The next meeting will be held in Hanoi in 2012.\n";
const FOURTH: &str = "The 4th Working Group on Border Security\n\nThe 4th Working Group on Border Security was held on 14 \
    March 2012 in Hanoi, Viet Nam.\n";
const FOURTH_WRONG: &str = "The 4th Working Group on Border Security\n\nThe 4th Working Group on Border Security was held on 14 \
    March 2013 in Hanoi, Viet Nam.\n";

fn check(index: &Index, code: &Code) -> Vec<Diagnostic> {
    index.series.values().flat_map(|series| broken(code, series)).collect()
}

fn broken(code: &Code, series: &Series) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for before in series.notes.iter().filter(|n| n.next_place.is_some() || n.next_year.is_some()) {
        let next = before.ordinal.as_ref().and_then(|o| series.meetings.get(&(o.value + 1)));
        let Some(after) = next.and_then(|said| said.iter().find(|s| s.own)).map(|s| s.note) else { continue };
        found.extend(elsewhere(code, before, after));
        found.extend(another_year(code, before, after));
    }
    found
}

fn elsewhere(code: &Code, before: &Summary, after: &Summary) -> Option<Diagnostic> {
    let (planned, city, country) = (before.next_place.as_ref()?, after.city.as_ref()?, after.country.as_ref()?);
    let wanted = wording::folded(&planned.value);
    let is = |words: &str| {
        let words = wording::folded(words);
        words.contains(&wanted) || wanted.contains(&words) || wording::nearly_equal(&words, &wanted)
    };
    if is(&city.value) || is(country.words()) {
        return None;
    }
    let message =
        format!("the meeting took place in {}, but {} was announced in {}", city.value, planned.value, before.path);
    Some(
        Diagnostic::about(code, after.spot(city), message)
            .with_related_spot(before.spot(planned), "announced here")
            .with_help("check the place and the ordinal; if the plan changed, nothing needs to be done"),
    )
}

fn another_year(code: &Code, before: &Summary, after: &Summary) -> Option<Diagnostic> {
    let (planned, dates) = (before.next_year.as_ref()?, after.dates.as_ref()?);
    if (dates.value.start().get_year()..=dates.value.end().get_year()).contains(&planned.value) {
        return None;
    }
    let message = format!(
        "the meeting was held in {}, but {} was announced in {}",
        dates.value.start().get_year(),
        planned.value,
        before.path
    );
    Some(
        Diagnostic::about(code, after.spot(dates), message)
            .with_related_spot(before.spot(planned), "announced here")
            .with_help("check the year and the ordinal; if the plan changed, nothing needs to be done"),
    )
}

#[cfg(test)]
mod tests {
    use crate::check::series::specimen::{found, meeting, told, told_as};

    #[test]
    fn plans_are_held_against_the_next_ordinal() {
        let mut third = meeting("a", 3, "2011-02-09", "Vientiane");
        (third.next_place, third.next_year) = (Some(told("Viet Nam".to_owned())), Some(told(2012)));
        for (ordinal, year, country, count) in
            [(4, "2012", "Viet Nam", 0), (4, "2013", "Viet Nam", 1), (4, "2012", "Japan", 1), (5, "2013", "Japan", 0)]
        {
            let mut later = meeting("b", ordinal, year, "Hanoi");
            later.country = Some(told_as("VN".parse().unwrap(), country));
            assert_eq!(found(&[third.clone(), later], "S212").len(), count, "{ordinal} {year} {country}");
        }
    }
}
