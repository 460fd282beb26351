// What the start page makes of the figures.
import { describe, expect, it } from 'vitest';
import { bars, cellsOf, gradesOf, outcomeOf, shownMonths, surveyRows } from './overview';
import { visit } from './sample';

const TODAY = '2026-04-20';

describe('a duty', () => {
  it('is missing only when it is required and nothing is planned', () => {
    expect(outcomeOf(visit, TODAY)).toBe('missing');
    expect(outcomeOf({ ...visit, planned: 1, planned_until: '2026-05-09' }, TODAY)).toBe('planned');
    // A planned day that has passed promises nothing.
    expect(outcomeOf({ ...visit, planned: 1, planned_until: '2026-03-10' }, TODAY)).toBe('missing');
    expect(outcomeOf({ ...visit, kind: 'aspire' }, TODAY)).toBe('none');
    expect(outcomeOf({ ...visit, required: 0, met: true }, TODAY)).toBe('none');
    expect(outcomeOf({ ...visit, met: true, found: 1 }, TODAY)).toBe('met');
  });

  it('fills a row with marks for the grades it speaks of', () => {
    expect(
      gradesOf([visit, { ...visit, by_grade: [{ grade: 10, found: 1, planned: 0 }] }]),
    ).toEqual([6, 7, 10]);
    expect(cellsOf(visit, [6, 7, 10], TODAY).map((cell) => cell.state)).toEqual([
      'missing',
      'planned',
      'na',
    ]);
    const met = { ...visit, met: true, found: 1 };
    expect(cellsOf(met, [6], TODAY).map((cell) => cell.state)).toEqual(['none']);
  });
});

describe('the months', () => {
  const months = [
    { month: '2025-08', done: 0, planned: 0 },
    { month: '2025-09', done: 6, planned: 5 },
    { month: '2025-10', done: 0, planned: 0 },
    { month: '2025-11', done: 0, planned: 2 },
    { month: '2025-12', done: 0, planned: 0 },
  ];

  it('are cut at both ends, not in the middle', () => {
    expect(shownMonths(months).map((month) => month.month.slice(5))).toEqual(['09', '10', '11']);
    expect(shownMonths([])).toEqual([]);
  });

  it('stand on the measured width', () => {
    const drawn = bars(shownMonths(months), 300, 158);
    expect(drawn.map((bar) => bar.label)).toEqual(['6+5', '', '+2']);
    for (const bar of drawn) expect(bar.x + bar.width).toBeLessThanOrEqual(300);
    expect(Math.min(...drawn.map((bar) => bar.plannedTop))).toBeGreaterThan(0);
  });
});

it('shows the emptiest classes of a survey and the others together', () => {
  const classes = Array.from({ length: 9 }, (_, i) => ({
    class: `9${i}`,
    students: 40,
    responses: i * 5,
    absent: 0,
  }));
  const { rows, rest } = surveyRows(classes);
  expect(rows.map((row) => row.class)).toEqual(['90', '91', '92', '93', '94']);
  expect(rows[0]?.state).toBe('few');
  expect(rest).toEqual({ class: '', students: 160, responses: 130, absent: 0 });
});
