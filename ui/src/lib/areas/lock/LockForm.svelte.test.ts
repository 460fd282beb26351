// The lock: what it says before and after the password was sent.
import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { CommandError } from '$lib/ipc/call';
import LockForm from './LockForm.svelte';

function show(onopen = vi.fn(async () => {})) {
  render(LockForm, {
    lastName: 'nhung',
    isSample: false,
    unclean: false,
    backupFault: null,
    onopen,
    onforgot: vi.fn(),
  });
  return { onopen, password: screen.getByLabelText('Mật khẩu') };
}

it('offers the last login name and waits at the password', () => {
  const { password } = show();

  expect((screen.getByLabelText('Tên đăng nhập') as HTMLInputElement).value).toBe('nhung');
  expect(document.activeElement).toBe(password);
});

it('warns of UniKey while the password holds a letter with marks', async () => {
  const { password } = show();

  await fireEvent.input(password, { target: { value: 'mậtkhẩu' } });
  expect(screen.getByText(/hãy tắt UniKey/)).toBeTruthy();
  await fireEvent.input(password, { target: { value: 'matkhau' } });

  expect(screen.queryByText(/hãy tắt UniKey/)).toBeNull();
});

it('asks for what is missing instead of sending it', async () => {
  const { onopen } = show();

  await fireEvent.click(screen.getByRole('button', { name: /Mở sổ/ }));

  expect(screen.getByText('Gõ mật khẩu.')).toBeTruthy();
  expect(onopen).not.toHaveBeenCalled();
});

it('says beside the field that the password is wrong', async () => {
  const message = 'Tên đăng nhập hoặc mật khẩu không đúng.';
  const fault = { code: 'book.wrong_password', message, fields: [] };
  const { password } = show(vi.fn(() => Promise.reject(new CommandError(fault))));

  await fireEvent.input(password, { target: { value: 'sai' } });
  await fireEvent.click(screen.getByRole('button', { name: /Mở sổ/ }));

  expect(await screen.findByText(message)).toBeTruthy();
  expect(password.getAttribute('aria-invalid')).toBe('true');
});
