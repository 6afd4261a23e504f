//! Settings as their users meet them: where values come from, what is refused, what `init` begins, and the schemas.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod support;

use communique::{batch, config};
use std::fs;
use std::path::Path;
use std::process::Output;
use support::desk::{Desk, faulty, note};

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_file_beside_the_notes_is_found_and_its_paths_are_its_own() {
    let desk = Desk::with(&[("a.txt", &note(0, 1, 0))]);
    fs::create_dir(desk.path("site")).unwrap();
    fs::write(desk.path("site/communique.toml"), "[run]\ninputs = \"../inputs\"\nout = \"public\"\nkeep = 3\n")
        .unwrap();
    let output = desk.run(&["--config", "site/communique.toml", "build"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(desk.path("site/public/current/report.html").exists());
    fs::write(desk.path("communique.toml"), "[run]\nout = \"elsewhere\"\n").unwrap();
    assert_eq!(desk.run(&["build"]).status.code(), Some(0));
    assert!(desk.path("elsewhere/current").exists());
    let output = desk.command(&["build", "--jobs", "1"]).env("COMMUNIQUE_OUT", "third").output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(desk.path("third/current").exists());
}

#[test]
fn config_says_what_is_in_force_and_who_said_so() {
    let desk = Desk::new();
    fs::write(desk.path("communique.toml"), "[run]\nkeep = 4\n[rules]\nweekday-mismatch = \"warning\"\n").unwrap();
    let output = desk.command(&["config"]).env("COMMUNIQUE_STRICT", "true").output().unwrap();
    let shown = out(&output);
    for words in [
        "keep = 4",
        "communique.toml:2",
        "strict = true",
        "variable COMMUNIQUE_STRICT",
        "D103 = \"warning\"",
        "communique.toml:4",
    ] {
        assert!(shown.contains(words), "{words} in {shown}");
    }
}

#[test]
fn what_cannot_be_used_is_refused_before_anything_happens() {
    let desk = Desk::with(&[("a.txt", &note(0, 1, 0))]);
    for (text, words) in
        [("[run]\njbos = 3\n", "did you mean `jobs`?"), ("[metrics]\nfile = \"out/m.prom\"\n", "output folder")]
    {
        fs::write(desk.path("communique.toml"), text).unwrap();
        let output = desk.run(&["build"]);
        assert_eq!(output.status.code(), Some(2), "{}", err(&output));
        assert!(err(&output).contains(words), "{}", err(&output));
        assert!(!desk.path("out").exists());
    }
    let output = desk.run(&["--config", "nowhere.toml", "build"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("nowhere.toml"), "{}", err(&output));
    fs::remove_file(desk.path("communique.toml")).unwrap();
    let output = desk.run(&["build", "--out", "inputs/out"]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert!(err(&output).contains("--out"), "{}", err(&output));
}

#[test]
fn a_stated_issuer_goes_into_exchange_files_and_builds_them_anew() {
    let desk = Desk::with(&[("a.txt", &note(0, 1, 0))]);
    assert_eq!(desk.run(&["build"]).status.code(), Some(0));
    let exchange = || {
        let path = desk.note("a.txt").artifacts[1].path.clone();
        fs::read_to_string(desk.path("out/current").join(path)).unwrap()
    };
    assert!(exchange().contains("value=\"/akn/zz/doc/"), "{}", exchange());
    fs::write(desk.path("communique.toml"), "[exchange]\nissuer = \"Office of Harbours\"\n").unwrap();
    let output = desk.command(&["build"]).env("COMMUNIQUE_ISSUER_COUNTRY", "JP").output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(
        exchange().contains("/office-of-harbours/") && exchange().contains("value=\"/akn/jp/doc/"),
        "{}",
        exchange()
    );
    fs::write(desk.path("communique.toml"), "[exchange]\nissuer_country = \"JP\"\n").unwrap();
    let output = desk.run(&["build"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("exchange.issuer is not"), "{}", err(&output));
}

#[test]
fn weights_of_rules_are_applied_by_build_and_check() {
    let desk = Desk::with(&[("a.txt", &faulty(0, 1))]);
    assert_eq!(desk.run(&["build"]).status.code(), Some(1));
    assert_eq!(desk.run(&["check", "inputs"]).status.code(), Some(1));
    fs::write(desk.path("communique.toml"), "[rules]\nD101 = \"warning\"\n").unwrap();
    assert_eq!(desk.run(&["build"]).status.code(), Some(0));
    let output = desk.run(&["check", "inputs"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(out(&output).contains("warning[D101"), "{}", out(&output));
}

#[test]
fn init_begins_a_workplace_that_works_and_replaces_nothing() {
    let desk = Desk::new();
    let output = desk.run(&["init", "new"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let file = fs::read_to_string(desk.path("new/communique.toml")).unwrap();
    assert!(file.contains("# inputs = \"inputs\""), "{file}");
    fs::write(desk.path("new/communique.toml"), "[run]\nkeep = 3\n").unwrap();
    assert_eq!(desk.run(&["init", "new"]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(desk.path("new/communique.toml")).unwrap(), "[run]\nkeep = 3\n");
    let output = desk.command(&["build"]).current_dir(desk.path("new")).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(desk.path("new/out/current/report.html").exists());
}

#[test]
fn collectors_get_one_object_a_line_and_figures() {
    let desk = Desk::with(&[("a.txt", &note(0, 1, 0)), ("b.txt", &faulty(0, 2))]);
    let build =
        |args: &[&str]| desk.command(args).env("COMMUNIQUE_METRICS_FILE", "figures/communique.prom").output().unwrap();
    let output = build(&["build", "--log-format", "json"]);
    let lines: Vec<serde_json::Value> =
        err(&output).lines().map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}"))).collect();
    assert!(lines.iter().any(|l| l["event"] == "diagnostic" && l["diagnostic"]["code"] == "D101"));
    assert!(lines.iter().any(|l| l["event"] == "stage" && l["stage"] == "compile" && l["notes"] == 2));
    let last = lines.last().unwrap();
    assert_eq!(
        (last["event"].as_str(), last["exit_code"].as_u64(), last["held"].as_u64()),
        (Some("end"), Some(1), Some(1))
    );
    let figures = || fs::read_to_string(desk.path("figures/communique.prom")).unwrap();
    for line in [
        "communique_last_run_exit_code 1",
        "communique_last_run_notes{outcome=\"held\"} 1",
        "communique_last_run_compiled_notes 2",
    ] {
        assert!(figures().contains(line), "{line} in {}", figures());
    }
    let published = figures().lines().find(|l| l.starts_with("communique_last_published")).unwrap().to_owned();
    fs::remove_dir_all(desk.path("inputs")).unwrap();
    assert_eq!(build(&["build"]).status.code(), Some(2));
    assert!(figures().contains("communique_last_run_exit_code 2") && figures().contains(&published), "{}", figures());
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish"] {
        let output = desk.run(&["completions", shell]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        assert!(out(&output).contains("dry-run"), "{shell}");
    }
    assert_eq!(desk.run(&["man", "pages"]).status.code(), Some(0));
    for (page, words) in
        [("communique.1", "Exit codes"), ("communique-build.1", "dry"), ("communique-check.1", "check")]
    {
        let text = fs::read_to_string(desk.path("pages").join(page)).unwrap();
        assert!(text.contains(words), "{words} in {page}: {text}");
    }
}

#[test]
fn published_schemas_are_current() {
    for (name, text) in
        [("report", batch::report_schema()), ("config", config::schema()), ("manifest", batch::manifest_schema())]
    {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schemas/{name}.schema.json"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&path, &text).unwrap();
        }
        assert!(
            fs::read_to_string(&path).unwrap_or_default() == text,
            "schemas/{name}.schema.json is not current: run UPDATE_GOLDEN=1 cargo test --test settings"
        );
        assert_eq!(out(&Desk::new().run(&["schema", name])), text);
    }
}
