//! Numbered findings, and the counts that announce them.

use super::passage::Reading;
use crate::model::{CountClaim, Finding};

/// Findings and announced counts.
#[derive(Debug, Default)]
pub(crate) struct Numbered {
    pub(crate) findings: Vec<Finding>,
    pub(crate) counts: Vec<CountClaim>,
}

/// Reads the numbered items of the body's lists.
pub(crate) fn read(_reading: &Reading) -> Numbered {
    Numbered::default()
}
