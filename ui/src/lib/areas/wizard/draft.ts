// What was typed of the school before the book is made: the steps go on there after a restart. Only the
// school itself is kept, in this window's own memory; people and passwords never are.
import { newSchool, type SchoolDraft } from './wizard';

const KEY = 'wizard';

export interface Draft {
  school: SchoolDraft;
  year: string;
}

/** What an earlier start left; null where there is nothing or it cannot be read. */
export function readDraft(): Draft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Draft | null;
    if (!kept || typeof kept.year !== 'string' || !kept.school?.name) return null;
    return { year: kept.year, school: { ...newSchool(), ...kept.school } };
  } catch {
    return null;
  }
}

/** Keeps the school; the principal's name is a person's and stays out. */
export function keepDraft(draft: Draft): void {
  const school = { ...draft.school, principal: '' };
  localStorage.setItem(KEY, JSON.stringify({ ...draft, school }));
}

export function forgetDraft(): void {
  localStorage.removeItem(KEY);
}
