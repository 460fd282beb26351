// The months and semesters of a school year, to narrow the log by.
import { vi } from '$lib/text/vi';

export interface Period {
  id: string;
  label: string;
  group?: string;
  from: string;
  to: string;
}

/** Both semesters, split where the core splits them (HKII from 11/01), then every month that the year touches. */
export function periodsOf(span: { starts_on: string; ends_on: string }): Period[] {
  const t = vi.activity.filter;
  const middle = `${span.ends_on.slice(0, 4)}-01-10`;
  const next = `${span.ends_on.slice(0, 4)}-01-11`;
  return [
    { id: 's1', label: t.semester1, from: span.starts_on, to: middle },
    { id: 's2', label: t.semester2, from: next, to: span.ends_on },
    ...monthsOf(span),
  ];
}

function monthsOf(span: { starts_on: string; ends_on: string }): Period[] {
  const t = vi.activity.filter;
  const months: Period[] = [];
  let [y, m] = [Number(span.starts_on.slice(0, 4)), Number(span.starts_on.slice(5, 7))];
  while (`${y}-${two(m)}-01` <= span.ends_on && months.length < 24) {
    const last = new Date(Date.UTC(y, m, 0)).getUTCDate();
    months.push({
      id: `${y}-${two(m)}`,
      label: t.month(`${m}/${y}`),
      group: t.months,
      from: `${y}-${two(m)}-01`,
      to: `${y}-${two(m)}-${two(last)}`,
    });
    if (m === 12) [y, m] = [y + 1, 1];
    else m += 1;
  }
  return months;
}

const two = (value: number): string => String(value).padStart(2, '0');
