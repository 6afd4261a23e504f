//! Whether an item states content, or only says who met, where and when.
//!
//! Handed: the words of an item. Gives: yes or no. Knows nothing about labels.

/// Verbs of holding a meeting.
const HOLDING: &[&str] = &[
    "held",
    "hosted",
    "hosts",
    "took place",
    "take place",
    "takes place",
    "convened",
    "met",
    "gathered",
    "assembled",
    "came together",
    "be the place",
    "was the place",
    "the venue",
    "was host",
    "be held",
    "opened",
    "organized",
    "organised",
    "was where",
    "be the venue",
    "開催",
    "行われ",
    "tuvo lugar",
    "se celebró",
    "s'est tenue",
    "a eu lieu",
];

/// Words of being there.
const ATTENDING: &[&str] = &[
    "took part",
    "take part",
    "takes part",
    "attended",
    "participated",
    "represented",
    "joined",
    "will attend",
    "to attend",
    "attending",
    "spoke for",
    "stood for",
    "in attendance",
    "sent representatives",
    "sent delegations",
    "sent delegates",
    "delegations from",
    "delegates from",
    "delegates came",
    "officials came",
    "participants came",
    "ministers came",
    "delegations came",
    "all participants but",
    "all members but",
    "representatives from",
    "representatives of",
    "was present",
    "were present",
    "also present",
    "list of participants",
    "also expected",
    "participants is attached",
    "attendance",
    "出席",
    "participaron",
    "ont participé",
];

/// Words of leading, which count beside a delegation.
const LEADING: &[&str] = &["headed", "heading", "led", "leading", "leads", "heads"];

/// Those who are led.
const LED: &[&str] = &["delegation", "delegations", "sides", "side was"];

/// Words of chairing.
const CHAIRING: &[&str] = &[
    "chaired",
    "co-chair",
    "chairmanship",
    "chairman was",
    "chair was",
    "in the chair",
    "presided",
    "議長",
    "présidé",
    "presidid",
];

/// Verbs that state what was thought, said or decided.
const STATING: &[&str] = &[
    "takes note",
    "took note",
    "take note",
    "recalls",
    "condemns",
    "welcomes",
    "expresses",
    "requests",
    "decides",
    "urges",
    "calls upon",
    "commends",
    "agreed",
    "reaffirm",
    "decided",
    "adopted",
    "expressed",
    "recogni",
    "emphasi",
    "discussed",
    "welcomed",
    "noted",
    "underscored",
    "underlined",
    "exchanged",
    "stressed",
    "called for",
    "called on",
    "condemned",
    "reviewed",
    "committed",
    "acknowledged",
    "appreciated",
    "endorsed",
    "commended",
    "highlighted",
    "reiterated",
    "affirmed",
    "urged",
    "supported",
    "proposed",
    "recommended",
    "considered",
    "shared views",
    "views on",
    "confirmed",
    "resolved",
    "pledged",
    "asked",
    "requested",
    "encouraged",
    "concerned",
    "合意",
    "一致",
    "確認",
    "意見交換",
];

/// Whether an item only says who met, where and when: it tells of holding, attending or chairing, and states nothing.
/// `tells` says that the meeting's day, place or chair was read in it.
pub(super) fn is_logistics(text: &str, tells: bool) -> bool {
    let lower = text.to_lowercase();
    // what says only who met is short
    let lower = if lower.len() < 2000 { without_asides(&lower) } else { lower };
    let says = |words: &[&str]| words.iter().any(|w| contains_word(&lower, w));
    let dated = lower.bytes().any(|b| b.is_ascii_digit());
    !says(STATING)
        && (tells || says(ATTENDING) || says(CHAIRING) || says(LEADING) && says(LED) || (dated && says(HOLDING)))
}

/// A text without participles between commas: "The first Dialogue, held at Perth in May 2016, asked …" is not about holding.
fn without_asides(text: &str) -> String {
    const OPENS: [&str; 5] = [", held ", ", which was held ", ", hosted ", ", convened ", ", organized "];
    let mut out = text.to_owned();
    for open in OPENS {
        while let Some(start) = out.find(open) {
            let Some(len) = out[start + 1..].find(',').filter(|&n| n < 90) else { break };
            out.replace_range(start..start + 1 + len + 1, " ");
        }
    }
    out
}

/// Whether the words stand in a text at the head of a word.
fn contains_word(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let ascii = words.is_ascii();
        !ascii || !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-')
    })
}

/// Whether a text heads what follows rather than saying something: no sentence, nearly every word with a capital.
pub(super) fn is_heading(text: &str) -> bool {
    let text = text.trim();
    // "Securing Harbours; and" is an item of a list
    let text = [" and", " or"].iter().find_map(|w| text.strip_suffix(w)).unwrap_or(text);
    let closed = text.ends_with(['.', ';', ',', '!', '?', '。', '、']);
    let words: Vec<&str> = text.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).collect();
    let long: Vec<&&str> = words.iter().filter(|w| w.chars().count() > 3).collect();
    let capital = long
        .iter()
        .filter(|w| w.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase))
        .count();
    !closed && !words.is_empty() && words.len() <= 16 && capital * 10 >= long.len() * 8 && has_case(text)
}

/// Whether a text in a script without capitals is a heading: short, and no sentence.
pub(super) fn is_caseless_heading(text: &str) -> bool {
    !text.chars().any(|c| c.is_lowercase() || c.is_uppercase()) && !text.ends_with('。') && text.chars().count() <= 25
}

fn has_case(text: &str) -> bool {
    text.chars().any(char::is_uppercase)
}

/// Whether a text only announces the items below it: a few words and a colon.
pub(super) fn is_lead_in(text: &str) -> bool {
    let text = text.trim();
    text.ends_with([':', '：']) && text.split_whitespace().count() <= 4
}

/// Whether the sentence before a run-in list says that what follows was decided or agreed.
pub(super) fn announces_outcome(lead: &str) -> bool {
    let lower = lead.to_lowercase();
    if lists_topics(&lower) {
        return false;
    }
    const OUTCOME: &[&str] = &[
        "agreed",
        "agree to",
        "decided",
        "committed",
        "commit to",
        "resolved",
        "adopted",
        "endorsed",
        "pledged",
        "recommended",
        "undertook",
        "intend to",
        "reaffirmed",
        "affirmed",
        "concluded",
        "will",
        "called for",
        "called on",
        "urged",
        "emphasized",
        "emphasised",
        "stressed",
    ];
    OUTCOME.iter().any(|w| contains_word(&lower, w))
}

/// "… and focused on six themes: ": right before its colon a lead names what was talked about.
fn lists_topics(lower: &str) -> bool {
    const TOPICS: [&str; 13] = [
        "themes",
        "topics",
        "subjects",
        "sessions",
        "agenda items",
        "items",
        "panels",
        "issues",
        "questions",
        "points",
        "headings",
        "areas of discussion",
        "fields of discussion",
    ];
    const TALKED: [&str; 12] = [
        "focused on",
        "focussed on",
        "focusing on",
        "discussed",
        "covered",
        "addressed",
        "centred on",
        "centered on",
        "dealt with",
        "touched on",
        "comprised",
        "divided into",
    ];
    let lead = lower.trim_end().trim_end_matches([':', ',']);
    let last = lead.rsplit([';', '.']).next().unwrap_or(lead);
    // what was decided may be said behind what was talked about
    let talked = TALKED.iter().filter_map(|w| last.rfind(w)).max();
    let decided = ["agreed", "decided", "committed", "resolved", "adopted", "recommended"].iter();
    let decided = decided.filter_map(|w| last.rfind(w)).max();
    talked.is_some_and(|t| decided.is_none_or(|d| d < t)) && TOPICS.iter().any(|w| lead.ends_with(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_met_where_and_when_is_no_content() {
        assert!(is_logistics("Bangkok hosted the 3rd Dialogue on 4 May 2012.", false));
        assert!(is_logistics("Officials of the ten countries took part.", false));
        assert!(is_logistics("The Meeting was co-chaired by Mr. A and Ms. B.", false));
        assert!(!is_logistics("The Ministers met on 4 May 2012 and agreed on a work plan.", false));
        assert!(!is_logistics("The first Dialogue, held at Perth in May 2016, set a plan for each member.", false));
        assert!(is_logistics("The chair will be Mr. A of the Ministry of Ports.", true));
        assert!(!is_logistics("Mr. A, in the chair, noted progress.", true));
        assert!(!is_heading("Securing the Tools for Growth; and"));
        assert!(!is_logistics("Piracy remains a threat to shipping.", false));
    }

    #[test]
    fn headings_and_lead_ins_are_told_from_sentences() {
        assert!(is_heading("Progress of the Work Programme"));
        assert!(!is_heading("Piracy remains a threat to shipping in the region"));
        assert!(!is_heading("Piracy Grows."));
        assert!(is_lead_in("Main points:"));
        assert!(!is_lead_in("The Ministers took note of the progress made since their last meeting and agreed:"));
    }
}
