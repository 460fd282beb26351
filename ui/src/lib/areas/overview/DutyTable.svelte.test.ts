// Duties of several rule sets beside each other.
import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import type { Check } from '$lib/ipc/commands.gen';
import DutyList from './DutyList.svelte';
import DutyTable from './DutyTable.svelte';

const visit = (rule_set: string): Check => ({
  id: 'C02',
  level: 'thcs',
  duty: 'C02',
  title: 'Tham quan',
  formula: 'activities',
  kind: 'at_least',
  unit: 'times',
  high: null,
  part: 0,
  of: 0,
  reason: '',
  plan: '',
  required: 1,
  found: 0,
  planned: 0,
  planned_on: null,
  planned_until: null,
  met: false,
  missing: 'Thiếu 1 lần',
  due: null,
  source: '',
  rule_set,
  note: rule_set,
  is_each_grade: false,
  lacking: [],
  by_grade: [{ grade: 6, found: 0, planned: 0 }],
});

it('shows a duty that two rule sets ask as two rows', () => {
  const checks = [visit('Thông tư 07'), visit('Bộ của trường')];

  render(DutyTable, { checks, today: '2026-04-20' });
  render(DutyList, { checks, before: [], today: '2026-04-20' });

  expect(screen.getAllByText('Tham quan', { exact: true }).length).toBeGreaterThanOrEqual(4);
});
