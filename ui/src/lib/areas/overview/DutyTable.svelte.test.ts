// Duties of several rule sets beside each other.
import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import DutyList from './DutyList.svelte';
import DutyTable from './DutyTable.svelte';
import { visit } from './sample';

it('shows a duty that two rule sets ask as two rows', () => {
  const checks = ['Thông tư 07', 'Bộ của trường'].map((rule_set) => ({ ...visit, rule_set }));

  render(DutyTable, { checks, today: '2026-04-20' });
  render(DutyList, { checks, before: [], today: '2026-04-20' });

  expect(screen.getAllByText('Tham quan', { exact: true }).length).toBeGreaterThanOrEqual(4);
});
