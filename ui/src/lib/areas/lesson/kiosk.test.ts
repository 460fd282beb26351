import { expect, it } from 'vitest';
import type { Item, Question } from '$lib/ipc/commands.gen';
import { missing, pagesOf } from './kiosk';

const items: Item[] = Array.from({ length: 8 }, (_, at) => ({
  code: `A${at}`,
  text: `Câu ${at}`,
  scale: 'A',
  is_reversed: false,
}));
const asked: Question = {
  code: 'a',
  text: 'Có không?',
  kind: 'single',
  options: ['Có', 'Không'],
  has_other: false,
  is_required: true,
};
const later: Question = {
  ...asked,
  code: 'b',
  text: 'Vì sao?',
  kind: 'short',
  options: [],
  shown_if: { question: 'a', choices: [1] },
};

it('items come six at a time, and what is not asked has no place', () => {
  const pages = pagesOf(items, [asked, later], {});
  expect(pages.map((page) => [page.items.length, page.questions.length])).toEqual([
    [6, 0],
    [2, 0],
    [0, 1],
  ]);
  const more = pagesOf(items, [asked, later], { a: { choices: [1], text: '' } });
  expect(more.at(-1)?.questions.map((one) => one.code)).toEqual(['a', 'b']);
});

it('what is missing is every item and what must be answered', () => {
  expect(missing([1, null, 3], [asked, later], {})).toBe(2);
  expect(missing([1, 2, 3], [asked, later], { a: { choices: [1], text: '' } })).toBe(1);
});
