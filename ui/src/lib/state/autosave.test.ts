// Forms save themselves shortly after the last input, and before the book is locked.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CommandError } from '$lib/ipc/call';
import { Autosave, forgetAll, saveAll } from './autosave.svelte';
import { toasts } from './toasts.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  forgetAll();
  toasts.close();
  vi.useRealTimers();
});

const refusal = new CommandError({
  code: 'field.wrong',
  message: 'Có chỗ cần sửa.',
  fields: [{ field: 'starts_on', code: 'activity.day', message: 'Ngày nằm ngoài năm học.' }],
});

it('saves once, 600 ms after the last input', async () => {
  const save = vi.fn(async () => {});
  const form = new Autosave('hoạt động', save);

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
  const form = new Autosave('hoạt động', save);

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
  const form = new Autosave('hoạt động', () => Promise.reject(new Error('no')));

  form.touch();
  await form.flush();

  expect(form.state).toBe('failed');
});

it('tries again before the lock what could not be saved', async () => {
  const save = vi.fn<() => Promise<void>>(async () => {});
  save.mockRejectedValueOnce(new Error('full'));
  const form = new Autosave('hoạt động', save);

  form.touch();
  await form.flush();
  await saveAll();

  expect(save).toHaveBeenCalledTimes(2);
  expect(form.state).toBe('saved');
});

it('saves everything before the lock', async () => {
  const save = vi.fn(async () => {});
  const form = new Autosave('hoạt động', save);

  form.touch();
  await saveAll();

  expect(save).toHaveBeenCalledTimes(1);
});

it('tells which form could not be saved, and why, until it is forgotten', async () => {
  const form = new Autosave('hoạt động', () => Promise.reject(refusal));

  form.touch();
  expect(await saveAll()).toEqual([{ form: 'hoạt động', cause: 'Ngày nằm ngoài năm học.' }]);
  forgetAll();

  expect(await saveAll()).toEqual([]);
});

it('waits for a save that is under way, and tells when it is refused', async () => {
  let refuse: (error: unknown) => void = () => {};
  const form = new Autosave('hoạt động', () => new Promise((_, reject) => (refuse = reject)));

  form.touch();
  await vi.advanceTimersByTimeAsync(600);
  const all = saveAll();
  refuse(refusal);

  expect(await all).toHaveLength(1);
});

it('says so when a form goes away with what was refused, and asks no more', async () => {
  const form = new Autosave('hoạt động', () => Promise.reject(refusal));

  form.touch();
  await form.leave();

  expect(toasts.current?.text).toBe('Chưa lưu được hoạt động: Ngày nằm ngoài năm học.');
  expect(await saveAll()).toEqual([]);
});
