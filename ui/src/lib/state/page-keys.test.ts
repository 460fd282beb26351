// Keys of a page go before those of the frame, as long as the page is shown.
import { expect, it, vi } from 'vitest';
import { pageKeys, press } from './page-keys';

it('lets the page that is shown answer a key once, and the frame again afterwards', () => {
  const print = vi.fn();
  expect(press('p')).toBe(false);

  const leave = pageKeys({ p: print });
  expect(press('p')).toBe(true);
  expect(press('t')).toBe(false);
  // The next page comes before this one goes.
  const next = pageKeys({ t: print });
  leave();
  expect(press('t')).toBe(true);
  expect(press('p')).toBe(false);
  next();

  expect(print).toHaveBeenCalledTimes(2);
  expect(press('t')).toBe(false);
});
