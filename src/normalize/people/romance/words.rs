//! French and Spanish words the grammar goes by.
//!
//! Handed: a view and a token. Gives: what sort of word it is. Knows nothing about persons.

use super::super::view::View;

/// Articles and prepositions that may stand before a party of a list.
pub(super) const LEADS: &[&str] = &[
    "le",
    "la",
    "les",
    "l",
    "el",
    "los",
    "las",
    "de",
    "du",
    "des",
    "del",
    "d",
    "al",
    "por",
    "par",
    "conjointement",
    "conjuntamente",
    "respectivement",
    "respectivamente",
    "tanto",
    "'",
    "’",
];

/// Words between two parties of a list.
pub(super) const AND: &[&str] = &["et", "y", "e"];

/// Words that head an office, without accents' and genders' other forms.
const OFFICES: &[&str] = &[
    "ministre",
    "ministro",
    "ministra",
    "viceministro",
    "viceministra",
    "directeur",
    "directrice",
    "director",
    "directora",
    "subdirector",
    "subdirectora",
    "secrétaire",
    "secretario",
    "secretaria",
    "subsecretario",
    "subsecretaria",
    "ambassadeur",
    "ambassadrice",
    "embajador",
    "embajadora",
    "président",
    "présidente",
    "presidente",
    "presidenta",
    "vicepresidente",
    "vicepresidenta",
    "chef",
    "cheffe",
    "jefe",
    "jefa",
    "représentant",
    "représentante",
    "representante",
    "conseiller",
    "conseillère",
    "consejero",
    "consejera",
    "gouverneur",
    "gouverneure",
    "gobernador",
    "gobernadora",
    "délégué",
    "déléguée",
    "delegado",
    "delegada",
    "coordonnateur",
    "coordonnatrice",
    "coordinateur",
    "coordinatrice",
    "coordinador",
    "coordinadora",
    "commissaire",
    "comisario",
    "comisaria",
    "canciller",
    "procureur",
    "procureure",
    "fiscal",
    "préfet",
    "préfète",
    "maire",
    "alcalde",
    "alcaldesa",
    "recteur",
    "rectrice",
    "rector",
    "rectora",
    "inspecteur",
    "inspectrice",
    "administrateur",
    "administratrice",
    "administrador",
    "intendente",
    "premier",
    "vice",
    "sous",
    "haut",
    "haute",
    "alto",
    "alta",
    "adjoint",
    "asesor",
    "asesora",
    "responsable",
    "superintendente",
];

/// Words that head a body.
const BODIES: &[&str] = &[
    "ministère",
    "ministerio",
    "secrétariat",
    "secretaría",
    "commission",
    "comisión",
    "agence",
    "agencia",
    "office",
    "oficina",
    "instituto",
    "institut",
    "banque",
    "banco",
    "université",
    "universidad",
    "gouvernement",
    "gobierno",
    "conseil",
    "consejo",
    "autorité",
    "autoridad",
    "département",
    "departamento",
    "cancillería",
    "service",
    "servicio",
    "police",
    "policía",
    "présidence",
    "presidencia",
    "primature",
    "comité",
    "dirección",
    "direction",
    "organisation",
    "organización",
    "centre",
    "centro",
];

/// Whether a word heads an office.
pub(super) fn is_office(v: &View, at: usize) -> bool {
    contains(OFFICES, v.word(at))
}

/// Whether a word in small letters heads an office.
pub(super) fn is_office_word(word: &str) -> bool {
    OFFICES.contains(&word)
}

/// Whether a word heads a body.
pub(super) fn is_body(v: &View, at: usize) -> bool {
    contains(BODIES, v.word(at))
}

fn contains(words: &[&str], word: &str) -> bool {
    word.chars().next().is_some_and(char::is_alphabetic) && {
        let lower = word.to_lowercase();
        words.contains(&lower.as_str())
    }
}

/// Length of the courtesy at a token: those of every language, and « M. », «D.», which are initials elsewhere.
pub(super) fn courtesy(v: &View, at: usize) -> Option<usize> {
    let stop = |k: usize| usize::from(v.word(k) == "." && v.glued(k));
    let local = [
        "M", "MM", "D", "Dª", "Dña", "Dra", "Mtro", "Mtra", "Arq", "Don", "Doña", "Monsieur", "Madame", "Sres",
        "señores", "señoras", "señor", "señora",
    ];
    if local.contains(&v.word(at)) {
        let n = 1 + stop(at + 1);
        // « S. E. M Roland Dumas »: without its stop after another courtesy
        let after = at > 1 && v.word(at - 1) == "." && v.is(at - 2, &["E", "Em", "Exc"]);
        let initial = v.word(at).len() == 1 && n == 1 && !after;
        return (!initial).then_some(n);
    }
    v.honorific(at)
}
