// What a press of a choice makes of a reply.
import { expect, it } from 'vitest';
import type { Question } from '$lib/ipc/commands.gen';
import { choose, isAnswered, isShown, say } from './question';

const question = (more: Partial<Question>): Question => ({
  code: 'a',
  text: 'Hướng nào?',
  kind: 'single',
  options: ['Một', 'Hai', 'Ba'],
  has_other: true,
  is_required: false,
  ...more,
});

it('takes one choice of a single question and gives it back', () => {
  const one = question({});
  let replies = choose(one, {}, 1);
  replies = choose(one, replies, 2);
  expect(replies.a?.choices).toEqual([2]);
  expect(choose(one, replies, 2)).toEqual({});
});

it('keeps the order of a ranking and takes no more than allowed', () => {
  const ranking = question({ kind: 'ranking', most: 2 });
  let replies = choose(ranking, {}, 3);
  replies = choose(ranking, replies, 1);
  expect(choose(ranking, replies, 2)).toBe(replies);
  expect(replies.a?.choices).toEqual([3, 1]);
});

it('forgets the words of “khác” with the choice', () => {
  const one = question({});
  let replies = say(one, choose(one, {}, 4), 'Nghề mộc');
  expect(replies.a).toEqual({ choices: [4], text: 'Nghề mộc' });
  replies = choose(one, replies, 1);
  expect(replies.a?.text).toBe('');
});

it('asks a question only after the choice it hangs on', () => {
  const later = question({
    code: 'b',
    is_required: true,
    shown_if: { question: 'a', choices: [2] },
  });
  expect(isShown(later, {})).toBe(false);
  const replies = choose(question({}), {}, 2);
  expect(isShown(later, replies)).toBe(true);
  expect(isAnswered([later], replies)).toBe(false);
});
