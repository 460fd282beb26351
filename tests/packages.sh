#!/usr/bin/env bash
# Tries the packages of target/packages as a school would: installed, driven in the real window,
# removed. It changes what is installed on this machine, so it stands beside the test command;
# `src-tauri/bundle.sh` makes the packages first.
cd "$(dirname "$0")/.."
source tests/setup.sh
install_packages test packages
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
one() { [ $# = 1 ] && [ -f "$1" ] || { echo "target/packages cần đúng một tệp mỗi loại: chạy src-tauri/bundle.sh."; exit 1; }; }
programs=(so-huong-nghiep huong-nghiep huong-nghiep-paper)

# The sample school, its report as a workbook and on paper, then a whole act in the window.
use() {
  local bin=$1 place=$home/$2 year
  mkdir "$place"
  cli() { "$bin/huong-nghiep" --book "$place/mau.sohn" "$@"; }
  export HUONG_NGHIEP_PASSWORD=mat-khau-2026
  cli demo >/dev/null
  year=$(cli call year_list --json | grep -m1 -o '"[0-9]*-[0-9]*"' | tr -d '"')
  cli report annual --year "$year" --out "$place/bao-cao.xlsx" --pdf "$place/bao-cao.pdf" >/dev/null
  ls -s "$place"
  SO_HUONG_NGHIEP=$bin/so-huong-nghiep node --test tests/e2e/window.test.mjs
}

echo "== .deb"
one target/packages/*.deb
root apt-get install -qy --no-install-recommends "$PWD"/target/packages/*.deb >/dev/null
desktop-file-validate /usr/share/applications/so-huong-nghiep.desktop
use /usr/bin deb
root apt-get remove -qy so-huong-nghiep >/dev/null
for program in "${programs[@]}"; do [ ! -e "/usr/bin/$program" ] || { echo "/usr/bin/$program còn lại."; exit 1; }; done
[ -s "$home/deb/bao-cao.pdf" ] || { echo "Gỡ chương trình làm mất tệp."; exit 1; }
echo "Đã gỡ; sổ và báo cáo còn nguyên."

echo "== .rpm"
one target/packages/*.rpm
# Into a place of its own: its dependencies carry Fedora's names, which this system does not know.
rpm=(root rpm --root "$home/rpm-root" --nodeps)
"${rpm[@]}" -i target/packages/*.rpm
"${rpm[@]}" -V so-huong-nghiep
for program in "${programs[@]}"; do
  ! ldd "$home/rpm-root/usr/bin/$program" | grep 'not found' || exit 1
done
use "$home/rpm-root/usr/bin" rpm
"${rpm[@]}" -e so-huong-nghiep
[ -z "$(find "$home/rpm-root/usr" -type f)" ] || { echo ".rpm để lại tệp."; exit 1; }
echo "Đã gỡ."
