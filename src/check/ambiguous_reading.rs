use super::{Rule, Subject, wording};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Certainty, Fact, Note, Person};
use crate::source::Span;
use std::collections::BTreeSet;
use std::fmt::Display;

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "T101",
        name: "ambiguous-reading",
        severity: Severity::Note,
        summary: "Words that can be read in several ways.",
        explanation: "The words allow more than one reading and nothing else in the note decides between them, such as \
            \"07/03/2011\", which is a day in March to some and a day in July to others. The program does not guess: the \
            fact stays open until the author writes it out.",
    },
    firing: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 07/03/2011 in \
        Vientiane, Lao PDR.\n",
    clean: "Working Group on Border Security\n\nThe 3rd Working Group on Border Security was held on 7 March 2011 in \
        Vientiane, Lao PDR.\n",
    check,
};

fn check(subject: &Subject) -> Vec<Diagnostic> {
    let mut questions = Questions { subject, found: Vec::new(), told: BTreeSet::new() };
    questions.note(subject.note);
    questions.found
}

struct Questions<'a> {
    subject: &'a Subject<'a>,
    found: Vec<Diagnostic>,
    /// Words already asked about.
    told: BTreeSet<Span>,
}

impl Questions<'_> {
    fn note(&mut self, note: &Note) {
        let Note { title, subtitle, document_date, publisher, event, series, .. } = note;
        self.ask(title.as_ref(), "title", String::clone);
        self.ask(subtitle.as_ref(), "subtitle", String::clone);
        self.ask(document_date.as_ref(), "date of the note", |&e| wording::dates(e));
        self.ask(publisher.as_ref(), "publisher", String::clone);
        self.ask(event.name.as_ref(), "name of the meeting", String::clone);
        self.ask(event.ordinal.as_ref(), "ordinal of the meeting", |&n| wording::ordinal(n));
        self.ask(event.dates.as_ref(), "date of the meeting", |&e| wording::dates(e));
        event.sessions.iter().for_each(|s| self.ask(Some(s), "date of a sitting", |&e| wording::dates(e)));
        self.ask(event.place.city.as_ref(), "city of the meeting", String::clone);
        self.ask(event.place.country.as_ref(), "country of the meeting", text);
        self.ask(event.place.venue.as_ref(), "venue of the meeting", String::clone);
        self.ask(event.mode.as_ref(), "way people met", text);
        self.ask(event.status.as_ref(), "status of the meeting", text);
        for chair in &note.chairs {
            self.ask(Some(&chair.role), "capacity at the meeting", text);
            self.person(&chair.person);
        }
        note.people.iter().for_each(|p| self.person(p));
        note.participants.iter().for_each(|p| self.ask(p.country.as_ref(), "participant", text));
        if let Some(series) = series {
            self.ask(series.first_year.as_ref(), "first year of the series", text);
            self.ask(series.cadence.as_ref(), "rhythm of the series", text);
        }
        note.claims.numeric_dates.iter().for_each(|d| self.ask(Some(d), "date", |&e| wording::dates(e)));
        note.mentions.iter().for_each(|m| self.ask(m.date.as_ref(), "date", |&e| wording::dates(e)));
    }

    fn person(&mut self, person: &Person) {
        self.ask(person.name.as_ref(), "name", String::clone);
        self.ask(person.title.as_ref(), "office", String::clone);
        self.ask(person.organization.as_ref(), "organization", String::clone);
        self.ask(person.country.as_ref(), "country", text);
    }

    fn ask<T>(&mut self, fact: Option<&Fact<T>>, what: &str, say: impl Fn(&T) -> String) {
        // words that contradict each other are told by rules of their own
        let open = |f: &&Fact<T>| f.certainty == Certainty::Ambiguous && !f.rule.ends_with("/disagreement");
        let Some(fact) = fact.filter(open).filter(|f| self.told.insert(f.span)) else { return };
        let candidates: Vec<String> = fact.candidates.iter().map(say).collect();
        let words = self.subject.words(fact.span);
        let message = match candidates.as_slice() {
            [] => format!("{what}: what does “{words}” mean?"),
            some => format!("{what}: does “{words}” mean {}?", wording::any_of(some)),
        };
        self.found.push(self.subject.at(fact.span, message).with_help("write out which one is meant"));
    }
}

fn text<T: Display>(value: &T) -> String {
    value.to_string()
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;
    use crate::model::Fact;

    #[test]
    fn asks_with_the_readings_it_sees() {
        let mut s = Specimen::new("held on 07/03/2011");
        let readings = vec![Specimen::edtf("2011-03-07"), Specimen::edtf("2011-07-03")];
        s.note.event.dates = Some(Fact::ambiguous(readings, "07/03/2011", s.span("07/03/2011"), "specimen"));
        let found = s.check("T101");
        assert_eq!(found[0].message, "date of the meeting: does “07/03/2011” mean 7 March 2011 or 3 July 2011?");
    }
}
