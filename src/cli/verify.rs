//! `communique verify`: a received folder, or one exchange file, against what it says of itself.

use crate::{Ending, print};
use anyhow::Result;
use communique::batch::{self, Refused};
use communique::emit::xml;
use std::fs;
use std::path::{Path, PathBuf};

/// Verifies a folder (an output folder, or a copy of a run) or an exchange file.
pub(crate) fn verify(path: &Path) -> Result<Ending> {
    let (looked_at, problems) = if path.is_dir() { folder(path)? } else { (1, file(path)?) };
    for problem in &problems {
        print(&format!("{problem}\n"))?;
    }
    let files = if looked_at == 1 { "1 file".to_owned() } else { format!("{looked_at} files") };
    if problems.is_empty() {
        eprintln!("communique: {files} in order");
        return Ok(Ending::Done);
    }
    eprintln!("communique: {} problems in {files}", problems.len());
    Ok(Ending::Held)
}

/// Hashes of all files, and what every exchange file says of itself.
fn folder(path: &Path) -> Result<(usize, Vec<String>)> {
    let current = path.join("current");
    let run = if current.is_dir() { current } else { path.to_owned() };
    let (count, mut problems) = batch::verify(&run)
        .map_err(|e| Refused(format!("{} has no manifest.json and SHA256SUMS that can be read: {e}", run.display())))?;
    let exchange = run.join("exchange");
    if exchange.is_dir() {
        let mut files: Vec<PathBuf> = fs::read_dir(&exchange)?.map(|e| Ok(e?.path())).collect::<Result<_>>()?;
        files.sort();
        for path in files {
            problems.extend(file(&path)?);
        }
    }
    Ok((count, problems))
}

fn file(path: &Path) -> Result<Vec<String>> {
    let text = fs::read_to_string(path).map_err(|e| Refused(format!("cannot read {}: {e}", path.display())))?;
    Ok(xml::verify_alone(&text).into_iter().map(|problem| format!("{}: {problem}", path.display())).collect())
}
