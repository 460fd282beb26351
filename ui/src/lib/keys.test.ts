// Keys between records.
import { expect, it } from 'vitest';
import { neighbour } from './keys';

const rows = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
const alt = (key: string, more = {}) =>
  new KeyboardEvent('keydown', { key, altKey: true, ...more });

it('Alt with an arrow goes to the next record and stays at the ends', () => {
  expect(neighbour(alt('ArrowRight'), rows, 'a')).toBe('b');
  expect(neighbour(alt('ArrowLeft'), rows, 'b')).toBe('a');
  expect(neighbour(alt('ArrowRight'), rows, 'c')).toBe('c');
});

it('leaves every other key alone', () => {
  expect(neighbour(alt('ArrowRight'), rows, null)).toBeNull();
  expect(neighbour(alt('ArrowUp'), rows, 'a')).toBeNull();
  expect(neighbour(alt('ArrowRight', { ctrlKey: true }), rows, 'a')).toBeNull();
  expect(neighbour(new KeyboardEvent('keydown', { key: 'ArrowRight' }), rows, 'a')).toBeNull();
});
