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
