#!/usr/bin/env bash
# Whether the code for Windows compiles, seen from Debian 12: its second compiler (rustc-web) brings
# the source of the standard library, which is checked together with ours for Windows. A command of
# its own, for its quarter of an hour of processor time; `tests/run.sh` does not call it.
cd "$(dirname "$0")/.."
source tests/setup.sh
install_packages build windows
build_page

target=x86_64-pc-windows-gnu
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target/windows}
# Options of the standard library's own build are open to this compiler only when it is told so.
export RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc
# A check links nothing, so OpenSSL's headers are enough; a release compiles the whole of it.
headers=$CARGO_TARGET_DIR/openssl/include/openssl
mkdir -p "$headers"
cp /usr/include/openssl/*.h /usr/include/*-linux-gnu/openssl/*.h "$headers"
export OPENSSL_NO_VENDOR=1 OPENSSL_STATIC=1
export OPENSSL_INCLUDE_DIR=${headers%/openssl} OPENSSL_LIB_DIR=$CARGO_TARGET_DIR/openssl

/usr/bin/cargo check --locked -Zbuild-std=std,panic_abort --target "$target" --workspace "$@"
echo "Mã nguồn cho Windows biên dịch được (chưa liên kết, chưa chạy thử)."
