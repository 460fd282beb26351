import { describe, expect, it } from 'vitest';
import { cellText, fileNameOf, isTotal, periodOf, rowsOf, shapesOf, stateOf } from './sheets';

const table = {
  id: 'grades',
  title: '',
  columns: ['STT', 'Khối', 'Số học sinh', 'Tỷ lệ nữ (%)', 'Mã'],
  records: [],
  rows: [
    [1, 'Khối 6', 1084, 41.7, '031'],
    [null, 'Tổng cộng', 1084, 42, null],
  ],
};

describe('a sheet of the report', () => {
  it('counts rows without the sum', () => {
    expect(isTotal([null, null, 'Tổng cộng', 3])).toBe(true);
    expect(isTotal(['Cộng cấp THCS', 10])).toBe(true);
    expect(rowsOf({ id: 'g', name: 'G', notes: [], records: '', tables: [table] })).toBe(1);
  });

  it('sets numbers as the paper does', () => {
    const shapes = shapesOf(table);
    expect(shapes).toEqual(['index', 'text', 'whole', 'share', 'text']);
    expect(cellText(1084, 'whole')).toBe('1.084');
    expect(cellText(42, 'share')).toBe('42,0');
    expect(cellText(null, 'share')).toBe('');
    expect(cellText('031', 'text')).toBe('031');
  });

  it('lets a duty outweigh a blank', () => {
    const one = { code: '', message: '', link: '/', sheet: 'general' };
    expect(stateOf('general', [{ ...one, is_duty: false }])).toBe('blank');
    expect(
      stateOf('general', [
        { ...one, is_duty: false },
        { ...one, is_duty: true },
      ]),
    ).toBe('duty');
    expect(stateOf('trips', [{ ...one, is_duty: true }])).toBe('fine');
  });

  it('reads the period from the address and names the file', () => {
    const period = periodOf(new URLSearchParams('kind=semester_2&from=2026-01-01'), '2025-2026');
    expect(period).toEqual({ year: '2025-2026', kind: 'semester_2', from: null, to: null });
    expect(fileNameOf(period)).toBe('Bao-cao-huong-nghiep-2025-2026-hoc-ky-2.xlsx');
    expect(fileNameOf(periodOf(new URLSearchParams('kind=x'), '2025-2026'))).toBe(
      'Bao-cao-huong-nghiep-2025-2026.xlsx',
    );
  });
});
