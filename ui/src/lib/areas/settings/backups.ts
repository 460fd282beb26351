// The copies as the page of backups shows them. Pure.
import type { BackupLine, Rung } from '$lib/ipc/commands.gen';
import { dayTime, number } from '$lib/text/format';
import { vi } from '$lib/text/vi';

export interface RungView {
  name: Rung;
  count: number;
  /** Day of the oldest copy; with its time where every copy is kept. */
  oldest: string;
  /** A mark for each copy, and an empty one for each that is still to come. */
  marks: boolean[];
}

const SIZES: Record<Rung, number> = { recent: 0, day: 12, week: 10, month: 9 };
/** More marks than this only make a bar. */
const MOST_MARKS = 16;

/** The copies of the main place, on the rungs that keep them. */
export function rungsOf(backups: BackupLine[]): RungView[] {
  const names = Object.keys(SIZES) as Rung[];
  return names.map((name) => {
    const on = backups.filter((line) => line.place === 'main' && line.rung === name);
    const oldest = on.map((line) => line.made_at).sort()[0] ?? '';
    const full = Math.min(on.length, MOST_MARKS);
    const marks = Array.from({ length: Math.max(full, SIZES[name]) }, (_, i) => i < full);
    return { name, count: on.length, oldest: oldestText(name, oldest), marks };
  });
}

function oldestText(rung: Rung, at: string): string {
  const local = dayTime(at);
  if (rung === 'recent') return local.replace(/\/\d{4}/, '');
  return rung === 'month' ? local.slice(0, 10) : local.slice(0, 5);
}

/** Why a copy was made, and that it lies in the second place. */
export function reasonOf(line: BackupLine): string {
  const t = vi.settings.backup;
  const reason = line.reason ? t.reasons[line.reason] : t.reasonUnknown;
  return line.place === 'main' ? reason : t.atSecond(reason);
}

/** How much is in it. */
export function holdsOf(line: BackupLine): string {
  const t = vi.settings.backup;
  if (!line.counts) return t.countsUnknown;
  return t.counts(number(line.counts.activities), number(line.counts.students));
}
