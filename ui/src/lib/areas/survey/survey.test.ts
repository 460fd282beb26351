import { describe, expect, it } from 'vitest';
import type { Instrument } from '$lib/ipc/commands.gen';
import { press, startOf, type Form, differing } from './form';
import { corner, shape } from './hexagon';
import { codeOf, pointWorth, scoresOf } from './score';

const form = (answers: (number | null)[], at = 0, isAbsent = false): Form => ({
  answers,
  at,
  isAbsent,
  unclear: [],
});

describe('keys of a paper form', () => {
  it('writes a digit and goes on by itself', () => {
    const done = press(form([null, null]), '4', 5);
    expect(done?.form).toEqual(form([4, null], 1));
    expect(done?.isChanged).toBe(true);
    expect(press(done!.form, '2', 5)).toMatchObject({ leave: 'next', form: { answers: [4, 2] } });
  });

  it('refuses a digit above the highest answer and loses nothing', () => {
    const was = form([3, null]);
    expect(press(was, '6', 5)).toEqual({ form: was, leave: null, refused: '6', isChanged: false });
  });

  it('marks what nobody can read, until something is typed there', () => {
    const marked = press(form([3, 1]), '*', 5)!.form;
    expect(marked).toEqual({ ...form([null, 1], 1), unclear: [0] });
    expect(press({ ...marked, at: 0 }, '*', 5)?.isChanged).toBe(false);
    expect(press({ ...marked, at: 0 }, '4', 5)?.form).toEqual(form([4, 1], 1));
    expect(press({ ...marked, at: 0 }, 'Backspace', 5)?.form).toEqual(form([null, 1]));
    expect(press({ ...form([null]), isAbsent: true }, '?', 5)?.form.isAbsent).toBe(false);
  });

  it('takes 0 and Enter for not answered', () => {
    expect(press(form([3, 1]), '0', 5)?.form).toEqual(form([null, 1], 1));
    expect(press(form([null, 1]), 'Enter', 5)?.isChanged).toBe(false);
  });

  it('clears a cell, then goes back', () => {
    const once = press(form([3, 1], 1), 'Backspace', 5);
    expect(once?.form).toEqual(form([3, null], 1));
    expect(press(once!.form, 'Backspace', 5)?.form.at).toBe(0);
    expect(press(form([null]), 'Backspace', 5)?.form.at).toBe(0);
  });

  it('marks a pupil without a form; a digit takes the mark away', () => {
    const away = press(form([null, null]), ' ', 5)!.form;
    expect(away.isAbsent).toBe(true);
    expect(press(away, 'Enter', 5)?.form.isAbsent).toBe(true);
    expect(press(away, '1', 5)?.form.isAbsent).toBe(false);
  });

  it('leaves other keys alone and only moves in a closed survey', () => {
    expect(press(form([1]), 'a', 5)).toBeNull();
    expect(press(form([1]), '2', 5, true)).toBeNull();
    expect(press(form([1]), 'ArrowDown', 5, true)?.leave).toBe('next');
    expect(startOf([1, null, 2])).toBe(1);
    expect(startOf([1, 2])).toBe(0);
  });
});

describe('scores while typing', () => {
  const scale = (code: string) => ({ code, title: code });
  const instrument = {
    scales: ['R', 'I', 'A', 'S'].map(scale),
    items: ['R', 'I', 'A', 'S', 'R', 'I', 'A', 'S'].map((s, at) => ({
      code: `${s}${at}`,
      text: '',
      scale: s,
    })),
    answers: { min: 1, max: 5, labels: [] },
  } as unknown as Instrument;

  it('runs from 0 to 100 and keeps ties', () => {
    const scores = scoresOf(instrument, [5, 3, 3, 1, 5, 3, 3, 1]);
    expect(scores).toEqual([100, 50, 50, 0]);
    expect(codeOf(instrument, scores)).toBe('R-I/A');
  });

  it('gives nothing where too little is answered', () => {
    const scores = scoresOf(instrument, [5, 3, 3, 1, null, 3, 3, 1]);
    expect(scores[0]).toBeNull();
    expect(codeOf(instrument, scores)).toBe('');
    expect(pointWorth(instrument, 'R')).toBe(12.5);
  });
});

describe('the hexagon', () => {
  it('starts at the top and goes clockwise', () => {
    const centre = { x: 100, y: 100 };
    expect(corner(centre, 50, 0, 6)).toEqual({ x: 100, y: 50 });
    expect(corner(centre, 50, 3, 6)).toEqual({ x: 100, y: 150 });
    expect(corner(centre, 50, 1, 6).x).toBeGreaterThan(100);
    expect(corner(centre, 50, 0, 6, 2)).toEqual({ x: 100, y: 50 });
    expect(shape(centre, 50, [0, 0, 1])).toContain('100,100 100,100');
  });
});

it('two typings of a form are held against each other cell by cell', () => {
  expect(differing([1, 2, null], [1, 3, null])).toEqual([1]);
  expect(differing([1, 2], [1, null])).toEqual([1]);
  expect(differing([4, 4], [4, 4])).toEqual([]);
});
