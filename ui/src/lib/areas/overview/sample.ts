// A duty that is not met yet, for the tests of this folder.
import type { Check } from '$lib/ipc/commands.gen';

export const visit: Check = {
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
  rule_set: '',
  note: '',
  is_each_grade: false,
  lacking: [],
  by_grade: [
    { grade: 6, found: 0, planned: 0 },
    { grade: 7, found: 0, planned: 1 },
  ],
};
