import { expect, it } from 'vitest';
import {
  chosenColumns,
  chosenWith,
  classesOf,
  COLUMNS,
  keepColumns,
  narrowed,
  USUAL,
  yearOf,
} from './views';

it('columns are kept in their order, and what cannot be read gives the usual ones', () => {
  localStorage.clear();
  expect(chosenColumns()).toEqual(USUAL);
  keepColumns(['phone', 'class']);
  expect(chosenColumns()).toEqual(['class', 'phone']);
  localStorage.setItem('student-columns', '{');
  expect(chosenColumns()).toEqual(USUAL);
  expect(COLUMNS).toContain('support');
});

it('a filter that says nothing narrows nothing', () => {
  expect(narrowed({ grade: null, sex: 'female', support: null, classes: [] })).toEqual({
    sex: 'female',
  });
});

it('classes and years are read as people write them', () => {
  expect(classesOf(' 9A1, 9A2;8B,, ')).toEqual(['9A1', '9A2', '8B']);
  expect(classesOf('')).toEqual([]);
  expect(yearOf(' 2011 ')).toBe(2011);
  expect(yearOf('11')).toBeNull();
});

it('a click takes or leaves one row, with Shift all from the one before', () => {
  const rows = ['a', 'b', 'c', 'd'];
  expect(chosenWith([], rows, 'b', null)).toEqual(['b']);
  expect(chosenWith(['b'], rows, 'b', null)).toEqual([]);
  expect(chosenWith(['b'], rows, 'd', 'b')).toEqual(['b', 'c', 'd']);
  expect(chosenWith(['d'], rows, 'b', 'd')).toEqual(['d', 'b', 'c']);
  expect(chosenWith(['b'], rows, 'c', 'gone')).toEqual(['b', 'c']);
});
