//! The tables the grammar reads, as data files with typed access.
