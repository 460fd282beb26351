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
  return Object.fromEntries(Object.entries(only).filter(([, value]) => value != null));
}
