//! `communique import`: an exchange file → the canonical JSON it was made from.

use crate::{Ending, print};
use anyhow::{Context, Result};
use communique::batch::Refused;
use communique::emit::{json, xml};
use std::fs;
use std::path::Path;

/// Prints the canonical JSON of an exchange file that passes our checks, or says what is wrong with it.
pub(crate) fn import(file: &Path) -> Result<Ending> {
    let name = file.display();
    let text = fs::read_to_string(file).map_err(|e| Refused(format!("cannot read {name}: {e}")))?;
    let problems = xml::verify_alone(&text);
    if !problems.is_empty() {
        problems.iter().for_each(|p| eprintln!("{name}: {p}"));
        eprintln!("{name} is not in order; nothing was imported");
        return Ok(Ending::Held);
    }
    let note = xml::import(&text).with_context(|| format!("{name} passed the checks but cannot be read"))?;
    print(&String::from_utf8(json::canonical(&note)?)?)?;
    Ok(Ending::Done)
}
