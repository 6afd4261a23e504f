//! Everything a run does to the output folder's file system, in one place.
//!
//! Handed: paths and bytes. Gives: what the operating system answers. Knows nothing about runs. [`RealDisk`] is the one
//! in use; tests hand in disks that fail.

use crate::source::hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Debug;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

/// What a run asks of a file system. Reading is not part of it: what is read may be wrong, and is checked.
pub trait Disk: Debug + Send + Sync {
    /// Makes a folder and those above it; one that is there already is fine.
    ///
    /// # Errors
    /// What the operating system says.
    fn make_folder(&self, path: &Path) -> io::Result<()>;

    /// Makes a file that is not there yet and that nobody may write to later: published files are hard-linked from run
    /// to run, so changing one in place would change it in every run.
    ///
    /// # Errors
    /// What the operating system says, now or while writing.
    fn create(&self, path: &Path) -> io::Result<Box<dyn Write + Send>>;

    /// Gives a file a second name.
    ///
    /// # Errors
    /// What the operating system says.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Makes a symbolic link.
    ///
    /// # Errors
    /// What the operating system says.
    fn point(&self, link: &Path, target: &Path) -> io::Result<()>;

    /// Moves a file, a folder or a link in one step, over what is there.
    ///
    /// # Errors
    /// What the operating system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file, a link or a folder with all in it; nothing there is fine.
    ///
    /// # Errors
    /// What the operating system says.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Returns when everything written below a folder is on the disk, whatever happens to the power afterwards. `opened`
    /// is the folder, opened before the first write.
    ///
    /// # Errors
    /// What the operating system says, also about writes since the folder was opened.
    fn sync_all_below(&self, folder: &Path, opened: &File) -> io::Result<()>;

    /// Returns when the names in a folder are on the disk.
    ///
    /// # Errors
    /// What the operating system says.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

/// The file system of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn Write + Send>> {
        let file = OpenOptions::new().write(true).create_new(true).mode(0o444).open(path)?;
        Ok(Box::new(Behind { file, waiting: 0 }))
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn point(&self, link: &Path, target: &Path) -> io::Result<()> {
        std::os::unix::fs::symlink(target, link)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        match fs::symlink_metadata(path) {
            Ok(m) if m.is_dir() => fs::remove_dir_all(path),
            Ok(_) => fs::remove_file(path),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(e) => Err(e),
        }
    }

    fn sync_all_below(&self, folder: &Path, opened: &File) -> io::Result<()> {
        sync_all_below(folder, opened)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }
}

/// A file that is brought to the disk while it is written: where several large ones are, some wait for the disk while others
/// are made.
struct Behind {
    file: File,
    /// Bytes written since.
    waiting: usize,
}

impl Write for Behind {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        const PIECE: usize = 32 << 20;
        let written = self.file.write(bytes)?;
        self.waiting += written;
        if self.waiting >= PIECE {
            self.file.sync_data()?;
            self.waiting = 0;
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// One call for the whole file system instead of one a file: a run writes many small files, and only all of them together
/// are worth anything. Since Linux 5.8 it also reports writes that failed after `opened` was opened.
#[cfg(target_os = "linux")]
fn sync_all_below(_folder: &Path, opened: &File) -> io::Result<()> {
    Ok(rustix::fs::syncfs(opened)?)
}

#[cfg(not(target_os = "linux"))]
fn sync_all_below(folder: &Path, opened: &File) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let below = File::open(entry.path())?;
        if entry.file_type()?.is_dir() {
            sync_all_below(&entry.path(), &below)?;
        } else {
            below.sync_all()?;
        }
    }
    opened.sync_all()
}

/// SHA-256 of a file, lower-case hexadecimal; `None` if it cannot be read.
pub(super) fn hash_file(path: &Path) -> Option<String> {
    let mut file = File::open(path).ok()?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer).ok()? {
            0 => return Some(hex(&hash.finalize())),
            n => hash.update(&buffer[..n]),
        }
    }
}

/// What tells a file from others on its disk; `None` if there is none of that name.
pub(super) fn inode(path: &Path) -> Option<u64> {
    Some(fs::symlink_metadata(path).ok()?.ino())
}

/// What tells that a published file is still the one that was written: replacing or changing it changes one of these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Row", into = "Row")]
pub(super) struct Stamp {
    /// Path below the run's folder.
    pub(super) path: String,
    bytes: u64,
    pub(super) inode: u64,
    seconds: i64,
    nanoseconds: i64,
}

/// The numbers of a stamp: size, number on the disk, time of the last change.
fn numbers(there: &Metadata) -> io::Result<(u64, u64, i64, i64)> {
    if !there.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    Ok((there.len(), there.ino(), there.mtime(), there.mtime_nsec()))
}

/// A stamp as it is kept: many are.
type Row = (String, u64, u64, i64, i64);

impl From<Row> for Stamp {
    fn from((path, bytes, inode, seconds, nanoseconds): Row) -> Self {
        Self { path, bytes, inode, seconds, nanoseconds }
    }
}

impl From<Stamp> for Row {
    fn from(s: Stamp) -> Self {
        (s.path, s.bytes, s.inode, s.seconds, s.nanoseconds)
    }
}

impl Stamp {
    /// The stamp of `path` below `run`.
    pub(super) fn of(run: &Path, path: &str) -> io::Result<Self> {
        let (bytes, inode, seconds, nanoseconds) = numbers(&fs::symlink_metadata(run.join(path))?)?;
        Ok(Self { path: path.to_owned(), bytes, inode, seconds, nanoseconds })
    }

    /// Whether the file below `run` is the one that was stamped.
    pub(super) fn holds(&self, run: &Path) -> bool {
        let now = fs::symlink_metadata(run.join(&self.path)).and_then(|there| numbers(&there));
        now.is_ok_and(|now| now == (self.bytes, self.inode, self.seconds, self.nanoseconds))
    }
}
