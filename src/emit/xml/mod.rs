//! The exchange file: Akoma Ntoso 3.0 with a block of typed facts.

use super::Emitter;
use crate::diag::Diagnosed;
use crate::model::Note;

pub(super) const EMITTER: Emitter = Emitter {
    name: "xml",
    folder: "exchange",
    extension: "xml",
    media_type: "application/akn+xml",
    summary: "Akoma Ntoso 3.0 exchange file with typed facts",
    emit: |handover| Ok(Diagnosed::clean(handover.exchange.to_vec())),
};

/// The exchange file of a note.
pub fn exchange(_note: &Note) -> String {
    String::new()
}
