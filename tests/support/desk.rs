//! A folder to work in: notes in `inputs/`, what is made of them in `out/`.

use communique::batch::{self, NoteReport, Options, Report, Run};
use communique::compose::Templates;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

/// Contents of files, by path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

pub(crate) struct Desk {
    folder: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        // in memory where there is such a place: every run waits until all of its file system is on the disk
        let folder = TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).unwrap();
        let desk = Self { folder };
        fs::create_dir(desk.path("inputs")).unwrap();
        desk
    }

    pub(crate) fn with(notes: &[(&str, &str)]) -> Self {
        let desk = Self::new();
        notes.iter().for_each(|(name, text)| desk.write(name, text));
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path("inputs").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn remove(&self, name: &str) {
        fs::remove_file(self.path("inputs").join(name)).unwrap();
    }

    /// The program, ready to run here.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_communique"));
        command.args(args).current_dir(self.folder.path()).env_remove("COLUMNS");
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    pub(crate) fn options(&self) -> Options {
        Options { jobs: 2, rest: Duration::ZERO, ..Options::new(self.path("inputs"), self.path("out")) }
    }

    /// A run within this process.
    pub(crate) fn build(&self) -> Run {
        self.build_with(&self.options()).unwrap()
    }

    pub(crate) fn build_with(&self, options: &Options) -> anyhow::Result<Run> {
        batch::run(options, Arc::new(Templates::builtin()), &mut |_| ())
    }

    /// What readers see.
    pub(crate) fn current(&self) -> Files {
        files(&self.path("out/current"))
    }

    /// What a run says of notes; its lists of files also say which run it came after.
    pub(crate) fn content(&self) -> Files {
        let mut files = self.current();
        ["manifest.json", "SHA256SUMS"].iter().for_each(|name| drop(files.remove(*name)));
        files
    }

    pub(crate) fn report(&self) -> Report {
        serde_json::from_slice(&fs::read(self.path("out/current/report.json")).unwrap()).unwrap()
    }

    pub(crate) fn note(&self, path: &str) -> NoteReport {
        self.report().notes.into_iter().find(|n| n.path == path).unwrap_or_else(|| panic!("{path} is in the report"))
    }

    /// The file in which the current run remembers its notes.
    pub(crate) fn ledger(&self) -> PathBuf {
        let run = fs::read_link(self.path("out/current")).unwrap();
        self.path("out/.ledgers").join(run.file_name().unwrap())
    }
}

/// Every file below a folder with its bytes.
pub(crate) fn files(folder: &Path) -> Files {
    fn walk(folder: &Path, prefix: &str, out: &mut Files) {
        for entry in fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
            let (path, name) = entry.map(|e| (e.path(), e.file_name().into_string().unwrap())).unwrap();
            if path.is_dir() {
                walk(&path, &format!("{prefix}{name}/"), out);
            } else {
                out.insert(format!("{prefix}{name}"), fs::read(&path).unwrap());
            }
        }
    }
    let mut out = Files::new();
    walk(folder, "", &mut out);
    out
}

/// A note about one meeting of one series; another version, another city.
pub(crate) fn note(series: usize, ordinal: usize, version: usize) -> String {
    const SERIES: [&str; 4] = [
        "Dialogue on Border Security",
        "Working Group on Cyber Crime",
        "Consultation on Maritime Safety",
        "Forum on Customs",
    ];
    const CITIES: [&str; 4] =
        ["Phnom Penh, Cambodia", "Bali, Indonesia", "Nha Trang, Viet Nam", "Manila, the Philippines"];
    const ORDINALS: [&str; 6] = ["1st", "2nd", "3rd", "4th", "5th", "6th"];
    let (name, city, nth) = (SERIES[series % 4], CITIES[version % 4], ORDINALS[ordinal % 6]);
    let year = 2010 + ordinal % 6;
    format!(
        "The {nth} ASEAN-Japan {name}\n\nMarch {year}\n\nThe {nth} ASEAN-Japan {name} was held from February 9 to 11, {year} \
         in {city}.\n\n1. The meeting agreed to meet again.\n"
    )
}

/// A version that is held: its day does not exist.
pub(crate) fn faulty(series: usize, ordinal: usize) -> String {
    note(series, ordinal, 0).replace("from February 9 to 11,", "on February 31,")
}

/// Numbers that look random and are the same in every run (xorshift).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}
