//! Runs after runs: what is taken over, what is built anew, what stays of held notes, and that it never shows.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod support;

use communique::batch::{self, Options, Outcome, Pattern};
use communique::diag::policy::{Policy, Weight};
use proptest::prelude::*;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::sync::Arc;
use std::time::Duration;
use support::desk::{Desk, Files, faulty, note};

fn three() -> Desk {
    Desk::with(&[("a.txt", &note(0, 1, 0)), ("b.txt", &note(0, 2, 1)), ("c/d.txt", &note(1, 3, 2))])
}

#[test]
fn a_run_builds_only_what_changed_and_links_the_rest() {
    let desk = three();
    assert_eq!(desk.build().built, 3);
    let pdf = |note: &str| desk.path("out/current").join(&desk.note(note).artifacts[2].path);
    let (before, other) = (fs::metadata(pdf("a.txt")).unwrap().ino(), fs::metadata(pdf("b.txt")).unwrap().ino());
    desk.write("b.txt", &note(0, 2, 3));
    assert_eq!(desk.build().built, 1);
    assert_eq!(fs::metadata(pdf("a.txt")).unwrap().ino(), before, "an unchanged file is the same file");
    assert_ne!(fs::metadata(pdf("b.txt")).unwrap().ino(), other);
    assert_eq!(desk.build().built, 0);
}

#[test]
fn a_run_that_changes_nothing_is_the_same_run_even_without_its_ledger() {
    let desk = three();
    desk.build();
    let run = fs::read_link(desk.path("out/current")).unwrap();
    assert_eq!(desk.build().built, 0);
    fs::remove_file(desk.ledger()).unwrap();
    assert_eq!(desk.build().built, 3);
    assert_eq!(fs::read_link(desk.path("out/current")).unwrap(), run);
    assert_eq!(desk.build().built, 0, "the ledger is there again, and speaks of the files that stayed");
}

#[test]
fn what_other_notes_say_is_a_reason_to_build_anew() {
    let desk = three();
    desk.build();
    desk.write("0.txt", &note(0, 1, 0));
    let run = desk.build();
    assert_eq!(desk.note("a.txt").outcome, Outcome::Held, "an earlier path has the identifier now");
    assert_eq!(desk.note("a.txt").last_good, None, "its last version had the identifier that the other note has");
    assert!(run.built >= 2, "{}", run.built);
    desk.remove("0.txt");
    desk.build();
    assert_eq!(desk.note("a.txt").outcome, Outcome::Published);
}

#[test]
fn other_templates_and_other_weights_build_everything_anew() {
    let desk = three();
    desk.build();
    let mut options = desk.options();
    options.templates_id = "another".to_owned();
    assert_eq!(desk.build_with(&options).unwrap().built, 3);
    options.policy = Arc::new(Policy { weights: [("D101".to_owned(), Weight::Note)].into() });
    assert_eq!(desk.build_with(&options).unwrap().built, 3);
    assert_eq!(desk.build_with(&options).unwrap().built, 0);
    options.clean = true;
    assert_eq!(desk.build_with(&options).unwrap().built, 3);
}

#[test]
fn weights_decide_what_is_held() {
    let desk = Desk::with(&[("a.txt", &note(0, 1, 0)), ("b.txt", &faulty(0, 2))]);
    assert_eq!(desk.build().report.held, 1);
    let weigh = |weight| {
        let policy = Arc::new(Policy { weights: [("D101".to_owned(), weight)].into() });
        communique::batch::Options { policy, ..desk.options() }
    };
    assert_eq!(desk.build_with(&weigh(Weight::Warning)).unwrap().report.held, 0);
    assert!(desk.note("b.txt").diagnostics.iter().any(|d| d.code == "D101"));
    desk.build_with(&weigh(Weight::Off)).unwrap();
    assert!(desk.note("b.txt").diagnostics.iter().all(|d| d.code != "D101"));
}

#[test]
fn a_held_note_keeps_its_last_good_version() {
    let desk = three();
    desk.build();
    let (good, files) = (desk.note("b.txt"), desk.current());
    desk.write("b.txt", &faulty(0, 2));
    for ledger in [true, true, false] {
        if !ledger {
            fs::remove_dir_all(desk.path("out/.ledgers")).unwrap();
        }
        assert_eq!(desk.build().report.held, 1);
        let held = desk.note("b.txt");
        assert_eq!(held.outcome, Outcome::Held);
        let kept = held.last_good.expect("the last good version stays");
        assert_eq!(
            (kept.id, kept.source_sha256, &kept.artifacts),
            (good.id.clone().unwrap(), good.source_sha256.clone(), &good.artifacts)
        );
        let now = desk.current();
        good.artifacts.iter().for_each(|a| assert_eq!(now[&a.path], files[&a.path], "{}", a.path));
        assert!(now.keys().any(|k| k.starts_with("held/")));
    }
    desk.write("b.txt", &note(0, 2, 3));
    desk.build();
    assert_eq!((desk.note("b.txt").outcome, desk.note("b.txt").last_good), (Outcome::Published, None));
    desk.write("b.txt", &faulty(0, 2));
    desk.build();
    desk.remove("b.txt");
    let run = desk.build();
    assert_eq!(run.report.removed.len(), 1);
    assert!(!desk.current().keys().any(|k| good.artifacts.iter().any(|a| a.path == *k)), "a removed note is gone");
}

#[test]
fn a_damaged_last_good_version_is_not_published_again() {
    let desk = three();
    desk.build();
    let pdf = desk.note("b.txt").artifacts[2].path.clone();
    desk.write("b.txt", &faulty(0, 2));
    let file = desk.path("out/current").join(&pdf);
    fs::remove_file(&file).unwrap();
    fs::write(&file, "other bytes").unwrap();
    desk.build();
    assert_eq!(desk.note("b.txt").last_good, None);
    assert!(!desk.current().contains_key(&pdf));
}

#[test]
fn only_what_is_asked_for_is_built_and_the_rest_stays() {
    let desk = three();
    desk.build();
    let before = desk.current();
    desk.write("a.txt", &note(0, 1, 3));
    desk.write("b.txt", &faulty(0, 2));
    desk.write("new.txt", &note(2, 4, 0));
    desk.remove("c/d.txt");
    let only = |pattern: &str| Options { only: vec![Pattern::new(pattern)], ..desk.options() };
    let run = desk.build_with(&only("a.txt")).unwrap();
    assert_eq!((run.built, run.report.published, run.report.held, run.report.removed.len()), (1, 3, 0, 0));
    let (now, changed) = (desk.current(), desk.note("a.txt").artifacts);
    for (path, bytes) in before.iter().filter(|(path, _)| path.starts_with("notes/") || path.starts_with("briefings/"))
    {
        assert_eq!(now[path] == *bytes, changed.iter().all(|a| a.path != *path), "{path}");
    }
    assert_eq!(batch::verify(&desk.path("out"), None).unwrap().problems, [""; 0]);
    let run = desk.build_with(&only("c")).unwrap();
    assert_eq!((run.built, run.report.removed.len()), (0, 1), "what is asked for and gone is removed");
    assert!(desk.build_with(&only("nothing")).unwrap_err().is::<batch::Refused>());
    let other = Options { templates_id: "other".to_owned(), ..only("a.txt") };
    assert!(desk.build_with(&other).unwrap_err().is::<batch::Refused>(), "the others cannot stay");
    let run = desk.build();
    assert_eq!((run.built, run.report.published, run.report.held), (2, 2, 1), "the next run catches up");
    let caught_up = desk.content();
    fs::remove_dir_all(desk.path("out/.ledgers")).unwrap();
    desk.build();
    assert_eq!(desk.content(), caught_up);
}

#[test]
fn files_that_are_no_notes_can_be_named() {
    let desk = three();
    desk.write("drafts/x.txt", &faulty(1, 5));
    let ignore = vec![Pattern::new("drafts"), Pattern::new("*.bak")];
    let run = desk.build_with(&Options { ignore, ..desk.options() }).unwrap();
    assert_eq!((run.report.published, run.report.held), (3, 0));
    let output = desk.command(&["build"]).env("COMMUNIQUE_IGNORE", "drafts/** *.bak").output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(desk.run(&["build", "--only", "inputs/drafts/x.txt"]).status.code(), Some(1));
    assert_eq!(desk.run(&["build", "--only", "inputs/y.txt"]).status.code(), Some(2));
}

#[test]
fn several_held_notes_may_have_one_identifier() {
    let desk = Desk::with(&[("a.txt", &note(0, 1, 0)), ("b.txt", &note(0, 1, 0)), ("c.txt", &note(0, 1, 0))]);
    assert_eq!(desk.build().report.held, 2);
    assert_eq!(desk.current().keys().filter(|k| k.starts_with("held/")).count(), 2);
}

#[test]
fn removed_notes_disappear_and_the_report_says_so() {
    let desk = three();
    desk.build();
    let gone = desk.note("c/d.txt");
    desk.remove("c/d.txt");
    desk.build();
    let removed = desk.report().removed;
    assert_eq!((removed[0].path.as_str(), &removed[0].id), ("c/d.txt", &gone.id));
    assert!(!desk.current().contains_key(&gone.artifacts[0].path));
    desk.build();
    assert_eq!(desk.report().removed.len(), 1, "nothing changed, so this is still the same run");
}

#[test]
fn an_empty_input_folder_withdraws_nothing() {
    let desk = three();
    desk.build();
    let before = desk.current();
    ["a.txt", "b.txt", "c/d.txt"].iter().for_each(|n| desk.remove(n));
    assert!(desk.build_with(&desk.options()).unwrap_err().is::<communique::batch::Refused>());
    assert_eq!(desk.current(), before);
}

#[test]
fn damaged_files_of_the_run_before_are_built_anew() {
    let desk = three();
    desk.build();
    let whole = desk.content();
    let paths: Vec<String> = desk.note("a.txt").artifacts.iter().map(|a| a.path.clone()).collect();
    type Damage = fn(&std::path::Path);
    let ways: [Damage; 4] = [
        |f| fs::remove_file(f).unwrap(),
        |f| {
            fs::remove_file(f).unwrap();
            fs::create_dir(f).unwrap()
        },
        |f| {
            let b = fs::read(f).unwrap();
            fs::remove_file(f).unwrap();
            fs::write(f, vec![b'x'; b.len()]).unwrap()
        },
        |f| {
            fs::remove_file(f).unwrap();
            fs::write(f, "short").unwrap()
        },
    ];
    for (i, damage) in ways.iter().enumerate() {
        damage(&desk.path("out/current").join(&paths[i % paths.len()]));
        assert_eq!(desk.build().built, 1, "damage {i}");
        assert_eq!(desk.content(), whole, "damage {i}");
        fs::remove_dir_all(desk.path("out/.ledgers")).unwrap();
        damage(&desk.path("out/current").join(&paths[i % paths.len()]));
        desk.build();
        assert_eq!(desk.content(), whole, "damage {i} without a ledger");
    }
}

/// A run that nobody reads any more is the next one's material, whatever has become of it.
#[test]
fn a_run_is_made_of_one_that_is_no_longer_kept() {
    let desk = Desk::new();
    (0..6).for_each(|n| desk.write(&format!("{n}.txt"), &note(0, n, 0)));
    type Damage = fn(&std::path::Path, &str);
    let ways: [Damage; 10] = [
        |_, _| (),
        |spare, _| {
            fs::remove_dir_all(spare.join("notes")).unwrap();
            let current = fs::canonicalize(spare.parent().unwrap().join("current/notes")).unwrap();
            std::os::unix::fs::symlink(current, spare.join("notes")).unwrap();
        },
        |spare, _| {
            fs::remove_dir_all(spare.join("notes")).unwrap();
            fs::write(spare.join("notes"), "no folder").unwrap();
        },
        |spare, _| {
            let elsewhere = spare.parent().unwrap().join("elsewhere");
            drop(fs::remove_dir_all(&elsewhere));
            fs::rename(spare, &elsewhere).unwrap();
            std::os::unix::fs::symlink(fs::canonicalize(elsewhere).unwrap(), spare).unwrap();
        },
        |spare, path| fs::remove_file(spare.join(path)).unwrap(),
        |spare, path| {
            fs::remove_file(spare.join(path)).unwrap();
            fs::create_dir_all(spare.join(path).join("x")).unwrap();
        },
        |spare, path| {
            fs::remove_file(spare.join(path)).unwrap();
            fs::write(spare.join(path), "other bytes").unwrap();
        },
        |spare, path| fs::hard_link(spare.join(path), spare.join("notes/another name")).unwrap(),
        |spare, _| fs::create_dir_all(spare.join("more/folders")).unwrap(),
        |spare, _| fs::remove_dir_all(spare.join("notes")).unwrap(),
    ];
    for round in 0..3 + ways.len() {
        desk.write("0.txt", &note(0, 0, round % 3 + 1));
        if round == 5 {
            desk.write("1.txt", &faulty(0, 1));
            desk.remove("2.txt");
        }
        let spare = desk.path("out/.spare");
        assert_eq!(spare.is_dir(), round >= 3, "round {round}");
        let path = desk.path("out/current").exists().then(|| desk.note("3.txt").artifacts[0].path.clone());
        if let Some(damage) = round.checked_sub(3).map(|n| ways[n]) {
            damage(&spare, &path.unwrap());
        }
        desk.build();
        without_history(&desk).unwrap();
        assert_eq!(batch::verify(&desk.path("out"), None).unwrap().problems, Vec::<String>::new(), "round {round}");
    }
}

#[test]
fn a_run_that_was_kept_until_now_is_left_alone() {
    let desk = three();
    let options = Options { rest: Duration::from_secs(3600), ..desk.options() };
    for version in [1, 2, 3, 1, 2] {
        desk.write("b.txt", &note(0, 2, version));
        fs::create_dir_all(desk.path("out/runs")).unwrap();
        fs::write(desk.path("out/runs/a stray file"), "").unwrap();
        let run = desk.build_with(&options).unwrap();
        assert_eq!(run.remark, None);
    }
    let spare = desk.path("out/.spare");
    let number = fs::metadata(&spare).unwrap().ino();
    desk.write("b.txt", &note(0, 2, 3));
    desk.build_with(&options).unwrap();
    assert_eq!(fs::metadata(&spare).unwrap().ino(), number, "nothing was made of it");
    assert_eq!(fs::read_dir(desk.path("out/runs")).unwrap().filter(|e| e.as_ref().unwrap().path().is_dir()).count(), 2);
}

#[test]
fn a_last_good_version_outlives_the_report_that_told_of_it() {
    for (damage, ledger) in [("", true), ("cut", true), ("cut", false)] {
        let desk = three();
        desk.build();
        let good = desk.note("b.txt");
        let path = desk.path("out/current/report.json");
        let text = fs::read_to_string(&path).unwrap();
        fs::remove_file(&path).unwrap();
        if damage == "cut" {
            fs::write(&path, &text[..text.find("\"c/d.txt\"").unwrap()]).unwrap();
        }
        if !ledger {
            fs::remove_dir_all(desk.path("out/.ledgers")).unwrap();
        }
        desk.write("b.txt", &faulty(0, 2));
        desk.build();
        let kept = desk.note("b.txt").last_good.expect("it stays").artifacts;
        assert_eq!(kept, good.artifacts, "{damage:?}, ledger {ledger}");
    }
}

#[test]
fn what_is_not_asked_for_keeps_its_name() {
    let desk = three();
    desk.build();
    let before = desk.current();
    fs::create_dir_all(desk.path("inputs/2011")).unwrap();
    fs::rename(desk.path("inputs/b.txt"), desk.path("inputs/2011/b.txt")).unwrap();
    let only = |text: &str| Options { only: vec![Pattern::new(text)], ..desk.options() };
    let refused = desk.build_with(&only("2011")).unwrap_err();
    assert!(refused.is::<batch::Refused>() && refused.to_string().contains("b.txt"), "{refused}");
    assert_eq!(desk.current(), before);
    // and one that cannot stay as it is is not made anew instead
    let pdf = desk.path("out/current").join(&desk.note("a.txt").artifacts[2].path);
    fs::remove_file(pdf).unwrap();
    let refused = desk.build_with(&only("c")).unwrap_err();
    assert!(refused.is::<batch::Refused>() && refused.to_string().contains("a.txt"), "{refused}");
}

#[test]
fn reports_and_lists_that_were_altered_are_not_copied() {
    for name in ["report.json", "manifest.json", "SHA256SUMS", "report.html", "diagnostics.sarif"] {
        let desk = three();
        desk.build();
        let whole = desk.content();
        let path = desk.path("out/current").join(name);
        let text = fs::read_to_string(&path).unwrap();
        fs::remove_file(&path).unwrap();
        fs::write(&path, text.replacen("border", "harbour", 1) + " ").unwrap();
        let run = desk.build();
        assert_eq!((run.built, desk.content() == whole), (3, true), "{name}");
        let problems = batch::verify(&desk.path("out"), None).unwrap().problems;
        assert!(problems.is_empty(), "{name}: {problems:?}");
    }
}

#[test]
fn a_ledger_that_is_not_whole_is_not_trusted() {
    let desk = three();
    desk.build();
    let (whole, ledger) = (desk.current(), fs::read(desk.ledger()).unwrap());
    let text = String::from_utf8(ledger.clone()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let without_last = lines[..lines.len() - 1].join("\n") + "\n";
    let without_a_note = [&lines[..1], &lines[2..]].concat().join("\n") + "\n";
    let twice = [&lines[..2], &lines[1..]].concat().join("\n") + "\n";
    let altered = text.replace("\"outcome\":\"published\"", "\"outcome\":\"held\"");
    let other_kind = text.replacen("communique-ledger-", "communique-cahier-", 1);
    let mut flipped = ledger.clone();
    flipped[ledger.len() / 2] ^= 1;
    let cut = ledger[..ledger.len() / 3].to_vec();
    let more = [&ledger[..], b"\n"].concat();
    let all = [without_last, without_a_note, twice, altered, other_kind, String::new(), "\u{0}".repeat(4096)];
    let all = all.into_iter().map(String::into_bytes).chain([cut, more]).map(|bytes| (bytes, 3));
    // of one note only its own line is lost
    for (i, (bytes, built)) in all.chain([(flipped, 1)]).enumerate() {
        assert_ne!(bytes, ledger, "case {i} alters something");
        let path = desk.ledger();
        fs::remove_file(&path).unwrap();
        fs::write(&path, bytes).unwrap();
        assert_eq!(desk.build().built, built, "case {i}");
        assert_eq!(desk.current(), whole, "case {i}");
        assert_eq!(fs::read(desk.ledger()).unwrap().len(), ledger.len(), "case {i}: the next run has one again");
    }
}

#[test]
fn threads_folders_time_zones_languages_and_homes_do_not_show() {
    let notes: Vec<(String, String)> =
        (0..8).map(|i| (format!("{i}.txt"), if i == 5 { faulty(1, i) } else { note(i, i, i) })).collect();
    let mut all: Vec<Files> = Vec::new();
    for (jobs, env) in [
        ("1", [("TZ", "UTC"), ("LANG", "C"), ("HOME", "/")]),
        ("8", [("TZ", "Asia/Kathmandu"), ("LANG", "tr_TR.UTF-8"), ("HOME", "/nowhere")]),
    ] {
        let desk = Desk::new();
        let order: Box<dyn Iterator<Item = &(String, String)>> =
            if jobs == "8" { Box::new(notes.iter().rev()) } else { Box::new(notes.iter()) };
        order.for_each(|(name, text)| desk.write(name, text));
        let output = desk.command(&["build", "--jobs", jobs]).envs(env).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
        all.push(desk.current());
    }
    assert!(all[0].len() > 20);
    assert_eq!(all[0], all[1]);
}

#[test]
fn a_note_that_takes_too_long_is_held_and_the_others_wait_for_nothing() {
    let desk = three();
    desk.build();
    let good = desk.note("b.txt");
    desk.write(
        "b.txt",
        &format!("{}{}", note(0, 2, 3), "\nThe ministers met on March 5, 2010 in Hanoi, Viet Nam.\n".repeat(60_000)),
    );
    let options = communique::batch::Options { budget: Duration::from_millis(1), ..desk.options() };
    desk.build_with(&options).unwrap();
    let held = desk.note("b.txt");
    assert_eq!((held.outcome, held.diagnostics[0].code.as_str()), (Outcome::Held, "I012"));
    assert_eq!(held.last_good.unwrap().artifacts, good.artifacts);
    desk.write("b.txt", &note(0, 2, 3));
    assert_eq!(desk.build().report.held, 0);
}

/// Something an author does between two runs.
#[derive(Debug, Clone)]
enum Edit {
    Write(usize, usize),
    Break(usize),
    Copy(usize, usize),
    Remove(usize),
    Touch(usize),
}

fn edits() -> impl Strategy<Value = Vec<Vec<Edit>>> {
    let edit = prop_oneof![
        4 => (0..6usize, 0..4usize).prop_map(|(n, v)| Edit::Write(n, v)),
        2 => (0..6usize).prop_map(Edit::Break),
        1 => (0..6usize, 0..6usize).prop_map(|(a, b)| Edit::Copy(a, b)),
        2 => (0..6usize).prop_map(Edit::Remove),
        1 => (0..6usize).prop_map(Edit::Touch),
    ];
    // the fourth run and those after it may be made of one that is no longer kept
    prop::collection::vec(prop::collection::vec(edit, 0..4), 1..9)
}

fn apply(desk: &Desk, edit: &Edit) {
    let name = |n: usize| format!("{n}.txt");
    let there = |n: usize| desk.path("inputs").join(name(n)).exists();
    match *edit {
        Edit::Write(n, v) => desk.write(&name(n), &note(n % 2, n, v)),
        Edit::Break(n) => desk.write(&name(n), &faulty(n % 2, n)),
        Edit::Copy(a, b) if there(a) && a != b => {
            fs::copy(desk.path("inputs").join(name(a)), desk.path("inputs").join(name(b))).unwrap();
        }
        Edit::Remove(n) if there(n) => desk.remove(&name(n)),
        Edit::Touch(n) if there(n) => {
            let text = fs::read_to_string(desk.path("inputs").join(name(n))).unwrap();
            desk.write(&name(n), &text);
        }
        Edit::Copy(..) | Edit::Remove(_) | Edit::Touch(_) => {}
    }
}

/// How many scripts of edits are tried: some by default, more where the environment asks for them.
fn scripts() -> u32 {
    std::env::var("COMMUNIQUE_SCRIPTS").ok().and_then(|n| n.parse().ok()).unwrap_or(12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: scripts(), failure_persistence: None, ..ProptestConfig::default() })]

    /// One desk takes over what it can, another forgets what it knows before each run, a third has no history at all.
    #[test]
    fn taking_over_never_shows(script in edits()) {
        let (incremental, forgetful) = (Desk::new(), Desk::new());
        for desk in [&incremental, &forgetful] {
            (0..4).for_each(|n| desk.write(&format!("always/{n}.md"), &note(3, n, 0)));
        }
        for step in &script {
            for desk in [&incremental, &forgetful] {
                step.iter().for_each(|e| apply(desk, e));
            }
            drop(fs::remove_dir_all(forgetful.path("out/.ledgers")));
            incremental.build();
            forgetful.build();
            prop_assert_eq!(incremental.current(), forgetful.current());
            without_history(&incremental)?;
        }
    }
}

/// A run with no history differs in nothing but what stays of held notes and what was removed.
fn without_history(desk: &Desk) -> Result<(), TestCaseError> {
    let fresh = Desk::new();
    for (name, bytes) in support::desk::files(&desk.path("inputs")) {
        fresh.write(&name, std::str::from_utf8(&bytes).unwrap());
    }
    fresh.build();
    let mut report = desk.report();
    let mut files = desk.current();
    report.removed.clear();
    for kept in report.notes.iter_mut().filter_map(|n| n.last_good.take()) {
        kept.artifacts.iter().for_each(|a| assert!(files.remove(&a.path).is_some(), "{} is there", a.path));
    }
    for about_the_run in ["report.json", "report.html", "diagnostics.sarif", "manifest.json", "SHA256SUMS"] {
        files.remove(about_the_run);
    }
    prop_assert_eq!(report, fresh.report());
    let mut expected = fresh.current();
    for about_the_run in ["report.json", "report.html", "diagnostics.sarif", "manifest.json", "SHA256SUMS"] {
        expected.remove(about_the_run);
    }
    prop_assert_eq!(files, expected);
    Ok(())
}
