import { describe, expect, it } from 'vitest';
import type { StudentLine } from '$lib/ipc/commands.gen';
import { clock, formFor, offersOf, tokensOf } from './counsel';

const pupil = (id: string, name: string, className: string, born_on: string | null = null) =>
  ({ id, name, class: className, born_on, status: 'studying' }) as unknown as StudentLine;

describe('pupils of a session', () => {
  const pupils = [
    pupil('1', 'Trần Gia Hiếu', '9C', '2011-05-09'),
    pupil('2', 'Trần Gia Hiếu', '9C', '2011-11-20'),
    pupil('3', 'Lê Minh Ánh', '9A'),
  ];

  it('are offered by name and class, two of one name with their day of birth', () => {
    expect(offersOf(pupils).map((offer) => offer.label)).toEqual([
      'Trần Gia Hiếu (9C), 09/05/2011',
      'Trần Gia Hiếu (9C), 20/11/2011',
      'Lê Minh Ánh (9A)',
      'Cả lớp 9C',
      'Cả lớp 9A',
    ]);
  });

  it('stand one by one while they are few, and by class when they are many', () => {
    const many = Array.from({ length: 7 }, (_, at) => pupil(`a${at}`, `Em ${at}`, '8A'));
    const all = [...pupils, ...many];
    const ids = ['3', ...many.map((one) => one.id)];
    expect(tokensOf(ids, all).map((token) => token.label)).toEqual([
      'Lê Minh Ánh (9A)',
      'Lớp 8A: 7 em',
    ]);
  });

  it('make a group of a session with one', () => {
    expect(formFor('individual', 1)).toBe('individual');
    expect(formFor('individual', 2)).toBe('group');
    expect(formFor('parents', 2)).toBe('parents');
  });
});

it('counts down in minutes and seconds', () => {
  expect([clock(300), clock(272), clock(9)]).toEqual(['5:00', '4:32', '0:09']);
});
