//! Who chaired, who took part, who else is named.

use super::meeting::Meeting;
use super::passage::Reading;
use crate::model::{Officer, Participant, Person};

/// Everybody the note names.
#[derive(Debug, Default)]
pub(crate) struct People {
    pub(crate) chairs: Vec<Officer>,
    pub(crate) participants: Vec<Participant>,
    pub(crate) others: Vec<Person>,
}

/// Reads the people; the meeting's dates say when a group's membership counts.
pub(crate) fn read(_reading: &Reading, _meeting: &Meeting) -> People {
    People::default()
}
