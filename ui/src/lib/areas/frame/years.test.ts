// School years as people type them.
import { expect, it } from 'vitest';
import { nextYear, readYear, spanOf } from './years';

it('reads a school year', () => {
  expect(readYear('2026-2027')).toBe('2026-2027');
  expect(readYear('2026 – 2027')).toBe('2026-2027');
  expect(readYear('2026')).toBe('2026-2027');
  expect(readYear('2026-2028')).toBeNull();
  expect(readYear('năm nay')).toBeNull();
});

it('proposes the year after the last one', () => {
  expect(nextYear([{ year: '2025-2026' }, { year: '2024-2025' }])).toBe('2026-2027');
  expect(spanOf('2026-2027')).toEqual({ starts_on: '2026-08-01', ends_on: '2027-07-31' });
});
