//! The language of the text.

use crate::lexicon::sorts::Sorts;
use crate::lexicon::token::Shape;
use crate::normalize::passage::Reading;

/// Characters looked at; a note does not change its language after that.
const LOOKED_AT: usize = 6000;

/// BCP 47 tag: `ja`, `fr`, `es` or `en`.
pub(super) fn read(reading: &Reading) -> String {
    let (mut kana, mut kanji) = (0_usize, 0_usize);
    let mut letters = 0_usize;
    let (mut french, mut spanish, mut english) = (0_usize, 0_usize, 0_usize);
    'all: for p in &reading.passages {
        for (at, t) in p.tokens.iter().enumerate() {
            if t.plain {
                letters += t.end - t.start;
            } else {
                let word = t.of(&p.text.text);
                kana += word.chars().filter(|c| matches!(c, '\u{3040}'..='\u{30ff}')).count();
                kanji += word.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}')).count();
                letters += word.chars().count();
            }
            if t.shape == Shape::Lower {
                french += usize::from(p.is(at, Sorts::FRENCH));
                spanish += usize::from(p.is(at, Sorts::SPANISH));
                english += usize::from(p.is(at, Sorts::ENGLISH));
            }
            if letters > LOOKED_AT {
                break 'all;
            }
        }
    }
    let tag = if kana > 0 && (kana + kanji) * 2 > letters {
        "ja"
    } else if french > spanish && french > english {
        "fr"
    } else if spanish > english && spanish > french {
        "es"
    } else {
        "en"
    };
    tag.to_owned()
}
