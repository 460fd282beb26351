# Installs what a fresh Debian 12 with Rust and Node lacks. Sourced by src-tauri/start.sh and
# tests/run.sh; each names the sets it needs: build, window, test.
set -euo pipefail

root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

packages_of() {
  case $1 in
    build) echo "pkg-config gcc libc6-dev libssl-dev" ;;
    window) echo "libwebkit2gtk-4.1-dev libgtk-3-dev librsvg2-dev" ;;
    bench) echo "python3-openpyxl" ;;
    windows) echo "rustc-web cargo-web rust-web-src gcc-mingw-w64-x86-64" ;;
    packages) echo "rpm desktop-file-utils" ;;
    test) echo "chromium webkit2gtk-driver xvfb xauth fonts-noto-core poppler-utils" ;;
  esac
}

install_packages() {
  local missing=() package
  for set in "$@"; do
    for package in $(packages_of "$set"); do
      dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
  done
  [ ${#missing[@]} = 0 ] && return
  command -v apt-get >/dev/null || { echo "Cần cài: ${missing[*]} (máy này không có apt-get)"; exit 1; }
  echo "Cài gói hệ thống: ${missing[*]}"
  root apt-get update -q >/dev/null
  root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${missing[@]}" >/dev/null
}

need() { command -v "$1" >/dev/null || { echo "Cần có $1 ($2)."; exit 1; }; }

# The page is built when a source is newer than the last build.
build_page() {
  need node "Node.js từ 20.19"; need npm "đi cùng Node.js"
  (cd ui
    if [ ! -d node_modules ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
      npm ci --no-audit --no-fund --loglevel=error
    fi
    if [ ! -f build/index.html ] || [ -n "$(find src static package.json -newer build/index.html -print -quit)" ]; then
      npm run build --silent
    fi)
}
