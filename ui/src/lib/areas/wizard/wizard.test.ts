// The first-run steps: what they refuse and what they propose.
import { describe, expect, it } from 'vitest';
import {
  describeLevels,
  dutiesOf,
  loginNameOf,
  newBook,
  newPerson,
  newSchool,
  peopleFaults,
  schoolFaults,
  type Person,
} from './wizard';

const nhung: Person = {
  ...newPerson(1, 'counselor'),
  full_name: 'Trần Thị Hồng Nhung',
  name: 'nhung',
  password: 'matkhau1',
  again: 'matkhau1',
};

describe('login names', () => {
  it('take the given name without diacritics', () => {
    expect(loginNameOf('Trần Thị Hồng Nhung')).toBe('nhung');
    expect(loginNameOf('Lê Đình Đức ')).toBe('duc');
    expect(loginNameOf('')).toBe('');
  });

  it('add initials when the name is taken', () => {
    expect(loginNameOf('Phạm Thị Nhung', ['nhung'])).toBe('nhung.pt');
    expect(loginNameOf('Phạm Thị Nhung', ['nhung', 'nhung.pt'])).toBe('nhung.pt2');
  });
});

describe('the school', () => {
  it('needs a name, a level and a year', () => {
    expect(Object.keys(schoolFaults(newSchool(), null))).toEqual(['name', 'levels', 'year']);
  });

  it('may leave the rest for later', () => {
    const school = { ...newSchool(), name: 'THCS Sông Cấm', levels: ['thcs' as const] };
    expect(schoolFaults(school, '2025-2026')).toEqual({});
  });

  it('carries one visit for each level, fair and forum for THPT only', () => {
    expect(dutiesOf(['thcs']).map((duty) => duty.id)).toEqual(['visit-thcs']);
    expect(dutiesOf(['thpt', 'thcs']).map((duty) => duty.id)).toEqual([
      'visit-thcs',
      'visit-thpt',
      'fair',
      'forum',
    ]);
    expect(dutiesOf(['gdtx'])).toEqual([]);
  });

  it('is described in words', () => {
    expect(describeLevels(['thpt', 'thcs'])).toContain('liên cấp THCS và THPT, khối 6 đến 12');
    expect(describeLevels(['tieu_hoc'])).toBe('Trường Tiểu học, khối 1 đến 5.');
  });
});

describe('the accounts', () => {
  it('are fine with one counselor', () => {
    expect(peopleFaults([nhung])).toEqual({});
  });

  it('name every fault at once', () => {
    const other = { ...newPerson(2, 'teacher'), name: 'nhung', password: 'ngan', again: 'ngắn' };
    expect(Object.keys(peopleFaults([nhung, other])).sort()).toEqual([
      '1.name',
      '2.again',
      '2.full_name',
      '2.name',
      '2.password',
    ]);
  });

  it('refuse a login name with diacritics and a book without a counselor', () => {
    const khai = { ...nhung, role: 'principal' as const, name: 'khải' };
    expect(Object.keys(peopleFaults([khai]))).toEqual(['1.name', 'people']);
  });

  it('become the request, classes only for homeroom teachers', () => {
    const ha = { ...nhung, key: 2, role: 'teacher' as const, name: 'ha', classes: '9A; 9B,' };
    const book = newBook(newSchool(), '2025-2026', [{ ...nhung, classes: '9C' }, ha], ' ');
    expect(book.accounts.map((account) => account.classes)).toEqual([[], ['9A', '9B']]);
    expect(book.backup_folder).toBeNull();
  });
});
