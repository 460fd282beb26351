#!/usr/bin/env bash
# Makes the .deb and the .rpm in target/packages: page, release build, bundles. No network is needed
# once the crates and the two npm packages are there.
cd "$(dirname "$0")/.."
source tests/setup.sh
need cargo "Rust từ 1.90"
install_packages build window
build_page

# Built together, so that nothing is built twice with other features.
cargo build --release --locked --workspace

cd src-tauri
if [ ! -d node_modules ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error
fi
npx tauri bundle --bundles deb,rpm

cd ..
mkdir -p target/packages
rm -f target/packages/*.deb target/packages/*.rpm
cp target/release/bundle/deb/*.deb target/release/bundle/rpm/*.rpm target/packages/
# A small program is a promise: schools send it round by e-mail. The one that sets papers carries a
# typesetter and six fonts, and compresses well.
for program in so-huong-nghiep:25 huong-nghiep:25 huong-nghiep-paper:45; do
  limit=${program#*:} program=${program%:*}
  size=$(stat -c %s "target/release/$program")
  echo "$program: $((size / 1000)) kB"
  [ "$size" -le $((limit * 1000000)) ] || { echo "$program lớn hơn $limit MB."; exit 1; }
done
ls -l target/packages
