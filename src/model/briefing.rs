//! The semantic tree of a briefing, ready to set.

/// A briefing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Briefing {}
