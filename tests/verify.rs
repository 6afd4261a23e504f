//! What those who receive a run can find out: whatever is not as it was published is found, and said in words.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod support;

use communique::batch::{self, Listed, Manifest};
use sha2::{Digest, Sha256};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output};
use support::desk::{Desk, Dice, Files, faulty, note};

/// Two notes, one of them held, in three runs after one another; the files of each run.
fn three_runs() -> (Desk, Vec<Files>) {
    let desk = Desk::with(&[("a.txt", &note(0, 1, 0)), ("b.txt", &faulty(0, 2))]);
    let runs = (0..3).map(|version| {
        desk.write("a.txt", &note(0, 1, version));
        desk.build();
        desk.current()
    });
    let runs = runs.collect();
    (desk, runs)
}

fn put(folder: &Path, path: &str, bytes: &[u8]) {
    let target = folder.join(path);
    drop(fs::remove_file(&target));
    fs::create_dir_all(target.parent().unwrap()).unwrap();
    fs::write(target, bytes).unwrap();
}

fn receive(folder: &Path, files: &Files) {
    drop(fs::remove_dir_all(folder));
    files.iter().for_each(|(path, bytes)| put(folder, path, bytes));
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn a_run_in_order_is_found_in_order_and_manifests_make_a_chain() {
    let (desk, runs) = three_runs();
    let verified = desk.run(&["verify", "out"]);
    assert_eq!(verified.status.code(), Some(0), "{}", said(&verified));
    assert!(said(&verified).contains("9 files in order"), "{}", said(&verified));
    let manifest = |run: usize| -> Manifest { serde_json::from_slice(&runs[run]["manifest.json"]).unwrap() };
    let hash = |run: usize| Sha256::digest(&runs[run]["manifest.json"]).iter().map(|b| format!("{b:02x}")).collect();
    assert_eq!((manifest(0).run, manifest(0).previous), (1, None));
    assert_eq!((manifest(1).run, manifest(1).previous), (2, Some(hash(0))), "a manifest names the one before");
    assert_eq!((manifest(2).run, manifest(2).previous), (3, Some(hash(1))));
    // each file of a note names the note's version, as the exchange file has it
    let published = |l: &&Listed| l.note.is_some() && !l.file.path.starts_with("held/");
    for listed in manifest(0).files.iter().filter(published) {
        let (id, version) = (listed.note.as_ref().unwrap(), listed.file.expression.as_ref().unwrap());
        let exchange = String::from_utf8(runs[0][&format!("exchange/{id}.xml")].clone()).unwrap();
        assert!(exchange.contains(&format!("<FRBRuri value=\"{version}\"/>")), "{version}");
    }
    let mut sums = Command::new("sha256sum");
    sums.args(["--check", "--strict", "--quiet", "SHA256SUMS"]);
    assert!(sums.current_dir(desk.path("out/current")).status().unwrap().success());
}

#[test]
fn a_file_alone_is_held_against_itself() {
    let (desk, runs) = three_runs();
    let path = |folder: &str| {
        let path = runs[2].keys().find(|p| p.starts_with(folder)).unwrap();
        format!("out/current/{path}")
    };
    for (what, code, words) in [
        (path("exchange/"), 0, "1 file in order"),
        (path("briefings/"), 0, "1 file in order"),
        ("inputs/a.txt".to_owned(), 1, "1 problem in 1 file"),
        ("inputs".to_owned(), 2, "cannot verify inputs"),
        ("nowhere".to_owned(), 2, "cannot verify nowhere"),
    ] {
        let verified = desk.run(&["verify", &what]);
        assert_eq!(verified.status.code(), Some(code), "{what}: {}", said(&verified));
        assert!(said(&verified).contains(words), "{what}: {}", said(&verified));
    }
    let pdf = fs::read(desk.path(&path("briefings/"))).unwrap();
    put(&desk.path("."), "cut.pdf", &pdf[..pdf.len() / 2]);
    let verified = desk.run(&["verify", "cut.pdf"]);
    assert_eq!(verified.status.code(), Some(1), "{}", said(&verified));
}

/// Whoever may write every file may make lists that agree; what is attached to a briefing still tells.
#[test]
fn a_briefing_with_another_exchange_file_is_found_even_if_the_lists_agree() {
    let (desk, runs) = three_runs();
    let folder = desk.path("received");
    let pdf = runs[2].keys().find(|p| p.ends_with(".pdf")).unwrap();
    assert!(runs[0].contains_key(pdf), "the note has the same identifier in each run");
    let mut files = runs[2].clone();
    files.insert(pdf.clone(), runs[0][pdf].clone());
    let digest = |bytes: &[u8]| Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect::<String>();
    let mut manifest: Manifest = serde_json::from_slice(&files["manifest.json"]).unwrap();
    for listed in manifest.files.iter_mut().filter(|l| l.file.path == *pdf) {
        (listed.file.bytes, listed.file.sha256) = (files[pdf].len(), digest(&files[pdf]));
    }
    let text = serde_json::to_vec(&manifest).unwrap();
    let line = |sum: &str, path: &str| format!("{sum}  {path}\n");
    let sums: String = manifest.files.iter().map(|l| line(&l.file.sha256, &l.file.path)).collect();
    files.insert("SHA256SUMS".to_owned(), (sums + &line(&digest(&text), "manifest.json")).into_bytes());
    files.insert("manifest.json".to_owned(), text);
    receive(&folder, &files);
    let problems = batch::verify(&folder, None).unwrap().problems;
    assert_eq!(problems, [format!("{pdf}: the file attached to it is not the exchange file of this note")]);
}

#[test]
fn it_is_said_in_words_what_is_wrong() {
    let (desk, runs) = three_runs();
    let folder = desk.path("received");
    receive(&folder, &runs[2]);
    let pdf = runs[2].keys().find(|p| p.ends_with(".pdf")).unwrap();
    put(&folder, pdf, b"other bytes");
    put(&folder, "notes/stray.json", b"{}");
    fs::remove_file(folder.join("report.html")).unwrap();
    fs::rename(folder.join("report.json"), folder.join("record.json")).unwrap();
    fs::remove_file(folder.join("diagnostics.sarif")).unwrap();
    symlink("manifest.json", folder.join("diagnostics.sarif")).unwrap();
    let problems = batch::verify(&folder, None).unwrap().problems;
    let expected = [
        format!("{pdf}: its content is not what was published"),
        "diagnostics.sarif: is a link or something else that is no file".to_owned(),
        "notes/stray.json: is in neither list".to_owned(),
        "report.html: is missing".to_owned(),
        "report.json: is missing; record.json has its content".to_owned(),
    ];
    assert_eq!(problems, expected);
    receive(&folder, &runs[2]);
    put(&folder, "SHA256SUMS", b"../../etc/passwd\n00  ../x\n");
    let problems = batch::verify(&folder, None).unwrap().problems;
    assert!(
        problems[0].starts_with("SHA256SUMS: line 1 is \"../../etc/passwd\", where manifest.json has"),
        "{problems:?}"
    );
    put(&folder, "manifest.json", b"{}");
    let problems = batch::verify(&folder, None).unwrap().problems;
    assert!(problems[0].starts_with("manifest.json: it cannot be read: missing field"), "{problems:?}");
}

/// A whole old run agrees with itself. What came after it tells: the run kept beside it, or the manifest seen before.
#[test]
fn an_old_run_in_the_place_of_a_newer_one_is_found() {
    let (desk, runs) = three_runs();
    let (folder, seen) = (desk.path("received"), desk.path("seen.json"));
    let since = |run: usize, then: usize| {
        receive(&folder, &runs[run]);
        fs::write(&seen, &runs[then]["manifest.json"]).unwrap();
        let verified = batch::verify(&folder, Some(&seen)).unwrap();
        (verified.problems, verified.remarks)
    };
    assert_eq!(since(2, 2), (vec![], vec![]));
    assert_eq!(since(2, 1), (vec![], vec![]));
    let (problems, remarks) = since(2, 0);
    assert!(problems.is_empty() && remarks[0].contains("without the run between"), "{remarks:?}");
    assert!(since(1, 2).0[0].contains("an old run was put in its place"));
    let name = |n: usize| {
        fs::read_dir(desk.path("out/runs"))
            .unwrap()
            .map(|e| e.unwrap().path())
            .find(|p| fs::read(p.join("manifest.json")).unwrap() == runs[n]["manifest.json"])
    };
    let link = desk.path("out/current");
    fs::remove_file(&link).unwrap();
    symlink(name(1).unwrap(), &link).unwrap();
    let verified = desk.run(&["verify", "out"]);
    assert_eq!(verified.status.code(), Some(1));
    assert!(said(&verified).contains("this is run 2; an old run was put in the place of"), "{}", said(&verified));
    fs::remove_file(&link).unwrap();
    symlink(name(2).unwrap(), &link).unwrap();
    put(&name(1).unwrap(), "manifest.json", &runs[0]["manifest.json"]);
    let problems = batch::verify(&desk.path("out"), None).unwrap().problems;
    assert_eq!(
        problems,
        ["manifest.json: the run before this one is not among the runs kept, or its manifest was changed"]
    );
}

/// What somebody does to a run on its way.
#[derive(Debug)]
enum Tampering {
    Flip { path: String, at: usize, bit: u8 },
    Remove(String),
    Add(String),
    Rename(String, String),
    Swap(String, String),
    OldManifest { run: usize, with_sums: bool },
    OldRun(usize),
}

impl Tampering {
    fn random(dice: &mut Dice, files: &Files) -> Self {
        let path = |dice: &mut Dice| files.keys().nth(dice.below(files.len() as u64) as usize).unwrap().clone();
        match dice.below(12) {
            0..6 => {
                let path = path(dice);
                let at = dice.below(files[&path].len() as u64) as usize;
                Tampering::Flip { path, at, bit: dice.below(8) as u8 }
            }
            6 => Tampering::Remove(path(dice)),
            7 => Tampering::Add(format!(
                "{}{}",
                ["", "notes/", "exchange/", "new/"][dice.below(4) as usize],
                dice.below(99)
            )),
            8 => Tampering::Rename(path(dice), format!("notes/{}.json", dice.below(99))),
            9 => loop {
                let (one, other) = (path(dice), path(dice));
                if files[&one] != files[&other] {
                    break Tampering::Swap(one, other);
                }
            },
            10 => Tampering::OldManifest { run: dice.below(2) as usize, with_sums: dice.below(2) == 0 },
            _ => Tampering::OldRun(dice.below(2) as usize),
        }
    }

    fn apply(&self, folder: &Path, runs: &[Files]) {
        let files = &runs[2];
        match self {
            Tampering::Flip { path, at, bit } => {
                let mut bytes = files[path].clone();
                bytes[*at] ^= 1 << bit;
                put(folder, path, &bytes);
            }
            Tampering::Remove(path) => fs::remove_file(folder.join(path)).unwrap(),
            Tampering::Add(path) => put(folder, path, b"x"),
            Tampering::Rename(path, to) => {
                fs::remove_file(folder.join(path)).unwrap();
                put(folder, to, &files[path]);
            }
            Tampering::Swap(one, other) => {
                put(folder, one, &files[other]);
                put(folder, other, &files[one]);
            }
            Tampering::OldManifest { run, with_sums } => {
                put(folder, "manifest.json", &runs[*run]["manifest.json"]);
                if *with_sums {
                    put(folder, "SHA256SUMS", &runs[*run]["SHA256SUMS"]);
                }
            }
            Tampering::OldRun(run) => receive(folder, &runs[*run]),
        }
    }
}

/// The receiver keeps the manifest of the last run it fetched: without it nobody can tell a whole old run from a new one.
#[test]
fn a_thousand_tamperings_are_all_found() {
    let (desk, runs) = three_runs();
    let (folder, seen) = (desk.path("received"), desk.path("seen.json"));
    fs::write(&seen, &runs[2]["manifest.json"]).unwrap();
    receive(&folder, &runs[2]);
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    for case in 0..1000 {
        let tampering = Tampering::random(&mut dice, &runs[2]);
        tampering.apply(&folder, &runs);
        match batch::verify(&folder, Some(&seen)) {
            Ok(verified) => assert!(!verified.problems.is_empty(), "case {case} was not found: {tampering:?}"),
            // without its lists a folder is no run
            Err(e) => assert!(
                matches!(&tampering, Tampering::Remove(p) | Tampering::Rename(p, _)
                if p == "manifest.json" || p == "SHA256SUMS"),
                "case {case}: {e}"
            ),
        }
        receive(&folder, &runs[2]);
    }
    assert_eq!(batch::verify(&folder, Some(&seen)).unwrap().problems, [""; 0]);
}
