//! How long whole runs take: a clean one, one with nothing changed, one with ten notes changed (the first two
//! times in new folders, later in those of a run that is no longer kept); beside them the time in
//! which the disk takes as many bytes. The notes are the published press releases of `../shared/corpus/bulk`, where they
//! are at hand, or the samples of `inputs/`, as often as it takes, each time under other names.
//! `cargo bench --bench run`; `COMMUNIQUE_NOTES` says how many notes (2,000 else), `TMPDIR` on which disk.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints what it measured, and may fail")]

mod corpus;

use corpus::{File, folder, releases};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const CHANGED: usize = 10;

fn main() {
    let wanted = std::env::var("COMMUNIQUE_NOTES").map_or(2_000, |n| n.parse().expect("a number of notes"));
    let files = releases().unwrap_or_else(|| folder(Path::new("inputs")));
    let place = tempfile::tempdir().unwrap();
    let (inputs, out) = (place.path().join("inputs"), place.path().join("out"));
    let read = multiply(&files, wanted, &inputs);
    println!("{wanted} notes, {} on average", size(read / wanted as u64));
    println!("| run | wall | processor | notes a second | peak memory |\n|---|---|---|---|---|");
    row("clean", wanted, &build(&inputs, &out));
    let written = bytes_below(&out.join("runs"));
    row("nothing changed", wanted, &build(&inputs, &out));
    for name in ["10 notes changed", "10 notes changed again", "10 notes changed a third time", "a fourth time"] {
        change(&inputs, wanted);
        row(name, wanted, &build(&inputs, &out));
    }
    // there may be no room for both
    fs::remove_dir_all(&out).unwrap();
    let raw = write_raw(&place.path().join("raw"), written);
    println!("The clean run wrote {}. One file of that size is written and synced in {raw:.1?}.", size(written));
}

fn row(name: &str, notes: usize, cost: &Cost) {
    let rate = notes as f64 / cost.wall.as_secs_f64();
    println!("| {name} | {:.1?} | {:.1?} | {rate:.0} | {} |", cost.wall, cost.processor, size(cost.peak));
}

fn size(bytes: u64) -> String {
    match bytes {
        0..100_000 => format!("{:.1} KB", bytes as f64 / 1e3),
        100_000..1_000_000_000 => format!("{:.0} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

/// Writes `wanted` notes below `inputs`, a thousand a folder, and gives their bytes.
fn multiply(files: &[File], wanted: usize, inputs: &Path) -> u64 {
    let mut bytes = 0;
    for (n, (name, content)) in files.iter().cycle().take(wanted).enumerate() {
        let folder = inputs.join(format!("{:04}", n / 1000));
        fs::create_dir_all(&folder).unwrap();
        let ending = Path::new(name).extension().unwrap().to_str().unwrap();
        let content = renamed(content, n / files.len());
        fs::write(folder.join(format!("{n:06}.{ending}")), &content).unwrap();
        bytes += content.len() as u64;
    }
    bytes
}

/// The note under another title: its first line, or that of its front matter which says `title`, ends with the number of
/// the copy.
fn renamed(content: &[u8], copy: usize) -> Vec<u8> {
    let text = String::from_utf8_lossy(content);
    let mut named = false;
    let lines = text.split_inclusive('\n').map(|line| {
        let names = !named && (line.starts_with("title:") || (!text.starts_with("---") && !line.trim().is_empty()));
        if !names || copy == 0 {
            return line.to_owned();
        }
        named = true;
        let words = line.trim_end();
        let at = words.len() - words.chars().last().filter(|c| matches!(c, '\'' | '"')).map_or(0, char::len_utf8);
        format!("{} of Region {copy}{}\n", &words[..at], &words[at..])
    });
    lines.collect::<String>().into_bytes()
}

/// Adds a sentence to ten notes that lie far apart.
fn change(inputs: &Path, notes: usize) {
    for n in (0..notes).step_by((notes / CHANGED).max(1)).take(CHANGED) {
        let folder = inputs.join(format!("{:04}", n / 1000));
        let mut names = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
        let path = names.find(|p| p.file_stem().unwrap().to_str() == Some(&format!("{n:06}"))).unwrap();
        writeln!(fs::OpenOptions::new().append(true).open(path).unwrap(), "\nThe participants thanked their hosts.")
            .unwrap();
    }
}

/// What a run took.
struct Cost {
    wall: Duration,
    processor: Duration,
    peak: u64,
}

fn build(inputs: &Path, out: &Path) -> Cost {
    let mut command = Command::new(env!("CARGO_BIN_EXE_communique"));
    // nobody else reads these runs
    command.env("COMMUNIQUE_REST", "0").arg("build").arg("--inputs").arg(inputs).arg("--out").arg(out);
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut cost = Cost { wall: Duration::ZERO, processor: Duration::ZERO, peak: 0 };
    loop {
        // what the system tells of a process is gone with it
        (cost.processor, cost.peak) = told(&child).unwrap_or((cost.processor, cost.peak));
        if child.try_wait().unwrap().is_some() {
            return Cost { wall: start.elapsed(), ..cost };
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Processor time and most memory of a process, where the system tells (proc(5)).
fn told(child: &Child) -> Option<(Duration, u64)> {
    let stat = fs::read_to_string(format!("/proc/{}/stat", child.id())).ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks: u64 = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let peak = status.lines().find(|l| l.starts_with("VmHWM:"))?.split_whitespace().nth(1)?.parse::<u64>().ok()?;
    // a hundred ticks a second on every Linux
    Some((Duration::from_millis(ticks * 10), peak * 1024))
}

fn bytes_below(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).unwrap().map(|e| e.unwrap());
    entries
        .map(|e| if e.file_type().unwrap().is_dir() { bytes_below(&e.path()) } else { e.metadata().unwrap().len() })
        .sum()
}

fn write_raw(path: &Path, bytes: u64) -> Duration {
    let block = vec![0x5A; 1 << 20];
    let start = Instant::now();
    let mut file = fs::File::create(path).unwrap();
    for _ in 0..bytes.div_ceil(1 << 20) {
        file.write_all(&block).unwrap();
    }
    file.sync_all().unwrap();
    start.elapsed()
}
