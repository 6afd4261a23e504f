//! Whatever goes wrong: readers see one whole run, the exit code and the message say what happened, and the next run
//! mends it. `COMMUNIQUE_KILLS=1000 cargo test --release --test faults` is the long form.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod support;

use communique::batch::{self, Disk, Interrupted, Options, Outcome, RealDisk, Report};
use communique::emit::EMITTERS;
use std::collections::BTreeSet;
use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime};
use support::desk::{Desk, Dice, Files, faulty, files, note};
use support::skipped;

/// What a partner's machine would do: every file that is listed is there with its hash, no other is, and the report names
/// the same files.
fn is_whole(run: &Path) {
    let batch::Verified { files: count, problems, .. } = batch::verify(run, None).unwrap();
    assert!(problems.is_empty(), "{problems:#?}");
    let report: Report = serde_json::from_slice(&fs::read(run.join("report.json")).unwrap()).unwrap();
    let kept = report.notes.iter().filter_map(|n| n.last_good.as_ref()).map(|k| k.artifacts.len()).sum::<usize>();
    let own = report.notes.iter().map(|n| n.artifacts.len()).sum::<usize>();
    assert_eq!(count, own + kept + 4, "the files of the notes, three reports and the manifest");
}

fn message(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn desk(count: usize) -> Desk {
    let desk = Desk::new();
    (0..count).for_each(|i| desk.write(&format!("{i:02}.txt"), &note(i / 6, i, i)));
    desk
}

/// A disk that fails once, or from some operation on for good.
#[derive(Debug, Clone)]
struct FaultyDisk {
    done: Arc<AtomicUsize>,
    fails_at: usize,
    for_good: bool,
    error: i32,
    /// Asked to stop instead of an operation that fails.
    stop: Option<Arc<AtomicBool>>,
}

const EIO: i32 = 5;
const ENOSPC: i32 = 28;

impl FaultyDisk {
    fn step(&self) -> io::Result<()> {
        let at = self.done.fetch_add(1, Ordering::Relaxed);
        let fails = if self.for_good { at >= self.fails_at } else { at == self.fails_at };
        match &self.stop {
            Some(stop) if fails => stop.store(true, Ordering::Relaxed),
            None if fails => return Err(io::Error::from_raw_os_error(self.error)),
            _ => {}
        }
        Ok(())
    }
}

struct FaultyFile {
    file: Box<dyn Write + Send>,
    disk: FaultyDisk,
}

impl Write for FaultyFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.disk.step()?;
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Disk for FaultyDisk {
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.step().and_then(|()| RealDisk.make_folder(path))
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn Write + Send>> {
        self.step()?;
        Ok(Box::new(FaultyFile { file: RealDisk.create(path)?, disk: self.clone() }))
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step().and_then(|()| RealDisk.link(from, to))
    }

    fn point(&self, link: &Path, target: &Path) -> io::Result<()> {
        self.step().and_then(|()| RealDisk.point(link, target))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step().and_then(|()| RealDisk.rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step().and_then(|()| RealDisk.remove(path))
    }

    fn sync_all_below(&self, folder: &Path, opened: &File) -> io::Result<()> {
        self.step().and_then(|()| RealDisk.sync_all_below(folder, opened))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step().and_then(|()| RealDisk.sync_folder(folder))
    }
}

/// Fails each operation of a run in turn, and asks after each what readers see and whether the next run mends it.
fn every_operation_fails_once(for_good: bool, error: i32) {
    let desk = desk(5);
    grow_old(&desk);
    let before = desk.current();
    desk.write("00.txt", &note(0, 0, 3));
    desk.write("01.txt", &faulty(0, 1));
    desk.write("05.txt", &note(0, 5, 3));
    let mut outcomes = BTreeSet::new();
    for fails_at in 0.. {
        let done = Arc::new(AtomicUsize::new(0));
        let disk = Arc::new(FaultyDisk { done: Arc::clone(&done), fails_at, for_good, error, stop: None });
        let run = desk.build_with(&Options { jobs: 1, disk, ..desk.options() });
        is_whole(&desk.path("out/current"));
        let published = desk.current() != before;
        match &run {
            Ok(_) => assert!(published, "operation {fails_at}"),
            Err(e) => {
                let said = io::Error::from_raw_os_error(error).to_string();
                assert!(format!("{e:#}").contains(&said), "operation {fails_at}: {e:#}");
            }
        }
        outcomes.insert((run.is_ok(), published));
        assert_eq!(desk.build().report.published, 5, "operation {fails_at}");
        assert_eq!(
            desk.note("01.txt").last_good.map(|k| k.artifacts.len()),
            Some(EMITTERS.len()),
            "operation {fails_at}"
        );
        assert!(!desk.path("out/.staging").exists(), "operation {fails_at}");
        if done.load(Ordering::Relaxed) <= fails_at {
            assert!(fails_at > 30, "only {fails_at} operations went through the disk");
            break;
        }
        back_to(&desk, &before);
    }
    assert!(outcomes.contains(&(false, false)) && outcomes.contains(&(true, true)), "{outcomes:?}");
}

#[test]
fn a_request_to_stop_at_any_operation_loses_nothing() {
    let desk = desk(5);
    grow_old(&desk);
    let before = desk.current();
    desk.write("00.txt", &note(0, 0, 3));
    desk.write("05.txt", &note(0, 5, 3));
    let (mut stopped, mut late) = (0, 0);
    for fails_at in 0.. {
        let (done, options) = (Arc::new(AtomicUsize::new(0)), desk.options());
        let stop = Some(Arc::clone(&options.stop));
        let disk = FaultyDisk { done: Arc::clone(&done), fails_at, for_good: false, error: EIO, stop };
        let run = desk.build_with(&Options { jobs: 1, disk: Arc::new(disk), ..options });
        is_whole(&desk.path("out/current"));
        assert!(!desk.path("out/.staging").exists(), "operation {fails_at}");
        match run {
            Ok(_) => {
                late += 1;
                assert_ne!(desk.current(), before, "operation {fails_at}");
                if done.load(Ordering::Relaxed) <= fails_at {
                    break;
                }
                back_to(&desk, &before);
            }
            Err(e) => {
                stopped += 1;
                assert!(e.is::<Interrupted>(), "operation {fails_at}: {e:#}");
                assert_eq!(desk.current(), before, "operation {fails_at}");
            }
        }
    }
    assert!(stopped > 20 && late > 1, "{stopped} were stopped, {late} were not");
}

/// Runs after runs, until the next one is made of one that is no longer kept.
fn grow_old(desk: &Desk) {
    for version in [1, 2, 3, 0] {
        desk.write("00.txt", &note(0, 0, version));
        desk.build();
    }
    assert!(desk.path("out/.spare").is_dir());
}

/// The runs again, as if nothing had happened since.
fn back_to(desk: &Desk, before: &Files) {
    let after: Files = files(&desk.path("inputs"));
    fs::remove_dir_all(desk.path("out")).unwrap();
    desk.remove("05.txt");
    desk.write("01.txt", &note(0, 1, 1));
    grow_old(desk);
    assert_eq!(&desk.current(), before);
    after.iter().for_each(|(name, bytes)| desk.write(name, std::str::from_utf8(bytes).unwrap()));
}

#[test]
fn each_disk_operation_may_fail_once() {
    every_operation_fails_once(false, EIO);
}

#[test]
fn the_disk_may_fail_for_good_at_each_operation() {
    every_operation_fails_once(true, ENOSPC);
}

/// How many processes are killed: some by default, more where the environment asks for them.
fn kills() -> usize {
    std::env::var("COMMUNIQUE_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(40)
}

#[test]
fn a_killed_run_leaves_one_whole_run_and_the_next_one_mends_it() {
    let (desk, mirror, mut dice) = (desk(12), desk(12), Dice(0x9e37_79b9_7f4a_7c15));
    let started = Instant::now();
    assert_eq!(desk.run(&["build"]).status.code(), Some(0));
    let clean_run = started.elapsed();
    let mut later_run = clean_run;
    let (mut killed, mut switched) = (0, 0);
    for round in 0..kills() {
        if round % 20 == 19 {
            fs::remove_dir_all(desk.path("out")).unwrap();
        }
        let before = desk.path("out/current").exists().then(|| desk.content());
        let (at, version) = (dice.below(12) as usize, dice.below(4) as usize);
        [&desk, &mirror].iter().for_each(|d| d.write(&format!("{at:02}.txt"), &note(at / 6, at, version)));
        mirror.build();
        let after = mirror.content();
        let mut child = desk.command(&["build"]).env("COMMUNIQUE_REST", "0").stderr(Stdio::null()).spawn().unwrap();
        let expected = if before.is_some() { later_run } else { clean_run };
        thread::sleep(expected.mul_f64(dice.below(1200) as f64 / 1000.0));
        child.kill().unwrap();
        killed += usize::from(child.wait().unwrap().code().is_none());
        let now = desk.path("out/current").exists().then(|| desk.content());
        if let Some(now) = &now {
            is_whole(&desk.path("out/current"));
            assert!(Some(now) == before.as_ref() || now == &after, "round {round}: neither the one nor the other run");
        } else {
            assert!(before.is_none(), "round {round}: a run is gone");
        }
        switched += usize::from(now.as_ref() == Some(&after) && before.as_ref() != Some(&after));
        if round % 5 == 4 {
            let started = Instant::now();
            let output = desk.run(&["build"]);
            later_run = started.elapsed();
            assert_eq!(output.status.code(), Some(0), "round {round}: {}", message(&output));
            assert_eq!(desk.content(), after, "round {round}");
            assert!(!desk.path("out/.staging").exists(), "round {round}");
            let runs = fs::read_dir(desk.path("out/runs")).unwrap().count();
            assert!(runs <= 2, "round {round}: {runs} runs, {}", message(&output));
        }
    }
    assert!(killed > kills() / 4, "only {killed} of {} runs were killed before they ended", kills());
    support::note(&format!("{killed} of {} runs killed before their end, {switched} new runs published", kills()));
}

#[test]
fn what_a_run_that_was_killed_after_its_switch_left_is_put_in_order_though_nothing_changed() {
    let desk = desk(3);
    for version in [1, 2] {
        desk.write("00.txt", &note(0, 0, version));
        desk.build();
    }
    let (current, last) = (desk.content(), fs::read_link(desk.path("out/.last")).unwrap());
    fs::create_dir(desk.path("out/runs/0000-0000")).unwrap();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    File::open(desk.path("out/runs/0000-0000")).unwrap().set_modified(long_ago).unwrap();
    fs::remove_file(desk.path("out/.last")).unwrap();
    // the run before this one stays, however few are kept: somebody may be reading it
    let run = desk.build_with(&Options { keep_runs: 1, ..desk.options() }).unwrap();
    assert!(run.built == 0 && run.remark.is_none(), "{:?}", run.remark);
    assert_eq!(desk.content(), current);
    assert_eq!(fs::read_link(desk.path("out/.last")).unwrap(), last);
    assert!(!desk.path("out/runs/0000-0000").exists() && fs::read_dir(desk.path("out/runs")).unwrap().count() == 2);
}

fn signal(child: &std::process::Child, name: &str) {
    assert!(Command::new("kill").args([name, &child.id().to_string()]).status().unwrap().success());
}

#[test]
fn a_request_to_stop_ends_the_run_and_publishes_nothing() {
    let desk = desk(3);
    desk.build();
    let before = desk.current();
    let slow = "\nThe ministers met on March 5, 2010 in Hanoi, Viet Nam.\n".repeat(150_000);
    desk.write("slow.txt", &format!("{}{slow}", note(2, 0, 0)));
    for name in ["-INT", "-TERM", "-HUP"] {
        let child = desk.command(&["build"]).stderr(Stdio::piped()).spawn().unwrap();
        while !desk.path("out/.staging").exists() {
            thread::sleep(Duration::from_millis(5));
        }
        signal(&child, name);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(130), "{name}: {}", message(&output));
        assert!(message(&output).contains("interrupted"), "{}", message(&output));
        assert_eq!(desk.current(), before);
        assert!(!desk.path("out/.staging").exists(), "{name}: nothing is left behind");
    }
    let options = desk.options();
    options.stop.store(true, Ordering::Relaxed);
    assert!(desk.build_with(&options).unwrap_err().is::<Interrupted>());
}

#[test]
fn of_two_runs_at_once_one_waits_for_another_day() {
    let desk = desk(6);
    for round in 0..5 {
        desk.write("00.txt", &note(0, 0, round));
        let start = || desk.command(&["build"]).stderr(Stdio::piped()).spawn().unwrap();
        let both = [start(), start()].map(|c| c.wait_with_output().unwrap());
        let codes: BTreeSet<_> = both.iter().map(|o| o.status.code()).collect();
        assert!(codes.contains(&Some(0)), "{codes:?}");
        for output in both.iter().filter(|o| o.status.code() != Some(0)) {
            assert_eq!(output.status.code(), Some(3));
            assert!(message(output).contains("another run is writing"), "{}", message(output));
        }
        is_whole(&desk.path("out/current"));
    }
}

#[test]
fn a_note_that_changes_or_goes_before_its_second_reading_is_held() {
    let desk = desk(3);
    desk.build();
    let (changed, gone) = (desk.path("inputs/01.txt"), desk.path("inputs/02.txt"));
    // the second before the first and the third before the second: other notes have something to say of both
    desk.write("01.txt", &note(0, 1, 1).replace("2011", "2009"));
    desk.write("02.txt", &note(0, 2, 2).replace("2012", "2008"));
    let meddle = move |stage: &'static str, done: usize, count: usize| {
        if stage == "compile" && done == count {
            fs::write(&changed, note(0, 1, 2)).unwrap();
            drop(fs::remove_file(&gone));
        }
    };
    let run = desk.build_with(&Options { progress: Arc::new(meddle), ..desk.options() }).unwrap();
    assert_eq!((run.report.held, run.report.published), (2, 1));
    for path in ["01.txt", "02.txt"] {
        let held = desk.note(path);
        assert_eq!((held.outcome, held.diagnostics[0].code.as_str()), (Outcome::Held, "I011"), "{path}");
        assert!(held.last_good.is_some(), "{path}");
    }
    is_whole(&desk.path("out/current"));
    let run = desk.build();
    assert_eq!((run.report.published, run.report.removed.len()), (2, 1));
}

#[test]
fn a_note_of_which_others_say_nothing_is_published_as_it_was_read() {
    let desk = desk(3);
    let changed = desk.path("inputs/00.txt");
    let meddle = move |stage: &'static str, done: usize, count: usize| {
        if stage == "compile" && done == count {
            fs::write(&changed, note(0, 0, 2)).unwrap();
        }
    };
    let run = desk.build_with(&Options { progress: Arc::new(meddle), ..desk.options() }).unwrap();
    assert_eq!((run.report.held, run.report.published), (0, 3));
    let before = desk.note("00.txt").source_sha256;
    assert_eq!(desk.build().built, 1);
    assert_ne!(before, desk.note("00.txt").source_sha256);
}

#[test]
fn notes_under_one_identifier_come_out_the_same_whichever_is_made_first() {
    let whole = |jobs: usize| {
        let desk = desk(2);
        // b and d go by the identifiers of a and c; c and d are held for a fault of their own as well
        desk.write("a.txt", &note(3, 0, 0));
        desk.write("b.txt", &note(3, 0, 0));
        desk.write("c.txt", &faulty(3, 1));
        desk.write("d.txt", &faulty(3, 1));
        let run = desk.build_with(&Options { jobs, ..desk.options() }).unwrap();
        is_whole(&desk.path("out/current"));
        (run.report.published, run.report.held, files(&desk.path("out/current")))
    };
    let one = whole(1);
    assert_eq!((one.0, one.1), (3, 3));
    (0..8).for_each(|_| assert!(whole(8) == one));
}

#[test]
fn what_is_no_regular_file_is_held_and_not_waited_for() {
    let desk = desk(1);
    let pipe = desk.path("inputs/pipe.txt");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    std::os::unix::fs::symlink("loop.txt", desk.path("inputs/loop.txt")).unwrap();
    let output = desk.run(&["build"]);
    assert_eq!(output.status.code(), Some(1), "{}", message(&output));
    assert!(message(&output).contains("no regular file"), "{}", message(&output));
    assert_eq!(desk.report().held, 2);
}

/// The program as a user who is not root, where this user may become another.
fn as_nobody(desk: &Desk, args: &[&str]) -> Option<Output> {
    let root = fs::metadata("/proc/self").is_ok_and(|m| std::os::unix::fs::MetadataExt::uid(&m) == 0);
    let mut command = desk.command(args);
    if root {
        open_up(&desk.path("."));
        command.uid(65534).gid(65534);
    }
    match command.output() {
        Ok(output) => Some(output),
        Err(e) => {
            skipped(&format!("the program cannot be started as another user: {e}"));
            None
        }
    }
}

/// Lets everybody read and write below a folder, but leaves modes alone that say nothing is allowed.
fn open_up(path: &Path) {
    let mode = fs::symlink_metadata(path).unwrap().permissions().mode() & 0o777;
    let is_folder = path.is_dir();
    if mode != 0 {
        fs::set_permissions(path, Permissions::from_mode(if is_folder { 0o777 } else { 0o666 })).unwrap();
    }
    if is_folder && mode != 0 {
        fs::read_dir(path).unwrap().for_each(|e| open_up(&e.unwrap().path()));
    }
}

#[test]
fn a_note_that_may_not_be_read_is_held_and_a_folder_that_may_not_be_written_is_a_failure() {
    let desk = desk(2);
    let closed = |name: &str, mode| fs::set_permissions(desk.path(name), Permissions::from_mode(mode)).unwrap();
    closed("inputs/00.txt", 0);
    let Some(output) = as_nobody(&desk, &["build"]) else { return };
    assert_eq!(output.status.code(), Some(1), "{}", message(&output));
    assert!(
        message(&output).contains("I010") && message(&output).contains("Permission denied"),
        "{}",
        message(&output)
    );
    fs::create_dir(desk.path("inputs/closed")).unwrap();
    closed("inputs/closed", 0);
    let output = as_nobody(&desk, &["build"]).unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", message(&output));
    assert!(message(&output).contains("closed"), "{}", message(&output));
    fs::remove_dir(desk.path("inputs/closed")).unwrap();
    fs::create_dir(desk.path("sealed")).unwrap();
    closed("sealed", 0);
    let output = as_nobody(&desk, &["build", "--out", "sealed"]).unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", message(&output));
    assert!(
        message(&output).contains("sealed") && message(&output).contains("Permission denied"),
        "{}",
        message(&output)
    );
}

/// A small file system of its own, taken away at the end.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: PathBuf, size: &str) -> Option<Self> {
        fs::create_dir_all(&at).unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", size, "tmpfs"]).arg(&at).output();
        match mounted {
            Ok(output) if output.status.success() => Some(Self(at)),
            _ => {
                skipped("a full disk and a read-only disk: a tmpfs cannot be mounted here");
                None
            }
        }
    }

    fn remount(&self, options: &str) {
        assert!(Command::new("mount").args(["-o", options]).arg(&self.0).status().unwrap().success());
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg(&self.0).status());
    }
}

#[test]
fn a_full_disk_and_a_read_only_disk_are_failures_that_lose_nothing() {
    let desk = desk(2);
    let Some(disk) = SmallDisk::mount(desk.path("out"), "size=64m") else { return };
    assert_eq!(desk.run(&["build"]).status.code(), Some(0));
    let before = desk.current();
    (2..12).for_each(|i| desk.write(&format!("{i:02}.txt"), &note(i / 6, i, i)));
    disk.remount("remount,ro");
    let output = desk.run(&["build"]);
    assert_eq!(output.status.code(), Some(3), "{}", message(&output));
    assert!(message(&output).contains("Read-only file system"), "{}", message(&output));
    disk.remount("remount,rw");
    let used: usize = before.values().map(Vec::len).sum();
    disk.remount(&format!("remount,size={}k", (used * 2) / 1024 + 64));
    let output = desk.run(&["build"]);
    assert_eq!(output.status.code(), Some(3), "{}", message(&output));
    assert!(message(&output).contains("No space left on device"), "{}", message(&output));
    assert_eq!(desk.current(), before);
    is_whole(&desk.path("out/current"));
    disk.remount("remount,size=64m");
    assert_eq!(desk.run(&["build"]).status.code(), Some(0));
    assert_eq!(desk.report().published, 12);
}

#[test]
fn a_clock_that_was_set_back_does_not_matter() {
    let desk = desk(3);
    let later = SystemTime::now() + Duration::from_secs(400_000_000);
    for version in 0..4 {
        desk.write("00.txt", &note(0, 0, version));
        desk.build();
        is_whole(&desk.path("out/current"));
        let run = fs::canonicalize(desk.path("out/current")).unwrap();
        [run, desk.ledger(), desk.path("inputs/00.txt")]
            .iter()
            .for_each(|f| File::open(f).unwrap().set_modified(later).unwrap());
        assert_eq!(desk.build().built, 0);
    }
    assert_eq!(fs::read_dir(desk.path("out/runs")).unwrap().count(), 2);
}
