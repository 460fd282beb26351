// The ladder and the lines of the page of backups.
import { expect, it } from 'vitest';
import type { BackupLine } from '$lib/ipc/commands.gen';
import { holdsOf, reasonOf, rungsOf } from './backups';

function line(made_at: string, more: Partial<BackupLine> = {}): BackupLine {
  return {
    file: `/sao-luu/${made_at}`,
    made_at,
    bytes: 1024,
    is_checked: true,
    place: 'main',
    reason: 'closing',
    counts: { students: 1249, activities: 65, files: 0 },
    version: '1.0.0',
    rung: 'recent',
    ...more,
  };
}

it('shows how many copies each rung keeps and how many are still to come', () => {
  const backups = [
    line('2026-04-13T10:00:00Z'),
    line('2026-04-12T10:00:00Z'),
    line('2026-02-10T10:00:00Z', { rung: 'month' }),
    line('2026-01-10T10:00:00Z', { rung: 'month' }),
    line('2026-04-11T10:00:00Z', { rung: null }),
    line('2026-04-11T10:00:00Z', { place: 'second' }),
  ];

  const [recent, , , month] = rungsOf(backups);

  expect(recent).toMatchObject({ count: 2, marks: [true, true] });
  expect(month?.count).toBe(2);
  expect(month?.oldest).toBe('10/01/2026');
  expect(month?.marks.filter(Boolean).length).toBe(2);
  expect(month?.marks.length).toBe(9);
});

it('says why a copy was made and what is in it, or that it does not say', () => {
  expect(reasonOf(line(''))).toBe('Khi đóng sổ');
  expect(reasonOf(line('', { reason: 'hand', place: 'second' }))).toBe('Bấm sao lưu, nơi thứ hai');
  expect(holdsOf(line(''))).toBe('65 hoạt động, 1.249 em');
  expect(reasonOf(line('', { reason: null }))).toBe('Không ghi');
  expect(holdsOf(line('', { counts: null }))).toBe('Không ghi');
});
