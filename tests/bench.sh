#!/usr/bin/env bash
# How fast the program is, as a table of ratios of one run: `tests/bench.sh`, or `--quick` to try it.
cd "$(dirname "$0")/.."
source tests/setup.sh
need cargo "Rust từ 1.90"
install_packages build window test bench
build_page

# Built together, so that nothing is built twice with other features.
cargo build --release --locked --workspace
cargo build --release --locked --workspace --example empty
export HUONG_NGHIEP_PROGRAM=$PWD/target/release/huong-nghiep
cargo bench --locked --workspace --bench speed -- "$@"
node tests/benches/window.mjs
