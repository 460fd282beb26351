#!/usr/bin/env bash
# Sets everything up and opens the program; without a display it does the main job on the sample
# school instead and says so.
cd "$(dirname "$0")/.."
source tests/setup.sh
need cargo "Rust từ 1.90"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  install_packages build window
  build_page
  cargo build --locked -p huong-nghiep -p huong-nghiep-paper
  exec target/debug/so-huong-nghiep
fi

echo "Máy này không có màn hình: chương trình làm việc chính trên trường mẫu bằng dòng lệnh."
install_packages build
cargo build --locked -q -p huong-nghiep-cli
place=$(mktemp -d)
export HUONG_NGHIEP_PASSWORD=${HUONG_NGHIEP_PASSWORD:-truong-mau-2026}
cli() { target/debug/huong-nghiep --book "$place/truong-mau.sohn" "$@"; }
cli demo
year=$(cli call year_list --json | grep -m1 -o '"[0-9]*-[0-9]*"' | tr -d '"')
echo "— Các mức tối thiểu của năm học $year —"
cli check --year "$year"
echo "— Báo cáo năm —"
cli report annual --year "$year" --out "$place/bao-cao-$year.xlsx"
echo "— Kiểm tra sổ —"
cli verify
echo "Trường mẫu và báo cáo ở $place (mật khẩu: $HUONG_NGHIEP_PASSWORD)."
