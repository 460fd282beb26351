// The palette: which letters are marked, which commands are offered, where a hit leads.
import { expect, it } from 'vitest';
import type { Name } from '$lib/ipc/call';
import type { FindHit } from '$lib/ipc/commands.gen';
import { offersFor } from './commands';
import { grouped, linesOf } from './lines';
import { marked } from './mark';

const hits = (name: string, typed: string) =>
  marked(name, typed)
    .filter((piece) => piece.isHit)
    .map((piece) => piece.text);

it('marks the letters that fit, whatever their accents', () => {
  expect(hits('Lê Minh Ánh', 'minh anh')).toEqual(['Minh Ánh']);
  expect(hits('Nguyễn Hoàng Minh Anh', 'anh nguyen')).toEqual(['Nguyễn', 'Anh']);
  expect(hits('Đỗ Thanh Anh', 'anh')).toEqual(['Anh']);
  expect(hits('Đỗ Oanh', 'anh')).toEqual(['anh']);
  expect(hits('Đỗ Oanh', '')).toEqual([]);
  expect(marked('Đỗ Oanh', 'x').map((piece) => piece.text)).toEqual(['Đỗ Oanh']);
});

it('offers only what this person may do', () => {
  const teacher = offersFor('', (name) => name === 'student_list' || name === 'password_change');
  const labels = teacher.map((offer) => offer.label);

  expect(labels).toContain('Khóa sổ');
  expect(labels).toContain('Học sinh');
  for (const hidden of ['Ghi hoạt động', 'Xuất báo cáo năm', 'Khảo sát', 'Trường và cấp học'])
    expect(labels).not.toContain(hidden);
});

const routes = Object.keys(import.meta.glob('../../../routes/**/+page.svelte')).map(
  (path) => path.replace(/^.*\/routes/, '').replace(/\/\+page\.svelte$/, '') || '/',
);
/** Not gone to from an open book: the lock. */
const OUTSIDE = ['/open'];

it('leads to every screen that needs no record of its own', () => {
  const lead = (may: (name: Name) => boolean) =>
    offersFor('', may).map((offer) => offer.href?.split('?')[0]);
  // Who keeps no accounts has a page for the own password instead.
  const led = [...lead(() => true), ...lead((name) => name !== 'account_list')];

  const screens = routes.filter((route) => !route.includes('[') && !OUTSIDE.includes(route));

  expect(screens.filter((route) => !led.includes(route))).toEqual([]);
});

it('offers pages of the help by their titles, but only when asked', () => {
  const found = offersFor('khảo sát mở', () => true).filter((offer) => offer.kind === 'help');

  expect(found.map((offer) => offer.href)).toContain('/help/mo-khao-sat');
  expect(offersFor('', () => true).some((offer) => offer.kind === 'help')).toBe(false);
});

it('opens a visit on its own page', () => {
  const visit: FindHit = {
    kind: 'trip',
    id: 'v1',
    name: 'Tham quan xưởng may',
    code: '',
    detail: '',
    year: '2025-2026',
    on: '2026-04-11',
  };

  expect(linesOf([visit], [], '2025-2026')[0]).toMatchObject({
    href: '/trip/v1',
    detail: '11/04/2026',
  });
});

it('finds a command by its words without accents', () => {
  const found = offersFor('hoat dong ghi', () => true);

  expect(found.map((offer) => offer.label)).toEqual(['Ghi hoạt động', 'Ghi một hoạt động']);
  expect(found[0]?.href).toBe('/activity?new=');
});

it('tells the year only where another one is open, and opens it first', () => {
  const hit: FindHit = {
    kind: 'student',
    id: 'p1',
    name: 'Lê Thị Ân',
    code: '',
    detail: '9A',
    year: '2024-2025',
    on: null,
  };

  const [there] = linesOf([hit], [], '2025-2026');
  const [here] = linesOf([hit], [], '2024-2025');

  expect(there).toMatchObject({ detail: '9A, năm học 2024–2025', year: '2024-2025' });
  expect(here).toMatchObject({ detail: '9A', year: null, href: '/student?id=p1' });
});

it('keeps each kind together, the book before the commands', () => {
  const hit = (kind: FindHit['kind'], id: string): FindHit => ({
    kind,
    id,
    name: 'Bạch Đằng & bạn',
    code: '',
    detail: '',
    year: null,
    on: null,
  });
  const lines = linesOf(
    [hit('partner', '1'), hit('student', '2'), hit('activity', '3')],
    offersFor('khoa so', () => true),
    '2025-2026',
  );

  const kinds = grouped(lines).map((group) => group.kind);

  expect(kinds).toEqual(['student', 'activity', 'partner', 'command', 'help']);
  expect(lines[2]?.href).toBe(
    '/activity?text=B%E1%BA%A1ch%20%C4%90%E1%BA%B1ng%20%26%20b%E1%BA%A1n',
  );
});

it('puts a command first when its beginning was typed', () => {
  const hit: FindHit = {
    kind: 'activity',
    id: '1',
    name: 'Hoạt động hướng nghiệp',
    code: '',
    detail: '',
    year: null,
    on: '2026-04-01',
  };
  const first = (typed: string) =>
    linesOf(
      [hit],
      offersFor(typed, () => true),
      '2025-2026',
      typed,
    )[0]?.name;

  expect(first('ghi hoat')).toBe('Ghi hoạt động');
  expect(first('hoat dong')).toBe('Hoạt động hướng nghiệp');
});
