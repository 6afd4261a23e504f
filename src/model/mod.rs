//! The types that stages hand each other. Stages never import each other; they meet here.
//!
//! Knows nothing about how notes are read or written.

pub mod body;
pub mod briefing;
pub mod claims;
pub mod fact;
pub mod label;
pub mod note;
pub mod source_note;
pub mod values;

pub use body::{Block, Item, Piece, Row, Text};
pub use claims::{Claims, CountClaim, MisplacedCity, WeekdayClaim};
pub use fact::{Certainty, Fact, Given};
pub use note::{
    Correction, Event, Finding, Handling, Mention, MentionKind, Note, Officer, Participant, ParticipantKind, Person,
    Place, Series, SourceRef,
};
pub use source_note::{Field, SourceNote};
pub use values::{Cadence, CountryCode, Edtf, EdtfDate, Mode, NoteKind, Role, Status, Tlp, Weekday};
