// The short notice: eight seconds, not while it is being read.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Toasts } from './toasts.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('goes away after eight seconds', () => {
  const toasts = new Toasts();

  toasts.say('Đã xóa', 7);
  vi.advanceTimersByTime(7900);
  expect(toasts.current?.act).toBe(7);
  vi.advanceTimersByTime(200);

  expect(toasts.current).toBeNull();
});

it('waits while the pointer or the focus is on it', () => {
  const toasts = new Toasts();

  toasts.say('Đã xóa', 7);
  vi.advanceTimersByTime(5000);
  toasts.pause();
  vi.advanceTimersByTime(60_000);
  expect(toasts.current).not.toBeNull();
  toasts.resume();
  vi.advanceTimersByTime(2900);
  expect(toasts.current).not.toBeNull();
  vi.advanceTimersByTime(200);

  expect(toasts.current).toBeNull();
});

it('shows one at a time, each for its own eight seconds', () => {
  const toasts = new Toasts();

  toasts.say('một');
  vi.advanceTimersByTime(5000);
  toasts.warn('hai');
  vi.advanceTimersByTime(5000);

  expect(toasts.current).toMatchObject({ text: 'hai', tone: 'neg', act: null });
});
