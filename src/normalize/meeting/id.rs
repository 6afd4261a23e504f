//! The note's identifier: given by hand, or a slug of series, ordinal and start date, else of title and source hash.

use crate::model::{Edtf, Event, Fact, Field, Status};

/// Characters of a slug's name part.
const LONGEST: usize = 80;

/// The identifier that the front matter gives, for two notes that would otherwise share one.
pub(super) fn in_front(front: &[Field]) -> Option<String> {
    let field = front.iter().find(|f| f.key == "id")?;
    Some(slug(&field.value.text)).filter(|s| !s.is_empty())
}

/// The identifier. Names in other scripts have no letters for a slug: the hash keeps them apart.
pub(super) fn read(event: &Event, title: Option<&Fact<String>>, sha256: &str) -> String {
    let hash = &sha256[..8.min(sha256.len())];
    let name = event.name.as_ref().and_then(|f| f.value.as_deref()).map(slug).filter(|s| !s.is_empty());
    let start = event.dates.as_ref().and_then(|f| f.value).map(Edtf::start);
    if let (Some(name), Some(start)) = (&name, start) {
        let ordinal = event.ordinal.as_ref().and_then(|f| f.value).map(|n| format!("-{n}")).unwrap_or_default();
        // the announcement of a meeting and the report on it are two notes
        let upcoming = event.status.as_ref().is_some_and(|s| s.value == Some(Status::Upcoming));
        let announcement = if upcoming { "-announcement" } else { "" };
        return format!("{name}{ordinal}-{start}{announcement}");
    }
    let words = name.or_else(|| title.and_then(|f| f.value.as_deref()).map(slug).filter(|s| !s.is_empty()));
    format!("{}-{hash}", words.unwrap_or_else(|| "note".to_owned()))
}

/// ASCII letters and digits in small letters, joined by hyphens; empty if the words are mostly in another script.
pub(super) fn slug(words: &str) -> String {
    let foreign = words.chars().filter(|c| c.is_alphabetic() && !is_latin(*c)).count();
    if foreign > 0 {
        return String::new();
    }
    let mut out = String::new();
    for c in words.chars() {
        match folded(c) {
            Some(folded) => out.push_str(folded),
            None if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            // an apostrophe joins ("Ministers'")
            None if matches!(c, '\'' | '’') => {}
            None if !out.ends_with('-') && !out.is_empty() => out.push('-'),
            None => {}
        }
    }
    out.truncate(LONGEST);
    out.trim_end_matches('-').to_owned()
}

const fn is_latin(c: char) -> bool {
    matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// The ASCII letters of a Latin letter with a mark; other letters are no part of a slug.
const fn folded(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'À'..='Å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'Ç' | 'ć' | 'č' => "c",
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'ę' | 'ě' => "e",
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'ı' => "i",
        'ñ' | 'Ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'ő' => "o",
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'ů' => "u",
        'š' | 'ś' | 'ş' | 'Š' => "s",
        'ž' | 'ź' | 'ż' | 'Ž' => "z",
        'ł' | 'Ł' => "l",
        'ß' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn slugs_are_ascii() {
        assert_eq!(slug("ASEAN-Japan Counter-Terrorism Dialogue"), "asean-japan-counter-terrorism-dialogue");
        assert_eq!(slug("Foreign Ministers’ Meeting, Luleå"), "foreign-ministers-meeting-lulea");
        assert_eq!(slug("日英テロ対策協議"), "");
    }
}
