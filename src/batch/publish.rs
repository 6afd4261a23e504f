//! One whole run or the previous one: a run is written aside and becomes `current` in one rename.
//!
//! `OUT/runs/<id>/` holds runs, `OUT/current` is a symbolic link to one of them. The id is a hash of the run's content,
//! so that a run that changes nothing is the same run.

use crate::source::hex;
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

const STAGING: &str = ".staging";
const LOCK: &str = ".lock";

/// A run being written. Dropped without [`Staging::publish`], it leaves the output folder as it was.
#[derive(Debug)]
pub(super) struct Staging {
    out: PathBuf,
    folder: PathBuf,
    /// Path and hash of each file written.
    written: Mutex<BTreeMap<String, String>>,
    /// Held while the run lasts.
    _lock: File,
}

impl Staging {
    /// Locks the output folder and clears what a dead run left.
    pub(super) fn begin(out: &Path) -> Result<Self> {
        fs::create_dir_all(out.join("runs")).with_context(|| format!("cannot make the folder {}", out.display()))?;
        let lock = lock(out)?;
        let folder = out.join(STAGING);
        remove(&folder)?;
        fs::create_dir(&folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
        Ok(Self { out: out.to_owned(), folder, written: Mutex::default(), _lock: lock })
    }

    /// Writes one file, durably. A path is written once.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let hash = hex(&Sha256::digest(bytes));
        if self
            .written
            .lock()
            .expect("no thread panics while it holds the lock")
            .insert(path.to_owned(), hash)
            .is_some()
        {
            bail!("two notes would be written to {path}; this is a bug, as two notes with one id are held");
        }
        let target = self.folder.join(path);
        let parent = target.parent().expect("a file in the staging folder has a parent");
        fs::create_dir_all(parent).with_context(|| format!("cannot make the folder {}", parent.display()))?;
        let mut file = File::create(&target).with_context(|| format!("cannot write {}", target.display()))?;
        file.write_all(bytes)
            .and_then(|()| file.sync_data())
            .with_context(|| format!("cannot write {}", target.display()))
    }

    /// Makes this run the current one and gives the folder readers use.
    pub(super) fn publish(self) -> Result<PathBuf> {
        let written = self.written.lock().expect("all work has ended").clone();
        let id = run_id(&written);
        let runs = self.out.join("runs");
        let run = runs.join(&id);
        sync_folders(&self.folder)?;
        if !run.is_dir() {
            fs::rename(&self.folder, &run).with_context(|| format!("cannot move the run to {}", run.display()))?;
            sync_folder(&runs)?;
        }
        let previous = fs::read_link(self.out.join("current")).ok();
        self.switch(&Path::new("runs").join(&id))?;
        self.retire(&id, previous.as_deref())?;
        Ok(self.out.join("current"))
    }

    /// Points `current` at a run in one rename.
    fn switch(&self, target: &Path) -> Result<()> {
        let (link, next) = (self.out.join("current"), self.out.join(".current"));
        remove(&next)?;
        std::os::unix::fs::symlink(target, &next)
            .and_then(|()| fs::rename(&next, &link))
            .with_context(|| format!("cannot switch {} to the new run", link.display()))?;
        sync_folder(&self.out)
    }

    /// Removes all runs but this one and the one before it.
    fn retire(&self, id: &str, previous: Option<&Path>) -> Result<()> {
        let kept = [Some(id.into()), previous.and_then(Path::file_name).map(ToOwned::to_owned)];
        for entry in fs::read_dir(self.out.join("runs"))? {
            let entry = entry?;
            if !kept.contains(&Some(entry.file_name())) {
                remove(&entry.path())?;
            }
        }
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // what cannot be removed now is removed by the next run
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn lock(out: &Path) -> Result<File> {
    let path = out.join(LOCK);
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            bail!("another run is writing to {}; wait for it to end, or choose another folder (--out)", out.display())
        }
        Err(TryLockError::Error(e)) => Err(e).with_context(|| format!("cannot lock {}", path.display())),
    }
}

/// A hash of every path and content.
fn run_id(written: &BTreeMap<String, String>) -> String {
    let mut hash = Sha256::new();
    for (path, content) in written {
        hash.update(format!("{content}  {path}\n"));
    }
    hex(&hash.finalize())[..16].to_owned()
}

fn remove(path: &Path) -> Result<()> {
    let gone = match fs::symlink_metadata(path) {
        Ok(m) if m.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(_) => Ok(()),
    };
    gone.with_context(|| format!("cannot remove {}", path.display()))
}

fn sync_folders(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_folders(&entry.path())?;
        }
    }
    sync_folder(folder)
}

fn sync_folder(folder: &Path) -> Result<()> {
    File::open(folder).and_then(|f| f.sync_all()).with_context(|| format!("cannot sync {}", folder.display()))
}
