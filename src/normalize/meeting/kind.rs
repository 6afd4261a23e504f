//! What sort of note it is.

use super::head::Head;
use super::sights::Line;
use crate::model::NoteKind;

/// Words of a title and the kind they tell, the more telling first.
const WORDS: &[(&str, NoteKind)] = &[
    ("chairman's statement", NoteKind::ChairsStatement),
    ("chairmen's statement", NoteKind::ChairsStatement),
    ("chairs' statement", NoteKind::ChairsStatement),
    ("chair's statement", NoteKind::ChairsStatement),
    ("chairs' summary", NoteKind::MeetingReport),
    ("chair's summary", NoteKind::MeetingReport),
    ("chairman's summary", NoteKind::MeetingReport),
    ("statement of the chair", NoteKind::ChairsStatement),
    ("joint statement", NoteKind::JointStatement),
    ("joint declaration", NoteKind::JointStatement),
    ("joint communique", NoteKind::JointStatement),
    ("joint communiqué", NoteKind::JointStatement),
    ("leaders' declaration", NoteKind::JointStatement),
    ("declaration", NoteKind::JointStatement),
    ("communique", NoteKind::JointStatement),
    ("communiqué", NoteKind::JointStatement),
    ("joint ministerial statement", NoteKind::JointStatement),
    ("leaders' statement", NoteKind::JointStatement),
    ("共同声明", NoteKind::JointStatement),
    ("議長声明", NoteKind::ChairsStatement),
    ("readout", NoteKind::Readout),
    ("summary report", NoteKind::MeetingReport),
    ("summary", NoteKind::MeetingReport),
    ("minutes", NoteKind::MeetingReport),
    ("outcome", NoteKind::MeetingReport),
    ("overview", NoteKind::MeetingReport),
    ("report", NoteKind::MeetingReport),
    ("結果", NoteKind::MeetingReport),
    ("概要", NoteKind::MeetingReport),
    ("to be held", NoteKind::Announcement),
    ("will host", NoteKind::Announcement),
    ("to host", NoteKind::Announcement),
    ("announcing", NoteKind::Announcement),
    ("開催", NoteKind::PressRelease),
];

/// The kind that the title tells, or one of the lines beside it.
pub(super) fn told(lines: &[Line], head: &Head) -> Option<NoteKind> {
    let beside = (0..head.end).filter(|l| !head.title_lines.contains(l));
    let texts =
        head.title_lines.iter().copied().chain(beside).map(|l| lines[l].p.text.text.to_lowercase().replace('’', "'"));
    texts.filter_map(|t| WORDS.iter().find(|(w, _)| t.contains(w)).map(|(_, k)| *k)).next()
}

/// The kind of a note from what its title tells and whether its meeting is still to come.
pub(super) fn read(told: Option<NoteKind>, head: &Head, upcoming: Option<bool>) -> NoteKind {
    match (told, upcoming) {
        (Some(NoteKind::PressRelease), Some(true)) => NoteKind::Announcement,
        (Some(kind), _) => kind,
        (None, Some(true)) => NoteKind::Announcement,
        (None, _) if head.title.is_some() => NoteKind::PressRelease,
        (None, _) => NoteKind::Other,
    }
}
