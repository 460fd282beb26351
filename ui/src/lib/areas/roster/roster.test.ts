// The import: what would be written, which cells there are, and that nothing is written before.
import { afterEach, expect, it, vi } from 'vitest';
import { cellOf, Roster, writable, type Preview } from './roster.svelte';

const call = vi.hoisted(() => vi.fn());
vi.mock('$lib/ipc/call', async (original) => ({ ...(await original<object>()), call }));
vi.mock('$app/navigation', () => ({ invalidateAll: vi.fn() }));
afterEach(() => void call.mockReset());

const counts = {
  read: 19,
  new: 12,
  updated: 2,
  unchanged: 0,
  refused: 5,
  warned: 3,
  ignored: 0,
  suggested: 0,
  taken: 0,
};
const preview: Preview = {
  token: 't1',
  file_name: 'lop-7a1.xlsx',
  year: '2025-2026',
  sheets: [
    {
      name: 'Sheet',
      state: 'visible',
      is_used: true,
      header_row: 1,
      class: '7A1',
      encoding: 'unicode',
      is_encoding_chosen: false,
      top: [],
      rows: 19,
      hidden_rows: 0,
      reads_hidden: true,
      columns: [
        { at: 'A', heading: 'Họ đệm', field: 'family_name' },
        { at: 'B', heading: 'Tên', field: 'given_name' },
        { at: 'C', heading: 'Nữ', field: 'is_female' },
        { at: 'D', heading: 'Ghi chú', field: null },
      ],
    },
  ],
  counts,
  new_classes: ['7A1'],
  warnings: [],
};
const pages: Record<string, number> = { all: 19, problems: 8, good: 11 };

/** A core that answers as the real one does. */
function answer(name: string, request: { show?: string }) {
  if (name === 'roster_list')
    return Promise.resolve({ total: pages[request.show ?? ''], rows: [] });
  if (name === 'roster_import') {
    const value = { read: 19, new: 12, updated: 2, unchanged: 0, refused: [], ignored: [] };
    return Promise.resolve({
      value: { ...value, new_classes: [], duplicates: 0 },
      stale: [],
      act: 9,
    });
  }
  return Promise.resolve(name === 'roster_close' ? null : preview);
}

it('counts new and updated rows as those to write', () => {
  expect(writable(counts)).toBe(14);
});

it('shows split names, ticked sex and the class of the sheet in their cells', async () => {
  call.mockImplementation(answer);
  const roster = new Roster();

  await roster.open('/tmp/lop-7a1.xlsx');

  expect(cellOf('given_name')).toBe('name');
  expect(cellOf('is_male')).toBe('sex');
  expect(cellOf('mother_phone')).toBe('guardian_phone');
  expect(cellOf('near_poor')).toBe('support');
  expect(roster.cells).toEqual(['name', 'sex', 'class']);
  expect(roster.mapped).toBe(3);
});

it('shows first what must be looked at, and writes nothing until told', async () => {
  call.mockImplementation(answer);
  const roster = new Roster();

  await roster.open('/tmp/lop-7a1.xlsx');

  expect(roster.show).toBe('problems');
  expect(roster.totals).toEqual(pages);
  expect(call.mock.calls.map(([name]) => name)).not.toContain('roster_import');

  await roster.import();

  expect(roster.result?.new).toBe(12);
  expect(roster.act).toBe(9);
  expect(roster.preview).toBeNull();
});

it('lets go of the file when given up', async () => {
  call.mockImplementation(answer);
  const roster = new Roster();

  await roster.open('/tmp/lop-7a1.xlsx');
  await roster.close();

  expect(call).toHaveBeenLastCalledWith('roster_close', { token: 't1' });
});
