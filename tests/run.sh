#!/usr/bin/env bash
# Every test: format, lints, core and terminal, generated types, page, window, whole acts in a browser.
cd "$(dirname "$0")/.."
source tests/setup.sh
need cargo "Rust từ 1.90"
step() { echo; echo "== $*"; }

step "Gói hệ thống"
install_packages build window test

step "Trang giao diện"
build_page

step "Định dạng"
cargo fmt --all --check

# Everything is built together and once: a package built by itself would have its dependencies
# built again with other features.
features=(--locked --workspace --features huong-nghiep-cli/e2e)

step "Lint"
cargo clippy "${features[@]}" --all-targets -- -D warnings

step "Lõi, dòng lệnh, lời hứa, nền nếp"
cargo build "${features[@]}"
export HUONG_NGHIEP_PROGRAM=$PWD/target/debug/huong-nghiep
cargo test "${features[@]}"

step "Giao diện: kiểu, lint, thành phần"
(cd ui && npm run check)

step "Cửa sổ thật"
node --test tests/e2e/window.test.mjs

step "Cả việc trong trình duyệt"
(cd tests/e2e
  if [ ! -d node_modules ]; then npm ci --no-audit --no-fund --loglevel=error; fi
  npx playwright test)

step "Xong"
