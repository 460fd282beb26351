// The help: every screen has its page, every link leads somewhere, the marks are read as meant.
import { expect, it } from 'vitest';
import { inline, piecesOf, read } from './mark';
import { matching, PAGE_OF_ROUTE, pageFor, pageNamed, PAGES, related } from './pages';

const routes = Object.keys(import.meta.glob('../../../routes/**/+page.{svelte,ts}')).map(
  (path) => path.replace(/^.*\/routes/, '').replace(/\/\+page\.(svelte|ts)$/, '') || '/',
);

it('every route has its page, and no page is told of a route that is gone', () => {
  for (const route of routes) {
    expect(PAGE_OF_ROUTE[route], route).toBeDefined();
    expect(pageNamed(pageFor(route)), route).toBeDefined();
  }
  for (const route of Object.keys(PAGE_OF_ROUTE)) expect(routes).toContain(route);
});

it('every link leads to a page of the help', () => {
  for (const page of PAGES) {
    for (const piece of piecesOf(page)) {
      if (piece.kind === 'link')
        expect(pageNamed(piece.to), `${page.id}: ${piece.to}`).toBeDefined();
    }
  }
});

it('every page has a title, a first sentence, a group and a name of its own', () => {
  expect(PAGES.length).toBeGreaterThan(20);
  expect(new Set(PAGES.map((page) => page.id)).size).toBe(PAGES.length);
  for (const page of PAGES) {
    expect(page.title, page.id).not.toMatch(/^$|^#/);
    expect(page.group, page.id).not.toBe('');
    expect(page.blocks[0]?.kind, page.id).toBe('paragraph');
  }
});

it('no mark is left unread and no typeface lacks a letter', () => {
  for (const page of PAGES) {
    for (const piece of piecesOf(page)) {
      expect(piece.text, page.id).not.toMatch(/\*\*|`|\]\(|^#|^\||[≥≤]/);
      if (piece.kind !== 'key') expect(piece.text, page.id).not.toMatch(/[←→↑↓]/);
    }
  }
});

it('reads headings, steps, lists, tables and notes', () => {
  const page = read(
    '# Tên\n\nCâu đầu\ncòn nữa.\n\n## Mục\n1. Một\n2. Hai\n\n- a\n- b\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n> Nhớ nhé.',
  );

  expect(page.title).toBe('Tên');
  expect(page.blocks.map((block) => block.kind)).toEqual([
    'paragraph',
    'heading',
    'steps',
    'list',
    'table',
    'note',
  ]);
  expect(page.blocks[0]).toEqual({
    kind: 'paragraph',
    line: [{ kind: 'text', text: 'Câu đầu còn nữa.' }],
  });
  expect(page.blocks[4]).toMatchObject({ rows: [[[{ text: '1' }], [{ text: '2' }]]] });
});

it('reads bold, keys and links, and leaves everything else as it is', () => {
  expect(inline('Nhấn `Ctrl K` hoặc **Tìm** ở [đây](tim-nhanh).')).toEqual([
    { kind: 'text', text: 'Nhấn ' },
    { kind: 'key', text: 'Ctrl K' },
    { kind: 'text', text: ' hoặc ' },
    { kind: 'bold', text: 'Tìm' },
    { kind: 'text', text: ' ở ' },
    { kind: 'link', text: 'đây', to: 'tim-nhanh' },
    { kind: 'text', text: '.' },
  ]);
  expect(inline('<b onclick="x()">2 * 3 * 4</b>')).toEqual([
    { kind: 'text', text: '<b onclick="x()">2 * 3 * 4</b>' },
  ]);
});

it('finds pages by words without accents, and what belongs together', () => {
  expect(matching('tat unikey').map((page) => page.id)).toContain('quen-mat-khau');
  expect(matching('khongcochunay')).toEqual([]);
  expect(related(pageNamed('khoi-phuc')!).map((page) => page.id)).toEqual(['sao-luu']);
});
