// The copies that are due are asked for by the clock.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const call = vi.hoisted(() => vi.fn());
const refresh = vi.hoisted(() => vi.fn(async () => {}));
const tell = vi.hoisted(() => vi.fn());
vi.mock('$lib/ipc/call', () => ({ call }));
vi.mock('$lib/state/session.svelte', () => ({ session: { refresh } }));
vi.mock('$lib/write', () => ({ tell }));
const { watchBackups } = await import('./backup');

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
});
afterEach(() => vi.useRealTimers());

it('asks every five minutes and shows a copy that was made', async () => {
  call.mockResolvedValueOnce({ made_at: null }).mockResolvedValueOnce({ made_at: '2026-04-20' });
  const stop = watchBackups();

  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect(refresh).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect(refresh).toHaveBeenCalledOnce();

  stop();
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  expect(call).toHaveBeenCalledTimes(2);
});

it('tells a failing place once, and again after it had worked', async () => {
  call
    .mockRejectedValueOnce(new Error())
    .mockRejectedValueOnce(new Error())
    .mockResolvedValueOnce({ made_at: null })
    .mockRejectedValueOnce(new Error());
  const stop = watchBackups();

  await vi.advanceTimersByTimeAsync(2 * 5 * 60_000);
  expect(tell).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(2 * 5 * 60_000);
  expect(tell).toHaveBeenCalledTimes(2);
  stop();
});
