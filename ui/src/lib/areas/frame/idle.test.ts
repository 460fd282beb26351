// The book locks when nobody is at the desk.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchIdle } from './idle';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('says so once, after the minutes without a key or pointer', () => {
  const onidle = vi.fn();
  const stop = watchIdle(2, onidle, window);

  vi.advanceTimersByTime(110_000);
  window.dispatchEvent(new Event('keydown'));
  vi.advanceTimersByTime(110_000);
  expect(onidle).not.toHaveBeenCalled();
  vi.advanceTimersByTime(20_000);

  expect(onidle).toHaveBeenCalledTimes(1);
  stop();
});

it('never does with no minutes, nor after it was stopped', () => {
  const onidle = vi.fn();

  watchIdle(0, onidle, window);
  watchIdle(1, onidle, window)();
  vi.advanceTimersByTime(3_600_000);

  expect(onidle).not.toHaveBeenCalled();
});
