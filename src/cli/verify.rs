//! `communique verify`: a received folder, or one file, against what it says of itself.

use crate::{Ending, print};
use anyhow::Result;
use communique::batch::{self, Refused, Verified};
use std::path::Path;

/// Verifies a folder (an output folder, or a copy of a run), an exchange file or a briefing.
pub(crate) fn verify(path: &Path, seen: Option<&Path>) -> Result<Ending> {
    let looked = if path.is_dir() { batch::verify(path, seen) } else { batch::verify_file(path) };
    let Verified { files, problems, remarks } =
        looked.map_err(|e| Refused(format!("cannot verify {}: {e}{}", path.display(), hint(path))))?;
    for problem in &problems {
        print(&format!("{problem}\n"))?;
    }
    remarks.iter().for_each(|remark| eprintln!("communique: {remark}"));
    let files = if files == 1 { "1 file".to_owned() } else { format!("{files} files") };
    if problems.is_empty() {
        eprintln!("communique: {files} in order");
        return Ok(Ending::Done);
    }
    let count = if problems.len() == 1 { "1 problem".to_owned() } else { format!("{} problems", problems.len()) };
    eprintln!("communique: {count} in {files}");
    Ok(Ending::Held)
}

fn hint(path: &Path) -> &'static str {
    if path.is_dir() { "; a run has manifest.json and SHA256SUMS" } else { "" }
}
