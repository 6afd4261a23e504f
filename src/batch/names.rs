//! The names in a run's folder, each with the file it stands for, as numbers: a run has hundreds of thousands.
//!
//! Handed: a folder. Gives: its names, read folder by folder and not one by one. Knows nothing about notes.

use super::disk::{Stamp, inode};
use std::fs;
use std::hash::{BuildHasher, BuildHasherDefault};
use std::io;
use std::os::unix::fs::DirEntryExt;
use std::path::Path;
use std::thread;

/// A path below a run's folder, as a digest, and the file's number on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    path: u64,
    inode: u64,
}

impl Name {
    /// The name of the file of this number.
    pub(super) fn new(path: &str, inode: u64) -> Self {
        Self { path: BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(path), inode }
    }
}

impl From<&Stamp> for Name {
    fn from(stamp: &Stamp) -> Self {
        Self::new(&stamp.path, stamp.inode)
    }
}

/// All names below a folder.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// In order.
    files: Vec<Name>,
    /// Whether there is something else than folders with files: a folder without any, a name that is not UTF-8.
    is_odd: bool,
}

impl Names {
    /// Reads a run's folder.
    ///
    /// # Errors
    /// What the operating system says.
    pub(super) fn below(run: &Path) -> io::Result<Self> {
        let mut all = Self::default();
        let folders = all.list(run, "")?;
        thread::scope(|scope| {
            let walks: Vec<_> = folders.iter().map(|folder| scope.spawn(move || Self::walk(run, folder))).collect();
            for walk in walks {
                let below = walk.join().unwrap_or_else(|_| Err(io::Error::other("a thread panicked")))?;
                all.files.extend(below.files);
                all.is_odd |= below.is_odd;
            }
            io::Result::Ok(())
        })?;
        all.files.sort_unstable();
        Ok(all)
    }

    fn walk(run: &Path, folder: &str) -> io::Result<Self> {
        let mut all = Self::default();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            folders.extend(all.list(run, &format!("{folder}/"))?);
        }
        Ok(all)
    }

    /// Takes down the files in one folder and gives the folders in it.
    fn list(&mut self, run: &Path, prefix: &str) -> io::Result<Vec<String>> {
        let (mut folders, mut count) = (Vec::new(), 0);
        let mut path = String::new();
        for entry in fs::read_dir(run.join(prefix))? {
            let entry = entry?;
            count += 1;
            let name = entry.file_name();
            let Some(name) = name.to_str() else {
                self.is_odd = true;
                continue;
            };
            path.clear();
            path.push_str(prefix);
            path.push_str(name);
            match entry.file_type()?.is_dir() {
                true => folders.push(path.clone()),
                false => self.files.push(Name::new(&path, entry.ino())),
            }
        }
        self.is_odd |= count == 0;
        Ok(folders)
    }

    /// Whether each of these is there. Some file systems number a name otherwise than its file; then none is.
    pub(super) fn hold(&self, names: &[Name]) -> bool {
        names.iter().all(|name| self.files.binary_search(name).is_ok())
    }

    /// Whether anything is there but these paths, which are in order.
    pub(super) fn go_beyond(&self, paths: &[Name]) -> bool {
        let mut wanted = paths.iter().map(|name| name.path).peekable();
        self.is_odd
            || self.files.iter().any(|there| {
                while wanted.next_if(|path| *path < there.path).is_some() {}
                wanted.peek() != Some(&there.path)
            })
    }
}

/// Whether a path stands for one of these files, which are in order.
pub(super) fn is_among(names: &[Name], path: &str, inode: Option<u64>) -> bool {
    inode.is_some_and(|inode| names.binary_search(&Name::new(path, inode)).is_ok())
}

/// The name a path has now; `None` if it has none.
pub(super) fn name_of(run: &Path, path: &str) -> Option<Name> {
    Some(Name::new(path, inode(&run.join(path))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_and_strays_seen() {
        let run = tempfile::tempdir().unwrap();
        let root = run.path();
        fs::create_dir_all(root.join("notes/deep")).unwrap();
        let paths = ["notes/a.json", "notes/deep/b.json", "top"];
        paths.iter().for_each(|path| fs::write(root.join(path), path).unwrap());
        let names = Names::below(root).unwrap();
        let mut files: Vec<Name> = paths.iter().map(|path| name_of(root, path).unwrap()).collect();
        files.sort_unstable();
        assert!(names.hold(&files));
        assert!(!names.hold(&[Name::new("notes/a.json", 1)]) && !names.hold(&[Name { path: 1, ..files[0] }]));
        assert!(!names.go_beyond(&files));
        assert!(names.go_beyond(&files[1..]) && names.go_beyond(&files[..2]), "a file is there that nobody wants");
        fs::remove_file(root.join("notes/deep/b.json")).unwrap();
        assert!(Names::below(root).unwrap().go_beyond(&files), "a folder is empty");
    }
}
