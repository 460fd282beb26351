// Lists of pupils that are asked for again and again.
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
  transferred: { status: 'transferred' },
  dropped: { status: 'dropped_out' },
} satisfies { [name: string]: StudentOnly };

export type View = keyof typeof VIEWS;
