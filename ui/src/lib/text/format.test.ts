// Days and numbers, written and read.
import { describe, expect, it } from 'vitest';
import * as format from './format';

const span = { starts_on: '2025-08-01', ends_on: '2026-07-31' };

describe('parseDay', () => {
  it.each([
    ['5/9', '2025-09-05'],
    ['11/4', '2026-04-11'],
    ['31/7', '2026-07-31'],
    ['1-8', '2025-08-01'],
    ['0509', '2025-09-05'],
    ['05092025', '2025-09-05'],
    ['050925', '2025-09-05'],
    ['5-9-25', '2025-09-05'],
    ['05.09.2025', '2025-09-05'],
    [' 5/9/2025 ', '2025-09-05'],
    ['2025-09-05', '2025-09-05'],
    ['29/2/2024', '2024-02-29'],
    ['3/12/88', '1988-12-03'],
  ])('reads %s as %s', (typed, iso) => {
    expect(format.parseDay(typed, span)).toBe(iso);
  });

  it.each(['', '31/2', '32/1', '5/13', 'hôm nay', '5/9/20255', '29/2/2025', '123'])(
    'refuses %s',
    (typed) => {
      expect(format.parseDay(typed, span)).toBeNull();
    },
  );
});

describe('writing', () => {
  it('writes days, numbers, money and years the Vietnamese way', () => {
    expect(format.day('2026-04-11')).toBe('11/04/2026');
    expect(format.dayShort('2026-04-11')).toBe('11/04');
    expect(format.dayLong('2026-04-14')).toBe('Thứ Ba, 14/04/2026');
    expect(format.number(1234.5)).toBe('1.234,5');
    expect(format.fixed(3, 2)).toBe('3,00');
    expect(format.money(9350000)).toBe('9.350.000 đồng');
    expect(format.year('2025-2026')).toBe('2025–2026');
    expect(format.share(65, 169)).toBe('38,5%');
  });

  it('says nothing for nothing', () => {
    expect(format.day(null)).toBe('');
    expect(format.number(null)).toBe('');
    expect(format.share(1, 0)).toBe('');
  });

  it('reads whole numbers with their dots', () => {
    expect(format.parseWhole('9.350.000')).toBe(9350000);
    expect(format.parseWhole('')).toBeNull();
    expect(format.parseWhole('ba')).toBeNull();
  });

  it('knows the school year of a day, from August to July', () => {
    expect(format.schoolYearOf(new Date(2025, 7, 1))).toBe('2025-2026');
    expect(format.schoolYearOf(new Date(2026, 6, 31))).toBe('2025-2026');
  });

  it('folds diacritics and takes initials', () => {
    expect(format.fold('Đặng Thị Ước')).toBe('dang thi uoc');
    expect(format.initials('Trần Thị Hồng Nhung')).toBe('HN');
    expect(format.list(['a', 'b', 'c'])).toBe('a, b và c');
  });
});
