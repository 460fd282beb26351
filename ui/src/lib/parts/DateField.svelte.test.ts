// A day as it is typed.
import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import DateField from './DateField.svelte';

const span = { starts_on: '2025-08-01', ends_on: '2026-07-31' };

async function type(text: string, value: string | null = null) {
  const onchange = vi.fn();
  render(DateField, { label: 'Ngày', value, span, onchange });
  const field = screen.getByLabelText('Ngày');
  await fireEvent.input(field, { target: { value: text } });
  await fireEvent.blur(field);
  return { field: field as HTMLInputElement, onchange };
}

it('completes a day typed without its year', async () => {
  const { field, onchange } = await type('5/9');

  expect(field.value).toBe('05/09/2025');
  expect(onchange).toHaveBeenCalledTimes(1);
});

it('keeps what it cannot read and says what is allowed', async () => {
  const { field, onchange } = await type('31/2', '2026-04-14');

  expect(field.value).toBe('31/2');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByText(/Chưa đọc được ngày/)).toBeTruthy();
  expect(onchange).not.toHaveBeenCalled();
});

it('shows the day of another record', async () => {
  const { rerender } = render(DateField, { label: 'Ngày', value: '2026-04-14', span });

  await rerender({ value: '2026-05-01' });

  expect((screen.getByLabelText('Ngày') as HTMLInputElement).value).toBe('01/05/2026');
});
