// The written parts of the report. Pure.
import type { Narrative } from '$lib/ipc/commands.gen';

export const PARTS = [
  'situation',
  'strengths',
  'weaknesses',
  'causes',
  'proposals',
  'directions',
] as const satisfies (keyof Narrative)[];

export type Part = (typeof PARTS)[number];

/** The parts that are empty now and were written last year. */
export function copyable(now: Narrative, lastYear: Narrative | null): Part[] {
  if (!lastYear) return [];
  return PARTS.filter((part) => !now[part].trim() && lastYear[part].trim());
}
