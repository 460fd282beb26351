// Forms save themselves shortly after the last input, and before the book is locked.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Autosave, saveAll } from './autosave.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('saves once, 600 ms after the last input', async () => {
  const save = vi.fn(async () => {});
  const form = new Autosave(save);

  form.touch();
  await vi.advanceTimersByTimeAsync(400);
  form.touch();
  await vi.advanceTimersByTimeAsync(500);
  expect(save).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);

  expect(save).toHaveBeenCalledTimes(1);
  expect(form.state).toBe('saved');
});

it('saves again what was typed while saving', async () => {
  let finish = () => {};
  const save = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
  const form = new Autosave(save);

  form.touch();
  const first = form.flush();
  form.touch();
  const second = form.flush();
  finish();
  await vi.advanceTimersByTimeAsync(0);
  finish();
  await Promise.all([first, second]);

  expect(save).toHaveBeenCalledTimes(2);
});

it('says when it could not', async () => {
  const form = new Autosave(() => Promise.reject(new Error('no')));

  form.touch();
  await form.flush();

  expect(form.state).toBe('failed');
});

it('tries again before the lock what could not be saved', async () => {
  const save = vi.fn<() => Promise<void>>(async () => {});
  save.mockRejectedValueOnce(new Error('full'));
  const form = new Autosave(save);

  form.touch();
  await form.flush();
  await saveAll();

  expect(save).toHaveBeenCalledTimes(2);
  expect(form.state).toBe('saved');
});

it('saves everything before the lock', async () => {
  const save = vi.fn(async () => {});
  const form = new Autosave(save);

  form.touch();
  await saveAll();

  expect(save).toHaveBeenCalledTimes(1);
});
