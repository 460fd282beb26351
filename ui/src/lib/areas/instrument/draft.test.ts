import { expect, it } from 'vitest';
import {
  addItem,
  addQuestion,
  addScale,
  codeOf,
  emptyDraft,
  moveQuestion,
  putQuestion,
  removeItem,
  removeQuestion,
  removeScale,
  sent,
  setHighest,
} from './draft';

const two = () => addQuestion(addQuestion(emptyDraft(), 'single'), 'short');

it('a form gets a code of its title that no other has', () => {
  expect(codeOf('Nhu cầu học nghề Điện', [])).toBe('nhu-cau-hoc-nghe');
  expect(codeOf('Học nghề', ['hoc-nghe'])).toBe('hoc-nghe-2');
  expect(codeOf('…', [])).toBe('phieu');
});

it('every question has a code of its own, also after one was taken away', () => {
  const draft = addQuestion(removeQuestion(two(), 0), 'long');
  expect(draft.questions.map((one) => one.code)).toEqual(['c2', 'c1']);
});

it('a condition goes when its question goes or comes later, and a choice that is gone goes too', () => {
  let draft = two();
  const [asked, later] = draft.questions;
  if (!asked || !later) throw new Error('two questions');
  draft = putQuestion(draft, 1, { ...later, shown_if: { question: 'c1', choices: [1, 2] } });

  expect(moveQuestion(draft, 1, -1).questions[0]?.shown_if).toBeNull();
  expect(removeQuestion(draft, 0).questions[0]?.shown_if).toBeNull();
  const short = putQuestion(draft, 0, { ...asked, options: ['Có'] });
  expect(short.questions[1]?.shown_if?.choices).toEqual([1]);
});

it('the first sentence brings a group and answers; the last one takes the groups with it', () => {
  const draft = addItem(addItem(emptyDraft()));
  expect(draft.items.map((one) => one.code)).toEqual(['A1', 'A2']);
  expect(draft.answers.labels).toHaveLength(5);
  expect(removeItem(removeItem(draft, 0), 0).scales).toEqual([]);
});

it('sentences of a group that goes belong to the first one left, and empty groups are not sent', () => {
  const draft = addScale(addItem(emptyDraft()));
  expect(sent(draft, []).scales.map((one) => one.code)).toEqual(['A']);
  expect(removeScale(draft, 0).items[0]?.scale).toBe('B');
});

it('fewer answers keep their words', () => {
  const draft = setHighest(addItem(emptyDraft()), 3);
  expect(draft.answers.labels).toEqual(['Rất không đồng ý', 'Không đồng ý', 'Phân vân']);
});
