//! Persons, chairs and findings of short notes in our own words, read through the whole pipeline.

use communique::model::{Note, Officer, Person, Role};
use communique::pipeline;

fn note(text: &str) -> Note {
    pipeline::examine("note.txt", text.as_bytes()).note.expect("a text is a note")
}

/// A person in one line: honorific | name | title | organization | country; `-` for what is not said.
fn line(p: &Person) -> String {
    let text =
        |f: &Option<communique::model::Fact<String>>| f.as_ref().and_then(|f| f.value.clone()).unwrap_or("-".into());
    let country = p.country.as_ref().and_then(|f| f.value).map_or("-".to_owned(), |c| c.to_string());
    [text(&p.honorific), text(&p.name), text(&p.title), text(&p.organization), country].join(" | ")
}

fn chairs(n: &Note) -> Vec<String> {
    let role = |c: &Officer| c.role.value.expect("a role").name();
    n.chairs.iter().map(|c| format!("{}: {}", role(c), line(&c.person))).collect()
}

const SEED_LIKE: &str = "The 4th Hue Maritime Safety Dialogue\n\nMarch 2012\n\n\
The 4th Hue Maritime Safety Dialogue was held from March 5 to 6, 2012 in Hue, Viet Nam, and was co-chaired by H.E. Tran \
Van Lam, Undersecretary of State, Ministry of Transport of Viet Nam, and H.E. Naoki Ishida, Ambassador in Charge of \
Maritime Affairs, Ministry of Foreign Affairs of Japan, with transport officials from Japan in attendance.\n\n\
Talks were also held with the Government (H.E. Samdech Sok Vanna, Prime Minister; H.E. Pol. Gen. Keo Rith, \
Commissioner-General of the Cambodian National Police; and others). Japan notes the following two views:\n\n\
  1. (1) Ships are boarded at night;\n  2. (2) Ports need light.\n";

#[test]
fn two_co_chairs_each_with_office_body_and_country() {
    let n = note(SEED_LIKE);
    assert_eq!(
        chairs(&n),
        [
            "co-chair: H.E. | Tran Van Lam | Undersecretary of State | Ministry of Transport of Viet Nam | VN",
            "co-chair: H.E. | Naoki Ishida | Ambassador in Charge of Maritime Affairs | Ministry of Foreign Affairs of Japan | JP",
        ]
    );
    assert_eq!(n.chairs[0].role.value, Some(Role::CoChair));
}

#[test]
fn others_named_in_brackets() {
    let others: Vec<String> = note(SEED_LIKE).people.iter().map(line).collect();
    assert_eq!(
        others,
        [
            "H.E. Samdech | Sok Vanna | Prime Minister | - | -",
            "H.E. Pol. Gen. | Keo Rith | Commissioner-General of the Cambodian National Police | Cambodian National Police | KH",
        ]
    );
}

#[test]
fn dual_labels_and_the_count_that_announces_them() {
    let n = note(SEED_LIKE);
    let found: Vec<(&str, &str, &str)> =
        n.findings.iter().map(|f| (f.label.as_str(), f.number.as_str(), f.text.as_str())).collect();
    assert_eq!(found, [("1. (1)", "1", "Ships are boarded at night;"), ("2. (2)", "2", "Ports need light.")]);
    let count = &n.claims.counts[0];
    assert_eq!((count.count.value, count.of.as_str(), count.counted), (Some(2), "views", 2));
}

/// Every form of telling a chair, with the rule that reads it.
const FORMS: &[(&str, &str)] = &[
    ("chairs/tag", "Co-Chairs: Ms. Ana Horvat (Austria), Mr. Jan Novak (Slovakia)"),
    ("chairs/tag-after", "Ms. Ana Horvat, Director, River Agency, Austria [Chair]"),
    ("chairs/chaired-by", "The Talks were chaired by Ms. Ana Horvat of Austria."),
    ("chairs/active", "Ms. Ana Horvat of Austria chaired the Talks."),
    ("chairs/to-chair", "Ms. Ana Horvat of Austria will chair the Talks."),
    ("chairs/chairmanship-of", "The Talks met under the chairmanship of Ms. Ana Horvat of Austria."),
    ("chairs/chairmanship-of-a-nation", "The Talks met under French chairmanship."),
    ("chairs/chairing", "The Talks met on 3 May 2012, with Ms. Ana Horvat of Austria chairing."),
    ("chairs/in-the-chair", "Ms. Ana Horvat of Austria took the chair."),
    ("chairs/as-chairs", "Ms. Ana Horvat of Austria served as chair."),
    ("chairs/was-chair", "Ms. Ana Horvat of Austria and Mr. Jan Novak of Slovakia were the co-chairs."),
    ("chairs/chairs-were", "The co-chairs were Ms. Ana Horvat of Austria and Mr. Jan Novak of Slovakia."),
    ("chairs/apposition", "The co-chairs, Ms. Ana Horvat of Austria and Mr. Jan Novak of Slovakia, opened the Talks."),
    ("chairs/apposed", "Ms. Ana Horvat of Austria and Mr. Jan Novak of Slovakia, the co-chairs, opened the Talks."),
    ("chairs/titled", "Ms. Ana Horvat, Co-Chair of the Talks, opened them."),
    (
        "chairs/host-and-counterparts",
        "Ms. Ana Horvat of Austria hosted her Slovak counterpart for the Talks. Then the co-chairs spoke of dams.",
    ),
];

#[test]
fn every_form_of_a_chair_is_read_by_its_rule() {
    for (rule, sentence) in FORMS {
        let n = note(&format!("The Sixth Talks on Rivers\n\n{sentence}\n"));
        let rules: Vec<&str> = n.chairs.iter().map(|c| c.role.rule.as_str()).collect();
        assert!(!rules.is_empty() && rules.iter().all(|r| r == rule), "{sentence} is read by {rules:?}");
    }
}
