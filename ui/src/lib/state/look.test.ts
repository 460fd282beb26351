// Theme and text size are kept on this machine and applied to the whole window.
import { beforeEach, expect, it } from 'vitest';
import { textSize } from './text-size.svelte';
import { theme } from './theme.svelte';

const root = document.documentElement;

beforeEach(() => localStorage.clear());

it('applies a size and finds it again after a start', () => {
  textSize.choose(125);
  expect(root.style.getPropertyValue('--text-size')).toBe('1.25');

  root.style.removeProperty('--text-size');
  textSize.start();
  expect(root.style.getPropertyValue('--text-size')).toBe('1.25');
  expect(textSize.size).toBe(125);
});

it('takes no size that is not offered', () => {
  localStorage.setItem('text-size', '400');

  textSize.start();

  expect(textSize.size).toBe(100);
});

it('keeps light and dark, and forgets them where the machine decides', () => {
  theme.choose('dark');
  expect([root.dataset.theme, localStorage.getItem('theme')]).toEqual(['dark', 'dark']);
  theme.toggle();
  expect([root.dataset.theme, theme.choice]).toEqual(['light', 'light']);

  theme.choose('system');

  expect(localStorage.getItem('theme')).toBeNull();
  expect(theme.choice).toBe('system');
});
