import { describe, expect, it } from 'vitest';
import type { TaskLine } from '$lib/ipc/commands.gen';
import { monthsOf } from './months';

const task = (due_on: string | null, state = 'todo') =>
  ({ id: due_on ?? '', title: 'x', due_on, state }) as TaskLine;

describe('the plan by month', () => {
  it('begins in August, ends in July, and leaves no task out', () => {
    const months = monthsOf(
      [task('2025-09-04', 'done'), task('2026-05-29'), task(null)],
      '2025-2026',
    );
    expect(months[0]!.key).toBe('2025-08');
    expect(months[11]!.key).toBe('2026-07');
    expect(months.at(-1)!.key).toBe('');
    expect(months.reduce((all, month) => all + month.tasks.length, 0)).toBe(3);
    expect(months[1]!.done).toBe(1);
  });
});
