// Classes and grades as typed, "9A, 9B, khối 8", and back again.
import type { ClassLine } from '$lib/ipc/commands.gen';
import { fold } from '$lib/text/format';
import { vi } from '$lib/text/vi';

export interface Whom {
  classes: string[];
  grades: number[];
}

export interface WhomRead extends Whom {
  /** What is neither a class nor a grade of the school. */
  unknown: string[];
}

type Known = Pick<ClassLine, 'name' | 'grade'>;

/** Reads what was typed against the classes of the year. Nothing typed, or "toàn trường", is the whole school. */
export function readWhom(typed: string, known: Known[]): WhomRead {
  const read: WhomRead = { classes: [], grades: [], unknown: [] };
  for (const part of typed.split(/[,;]/)) {
    const word = part.trim();
    if (!word || fold(word) === 'toan truong') continue;
    const grades = gradesOf(word, known);
    const classes = grades ? null : classesOf(word, known);
    if (grades) read.grades.push(...grades.filter((grade) => !read.grades.includes(grade)));
    else if (classes) read.classes.push(...classes.filter((name) => !read.classes.includes(name)));
    else read.unknown.push(word);
  }
  return read;
}

/** The words for classes and grades, as readWhom reads them. */
export function writeWhom(whom: Whom): string {
  return [...whom.grades.map((grade) => vi.shared.grade(grade)), ...whom.classes].join(', ');
}

/** Everything that may be typed: grades first, then classes. */
export function offersOf(known: Known[]): string[] {
  const grades = [...new Set(known.map((line) => line.grade))].sort((a, b) => a - b);
  return [...grades.map((grade) => vi.shared.grade(grade)), ...known.map((line) => line.name)];
}

function gradesOf(word: string, known: Known[]): number[] | null {
  const parts = /^k(?:hoi)?\s*(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?$/.exec(fold(word));
  if (!parts) return null;
  const [from, to] = [Number(parts[1]), Number(parts[2] ?? parts[1])];
  const grades = [...new Set(known.map((line) => line.grade))].filter((g) => g >= from && g <= to);
  return grades.length > 0 ? grades.sort((a, b) => a - b) : null;
}

function classesOf(word: string, known: Known[]): string[] | null {
  const at = (name: string) => known.findIndex((line) => same(line.name) === same(name));
  const single = at(word);
  if (single >= 0) return [known[single]!.name];
  const ends = word.split(/[-–]/);
  if (ends.length !== 2) return null;
  const [from, to] = [at(ends[0]!), at(ends[1]!)];
  return from >= 0 && to >= from ? known.slice(from, to + 1).map((line) => line.name) : null;
}

const same = (name: string): string => fold(name).replace(/\s/g, '');

/** How a saved record's row names them; the core says the same when the list is read again. */
export function audienceOf(whom: Whom, known: Known[]): string {
  if (whom.classes.length === 0 && whom.grades.length === 0) return vi.activity.wholeSchool;
  const parts = whom.grades.map((grade) => vi.shared.grade(grade));
  return [...parts, ...runs(whom.classes, known)].join(', ');
}

/** "9A, 9B, 9C" → "9A–9C" where the classes follow one another in one grade. */
function runs(classes: string[], known: Known[]): string[] {
  const at = (name: string) => known.findIndex((line) => line.name === name);
  const sorted = [...classes].sort((a, b) => at(a) - at(b));
  const found: string[][] = [];
  for (const name of sorted) {
    const run = found.at(-1);
    const before = run?.at(-1);
    const follows =
      before !== undefined &&
      at(name) === at(before) + 1 &&
      known[at(name)]?.grade === known[at(before)]?.grade;
    if (run && follows) run.push(name);
    else found.push([name]);
  }
  return found.flatMap((run) => (run.length > 2 ? [`${run[0]}–${run.at(-1)}`] : run));
}
