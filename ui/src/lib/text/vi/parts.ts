// Words of the parts, which know no area.
export const parts = {
  hasMarks: 'Mật khẩu đang có chữ có dấu: hãy tắt UniKey (Ctrl+Shift) rồi gõ lại.',
  show: 'Hiện',
  showTyped: 'Hiện chữ đã gõ',
  hide: 'Ẩn',
  dayNeeded: 'Cần một ngày, ví dụ 14/04/2026.',
  dayUnread: 'Chưa đọc được ngày. Gõ như 5/9, 05092025 hoặc 5-9-25.',
  dayShape: 'ngày/tháng/năm',
  openCalendar: 'Mở lịch',
  digitsOnly: 'Chỉ gõ chữ số.',
  dong: 'đồng',
  keep: 'Giữ lại',
  close: 'Đóng',
  crumbs: 'Đường dẫn',
  saved: 'Đã lưu',
  unsaved: 'Chưa lưu được',
  saving: 'Đang lưu',
};
