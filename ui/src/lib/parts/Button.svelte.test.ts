// A button that cannot be pressed says why, also to those who come to it by key or by ear.
import { fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import Button from './Button.svelte';

const children = createRawSnippet(() => ({ render: () => '<span>Lưu</span>' }));

test('a held button tells why, stays within reach and does nothing', async () => {
  const onclick = vi.fn();
  render(Button, { why: 'Chưa có gì thay đổi.', onclick, children });

  const button = screen.getByRole('button', { name: 'Lưu' });
  button.focus();
  await fireEvent.click(button);

  expect(document.activeElement).toBe(button);
  expect(button.title).toBe('Chưa có gì thay đổi.');
  expect(button.getAttribute('aria-disabled')).toBe('true');
  expect(onclick).not.toHaveBeenCalled();
});

test('a held button does not send its form', async () => {
  const onsubmit = vi.fn();
  const form = document.body.appendChild(document.createElement('form'));
  form.addEventListener('submit', onsubmit);
  render(Button, { target: form, props: { type: 'submit', why: 'Hãy gõ tên.', children } });

  await fireEvent.click(screen.getByRole('button', { name: 'Lưu' }));

  expect(onsubmit).not.toHaveBeenCalled();
});

test('without a reason it works', async () => {
  const onclick = vi.fn();
  render(Button, { why: false, onclick, children });

  await fireEvent.click(screen.getByRole('button', { name: 'Lưu' }));

  expect(onclick).toHaveBeenCalledOnce();
});
