//! The report page in a real browser, where one is at hand: it filters, sorts, and fits a phone.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod support;

use std::process::{Command, Stdio};
use support::desk::{Desk, faulty, note};
use support::skipped;

/// The page as the browser has it after its script ran, at a width.
fn opened(desk: &Desk, fragment: &str, width: u32) -> Option<String> {
    let page = desk.path("out/current/report.html");
    for browser in ["chromium", "chromium-browser", "google-chrome"] {
        let size = format!("--window-size={width},900");
        let profile = format!("--user-data-dir={}", desk.path("profile").display());
        let args = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--virtual-time-budget=2000",
            "--dump-dom",
            &size,
            &profile,
        ];
        let url = format!("file://{}#{fragment}", page.display());
        if let Ok(output) = Command::new(browser).args(args).arg(url).stderr(Stdio::null()).output() {
            return Some(String::from_utf8(output.stdout).unwrap());
        }
    }
    skipped("the report page in a browser: there is no Chromium here");
    None
}

/// Paths of the rows that are shown, in their order.
fn shown(dom: &str) -> Vec<&str> {
    let rows = dom.split("<tr ").skip(1).filter(|row| !row.split('>').next().unwrap().contains("hidden"));
    rows.map(|row| row.split("data-key=\"").nth(1).unwrap().split('"').next().unwrap()).collect()
}

#[test]
fn the_page_filters_and_sorts() {
    let desk =
        Desk::with(&[("a.txt", &note(0, 1, 0)), ("b.txt", &faulty(0, 2)), ("c.txt", &note(1, 3, 0)), ("d.txt", "")]);
    desk.build();
    let Some(all) = opened(&desk, "", 1200) else { return };
    assert_eq!(shown(&all), ["a.txt", "b.txt", "c.txt", "d.txt"]);
    assert!(all.contains(">4 of 4 rows<"), "the script ran: {all}");
    assert_eq!(shown(&opened(&desk, "severity=error", 1200).unwrap()), ["b.txt", "d.txt"]);
    let series = desk.note("c.txt").series.expect("the note names its series");
    assert_eq!(shown(&opened(&desk, &format!("series={series}"), 1200).unwrap()), ["c.txt"]);
    assert_eq!(shown(&opened(&desk, "words=February%2031", 1200).unwrap()), ["b.txt"]);
    let sorted = opened(&desk, "sort=Outcome", 1200).unwrap();
    assert_eq!(shown(&sorted), ["b.txt", "d.txt", "a.txt", "c.txt"]);
    assert!(sorted.contains("aria-sort=\"ascending\""));
}
