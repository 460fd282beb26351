// A rule in words, and the rules of two sets side by side.
import type { Rule, RuleSet } from '$lib/ipc/commands.gen';
import { vi } from '$lib/text/vi';

const t = vi.rules;

/** What a rule's figures are: `times people percent parts`. */
export function unitOf(rule: Rule): 'times' | 'people' | 'percent' | 'parts' {
  switch (rule.formula) {
    case 'activities':
      return 'times';
    case 'qualified_counselors':
      return 'people';
    case 'guidance_programme':
    case 'plan':
    case 'content_groups':
    case 'self_assessment':
    case 'handover':
      return 'parts';
    default:
      return 'percent';
  }
}

/** Under which heading a rule stands. */
export function groupOf(rule: Rule): 'times' | 'percent' | 'parts' {
  const unit = unitOf(rule);
  return unit === 'people' ? 'parts' : unit;
}

function figure(rule: Rule, value: number): string {
  switch (unitOf(rule)) {
    case 'times':
      return t.times(value);
    case 'people':
      return t.people(value);
    case 'percent':
      return `${value}%`;
    default:
      return t.parts(value);
  }
}

/** `khoảng 25% đến 30%`, `tối thiểu 1 lần mỗi khối, xong 31/05` */
export function words(rule: Rule, isDisadvantaged = false): string {
  const value = isDisadvantaged ? (rule.disadvantaged ?? rule.value) : rule.value;
  const high = isDisadvantaged
    ? (rule.disadvantaged_high ?? (rule.disadvantaged == null ? rule.high : null))
    : rule.high;
  // Any answer at all is what such a rule asks.
  const isAny = rule.formula === 'needs_survey' && value <= 1;
  const said = isAny
    ? t.anyForm
    : rule.kind === 'range' && high != null
      ? t.words.range(figure(rule, value), figure(rule, high))
      : rule.kind === 'range'
        ? t.words.at_least(figure(rule, value))
        : t.words[rule.kind](figure(rule, value));
  const grade = rule.scope === 'grade' ? ` ${t.eachGrade}` : '';
  const due = rule.due ? `, ${t.before(monthDay(rule.due))}` : '';
  return said + grade + due;
}

/** `05-31` as `31/05`. */
export function monthDay(due: string): string {
  return due.split('-').reverse().join('/');
}

/** `31/05` or `31/5` as `05-31`; what is no day stays as it is. */
export function fromMonthDay(text: string): string | null {
  const trimmed = text.trim();
  if (!trimmed) return null;
  const found = /^(\d{1,2})[/.-](\d{1,2})$/.exec(trimmed);
  if (!found) return trimmed;
  return `${found[2]!.padStart(2, '0')}-${found[1]!.padStart(2, '0')}`;
}

/** What makes two rules of two sets the same. */
export function keyOf(rule: Rule): string {
  return [rule.id, rule.level ?? '', rule.formula].join(' ');
}

export interface Pair {
  key: string;
  /** Place in the first set; -1 where only the other has it. */
  at: number;
  rule: Rule | null;
  other: Rule | null;
}

/** The rules of both sets, group by group; those of the first in its order. */
export function pairs(set: RuleSet, other: RuleSet | null): { group: string; pairs: Pair[] }[] {
  const rest = [...(other?.rules ?? [])];
  const all: Pair[] = (set.rules ?? []).map((rule, at) => {
    const place = rest.findIndex((one) => keyOf(one) === keyOf(rule));
    const found = place < 0 ? null : rest.splice(place, 1)[0]!;
    return { key: `${keyOf(rule)} ${at}`, at, rule, other: found };
  });
  for (const one of rest) all.push({ key: `${keyOf(one)} +`, at: -1, rule: null, other: one });
  return (['times', 'percent', 'parts'] as const)
    .map((group) => ({
      group,
      pairs: all.filter((pair) => groupOf((pair.rule ?? pair.other)!) === group),
    }))
    .filter(({ pairs }) => pairs.length > 0);
}
