// Nothing that was typed is lost without a word when the book is locked or the window closed.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Autosave, forgetAll } from './autosave.svelte';
import { leaving } from './leaving.svelte';
import { session } from './session.svelte';

const endClosing = vi.hoisted(() => vi.fn(async () => {}));
vi.mock('$lib/host', () => ({ endClosing }));

const lock = vi.spyOn(session, 'lock');

beforeEach(() => {
  vi.useFakeTimers();
  lock.mockImplementation(async () => forgetAll());
});
afterEach(() => {
  leaving.answer(false);
  forgetAll();
  session.leftOut([]);
  vi.clearAllMocks();
  vi.useRealTimers();
});

const saved = () => typed(async () => {});
const refused = () => typed(() => Promise.reject(new Error('no')));
function typed(save: () => Promise<void>) {
  const form = new Autosave('hoạt động', vi.fn(save));
  form.touch();
  return form;
}
const settled = () => vi.advanceTimersByTimeAsync(0);

it('locks at once when everything was saved', async () => {
  const form = saved();

  await leaving.lock();

  expect(form.state).toBe('saved');
  expect(lock).toHaveBeenCalledTimes(1);
  expect(session.unsaved).toEqual([]);
});

it.each(['lock', 'lockAlone', 'close'] as const)(
  'takes along what stands in the focused field: %s',
  async (way) => {
    const save = vi.fn(async () => {});
    const form = new Autosave('hoạt động', save);
    const day = document.body.appendChild(document.createElement('input'));
    // As a day does: it becomes part of its form when the field is left.
    day.addEventListener('blur', () => form.touch());
    day.focus();

    await leaving[way]();

    expect(save).toHaveBeenCalledTimes(1);
    day.remove();
  },
);

it('asks before the lock when something was refused, and stays when told to', async () => {
  const form = refused();

  const locking = leaving.lock();
  await settled();
  expect(leaving.question?.unsaved[0]?.form).toBe('hoạt động');
  leaving.answer(false);
  await locking;

  expect(lock).not.toHaveBeenCalled();
  expect(form.state).toBe('failed');
});

it('locks without it when the person says so', async () => {
  refused();

  const locking = leaving.lock();
  await settled();
  leaving.answer(true);
  await locking;

  expect(lock).toHaveBeenCalledTimes(1);
  expect(session.unsaved).toEqual([]);
});

it('never asks when nobody is there: it locks, and the cover says what was left out', async () => {
  refused();

  await leaving.lockAlone();

  expect(leaving.question).toBeNull();
  expect(lock).toHaveBeenCalledTimes(1);
  expect(session.unsaved).toEqual(['hoạt động']);
});

it('locks over a question that nobody answers', async () => {
  refused();

  const locking = leaving.lock();
  await settled();
  await leaving.lockAlone();
  await locking;

  expect(leaving.question).toBeNull();
  expect(lock).toHaveBeenCalledTimes(1);
});

it('does not wait for a save that hangs, and says on the cover when it was refused after all', async () => {
  let refuse: (error: unknown) => void = () => {};
  typed(() => new Promise((_, reject) => (refuse = reject)));

  const locking = leaving.lock();
  await vi.advanceTimersByTimeAsync(1500);
  expect(lock).toHaveBeenCalledTimes(1);
  refuse(new Error('full'));
  await locking;

  expect(session.unsaved).toEqual(['hoạt động']);
});

it('lets the window close once everything is saved', async () => {
  const form = saved();

  await leaving.close();

  expect(form.state).toBe('saved');
  expect(endClosing).toHaveBeenCalledExactlyOnceWith(true);
});

it('keeps the window open while it asks, and closes it when the person says so', async () => {
  refused();

  const closing = leaving.close();
  await settled();
  expect(endClosing).toHaveBeenCalledExactlyOnceWith(false);
  leaving.answer(true);
  await closing;

  expect(endClosing).toHaveBeenLastCalledWith(true);
});
