import { describe, expect, it } from 'vitest';
import type { Rule, RuleSet } from '$lib/ipc/commands.gen';
import { fromMonthDay, pairs, words } from './rules';

const rule = (change: Partial<Rule>): Rule => ({
  id: 'C07',
  level: 'thcs',
  title: 'Sau THCS vào GDNN',
  formula: 'vocational_after_thcs',
  duty: '',
  kind: 'range',
  value: 25,
  high: 30,
  disadvantaged: 25,
  disadvantaged_high: null,
  scope: 'level',
  due: null,
  source: '',
  ...change,
});
const set = (rules: Rule[]): RuleSet => ({
  id: 'x',
  name: 'x',
  document: '',
  valid_from: '2024-01-01',
  valid_to: null,
  area: '',
  checked_against_original: false,
  rules,
});

describe('rules in words', () => {
  it('says each kind as people do', () => {
    expect(words(rule({}))).toBe('khoảng 25% đến 30%');
    expect(words(rule({}), true)).toBe('tối thiểu 25%');
    expect(words(rule({ kind: 'aspire', value: 40 }))).toBe('phấn đấu 40%');
    const visit = { formula: 'activities', kind: 'at_least', value: 1, due: '05-31' } as const;
    expect(words(rule({ ...visit, scope: 'grade' }))).toBe('tối thiểu 1 lần mỗi khối, xong 31/05');
  });

  it('takes a day as it is typed', () => {
    expect(fromMonthDay('31/5')).toBe('05-31');
    expect(fromMonthDay(' ')).toBeNull();
    expect(fromMonthDay('hôm nay')).toBe('hôm nay');
  });

  it('sets the same rules of two sets side by side and leaves none out', () => {
    const visit = rule({ id: 'C02', formula: 'activities', kind: 'at_least', value: 1 });
    const [times, percent] = pairs(set([visit]), set([rule({})]));
    expect(times!.pairs.map((pair) => [pair.at, pair.other])).toEqual([[0, null]]);
    expect(percent!.pairs.map((pair) => [pair.at, pair.other?.value])).toEqual([[-1, 25]]);
  });
});
