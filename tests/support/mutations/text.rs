//! Faults in names, ordinals, places and marks.

use super::{Mutant, Mutation, is_english, kind, replaced, stated};
use communique::model::{Block, Fact, Mode, Note};
use communique::source::Span;

pub(super) const ALL: &[&Mutation] = &[
    &kind("change the second ordinal", "TS", change_ordinal),
    &kind("misspell the city", "TP", misspell_city),
    &kind("move the city to another country", "P", wrong_country),
    &kind("hold the meeting in a second city", "P", second_city),
    &kind("hold the meeting online", "P", online),
    &kind("turn the parties of the name around", "T", turn_parties),
    &kind("misspell the meeting's name", "T", misspell_meeting),
    &kind("swap two letters of an abbreviation", "T", swap_letters),
    &kind("define an abbreviation again", "T", define_again),
    &kind("mark the note with no known colour", "H", unknown_mark),
    &kind("mark a part more strictly than the note", "H", strict_part),
];

/// The ordinal of a later mention of the meeting by the same words as the first, in the form it has.
fn change_ordinal(note: &Note, text: &str) -> Option<Mutant> {
    let second = note.claims.ordinals.get(1)?;
    let value = second.value?;
    let other = value + if value < 4 { 10 } else { 3 };
    let printed = &text[second.span.range()];
    let words = if printed.contains('第') {
        format!("第{other}回")
    } else {
        let suffix = match (other % 100, other % 10) {
            (11..=13, _) => "th",
            (_, 1) => "st",
            (_, 2) => "nd",
            (_, 3) => "rd",
            _ => "th",
        };
        format!("{other}{suffix}")
    };
    replaced(text, second.span, &words)
}

/// The city's last mention with two neighbouring letters swapped.
fn misspell_city(note: &Note, text: &str) -> Option<Mutant> {
    let last = note.claims.cities.last().filter(|c| note.claims.cities.len() > 1 && c.quote.is_ascii())?;
    let same = note.claims.cities.iter().filter(|c| c.value == last.value).count() > 1;
    let word = last.quote.split(' ').max_by_key(|w| w.len()).filter(|w| w.len() >= 6 && same)?;
    let at = last.span.start + last.quote.find(word)? + 2;
    let swapped: String = text[at..at + 2].chars().rev().collect();
    (swapped != text[at..at + 2]).then(|| replaced(text, Span::new(at, at + 2), &swapped))?
}

fn wrong_country(note: &Note, text: &str) -> Option<Mutant> {
    let (city, country) = (note.event.place.city.as_ref()?, note.event.place.country.as_ref()?);
    let beside = text.get(city.span.end..country.span.start)? == ", " && text[..city.span.start].ends_with("in ");
    let other = if country.value?.as_str() == "FJ" { "Chile" } else { "Fiji" };
    beside.then(|| replaced(text, country.span, other))?
}

/// A second statement of the city, in another.
fn second_city(note: &Note, text: &str) -> Option<Mutant> {
    let city = stated(&note.event.place.city)?;
    let mut same = note.claims.cities.iter().filter(|c| c.value.as_ref() == Some(&city));
    let second = same.nth(1).filter(|c| is_english(note) && text[..c.span.start].ends_with("in "))?;
    // with its country behind it, the city would only be out of place
    (!text[second.span.end..].starts_with(',')).then(|| replaced(text, second.span, "Lima"))?
}

/// A meeting with a city that the note says was held.
fn online(note: &Note, text: &str) -> Option<Mutant> {
    let city = note.event.place.city.as_ref().filter(|_| is_english(note))?;
    let in_person = note.event.mode.as_ref().is_none_or(|m| m.value == Some(Mode::InPerson));
    let sentence = text[..city.span.start].rfind(['.', '\n']).map_or(0, |i| i + 1);
    let held = text[sentence..city.span.start].rfind("was held ").filter(|_| in_person)?;
    let end = sentence + held + "was held".len();
    let mut mutant = replaced(text, Span::new(end, end), " online")?;
    mutant.changed = Span::new(end + 1, end + " online".len());
    Some(mutant)
}

/// A later place where the whole name of the meeting stands as it is named first.
fn named_again<'a>(note: &'a Note, text: &str) -> Option<(&'a Fact<String>, Span)> {
    let first = note.claims.wordings.first().filter(|w| is_english(note) && !w.quote.contains('\n'))?;
    let mut inside = None;
    for block in &note.body {
        block.for_each_text(&mut |t| {
            let span = t.span();
            if span.start > first.span.end && inside.is_none() {
                inside = text[span.range()].find(&first.quote).map(|at| span.start + at);
            }
        });
    }
    let start = inside?;
    // with another ordinal before it, it is another meeting
    let own = note.claims.ordinals.iter().any(|o| o.span.end + 1 == start);
    let lead = text[..start].ends_with("the ") || text[..start].ends_with("The ");
    (own || lead && note.claims.ordinals.is_empty()).then_some((first, Span::new(start, start + first.quote.len())))
}

fn turn_parties(note: &Note, text: &str) -> Option<Mutant> {
    let (first, again) = named_again(note, text)?;
    let pair = first.quote.split(' ').find(|w| {
        let parts: Vec<&str> = w.split('-').collect();
        parts.len() == 2
            && parts
                .iter()
                .all(|p| p.len() > 2 && p.starts_with(char::is_uppercase) && p.bytes().all(|b| b.is_ascii_alphabetic()))
    })?;
    let (a, b) = pair.split_once('-')?;
    replaced(text, again, &first.quote.replacen(pair, &format!("{b}-{a}"), 1))
}

fn misspell_meeting(note: &Note, text: &str) -> Option<Mutant> {
    let (first, again) = named_again(note, text)?;
    let long = |w: &&str| w.len() >= 8 && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_uppercase());
    (first.quote.split(' ').count() >= 3).then_some(())?;
    let word = first.quote.split(' ').filter(long).max_by_key(|w| w.len())?;
    let at = again.start + first.quote.find(word)? + 4;
    let swapped: String = text[at..at + 2].chars().rev().collect();
    (swapped != text[at..at + 2]).then(|| replaced(text, Span::new(at, at + 2), &swapped))?
}

/// "(CTWG)" behind words with these first letters, and its letters again later.
fn abbreviation<'a>(note: &Note, text: &'a str) -> Option<(&'a str, usize)> {
    let mut found = None;
    for block in &note.body {
        block.for_each_text(&mut |t| {
            let (span, words) = (t.span(), &text[t.span().range()]);
            for (at, _) in words.match_indices('(') {
                let Some((letters, _)) = words[at + 1..].split_once(')') else { continue };
                let plain = letters.len() >= 4 && letters.bytes().all(|b| b.is_ascii_uppercase());
                let initials: String = words[..at]
                    .split([' ', '-'])
                    .filter_map(|w| w.chars().next())
                    .filter(|c| c.is_uppercase())
                    .collect();
                let shouting = words.bytes().filter(u8::is_ascii_uppercase).count()
                    > words.bytes().filter(u8::is_ascii_lowercase).count();
                if plain && initials.ends_with(letters) && !shouting && found.is_none() {
                    found = Some((letters, span.start + at + 1));
                }
            }
        });
    }
    found
}

fn swap_letters(note: &Note, text: &str) -> Option<Mutant> {
    let (letters, at) = abbreviation(note, text)?;
    let after = at + letters.len();
    let again = text[after..].find(&format!("the {letters} ")).map(|i| after + i + 4)?;
    let swapped = format!("{}{}{}", &letters[..1], letters[1..3].chars().rev().collect::<String>(), &letters[3..]);
    (swapped != letters && !text.contains(&swapped))
        .then(|| replaced(text, Span::new(again, again + letters.len()), &swapped))?
}

/// A sentence at the end that gives the letters another meaning.
fn define_again(note: &Note, text: &str) -> Option<Mutant> {
    let (letters, _) = abbreviation(note, text)?;
    let word = |c: char| match c {
        'A' => "Amber",
        'B' => "Basalt",
        'C' => "Copper",
        'D' => "Diamond",
        'E' => "Emerald",
        'F' => "Flint",
        'G' => "Granite",
        'H' => "Hazel",
        'I' => "Ivory",
        'J' => "Jade",
        'K' => "Kaolin",
        'L' => "Lava",
        'M' => "Marble",
        'N' => "Nickel",
        'O' => "Opal",
        'P' => "Pearl",
        'Q' => "Quartz",
        'R' => "Ruby",
        'S' => "Silver",
        'T' => "Topaz",
        'U' => "Umber",
        'V' => "Velvet",
        'W' => "Willow",
        'X' => "Xenon",
        'Y' => "Yarrow",
        _ => "Zinc",
    };
    let meaning: Vec<&str> = letters.chars().map(word).collect();
    let sentence = format!("\n\nThanks went to the {} ({letters}).\n", meaning.join(" "));
    let start = text.trim_end().len();
    let changed = Span::new(start + 2, start + sentence.len());
    Some(Mutant { text: format!("{}{sentence}", text.trim_end()), changed })
}

/// A line of its own behind the first block.
fn below_head(note: &Note, text: &str, line: &str) -> Option<Mutant> {
    let (Block::Heading { text: head, .. } | Block::Paragraph { text: head }) = note.body.first()? else { return None };
    note.handling.is_none().then_some(())?;
    let end = text[head.span().end..].find('\n').map(|i| head.span().end + i)?;
    let changed = Span::new(end + 2, end + 2 + line.len());
    Some(Mutant { text: format!("{}\n\n{line}\n{}", &text[..end], &text[end..]), changed })
}

fn unknown_mark(note: &Note, text: &str) -> Option<Mutant> {
    below_head(note, text, "TLP:PURPLE")
}

fn strict_part(note: &Note, text: &str) -> Option<Mutant> {
    let marked = below_head(note, text, "TLP:GREEN")?;
    let start = marked.text.trim_end().len();
    let changed = Span::new(start + 2, start + 2 + "TLP:RED".len());
    Some(Mutant { text: format!("{}\n\nTLP:RED\n", marked.text.trim_end()), changed })
}
