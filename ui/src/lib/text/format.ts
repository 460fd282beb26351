// Days, years, numbers and money as Vietnamese schools write them, and back again.

const DASH = '–';

/** "2026-04-11" → "11/04/2026"; nothing for no day. */
export function day(iso: string | null | undefined): string {
  if (!iso) return '';
  const [y, m, d] = iso.slice(0, 10).split('-');
  return `${d}/${m}/${y}`;
}

/** "2026-04-11" → "11/04", where the year is obvious. */
export function dayShort(iso: string | null | undefined): string {
  return day(iso).slice(0, 5);
}

/** "2026-04-14" → "Thứ Ba, 14/04/2026". */
export function dayLong(iso: string): string {
  const date = new Date(`${iso.slice(0, 10)}T12:00:00Z`);
  return `${WEEKDAYS[date.getUTCDay()]}, ${day(iso)}`;
}

const WEEKDAYS = ['Chủ Nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'];

/** An instant on this machine's clock, "09:42". */
export function time(instant: string | null | undefined): string {
  if (!instant) return '';
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '';
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** An instant with its day, "13/04/2026 17:05". */
export function dayTime(instant: string | null | undefined): string {
  if (!instant) return '';
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '';
  const local = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day(local)} ${time(instant)}`;
}

/** "2025-2026" → "2025–2026". */
export function year(text: string): string {
  return text.replace('-', DASH);
}

/** 1234.5 → "1.234,5"; `places` is the most decimals shown. */
export function number(value: number | null | undefined, places = 1): string {
  if (value === null || value === undefined) return '';
  return new Intl.NumberFormat('vi-VN', { maximumFractionDigits: places }).format(value);
}

/** Always the same count of decimals, so that a column aligns: 38.5 → "38,50". */
export function fixed(value: number | null | undefined, places: number): string {
  if (value === null || value === undefined) return '';
  return new Intl.NumberFormat('vi-VN', {
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  }).format(value);
}

/** 9350000 → "9.350.000 đồng". */
export function money(value: number): string {
  return `${number(value, 0)} đồng`;
}

/** A share with one decimal, "38,5%"; nothing when there is no whole. */
export function share(part: number, whole: number): string {
  return whole > 0 ? `${number((part / whole) * 100, 1)}%` : '';
}

/** Bytes in the unit a reader expects, "1,2 MB". */
export function bytes(value: number): string {
  if (value < 1024 * 1024) return `${number(Math.max(1, value / 1024), 0)} KB`;
  if (value < 1024 ** 3) return `${number(value / 1024 ** 2, 1)} MB`;
  return `${number(value / 1024 ** 3, 1)} GB`;
}

/**
 * Reads a day as typed: 5/9, 5-9-25, 05.09.2025, 05092025, 050925, 2025-09-05. A missing year is taken from
 * the school year, if its span is given. Null when it is no day.
 */
export function parseDay(
  text: string,
  span?: { starts_on: string; ends_on: string },
): string | null {
  const typed = text.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso) return made(Number(iso[1]), Number(iso[2]), Number(iso[3]));

  const solid = /^(\d{2})(\d{2})(\d{4}|\d{2})?$/.exec(typed);
  const split = /^(\d{1,2})[/.\-\s](\d{1,2})(?:[/.\-\s](\d{4}|\d{2}))?$/.exec(typed);
  const parts = solid ?? split;
  if (!parts) return null;
  const [d, m] = [Number(parts[1]), Number(parts[2])];
  if (parts[3]) return made(fullYear(parts[3]), m, d);
  return within(span, m, d);
}

/** Reads a whole number as typed ("1.234", "1 234"); null when empty or no number. */
export function parseWhole(text: string): number | null {
  const digits = text.replace(/[\s.,đ]/g, '');
  return /^\d+$/.test(digits) ? Number(digits) : null;
}

/** The school year a day falls in (August to July): "2025-2026". */
export function schoolYearOf(on: Date): string {
  const first = on.getMonth() >= 7 ? on.getFullYear() : on.getFullYear() - 1;
  return `${first}-${first + 1}`;
}

/** Up to two letters for a person: "Trần Thị Hồng Nhung" → "HN". */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  return words
    .slice(-2)
    .map((word) => word[0]?.toLocaleUpperCase('vi') ?? '')
    .join('');
}

/** Lower case without diacritics, for searching and for login names: "Đặng" → "dang". */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .toLowerCase();
}

/** Joins as in a sentence: "a, b và c". */
export function list(words: string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} và ${words.at(-1)}`;
}

/** The same words with a capital first letter. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function fullYear(typed: string): number {
  if (typed.length === 4) return Number(typed);
  const short = Number(typed);
  // Birthdays are typed with two digits as well: 88 is 1988, 25 is 2025.
  return short > 60 ? 1900 + short : 2000 + short;
}

function within(span: { starts_on: string; ends_on: string } | undefined, m: number, d: number) {
  if (!span) return made(new Date().getFullYear(), m, d);
  const first = Number(span.starts_on.slice(0, 4));
  const last = Number(span.ends_on.slice(0, 4));
  for (let y = first; y <= last; y++) {
    const on = made(y, m, d);
    if (on && on >= span.starts_on && on <= span.ends_on) return on;
  }
  return made(first, m, d) ?? made(last, m, d);
}

function made(y: number, m: number, d: number): string | null {
  const date = new Date(Date.UTC(y, m - 1, d));
  const is_real =
    date.getUTCFullYear() === y && date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
  return is_real && y >= 1900 && y <= 2100 ? `${y}-${two(m)}-${two(d)}` : null;
}
