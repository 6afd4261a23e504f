//! Values as a file of corrections writes them → values of the model.

use crate::model::{Cadence, CountryCode, Edtf, Mode, Role, Status, Tlp};
use std::fmt::Display;

/// A value that can be given by hand.
pub(super) trait Hand: Sized + Clone + PartialEq {
    /// What is written where such a value is asked for.
    fn expected() -> String;
    /// Reads it.
    fn read(words: &str) -> Option<Self>;
    /// Writes it.
    fn show(&self) -> String;
}

impl Hand for String {
    fn expected() -> String {
        "write some words".to_owned()
    }
    fn read(words: &str) -> Option<Self> {
        (!words.trim().is_empty()).then(|| words.to_owned())
    }
    fn show(&self) -> String {
        self.clone()
    }
}

/// Implements [`Hand`] for what parses from and prints as one word.
macro_rules! by_word {
    ($($of:ty => $expected:expr),+ $(,)?) => { $(
        impl Hand for $of {
            fn expected() -> String {
                $expected
            }
            fn read(words: &str) -> Option<Self> {
                words.parse().ok()
            }
            fn show(&self) -> String {
                self.to_string()
            }
        }
    )+ };
}

by_word! {
    u32 => "write a number, such as 6".to_owned(),
    i16 => "write a year, such as 2006".to_owned(),
    Edtf => "write a date such as 2011-02-09, 2011-02 or 2011, or two days as 2011-02-09/2011-02-11".to_owned(),
    CountryCode => "write the two capital letters of ISO 3166-1, such as KH".to_owned(),
    Mode => one_of(Mode::ALL),
    Status => one_of(Status::ALL),
    Role => one_of(Role::ALL),
    Cadence => one_of(Cadence::ALL),
    Tlp => one_of(Tlp::ALL),
}

fn one_of<T: Display>(all: &[T]) -> String {
    format!("write one of {}", all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
}
