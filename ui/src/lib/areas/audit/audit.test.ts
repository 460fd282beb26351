// The log of the system by day.
import { expect, it } from 'vitest';
import type { AuditLine } from '$lib/ipc/commands.gen';
import { byDay, lastDays } from './days';

const line = (act: number, at: Date): AuditLine => ({
  act,
  at: at.toISOString(),
  by: 'Trần Thị Hồng Nhung',
  op: 'activity_add',
  label: 'Ghi hoạt động',
  is_removal: false,
  what: 'hoạt động 1',
  rows: 1,
  undoes: null,
  is_undone: false,
  is_here: true,
});

it('groups by the day on this clock; a day read in part is not counted', () => {
  const lines = [
    line(3, new Date(2026, 3, 14, 9, 0)),
    line(2, new Date(2026, 3, 14, 0, 10)),
    line(1, new Date(2026, 3, 13, 23, 50)),
  ];

  const days = byDay(lines, false);

  expect(days.map(({ day, lines, isWhole }) => [day, lines.length, isWhole])).toEqual([
    ['2026-04-14', 2, true],
    ['2026-04-13', 1, false],
  ]);
  expect(byDay(lines, true).at(-1)?.isWhole).toBe(true);
  expect(byDay([], true)).toEqual([]);
});

it('seven days are today and the six before', () => {
  const now = new Date(2026, 2, 3, 10, 0);

  expect(lastDays(1, now)).toEqual({ from: '2026-03-03', to: null });
  expect(lastDays(7, now)).toEqual({ from: '2026-02-25', to: null });
});
