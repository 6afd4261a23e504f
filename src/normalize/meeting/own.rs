//! Which meeting the note is about, and which phrases mean it.

mod kin;
mod opening;
mod untold;

use super::head::Head;
use super::holding::{holds_its_meeting, holds_some_meeting, is_held, meets_for_a_time};
use super::likeness::similarity;
use super::marks::{
    determiner, is_addressed, is_beside, is_meant_to_be, is_next, is_on_margins, is_past_marked, looks_ahead, met,
    we_met, year_before,
};
use super::names::{Named, Sort, is_generic, tidy};
use super::naming;
use super::places::PlaceWords;
use super::sights::Line;
use crate::lexicon::Class;
use crate::lexicon::token::Shape;
use crate::model::Fact;
use std::ops::Range;

/// Lines of the body that are searched for the meeting's name when the title has none.
const NEAR_LINES: usize = 8;

/// Tokens of a sentence on either side of a phrase that are looked at, so that a text without full stops stays cheap.
pub(super) const NEAR_TOKENS: usize = 60;

/// The meeting a note is about.
#[derive(Debug, Default)]
pub(super) struct Own {
    /// Line and index of the phrase that names it best.
    pub(super) named: Option<(usize, usize)>,
    /// Words of its names: what the title and the text call it.
    keys: Vec<Vec<String>>,
    /// Abbreviations in brackets behind its names.
    abbreviations: Vec<String>,
    /// Its ordinal as far as known while phrases are told apart.
    ordinal: Option<u32>,
    /// Its head noun.
    head: Option<String>,
    /// The head nouns of all its names.
    heads: Vec<String>,
    /// Whether the title calls it the next one.
    ahead: bool,
    /// The year that its names begin with ("2021 Forum Ministers Meeting").
    years: Vec<String>,
    /// The first line of the text.
    text: usize,
    /// Whether its names tell of several ("the inaugural meetings").
    plural: bool,
    /// The city that the title places it in.
    title_city: Option<String>,
    /// Whether the note is a document of a meeting that has no name in it, so that "our meeting" means it.
    implied: bool,
    /// What every phrase means, by line and index, once the meeting is chosen.
    settled: Vec<Vec<Kinship>>,
}

/// What a phrase means beside the note's meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kinship {
    /// The note's meeting, by name.
    Own,
    /// The note's meeting, by "the Meeting".
    Reference,
    /// Another meeting of its series.
    Sibling,
    /// Another meeting or body.
    Other,
}

impl Own {
    /// Chooses the meeting the note is about.
    pub(super) fn choose(lines: &[Line], head: &Head) -> Self {
        if !head.can_tell_of_a_meeting {
            return Self::default();
        }
        let title = title_name(lines, head);
        let mut me = Self { title_city: title_city(lines, head), text: head.end, ..Self::default() };
        match title {
            Some((l, i)) => {
                me.ahead = is_next(&lines[l], &lines[l].names[i]);
                me.learn(&lines[l].names[i], &lines[l]);
                me.learn_count(&lines[l], i);
                me.named = Some((l, i));
                me.prefer_whole(lines, head);
                me.prefer_body(lines, head);
                let n = &lines[l].names[i];
                if n.sort == Sort::Body && n.ordinal.is_none() && !me.is_told_to_meet(lines, head) {
                    return Self::of_first_sentence(lines, head);
                }
            }
            None => {
                me.named = Self::beside_title(lines, head)
                    .or_else(|| me.first_held(lines, head))
                    .or_else(|| me.told_by_title(lines, head))
                    .or_else(|| Self::counted_by_title(lines, head));
                if let Some((l, i)) = me.named {
                    me.learn(&lines[l].names[i], &lines[l]);
                }
            }
        }
        me.implied = me.named.is_none() && head.is_of_a_meeting && head.is_a_document;
        me.learn_abbreviations(lines);
        me.settle(lines);
        me
    }

    /// "Pacific states - salvage talks" above "AGREED RECORD OF SALVAGE CONSULTATIONS BETWEEN A AND B": a further heading names
    /// the meeting that the title does not.
    fn beside_title(lines: &[Line], head: &Head) -> Option<(usize, usize)> {
        let below = head.title_lines.last().map_or(0, |l| l + 1);
        head.words.iter().filter(|&&l| l >= below).find_map(|&l| {
            let line = &lines[l];
            let i = line.names.iter().position(|n| n.proper && n.sort == Sort::Meeting && !is_beside(line, n))?;
            let n = &line.names[i];
            let between = matches!(line.p.small(n.tokens.end), "between" | "among");
            (head.is_a_document && between && line.p.tokens.len() < 40 && is_shouting(line, &n.name)).then_some((l, i))
        })
    }

    fn settle(&mut self, lines: &[Line]) {
        self.settled = lines.iter().map(|line| line.names.iter().map(|n| self.judge(n, line)).collect()).collect();
    }

    fn learn(&mut self, n: &Named, line: &Line) {
        self.keys.push(n.key.clone());
        self.years.extend(year_before(line, n).map(|y| line.p.word(y).to_owned()));
        if !is_beside(line, n) {
            self.ordinal = self.ordinal.or(n.ordinal.as_ref().map(|o| o.0));
        }
        let head = line.p.small(n.head.end - 1);
        self.plural |= kin::are_several(head);
        self.heads.push(singular(line.p.small(n.name.end - 1)));
        self.heads.push(singular(head));
        self.head.get_or_insert(singular(head));
        if let Some(a) = n.abbreviation.as_ref().filter(|a| !is_of_its_owner(line, n, a)) {
            self.abbreviations.push(unquoted(line.p.words(a.clone())));
        }
    }

    /// "The Council holds its Twenty-Eighth Meeting": the title counts the meeting behind the name of its body.
    fn learn_count(&mut self, line: &Line, body: usize) {
        let mut behind = line.names[body + 1..].iter();
        let its = behind.find(|n| !n.proper && n.sort == Sort::Meeting && determiner(line, n) == "its");
        self.ordinal = self.ordinal.or(its.and_then(|n| n.ordinal.as_ref()).map(|o| o.0));
    }

    /// The text often names the meeting better than the title: in full, and not in capitals.
    fn prefer_body(&mut self, lines: &[Line], head: &Head) {
        let title_key = self.keys[0].clone();
        let (title_line, title_index) = self.named.expect("the title names it");
        let title_name = &lines[title_line].names[title_index];
        let shouting = is_shouting(&lines[title_line], &title_name.name);
        let near = lines.iter().enumerate().skip(head.end).take(NEAR_LINES);
        let same = near.flat_map(|(l, line)| line.names.iter().enumerate().map(move |(i, n)| (l, i, n, line)));
        let uncounted = title_name.ordinal.is_none() && !self.ahead;
        let ahead = |n: &Named, line: &Line| {
            is_meant_to_be(line, n) || uncounted && n.ordinal.is_some() && looks_ahead(line, n)
        };
        let later = |n: &Named, line: &Line| line.index > self.text && ahead(n, line);
        let own = |n: &Named, line: &Line| n.proper && self.kinship(n, line) == Kinship::Own && !later(n, line);
        let found = same.filter(|(_, _, n, line)| own(n, line)).map(|(l, i, n, line)| (l, i, n, is_held(line, i)));
        let best =
            found.filter(|(.., n, held)| *held || n.key.len() >= title_key.len()).max_by_key(|(l, i, n, held)| {
                let alike = (similarity(&n.key, &title_key) * 100.0) as u32;
                (*held, n.ordinal.is_some(), alike, std::cmp::Reverse((*l, *i)))
            });
        if let Some((l, i, n, _)) = best {
            let told_in_full = is_held(&lines[l], i) && n.ordinal.is_some() && title_name.ordinal.is_none();
            // "the RBC meeting" says less than the title's "River Border Committee"
            let says_less = title_key.iter().any(|w| !n.key.contains(w) && !is_generic(w))
                && n.key.iter().all(|w| title_key.contains(w))
                || naming::full(lines[title_line].p, title_name) != title_name.name;
            let spelled = 2 * n.key.iter().filter(|w| title_key.contains(w)).count() >= n.key.len();
            let fuller =
                title_name.ordinal.is_none() && n.key.len() > title_key.len() && similarity(&n.key, &title_key) > 0.5;
            // "5th Lakes-Egypt Subcommittee on Trade" says in few words whose it is
            let states = title_key.iter().any(|w| w.len() == 2 && w.chars().all(char::is_uppercase));
            let says_all = title_name.ordinal.is_some()
                && states
                && n.key.len() > title_key.len()
                && !title_key.iter().all(|w| n.key.contains(w));
            // the same words in another order
            let says_all = says_all
                || n.key != title_key
                    && n.key.len() == title_key.len()
                    && title_name.ordinal.is_none()
                    && title_key.iter().all(|w| n.key.contains(w))
                    && title_name.sort == n.sort;
            self.keys.push(n.key.clone());
            if shouting
                || !says_less
                    && !says_all
                    && (told_in_full
                        || fuller
                        || title_name.sort == Sort::Body && n.sort == Sort::Meeting && spelled
                        || is_held(&lines[l], i) && n.key.len() >= title_name.key.len())
            {
                self.named = Some((l, i));
            }
            self.ordinal = self.ordinal.or(n.ordinal.as_ref().map(|o| o.0));
        }
    }

    /// "Port Group Meeting" above "The second Japan-Rivers Port Group convened": the first sentence, or a name under the same
    /// count near it, says whose it is.
    fn prefer_whole(&mut self, lines: &[Line], head: &Head) {
        let title_key = self.keys[0].clone();
        let whole =
            |n: &Named| n.proper && n.key.len() > title_key.len() && title_key.iter().all(|w| n.key.contains(w));
        if title_key.len() < 2 {
            return self.learn_same_count(lines, head);
        }
        let first = lines.get(head.end).and_then(|line| {
            let sentence = line.p.sentences.first()?;
            let fits = |n: &Named| sentence.contains(&n.tokens.start) && whole(n) && !self.is_another(line, n);
            let mut fit = (0..line.names.len()).filter(|&i| fits(&line.names[i]) && is_held(line, i));
            fit.next().filter(|_| fit.next().is_none()).map(|i| (head.end, i))
        });
        let counted = || {
            let state = |w: &String| w.len() == 2 && w.chars().all(char::is_uppercase) || title_key.contains(w);
            let same =
                |n: &Named| n.ordinal.as_ref().is_some_and(|o| Some(o.0) == self.ordinal) && n.key.iter().all(state);
            lines
                .iter()
                .enumerate()
                .skip(head.end)
                .take(NEAR_LINES)
                .find_map(|(l, line)| line.names.iter().position(|n| whole(n) && same(n)).map(|i| (l, i)))
        };
        let Some((l, i)) = first.or_else(counted) else { return self.learn_same_count(lines, head) };
        self.learn(&lines[l].names[i], &lines[l]);
        self.named = Some((l, i));
    }

    /// "52nd Summit of the Rivers Union" above "The fifty-second ordinary session of the Authority … was held": the only
    /// meeting that the first sentence tells of has the count of the title's.
    fn learn_same_count(&mut self, lines: &[Line], head: &Head) {
        let Some((line, sentence)) = lines.get(head.end).and_then(|l| Some((l, l.p.sentences.first()?))) else {
            return;
        };
        let Some(own) = self.ordinal.filter(|o| *o > 1) else { return };
        let mut counted = (0..line.names.len())
            .filter(|&i| line.names[i].ordinal.is_some() && sentence.contains(&line.names[i].tokens.start));
        let Some(i) = counted.next().filter(|_| counted.next().is_none()) else { return };
        let n = &line.names[i];
        let same = n.proper && n.ordinal.as_ref().is_some_and(|o| o.0 == own);
        if same && is_held(line, i) && !self.is_another(line, n) && self.kinship(n, line) == Kinship::Other {
            self.learn(n, line);
        }
    }

    /// A title that names a body is about a meeting only if the text says that it met.
    fn is_told_to_meet(&self, lines: &[Line], head: &Head) -> bool {
        lines.iter().skip(head.front).take(head.end + NEAR_LINES).any(|line| {
            (0..line.names.len()).any(|i| {
                let n = &line.names[i];
                match self.kinship(n, line) {
                    Kinship::Own => {
                        // "Ministers came to the sixth Rivers Group": what is counted has met
                        let counted = || n.ordinal.is_some() && line.index == self.text && !is_past_marked(line, n);
                        n.sort == Sort::Meeting || is_held(line, i) || holds_some_meeting(line, i) || counted()
                    }
                    // "The Joint Commission (III) met", under a title that names the commission in full
                    Kinship::Reference => n.ordinal.is_some() && determiner(line, n) == "its" || met(line, i),
                    _ => false,
                }
            }) || head.is_a_document && line.index <= head.end && line.cues.iter().any(|c| we_met(line, c))
        })
    }

    /// "(ARF)" behind any of its names is its abbreviation.
    fn learn_abbreviations(&mut self, lines: &[Line]) {
        for line in lines {
            for n in line.names.iter().filter(|n| n.proper && n.abbreviation.is_some()) {
                if self.keys.iter().any(|k| similarity(k, &n.key) >= 0.75) {
                    let a = n.abbreviation.clone().expect("filtered");
                    if is_of_its_owner(line, n, &a) {
                        continue;
                    }
                    let words = unquoted(line.p.words(a));
                    if !self.abbreviations.contains(&words) {
                        self.abbreviations.push(words);
                    }
                }
            }
        }
    }

    /// Whether the note is about a meeting at all.
    pub(super) fn is_known(&self) -> bool {
        self.named.is_some()
    }

    /// What a phrase means beside this meeting.
    pub(super) fn kinship(&self, n: &Named, line: &Line) -> Kinship {
        let index = line.names.partition_point(|o| o.tokens.start < n.tokens.start);
        match self.settled.get(line.index).and_then(|l| l.get(index)) {
            Some(settled) => *settled,
            None => self.judge(n, line),
        }
    }

    /// "this 6th round of the Dialogues": the same ordinal, and no word that the meeting's name does not have.
    pub(super) fn is_round(&self, n: &Named) -> bool {
        let same = n.ordinal.as_ref().map(|o| o.0) == self.ordinal && self.ordinal.is_some();
        same && self.keys.iter().any(|k| n.key.iter().all(|w| k.contains(w)))
    }

    /// Whether an ordinal alone means another meeting of the series.
    pub(super) fn is_other_round(&self, ordinal: u32) -> bool {
        self.is_known() && self.ordinal.is_some_and(|own| own != ordinal)
    }

    /// The city that the title places the meeting in.
    pub(super) fn title_city(&self) -> Option<&str> {
        self.title_city.as_deref()
    }

    /// Whether a word is an abbreviation of its name.
    pub(super) fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.iter().any(|a| a == word)
    }

    /// Whether the title calls it the next one.
    pub(super) const fn is_ahead(&self) -> bool {
        self.ahead
    }

    /// Whether a phrase has the head noun of the meeting's name.
    pub(super) fn is_headed(&self, n: &Named, line: &Line) -> bool {
        self.head.as_deref() == Some(&singular(line.p.small(n.head.end - 1)))
    }

    /// Its ordinal, as far as its names tell.
    pub(super) const fn ordinal(&self) -> Option<u32> {
        self.ordinal
    }

    /// Whether its names tell of several sittings ("the inaugural meetings of …").
    pub(super) fn is_plural(&self, lines: &[Line]) -> bool {
        lines.iter().any(|line| {
            line.names.iter().any(|n| {
                n.proper
                    && matches!(line.p.small(n.head.end - 1), "meetings" | "sessions" | "sittings")
                    && self.kinship(n, line) == Kinship::Own
            })
        })
    }

    /// Every phrase that names the meeting, each wording once.
    pub(super) fn wordings(&self, lines: &[Line]) -> Vec<Fact<String>> {
        let mut out: Vec<Fact<String>> = Vec::new();
        for line in lines {
            for n in line.names.iter().filter(|n| n.proper && self.kinship(n, line) == Kinship::Own) {
                let words = tidy(line.p.words(n.name.clone()));
                if out.iter().all(|f| f.value.as_ref() != Some(&words)) {
                    out.push(line.p.stated(n.name.clone(), words, "event/wording"));
                }
            }
        }
        out
    }

    /// The meeting's name.
    pub(super) fn name(&self, lines: &[Line]) -> Option<Fact<String>> {
        let (l, i) = self.named?;
        let (p, n) = (lines[l].p, &lines[l].names[i]);
        let range = naming::full(p, n);
        let name = tidy(p.words(range.clone()));
        let Some((of, owner)) = naming::owner(lines, l, i) else { return Some(p.stated(range, name, "event/name")) };
        let (own, its) = (lines[of].p.span(owner.clone()), p.span(range));
        let value = format!("{} {name}", tidy(lines[of].p.words(owner)));
        let mut fact = Fact::stated(value, p.source.slice(own.cover(its)), own.cover(its), "event/name-of-owner");
        fact.spans = vec![own, its];
        Some(fact)
    }
}

/// "Council of Ministers of the River States Community (RSC)": the letters of whose council it is.
fn is_of_its_owner(line: &Line, n: &Named, abbreviation: &Range<usize>) -> bool {
    let p = line.p;
    let group = p.at(abbreviation.start).any(|(_, c)| matches!(c, Class::Group(_)));
    let last = abbreviation.start.checked_sub(2).filter(|&i| i > n.name.start);
    let owner = last.is_some_and(|i| {
        matches!(
            p.word(i),
            "Community" | "Union" | "Association" | "Organization" | "Organisation" | "Nations" | "Cooperation"
        )
    });
    (group || owner) && n.name.clone().any(|i| p.small(i) == "of")
}

fn title_city(lines: &[Line], head: &Head) -> Option<String> {
    head.title_lines.iter().find_map(|&l| {
        let line = &lines[l];
        // "Graz and Oslo agree to hold the Talks": who acts, not where
        let acts = |c: &PlaceWords| {
            let opens = c.tokens.start == 0 || line.p.word(c.tokens.start - 1) == ":";
            opens && line.p.tokens.get(c.tokens.end).is_some_and(|t| t.is_word() && t.shape == Shape::Lower)
        };
        let place = line.places.iter().find(|p| p.city.is_some() && !acts(p))?;
        Some(line.p.words(place.city.clone()?).to_owned())
    })
}

/// The phrase of the title that names the meeting; a line beside the title that counts the meeting goes before a title
/// that names only its body.
fn title_name(lines: &[Line], head: &Head) -> Option<(usize, usize)> {
    let of = |l: usize| best_of_title(&lines[l]).map(|i| (l, i));
    let title = head.title_lines.iter().find_map(|&l| of(l));
    let counted = |&(l, i): &(usize, usize)| lines[l].names[i].ordinal.is_some();
    let whole = |&(l, i): &(usize, usize)| lines[l].names[i].tokens.start <= 1;
    let beside = || head.words.iter().filter_map(|&l| of(l)).find(|t| counted(t) && whole(t));
    match title {
        Some(t) if counted(&t) => title,
        _ => beside().or(title),
    }
}

/// The phrase of a title that names its meeting: one with an ordinal before one without, a meeting before a body.
fn best_of_title(line: &Line) -> Option<usize> {
    let proper = || line.names.iter().enumerate().filter(|(_, n)| n.proper);
    let subject = || proper().filter(|(_, n)| !is_beside(line, n) && !is_addressed(line, n));
    subject()
        .find(|(_, n)| n.ordinal.is_some())
        .or_else(|| subject().find(|(_, n)| n.sort == Sort::Meeting))
        .or_else(|| subject().next())
        .or_else(|| proper().find(|(_, n)| !is_on_margins(line, n)))
        .map(|(i, n)| fuller(line, i, n))
}

/// "RIVERS MEETING OUTCOMES: 2024 Rivers Foreign Ministers Meeting": a later phrase with all words of the first, and more.
fn fuller(line: &Line, first: usize, n: &Named) -> usize {
    let all = |o: &Named| o.proper && o.sort == Sort::Meeting && n.key.iter().all(|w| o.key.contains(w));
    let more = |o: &Named| all(o) && o.key.len() > n.key.len() && !is_beside(line, o) && !is_addressed(line, o);
    let later = line.names.iter().skip(first + 1).position(more).filter(|_| n.ordinal.is_none());
    later.map_or(first, |k| first + 1 + k)
}

/// The sentence that holds a token.
pub(super) fn sentence_of(line: &Line, token: usize) -> Range<usize> {
    let i = line.p.sentences.partition_point(|s| s.end <= token);
    line.p.sentences.get(i).cloned().unwrap_or(0..line.p.tokens.len())
}

fn is_shouting(line: &Line, range: &Range<usize>) -> bool {
    let words = range.clone().filter(|&i| line.p.tokens[i].is_word());
    words.clone().count() > 2 && words.clone().all(|i| matches!(line.p.tokens[i].shape, Shape::Upper))
}

fn singular(word: &str) -> String {
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

fn unquoted(words: &str) -> String {
    words.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}
