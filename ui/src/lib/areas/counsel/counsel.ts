// Sessions as the page shows them: icons of forms, pupils as tokens, the agenda by month.
import type { CounselAppointment, CounselDraft, StudentLine } from '$lib/ipc/commands.gen';
import { day, number } from '$lib/text/format';
import { vi } from '$lib/text/vi';
import type { Form } from '$lib/text/vi/counsel';

export const FORMS = Object.keys(vi.counsel.forms) as Form[];

export const ICONS: Record<Form, string> = {
  individual: 'message-circle',
  group: 'messages-square',
  class: 'graduation-cap',
  parents: 'users',
  online: 'monitor',
};

/** More pupils of one class than this stand as one token. */
const FEW = 5;

/** Pupils under one label: one of them, or many of a class. */
export interface Offer {
  label: string;
  students: string[];
}

/** A new session of today. */
export function freshDraft(today: string, students: string[] = []): CounselDraft {
  return {
    held_on: today,
    starts_at: '',
    minutes: null,
    form: 'individual',
    counselor: '',
    students,
    subject: '',
    conclusion: '',
    is_shared: false,
    next_step: '',
    next_on: null,
    next_at: '',
    is_next_done: false,
    referral: null,
  };
}

/** What is offered while a name is typed: each pupil, then whole classes. */
export function offersOf(pupils: StudentLine[]): Offer[] {
  const labels = labelsOf(pupils);
  const singles = pupils.map((one) => ({ label: labels.get(one.id)!, students: [one.id] }));
  const classes = [...new Set(pupils.map((one) => one.class))].map((name) => ({
    label: vi.counsel.panel.wholeClass(name),
    students: pupils
      .filter((one) => one.class === name && one.status === 'studying')
      .map((one) => one.id),
  }));
  return [...singles, ...classes];
}

/** The pupils chosen as tokens; many of one class are one. */
export function tokensOf(chosen: string[], pupils: StudentLine[]): Offer[] {
  const ids = new Set(chosen);
  const known = pupils.filter((one) => ids.has(one.id));
  const labels = labelsOf(pupils);
  return [...new Set(known.map((one) => one.class))].flatMap((name) => {
    const own = known.filter((one) => one.class === name);
    if (own.length <= FEW) {
      return own.map((one) => ({ label: labels.get(one.id)!, students: [one.id] }));
    }
    const label = vi.counsel.panel.ofClass(name, number(own.length, 0));
    return [{ label, students: own.map((one) => one.id) }];
  });
}

/** Each pupil by name and class; two of one name with their day of birth. */
function labelsOf(pupils: StudentLine[]): Map<string, string> {
  const shown = pupils.map((one) => `${one.name} (${one.class})`);
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const label of shown) (seen.has(label) ? twice : seen).add(label);
  return new Map(
    pupils.map((one, at) => {
      const label = shown[at]!;
      return [one.id, twice.has(label) && one.born_on ? `${label}, ${day(one.born_on)}` : label];
    }),
  );
}

/** The form that fits after pupils were added: one pupil has a session of their own. */
export function formFor(form: Form, count: number): Form {
  return form === 'individual' && count > 1 ? 'group' : form;
}

/** "Thứ Tư, 09:15, lớp 9B" */
export function whenOf(one: CounselAppointment): string {
  const t = vi.counsel.agenda;
  const weekday = t.weekdays[new Date(`${one.on}T00:00:00`).getDay()] ?? '';
  const classes = one.classes && !one.who.includes(one.classes) ? t.class(one.classes) : '';
  return [weekday, one.at, classes].filter(Boolean).join(', ');
}

/** The agenda month by month. */
export function byMonth(agenda: CounselAppointment[]): [string, CounselAppointment[]][] {
  const months = [...new Set(agenda.map((one) => one.on.slice(0, 7)))];
  return months.map((month) => [
    vi.counsel.agenda.month(`${month.slice(5)}/${month.slice(0, 4)}`),
    agenda.filter((one) => one.on.startsWith(month)),
  ]);
}

/** "4:32" */
export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
