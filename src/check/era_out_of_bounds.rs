use super::{Rule, Subject, prose};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{EdtfDate, Text};

pub(super) const RULE: Rule = Rule {
    code: Code {
        code: "D110",
        name: "era-out-of-bounds",
        severity: Severity::Warning,
        summary: "A year that its Japanese era never had.",
        explanation: "Years of an era are counted from its first to its last: Meiji has 45, Taisho 15, Showa 64, Heisei 31. \
            A year 0, or one after the last (\"平成35年\"), is a slip of the number or of the era. Notes that are older than \
            the end of the era are left alone, since nobody knew of it, and so are fiscal years (年度).",
    },
    firing: "第3回国境安全会議\n\n令和5年2月12日\n\n平成35年2月9日、ビエンチャンにおいて、第3回国境安全会議が開催された。\n",
    clean: "第3回国境安全会議\n\n令和5年2月12日\n\n令和5年2月9日、ビエンチャンにおいて、第3回国境安全会議が開催された。\n",
    check,
};

/// An era, its last year as counted, and that year of the common era.
struct Era {
    name: &'static str,
    last: u32,
    ended: i16,
}

/// The eras that are over.
const ERAS: [Era; 4] = [
    Era { name: "明治", last: 45, ended: 1912 },
    Era { name: "大正", last: 15, ended: 1926 },
    Era { name: "昭和", last: 64, ended: 1989 },
    Era { name: "平成", last: 31, ended: 2019 },
];

fn check(subject: &Subject) -> Vec<Diagnostic> {
    prose::texts(subject.note).into_iter().flat_map(|text| slips(subject, text)).collect()
}

fn slips(subject: &Subject, text: &Text) -> Vec<Diagnostic> {
    if !text.text.contains('年') {
        return Vec::new();
    }
    let issued = subject.note.document_date.as_ref().and_then(|d| d.value).map(|d| d.end());
    let mut found = Vec::new();
    for era in &ERAS {
        for (at, _) in text.text.match_indices(era.name) {
            let rest = &text.text[at + era.name.len()..];
            let Some((year, len)) = counted_year(rest) else { continue };
            let planned = year > era.last && issued.is_some_and(|d| is_before(d, era));
            if (1..=era.last).contains(&year) || planned {
                continue;
            }
            let span = text.source_span(at..at + era.name.len() + len);
            let message = format!("the era {} has no year {year}: its last is {}", era.name, era.last);
            found.push(subject.at(span, message).with_help("correct the year, or the name of the era"));
        }
    }
    found
}

fn is_before(issued: EdtfDate, era: &Era) -> bool {
    issued.get_year() < era.ended
}

/// The number before 年, in ASCII or full-width digits, and its length in bytes with the 年; none for a fiscal year.
fn counted_year(rest: &str) -> Option<(u32, usize)> {
    let mut number = None;
    for (i, c) in rest.char_indices().take(4) {
        match digit(c) {
            Some(d) => number = Some(number.unwrap_or(0) * 10 + d),
            None if c == '年' && !rest[i..].starts_with("年度") => return Some((number?, i + c.len_utf8())),
            None => return None,
        }
    }
    None
}

fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => c.to_digit(10),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::specimen::Specimen;

    #[test]
    fn years_are_held_against_their_era() {
        for (words, count) in [
            ("平成35年2月", 1),
            ("昭和６５年", 1),
            ("平成0年", 1),
            ("平成31年4月", 0),
            ("令和35年", 0),
            ("平成35年度", 0),
            ("平成元年", 0),
            ("平成3500年", 0),
            ("平成の35年", 0),
        ] {
            let s = Specimen::prose(words);
            assert_eq!(s.check("D110").len(), count, "{words}");
        }
    }

    #[test]
    fn nobody_knew_of_the_end_before_it_came() {
        let mut s = Specimen::prose("2016; 平成35年");
        s.note.document_date = Some(s.fact(Specimen::edtf("2016"), "2016"));
        assert_eq!(s.check("D110"), []);
    }
}
