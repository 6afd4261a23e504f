//! The diagnostics of this stage.

use crate::diag::{Code, Severity};

/// Codes of the diagnostics this stage gives.
pub const CODES: &[&Code] = &[
    &UNKNOWN_FORMAT,
    &TOO_LARGE,
    &EMPTY,
    &BINARY,
    &WRONG_ENCODING,
    &GUESSED_ENCODING,
    &CONTROL_CHARACTER,
    &BIDI_CONTROL,
    &FRONT_MATTER,
    &UNREADABLE,
    &CHANGED,
    &OVERDUE,
    &FAULT,
];

pub(super) const UNKNOWN_FORMAT: Code = Code {
    code: "I001",
    name: "unknown-format",
    severity: Severity::Error,
    summary: "The file's ending is of no format that can be read.",
    explanation: "The reader is chosen by the ending of the file's name. A file in the input folder with another ending \
        is reported rather than passed over, so that no note is lost in silence. Save the note in a supported format, \
        or move the file out of the input folder.",
};

pub(super) const TOO_LARGE: Code = Code {
    code: "I002",
    name: "too-large",
    severity: Severity::Error,
    summary: "The file is larger than a note can be.",
    explanation: "Notes have a few kilobytes. A file of more than 16 MiB is not read, so that one wrong file cannot \
        hold up a run. If it holds several notes, split it into one file a meeting.",
};

pub(super) const EMPTY: Code = Code {
    code: "I003",
    name: "empty-note",
    severity: Severity::Error,
    summary: "The file holds no text.",
    explanation: "The file is empty, or holds nothing but white space, front matter or page furniture. Often an export \
        was broken off. Export it again, or remove the file.",
};

pub(super) const BINARY: Code = Code {
    code: "I004",
    name: "binary-file",
    severity: Severity::Error,
    summary: "The file is not text.",
    explanation: "The file holds NUL bytes or begins like a known binary format (PDF, Office, image, archive) although \
        its ending promises text. Save the note as text under this name, or give the file its right ending.",
};

pub(super) const WRONG_ENCODING: Code = Code {
    code: "I005",
    name: "wrong-encoding",
    severity: Severity::Error,
    summary: "The file's character encoding cannot be told.",
    explanation: "The bytes are not UTF-8, and no other encoding explains all of them. Guessing would turn names into \
        other names, so the note is held. Save the file as UTF-8.",
};

pub(super) const GUESSED_ENCODING: Code = Code {
    code: "I006",
    name: "guessed-encoding",
    severity: Severity::Warning,
    summary: "The file is not UTF-8; its encoding was recognized from its content.",
    explanation: "The bytes are not UTF-8, but fit another encoding that is usual for such text. Names and places may \
        have been read wrongly. Look at them, and save the file as UTF-8. Places in diagnostics and facts count bytes of \
        the text after conversion to UTF-8.",
};

pub(super) const CONTROL_CHARACTER: Code = Code {
    code: "I007",
    name: "control-character",
    severity: Severity::Warning,
    summary: "The text holds a control character.",
    explanation: "Control characters other than tab, line feed, carriage return and form feed have no place in a text \
        and cannot stand in XML (XML 1.0, production 2). They are read as white space. Usually they are left over from a \
        conversion; look at the words around them.",
};

pub(super) const BIDI_CONTROL: Code = Code {
    code: "I008",
    name: "bidirectional-override",
    severity: Severity::Warning,
    summary: "The text holds a character that makes what follows appear in another order.",
    explanation: "Embeddings, overrides and isolates (U+202A to U+202E, U+2066 to U+2069) can make a text look different \
        from what it says. They are kept, because some names need them; look at the words as they are stored.",
};

pub(super) const FRONT_MATTER: Code = Code {
    code: "I009",
    name: "broken-front-matter",
    severity: Severity::Error,
    summary: "The front matter cannot be read.",
    explanation: "A block between two lines `---` (YAML) or `+++` (TOML) at the head of a file gives facts by hand. If it \
        cannot be read, its facts would be lost, so the note is held. Correct the block at the place shown, or close it \
        with the line that opened it.",
};

pub(super) const UNREADABLE: Code = Code {
    code: "I010",
    name: "unreadable-file",
    severity: Severity::Error,
    summary: "The file cannot be read from the disk.",
    explanation: "The operating system refused to give the file's bytes: its permissions do not allow it, it vanished \
        during the run, or the disk is damaged. Nothing of the note can be published; the other notes go out.",
};

pub(super) const CHANGED: Code = Code {
    code: "I011",
    name: "changed-during-run",
    severity: Severity::Error,
    summary: "The file changed while the run was reading it.",
    explanation: "A run compares all notes, and reads those of which others say something a second time. If the two readings differ, what was compared is not what would be published, so the note is held; \
        the next run takes it as it is then. Put files into the input folder in one step (write them elsewhere on the same disk, then rename).",
};

pub(super) const OVERDUE: Code = Code {
    code: "I012",
    name: "takes-too-long",
    severity: Severity::Error,
    summary: "The note took longer than one note may.",
    explanation: "A note is compiled in milliseconds. One that takes longer than the limit (`limits.seconds_per_note`) is \
        given up so that the others go out: the file is not what it should be, the disk does not answer, or the program \
        has a fault. Look at the file; if it is a note like the others, report it.",
};

pub(super) const FAULT: Code = Code {
    code: "I013",
    name: "program-fault",
    severity: Severity::Error,
    summary: "The program failed on this note.",
    explanation: "This is a fault of the program, not of the note. The note is held and the others go out. Please report \
        it with the message on standard error and, if you may, the note.",
};
