import { expect, test } from 'vitest';
import { standing } from './standing';

const line = { withdrawn_on: null, deleted_on: null, receipt_on: null, keep_until: '2026-09-30' };

test('a package says the newest of its story, and an overdue one that it is overdue', () => {
  expect(standing(line, '2026-07-10')).toBe('Chưa có biên nhận');
  expect(standing({ ...line, receipt_on: '2026-07-12' }, '2026-08-01')).toBe(
    'Đã ký biên nhận 12/07/2026',
  );
  expect(standing({ ...line, receipt_on: '2026-07-12' }, '2026-10-01')).toBe(
    'Quá hạn giữ 30/09/2026, chưa báo xóa',
  );
  expect(standing({ ...line, deleted_on: '2026-10-02' }, '2026-10-03')).toBe(
    'Nơi nhận đã xóa 02/10/2026',
  );
  expect(standing({ ...line, withdrawn_on: '2026-08-02' }, '2026-08-03')).toBe(
    'Đã thu hồi 02/08/2026',
  );
});
