//! The notes on which benches measure.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A file's name and its bytes.
pub(crate) type File = (String, Vec<u8>);

/// The corpus of press releases, unpacked and read.
pub(crate) fn releases() -> Option<Vec<File>> {
    let bulk = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/bulk");
    let mut archives: Vec<PathBuf> = bulk.read_dir().ok()?.map(|e| e.unwrap().path()).collect();
    archives.sort();
    let out = tempfile::tempdir().unwrap();
    for archive in archives {
        assert!(Command::new("tar").arg("-xJf").arg(archive).arg("-C").arg(out.path()).status().unwrap().success());
    }
    Some(folder(out.path()))
}

/// Every file of a folder and the folders in it, sorted.
pub(crate) fn folder(dir: &Path) -> Vec<File> {
    let mut paths: Vec<PathBuf> = dir.read_dir().unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        match path.is_dir() {
            true => files.extend(folder(&path)),
            false => files.push((path.display().to_string(), std::fs::read(&path).unwrap())),
        }
    }
    files
}
