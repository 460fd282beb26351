// The lines of the log by day, and the spans of days that the filter offers.
import type { AuditLine } from '$lib/ipc/commands.gen';

export interface Day {
  /** ISO day on this machine's clock. */
  day: string;
  lines: AuditLine[];
  /** Whether all of the day has been read, so that its lines may be counted. */
  isWhole: boolean;
}

export interface Span {
  from: string;
  to: string | null;
}

/** Groups lines that come newest first. */
export function byDay(lines: AuditLine[], isWhole: boolean): Day[] {
  const days: Day[] = [];
  for (const line of lines) {
    const day = dayOf(new Date(line.at));
    const last = days.at(-1);
    if (last?.day === day) last.lines.push(line);
    else days.push({ day, lines: [line], isWhole: true });
  }
  const last = days.at(-1);
  if (last) last.isWhole = isWhole;
  return days;
}

/** The last so many days, today with them. */
export function lastDays(count: number, now = new Date()): Span {
  const first = new Date(now.getFullYear(), now.getMonth(), now.getDate() - (count - 1));
  return { from: dayOf(first), to: null };
}

function dayOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
