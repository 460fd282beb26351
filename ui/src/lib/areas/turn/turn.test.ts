import { describe, expect, it } from 'vitest';
import type { TurnPage } from '$lib/ipc/commands.gen';
import { othersOf, requestOf } from './turn';

const page: TurnPage = {
  from: '2025-2026',
  to: '2026-2027',
  classes: [
    {
      class: '8A',
      grade: 8,
      to: '9A',
      is_last: false,
      students: [
        { id: 'a', name: 'An', now: null },
        { id: 'b', name: 'Bình', now: null },
      ],
    },
  ],
};

describe('the year turn', () => {
  it('names only who does not go the way of the class', () => {
    const exceptions = {
      a: { fate: 'up', to: '' },
      b: { fate: 'stays', to: '' },
    };
    expect(requestOf(page, {}, exceptions)).toEqual({
      moves: [{ class: '8A', to: '9A' }],
      exceptions: [{ student: 'b', fate: 'stays', to: '8A' }],
    });
    expect(othersOf(page.classes[0]!.students, exceptions)).toBe(1);
  });
});
