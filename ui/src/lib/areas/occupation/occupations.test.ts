import { expect, it } from 'vitest';
import type { OccupationLine } from '$lib/ipc/commands.gen';
import { leads, matching } from './occupations';

const line = (name: string, levels: string[], profile: number[]): OccupationLine => ({
  id: name,
  name,
  does: '',
  levels,
  group: '',
  group_name: '',
  profile,
  is_own: false,
  interests: '',
  trainings: [],
});

it('an occupation is found without marks, by its level and by what it leans to', () => {
  const lines = [
    line('Thợ hàn', ['sc', 'tc'], [7, 2, 1, 1, 1, 4]),
    line('Giáo viên', ['dh'], [2, 3, 4, 7, 4, 3]),
  ];
  expect(matching(lines, 'tho han', null, null).map((one) => one.name)).toEqual(['Thợ hàn']);
  expect(matching(lines, '', 'dh', null).map((one) => one.name)).toEqual(['Giáo viên']);
  expect(matching(lines, '', null, 'R').map((one) => one.name)).toEqual(['Thợ hàn']);
  expect(leads([7, 2, 1, 1, 1, 4])).toEqual(['R', 'C', 'I']);
});
