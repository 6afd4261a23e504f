//! What is generated from the flags and help texts: completions of shells, and manual pages.

use super::Cli;
use anyhow::{Context, Result};
use clap::CommandFactory;
use std::fs;
use std::path::Path;

/// The completions of a shell.
pub(crate) fn completions(shell: clap_complete::Shell) -> String {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "communique", &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

/// Writes `communique.1` and a page for each command, such as `communique-build.1`.
pub(crate) fn man(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(Cli::command().disable_help_subcommand(true), folder))
        .with_context(|| format!("cannot write manual pages to {}", folder.display()))
}
