// What the log makes of typed words: classes and grades, drafts, periods, saving a record.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CommandError } from '$lib/ipc/call';
import { copyOf, draftOf, quickDraft } from './draft';
import type { Activity, Draft } from './log.svelte';
import { periodsOf } from './period';
import { ActivityRecord } from './record.svelte';
import { audienceOf, offersOf, readWhom, writeWhom } from './whom';

const call = vi.hoisted(() => vi.fn());
vi.mock('$lib/ipc/call', async (original) => ({ ...(await original<object>()), call }));
vi.mock('$app/navigation', () => ({ invalidateAll: vi.fn() }));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  call.mockReset();
});

const known = [
  { name: '8A', grade: 8 },
  { name: '9A', grade: 9 },
  { name: '9B', grade: 9 },
  { name: '9C', grade: 9 },
  { name: '9D', grade: 9 },
  { name: '10A1', grade: 10 },
];

const activity = {
  id: 'a1',
  number: 64,
  year: '2025-2026',
  kind: 'field_trip',
  title: 'Tham quan xưởng',
  status: 'done',
  starts_on: '2026-04-11',
  ends_on: null,
  place: 'Bến Rừng',
  classes: ['9A'],
  grades: [],
  counts: { students: 82, female: 40, parents: 0, staff: 4, community: 0 },
  partners: ['Công ty CP Cơ khí Bến Rừng'],
  contents: ['d'],
  funding: [
    { source: 'socialised', item: 'activity', label: '', planned_vnd: 0, spent_vnd: 9_350_000 },
  ],
  counts_for: null,
  note: '',
  enrolled: 41,
  changed_at: '2026-04-11T09:00:00.000Z',
  is_removed: false,
} as Activity;

it.each([
  ['9A, 9B', { classes: ['9A', '9B'], grades: [], unknown: [] }],
  ['9a;  10a1', { classes: ['9A', '10A1'], grades: [], unknown: [] }],
  ['9A-9C', { classes: ['9A', '9B', '9C'], grades: [], unknown: [] }],
  ['khối 9', { classes: [], grades: [9], unknown: [] }],
  ['Khoi 8-9, 10A1', { classes: ['10A1'], grades: [8, 9], unknown: [] }],
  ['toàn trường', { classes: [], grades: [], unknown: [] }],
  ['9A, 9A', { classes: ['9A'], grades: [], unknown: [] }],
  ['9Z, khối 4', { classes: [], grades: [], unknown: ['9Z', 'khối 4'] }],
  ['', { classes: [], grades: [], unknown: [] }],
])('reads “%s”', (typed, read) => {
  expect(readWhom(typed, known)).toEqual(read);
});

it('writes classes and grades as it reads them', () => {
  const whom = { classes: ['10A1'], grades: [9] };

  expect(readWhom(writeWhom(whom), known)).toEqual({ ...whom, unknown: [] });
  expect(offersOf(known).slice(0, 4)).toEqual(['Khối 8', 'Khối 9', 'Khối 10', '8A']);
});

it('names a row as the core does', () => {
  expect(audienceOf({ classes: [], grades: [] }, known)).toBe('Toàn trường');
  expect(audienceOf({ classes: ['9D', '9B', '9A', '9C'], grades: [] }, known)).toBe('9A–9D');
  expect(audienceOf({ classes: ['9A', '9B'], grades: [8] }, known)).toBe('Khối 8, 9A, 9B');
});

it('records a day to come as planned, a past one as done', () => {
  const quick = { date: '2026-04-15', kind: 'club', title: ' CLB ', classes: ['9A'], grades: [] };

  expect(quickDraft(quick, null, '2026-04-14')).toMatchObject({ status: 'planned', title: 'CLB' });
  expect(quickDraft(quick, null, '2026-04-15').status).toBe('done');
});

it('fills the row as the last time, without the figures of that day', () => {
  const quick = { date: '2026-04-20', kind: 'field_trip', title: 'Mới', classes: [], grades: [] };

  const draft = quickDraft(quick, draftOf(activity), '2026-04-14');

  expect(draft).toMatchObject({ place: 'Bến Rừng', classes: ['9A'], contents: ['d'] });
  expect(draft.counts.students).toBe(0);
  expect(draft.funding).toEqual([
    { source: 'socialised', item: 'activity', label: '', planned_vnd: 9_350_000, spent_vnd: 0 },
  ]);
});

it('copies a record as planned', () => {
  const copy = copyOf(activity, '2026-04-14');

  expect(copy).toMatchObject({ status: 'planned', title: 'Tham quan xưởng' });
  expect(copy.counts.students).toBe(0);
});

it('splits a school year into semesters and months', () => {
  const periods = periodsOf({ starts_on: '2025-08-01', ends_on: '2026-07-31' });

  expect(periods).toHaveLength(14);
  expect(periods[0]).toMatchObject({ from: '2025-08-01', to: '2026-01-10' });
  expect(periods.find((one) => one.id === '2026-02')?.to).toBe('2026-02-28');
});

async function opened() {
  const saved = vi.fn();
  const record = new ActivityRecord(saved);
  call.mockResolvedValueOnce(activity);
  await record.open('a1');
  return { record, saved, draft: () => record.draft as Draft };
}

it('saves what was typed with the version it read', async () => {
  const { record, saved, draft } = await opened();
  const after = { ...activity, title: 'Sửa', changed_at: '2026-04-14T02:00:00.000Z' };
  call.mockResolvedValueOnce({ value: after, stale: [], act: 7 });

  draft().title = 'Sửa';
  record.touch();
  await vi.advanceTimersByTimeAsync(700);

  expect(call).toHaveBeenLastCalledWith(
    'activity_change',
    expect.objectContaining({ id: 'a1', changed_at: activity.changed_at }),
  );
  expect(saved).toHaveBeenCalledWith(after);
  expect(record.known?.changed_at).toBe(after.changed_at);
  expect(record.autosave.state).toBe('saved');
});

it('keeps the wrong words and says what is wrong beside the field', async () => {
  const { record, draft } = await opened();
  const fields = [{ field: 'counts.female', code: 'x', message: 'Số nữ nhiều hơn.' }];
  call.mockRejectedValueOnce(new CommandError({ code: 'form.invalid', message: 'Sai', fields }));

  draft().counts.female = 99;
  record.touch();
  await vi.advanceTimersByTimeAsync(700);

  expect(record.autosave.state).toBe('failed');
  expect(record.faults).toEqual({ 'counts.female': 'Số nữ nhiều hơn.' });
  expect(draft().counts.female).toBe(99);
});

it('reads the record again when it was changed elsewhere, and says so', async () => {
  const { record, draft } = await opened();
  const theirs = { ...activity, title: 'Của người khác', changed_at: '2026-04-14T03:00:00.000Z' };
  call.mockRejectedValueOnce(new CommandError({ code: 'book.stale', message: 'Cũ', fields: [] }));
  call.mockResolvedValueOnce(theirs);

  draft().title = 'Của tôi';
  record.touch();
  await vi.advanceTimersByTimeAsync(700);

  expect(record.wasStale).toBe(true);
  expect(draft().title).toBe('Của người khác');
  expect(record.known?.changed_at).toBe(theirs.changed_at);
});
