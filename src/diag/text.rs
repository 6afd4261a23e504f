//! Diagnostics for people: the source line with the words marked.
