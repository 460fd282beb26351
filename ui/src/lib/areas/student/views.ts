// Lists of pupils that are asked for again and again, and the columns that a list may show.
import type { StudentOnly } from '$lib/ipc/commands.gen';

export const VIEWS = {
  all: {},
  recordNone: { record: 'none' },
  recordOpen: { record: 'open' },
  recordCounsel: { record: 'counsel' },
  bornOn: { missing: 'born_on' },
  ministryId: { missing: 'ministry_id' },
  ethnicity: { missing: 'ethnicity' },
  phone: { missing: 'phone' },
  unconsented: { unconsented: 'record' },
  minority: { minority: true },
  support: { support: 'any' },
  transferred: { status: 'transferred' },
  dropped: { status: 'dropped_out' },
} satisfies { [name: string]: StudentOnly };

export type View = keyof typeof VIEWS;

/** Columns besides the name, in their order. */
export const COLUMNS = [
  'born_on',
  'sex',
  'class',
  'ministry_id',
  'school_code',
  'ethnicity',
  'support',
  'status',
  'phone',
] as const;

export type Column = (typeof COLUMNS)[number];

export const USUAL: Column[] = ['born_on', 'sex', 'class', 'ministry_id', 'ethnicity', 'status'];

export const SUPPORTS = ['poor', 'near_poor', 'policy', 'disability'] as const;

const KEY = 'student-columns';

/** The columns that this person chose on this machine. */
export function chosenColumns(): Column[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (Array.isArray(kept)) return COLUMNS.filter((one) => kept.includes(one));
  } catch {
    // What cannot be read is as good as nothing.
  }
  return USUAL;
}

export function keepColumns(columns: Column[]): void {
  localStorage.setItem(KEY, JSON.stringify(columns));
}

/** A filter without what does not narrow it. */
export function narrowed(only: StudentOnly): StudentOnly {
  const isAsked = (value: unknown) => value != null && !(Array.isArray(value) && !value.length);
  return Object.fromEntries(Object.entries(only).filter(([, value]) => isAsked(value)));
}

/** The names of classes that a person wrote, `9A1, 9A2; 8B`. */
export function classesOf(text: string): string[] {
  return text
    .split(/[,;\n]+/)
    .map((name) => name.trim())
    .filter(Boolean);
}

/** A year that a person wrote; null where there is none. */
export function yearOf(text: string): number | null {
  return /^\d{4}$/.test(text.trim()) ? Number(text.trim()) : null;
}

/** What is chosen after a click on `id`; with Shift, all rows from the one clicked before. */
export function chosenWith(
  chosen: string[],
  rows: string[],
  id: string,
  from: string | null,
): string[] {
  const [start, end] = [rows.indexOf(from ?? ''), rows.indexOf(id)].sort((a, b) => a - b);
  if (start === undefined || end === undefined || start < 0) {
    return chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
  }
  const range = rows.slice(start, end + 1);
  return [...chosen, ...range.filter((one) => !chosen.includes(one))];
}
