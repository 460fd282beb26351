// The plan by month, in the order of the school year.
import type { TaskLine } from '$lib/ipc/commands.gen';

export interface Month {
  /** `2026-04`; empty for tasks without a day. */
  key: string;
  month: number;
  tasks: TaskLine[];
  done: number;
}

export const isDone = (task: TaskLine): boolean => task.state === 'done';

/** Twelve months of the year, each with its tasks; those of other days and of none at the end. */
export function monthsOf(tasks: TaskLine[], year: string): Month[] {
  const first = Number(year.slice(0, 4));
  const keys = Array.from({ length: 12 }, (_, at) => {
    const month = ((at + 7) % 12) + 1;
    return `${month >= 8 ? first : first + 1}-${String(month).padStart(2, '0')}`;
  });
  const others = [...new Set(tasks.map((task) => (task.due_on ?? '').slice(0, 7)))]
    .filter((key) => !keys.includes(key))
    .sort()
    .reverse();
  return [...keys, ...others].map((key) => {
    const own = tasks.filter((task) => (task.due_on ?? '').slice(0, 7) === key);
    return { key, month: Number(key.slice(5)), tasks: own, done: own.filter(isDone).length };
  });
}
