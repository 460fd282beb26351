// School years by name: reading what was typed, the one after the last, the span of days.

/** "2026-2027" from what was typed ("2026 – 2027", "2026"); null when it is no school year. */
export function readYear(typed: string): string | null {
  const parts = /^\s*(\d{4})\s*(?:[-–/\s]\s*(\d{4}))?\s*$/.exec(typed);
  if (!parts) return null;
  const first = Number(parts[1]);
  if (parts[2] && Number(parts[2]) !== first + 1) return null;
  return `${first}-${first + 1}`;
}

/** The year after the last of those there are. */
export function nextYear(years: { year: string }[]): string {
  const last = Math.max(...years.map((line) => Number(line.year.slice(0, 4))));
  return `${last + 1}-${last + 2}`;
}

/** The usual span, from the first of August to the end of July. */
export function spanOf(year: string): { starts_on: string; ends_on: string } {
  return { starts_on: `${year.slice(0, 4)}-08-01`, ends_on: `${year.slice(5)}-07-31` };
}
