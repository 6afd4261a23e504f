# Everyday commands; `just` lists them.

default:
    @just --list

# What CI runs.
ci:
    bash .ci/run

# Compile the sample notes into out/.
build:
    cargo run --release -- build

# All tests.
test:
    cargo test

# Formatting and lints as CI wants them.
lint:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings

# Accept what golden tests found; look at the diff before committing.
golden:
    UPDATE_GOLDEN=1 cargo test

# Benchmarks; compare runs on one quiet machine.
bench:
    cargo bench
