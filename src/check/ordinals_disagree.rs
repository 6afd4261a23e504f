use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Block, Fact, MentionKind, Note, NoteKind};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "T102",
        name: "ordinals-disagree",
        severity: Severity::Warning,
        summary: "Two different ordinals for the meeting in one note.",
        explanation: "The note counts the meeting as two different ones of its series, for instance as the 6th in the title \
            and as the fifth in the text. Numbers and words are the same here: \"27th\" and \"Twenty-Seventh\" agree. It \
            also speaks up where the note never says when or where its own meeting took place, but says both of a past \
            meeting with another ordinal.",
    },
    firing: "The 3rd Working Group on Border Security\n\nThe Fourth Working Group on Border Security was held on 9 February \
        2011 in Vientiane, Lao PDR.\n",
    clean: "The 3rd Working Group on Border Security\n\nThe Third Working Group on Border Security was held on 9 February \
        2011 in Vientiane, Lao PDR.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    if subject.is_settled(subject.note.event.ordinal.as_ref()) {
        return Vec::new();
    }
    let mut told = Vec::new();
    let mut found = Vec::new();
    let claims = subject.note.claims.ordinals.iter().chain(other_meeting(subject.note));
    let claims = claims.chain(headline(subject.note)).chain(same_day(subject.note));
    for claim in claims {
        let Some(n) = claim.value.filter(|n| told.iter().all(|(t, _)| t != n)) else { continue };
        if let Some(&(first, span)) = told.first() {
            let message =
                format!("the meeting is the {} here and the {} before", wording::ordinal(n), wording::ordinal(first));
            found.push(
                subject
                    .at(claim.span, message)
                    .with_related(subject.source, span, "first said here")
                    .with_help("correct the one that is wrong"),
            );
        }
        told.push((n, claim.span));
    }
    found
}

/// The ordinal of another meeting of the series on the very days of this one.
fn same_day(note: &Note) -> Option<&Fact<u32>> {
    let dates = note.event.dates.as_ref()?.value.filter(|d| d.end().get_day().is_some())?;
    let siblings = note.mentions.iter().filter(|m| m.kind == MentionKind::Sibling);
    let mut same = siblings.filter(|m| m.date.as_ref().is_some_and(|d| d.value == Some(dates)));
    same.find_map(|m| m.ordinal.as_ref())
}

/// The ordinal of a meeting of the series that heads the note: the headline names the meeting the note is about.
fn headline(note: &Note) -> Option<&Fact<u32>> {
    let Some(Block::Heading { level: 1, text }) = note.body.first() else { return None };
    let siblings = note.mentions.iter().filter(|m| m.kind == MentionKind::Sibling);
    siblings.filter_map(|m| m.ordinal.as_ref()).find(|o| text.span().contains(o.span))
}

/// Days before or after a note's date within which it tells of its own meeting.
const SOON: i32 = 60;

/// The ordinal of the only meeting whose date a note gives, with its city or close to the note's own date, where it gives
/// neither date nor city for its own: probably the same meeting, miscounted.
fn other_meeting(note: &Note) -> Option<&Fact<u32>> {
    let event = &note.event;
    if event.dates.is_some() || event.place.city.is_some() || !note.claims.dates.is_empty() {
        return None;
    }
    let mut siblings = note.mentions.iter().filter(|m| m.kind == MentionKind::Sibling && m.date.is_some());
    let only = siblings.next().filter(|_| siblings.next().is_none())?;
    let date = only.date.as_ref().and_then(|d| d.value)?;
    let issued = note.document_date.as_ref().and_then(|d| d.value);
    let after = issued.map(|i| (i.latest() - date.earliest()).get_days());
    let told = match after {
        // a meeting still to come is another one, but in an announcement
        Some(days) if days < 0 => note.kind == NoteKind::Announcement && days >= -SOON,
        Some(days) => only.city.is_some() || days <= SOON,
        None => only.city.is_some(),
    };
    told.then_some(only.ordinal.as_ref()).flatten()
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;
    use crate::model::{Mention, MentionKind};

    #[test]
    fn compares_values_not_words() {
        let mut s = Specimen::new("27th, Twenty-Seventh, 28th");
        s.note.claims.ordinals = vec![s.fact(27, "27th"), s.fact(27, "Twenty-Seventh"), s.fact(28, "28th")];
        let found = s.check("T102");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "the meeting is the 28th here and the 27th before");
    }

    #[test]
    fn a_series_meets_once_on_a_day() {
        let mut s = Specimen::new("3rd; the 4th was held when; ours then");
        s.note.claims.ordinals = vec![s.fact(3, "3rd")];
        s.note.event.dates = Some(s.fact(Specimen::edtf("2011-02-09"), "then"));
        for (date, count) in [("2011-02-09", 1), ("2010-02-09", 0)] {
            s.note.mentions = vec![Mention {
                kind: MentionKind::Sibling,
                name: None,
                ordinal: Some(s.fact(4, "4th")),
                date: Some(s.fact(Specimen::edtf(date), "when")),
                city: None,
                country: None,
            }];
            assert_eq!(s.check("T102").len(), count, "{date}");
        }
    }

    #[test]
    fn the_only_meeting_that_took_place_is_this_one() {
        let mut s = Specimen::new("3rd; the 4th was held when in Bali; dated then");
        s.note.claims.ordinals = vec![s.fact(3, "3rd")];
        s.note.mentions = vec![Mention {
            kind: MentionKind::Sibling,
            name: None,
            ordinal: Some(s.fact(4, "4th")),
            date: Some(s.fact(Specimen::edtf("2011-02-09"), "when")),
            city: Some(s.fact("Bali".to_owned(), "Bali")),
            country: None,
        }];
        assert_eq!(s.check("T102").len(), 1);
        s.note.document_date = Some(s.fact(Specimen::edtf("2011-01"), "then"));
        assert!(s.check("T102").is_empty());
        s.note.document_date = None;
        s.note.event.dates = Some(s.fact(Specimen::edtf("2010-02-09"), "when"));
        assert!(s.check("T102").is_empty());
    }
}
