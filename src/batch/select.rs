//! Which notes are meant: patterns against paths.
//!
//! Handed: patterns, the notes that are there, the run before. Gives: the notes of this run, and which of them stay as they
//! are. Knows nothing about what is in them.

use super::options::Refused;
use super::previous::Previous;
use super::survey::Surveyed;
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A path, a folder, or either with `*` (any characters but `/`), `**` (any characters) and `?` (one character but `/`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(Vec<Glob>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Glob {
    One(char),
    /// `?`
    Any,
    /// `*`
    Run,
    /// `**`
    Path,
}

impl Pattern {
    /// The pattern of its text. A slash at the end says no more than that a folder is meant.
    pub fn new(text: &str) -> Self {
        let mut globs = Vec::new();
        for c in text.trim_end_matches('/').chars() {
            match (c, globs.last()) {
                ('*', Some(Glob::Path)) => {}
                ('*', Some(Glob::Run)) => *globs.last_mut().expect("it was looked at") = Glob::Path,
                ('*', _) => globs.push(Glob::Run),
                ('?', _) => globs.push(Glob::Any),
                (c, _) => globs.push(Glob::One(c)),
            }
        }
        Self(globs)
    }

    /// The same, for a pattern as a shell completes it: below the folder with the notes.
    pub fn below(inputs: &Path, text: &str) -> Self {
        let path = Path::new(text);
        let inside = path.strip_prefix(inputs).ok().filter(|p| !p.as_os_str().is_empty());
        Self::new(&inside.unwrap_or(path.strip_prefix(".").unwrap_or(path)).to_string_lossy())
    }

    /// Whether a path, or a folder it lies in, is meant. Takes time in proportion to the lengths of both.
    pub fn matches(&self, path: &str) -> bool {
        // `reached[i]`: the first i parts of the pattern can stand for the path up to here
        let mut reached = vec![false; self.0.len() + 1];
        reached[0] = true;
        self.pass_over(&mut reached);
        for c in path.chars() {
            if c == '/' && reached[self.0.len()] {
                return true;
            }
            let mut next = vec![false; reached.len()];
            for (i, glob) in self.0.iter().enumerate().filter(|&(i, _)| reached[i]) {
                match glob {
                    Glob::One(wanted) => next[i + 1] |= *wanted == c,
                    Glob::Any => next[i + 1] |= c != '/',
                    Glob::Run => next[i] |= c != '/',
                    Glob::Path => next[i] = true,
                }
            }
            self.pass_over(&mut next);
            reached = next;
        }
        reached[self.0.len()]
    }

    /// Stars may stand for nothing.
    fn pass_over(&self, reached: &mut [bool]) {
        for (i, glob) in self.0.iter().enumerate() {
            reached[i + 1] |= reached[i] && matches!(glob, Glob::Run | Glob::Path);
        }
    }
}

/// The notes of a run, by path.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Selection {
    pub(super) paths: Vec<String>,
    /// Those that stay as the run before left them, whatever has become of their files.
    pub(super) kept: BTreeSet<String>,
}

impl Selection {
    /// Every note that is there, if nothing is asked for; else those that are asked for, and beside them what the run before
    /// published of the others.
    ///
    /// # Errors
    /// [`Refused`], if no note is meant, or if the others cannot stay.
    pub(super) fn of(there: Vec<String>, only: &[Pattern], previous: &Previous) -> Result<Self> {
        if only.is_empty() {
            return Ok(Self { paths: there, kept: BTreeSet::new() });
        }
        let meant = |path: &str| only.iter().any(|p| p.matches(path));
        let known: BTreeSet<String> = previous.paths().map(str::to_owned).collect();
        let mut paths: Vec<String> = there.into_iter().filter(|p| meant(p)).collect();
        if paths.is_empty() && !known.iter().any(|p| meant(p)) {
            return Err(Refused("no note is what --only asks for; nothing was changed".to_owned()).into());
        }
        let kept: BTreeSet<String> = known.into_iter().filter(|p| !meant(p)).collect();
        if !kept.is_empty() && !previous.is_reusable() {
            let message = "the run before was made by another version or with other settings, or is not remembered, so its \
                other notes cannot stay as they are; run once without --only";
            return Err(Refused(message.to_owned()).into());
        }
        paths.extend(kept.iter().cloned());
        paths.sort();
        if paths.is_empty() {
            let message = "--only asks for notes that are gone, and there are no others; nothing was changed";
            return Err(Refused(message.to_owned()).into());
        }
        Ok(Self { paths, kept })
    }
}

/// Makes sure that no note goes by the identifier of one that stays as the run before left it: their files would have the same
/// names, and the one that stays cannot be held.
///
/// # Errors
/// [`Refused`], naming both.
pub(super) fn none_takes_the_name_of_one_that_stays(paths: &[String], surveyed: &[Surveyed]) -> Result<()> {
    let named = || paths.iter().zip(surveyed).filter_map(|(path, s)| Some((s.summary.as_ref()?.id.as_str(), path, s)));
    let staying: BTreeMap<&str, &String> = named().filter(|(.., s)| s.stays).map(|(id, path, _)| (id, path)).collect();
    if staying.is_empty() {
        return Ok(());
    }
    match named().filter(|(.., s)| !s.stays).find_map(|(id, path, _)| Some((id, path, staying.get(id)?))) {
        Some((id, path, other)) => Err(Refused(format!(
            "{path} would be published as {id}, and so is {other}, which --only does not ask for; run once without --only"
        ))
        .into()),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_mean_paths_folders_and_what_stars_stand_for() {
        for (pattern, meant, not_meant) in [
            ("a.txt", &["a.txt"][..], &["b/a.txt", "a.txt.md", "xa.txt"][..]),
            ("2011", &["2011/a.txt", "2011/x/b.md"], &["20111/a.txt", "x/2011/a.txt"]),
            ("2011/", &["2011/a.txt"], &["2011.txt"]),
            ("*.md", &["a.md", ".md"], &["b/a.md", "a.mdx"]),
            ("**.md", &["a.md", "b/c/a.md"], &["a.txt"]),
            ("*/draft-?.txt", &["b/draft-1.txt"], &["b/c/draft-1.txt", "b/draft-.txt", "b/draft-12.txt"]),
            ("日*", &["日本.txt"], &["本.txt"]),
            ("**", &["a", "b/c"], &[]),
            ("", &[], &["a"]),
        ] {
            let pattern = Pattern::new(pattern);
            assert!(meant.iter().all(|p| pattern.matches(p)), "{pattern:?}");
            assert!(!not_meant.iter().any(|p| pattern.matches(p)), "{pattern:?}");
        }
        let inputs = Path::new("notes/in");
        assert_eq!(Pattern::below(inputs, "notes/in/a.txt"), Pattern::new("a.txt"));
        assert_eq!(Pattern::below(inputs, "./a.txt"), Pattern::new("a.txt"));
        assert!(!Pattern::new(&"*a".repeat(500)).matches(&"a".repeat(499)), "and takes no time to speak of");
    }
}
