// The school's own targets, and what comes next for a homeroom teacher.
import { expect, it } from 'vitest';
import type { Check, ClassOverview } from '$lib/ipc/commands.gen';
import { classSteps, targetLines } from './overview';
import { visit } from './sample';

const TODAY = '2026-04-14';
const share = (changes: Partial<Check>): Check => ({
  ...visit,
  unit: 'percent',
  kind: 'aspire',
  required: 40,
  part: 65,
  of: 169,
  ...changes,
});

it('a share says how many pupils more would reach it', () => {
  const [line] = targetLines([share({})], TODAY);

  expect(line).toMatchObject({ state: 'striving', gap: 3 });
});

it('shares come first, then what is not reached; a share of nobody says nothing', () => {
  const paper = { ...visit, unit: 'parts', required: 1 };
  const lines = targetLines(
    [
      { ...paper, id: 'met', met: true },
      { ...paper, id: 'due', due: '2026-05-30' },
      { ...paper, id: 'late', due: '2026-04-01' },
      share({ id: 'nobody', part: 0, of: 0 }),
      share({ id: 'share', met: true }),
    ],
    TODAY,
  );

  expect(lines.map((line) => [line.check.id, line.state])).toEqual([
    ['share', 'met'],
    ['due', 'waiting'],
    ['late', 'open'],
    ['nobody', 'unknown'],
    ['met', 'met'],
  ]);
});

it('a homeroom teacher is told of forms, of the review and of gaps, and of nothing that is done', () => {
  const view = {
    class: { name: '9A' },
    today: TODAY,
    surveys: [
      { title: 'Sở thích', closes_on: '2026-04-10', is_closed: false, missing: ['An', 'Bình'] },
    ],
    review: { students: 42, reviewed: 40 },
    gaps: [{ student: '1', name: 'An', lacks: ['born_on'] }],
  } as unknown as ClassOverview;

  expect(classSteps(view).map((step) => [step.title, step.urgency])).toEqual([
    ['Nhắc 2 em nộp phiếu', 'overdue'],
    ['Rà soát 2 hồ sơ còn lại', 'gap'],
    ['Bổ sung thông tin của 1 em', 'setup'],
  ]);
  const done = { ...view, surveys: [], review: { students: 42, reviewed: 42 }, gaps: [] };
  expect(classSteps(done as unknown as ClassOverview)).toEqual([]);
});
