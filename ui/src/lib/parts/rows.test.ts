// A long list draws only what is in sight, and takes the room of all of it.
import { expect, it } from 'vitest';
import { Rows } from './rows.svelte';

it('draws every row of a list that is not long', () => {
  const rows = new Rows(
    () => 200,
    () => 30,
  );

  expect([rows.first, rows.last, rows.above, rows.below]).toEqual([0, 200, 0, 0]);
});

it('draws what is in sight of a long one, wherever it is scrolled to', () => {
  const rows = new Rows(
    () => 1000,
    () => 30,
  );
  rows.height = 600;

  rows.scrollTop = 15000;

  expect([rows.first, rows.last]).toEqual([488, 532]);
  expect(rows.above + (rows.last - rows.first) * 30 + rows.below).toBe(30000);
  rows.scrollTop = 30000;
  expect(rows.last).toBe(1000);
});
