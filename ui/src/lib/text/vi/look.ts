// Words of the look of the window.
export const look = {
  sub: 'Giữ trên máy này. Máy khác không bị đổi theo.',
  tone: 'Giao diện',
  tones: { light: 'Sáng', dark: 'Tối', system: 'Theo máy' },
  toneHelp: 'Theo máy: đổi cùng lúc với Windows.',
  size: 'Cỡ chữ',
  sizes: { 100: '100%', 112: '112%', 125: '125%' },
  sizeHelp: 'Mọi màn hình đổi theo, bảng và nút cũng lớn lên.',
  preview: 'Xem thử',
  previewTitle: 'Tham quan xưởng cơ khí Bến Rừng',
  previewText: 'Thứ Bảy, 11/04/2026, lớp 9A–9D, 165 em, kinh phí 9.350.000 đồng.',
};
