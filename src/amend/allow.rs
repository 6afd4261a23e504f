//! What a note is allowed: from its front matter and its file of corrections.

use super::codes::BROKEN_ALLOWANCE;
use super::sidecar::{self, Word};
use crate::diag::allow::Allowance;
use crate::diag::{Code, Diagnostic};
use crate::model::Field;
use crate::source::{SourceFile, Span};

type Found = (Vec<Allowance>, Vec<Diagnostic>);

/// `allow` in the front matter: a table of codes with reasons ("allow: {D104: issued on the eve}"), or a list of tables
/// with `code` and `reason`.
pub(super) fn of_front_matter(source: &SourceFile, front: &[Field], codes: &[&Code]) -> Found {
    let mut wishes: Vec<sidecar::Allow> = Vec::new();
    for field in front {
        let (words, span) = (field.value.text.clone(), field.value.span());
        match field.key.as_str() {
            "allow" => wishes.push(wish(Word { value: words, span }, None)),
            "allow.code" => match wishes.last_mut().filter(|w| w.code.value.is_empty()) {
                Some(open) => open.code = Word { value: words, span },
                None => wishes.push(wish(Word { value: words, span }, None)),
            },
            "allow.reason" => match wishes.last_mut().filter(|w| w.reason.is_none()) {
                Some(open) => open.reason = Some(words),
                None => wishes.push(wish(Word { value: String::new(), span }, Some(words))),
            },
            key => {
                if let Some(code) = key.strip_prefix("allow.") {
                    wishes.push(wish(Word { value: code.to_owned(), span }, Some(words)));
                }
            }
        }
    }
    of_entries(source, wishes, codes)
}

fn wish(code: Word, reason: Option<String>) -> sidecar::Allow {
    sidecar::Allow { code, reason, author: None, date: None }
}

/// Allowances of those wishes that can be fulfilled; of the others it is said why not.
pub(super) fn of_entries(file: &SourceFile, wishes: Vec<sidecar::Allow>, codes: &[&Code]) -> Found {
    let mut found = Found::default();
    for wish in wishes {
        match allowance(file, wish, codes) {
            Ok(allowance) => found.0.push(allowance),
            Err(diagnostic) => found.1.push(*diagnostic),
        }
    }
    found
}

fn allowance(file: &SourceFile, wish: sidecar::Allow, codes: &[&Code]) -> Result<Allowance, Box<Diagnostic>> {
    let Word { value: name, span } = wish.code;
    let say = |at: Span, message: String, help: &str| {
        Box::new(Diagnostic::new(&BROKEN_ALLOWANCE, file, at, message).with_help(help))
    };
    let Some(code) = codes.iter().find(|c| c.code.eq_ignore_ascii_case(&name) || c.name == name) else {
        return Err(say(
            span,
            format!("there is no diagnostic “{name}”"),
            "name a code such as D104; docs/rules.md lists them",
        ));
    };
    if code.is_fixed() {
        return Err(say(span, format!("{} cannot be allowed", code.code), "correct what it speaks of"));
    }
    let Some(reason) = wish.reason.filter(|r| !r.trim().is_empty()) else {
        return Err(say(
            span,
            format!("{} is allowed without a reason", code.code),
            "say why, as in: allow: {D104: issued on the eve}",
        ));
    };
    Ok(Allowance {
        code: code.code.to_owned(),
        reason,
        author: wish.author,
        date: wish.date,
        spot: crate::diag::Spot::new(file, span),
    })
}
