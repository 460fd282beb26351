// Making drafts: from the quick row, from the last time, from a record being edited.
import type { Activity, Draft } from './log.svelte';
import type { Whom } from './whom';

export interface Quick extends Whom {
  date: string;
  kind: string;
  title: string;
}

/** What the quick row records; `last` fills what the row has no field for. */
export function quickDraft(quick: Quick, last: Draft | null, today: string): Draft {
  const named = quick.classes.length > 0 || quick.grades.length > 0;
  const whom = named || !last ? quick : last;
  return {
    kind: quick.kind,
    title: quick.title.trim(),
    status: quick.date > today ? 'planned' : 'done',
    starts_on: quick.date,
    ends_on: null,
    place: last?.place ?? '',
    classes: [...whom.classes],
    grades: [...whom.grades],
    // How many came is counted on the day, never copied.
    counts: { students: 0, female: 0, parents: 0, staff: 0, community: 0 },
    partners: [...(last?.partners ?? [])],
    contents: [...(last?.contents ?? [])],
    // What was spent last time is a plan this time.
    funding: (last?.funding ?? []).map((line) => ({
      ...line,
      planned_vnd: line.planned_vnd || line.spent_vnd,
      spent_vnd: 0,
    })),
    counts_for: last?.counts_for ? [...last.counts_for] : null,
    note: '',
    year: null,
  };
}

/** The editable part of a record. */
export function draftOf(activity: Activity): Draft {
  const { id, number, year, enrolled, changed_at, is_removed, ...draft } = activity;
  void [id, number, year, enrolled, changed_at, is_removed];
  return { ...structuredClone(draft), year: null };
}

/** A second record like this one: same facts, no figures of the day. */
export function copyOf(activity: Activity, today: string): Draft {
  const quick = { ...activity, date: activity.starts_on };
  const draft = quickDraft(quick, draftOf(activity), today);
  return { ...draft, status: 'planned', note: activity.note };
}

/** This machine's day, "2026-04-14". */
export function todayHere(now = new Date()): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
