import { expect, it } from 'vitest';
import { chosenColumns, COLUMNS, keepColumns, narrowed, USUAL } from './views';

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
  expect(narrowed({ grade: null, sex: 'female', support: null })).toEqual({ sex: 'female' });
});
