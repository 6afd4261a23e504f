//! Names: which run of words is one, and where it ends.
//!
//! Handed: a view and the token a name may begin at. Gives: the tokens of the name. Knows nothing about titles.

use super::view::View;
use crate::lexicon::Class;
use crate::lexicon::sorts::Sorts;
use std::ops::Range;

/// What stands before a name, and so how much is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Led {
    /// A courtesy or a rank: the next word is a name.
    ByHonorific,
    /// An office ("Prime Minister").
    ByOffice,
    /// Nothing.
    Bare,
}

/// No name is longer.
const LONGEST: usize = 8;

/// Family names that are also offices.
const OFFICE_NAMES: &[&str] =
    &["King", "Dean", "Prince", "Pope", "Bishop", "Justice", "Judge", "Major", "Chancellor", "Marshall"];

/// The name that begins at `i`.
pub(super) fn name(v: &View, i: usize, led: Led) -> Option<Range<usize>> {
    let mut scan = Scan { v, start: i, at: i, words: 0, telling: 0 };
    while scan.words < LONGEST && scan.step(led) {}
    let end = scan.with_suffix();
    let (words, telling) = (scan.words, scan.telling);
    let named = match led {
        Led::ByHonorific => words > 0,
        // "President's FY": a few capitals alone are a short form of something
        Led::ByOffice => telling > 0 && !(words == 1 && v.word(i).len() < 4 && is_upper(v, i)),
        Led::Bare => words >= 2 && telling > 0 && has_small_letters(v, i..end),
    };
    if !named {
        return None;
    }
    let range = i..end;
    if is_cut(v, range.clone(), led) || is_no_name(v, range.clone(), led) {
        return None;
    }
    if is_broken_off(v, end) || range.clone().any(|k| is_glued_layout(v.word(k))) {
        return None;
    }
    // "Jan" and "May" are names as well, where no number stands beside them
    let dated = if led != Led::Bare { v.calendar_with_day(i) } else { v.calendar(i) };
    (!dated).then_some(range)
}

/// A given name alone before another capital: more of the name, or of a body's, follows.
fn is_cut(v: &View, name: Range<usize>, led: Led) -> bool {
    let alone = led != Led::Bare && name.len() == 1 && v.has(name.start, Class::GivenName);
    // a given name at the end of a line that was broken there
    if alone && led == Led::ByHonorific && name.end == v.len() && !v.p.word(name.end - 1).ends_with('.') {
        return true;
    }
    alone && v.is_capital(name.end) && v.office(name.end).is_none() && v.honorific(name.end).is_none()
}

/// First words of what is no name: prepositions, and what stands after an office in its title.
const NO_NAMES: &[&str] = &[
    "In",
    "On",
    "At",
    "By",
    "For",
    "Of",
    "To",
    "As",
    "If",
    "No",
    "And",
    "But",
    "Or",
    "From",
    "With",
    "Since",
    "Until",
    "Emeritus",
    "Elect",
    "Designate",
];

/// Short words between two names of a headline.
const VERBS: &[&str] = &[
    "Met", "Meet", "Says", "Said", "Will", "Has", "Had", "Won", "Led", "Set", "Gets", "Got", "Was", "Is", "Are", "And",
    "Or", "For", "From", "With", "To", "On", "In", "At", "By", "Of", "Held", "Host", "Call", "Talk", "Join", "Open",
    "Sees", "Via", "As",
];

/// Whether letters after a name, an abbreviation or a preposition stand where a name would.
fn is_no_name(v: &View, name: Range<usize>, led: Led) -> bool {
    let first = name.start;
    let words = name.clone().filter(|&k| v.is_word(k)).count();
    let letters = led != Led::ByHonorific && v.postnominal(first).is_some() && v.word(first).len() > 1;
    let initials = name.clone().all(|k| !v.is_word(k) || v.word(k).chars().count() == 1);
    let short = led == Led::ByOffice && words == 1 && v.word(first).len() < 6 && is_upper(v, first) && !v.title_case;
    let abbreviation = short && first > 0 && (!is_upper(v, first - 1) || v.word(first - 1).len() < 4);
    letters || initials || abbreviation || v.is_capital(first) && v.is(first, NO_NAMES) && words < 3
}

/// "Mr. Net- said": the speaker broke off.
fn is_broken_off(v: &View, end: usize) -> bool {
    v.is_hyphen(end) && v.glued(end) && !v.glued(end + 1)
}

/// Whether a layout without spaces glued words together ("PaulsonOpening"): a capital after a small letter, where no
/// beginning of a name explains it ("McDonald", "DeChambeau").
fn is_glued_layout(word: &str) -> bool {
    let inner = |(i, c): (usize, char)| c.is_uppercase() && word[..i].ends_with(char::is_lowercase);
    word.char_indices().find(|&p| inner(p)).is_some_and(|(i, _)| i > 4)
}

/// The name after a courtesy, which may hold a comma after the family name ("Han, Duck-Soo").
pub(super) fn with_comma(v: &View, name: Range<usize>) -> Range<usize> {
    let comma = name.end;
    let single = (name.start..name.end).filter(|&k| v.is_word(k)).count() == 1;
    if !single || v.word(comma) != "," || !v.is_capital(comma + 1) {
        return name;
    }
    let other = v.country(comma + 1).is_some() || v.office(comma + 1).is_some() || v.organization(comma + 1).is_some();
    let hyphen = comma + 2;
    let given = v.is_hyphen(hyphen) && v.glued(hyphen) && v.glued(hyphen + 1) && v.is_word(hyphen + 1);
    if other || !given || v.possessive(hyphen + 2) > 0 {
        return name;
    }
    name.start..hyphen + 2
}

/// Sorts of words that may be something else than a part of a name.
const OTHERS: Sorts = Sorts::COUNTRY
    .or(Sorts::DEMONYM)
    .or(Sorts::REGION)
    .or(Sorts::GROUP)
    .or(Sorts::POST_NOMINAL)
    .or(Sorts::OFFICE)
    .or(Sorts::HONORIFIC)
    .or(Sorts::RANK)
    .or(Sorts::ORGANIZATION)
    .or(Sorts::MONTH)
    .or(Sorts::WEEKDAY);

struct Scan<'v, 'a> {
    v: &'v View<'a>,
    start: usize,
    at: usize,
    /// Words read.
    words: usize,
    /// Words that are no ordinary ones.
    telling: usize,
}

impl Scan<'_, '_> {
    /// Reads one more word; false where the name ends.
    fn step(&mut self, led: Led) -> bool {
        let (v, at) = (self.v, self.at);
        if v.particle(at) && self.binds(at) {
            // "al-Maraj": particle, hyphen and the word after it in one step
            self.at += if v.is_hyphen(at + 1) { 2 } else { 1 };
            return true;
        }
        let capital = v.is_capital(at) && v.word(at).starts_with(char::is_uppercase);
        if !capital || self.is_something_else(at, led) {
            return false;
        }
        let ordinary = v.ordinary(at);
        if ordinary && !self.may_be_ordinary(at, led) {
            return false;
        }
        self.words += 1;
        self.telling += usize::from(!ordinary);
        self.at = self.after_word(at);
        true
    }

    /// Whether a particle stands before another word of the name.
    fn binds(&self, at: usize) -> bool {
        // "Luis Soto y la Ministra": another person begins
        if self.v.is(at, &["y", "e"]) && self.v.is(at + 1, &["la", "el", "los", "las", "al", "del"]) {
            return false;
        }
        let next = if self.v.particle(at + 1) { at + 2 } else { at + 1 };
        let capital = self.v.is_capital(next) || (self.v.is_hyphen(next) && self.v.is_capital(next + 1));
        capital && !self.v.ordinary(next) && self.v.country(next).is_none() && self.v.organization(next).is_none()
    }

    /// Whether a country, an office or an organization begins here.
    fn is_something_else(&self, at: usize, led: Led) -> bool {
        let (v, first) = (self.v, at == self.start);
        if !v.sort(at, OTHERS) {
            return false;
        }
        let place = v.country(at).or_else(|| v.demonym(at));
        if let Some((n, _)) = place {
            // "Israel Katz": a first word may be a country's name, if more of the name follows
            let name = first && led != Led::Bare && n == 1 && v.is_capital(at + 1) && !v.ordinary(at + 1);
            // "Kent A. Jordan"
            let family = !first && n == 1 && v.word(at - 1) == "." && is_initial(v.word(at - 2));
            if !name && !family {
                return true;
            }
        }
        let letters = !first && v.word(at).len() > 1 && v.postnominal(at).is_some();
        if v.region(at).is_some() || v.group(at).is_some() || letters {
            return true;
        }
        if v.office(at).is_some() {
            // "Assistant Secretary Dean Harbour"
            let given = first && led == Led::ByOffice && v.has(at, Class::GivenName) && v.office(at + 1).is_none();
            if given && v.is_capital(at + 1) && !v.ordinary(at + 1) && !v.is_capital(at + 2) {
                return false;
            }
            return first || !OFFICE_NAMES.contains(&v.word(at)) || v.is_capital(at + 1);
        }
        let courtesy =
            v.honorific(at).is_some_and(|n| v.word(at + n - 1) == "." || v.is(at, &["Mr", "Mrs", "Ms", "Dr"]));
        (courtesy && !first) || (v.organization(at).is_some() && !self.is_family_name(at)) || v.calendar_with_day(at)
    }

    /// "Seth Center": a word for an organization right after a given name, with nothing it could be the center of.
    fn is_family_name(&self, at: usize) -> bool {
        let v = self.v;
        let given = at == self.start + 1 && v.has(self.start, Class::GivenName);
        given && !v.is_capital(at + 1) && !v.is(at + 1, &["of", "for"])
    }

    /// An ordinary word may begin a name before a telling one ("He Lifeng"), or end one ("Condoleezza Rice").
    fn may_be_ordinary(&self, at: usize, led: Led) -> bool {
        let v = self.v;
        let vocabulary = v.has(at, Class::Portfolio) || v.has(at, Class::OfficeModifier) || v.has(at, Class::Meeting);
        if self.is_double(at) {
            return true;
        }
        if at == self.start {
            let next = v.is_capital(at + 1) && !v.ordinary(at + 1) && !self.is_something_else(at + 1, Led::Bare);
            return match led {
                Led::ByHonorific => !v.title_case || next,
                Led::ByOffice => next && !vocabulary,
                Led::Bare => next && !vocabulary && v.word(at).len() <= 4 && !self.opens_sentence(at),
            };
        }
        if self.is_office_name(at) {
            return true;
        }
        if self.is_middle(at, led) && !vocabulary {
            return true;
        }
        let last = !v.is_capital(self.after_word(at)) || v.honorific(self.after_word(at)).is_some();
        let before_hyphen = v.is_hyphen(at - 1) && v.glued(at);
        let given = led == Led::ByHonorific || at == self.start + 1 && v.has(self.start, Class::GivenName);
        ((!v.title_case || given) && !vocabulary && last)
            || before_hyphen
            || led == Led::ByHonorific && !v.title_case && !vocabulary
    }

    /// "Lisa Blunt Rochester": a plain word between a given name and a family name.
    fn is_middle(&self, at: usize, led: Led) -> bool {
        let v = self.v;
        let given = at == self.start + 1 && v.has(self.start, Class::GivenName) && !v.title_case;
        // "Le Thi Hoa"
        let short =
            self.telling > 0 && v.word(at).len() <= 4 && !v.is(at, VERBS) && (!v.title_case || led == Led::ByHonorific);
        (given || short) && v.is_capital(at + 1) && !v.ordinary(at + 1) && !self.is_something_else(at + 1, Led::Bare)
    }

    /// "Jim Justice": an office's word as the family name after a given name.
    fn is_office_name(&self, at: usize) -> bool {
        let v = self.v;
        at == self.start + 1
            && v.has(self.start, Class::GivenName)
            && OFFICE_NAMES.contains(&v.word(at))
            && !v.is_capital(at + 1)
    }

    /// "Odd-Einar": a plain word with a hyphen before a telling one.
    fn is_double(&self, at: usize) -> bool {
        let v = self.v;
        let joined = v.is_hyphen(at + 1) && v.glued(at + 1) && v.glued(at + 2) && v.is_capital(at + 2);
        let telling = !v.ordinary(at + 2) && v.country(at + 2).is_none() && v.word(at + 2).len() > 2;
        joined && telling && !v.has(at, Class::Portfolio) && !v.has(at, Class::OfficeModifier)
    }

    fn opens_sentence(&self, at: usize) -> bool {
        self.v.sentence(at).start == at
    }

    /// The token after a word with what is glued to it: "Duck-Soo", "O'Neill", "A.", "A/L".
    fn after_word(&self, at: usize) -> usize {
        let v = self.v;
        let mut end = at + 1;
        loop {
            let joins = v.glued(end) && v.glued(end + 1) && v.is_word(end + 1);
            let hyphen = v.is_hyphen(end) && joins;
            let apostrophe = v.is_apostrophe(end) && joins && v.possessive(end) == 0;
            // an apostrophe escaped by doubling it ("O''Neill")
            let doubled = v.is_apostrophe(end) && v.is_apostrophe(end + 1) && v.glued(end) && v.glued(end + 1);
            if doubled && v.glued(end + 2) && v.is_word(end + 2) && v.word(end - 1).len() <= 2 {
                end += 3;
                continue;
            }
            let slash = v.word(end) == "/" && joins && v.word(end - 1).len() == 1;
            if hyphen || apostrophe || slash {
                end += 2;
            } else if v.word(end) == "." && v.glued(end) && is_initial(v.word(end - 1)) && !v.glued_end(end) {
                end += 1;
            } else {
                return end;
            }
        }
    }

    /// The end of the name with "Jr." or "III".
    fn with_suffix(&self) -> usize {
        let v = self.v;
        let at = if v.word(self.at) == "," { self.at + 1 } else { self.at };
        if v.is(at, &["jr", "sr"]) && v.is_capital(at) {
            return at + 1 + usize::from(v.word(at + 1) == "." && v.glued(at + 1));
        }
        self.at
    }
}

fn is_upper(v: &View, i: usize) -> bool {
    v.word(i).chars().all(char::is_uppercase)
}

fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next().is_some_and(char::is_uppercase);
    // "Ch." and "Th." are initials of some languages
    first && word.chars().count() <= 2 && chars.all(|c| c == 'h')
}

/// Whether some word of the range has small letters: a run of acronyms is no name.
fn has_small_letters(v: &View, range: Range<usize>) -> bool {
    range.clone().any(|k| v.word(k).chars().filter(|c| c.is_lowercase()).count() >= 1 && v.is_capital(k))
}

impl View<'_> {
    /// Whether a month stands beside a number, or a weekday stands here: words of a date.
    fn calendar_with_day(&self, at: usize) -> bool {
        let digit = |i: usize| self.word(i).starts_with(|c: char| c.is_ascii_digit());
        self.has_weekday(at) || (self.calendar(at) && (digit(at + 1) || at.checked_sub(1).is_some_and(digit)))
    }

    fn has_weekday(&self, at: usize) -> bool {
        self.sort(at, Sorts::WEEKDAY)
    }

    /// Whether a stop at `i` ends the text or a sentence rather than an initial.
    fn glued_end(&self, i: usize) -> bool {
        i + 1 >= self.len()
    }
}
