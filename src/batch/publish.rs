//! One whole run or the previous one: a run is written aside and becomes `current` in one rename.
//!
//! `OUT/runs/<name>/` holds runs, `OUT/current` is a symbolic link to one of them. A name is a hash of what is in the run
//! and, after a hyphen, one that also takes in the run before it.

use super::disk::{Disk, Stamp};
use super::options::Options;
use super::previous::LEDGERS;
use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const STAGING: &str = ".staging";
const RETIRED: &str = ".retired";
/// A run that is no longer kept: the next one is made of it.
const SPARE: &str = ".spare";
const LOCK: &str = ".lock";
/// A link before it takes the place of another.
const NEXT: &str = ".current";
/// The run that was made current last. Whoever points `current` elsewhere later leaves this behind, and `verify` sees it.
pub(super) const LAST: &str = ".last";

/// A run being written.
#[derive(Debug)]
pub(super) struct Staging {
    disk: Arc<dyn Disk>,
    out: PathBuf,
    /// Where everything is until it is published.
    aside: PathBuf,
    /// Folders made so far.
    folders: Mutex<BTreeSet<PathBuf>>,
    /// Held while the run lasts.
    lock: File,
    /// The output folder, opened before anything was written.
    opened: File,
}

impl Staging {
    /// Locks the output folder and clears what a dead run left.
    pub(super) fn begin(disk: Arc<dyn Disk>, out: &Path) -> Result<Self> {
        for folder in [out.join("runs"), out.join(LEDGERS)] {
            disk.make_folder(&folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
        }
        let lock = lock(out)?;
        let opened = File::open(out).with_context(|| format!("cannot open the folder {}", out.display()))?;
        let aside = out.join(STAGING);
        let staging = Self { disk, out: out.to_owned(), aside, folders: Mutex::default(), lock, opened };
        staging.clear()?;
        staging.remove(&staging.out.join(RETIRED))?;
        staging.make_folder(&staging.run())?;
        Ok(staging)
    }

    /// The folder that becomes the run.
    pub(super) fn run(&self) -> PathBuf {
        self.aside.join("run")
    }

    /// A file beside the run that is gone when the run ends.
    pub(super) fn beside(&self, name: &str) -> PathBuf {
        self.aside.join(name)
    }

    /// Opens a file for writing.
    pub(super) fn create(&self, path: &Path) -> Result<Box<dyn Write + Send>> {
        self.disk.create(path).with_context(|| format!("cannot write {}", path.display()))
    }

    /// Writes one file of the run and gives what tells it from another; `None` if there is a file of that name.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<Option<Stamp>> {
        let target = self.target(path)?;
        let mut file = match self.disk.create(&target) {
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => return Ok(None),
            opened => opened.with_context(|| format!("cannot write {}", target.display()))?,
        };
        file.write_all(bytes).with_context(|| format!("cannot write {}", target.display()))?;
        Stamp::of(&self.run(), path).map(Some).with_context(|| format!("cannot find {} again", target.display()))
    }

    /// Removes a file of the run.
    pub(super) fn discard(&self, path: impl AsRef<Path>) -> Result<()> {
        let target = self.inside(path.as_ref())?;
        self.disk.remove(&target).with_context(|| format!("cannot remove {}", target.display()))
    }

    /// Takes a file over from an earlier run; a copy where the file system knows no hard links.
    pub(super) fn take_over(&self, from: &Path, path: &str) -> Result<()> {
        let target = self.target(path)?;
        let source = from.join(path);
        match self.disk.link(&source, &target) {
            Ok(()) => return Ok(()),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
                return Err(e).with_context(|| format!("{path} has two notes; this is a bug"));
            }
            Err(_) => {}
        }
        let bytes = fs::read(&source).with_context(|| format!("cannot read {}", source.display()))?;
        self.disk.remove(&target).with_context(|| format!("cannot remove {}", target.display()))?;
        self.create(&target)?.write_all(&bytes).with_context(|| format!("cannot write {}", target.display()))
    }

    /// Where a file of the run is written. Names come from notes, and a note must not choose a place outside the run.
    fn target(&self, path: &str) -> Result<PathBuf> {
        let target = self.inside(Path::new(path))?;
        self.make_folder(target.parent().expect("a file of the run has a parent"))?;
        Ok(target)
    }

    fn inside(&self, path: &Path) -> Result<PathBuf> {
        let inside = path.components().all(|c| matches!(c, Component::Normal(_)));
        ensure!(inside, "{} would be written outside the run; this is a bug", path.display());
        Ok(self.run().join(path))
    }

    /// Goes on with the folder of a run that has not been kept for as long as `rest`, if there is one: what was written until
    /// now is put aside, and [`Staging::put_back`] brings it in.
    pub(super) fn build_on_spare(&self, rest: Duration) -> Result<bool> {
        let spare = self.out.join(SPARE);
        if !is_folder(&spare) || !has_rested(&spare, rest) {
            return Ok(false);
        }
        self.move_to(&self.run(), &self.made())?;
        self.move_to(&spare, &self.run())?;
        self.folders.lock().expect("no thread panics while it holds the lock").clear();
        let there = || format!("cannot read the folder {}", self.run().display());
        for entry in fs::read_dir(self.run()).with_context(there)? {
            let entry = entry.with_context(there)?;
            // files about that run, and whatever else is no folder with files of notes
            if !is_folder(&entry.path()) {
                self.discard(Path::new(&entry.file_name()))?;
            }
        }
        Ok(true)
    }

    /// Brings a file back that was put aside, in the place of whatever has its name.
    pub(super) fn put_back(&self, path: &str) -> Result<()> {
        self.discard(path)?;
        self.move_to(&self.made().join(path), &self.target(path)?)
    }

    fn made(&self) -> PathBuf {
        self.beside("made")
    }

    fn make_folder(&self, path: &Path) -> Result<()> {
        let mut folders = self.folders.lock().expect("no thread panics while it holds the lock");
        if !folders.contains(path) {
            self.disk.make_folder(path).with_context(|| format!("cannot make the folder {}", path.display()))?;
            folders.insert(path.to_owned());
        }
        Ok(())
    }

    /// Makes this run the current one and gives the folder readers use. Everything is on the disk before the switch: the
    /// files, then the names of the run and its ledger, then the link. Runs but the last `keep` are removed.
    pub(super) fn publish(&self, name: &str, options: &Options) -> Result<(PathBuf, Option<String>)> {
        let (runs, ledgers) = (self.out.join("runs"), self.out.join(LEDGERS));
        self.disk.sync_all_below(&self.aside, &self.opened).context("cannot bring the run to the disk")?;
        let before = fs::read_link(self.out.join("current")).ok();
        let run = runs.join(name);
        self.remove_run(&run)?;
        self.move_to(&self.run(), &run)?;
        self.move_to(&self.beside("ledger"), &ledgers.join(name))?;
        for folder in [&runs, &ledgers] {
            self.disk.sync_folder(folder).with_context(|| format!("cannot sync {}", folder.display()))?;
        }
        let target = Path::new("runs").join(name);
        self.switch("current", &target)
            .with_context(|| format!("cannot switch {} to the new run", self.out.display()))?;
        // the run is out: what cannot be written or removed now is only told of
        let settled = self.settle(name, before.as_deref(), options);
        Ok((self.out.join("current"), settled.err().map(|e| format!("the run is out, but {e:#}"))))
    }

    /// Puts a new ledger beside the current run, which stays.
    pub(super) fn keep_current(&self, name: &str) -> Result<()> {
        self.move_to(&self.beside("ledger"), &self.out.join(LEDGERS).join(name))
    }

    /// Does what comes after a switch: writes down which run is current, and retires old ones. A run that stays needs it too,
    /// for the one that made it may have been killed before. `before` is the run that was current until the switch.
    pub(super) fn settle(&self, name: &str, before: Option<&Path>, options: &Options) -> Result<()> {
        let target = Path::new("runs").join(name);
        if fs::read_link(self.out.join(LAST)).ok().as_ref() != Some(&target) {
            self.switch(LAST, &target).context("cannot write down which run is current")?;
        }
        self.retire(name, before, options)
    }

    fn move_to(&self, from: &Path, to: &Path) -> Result<()> {
        self.disk.rename(from, to).with_context(|| format!("cannot move {} to {}", from.display(), to.display()))
    }

    /// Points a link at a run in one rename.
    fn switch(&self, link: &str, target: &Path) -> io::Result<()> {
        let (link, next) = (self.out.join(link), self.out.join(NEXT));
        self.disk.remove(&next)?;
        self.disk.point(&next, target)?;
        self.disk.rename(&next, &link)?;
        self.disk.sync_folder(&self.out)
    }

    /// Takes all runs out of the way but this one, the one before it (somebody may be reading it) and the newest of the others.
    /// The last that goes is the next run's spare. Where nobody knows the one before it, that is the newest of the others.
    fn retire(&self, name: &str, before: Option<&Path>, options: &Options) -> Result<()> {
        let mut kept: Vec<OsString> = vec![name.into()];
        kept.extend(before.and_then(Path::file_name).map(ToOwned::to_owned));
        let mut others = Vec::new();
        for entry in fs::read_dir(self.out.join("runs"))? {
            let entry = entry?;
            if !kept.contains(&entry.file_name()) && is_folder(&entry.path()) {
                others.push((entry.metadata()?.modified()?, entry.file_name()));
            }
        }
        others.sort();
        let surplus = others.len().saturating_sub(options.keep_runs.max(2).saturating_sub(kept.len()));
        for (_, name) in others.drain(..surplus) {
            let (run, spare) = (self.out.join("runs").join(&name), self.out.join(SPARE));
            if is_folder(&spare) && !has_rested(&spare, options.rest) {
                // it goes on resting: a newer one would never come to an end with it
                self.remove_run(&run)?;
                continue;
            }
            self.remove_run(&spare)?;
            self.move_to(&run, &spare)?;
        }
        kept.extend(others.into_iter().map(|(_, name)| name));
        for entry in fs::read_dir(self.out.join(LEDGERS))? {
            let entry = entry?;
            if !kept.contains(&entry.file_name()) {
                self.remove(&entry.path())?;
            }
        }
        Ok(())
    }

    /// Removes a run, out of the way first: what is in `runs` is whole.
    fn remove_run(&self, run: &Path) -> Result<()> {
        if !is_folder(run) {
            return self.remove(run);
        }
        let retired = self.out.join(RETIRED);
        self.move_to(run, &retired)?;
        self.remove(&retired)
    }

    /// Removes what was not published.
    pub(super) fn clear(&self) -> Result<()> {
        self.remove(&self.aside)
    }

    /// Lets another run begin, even while abandoned work still holds this one.
    pub(super) fn unlock(&self) {
        // a lock that cannot be released ends with the process
        let _ = self.lock.unlock();
    }

    fn remove(&self, path: &Path) -> Result<()> {
        self.disk.remove(path).with_context(|| format!("cannot remove {}", path.display()))
    }
}

/// Whether it is a folder itself, and no link to one.
fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|there| there.is_dir())
}

/// Whether a folder was moved to its place so long ago; not, if the clock says that this is yet to come.
fn has_rested(folder: &Path, rest: Duration) -> bool {
    let moved = fs::symlink_metadata(folder).ok().and_then(|there| u64::try_from(there.ctime()).ok());
    let since = moved.and_then(|at| SystemTime::now().duration_since(UNIX_EPOCH + Duration::from_secs(at)).ok());
    since.is_some_and(|since| since >= rest)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::RealDisk;

    #[test]
    fn nothing_is_written_outside_the_run() {
        let folder = tempfile::tempdir().unwrap();
        let staging = Staging::begin(Arc::new(RealDisk), folder.path()).unwrap();
        for path in ["notes/../../x", "/tmp/x", "../x"] {
            assert!(staging.write(path, b"x").is_err(), "{path}");
            assert!(staging.take_over(folder.path(), path).is_err(), "{path}");
        }
        staging.write("notes/x", b"x").unwrap();
        assert!(staging.write("notes/x", b"y").unwrap().is_none(), "a path is written once");
    }
}
