//! What stands behind the head of a name: whose it is, what it is about, its abbreviation.

use super::topic;
use super::words::{abbreviation, gloss, is_connector, is_date, is_initial, is_stop, starts_place};
use crate::lexicon::Class;
use crate::lexicon::token::Shape;
use crate::normalize::passage::Passage;
use std::ops::Range;

/// What stands behind a head.
pub(super) struct Right {
    /// The token after all of it.
    pub(super) end: usize,
    /// The token after the name, its abbreviation left out.
    pub(super) name_end: usize,
    /// The abbreviation in brackets.
    pub(super) abbreviation: Option<Range<usize>>,
    /// The name after "of", without its article.
    pub(super) of: Option<Range<usize>>,
    /// Whether it says what the meeting is about.
    pub(super) about: bool,
    /// Whether it says whose the meeting is.
    pub(super) of_anything: bool,
}

impl Right {
    /// Reads rightwards from the end of a head.
    pub(super) fn read(p: &Passage, head_end: usize) -> Self {
        let mut me =
            Self { end: head_end, name_end: head_end, abbreviation: None, of: None, about: false, of_anything: false };
        let mut i = head_end;
        loop {
            if let Some(group) = abbreviation(p, i) {
                me.abbreviation = me.abbreviation.or(Some(group.start + 1..group.end - 1));
                i = group.end;
                me.end = i;
                continue;
            }
            let word = p.small(i);
            if !matches!(word, "of" | "on" | "for" | "against") {
                break;
            }
            let article = usize::from(matches!(p.small(i + 1), "the" | "their"));
            let begin = i + 1 + article;
            let end = capital_run(p, begin, word != "of");
            let end = Some(end).filter(|_| word == "on").and_then(|e| whole_clause(p, begin, e)).unwrap_or(end);
            let end = Some(end).filter(|_| word == "of").and_then(|_| listed_states(p, begin)).unwrap_or(end);
            // "the second round of Japan-China counter-terrorism consultations"
            let end = Some(end).filter(|_| word == "of").and_then(|e| topic::noun_after(p, begin, e)).unwrap_or(end);
            let end = if end == begin && word == "of" { states_of(p, begin).unwrap_or(end) } else { end };
            // "special meeting of Delta ministers": people whose name would be cut
            let people = (end..end + 2).any(|k| {
                let lower = p.tokens.get(k).is_some_and(|t| t.shape == Shape::Lower);
                lower
                    && matches!(
                        p.word(k),
                        "ministers"
                            | "officials"
                            | "leaders"
                            | "governors"
                            | "experts"
                            | "directors"
                            | "country"
                            | "countries"
                            | "nations"
                            | "economies"
                            | "partners"
                            | "chiefs"
                            | "delegations"
                    )
            });
            if end == begin || word == "of" && people {
                break;
            }
            if word == "of" && me.name_end == head_end {
                me.of = Some(begin..end);
            } else if let Some(of) = &mut me.of {
                of.end = end;
            }
            me.about |= word != "of";
            me.of_anything |= word == "of";
            me.end = end;
            me.name_end = end;
            i = end;
        }
        me
    }
}

/// "on How Modern Locks Will Ensure Safe Rivers", "on Building a Fairer, Open Harbour": a topic with a verb of its own goes
/// on to the end of its headline.
fn whole_clause(p: &Passage, begin: usize, end: usize) -> Option<usize> {
    let asks = matches!(p.word(begin), "How" | "Why" | "What" | "Whether" | "Where" | "When");
    let lists = p.word(begin).ends_with("ing")
        && p.word(end) == ","
        && p.tokens.get(end + 1).is_some_and(|t| t.is_capital())
        && !starts_place(p, end + 1)
        && !is_date(p, end + 1);
    let small = |i: usize| p.tokens[i].shape != Shape::Lower || p.word(i).len() <= 4;
    let headline =
        p.tokens.len() < 50 && (begin..p.tokens.len()).all(|i| small(i) && !matches!(p.word(i), "." | ";" | ":"));
    ((asks || lists) && headline).then_some(p.tokens.len())
}

/// "between Samoa and Tonga", "among A, B and C": the end of those who meet.
pub(super) fn parties(p: &Passage, at: usize) -> Option<usize> {
    let state =
        |i: usize| p.at(i).filter(|(_, c)| matches!(c, Class::Country(_) | Class::Group(_))).map(|(len, _)| len).max();
    if !matches!(p.small(at), "between" | "among") {
        return None;
    }
    let (mut i, mut end, mut states) = (at + 1, at, 0);
    while states < 12 && i < p.tokens.len() {
        if let Some(len) = state(i) {
            (states, i, end) = (states + 1, i + len, i + len);
        } else if matches!(p.small(i), "the" | "and" | "," | "&") {
            i += 1;
        } else {
            break;
        }
    }
    (states >= 2).then_some(end)
}

/// "of the United States, Japan, and the Republic of Korea": the end of a list of states, which says who meets.
fn listed_states(p: &Passage, begin: usize) -> Option<usize> {
    let state = |i: usize| p.at(i).filter(|(_, c)| matches!(c, Class::Country(_))).map(|(len, _)| len).max();
    let (mut at, mut states, mut last) = (begin, 0, false);
    while states < 12 {
        let len = state(at)?;
        states += 1;
        at += len;
        if last {
            return (states > 2).then_some(at);
        }
        if p.word(at) == "," {
            at += 1;
        } else if p.small(at) != "and" {
            return None;
        }
        if p.small(at) == "and" {
            last = true;
            at += 1;
        }
        at += usize::from(p.small(at) == "the");
    }
    None
}

/// "the countries-neighbors of Lake Chad", "the member states of the Delta Pact": those who meet, in small letters up to the
/// name of what they share.
fn states_of(p: &Passage, begin: usize) -> Option<usize> {
    let lower = |i: usize| p.tokens.get(i).is_some_and(|t| t.shape == Shape::Lower || matches!(p.word(i), "-" | "‐"));
    let of = (begin..begin + 6).find(|&i| matches!(p.word(i), "of" | "in" | "on"))?;
    let parties = (begin..of).any(|i| matches!(p.word(i), "countries" | "states" | "nations" | "members" | "parties"));
    let article = usize::from(p.word(of + 1) == "the");
    let end = capital_run(p, of + 1 + article, false);
    (parties && (begin..of).all(lower) && end > of + 1 + article).then_some(end)
}

/// The end of a run of capitalized words with small words between them; `begin` itself if none starts there.
fn capital_run(p: &Passage, begin: usize, mut lists: bool) -> usize {
    let mut end = begin;
    let mut i = begin;
    while i < p.tokens.len() {
        let word = p.word(i);
        let token = p.tokens[i];
        // a topic may list, a body's name does not
        lists |= matches!(word.to_lowercase().as_str(), "on" | "against");
        let name = matches!(token.shape, Shape::Capitalized | Shape::Upper | Shape::Mixed)
            || (token.shape == Shape::Digits && !token.spaced);
        if name {
            // "Group Focused on Smuggling": a headline's participle
            let aimed = matches!(word, "Focused" | "Dedicated" | "Devoted" | "Aimed" | "Tasked" | "Focusing")
                && matches!(p.small(i + 1), "on" | "to" | "at" | "with");
            if is_stop(word) && !is_connector(&word.to_lowercase()) || is_date(p, i) || aimed && i > begin {
                break;
            }
            if i > begin
                && ends_in_place(p, i)
                && !is_connector(p.small(i - 1))
                && !matches!(p.word(i - 1), "-" | "–" | "/" | "&" | "Lake" | "Gulf" | "River" | "Sea" | "Strait")
            {
                break;
            }
            if is_connector(&word.to_lowercase()) {
                // connectives of names in capitals
                i += 1;
                continue;
            }
            end = i + 1;
            i += 1;
            continue;
        }
        if let Some(group) = abbreviation(p, i).or_else(|| gloss(p, i)) {
            i = group.end;
            continue;
        }
        let small = word.to_lowercase();
        let joins = match word {
            "-" | "‐" | "–" | "/" | "&" | "'" | "’" => true,
            "." => !token.spaced && i > begin && is_initial(p, i - 1),
            "," => lists && list_goes_on(p, i),
            _ => is_connector(&small) && !(small == "in" && (starts_place(p, i + 1) || is_where(p, i + 1))),
        };
        // "on Ensuring a More Accessible Service": the article behind a headline's participle
        let article = matches!(word, "a" | "an" | "its" | "their" | "our")
            && lists
            && i > begin
            && p.word(i - 1).ends_with("ing")
            && p.tokens.get(i + 1).is_some_and(|t| t.is_capital());
        if article {
            i += 1;
            continue;
        }
        // "Multi-agency Platform": the small half of a compound
        let half = token.shape == Shape::Lower
            && i > begin + 1
            && matches!(p.word(i - 1), "-" | "‐" | "‑")
            && !token.spaced
            && !p.tokens[i - 1].spaced
            && p.tokens.get(i + 1).is_some_and(|t| t.is_capital());
        if half {
            i += 1;
            continue;
        }
        // "Counter-terrorism": the small half ends the name, but in "Fisheries-related"
        let last_half = token.shape == Shape::Lower
            && i > begin + 1
            && matches!(p.word(i - 1), "-" | "‐" | "‑")
            && !token.spaced
            && !p.tokens[i - 1].spaced
            && p.tokens[i - 2].is_capital()
            && !small.ends_with("ed")
            && !matches!(small.as_str(), "wide" | "level" | "free" | "based" | "led");
        if last_half {
            i += 1;
            end = i;
            continue;
        }
        let possessive = small == "s" && matches!(p.word(i - usize::from(i > 0)), "'" | "’");
        if possessive || word == "." && joins {
            end = i + 1;
        } else if !joins {
            break;
        }
        i += 1;
    }
    // a possessive or plural mark at the very end ("Leaders’") belongs to the name
    end
}

/// "in the Treasury's Cash Room", "in the Lee Administration": where or under whom, not what a meeting is about.
fn is_where(p: &Passage, at: usize) -> bool {
    const NOUNS: [&str; 10] = [
        "Administration",
        "Department",
        "Room",
        "Building",
        "Headquarters",
        "Hotel",
        "House",
        "Hall",
        "Office",
        "Palace",
    ];
    let begin = at + usize::from(p.word(at).eq_ignore_ascii_case("the"));
    (begin..(begin + 8).min(p.tokens.len()))
        .take_while(|&i| p.tokens[i].is_capital() || matches!(p.word(i), "-" | "'" | "’" | "s" | "of" | "the"))
        .any(|i| NOUNS.contains(&p.word(i)))
}

/// Whether a place begins at a token that is no part of a longer name: not the "CHINA" of "SOUTH CHINA SEA BUOY WORKSHOP".
fn ends_in_place(p: &Passage, at: usize) -> bool {
    let Some(len) = p.at(at).filter(|(_, c)| matches!(c, Class::City(_) | Class::Country(_))).map(|(len, _)| len).max()
    else {
        return false;
    };
    let next = at + len;
    let goes_on = p.tokens.get(next).is_some_and(|t| t.is_capital() && t.is_word())
        && !starts_place(p, next)
        && !is_date(p, next)
        && !is_stop(p.word(next))
        && p.at(at).all(|(_, c)| !matches!(c, Class::City(_)));
    !goes_on
}

/// Whether a comma inside "on People Smuggling, Trafficking in Persons and …" joins a further topic.
fn list_goes_on(p: &Passage, comma: usize) -> bool {
    // "Hunger, Nutrition, and Health"
    let next = comma + 1;
    if matches!(p.word(next), "and" | "AND") {
        let last = next + 1;
        return p.tokens.get(last).is_some_and(|t| t.is_capital()) && !starts_place(p, last) && !is_date(p, last);
    }
    let topic = p.tokens.get(next).is_some_and(|t| matches!(t.shape, Shape::Capitalized | Shape::Upper));
    if !topic || starts_place(p, next) || is_date(p, next) || is_stop(p.word(next)) {
        return false;
    }
    let person = p
        .at(next)
        .any(|(_, c)| matches!(c, Class::Honorific | Class::Rank | Class::Office { .. } | Class::Organization));
    // an "and" with a further capitalized topic must close the list
    !person
        && (next..(next + 14).min(p.tokens.len())).take_while(|&i| !matches!(p.word(i), "." | ";" | ":" | "(")).any(
            |i| {
                (p.word(i).eq_ignore_ascii_case("and") || p.word(i) == "&")
                    && p.tokens.get(i + 1).is_some_and(|t| t.is_capital())
            },
        )
}
