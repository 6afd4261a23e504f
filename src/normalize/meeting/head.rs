//! The lines above the text: title, subtitle, date line, labels such as "[Place]".

use super::date_lines::{dates_the_page, trailing};
use super::furniture::{is_furniture, is_genre, is_genre_from, is_genre_in};
use super::labels::{self, Label};
use super::names::{Sort, tidy};
use super::sights::{CueSort, Line};
use super::statements::is_dateline;
use crate::lexicon::token::Shape;
use crate::lexicon::{Class, genres};
use crate::model::Fact;
use crate::normalize::dates::{DateWords, When};
use crate::normalize::passage::{Passage, Site};
use crate::source::Span;
use std::ops::Range;

/// Lines that may stand above the text.
const MOST_LINES: usize = 16;

/// What stands above the text.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Lines that make the title.
    pub(super) title_lines: Vec<usize>,
    /// The title.
    pub(super) title: Option<Fact<String>>,
    /// The subtitle.
    pub(super) subtitle: Option<Fact<String>>,
    /// The line and date that say when the note was issued.
    pub(super) issued: Option<(usize, usize)>,
    /// Lines that may be a title or stand beside it.
    pub(super) words: Vec<usize>,
    /// Whether a line above the text says that this is a statement, a report or the like.
    pub(super) is_a_document: bool,
    /// Lines that hold nothing but a date and a place of the meeting.
    pub(super) dated_places: Vec<usize>,
    /// Labels in square brackets: line, first token behind the label, the label in small letters.
    pub(super) labels: Vec<(usize, usize, String)>,
    /// Lines that are fields of the front matter.
    pub(super) front: usize,
    /// The first line of the text.
    pub(super) end: usize,
    /// Whether a note with this title can tell of a meeting: not a speech, an order, a fact sheet.
    pub(super) can_tell_of_a_meeting: bool,
    /// Whether title or header say that this is a note of a meeting, so that "we met" needs no name.
    pub(super) is_of_a_meeting: bool,
    /// Whether the title calls the note a readout: what its first sentence tells is the meeting itself.
    pub(super) is_readout: bool,
    /// Whether the title is of a call, whose first sentence tells when people spoke.
    pub(super) is_call: bool,
}

/// What a line above the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A date alone.
    Date,
    /// A date with a place, or a range.
    DatedPlace,
    /// "Final", a document number, the name of a section of a site.
    Furniture,
    /// "[Place] …".
    Label,
    /// Words that may be a title.
    Words,
}

/// Reads the lines above the text.
pub(super) fn read(lines: &[Line]) -> Head {
    let mut head = Head { can_tell_of_a_meeting: true, ..Head::default() };
    head.end = lines.iter().take(MOST_LINES).position(is_prose).unwrap_or_else(|| lines.len().min(MOST_LINES));
    let mut words = Vec::new();
    for (l, line) in lines.iter().enumerate().take(head.end) {
        match part(line) {
            Part::Date => {
                head.issued.get_or_insert((l, 0));
            }
            Part::DatedPlace => head.dated_places.push(l),
            Part::Label => head.label(l, line, &mut words),
            Part::Furniture => {}
            Part::Words => words.push(l),
        }
    }
    head.title(lines, &words);
    head.is_a_document = words.iter().any(|&l| names_document(lines[l].p) || is_genre(lines[l].p));
    head.words = words;
    head.dated_row(lines);
    head.dateline_above_title(lines);
    head.dated_statement(lines);
    head.dateline(lines);
    head.date_below(lines);
    head.front = lines.iter().take_while(|l| l.p.site == Site::Front).count();
    head.is_of_a_meeting = head.can_tell_of_a_meeting
        && (head.title_lines.is_empty()
            || !head.dated_places.is_empty()
            || head.is_a_document
            || head.title_lines.iter().any(|&l| tells_of_a_meeting(&lines[l]) || is_between(lines[l].p))
            || head.is_of_people(lines));
    head.is_readout =
        head.title_lines.first().is_some_and(|&l| (0..2).any(|i| lines[l].p.word(i).eq_ignore_ascii_case("readout")));
    head.is_call = head.title_lines.first().is_some_and(|&l| super::untitled::is_call(lines[l].p));
    head
}

impl Head {
    /// Whether the title says that people met, without a name for their meeting.
    pub(super) fn is_of_people(&self, lines: &[Line]) -> bool {
        self.title_lines.first().is_some_and(|&l| super::untitled::tells_of_people(lines[l].p))
    }

    fn label(&mut self, l: usize, line: &Line, words: &mut Vec<usize>) {
        let Some((label, behind)) = bracket_label(line.p) else { return };
        match label.as_str() {
            TITLE => words.push(l),
            "date" if !line.dates.is_empty() => {
                self.issued.get_or_insert((l, 0));
            }
            _ => {}
        }
        self.labels.push((l, behind, label));
    }

    fn title(&mut self, lines: &[Line], words: &[usize]) {
        let labelled = self.labels.iter().find(|(.., label)| label == TITLE).map(|(l, ..)| *l);
        // "Press Note" says what the note is, not what it is about
        let named = || words.iter().copied().filter(|&l| !is_genre(lines[l].p));
        let telling = || {
            let first = named().find(|&l| tells_of_a_meeting(&lines[l]))?;
            // the issuing body above a title that names the meeting
            let counted = named().find(|&l| l > first && is_body_alone(&lines[first]) && names_meeting(&lines[l]));
            Some(counted.unwrap_or(first))
        };
        // a Japanese title may be one run of letters
        let wordy = |l: usize| {
            lines[l].p.tokens.len() > 1 || !lines[l].p.text.text.is_ascii() && lines[l].p.text.text.chars().count() > 6
        };
        let plain = || named().find(|&l| wordy(l));
        let given = words.iter().copied().find(|&l| lines[l].p.site == Site::Front);
        let genre = || words.iter().copied().find(|&l| lines[l].p.tokens.len() > 1 || tells_of_a_meeting(&lines[l]));
        let Some(first) = given.or(labelled).or_else(telling).or_else(plain).or_else(genre) else { return };
        let top = words.iter().copied().find(|&l| l + 1 == first).filter(|&l| opens_title(&lines[l], &lines[first]));
        let mut title: Vec<usize> = top.into_iter().chain([first]).collect();
        while let Some(next) = words.iter().copied().find(|&l| l > title[title.len() - 1]) {
            let last = title[title.len() - 1];
            if next != last + 1 || !continues(lines[last].p, lines[next].p) {
                break;
            }
            title.push(next);
        }
        let begin = self.title_begin(first, &lines[first]);
        let from = if top.is_some() { 0 } else { begin };
        if let Some(at) = trailing(&lines[first]).filter(|_| title.len() == 1) {
            self.issued.get_or_insert((first, at));
        }
        self.title = Some(lines[first].p.given(joined(lines, &title, from)));
        let after = title[title.len() - 1] + 1;
        if let Some(sub) = words.iter().copied().find(|&l| l == after && is_subtitle(lines, &title, l)) {
            self.subtitle = Some(joined(lines, &[sub], 0));
            title.push(sub);
        }
        let words = lines[first].p.text.text[lines[first].p.bytes(begin..lines[first].p.tokens.len())].trim();
        self.can_tell_of_a_meeting =
            !genres::is_no_account(words, opens_with_count(&lines[first], begin)) && !is_speakers(lines[first].p);
        self.title_lines = title;
    }

    /// "Oslo, 4 May 2009" above the title, or above a text that tells the meeting's days without their year, is where and when
    /// the note was written.
    fn dateline_above_title(&mut self, lines: &[Line]) {
        let Some(&l) = self.dated_places.first().filter(|_| self.issued.is_none() && self.dated_places.len() == 1)
        else {
            return;
        };
        let single = lines[l].dates.len() == 1 && is_single_day(&lines[l].dates[0]);
        let above = self.title_lines.first().is_some_and(|&t| l < t) && self.title.is_some();
        let yearless = |line: &Line| {
            // French and Spanish write place and date at the head of every note
            let today =
                |d: &DateWords| matches!(line.p.small(d.tokens.start), "ce" | "aujourd" | "hoy" | "hier" | "ayer");
            line.dates.iter().take(2).any(today)
                || line.dates.iter().take(2).any(|d| d.lacks_year())
                    && line.cues.iter().take(8).any(|c| matches!(c.sort, CueSort::Hold { .. }))
        };
        let told = lines.iter().skip(self.end).take(2).any(yearless);
        if single && (above || told) && labels::of(lines, l, lines[l].dates[0].tokens.start).is_none() {
            self.issued = Some((l, 0));
            self.dated_places.clear();
        }
    }

    /// A full date alone below the text, or under a lead, where none stands above it.
    fn date_below(&mut self, lines: &[Line]) {
        let under_lead = (self.end + 1..self.end + 3)
            .find(|&l| lines.get(l).is_some_and(|line| !line.dates.is_empty() && line.p.tokens.len() < 40));
        for l in under_lead.into_iter().chain(lines.len().checked_sub(1)) {
            self.date_alone(lines, l);
        }
    }

    fn date_alone(&mut self, lines: &[Line], l: usize) {
        if l < self.end || self.issued.is_some() {
            return;
        }
        let line = &lines[l];
        // "Updated … | Created …" of the same day
        let same = line.dates.iter().all(|d| d.when == line.dates[0].when);
        let alone = !line.dates.is_empty()
            && same
            && is_single_day(&line.dates[0])
            && line.dates[0].has_days()
            && part(line) == Part::Date;
        if alone && line.p.site == Site::Paragraph && self.dated_places.is_empty() {
            self.issued = Some((l, 0));
        }
    }

    /// "Date: …" above "Venue: …" is the meeting's, not the note's.
    fn dated_row(&mut self, lines: &[Line]) {
        let Some((l, i)) = self.issued else { return };
        let label = labels::of(lines, l, lines[l].dates[i].tokens.start).map(|(label, _)| label);
        if label == Some(Label::Date) && labels::are_near(lines, l) {
            self.issued = None;
            self.dated_places.push(l);
        }
    }

    /// Under a statement, a place alone above a date alone say where and when the meeting was.
    fn dated_statement(&mut self, lines: &[Line]) {
        let Some((l, 0)) = self.issued.filter(|&(l, _)| covered(&lines[l])) else { return };
        // the place stands alone, or at the end of a wrapped title on a line of its own
        let ends_in_place = |line: &Line| {
            line.places.last().is_some_and(|c| {
                let alone = c.tokens.start == 0 || line.p.begins_line(c.tokens.start);
                alone && c.tokens.end == line.p.tokens.len()
            })
        };
        let before = l.checked_sub(1).filter(|&b| b >= self.front && ends_in_place(&lines[b]));
        // "4 July 2015" above "Graz, Austria"
        let dash = |b: usize| lines.get(b + 1).is_some_and(|n| matches!(n.p.word(0), "-" | "–" | "—" | ":"));
        let iso = lines[l].dates[0].rule == "dates/iso";
        let place = |&b: &usize| b < self.end && covered(&lines[b]) && ends_in_place(&lines[b]) && !dash(b);
        let behind = Some(l + 1).filter(|b| !iso && place(b));
        let Some(before) = before.or(behind) else { return };
        // "Oslo / 27 March 2018" above "Graz was the place of the talks": where and when it was written
        let head_city = lines[before].places.last().and_then(|c| c.city.clone()).map(|c| lines[before].p.words(c));
        let elsewhere =
            lines.get(self.end..).unwrap_or_default().iter().take(2).any(|line| is_held_elsewhere(line, head_city));
        let told = !elsewhere
            && lines[..self.end].iter().any(|line| {
                line.p.tokens.iter().any(|t| {
                    let word = t.of(&line.p.text.text).to_lowercase();
                    matches!(
                        word.as_str(),
                        "statement" | "declaration" | "communiqué" | "communique" | "report" | "summary"
                    )
                })
            });
        // "was today before the working group": the day of writing, from which the meeting's is told
        let relative = |line: &Line| line.dates.iter().take(3).any(|d| matches!(d.when, When::Relative(_)));
        if told && lines.iter().skip(self.end).take(2).any(relative) {
            self.dated_places.push(before);
        } else if told {
            self.issued = None;
            self.dated_places.extend([before, l]);
        }
    }

    /// "Bangkok, 3 June 2015 - …": place and day of writing at the head of the text.
    fn dateline(&mut self, lines: &[Line]) {
        let Some(line) = lines.get(self.end).filter(|_| self.issued.is_none()) else { return };
        let first = line.dates.first().filter(|d| d.tokens.start < 24 && is_single_day(d));
        let first = first.filter(|d| d.tokens.start < 12 || line.p.word(0) == "(");
        if first.is_some_and(|d| is_dateline(line, d.tokens.start, d.tokens.end)) {
            self.issued = Some((self.end, 0));
        }
    }

    /// Where a title begins behind its label or the date it starts with.
    fn title_begin(&mut self, l: usize, line: &Line) -> usize {
        if let Some((_, behind)) = bracket_label(line.p) {
            return behind;
        }
        match line.dates.first() {
            Some(d) if d.tokens.start == 0 && is_single_day(d) && d.tokens.end < line.p.tokens.len() => {
                self.issued.get_or_insert((l, 0));
                d.tokens.end + usize::from(matches!(line.p.word(d.tokens.end), "," | ":" | "-" | "–"))
            }
            _ => 0,
        }
    }
}

/// Whether a line tells of a counted meeting in another city, and never names this one.
fn is_held_elsewhere(line: &Line, city: Option<&str>) -> bool {
    let cities = || line.places.iter().filter_map(|c| c.city.clone()).map(|c| line.p.words(c));
    let counted = line.names.iter().any(|n| n.sort == Sort::Meeting && n.ordinal.is_some());
    let here = |c: &str| city.is_some_and(|own| own.eq_ignore_ascii_case(c) || own.starts_with(c));
    counted && city.is_some() && cities().next().is_some() && !cities().any(here)
}

/// "Chairman's Statement" above "of the 5th Forum": a title of two lines begins with the sort of document.
fn opens_title(genre: &Line, title: &Line) -> bool {
    matches!(title.p.small(0), "of" | "on" | "from") && is_genre(genre.p) && genre.p.site != Site::Front
}

/// "Ninth Meeting of …", "The Eighth … Consultations": a title that begins with a counted meeting.
fn opens_with_count(line: &Line, begin: usize) -> bool {
    let sheet = (begin..begin + 4).find(|&i| line.p.small(i) == "sheet" && line.p.word(i + 1) == ":");
    let begin = sheet.map_or(begin, |i| i + 2);
    let first = line.names.iter().find(|n| n.sort == Sort::Meeting && n.tokens.start >= begin);
    first.is_some_and(|n| n.tokens.start <= begin + 1 && n.proper && n.ordinal.is_some())
}

/// "Lee Brown Under Secretary for Trade Harbour Bank Annual Meeting Oslo": the header of a speech gives the speaker, the
/// office and the occasion without a verb.
fn is_speakers(p: &Passage) -> bool {
    let office = |i: usize| p.at(i).any(|(_, c)| matches!(c, Class::Office { .. }));
    let small = |i: usize| p.tokens[i].shape == Shape::Lower && !matches!(p.word(i), "for" | "of" | "the" | "and");
    let Some(at) = (0..p.tokens.len().min(7)).find(|&i| office(i)) else { return false };
    let names = |i: usize| p.tokens[i].is_capital() || p.word(i) == ".";
    let person = at >= 2 && (0..at).all(names) && (0..at).any(|i| p.at(i).any(|(_, c)| c == Class::GivenName));
    let silent =
        p.tokens.len() > 8 && !(0..p.tokens.len()).any(|i| small(i) || matches!(p.word(i), "'" | "’" | ":" | "to"));
    // "HARBOUR SECRETARY LEE BROWN AT THE PORTS FORUM"
    let stage = (2..p.tokens.len().min(14))
        .find(|&i| p.word(i).eq_ignore_ascii_case("at") && p.word(i + 1).eq_ignore_ascii_case("the"));
    let speaks =
        stage.is_some_and(|s| at < s && (0..s).all(|i| names(i) || matches!(p.word(i), "'" | "’" | "of" | "the")));
    person && silent || speaks && !p.at(0).any(|(_, c)| matches!(c, Class::Document | Class::Meeting))
}

/// A second line of words under a title that ends with a colon, or in italics.
fn is_subtitle(lines: &[Line], title: &[usize], l: usize) -> bool {
    let last = lines[title[title.len() - 1]].p;
    let ends_open = last.tokens.last().is_some_and(|t| matches!(t.of(&last.text.text), ":" | "：" | "—" | "–"));
    let italic = lines[l].p.word(0) == "*";
    let words = lines[l].p.tokens.len();
    (ends_open || italic) && words > 3 && words < 60
}

/// Whether a line reads as a sentence or stands in a list: the text has begun.
fn is_prose(line: &Line) -> bool {
    let p = line.p;
    if matches!(p.site, Site::Item(_) | Site::Cell { .. }) {
        return true;
    }
    let last = p.tokens.last().map_or("", |t| t.of(&p.text.text));
    // "… in Washington, D.C." may well be a headline
    let before = p.tokens.len().checked_sub(2).map(|i| p.tokens[i]);
    let initials = last == "." && before.is_some_and(|t| t.shape == Shape::Upper && t.end - t.start == 1);
    let ends = !initials && matches!(last, "." | "。" | ";" | "," | ":")
        || matches!(last, "*" | "”" | "\"" | ")") && p.sentences.len() > 1;
    let told = line
        .cues
        .iter()
        .any(|c| matches!(c.sort, CueSort::Hold { .. }) && p.tokens[c.tokens.start].shape == Shape::Lower);
    let lower = p.tokens.iter().filter(|t| t.shape == Shape::Lower).count();
    // a headline may end with a stop: every word but the smallest has a capital
    let small = |w: &str| {
        matches!(w, "of" | "the" | "and" | "with" | "in" | "on" | "for" | "to" | "a" | "s" | "at" | "by" | "from")
    };
    let headline = lower > 0
        && p.tokens.len() < 40
        && p.sentences.len() == 1
        && p.tokens.iter().all(|t| t.shape != Shape::Lower && t.shape != Shape::Caseless || small(t.of(&p.text.text)));
    if headline {
        return false;
    }
    p.tokens.len() > 90
        || ends && p.tokens.len() > 12 && (told || lower * 5 > p.tokens.len() || last == "。")
        || p.sentences.len() > 3
}

fn part(line: &Line) -> Part {
    let p = line.p;
    if bracket_label(p).is_some() {
        return Part::Label;
    }
    if covered(line) {
        let range = line.dates.iter().any(|d| d.stretches().iter().any(|s| s.to.is_some()) || d.stretches().len() > 1);
        // "Graz | Updated: 5 May 2019" is about the page
        let of_page = |i: usize| matches!(p.small(i), "updated" | "published" | "posted" | "created" | "modified");
        if !line.dates.is_empty() && !range && (0..p.tokens.len().min(8)).any(of_page) {
            return Part::Date;
        }
        return match (line.dates.len(), line.places.is_empty()) {
            (0, true) | (0, false) => Part::Furniture,
            (_, true) if !range => Part::Date,
            // "Paris, le 5 mai 2019" is where and when the note was written
            (1, false) if !range && is_romance_date_line(line) => Part::Date,
            _ => Part::DatedPlace,
        };
    }
    if dates_the_page(line) {
        return Part::Date;
    }
    // "PRESS STATEMENT   9 June 2023"
    if let [date] = line.dates.as_slice()
        && date.tokens.end == p.tokens.len()
        && is_single_day(date)
    {
        let before = |n: usize| date.tokens.start.checked_sub(n).map(|i| p.small(i)).unwrap_or_default();
        // "MINUTES OF THE MEETING OF 5 MAY 1991"
        let of_meeting = matches!(before(1), "of" | "on") && matches!(before(2), "meeting" | "session" | "held");
        if is_genre_in(p, 0..date.tokens.start) {
            return if of_meeting { Part::DatedPlace } else { Part::Date };
        }
        if is_section(p, date.tokens.start) {
            return Part::Date;
        }
    }
    if is_furniture(p) { Part::Furniture } else { Part::Words }
}

/// "News Stories - 7 February 2008": the section of a site before a date.
fn is_section(p: &Passage, date: usize) -> bool {
    const NOUNS: [&str; 9] =
        ["news", "stories", "story", "release", "releases", "press", "statement", "statements", "announcements"];
    let Some(mark) = date.checked_sub(1).filter(|&i| matches!(p.word(i), "-" | "–" | "—" | "|" | ":" | ",")) else {
        return false;
    };
    mark > 0 && mark <= 4 && (0..mark).all(|i| p.tokens[i].is_capital()) && NOUNS.contains(&p.small(mark - 1))
}

/// "Paris, le 5 mai 2019", "Lima, 5 de mayo de 2011".
fn is_romance_date_line(line: &Line) -> bool {
    let date = &line.dates[0];
    let before = date.tokens.start.checked_sub(1).map(|i| line.p.word(i)).unwrap_or_default();
    matches!(before, "le" | "el" | "a")
        || matches!(line.p.word(date.tokens.start), "le" | "el")
        || line.p.words(date.tokens.clone()).contains(" de ")
}

/// Whether dates and places cover every word of a line.
fn covered(line: &Line) -> bool {
    let p = line.p;
    let held = |i: usize| {
        line.dates.iter().any(|d| d.tokens.contains(&i)) || line.places.iter().any(|c| c.tokens.contains(&i))
    };
    let small = |w: &str| {
        matches!(
            w.to_lowercase().as_str(),
            "date"
                | "dated"
                | "le"
                | "el"
                | "a"
                | "on"
                | "in"
                | "the"
                | "for"
                | "immediate"
                | "release"
                | "time"
                | "published"
                | "issued"
                | "released"
                | "posted"
                | "updated"
                | "created"
                | "modified"
                | "ist"
                | "gmt"
                | "utc"
                | "am"
                | "pm"
                | "les"
                | "du"
                | "del"
                | "au"
                | "al"
                | "from"
        )
    };
    let weekday = |i: usize| p.at(i).any(|(_, c)| matches!(c, Class::Weekday(_)));
    !(line.dates.is_empty() && line.places.is_empty())
        && (0..p.tokens.len()).all(|i| {
            let mark = !p.tokens[i].is_word() && p.tokens[i].shape != Shape::Digits;
            mark || held(i) || small(p.word(i)) || weekday(i) || is_of_clock(p, i) || is_agency(p, i)
        })
}

/// "19:31": hours and minutes.
fn is_of_clock(p: &Passage, at: usize) -> bool {
    let digits = |i: usize| p.tokens.get(i).is_some_and(|t| t.shape == Shape::Digits && t.end - t.start <= 2);
    let zone = at > 1 && p.word(at - 1) == "+" && matches!(p.small(at - 2), "gmt" | "utc");
    digits(at) && (zone || p.word(at + 1) == ":" && digits(at + 2) || at > 1 && p.word(at - 1) == ":" && digits(at - 2))
}

/// "TNA |": letters of an agency before a bar.
fn is_agency(p: &Passage, at: usize) -> bool {
    at == 0 && p.tokens[at].shape == Shape::Upper && p.word(at + 1) == "|"
}

fn tells_of_a_meeting(line: &Line) -> bool {
    let counted = line.p.text.text.contains('第') && line.p.text.text.contains('回');
    let japanese = counted || super::japanese::names_meeting(line.p);
    line.names.iter().any(|n| n.proper) || japanese || names_document(line.p)
}

/// "Rivers Council": a line that is the name of a body, and no more.
fn is_body_alone(line: &Line) -> bool {
    let end = line.p.tokens.len();
    line.names.iter().any(|n| n.sort == Sort::Body && n.ordinal.is_none() && n.tokens.start <= 1 && n.tokens.end == end)
}

fn names_meeting(line: &Line) -> bool {
    line.names.iter().any(|n| n.sort == Sort::Meeting && (n.proper || n.ordinal.is_some()))
}

/// "Readout of Meeting Between A and B": a meeting that is named after those who met.
fn is_between(p: &Passage) -> bool {
    super::untitled::between(p).is_some()
}

fn names_document(p: &Passage) -> bool {
    (0..p.tokens.len()).any(|i| p.at(i).any(|(_, c)| c == Class::Document) && p.tokens[i].is_capital())
}

/// Whether a title goes on in the next line.
fn continues(last: &Passage, next: &Passage) -> bool {
    let end = last.tokens.last().map(|t| t.of(&last.text.text).to_lowercase()).unwrap_or_default();
    let begin = next.tokens.first().map(|t| t.of(&next.text.text)).unwrap_or_default();
    let open = matches!(
        end.as_str(),
        "of" | "on" | "the" | "and" | "with" | "for" | "between" | "in" | "to" | "," | "&" | "by" | "at" | "from"
    );
    let goes_on = matches!(
        begin,
        "of" | "on" | "and" | "for" | "between" | "to" | "with" | "by" | "in" | "against" | "OF" | "ON" | "AND" | "FOR"
    );
    (open || goes_on) && next.tokens.len() < 60
}

/// The words of lines as one fact; markup at its ends and a closing colon left out.
fn joined(lines: &[Line], title: &[usize], begin: usize) -> Fact<String> {
    let mut value = String::new();
    let mut spans: Vec<Span> = Vec::new();
    let mut quote = String::new();
    for (n, &l) in title.iter().enumerate() {
        let p = lines[l].p;
        let end = without_date_line(&lines[l]);
        let range = trimmed(p, if n == 0 { begin } else { 0 }..end);
        let span = p.span(range.clone());
        if n > 0 {
            value.push(' ');
            quote.push('\n');
        }
        value.push_str(&tidy(p.words(range)));
        quote.push_str(p.source.slice(span));
        spans.push(span);
    }
    let cover = spans.iter().copied().reduce(Span::cover).expect("a title has a line");
    let mut fact = Fact::stated(value, quote, cover, "title/first-line");
    if spans.len() > 1 {
        fact.spans = spans;
    }
    fact
}

/// The end of a title's words before a date, a place or "held at …" that stands on a line of its own behind them.
fn without_date_line(line: &Line) -> usize {
    let p = line.p;
    let all = p.tokens.len();
    let told = (3..all).find(|&i| p.word(i).eq_ignore_ascii_case("held") && p.begins_line(i));
    let dates = line.dates.iter().map(|d| d.tokens.start);
    let places = line.places.iter().map(|c| c.tokens.start);
    let first = dates.chain(places).filter(|&i| i > 2 && p.begins_line(i)).min();
    let covered = |i: usize| {
        !p.tokens[i].is_word()
            || line.dates.iter().any(|d| d.tokens.contains(&i))
            || line.places.iter().any(|c| c.tokens.contains(&i))
    };
    if let Some(last) = trailing(line) {
        return line.dates[last].tokens.start;
    }
    // "Agreed Minutes" on a line of its own
    let genre = (3..all).find(|&i| p.begins_line(i) && is_genre_from(p, i));
    told.or(first.filter(|&i| (i..all).all(covered))).or(genre).unwrap_or(all)
}

fn trimmed(p: &Passage, range: Range<usize>) -> Range<usize> {
    let edge = |i: usize| matches!(p.word(i), "*" | "_" | "#" | ":" | "：" | "`");
    let mut range = range;
    while !range.is_empty() && edge(range.start) {
        range.start += 1;
    }
    while !range.is_empty() && edge(range.end - 1) {
        range.end -= 1;
    }
    range
}

/// "[Place] HA NOI": the label in small letters and the first token behind it.
fn bracket_label(p: &Passage) -> Option<(String, usize)> {
    if !matches!(p.word(0), "[" | "【" | "［") {
        return None;
    }
    let close = (1..p.tokens.len().min(6)).find(|&i| matches!(p.word(i), "]" | "】" | "］"))?;
    Some((in_english(&p.words(1..close).to_lowercase()).to_owned(), close + 1))
}

/// The label of a line that holds the title.
const TITLE: &str = "title";

/// Labels of archives in other languages, by their English words.
fn in_english(label: &str) -> &str {
    match label {
        "文書名" | "題名" | "件名" | "表題" | "標題" | "titre" | "título" => TITLE,
        "年月日" | "日付" | "作成日" | "作成年月日" | "fecha" => "date",
        _ => label,
    }
}

fn is_single_day(d: &DateWords) -> bool {
    d.only().is_some_and(|s| s.from.year.is_some())
}
