//! Notes built by hand, in our own words: what normalize would read, without depending on how it reads.

use communique::diag::{Diagnostic, Related, Severity};
use communique::model::claims::{CountClaim, WeekdayClaim};
use communique::model::fact::Origin;
use communique::model::*;
use communique::source::{SourceFile, Span};

/// A source, and facts read from it.
pub(crate) struct Draft {
    pub(crate) source: SourceFile,
}

impl Draft {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self { source: SourceFile::from_text(path, text) }
    }

    /// Where words stand first.
    pub(crate) fn at(&self, words: &str) -> Span {
        let start = self.source.text.find(words).unwrap_or_else(|| panic!("{words:?} stands nowhere"));
        Span::new(start, start + words.len())
    }

    pub(crate) fn stated<T>(&self, value: T, words: &str) -> Fact<T> {
        Fact::stated(value, words, self.at(words), "test/stated")
    }

    pub(crate) fn words(&self, words: &str) -> Fact<String> {
        self.stated(words.to_owned(), words)
    }

    pub(crate) fn date(&self, value: &str, words: &str) -> Fact<Edtf> {
        self.stated(value.parse().unwrap(), words)
    }

    pub(crate) fn country(&self, code: &str, words: &str) -> Fact<CountryCode> {
        Fact::inferred(code.parse().unwrap(), words, self.at(words), "test/country", &["code"])
    }

    /// A text that stands on one line.
    pub(crate) fn text(&self, words: &str) -> Text {
        Text::verbatim(words, self.at(words).start)
    }

    pub(crate) fn paragraph(&self, words: &str) -> Block {
        Block::Paragraph { text: self.text(words) }
    }

    pub(crate) fn heading(&self, level: u8, words: &str) -> Block {
        Block::Heading { level, text: self.text(words) }
    }

    pub(crate) fn item(&self, label: &str, words: &str, more: Vec<Block>) -> Item {
        let blocks = std::iter::once(self.paragraph(words)).chain(more).collect();
        Item { label: Some(self.text(label)), blocks }
    }

    pub(crate) fn finding(&self, label: &str, number: &str, level: u8, words: &str, children: Vec<Finding>) -> Finding {
        Finding {
            label: label.to_owned(),
            label_span: self.at(label),
            number: number.to_owned(),
            level,
            text: words.to_owned(),
            span: self.at(label).cover(self.at(words)),
            rule: "test/numbered-item".to_owned(),
            handling: None,
            children,
        }
    }

    /// A note of which nothing is known.
    pub(crate) fn note(&self, id: &str, lang: &str) -> Note {
        Note::empty(id, SourceRef::of(&self.source, lang))
    }
}

const FULL: &str = "\
The Third Harbour Safety Forum
Safe quays, open seas
March 2019
Released by the Ministry of Ports of Norway
The Third Harbour Safety Forum was held on 4 and 5 March 2019 at the Old Customs House, Bergen, Norway, and was chaired by \
H.E. Ingrid Solberg, State Secretary, Ministry of Ports of Norway. Delegates from Iceland, Ireland and the Nordic Rescue \
League attended; some joined by video. Ms. Aoife Byrne, Harbour Master of Cork, was also present.
The Forum has met every year since 2017. It was financed by the Quay Fund.
TLP:GREEN, releasable to Iceland
Views
The following three views were shared on Monday, 4 March:
1. (1) Pilots need one radio channel;
2. (3) Ports should share tide tables, namely:
(a) hourly, and
(b) by e-mail.
3. Drills remain useful.
Port
Drills
Bergen
4
The next forum is planned for autumn 2020 or spring.
An earlier plan named 31 February 2019 and 5 to 4 March 2019.
Back to index
";

/// A note in which every field of the model is filled.
pub(crate) fn full() -> Note {
    let d = Draft::new("forum/third <&> \"one\".txt", FULL);
    let mut note = d.note("harbour-safety-forum-3-2019-03-04", "en-GB");
    note.kind = NoteKind::PressRelease;
    note.title = Some(d.words("The Third Harbour Safety Forum"));
    note.subtitle = Some(d.words("Safe quays, open seas"));
    note.document_date = Some(d.date("2019-03", "March 2019"));
    note.publisher = Some(d.words("Ministry of Ports of Norway"));
    note.event = full_event(&d);
    note.chairs = vec![Officer {
        role: d.stated(Role::Chair, "chaired by"),
        person: Person {
            name: Some(d.words("Ingrid Solberg")),
            honorific: Some(d.words("H.E.")),
            title: Some(d.words("State Secretary")),
            organization: Some(full_organization(&d)),
            country: Some(d.country("NO", "of Norway")),
        },
    }];
    note.participants = full_participants(&d);
    note.people = vec![Person {
        name: Some(d.words("Aoife Byrne")),
        honorific: Some(d.words("Ms.")),
        title: Some(d.words("Harbour Master of Cork")),
        ..Person::default()
    }];
    note.findings = full_findings(&d);
    note.series = Some(Series {
        key: "harbour-safety-forum".to_owned(),
        name: Some(d.words("Harbour Safety Forum")),
        first_year: Some(d.stated(2017, "since 2017")),
        cadence: Some(d.stated(Cadence::Annual, "every year")),
    });
    note.mentions = full_mentions(&d);
    note.handling = Some(Handling {
        tlp: Some(d.stated(Tlp::Green, "TLP:GREEN")),
        releasable_to: vec![d.stated("IS".to_owned(), "releasable to Iceland")],
    });
    note.claims = full_claims(&d);
    note.corrections = vec![
        Correction {
            field: "event.status".to_owned(),
            was: None,
            value: Some("held".to_owned()),
            given: given_by_hand(),
        },
        Correction {
            field: "chairs[1]".to_owned(),
            was: Some("Aoife Byrne".to_owned()),
            value: None,
            given: Given { author: None, date: None, reason: None, ..given_by_hand() },
        },
    ];
    note.body = full_body(&d);
    note.diagnostics = vec![full_diagnostic(&d)];
    note
}

fn full_event(d: &Draft) -> Event {
    let mut dates = d.date("2019-03-04/2019-03-05", "4 and 5 March 2019");
    dates.spans = vec![d.at("4 and"), d.at("5 March 2019")];
    dates.quote = "4 and\n5 March 2019".to_owned();
    let mut country = d.country("NO", "Norway");
    country.from = Some(Origin { quote: "Bergen".to_owned(), span: d.at("Bergen") });
    let mut status = d.stated(Status::Held, "was held");
    status.certainty = Certainty::Given;
    status.given = Some(given_by_hand());
    Event {
        name: Some(d.words("Harbour Safety Forum")),
        ordinal: Some(d.stated(3, "Third")),
        dates: Some(dates),
        sessions: vec![d.date("2019-03-04", "4 March"), d.date("2019-03-05", "5 March 2019")],
        place: Place {
            city: Some(d.words("Bergen")),
            country: Some(country),
            venue: Some(Fact { anchor: Some("paragraph 5".to_owned()), ..d.words("Old Customs House") }),
        },
        mode: Some(Fact::inferred(
            Mode::Hybrid,
            "some joined by video",
            d.at("some joined by video"),
            "test/mode",
            &["mode"],
        )),
        status: Some(status),
    }
}

fn given_by_hand() -> Given {
    Given {
        file: "forum/third.corrections.toml".to_owned(),
        line: 7,
        author: Some("A. Byrne <&>".to_owned()),
        date: Some("2019-03-11".to_owned()),
        reason: Some("asked by phone".to_owned()),
    }
}

/// Read from its second place: the first is the publisher's.
fn full_organization(d: &Draft) -> Fact<String> {
    let words = "Ministry of Ports of Norway";
    let start = d.source.text.rfind(words).unwrap();
    Fact::stated(words.to_owned(), words, Span::new(start, start + words.len()), "test/organization")
}

fn full_participants(d: &Draft) -> Vec<Participant> {
    let country = |name: &str, code: &str| Participant {
        name: d.words(name),
        kind: ParticipantKind::Country,
        country: Some(d.country(code, name)),
    };
    let mut league = d.words("the Nordic Rescue League");
    league.value = Some("Nordic Rescue League".to_owned());
    vec![
        country("Iceland", "IS"),
        country("Ireland", "IE"),
        Participant { name: league, kind: ParticipantKind::Organization, country: None },
        Participant { name: d.words("Delegates"), kind: ParticipantKind::Group, country: None },
    ]
}

fn full_findings(d: &Draft) -> Vec<Finding> {
    let marked = Handling { tlp: Some(d.stated(Tlp::Green, "TLP:GREEN")), releasable_to: Vec::new() };
    let below = vec![
        d.finding("(a)", "2(a)", 2, "hourly, and", Vec::new()),
        Finding { handling: Some(Box::new(marked)), ..d.finding("(b)", "2(b)", 2, "by e-mail.", Vec::new()) },
    ];
    vec![
        d.finding("1. (1)", "1", 1, "Pilots need one radio channel;", Vec::new()),
        d.finding("2. (3)", "2", 1, "Ports should share tide tables, namely:", below),
        d.finding("3.", "3", 1, "Drills remain useful.", Vec::new()),
    ]
}

fn full_mentions(d: &Draft) -> Vec<Mention> {
    let bare = |kind| Mention { kind, name: None, ordinal: None, date: None, city: None, country: None };
    let next = Fact::ambiguous(
        vec!["2020-09/2020-11".parse().unwrap(), "2020".parse().unwrap()],
        "autumn 2020 or spring",
        d.at("autumn 2020 or spring"),
        "test/season",
    );
    vec![
        Mention { name: Some(d.words("The next forum")), date: Some(next), ..bare(MentionKind::Sibling) },
        Mention { name: Some(d.words("Quay Fund")), ..bare(MentionKind::Fund) },
        Mention { name: Some(d.words("tide tables")), ordinal: Some(d.stated(2, "2.")), ..bare(MentionKind::Document) },
        Mention {
            date: Some(d.date("2019-03-04", "4 March")),
            city: Some(d.words("Cork")),
            country: Some(d.country("IE", "Ireland")),
            ..bare(MentionKind::Date)
        },
        Mention {
            name: Some(d.words("An earlier plan")),
            ordinal: Some(d.stated(1, "1.")),
            ..bare(MentionKind::Event)
        },
    ]
}

fn full_claims(d: &Draft) -> Claims {
    Claims {
        dates: vec![d.date("2019-03-04/2019-03-05", "4 and 5 March 2019"), d.date("2019", "2019")],
        ordinals: vec![d.stated(3, "Third")],
        cities: vec![d.words("Bergen")],
        names: vec![d.words("Harbour Safety Forum"), d.words("The Forum")],
        wordings: vec![d.words("Harbour Safety Forum"), d.words("The Forum")],
        datelines: vec![d.words("Bergen")],
        weekdays: vec![WeekdayClaim {
            weekday: d.stated(Weekday::Monday, "Monday"),
            date: Fact::inferred("2019-03-04".parse().unwrap(), "4 March", d.at("4 March"), "test/year", &["year"])
                .borrowed_from("2019", d.at("2019")),
        }],
        impossible_dates: vec![d.words("31 February 2019")],
        reversed_ranges: vec![d.words("5 to 4 March 2019")],
        counts: vec![CountClaim {
            count: d.stated(3, "three"),
            of: "views".to_owned(),
            counted: 3,
            list: d.at("1. (1)").cover(d.at("3. Drills remain useful.")),
        }],
        durations: vec![d.stated(2, "4 and 5 March")],
        lost_hyphens: vec![d.words("5 to 4 March 2019")],
        numeric_dates: vec![Fact::ambiguous(
            vec!["2019-03-04".parse().unwrap(), "2019-04-03".parse().unwrap()],
            "4 March",
            d.at("4 March"),
            "test/numbers",
        )],
        misplaced_cities: vec![MisplacedCity {
            city: d.words("Bergen"),
            country: d.stated("IS".parse().unwrap(), "Iceland"),
            home: "NO".parse().unwrap(),
        }],
    }
}

fn full_body(d: &Draft) -> Vec<Block> {
    let lines: Vec<&str> = FULL.lines().collect();
    let below =
        Block::List { items: vec![d.item("(a)", "hourly, and", Vec::new()), d.item("(b)", "by e-mail.", Vec::new())] };
    let cell = |words: &str| {
        let start = d.source.text.rfind(words).unwrap();
        Text::verbatim(words, start)
    };
    vec![
        d.heading(1, lines[0]),
        d.paragraph(lines[1]),
        d.paragraph("March 2019"),
        d.paragraph(lines[3]),
        d.paragraph(lines[4]),
        d.paragraph(lines[5]),
        d.paragraph(lines[6]),
        d.heading(2, "Views"),
        d.paragraph(lines[8]),
        Block::List {
            items: vec![
                d.item("1. (1)", "Pilots need one radio channel;", Vec::new()),
                d.item("2. (3)", "Ports should share tide tables, namely:", vec![below]),
                d.item("3.", "Drills remain useful.", Vec::new()),
            ],
        },
        Block::Table {
            rows: vec![
                Row { header: true, cells: vec![cell("Port\n").trimmed(), cell("Drills\n").trimmed()] },
                Row { header: false, cells: vec![cell("Bergen"), cell("4\n").trimmed()] },
            ],
        },
        d.paragraph("The next forum is planned for autumn 2020 or spring."),
        d.paragraph("An earlier plan named 31 February 2019 and 5 to 4 March 2019."),
        Block::Boilerplate { text: d.text("Back to index") },
    ]
}

trait Trimmed {
    fn trimmed(self) -> Text;
}

impl Trimmed for Text {
    /// Without the line feed that told the words from earlier ones.
    fn trimmed(self) -> Text {
        Text::verbatim(self.text.trim_end(), self.span().start)
    }
}

fn full_diagnostic(d: &Draft) -> Diagnostic {
    let span = d.at("2. (3)");
    Diagnostic {
        code: "F103".to_owned(),
        name: "numbers-disagree".to_owned(),
        severity: Severity::Warning,
        message: "the printed numbers 2 and 3 of this item disagree".to_owned(),
        path: d.source.path.to_string(),
        span,
        line: 11,
        column: 1,
        quote: "2. (3)".to_owned(),
        related: vec![Related {
            message: "the item before is".to_owned(),
            path: d.source.path.to_string(),
            span: d.at("1. (1)"),
            line: 10,
            column: 1,
            quote: "1. (1)".to_owned(),
        }],
        help: Some("write \"2. (2)\"".to_owned()),
    }
}

/// A note that holds nothing at all.
pub(crate) fn empty() -> Note {
    Draft::new("empty.txt", "").note("e3b0c44298fc", "und")
}

/// A note of which only the text is known.
pub(crate) fn unread() -> Note {
    let d = Draft::new("memo.txt", "Officials met again.\nNothing else was said.\n");
    let mut note = d.note("memo-5f2a", "en");
    note.body = vec![d.paragraph("Officials met again."), d.paragraph("Nothing else was said.")];
    note
}

/// A meeting report in Japanese.
pub(crate) fn japanese() -> Note {
    let text = "第6回港湾安全会議（結果概要）\n2011年2月15日\n\
                1　2月9日から11日まで、ベルゲンにおいて第6回港湾安全会議が開催された。\n\
                第1　灯台の保守を続ける。\n第2　潮位表を共有する。\n";
    let d = Draft::new("会議/第6回.txt", text);
    let mut note = d.note("kowan-anzen-kaigi-6-2011-02-09", "ja");
    note.kind = NoteKind::MeetingReport;
    note.title = Some(d.words("第6回港湾安全会議（結果概要）"));
    note.document_date = Some(d.date("2011-02-15", "2011年2月15日"));
    note.event.name = Some(d.words("港湾安全会議"));
    note.event.ordinal = Some(d.stated(6, "第6回"));
    note.event.dates = Some(d.date("2011-02-09/2011-02-11", "2月9日から11日まで"));
    note.event.place.city = Some(d.words("ベルゲン"));
    note.findings = vec![
        d.finding("第1", "1", 1, "灯台の保守を続ける。", Vec::new()),
        d.finding("第2", "2", 1, "潮位表を共有する。", Vec::new()),
    ];
    note.body = vec![
        d.heading(1, "第6回港湾安全会議（結果概要）"),
        d.paragraph("2011年2月15日"),
        d.paragraph("1　2月9日から11日まで、ベルゲンにおいて第6回港湾安全会議が開催された。"),
        Block::List {
            items: vec![
                d.item("第1", "灯台の保守を続ける。", Vec::new()),
                d.item("第2", "潮位表を共有する。", Vec::new()),
            ],
        },
    ];
    note
}

/// Words that try to break out of XML, in every place words can stand.
pub(crate) fn hostile() -> Note {
    let words = "]]><script>alert('x')</script> &amp; &#0; \u{0}\u{1}\u{b}\u{1f}\u{7f}\u{85}\u{fffe}\u{ffff} \u{202e}gnirts\u{202c} \r\t end";
    let d = Draft::new("a\u{1}<b>&\"c'.txt", words);
    let mut note = d.note("hostile", "en\"><x");
    note.title = Some(d.words(words));
    note.publisher = Some(d.words(words));
    note.event.name = Some(d.words(words));
    note.event.place.city = Some(d.words(words));
    note.people = vec![Person { name: Some(d.words(words)), title: Some(d.words(words)), ..Person::default() }];
    note.findings = vec![d.finding("]]>", "]]>", 1, words, Vec::new())];
    note.diagnostics = vec![Diagnostic { message: words.to_owned(), ..full_diagnostic(&Draft::new("x.txt", FULL)) }];
    note.body = vec![
        d.paragraph(words),
        Block::List { items: vec![Item { label: Some(d.text("]]>")), blocks: vec![d.paragraph(words)] }] },
    ];
    note
}

/// Every hand-built note with a name for messages.
pub(crate) fn all() -> Vec<(&'static str, Note)> {
    vec![("full", full()), ("empty", empty()), ("unread", unread()), ("japanese", japanese()), ("hostile", hostile())]
}
