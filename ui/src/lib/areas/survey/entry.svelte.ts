// The paper forms of one class while they are typed: where the cursor is, what is not yet saved.
import type { Question, SheetRow, SurveySheet } from '$lib/ipc/commands.gen';
import { Autosave } from '$lib/state/autosave.svelte';
import { vi } from '$lib/text/vi';
import { tell, write } from '$lib/write';
import { differing, emptyOf, press, startOf } from './form';
import { isAnswered, type Replies } from './question';

export class Entry {
  class = $state('');
  rows = $state.raw<SheetRow[]>([]);
  /** The pupil whose form is shown. */
  index = $state(0);
  /** The cell under the cursor. */
  at = $state(0);
  /** The digit just refused. */
  refused = $state<string | null>(null);

  /** Forms are typed a second time, unseen, and held against the first. */
  isChecking = $state(false);
  /** Second typings, by form. */
  second = $state.raw<Record<string, (number | null)[]>>({});
  /** Forms that were alike both times. */
  checked = $state.raw<string[]>([]);
  /** Cells that differ in the form shown. */
  differs = $state.raw<number[]>([]);

  /** What was typed first; in a check the form shown is the second typing. */
  first = $derived<SheetRow | undefined>(this.rows[this.index]);
  current = $derived<SheetRow | undefined>(
    this.isChecking && this.first
      ? {
          ...this.first,
          answers: this.second[this.first.student] ?? this.first.answers.map(() => null),
        }
      : this.first,
  );
  entered = $derived(this.rows.filter((row) => row.is_begun && !row.is_absent).length);
  autosave = new Autosave(vi.frame.forms.answers, () => this.#save());
  /** Called when the last item is typed and the questions are next. */
  onquestions: (() => void) | undefined;

  #survey = '';
  #max: number;
  #questions: Question[];
  #isFrozen: boolean;
  /** Forms without names: there is always one more to fill in. */
  #isAnonymous: boolean;
  #dirty: string[] = [];

  /** Codes of the items, in the order of the form. */
  #items: string[];

  constructor(
    items: string[],
    max: number,
    isFrozen: boolean,
    questions: Question[] = [],
    isAnonymous = false,
  ) {
    this.#items = items;
    this.#isAnonymous = isAnonymous;
    this.#max = max;
    this.#questions = questions;
    this.#isFrozen = isFrozen;
  }

  /** Takes the class as the core has it; forms not yet saved keep what was typed. */
  take(sheet: SurveySheet): void {
    const isSame = sheet.class === this.class && sheet.survey === this.#survey;
    const typed = this.rows;
    this.rows = sheet.rows.map((row) =>
      this.#dirty.includes(row.student)
        ? (typed.find((one) => one.student === row.student) ?? row)
        : row,
    );
    if (isSame) return;
    this.#survey = sheet.survey;
    this.class = sheet.class;
    const first = this.rows.findIndex((row) => !row.is_begun && !row.is_absent);
    this.#stand(Math.max(0, first));
  }

  /** Gives the key to the form; false when it is not a key of the form. */
  key(key: string): boolean {
    const row = this.current;
    if (!row) return false;
    const unclear = this.#unclear(row);
    const form = { answers: row.answers, isAbsent: row.is_absent, unclear, at: this.at };
    const pressed = press(form, key, this.#max, this.#isFrozen);
    if (!pressed) return false;
    this.refused = pressed.refused;
    this.at = pressed.form.at;
    if (pressed.isChanged) {
      const codes = pressed.form.unclear.map((at) => this.#items[at] ?? '');
      this.#put(pressed.form.answers, pressed.form.isAbsent, row.replies, codes);
    }
    if (this.isChecking && pressed.leave === 'next' && key !== 'ArrowDown') {
      this.#compare();
      return true;
    }
    // The form goes on below the items: its questions come before the next form.
    if (pressed.leave === 'next' && key !== 'ArrowDown' && this.#questions.length > 0) {
      this.onquestions?.();
      return true;
    }
    if (pressed.leave) this.go(this.index + (pressed.leave === 'next' ? 1 : -1));
    return true;
  }

  /** Shows another pupil's form and saves the one left. */
  go(index: number): void {
    if (index < 0 || index >= this.rows.length || index === this.index) return;
    void this.autosave.flush();
    this.#stand(index);
  }

  /** Takes what was replied to the questions that are not scored. */
  reply(replies: Replies): void {
    const row = this.current;
    if (row && !this.#isFrozen) {
      this.#put(row.answers, false, replies as SheetRow['replies'], row.unclear);
    }
  }

  /** Begins or ends typing forms a second time. */
  check(isOn: boolean): void {
    void this.autosave.flush();
    this.isChecking = isOn;
    this.second = {};
    this.checked = [];
    const first = this.rows.findIndex((row) => row.is_begun && !row.is_absent);
    this.#stand(Math.max(0, isOn ? first : this.index));
  }

  /** Takes one of the two answers for a cell that differs. */
  settle(at: number, value: number | null): void {
    const row = this.first;
    if (!row) return;
    const typed = this.second[row.student] ?? [];
    this.second = { ...this.second, [row.student]: typed.with(at, value) };
    const unclear = row.unclear.filter((code) => value === null || code !== this.#items[at]);
    if (row.answers[at] !== value) {
      this.#keep(row.answers.with(at, value), false, row.replies, unclear);
    }
    this.differs = this.differs.filter((one) => one !== at);
    if (this.differs.length === 0) this.#agree(row.student);
  }

  #compare(): void {
    const row = this.first;
    if (!row) return;
    const typed = this.second[row.student] ?? [];
    this.differs = differing(row.answers, typed);
    if (this.differs.length === 0) this.#agree(row.student);
  }

  #agree(student: string): void {
    if (!this.checked.includes(student)) this.checked = [...this.checked, student];
    const next = this.rows.findIndex(
      (row, at) => at > this.index && row.is_begun && !row.is_absent,
    );
    if (next >= 0) this.#stand(next);
  }

  toggleAbsent(): void {
    this.key(' ');
  }

  #stand(index: number): void {
    this.index = index;
    this.refused = null;
    this.differs = [];
    this.at = this.isChecking ? 0 : startOf(this.rows[index]?.answers ?? []);
  }

  /** Places of the cells that could not be read. */
  #unclear(row: SheetRow): number[] {
    return row.unclear.map((code) => this.#items.indexOf(code)).filter((at) => at >= 0);
  }

  /** Whether the cell of the form shown could not be read. */
  isUnclear(at: number): boolean {
    return this.current?.unclear.includes(this.#items[at] ?? '') ?? false;
  }

  #put(
    answers: (number | null)[],
    isAbsent: boolean,
    replies: SheetRow['replies'],
    unclear: string[],
  ): void {
    // A second typing is held against the first and written nowhere.
    if (this.isChecking && this.first) {
      this.second = { ...this.second, [this.first.student]: answers };
      return;
    }
    this.#keep(answers, isAbsent, replies, unclear);
  }

  #keep(
    answers: (number | null)[],
    isAbsent: boolean,
    replies: SheetRow['replies'],
    unclear: string[],
  ): void {
    const row = this.first;
    if (!row) return;
    const empty = emptyOf(answers);
    const next: SheetRow = {
      ...row,
      answers,
      replies,
      unclear,
      is_absent: isAbsent,
      is_begun: empty < answers.length || Object.keys(replies).length > 0,
      is_complete: empty === unclear.length && isAnswered(this.#questions, replies),
    };
    this.rows = this.rows.with(this.index, next);
    if (this.#isAnonymous && this.index === this.rows.length - 1 && next.is_begun) this.#addBlank();
    this.#mark(row.student);
    this.autosave.touch();
  }

  #addBlank(): void {
    const blank: SheetRow = {
      student: crypto.randomUUID(),
      name: vi.survey.namelessForm(this.rows.length + 1),
      answers: (this.rows[0]?.answers ?? []).map(() => null),
      replies: {},
      unclear: [],
      is_absent: false,
      is_begun: false,
      is_complete: false,
    };
    this.rows = [...this.rows, blank];
  }

  #mark(student: string): void {
    if (!this.#dirty.includes(student)) this.#dirty.push(student);
  }

  async #save(): Promise<void> {
    for (const student of [...this.#dirty]) {
      const row = this.rows.find((one) => one.student === student);
      if (!row) continue;
      this.#dirty = this.#dirty.filter((one) => one !== student);
      try {
        await write(
          'answers_change',
          {
            survey: this.#survey,
            student,
            class: this.#isAnonymous ? this.class : null,
            answers: [...row.answers],
            is_absent: row.is_absent,
            replies: this.#questions.length > 0 ? row.replies : null,
            unclear: row.unclear,
          },
          { refresh: false },
        );
      } catch (error) {
        this.#mark(student);
        tell(error);
        throw error;
      }
    }
  }
}
