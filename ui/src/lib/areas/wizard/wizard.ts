// What the first-run steps ask for, and what is still wrong with the answers. Pure.
import type { Request } from '$lib/ipc/call';
import type { Level, Role } from '$lib/ipc/commands.gen';
import { fold, list } from '$lib/text/format';
import { vi } from '$lib/text/vi';
import { againFault, passwordFault } from '../lock/password';

export const STEPS = ['start', 'school', 'people', 'backup', 'key', 'classes'] as const;
export type Step = (typeof STEPS)[number];

export const LEVELS: Level[] = ['tieu_hoc', 'thcs', 'thpt', 'gdtx'];
const GRADES: Record<Level, [number, number]> = {
  tieu_hoc: [1, 5],
  thcs: [6, 9],
  thpt: [10, 12],
  gdtx: [6, 12],
};

export interface SchoolDraft {
  name: string;
  code: string;
  levels: Level[];
  kind: 'public' | 'private';
  province: string;
  commune: string;
  parent_body: string;
  disadvantaged: boolean;
  principal: string;
  /** Left for the settings; the core fills what follows from the others. */
  place: string;
  abbreviation: string;
  address: string;
  phone: string;
  email: string;
}

export interface Person {
  key: number;
  full_name: string;
  role: Role;
  name: string;
  /** The login name was typed, so it no longer follows the full name. */
  isNamed: boolean;
  password: string;
  again: string;
  classes: string;
}

export type Faults = Record<string, string>;

export function newSchool(): SchoolDraft {
  return {
    name: '',
    code: '',
    levels: [],
    kind: 'public',
    province: '',
    commune: '',
    parent_body: '',
    disadvantaged: false,
    principal: '',
    place: '',
    abbreviation: '',
    address: '',
    phone: '',
    email: '',
  };
}

export function newPerson(key: number, role: Role): Person {
  return {
    key,
    full_name: '',
    role,
    name: '',
    isNamed: false,
    password: '',
    again: '',
    classes: '',
  };
}

/** A login name from a full name: the given name, with initials when it is taken. */
export function loginNameOf(fullName: string, taken: string[] = []): string {
  const words = fold(fullName)
    .replace(/[^a-z0-9\s]/g, '')
    .split(/\s+/)
    .filter(Boolean);
  const given = words.at(-1) ?? '';
  if (!given || !taken.includes(given)) return given;
  const first = `${given}.${words
    .slice(0, -1)
    .map((word) => word[0])
    .join('')}`;
  if (!taken.includes(first)) return first;
  for (let n = 2; ; n++) if (!taken.includes(`${first}${n}`)) return `${first}${n}`;
}

/** What is missing on the page of the school. */
export function schoolFaults(school: SchoolDraft, year: string | null): Faults {
  const t = vi.wizard.school;
  const faults: Faults = {};
  if (!school.name.trim()) faults.name = t.required;
  if (school.levels.length === 0) faults.levels = t.levelsMissing;
  if (!year) faults.year = t.yearWrong;
  return faults;
}

/** What is wrong with the accounts, keyed `<person key>.<field>`; `people` for all of them. */
export function peopleFaults(people: Person[]): Faults {
  const t = vi.wizard.people;
  const faults: Faults = {};
  for (const person of people) {
    const at = (field: string, fault: string | undefined) => {
      if (fault) faults[`${person.key}.${field}`] = fault;
    };
    at('full_name', person.full_name.trim() ? undefined : t.nameMissing);
    at('name', loginFault(person, people));
    at('password', passwordFault(person.password));
    at('again', againFault(person.password, person.again));
  }
  if (!people.some((person) => person.role === 'counselor')) faults.people = t.noCounselor;
  return faults;
}

function loginFault(person: Person, people: Person[]): string | undefined {
  const t = vi.wizard.people;
  if (!person.name) return t.loginMissing;
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(person.name)) return t.loginWrong;
  const isTaken = people.some((other) => other.key !== person.key && other.name === person.name);
  return isTaken ? t.loginTaken : undefined;
}

export interface Duty {
  id: string;
  icon: string;
  title: string;
  text: string;
}

/** The duties with a yearly minimum that these levels carry. */
export function dutiesOf(levels: Level[]): Duty[] {
  const t = vi.wizard.school;
  const duties: Duty[] = LEVELS.filter((level) => level !== 'gdtx' && levels.includes(level)).map(
    (level) => ({
      id: `visit-${level}`,
      icon: 'bus',
      title: t.dutyTitles.visit,
      text: t.once(vi.shared.levels[level]),
    }),
  );
  if (levels.includes('thpt')) {
    const text = t.once(vi.shared.levels.thpt);
    duties.push({ id: 'fair', icon: 'store', title: t.dutyTitles.fair, text });
    duties.push({ id: 'forum', icon: 'mic', title: t.dutyTitles.forum, text });
  }
  return duties;
}

/** "Trường liên cấp THCS và THPT, khối 6 đến 12. …" */
export function describeLevels(levels: Level[]): string {
  const chosen = LEVELS.filter((level) => levels.includes(level));
  if (chosen.length === 0) return '';
  const names = list(chosen.map((level) => vi.shared.levels[level]));
  const from = Math.min(...chosen.map((level) => GRADES[level][0]));
  const to = Math.max(...chosen.map((level) => GRADES[level][1]));
  const grades = `khối ${from} đến ${to}`;
  const t = vi.wizard.school;
  return chosen.length > 1 ? `${t.joined(names, grades)} ${t.each}` : t.single(names, grades);
}

/** "9A, 9B" → ["9A", "9B"]. */
export function classNames(typed: string): string[] {
  return typed
    .split(/[,;]/)
    .map((name) => name.trim())
    .filter(Boolean);
}

/** The request that makes the book. */
export function newBook(
  school: SchoolDraft,
  year: string,
  people: Person[],
  backupFolder: string,
): Request<'book_create'> {
  const accounts = people.map((person) => ({
    name: person.name,
    full_name: person.full_name.trim(),
    role: person.role,
    password: person.password,
    title: '',
    classes: person.role === 'teacher' ? classNames(person.classes) : [],
  }));
  return { school, year, accounts, backup_folder: backupFolder.trim() || null };
}
