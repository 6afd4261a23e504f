//! Which meeting a text tells of whose title names none: the first that it says was held.
//!
//! Handed: the lines and what stands above the text. Gives: the line and index of the phrase that names it. Knows nothing
//! about what other phrases mean.

use super::{NEAR_LINES, Own, holds_its_meeting, holds_some_meeting, is_held, meets_for_a_time};
use crate::normalize::meeting::head::Head;
use crate::normalize::meeting::marks::{
    is_beside, is_long_ago, is_meant_to_be, is_past_marked, is_within, looks_ahead, opens_with_at, two_met, year_before,
};
use crate::normalize::meeting::names::{Named, Sort, key};
use crate::normalize::meeting::ordinal::is_history;
use crate::normalize::meeting::sights::Line;

impl Own {
    /// Without a title: the first meeting the text says was held.
    pub(super) fn first_held(&self, lines: &[Line], head: &Head) -> Option<(usize, usize)> {
        let header = lines.iter().enumerate().take(head.end).find_map(|(l, line)| {
            let i = line.names.iter().position(|n| n.proper && n.ordinal.is_some() && n.sort == Sort::Meeting)?;
            Some((l, i))
        });
        // under a title that tells of no meeting, only a counted one is likely the note's subject
        let plain_title = head.title.is_some() && !head.is_of_a_meeting;
        // "Today the President and the Prime Minister met": what is told below is not another meeting's account
        let told = lines.iter().skip(head.end).take(NEAR_LINES / 2).position(two_met);
        let near = told.map_or(NEAR_LINES / 2, |t| (t + 1).min(NEAR_LINES / 2));
        let text = move || lines.iter().enumerate().skip(head.end).take(near);
        let held = || {
            text().find_map(|(l, line)| {
                let i = (0..line.names.len()).find(|&i| {
                    let n = &line.names[i];
                    let counted = || holds_its_meeting(line, i) || meets_for_a_time(line, n);
                    let whole = n.ordinal.is_some() || n.sort == Sort::Meeting || counted();
                    let whole = whole || plain_title && l == head.end && is_between_states(n);
                    n.proper
                        && whole
                        && (n.ordinal.is_some() || !plain_title || counted() || l == head.end && is_between_states(n))
                        && is_held(line, i)
                        && !self.is_another(line, n)
                        && !is_long_ago(line, n)
                        && (line.index == self.text || !looks_ahead(line, n) && !is_history(line, n.tokens.start))
                })?;
                Some((l, i))
            })
        };
        // "Officials sat down for the Fourth … Talks": the first sentence is about the meeting, whatever its verb
        let opening = || {
            text().take(1).find_map(|(l, line)| {
                let sentence = line.p.sentences.first()?;
                let counted = |n: &Named| n.proper && n.ordinal.is_some();
                let mut of_sentence = (0..line.names.len())
                    .filter(|&i| sentence.contains(&line.names[i].tokens.start) && counted(&line.names[i]));
                let first = of_sentence.next()?;
                let alone = of_sentence.next().is_none() && !self.is_another(line, &line.names[first]);
                alone.then_some((l, first))
            })
        };
        // "At the Second Ministerial Dialogue, members agreed": a sentence about what happened at it
        let at_which = || {
            lines.iter().enumerate().skip(head.end).take(NEAR_LINES / 2).find_map(|(l, line)| {
                let i = line.names.iter().position(|n| n.proper && n.ordinal.is_some() && opens_with_at(line, n))?;
                head.is_a_document.then_some((l, i))
            })
        };
        // "At its sixth meeting, held in Graz, the Rivers Commission took note"
        let at_its = || {
            text().take(1).find_map(|(l, line)| {
                let [meeting, body] = line.names.get(..2)? else { return None };
                let counted = meeting.ordinal.is_some() && !meeting.proper && meeting.tokens.start == 2;
                let its = matches!(line.p.small(1), "its" | "their")
                    && matches!(line.p.word(0), "At" | "During" | "For" | "In");
                let subject = body.tokens.start.checked_sub(2).is_some_and(|i| line.p.word(i) == ",");
                let whole =
                    counted && its && subject && body.proper && body.sort == Sort::Body && body.ordinal.is_none();
                whole.then_some((l, 1))
            })
        };
        let first = || held().filter(|&(l, _)| l == head.end);
        header.or_else(first).or_else(opening).or_else(held).or_else(at_its).or_else(at_which)
    }

    /// "the previous Forum", "the 2019 Forum", "on the eve of the Summit", "agreed to hold the next Dialogue": not the
    /// meeting of a note that tells of it first.
    pub(super) fn is_another(&self, line: &Line, n: &Named) -> bool {
        let meant = line.index > self.text && is_meant_to_be(line, n);
        let beside = is_beside(line, n) || is_within(line, n);
        is_past_marked(line, n) || year_before(line, n).is_some() || beside || meant
    }

    /// "Ministers of the Straits states met in Ely" above "the Meeting of Ministers of the Straits Countries was held": the
    /// first sentence names the meeting that the title only tells of, in the title's own words or by its abbreviation.
    pub(super) fn told_by_title(&self, lines: &[Line], head: &Head) -> Option<(usize, usize)> {
        let title = lines.get(*head.title_lines.first().filter(|_| head.can_tell_of_a_meeting)?)?;
        let line = lines.get(head.end)?;
        let sentence = line.p.sentences.first()?;
        let known = key(title.p, 0..title.p.tokens.len());
        let shared = |n: &Named| n.key.iter().filter(|w| *w != "meeting" && known.contains(w)).count();
        let short = |n: &Named| {
            let words = n.abbreviation.clone().map(|a| line.p.words(a)).unwrap_or_default();
            !words.is_empty() && (0..title.p.tokens.len()).any(|i| title.p.word(i) == words)
        };
        let telling = |n: &Named| {
            short(n) || shared(n) >= 2 && 3 * shared(n) >= 2 * n.key.iter().filter(|w| *w != "meeting").count()
        };
        // behind "Graz, 1 June 2020 -"
        let dash = (sentence.start..sentence.start + 14)
            .take_while(|_| line.places.first().is_some_and(|c| c.tokens.start == sentence.start))
            .find(|&i| matches!(line.p.word(i), "-" | "–" | "—" | ":") && line.p.tokens[i].spaced);
        let begin = dash.map_or(sentence.start, |i| i + 1);
        let subject = |n: &Named| n.tokens.start <= begin + 1;
        // "Rivers Council goes virtual" above "The Rivers Council of the Alps will hold a virtual meeting"
        let body = (0..line.names.len()).find(|&i| {
            let n = &line.names[i];
            let whole = n.proper && n.sort == Sort::Body && subject(n) && shared(n) >= 2 && n.ordinal.is_none();
            whole && holds_some_meeting(line, i) && !self.is_another(line, n)
        });
        if let Some(body) = body {
            return Some((head.end, body));
        }
        let mut fit = (0..line.names.len()).filter(|&i| {
            let n = &line.names[i];
            let own = n.proper && n.sort == Sort::Meeting && sentence.contains(&n.tokens.start) && telling(n);
            own && (is_held(line, i) || subject(n)) && !self.is_another(line, n)
        });
        let found = fit.next().filter(|_| fit.next().is_none())?;
        Some((head.end, found))
    }

    /// "A and B hold first Senior Officials Meeting": a title that counts a meeting of common words.
    pub(super) fn counted_by_title(lines: &[Line], head: &Head) -> Option<(usize, usize)> {
        let &l = head.title_lines.first()?;
        let line = &lines[l];
        let whole = |n: &Named| {
            let words = n.name.clone().filter(|&i| line.p.tokens[i].is_word());
            words.clone().count() > 2 && words.clone().all(|i| line.p.tokens[i].is_capital())
        };
        let fit =
            |n: &Named| n.ordinal.is_some() && !n.proper && n.sort == Sort::Meeting && whole(n) && !is_beside(line, n);
        let i = line.names.iter().position(fit).filter(|_| line.p.tokens.len() < 40)?;
        Some((l, i))
    }
}

/// "The India-Bhutan Joint Group of Experts met": two states in a name make it that of a body that meets.
fn is_between_states(n: &Named) -> bool {
    n.key.iter().filter(|w| w.len() == 2 && w.chars().all(char::is_uppercase)).count() >= 2
}
