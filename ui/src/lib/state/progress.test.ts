// Long work on the status bar: how far it is, and stopping it.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Progress } from './progress.svelte';

const asked: string[] = [];

beforeEach(() => {
  asked.length = 0;
  vi.useFakeTimers();
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    return new Response(JSON.stringify(url.endsWith('progress') ? { done: 3, total: 9 } : null));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('shows how far the work is and forgets it at the end', async () => {
  const progress = new Progress();
  let finish = () => {};
  const done = progress.during('Đang nhập', () => new Promise<void>((end) => (finish = end)), true);

  await vi.advanceTimersByTimeAsync(300);
  expect(progress.label).toBe('Đang nhập');
  expect(progress.step).toEqual({ done: 3, total: 9 });

  finish();
  await done;
  expect(progress.label).toBeNull();
  expect(progress.step).toBeNull();
});

it('stops only what can be stopped, and asks once', async () => {
  const progress = new Progress();
  let finish = () => {};
  const work = () => new Promise<void>((end) => (finish = end));

  const plain = progress.during('Đang sao lưu', work);
  await progress.stop();
  expect(asked).not.toContain('/call/cancel');
  finish();
  await plain;

  const stoppable = progress.during('Đang nhập', work, true);
  await progress.stop();
  await progress.stop();
  expect(asked.filter((url) => url === '/call/cancel')).toHaveLength(1);
  finish();
  await stoppable;
});
