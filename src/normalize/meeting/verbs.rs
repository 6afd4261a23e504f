//! Verbs of meeting: which words say that a meeting was or will be held, and on which side of them it stands.
//!
//! Handed: a passage and a token of the sort that may be such a verb. Gives: its tokens and the side. Knows nothing about
//! which meeting is the note's, nor about tense.

use super::names;
use crate::lexicon::Class;
use crate::lexicon::sorts::Sorts;
use crate::lexicon::token::Shape;
use crate::normalize::passage::Passage;

/// A verb of meeting: number of tokens, and whether its meeting stands before it. The lexicon lists each of these words,
/// so that others are passed over.
pub(super) fn hold(p: &Passage, at: usize, word: &str) -> Option<(usize, bool)> {
    let next = p.small(at + 1);
    Some(match word {
        "held" | "convened" | "organized" | "organised" | "chaired" | "hosted" | "concluded" | "ended" | "closed"
        | "opened" | "conducted" | "attended" | "presided" => {
            let intransitive =
                matches!(word, "ended" | "closed" | "convened" | "concluded" | "opened") && !takes_object(p, at + 1);
            (1, intransitive || is_passive(p, at))
        }
        "host" | "hosts" | "hosting" | "hold" | "holds" | "convene" | "convenes" | "attend" | "attends" | "chair"
        | "attending" | "convening" | "holding" => (1, false),
        "met" | "meet" | "meets" | "gathered" | "assembled" | "began" | "begin" | "begins" | "commenced" | "gather" => {
            (1, true)
        }
        "took" | "take" | "takes" | "taken" | "taking" if next == "place" => (2, true),
        "came" | "come" if next == "together" => (2, true),
        "brought" | "bring" | "brings" if next == "together" => (2, false),
        // "brought the Secretary of State and the Minister together in Graz"
        "brought" | "brings" | "bring" if is_torn_from_together(p, at) => (1, false),
        "kicked" if next == "off" => (2, true),
        "meeting" if names::is_participle(p, at) => (1, false),
        "sat" if next == "down" => (2, true),
        "went" if next == "ahead" => (2, true),
        "went" if next == "on" && matches!(p.small(at + 2), "for" | "from" | "over") => (2, true),
        "set" if next == "for" && is_passive(p, at) => (2, true),
        "ran" | "lasted" if matches!(next, "from" | "for") => (1, true),
        "took" | "lasted" if is_of_hours(p, at + 1) && is_of_meeting(p, at) => (1, true),
        "staged" => (1, is_passive(p, at)),
        "played" | "plays" | "play" | "acted" | "acts" | "act" | "served" | "serves" | "serve"
            if host_behind(p, at).is_some() =>
        {
            (host_behind(p, at)?, false)
        }
        // "Graz set the stage for", "provided the venue of"
        "set" | "sets" | "provided" | "provides" | "lent" | "gave"
            if matches!(next, "the" | "a")
                && matches!(p.small(at + 2), "stage" | "scene" | "setting" | "venue" | "backdrop" | "frame") =>
        {
            (3, false)
        }
        // "was called to order", "was gavelled in", "was declared open"
        "called" if next == "to" && p.word(at + 2) == "order" => (3, true),
        "declared" if next == "open" => (2, true),
        "got" | "get" | "gets" if matches!(next, "underway" | "going") => (2, true),
        "got" | "get" | "gets" if next == "under" && p.word(at + 2) == "way" => (3, true),
        "wrapped" | "wound" if next == "up" && is_of_meeting(p, at) => (2, true),
        "drew" | "came" if next == "to" && matches!(p.word(at + 3), "close" | "end") => (4, true),
        "unfolded" | "sat" | "fell" | "deliberated" | "finished" | "adjourned" | "resumed" | "reconvened"
            if is_of_meeting(p, at) =>
        {
            (1, true)
        }
        // "drew ninety delegates to Graz"
        "drew" | "draws" | "attracted" | "attracts" if is_of_meeting(p, at) => (1, true),
        "linked" | "links" | "link" if next == "up" && is_of_people(p, at) => (2, true),
        "logged" | "dialled" | "dialed" if matches!(next, "on" | "in") && is_of_people(p, at) => (2, true),
        "reconvened" | "conferred" | "congregated" | "rallied" if is_of_people(p, at) => (1, true),
        // "is scheduled for 3 May", but nothing of a meeting that was put off
        "scheduled" | "slated" | "planned" | "fixed" if next == "for" && is_of_meeting(p, at) && !is_off(p, at) => {
            (1, true)
        }
        "launched" | "launch" | "launches" | "inaugurated"
            if matches!(next, "the" | "a" | "their") && matches!(p.small(at + 2), "inaugural" | "first") =>
        {
            (1, false)
        }
        // "it was the 22nd meeting of the Group"
        "was" | "is" | "marks" | "marked" if next == "the" && is_told_of_it(p, at) => (1, false),
        "open" | "start" | "kick" if is_to_come(p, at) => (1, !takes_object(p, at + 1)),
        // "Tokyo saw, on 17 January, the Third Meeting"
        "saw" | "sees" | "see" | "received" | "receives" | "receive" | "welcomed" | "welcomes" | "welcome"
        | "witnessed"
            if is_of_place(p, at) && leads_to_meeting(p, at + 1) || is_of_host(p, at) =>
        {
            (1, false)
        }
        // "Delegates came to Graz for the Seventh Meeting"
        // "Delegates came to Graz for the Seventh Meeting", "made their way to Graz for"
        "came" | "come" | "travelled" | "traveled" | "travel" | "flew" | "journeyed" | "headed" | "returned"
        | "return"
            if next == "to"
                && (is_of_people(p, at) || is_of_meeting(p, at) || is_of_office(p, at) && counts_what_for(p, at))
                && goes_for_meeting(p, at) =>
        {
            (1, false)
        }
        "made" | "make" if next == "their" && p.word(at + 2) == "way" && goes_for_meeting(p, at) => (3, false),
        "participated" | "participate" if next == "in" && is_followed_by_meeting(p, at + 2) => (2, false),
        "joined" if next == "the" || goes_for_meeting(p, at) => (1, false),
        "opens" | "starts" => (1, !takes_object(p, at + 1)),
        "closes" => (1, true),
        // French and Spanish
        "déroulé" | "déroulée" | "déroulés" | "déroulées" | "celebraron" | "sostuvieron" | "realizaron" | "culminó"
        | "concluyó" | "organisera" | "organizará" => (1, true),
        "llevó" | "llevaron" | "llevará" if next == "a" && p.small(at + 2) == "cabo" => (3, true),
        "tenu" | "tenue" | "tenus" | "tenues" | "réuni" | "réunie" | "réunis" | "réunies" | "tenida" => (1, true),
        "reunida" | "reunido" | "reunidos" | "reunidas" => (1, true),
        "lieu" | "lugar" => (1, true),
        // « se tient », « tient sa deuxième session »
        "tient" | "tiennent" | "tiendront" | "celebra" | "celebran" | "celebrarán" | "realiza" | "realizará" => {
            (1, p.small(at - at.min(1)) == "se")
        }
        "déroule" | "déroulera" | "réunit" | "réunissent" | "réunira" | "réuniront" | "reúne" | "reúnen"
        | "reunirá" | "reunirán"
            if at > 0 && p.small(at - 1) == "se" =>
        {
            (1, true)
        }
        "retrouvés" | "retrouvées" | "desarrolló" | "desarrollaron" | "sesionó" | "desarrollará" | "sesionará" => {
            (1, true)
        }
        "accueilli" | "abrité" | "acogió" | "albergó" | "accueillera" | "acogerá" | "albergará" => (1, false),
        "achevée" | "achevé" | "clôturée" | "clôturé" | "ouverte" | "ouvert" | "ouverts" | "terminée" => {
            (1, true)
        }
        "presidió" | "presidieron" | "encabezó" | "encabezaron" | "inauguró" | "sostuvo" | "copresidieron"
        | "présidé" | "coprésidé" => (1, false),
        "celebró" | "celebrada" | "celebrado" | "reunió" | "reunieron" | "realizó" | "realizada" | "celebrará"
        | "tiendra" | "organisée" | "efectuó" => (1, true),
        _ => return None,
    })
}

/// "about 1 hour and 40 minutes", "two days": how long a meeting took.
fn is_of_hours(p: &Passage, at: usize) -> bool {
    let about = matches!(p.small(at), "about" | "around" | "approximately" | "nearly" | "almost" | "some" | "over");
    let number = at + usize::from(about);
    let counted = p.tokens.get(number).is_some_and(|t| t.shape == Shape::Digits)
        || matches!(p.small(number), "an" | "one")
        || p.at(number).any(|(_, c)| matches!(c, Class::Cardinal(_)));
    counted && (number + 1..number + 4).any(|i| matches!(p.word(i), "hour" | "hours" | "minutes" | "days"))
}

/// "the Ninth Meeting took": a noun of meeting close before the verb.
fn is_of_meeting(p: &Passage, at: usize) -> bool {
    (at.saturating_sub(16)..at)
        .rev()
        .take_while(|&i| !matches!(p.word(i), "." | ";" | "," | "which" | "that" | "to"))
        .any(|i| p.at(i).any(|(_, c)| matches!(c, Class::Meeting | Class::Body)))
}

/// "Tokyo saw", "Brunei Darussalam received", "June 30 saw": the verb right behind a place or day that opens the clause.
fn is_of_place(p: &Passage, at: usize) -> bool {
    let aside = without_auxiliaries(p, at);
    let place = |i: usize, end: usize| {
        p.at(i).any(|(len, c)| i + len == end && matches!(c, Class::City(_) | Class::Country(_) | Class::Province(_)))
            || p.is(i, Sorts::MONTH) && end == i + 2 && p.is(i + 1, Sorts::FIGURES)
    };
    let comma = |i: usize| p.word(i) == ",";
    let end = aside - usize::from(aside > 0 && comma(aside - 1));
    (1..=5).filter_map(|len| end.checked_sub(len)).any(|i| {
        let opens = i == 0 || comma(i - 1) || matches!(p.word(i - 1), "." | ";" | "•" | "*") || p.begins_line(i);
        opens && place(i, end)
    })
}

/// The token after the subject of a verb, past "is expected to", "will again", "has".
fn without_auxiliaries(p: &Passage, at: usize) -> usize {
    const WORDS: [&str; 18] = [
        "will",
        "shall",
        "is",
        "are",
        "was",
        "to",
        "be",
        "expected",
        "due",
        "set",
        "slated",
        "scheduled",
        "again",
        "also",
        "has",
        "had",
        "once",
        "today",
    ];
    let mut i = at;
    while i > 0 && at - i < 5 && WORDS.contains(&p.word(i - 1)) {
        i -= 1;
    }
    i
}

/// "will welcome Minister Ono and Minister Lee for a trilateral dialogue": guests, and a meeting that they come for.
fn is_of_host(p: &Passage, at: usize) -> bool {
    let end = (at + 1..(at + 60).min(p.tokens.len())).take_while(|&i| {
        let stop = p.word(i) == "."
            && p.tokens.get(i + 1).is_some_and(|t| t.shape == Shape::Capitalized)
            && !p.tokens[i - 1].is_capital();
        !(stop || p.word(i) == ";")
    });
    let meeting = |i: usize| p.at(i).any(|(_, c)| matches!(c, Class::Meeting));
    let guests = p.tokens.get(at + 1).is_some_and(|t| t.is_capital())
        || PEOPLE.contains(&p.small(at + 1))
        || matches!(p.small(at + 1), "his" | "her" | "their" | "the");
    guests
        && end.into_iter().any(|i| {
            p.word(i) == "for"
                && matches!(p.small(i + 1), "a" | "an" | "the" | "their" | "its")
                && (i + 2..i + 12)
                    .take_while(|&k| p.tokens.get(k).is_some_and(|t| t.is_word()) || p.word(k) == "-")
                    .any(meeting)
        })
}

/// Whether "together" follows a verb in its sentence, behind those who were brought.
fn is_torn_from_together(p: &Passage, at: usize) -> bool {
    (at + 2..(at + 60).min(p.tokens.len()))
        .take_while(|&i| {
            !(matches!(p.word(i), "." | ";")
                && p.tokens.get(i + 1).is_none_or(|t| t.spaced && t.is_capital())
                && p.tokens[i - 1].end - p.tokens[i - 1].start > 3)
        })
        .any(|i| p.word(i) == "together" && matches!(p.word(i + 1), "in" | "on" | "at" | "for" | "today"))
}

/// "played host", "acted as the host", "served as venue": the tokens up to that noun.
fn host_behind(p: &Passage, at: usize) -> Option<usize> {
    let small = at + 1 + (at + 1..at + 3).take_while(|&i| matches!(p.small(i), "as" | "the" | "a")).count();
    matches!(p.small(small), "host" | "venue").then_some(small + 1 - at)
}

/// "it was the 22nd", "This marked the first": a count of what was told before.
fn is_told_of_it(p: &Passage, at: usize) -> bool {
    let subject = at.checked_sub(1).map(|i| p.small(i)).unwrap_or_default();
    matches!(subject, "it" | "this" | "which" | "meeting" | "occasion" | "gathering" | "event")
        && (p.is(at + 2, Sorts::ORDINAL)
            || p.is(at + 2, Sorts::FIGURES) && matches!(p.word(at + 3), "st" | "nd" | "rd" | "th"))
}

/// "is to open", "will start": a bare verb that looks ahead.
fn is_to_come(p: &Passage, at: usize) -> bool {
    let before = at.checked_sub(1).map(|i| p.small(i)).unwrap_or_default();
    matches!(before, "to" | "will" | "shall") && is_of_meeting(p, without_auxiliaries(p, at))
}

/// "scheduled for 3 May has been postponed": what did not come about.
fn is_off(p: &Passage, at: usize) -> bool {
    let near = at.saturating_sub(30)..(at + 40).min(p.tokens.len());
    near.into_iter().any(|i| {
        matches!(p.word(i), "postponed" | "cancelled" | "canceled" | "deferred" | "postpone" | "cancel" | "rescheduled")
            || matches!(p.word(i), "called" | "put") && p.word(i + 1) == "off"
    })
}

/// "Ministers came", "Delegates from twelve countries came": many, so that their coming is the meeting.
fn is_of_people(p: &Passage, at: usize) -> bool {
    (at.saturating_sub(8)..at)
        .rev()
        .take_while(|&i| !matches!(p.word(i), "." | ";"))
        .any(|i| PEOPLE.contains(&p.small(i)))
}

/// "Assistant Secretary Lewis will travel": one person of office.
fn is_of_office(p: &Passage, at: usize) -> bool {
    (at.saturating_sub(8)..at).any(|i| p.at(i).any(|(_, c)| matches!(c, Class::Office { .. })))
}

/// "for the 10th Dialogue", "to lead the delegation at the First Talks": what somebody goes for has a count.
fn counts_what_for(p: &Passage, at: usize) -> bool {
    (at + 1..(at + 24).min(p.tokens.len())).take_while(|&i| !matches!(p.word(i), "." | ";")).any(|i| {
        matches!(p.word(i), "for" | "at" | "attend" | "chair" | "join")
            && p.word(i + 1) == "the"
            && (p.is(i + 2, Sorts::ORDINAL) || p.is(i + 2, Sorts::FIGURES))
    })
}

/// "participated in the Forum", but not "participate in our economy, said the Chairman of the Council".
fn is_followed_by_meeting(p: &Passage, at: usize) -> bool {
    (at..(at + 14).min(p.tokens.len()))
        // "in a panel today as part of the Summit"
        .take_while(|&i| !matches!(p.word(i), "," | "." | ";" | "part"))
        .any(|i| p.at(i).any(|(_, c)| matches!(c, Class::Meeting | Class::Body)))
}

/// "saw, on 17 January, the Third Meeting", but not "received 500 boats".
fn leads_to_meeting(p: &Passage, at: usize) -> bool {
    let mut dated = false;
    for i in at..(at + 24).min(p.tokens.len()) {
        let comma = p.word(i) == ",";
        // commas around a day are no end
        dated |= p.is(i, Sorts::MONTH);
        if matches!(p.word(i), "." | ";") || comma && i > at && !dated {
            return false;
        }
        if p.at(i).any(|(_, c)| matches!(c, Class::Meeting | Class::Body)) {
            return true;
        }
    }
    false
}

fn is_passive(p: &Passage, at: usize) -> bool {
    (1..=3)
        .filter_map(|i| at.checked_sub(i))
        .any(|i| matches!(p.small(i), "was" | "were" | "be" | "been" | "is" | "are" | "being"))
        || at.checked_sub(1).is_some_and(|i| p.word(i) == "," || p.word(i) == ")")
        || at == 0
        || !is_of_state(p, at)
            && at.checked_sub(1).is_some_and(|i| matches!(p.tokens[i].shape, Shape::Capitalized | Shape::Upper))
            && matches!(p.word(at + 1), "in" | "on" | "at" | "by" | "from" | "via" | "through" | "virtually" | "online")
}

/// "joined her counterparts in Mexico City for the sixth meeting".
fn goes_for_meeting(p: &Passage, at: usize) -> bool {
    (at + 1..(at + 20).min(p.tokens.len()))
        .take_while(|&i| !matches!(p.word(i), "." | ";"))
        .any(|i| matches!(p.word(i), "for" | "at") && matches!(p.word(i + 1), "the" | "its" | "their" | "this"))
}

fn takes_object(p: &Passage, at: usize) -> bool {
    matches!(p.small(at), "the" | "a" | "an" | "its" | "our" | "their" | "his" | "her" | "this")
}

/// "Korea hosted in Busan": a state right before an active verb.
fn is_of_state(p: &Passage, at: usize) -> bool {
    matches!(p.word(at), "hosted" | "organized" | "organised" | "held" | "chaired" | "conducted")
        && (1..=4)
            .filter_map(|n| at.checked_sub(n))
            .any(|i| p.at(i).any(|(len, c)| i + len == at && matches!(c, Class::Country(_))))
}

/// Who convenes: "officials convened in Riga" is no participle of theirs.
pub(super) const PEOPLE: &[&str] = &[
    "officials",
    "ministers",
    "leaders",
    "delegates",
    "experts",
    "representatives",
    "members",
    "governors",
    "heads",
    "parties",
    "sides",
    "delegations",
    "participants",
    "countries",
    "states",
    "governments",
    "directors",
    "chiefs",
    "authorities",
    "partners",
    "economies",
    "secretaries",
    "ambassadors",
    "envoys",
    "advisors",
    "advisers",
];
