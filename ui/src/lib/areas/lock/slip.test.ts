// Keys as people type them from paper.
import { expect, it } from 'vitest';
import { fullGroups, groupsOf, groupsToCheck, spacedKey, strangeLetter } from './slip';

const KEY = 'K7QD-2MXT-9HRW-4VNC-P3YF-8JLA-6TGE-ZB5M-XD4K-R7HQ-W2PV-9NCS-M6YT';

it('reads a key whatever stands between its groups', () => {
  expect(spacedKey(KEY.toLowerCase().replaceAll('-', ' '))).toBe(KEY);
  expect(fullGroups(KEY)).toBe(13);
  expect(fullGroups('K7QD-2M')).toBe(1);
});

it('names the first letter that no key has', () => {
  expect(strangeLetter('K7QD-2MX0')).toBe('0');
  expect(strangeLetter('k7qđ')).toBe('Đ');
  expect(strangeLetter(KEY)).toBeNull();
});

it('asks back two groups that are there and differ', () => {
  const [first, second] = groupsToCheck(KEY);
  expect(first).not.toBe(second);
  expect(groupsOf(KEY)[first - 1]).toHaveLength(4);
  expect(groupsOf(KEY)[second - 1]).toHaveLength(4);
});
