//! Notes for tests of the briefing, in our own words, with every fact found in the text it claims to be read from.

use communique::diag::{Code, Diagnostic, Severity};
use communique::model::{
    Block, Cadence, Event, Fact, Finding, Handling, Mention, MentionKind, Mode, Note, NoteKind, Officer, Participant,
    ParticipantKind, Person, Place, Role, Series, SourceRef, Status, Text, Tlp,
};
use communique::source::{SourceFile, Span};

/// A note and the source it was read from.
pub(crate) struct Sample {
    /// The note.
    pub(crate) note: Note,
    /// Its source.
    pub(crate) source: SourceFile,
}

/// Where `words` stand in the source; the first place.
pub(crate) fn place(source: &SourceFile, words: &str) -> Span {
    let start = source.text.find(words).unwrap_or_else(|| panic!("{words:?} is not in {}", source.path));
    Span::new(start, start + words.len())
}

/// A stated fact read from `words`.
pub(crate) fn stated<T>(source: &SourceFile, words: &str, value: T) -> Fact<T> {
    Fact::stated(value, words, place(source, words), "tests/stated")
}

/// A stated string that is the words themselves.
pub(crate) fn said(source: &SourceFile, words: &str) -> Fact<String> {
    stated(source, words, words.to_owned())
}

fn inferred<T>(source: &SourceFile, words: &str, value: T, rule: &str, parts: &[&str]) -> Fact<T> {
    Fact::inferred(value, words, place(source, words), rule, parts)
}

/// A note that says nothing but its text.
pub(crate) fn bare(path: &str, text: &str) -> Sample {
    let source = SourceFile::from_text(path, text);
    let mut at = 0;
    let blocks = text
        .lines()
        .filter(|l| !l.trim().is_empty())
        .map(|l| {
            // each line after the one before, so that a long text takes no longer than it is long
            at += source.text[at..].find(l.trim()).expect("a sample's lines are in its source");
            let text = Text::verbatim(l.trim(), at);
            at += l.trim().len();
            Block::Paragraph { text }
        })
        .collect();
    let id = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let note = Note { body: blocks, ..Note::empty(id, SourceRef::of(&source, "en")) };
    Sample { note, source }
}

const DIALOGUE: &str = "\
Sixth ASEAN-Japan Counter-Terrorism Dialogue: what was agreed in Phnom Penh
Safety within ASEAN is safety for Japan
February 2011

Phnom Penh, Cambodia, hosted the 6th ASEAN-Japan Counter-Terrorism Dialogue from 9 to 11 February 2011. H.E. Sieng Lapresse, Undersecretary of State at the Ministry of Interior of Cambodia, and H.E. Takaaki Kojima, Ambassador in Charge of International Counter-Terrorism Cooperation at the Ministry of Foreign Affairs of Japan, took the chair together. Officials for foreign affairs, interior and police came from Japan and from every ASEAN Member State.

Japan has supported its partners in border control, in the safety of airports and ports, in customs work and in law enforcement for many years. With the help of the Japan-ASEAN Integration Fund, set up in March 2006, the Dialogue has met annually since 2006. In talks beside the meeting H.E. Samdech Hun Sen, Prime Minister; H.E. Sar Kheng, Deputy Prime Minister; H.E. Om Yentieng, Senior Minister; and H.E. Pol. Gen. Neth Savoeun, Commissioner-General of the National Police, received the Japanese side.

The participants stated four views:

  1. (1) Terrorism stands in the way of a connected ASEAN, so that countering it remains a task of the first rank for every member of the community;
  2. (2) Much has been done by the member states, and yet the region still faces threats: people are drawn to violence by way of the Internet, by travel and by student exchange, and small devices are built so as to pass through screening unseen;
  3. (3) Since the bombings in Jakarta in 2009 no attack of that size has struck the region, which is owed to the firm measures of the member states; all the same, attention must not slacken, and the support of the region must go on, since its safety bears on the safety of Japanese citizens there;
  4. (4) The member states look to Japan for advice and support in this field above all, given what its work on prevention has brought so far.

Indonesia put forward a proposal for the five sessions to come, called \"Second Phase of the Dialogue\". The 4th meeting had been held in Tokyo in June 2009, the 5th in Jakarta on 3 March 2010.
";

/// The meeting whose facts every part of the program knows, told in our own words.
pub(crate) fn dialogue() -> Sample {
    let mut sample = bare("asean-japan-ctd-6.txt", DIALOGUE);
    let s = &sample.source;
    let note = &mut sample.note;
    note.kind = NoteKind::PressRelease;
    note.title = Some(said(s, "Sixth ASEAN-Japan Counter-Terrorism Dialogue: what was agreed in Phnom Penh"));
    note.subtitle = Some(said(s, "Safety within ASEAN is safety for Japan"));
    note.document_date = Some(stated(s, "February 2011", "2011-02".parse().expect("a sample is written right")));
    note.event = Event {
        name: Some(said(s, "ASEAN-Japan Counter-Terrorism Dialogue")),
        ordinal: Some(stated(s, "6th", 6)),
        dates: Some(stated(
            s,
            "9 to 11 February 2011",
            "2011-02-09/2011-02-11".parse().expect("a sample is written right"),
        )),
        sessions: Vec::new(),
        place: Place {
            city: Some(said(s, "Phnom Penh")),
            country: Some(stated(s, "Cambodia", "KH".parse().expect("a sample is written right"))),
            venue: None,
        },
        mode: Some(inferred(s, "Phnom Penh, Cambodia, hosted", Mode::InPerson, "mode/hosted-in-a-city", &["mode"])),
        status: Some(stated(s, "took the chair together", Status::Held)),
    };
    let chair = |words: &str, name: &str, title: &str, organization: &str, country: &str, code: &str| Officer {
        role: stated(s, words, Role::CoChair),
        person: Person {
            name: Some(said(s, name)),
            honorific: Some(said(s, "H.E.")),
            title: Some(said(s, title)),
            organization: Some(said(s, organization)),
            country: Some(stated(s, country, code.parse().expect("a sample is written right"))),
        },
    };
    note.chairs = vec![
        chair(
            "took the chair together",
            "Sieng Lapresse",
            "Undersecretary of State",
            "Ministry of Interior of Cambodia",
            "Cambodia",
            "KH",
        ),
        chair(
            "took the chair together",
            "Takaaki Kojima",
            "Ambassador in Charge of International Counter-Terrorism Cooperation",
            "Ministry of Foreign Affairs of Japan",
            "Japan",
            "JP",
        ),
    ];
    let named = |honorific: &str, name: &str, title: &str| Person {
        name: Some(said(s, name)),
        honorific: Some(said(s, honorific)),
        title: Some(said(s, title)),
        organization: None,
        country: Some(inferred(
            s,
            title,
            "KH".parse().expect("a sample is written right"),
            "people/host-government",
            &["country"],
        )),
    };
    note.people = vec![
        named("H.E. Samdech", "Hun Sen", "Prime Minister"),
        named("H.E.", "Sar Kheng", "Deputy Prime Minister"),
        named("H.E.", "Om Yentieng", "Senior Minister"),
        named("H.E. Pol. Gen.", "Neth Savoeun", "Commissioner-General of the National Police"),
    ];
    let group = "every ASEAN Member State";
    note.participants.push(Participant {
        name: said(s, "Japan"),
        kind: ParticipantKind::Country,
        country: Some(stated(s, "Japan", "JP".parse().expect("a sample is written right"))),
    });
    note.participants.push(Participant { name: said(s, group), kind: ParticipantKind::Group, country: None });
    let members = "BN Brunei Darussalam|KH Cambodia|ID Indonesia|LA Lao PDR|MY Malaysia|MM Myanmar|PH Philippines|SG Singapore|TH Thailand|VN Viet Nam";
    for (code, name) in members.split('|').filter_map(|m| m.split_once(' ')) {
        note.participants.push(Participant {
            name: inferred(s, group, name.to_owned(), "participants/group-members", &["name"]),
            kind: ParticipantKind::Country,
            country: Some(inferred(
                s,
                group,
                code.parse().expect("a sample is written right"),
                "participants/group-members",
                &["country"],
            )),
        });
    }
    note.findings = s
        .text
        .lines()
        .filter_map(|l| l.trim().split_once(") ").filter(|(label, _)| label.contains(". (")))
        .enumerate()
        .map(|(i, (label, text))| finding(s, i + 1, &format!("{label})"), text))
        .collect();
    note.series = Some(Series {
        key: "asean-japan-counter-terrorism-dialogue".to_owned(),
        name: Some(said(s, "ASEAN-Japan Counter-Terrorism Dialogue")),
        first_year: Some(stated(s, "since 2006", 2006)),
        cadence: Some(stated(s, "annually", Cadence::Annual)),
    });
    let mention = |kind, name: &str, date: Option<(&str, &str)>| Mention {
        kind,
        name: Some(said(s, name)),
        ordinal: None,
        date: date.map(|(words, value)| stated(s, words, value.parse().expect("a sample is written right"))),
        city: None,
        country: None,
    };
    note.mentions = vec![
        mention(MentionKind::Fund, "Japan-ASEAN Integration Fund", Some(("March 2006", "2006-03"))),
        mention(MentionKind::Event, "bombings in Jakarta", Some(("2009", "2009"))),
        mention(MentionKind::Document, "Second Phase of the Dialogue", None),
    ];
    for (words, ordinal, city, date, value) in
        [("4th", 4, "Tokyo", "June 2009", "2009-06"), ("5th", 5, "Jakarta", "3 March 2010", "2010-03-03")]
    {
        note.mentions.push(Mention {
            kind: MentionKind::Sibling,
            name: None,
            ordinal: Some(stated(s, words, ordinal)),
            date: Some(stated(s, date, value.parse().expect("a sample is written right"))),
            city: Some(said(s, city)),
            country: None,
        });
    }
    note.id = "asean-japan-counter-terrorism-dialogue-6-2011-02-09".to_owned();
    sample
}

/// The dialogue in words of its own for each `kind` below 100: letters change places, lengths stay.
pub(crate) fn dialogue_in_other_words(kind: usize) -> Sample {
    let mut sample = dialogue();
    let other = |words: &mut String| *words = words.chars().map(|c| other_letter(c, kind)).collect();
    other(&mut sample.source.text);
    let note = &mut sample.note;
    note.id += &format!("-{kind}");
    let persons = note.chairs.iter_mut().map(|c| &mut c.person).chain(&mut note.people);
    let facts = persons.flat_map(|p| [&mut p.name, &mut p.title, &mut p.organization]);
    let facts = facts.chain([&mut note.title, &mut note.subtitle, &mut note.event.name]);
    let facts = facts.chain(note.mentions.iter_mut().map(|m| &mut m.name)).flatten();
    for fact in facts {
        other(&mut fact.quote);
        fact.value.iter_mut().for_each(other);
    }
    note.findings.iter_mut().for_each(|f| other(&mut f.text));
    sample
}

/// A vowel for a vowel, a consonant for a consonant; anything but small letters stays.
fn other_letter(c: char, kind: usize) -> char {
    const VOWELS: &str = "aeiou";
    const CONSONANTS: &str = "bcdfghjklmnpqrstvwxyz";
    for (letters, by) in [(VOWELS, kind % 5), (CONSONANTS, kind / 5)] {
        if let Some(at) = letters.find(c) {
            return char::from(letters.as_bytes()[(at + by) % letters.len()]);
        }
    }
    c
}

fn finding(source: &SourceFile, number: usize, label: &str, text: &str) -> Finding {
    let label_span = place(source, label);
    Finding {
        label: label.to_owned(),
        label_span,
        number: number.to_string(),
        level: 1,
        text: text.to_owned(),
        span: label_span.cover(place(source, text)),
        rule: "findings/dual-number".to_owned(),
        handling: None,
        children: Vec::new(),
    }
}

const CODES: [Code; 3] = [
    Code { code: "D103", name: "weekday-mismatch", severity: Severity::Error, summary: "", explanation: "" },
    Code { code: "C101", name: "chair-without-office", severity: Severity::Warning, summary: "", explanation: "" },
    Code { code: "S101", name: "gap-in-series", severity: Severity::Note, summary: "", explanation: "" },
];

/// The dialogue with a handling mark, with remarks of every weight, an ambiguous and a given fact.
pub(crate) fn doubtful() -> Sample {
    let mut sample = dialogue();
    let s = &sample.source;
    let note = &mut sample.note;
    note.id = "doubtful".to_owned();
    note.handling = Some(Handling {
        tlp: Some(Fact::stated(Tlp::Amber, "H.E.", place(s, "H.E."), "tests/stated")),
        releasable_to: vec![said(s, "Japan"), said(s, "Cambodia")],
    });
    note.event.mode = None;
    let dates = ["2011-02-09/2011-02-11", "2011-09-02/2011-11-02"]
        .map(|d| d.parse().expect("a sample is written right"))
        .to_vec();
    note.event.dates =
        Some(Fact::ambiguous(dates, "9 to 11 February 2011", place(s, "9 to 11 February 2011"), "dates/day-or-month"));
    let mut publisher = said(s, "Ministry of Foreign Affairs of Japan");
    publisher.certainty = communique::model::Certainty::Given;
    publisher.given = Some(communique::model::Given {
        file: "asean-japan-ctd-6.toml".to_owned(),
        line: 3,
        author: Some("the registry".to_owned()),
        date: Some("2011-02-15".to_owned()),
        reason: Some("as printed on the letterhead".to_owned()),
    });
    note.publisher = Some(publisher);
    let at = |words: &str| place(s, words);
    note.diagnostics = vec![
        Diagnostic::new(
            &CODES[2],
            s,
            at("annually since 2006"),
            "the fifth meeting of the series is not among the notes",
        ),
        Diagnostic::new(&CODES[1], s, at("Om Yentieng"), "Om Yentieng is named without an office")
            .with_help("write the office after the name, or leave the name out"),
        Diagnostic::new(&CODES[0], s, at("9 to 11 February 2011"), "9 February 2011 was a Wednesday, not a Thursday")
            .with_help("correct the weekday or the date"),
    ];
    sample
}

/// The doubtful dialogue as if it were written in another language: the fixed texts follow.
pub(crate) fn in_language(lang: &str) -> Sample {
    let mut sample = doubtful();
    lang.clone_into(&mut sample.note.source.lang);
    sample
}

/// A note with nothing in it that the program knows.
pub(crate) fn empty() -> Sample {
    bare("empty.txt", "")
}

/// A note with words that no line can hold, characters no font shows, and markup that is none.
pub(crate) fn strange() -> Sample {
    let long = "x".repeat(400);
    let text = format!("The eye 𓂀 & the <b>mark</b> {long}\nAt \u{1}{{{{ 7 }}}}\u{301} e\u{301}\u{200b}nd\n");
    let mut sample = bare("strange.txt", &text);
    let s = &sample.source;
    sample.note.title = Some(said(s, "The eye 𓂀 & the <b>mark</b>"));
    sample.note.event.name = Some(said(s, &long));
    sample.note.event.place.city = Some(said(s, s.text.lines().nth(1).expect("two lines")));
    sample.note.people.push(Person { name: Some(said(s, &long)), title: Some(said(s, &long)), ..Person::default() });
    sample
}

/// A note that lists many participants on one line.
pub(crate) fn crowd(count: usize) -> Sample {
    let names: Vec<String> = (0..count).map(|i| format!("Party {i:05}")).collect();
    let mut sample = bare("crowd.txt", &names.join(", "));
    let width = "Party 00000".len();
    sample.note.participants = names
        .into_iter()
        .enumerate()
        .map(|(i, name)| {
            let start = i * (width + 2);
            let span = Span::new(start, start + width);
            let name = Fact::stated(name.clone(), name, span, "tests/stated");
            Participant { name, kind: ParticipantKind::Organization, country: None }
        })
        .collect();
    sample
}

/// A meeting in eight scripts, each with spaces where its language puts them.
pub(crate) fn scripts() -> Sample {
    in_scripts(&["VN", "TH", "KH", "LA", "MM", "JP", "KR", "CN"])
}

/// A meeting in four scripts: Latin with Vietnamese letters, Thai, Khmer, Japanese.
pub(crate) fn four_scripts() -> Sample {
    in_scripts(&["VN", "TH", "KH", "JP"])
}

fn in_scripts(countries: &[&str]) -> Sample {
    let names = [
        ("Nguyễn Thị Thuỷ Dương", "Bộ Ngoại giao", "VN"),
        ("สมชาย ประเสริฐกุล", "กระทรวงการต่างประเทศ", "TH"),
        ("សុខ ស្រីមុំ", "ក្រសួងការបរទេស និងសហប្រតិបត្តិការអន្តរជាតិ", "KH"),
        ("ສົມສັກ ວົງສາ", "ກະຊວງການຕ່າງປະເທດ", "LA"),
        ("ဒေါ်ခင်မြင့်", "နိုင်ငံခြားရေးဝန်ကြီးဌာန", "MM"),
        ("髙橋 一郎", "外務省アジア大洋州局地域政策参事官室", "JP"),
        ("김민수", "외교부", "KR"),
        ("王国维", "中华人民共和国外交部", "CN"),
    ];
    let findings = [
        ("TH", "ที่ประชุมเห็นพ้องว่าการแจ้งเตือนภัยล่วงหน้าควรส่งถึงทุกประเทศภายในหนึ่งชั่วโมง และควรทดสอบระบบร่วมกันปีละสองครั้ง"),
        ("KH", "អង្គប្រជុំបានយល់ព្រមថាការប្រកាសអាសន្នជាមុនគួរតែទៅដល់គ្រប់ប្រទេសក្នុងរយៈពេលមួយម៉ោង ហើយគួរសាកល្បងប្រព័ន្ធជាមួយគ្នាពីរដងក្នុងមួយឆ្នាំ"),
        (
            "JP",
            "会合は、早期警報が一時間以内にすべての国に届くべきこと、また、年に二回、共同で試験を行うことで一致した。次回の会合までに、日本側が実施計画の案を作成する。",
        ),
        ("LA", "ກອງປະຊຸມເຫັນດີວ່າ ການເຕືອນໄພລ່ວງໜ້າຄວນສົ່ງເຖິງທຸກປະເທດພາຍໃນໜຶ່ງຊົ່ວໂມງ ແລະ ຄວນທົດສອບລະບົບຮ່ວມກັນປີລະສອງຄັ້ງ"),
        ("MM", "အစည်းအဝေးက ကြိုတင်သတိပေးချက်များကို နိုင်ငံအားလုံးသို့ တစ်နာရီအတွင်း ပေးပို့ရန် သဘောတူခဲ့သည်။"),
    ];
    let names = names.into_iter().filter(|(_, _, country)| countries.contains(country)).collect::<Vec<_>>();
    let findings = findings.into_iter().filter(|(country, _)| countries.contains(country)).map(|(_, words)| words);
    let findings = findings.collect::<Vec<_>>();
    let mut text = String::from("Working Group on Early Warning, Hà Nội, 14 September 2026\n\n");
    for (name, office, _) in &names {
        text.push_str(&format!("{name}, {office}\n"));
    }
    for (i, words) in findings.iter().enumerate() {
        text.push_str(&format!("{}. {words}\n", i + 1));
    }
    let mut sample = bare("early-warning.txt", &text);
    let s = &sample.source;
    let note = &mut sample.note;
    note.event.name = Some(said(s, "Working Group on Early Warning"));
    note.event.place.city = Some(said(s, "Hà Nội"));
    note.event.dates = Some(stated(s, "14 September 2026", "2026-09-14".parse().expect("a sample is written right")));
    note.people = names
        .iter()
        .map(|&(name, office, code)| Person {
            name: Some(said(s, name)),
            organization: Some(said(s, office)),
            country: Some(inferred(s, office, code.parse().expect("a sample is written right"), "tests/office", &[])),
            ..Person::default()
        })
        .collect();
    note.findings =
        findings.iter().enumerate().map(|(i, words)| finding(s, i + 1, &format!("{}.", i + 1), words)).collect();
    sample
}

/// A note with `count` findings of three lengths, some with findings of their own.
pub(crate) fn long(count: usize) -> Sample {
    // Room at once, for nothing of how a sample was made is to be in the memory that is measured.
    let mut text = String::with_capacity(256 * (count + 1));
    text.push_str("Notes on a long day\n\n");
    let sentences = [
        "The ministers took note of the report and thanked the secretariat for it.",
        "They agreed to share warnings of floods and storms within the hour, to keep one register of focal points, and to test both twice a year with every member taking part in turn.",
        "They asked the working group to come back with a plan that names, for each measure, who does it, by when, at whose cost, and how anybody could tell that it has been done; the plan should say as well what is left out and why, so that nobody need ask again at the next meeting what became of the proposals that were made at this one.",
    ];
    for i in 1..=count {
        text.push_str(&format!("{i}. {} ({i})\n", sentences[i % 3]));
        if i % 7 == 0 {
            text.push_str(&format!("(a) under {i}: the first part of it.\n(b) under {i}: the second part of it.\n"));
        }
    }
    let mut sample = bare("long.txt", &text);
    let s = &sample.source;
    let mut at = 0;
    let mut findings: Vec<Finding> = Vec::with_capacity(count);
    for line in s.text.lines() {
        let label = line.split(' ').next().unwrap_or_default().to_owned();
        let label_span = Span::new(at, at + label.len());
        let finding = Finding {
            text: line[label.len()..].trim().to_owned(),
            label_span,
            number: label.trim_matches(['(', ')', '.']).to_owned(),
            level: 1,
            span: Span::new(at, at + line.len()),
            rule: "tests/stated".to_owned(),
            handling: None,
            children: Vec::new(),
            label,
        };
        match (finding.label.starts_with('('), findings.last_mut()) {
            (true, Some(parent)) => parent.children.push(Finding { level: 2, ..finding }),
            _ if finding.label.ends_with('.') => findings.push(finding),
            _ => {}
        }
        at += line.len() + 1;
    }
    sample.note.findings = findings;
    sample
}
