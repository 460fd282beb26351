// One paper form under the fingers: which key does what. Pure, so that it can be tested by itself.

export interface Form {
  answers: (number | null)[];
  isAbsent: boolean;
  /** Cells of which nobody can tell what was meant: two marks, or one between two. */
  unclear: number[];
  /** The cell under the cursor. */
  at: number;
}

export interface Pressed {
  form: Form;
  /** Where to go when the form is left. */
  leave: 'previous' | 'next' | null;
  /** A digit above the highest answer, refused. */
  refused: string | null;
  isChanged: boolean;
}

/** What the key does to the form; null when the key is not ours. */
export function press(form: Form, key: string, max: number, isFrozen = false): Pressed | null {
  if (key === 'ArrowUp') return went(form, 'previous');
  if (key === 'ArrowDown') return went(form, 'next');
  if (key === 'ArrowLeft') return moved(form, form.at - 1);
  if (key === 'ArrowRight') return moved(form, form.at + 1);
  if (key === 'Home') return moved(form, 0);
  if (key === 'End') return moved(form, form.answers.length - 1);
  if (isFrozen) return null;
  if (key === ' ') return changed({ ...form, isAbsent: !form.isAbsent }, null);
  if (key === 'Backspace' || key === 'Delete') return cleared(form, key === 'Backspace');
  if (key === '0' || key === 'Enter') return put(form, null);
  if (key === '*' || key === '?') return put(form, null, true);
  if (!/^[1-9]$/.test(key)) return null;
  const digit = Number(key);
  if (digit > max) return { form, leave: null, refused: key, isChanged: false };
  return put(form, digit);
}

/** Where the cursor starts in a form: its first empty cell, else the beginning. */
export function startOf(answers: (number | null)[]): number {
  return Math.max(0, answers.indexOf(null));
}

/** Cells in which two typings of a form differ. */
export function differing(one: (number | null)[], other: (number | null)[]): number[] {
  return one.map((_, at) => at).filter((at) => (one[at] ?? null) !== (other[at] ?? null));
}

/** How many cells of a form are still empty. */
export function emptyOf(answers: (number | null)[]): number {
  return answers.filter((answer) => answer === null).length;
}

function put(form: Form, value: number | null, isUnclear = false): Pressed {
  const isLast = form.at === form.answers.length - 1;
  const answers = form.answers.with(form.at, value);
  const at = isLast ? form.at : form.at + 1;
  const wasUnclear = form.unclear.includes(form.at);
  const others = form.unclear.filter((one) => one !== form.at);
  const unclear = isUnclear ? [...others, form.at] : others;
  const isSame =
    form.answers[form.at] === value &&
    wasUnclear === isUnclear &&
    (!form.isAbsent || value === null);
  const isAbsent = value === null && !isUnclear && form.isAbsent;
  const next = { answers, isAbsent, unclear, at };
  return { form: next, leave: isLast ? 'next' : null, refused: null, isChanged: !isSame };
}

function cleared(form: Form, goesBack: boolean): Pressed {
  if (form.unclear.includes(form.at)) {
    return changed({ ...form, unclear: form.unclear.filter((one) => one !== form.at) }, null);
  }
  if (form.answers[form.at] === null) return moved(form, goesBack ? form.at - 1 : form.at);
  return changed({ ...form, answers: form.answers.with(form.at, null) }, null);
}

function moved(form: Form, to: number): Pressed {
  const at = Math.min(Math.max(0, to), form.answers.length - 1);
  return { form: { ...form, at }, leave: null, refused: null, isChanged: false };
}

function went(form: Form, leave: 'previous' | 'next'): Pressed {
  return { form, leave, refused: null, isChanged: false };
}

function changed(form: Form, refused: string | null): Pressed {
  return { form, leave: null, refused, isChanged: true };
}
