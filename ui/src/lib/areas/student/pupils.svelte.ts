// The pupils of a class or of the school, all rows, the first ones first.
import { call, type Answer } from '$lib/ipc/call';
import type { StudentOnly, StudentOrder } from '$lib/ipc/commands.gen';
import { chosenColumns, type Column } from './views';

export type Pupil = Answer<'student_get'>;

const FIRST_ROWS = 200;
const MORE_ROWS = 2000;

export class Pupils {
  class = $state<string | null>(null);
  text = $state('');
  /** Which list it is: a ready one, `kept:` with the id of a kept one, or `own`. */
  view = $state<string>('all');
  only = $state.raw<StudentOnly>({});
  order = $state.raw<Required<StudentOrder>>({ column: 'name', is_descending: false });
  columns = $state.raw<Column[]>(chosenColumns());
  rows = $state.raw<Pupil[]>([]);
  count = $state(0);
  isRead = $state(false);
  fault = $state.raw<unknown>(null);

  #turn = 0;

  /** What is asked for, without how much of it. */
  get query() {
    const { only, order } = this;
    return { class: this.class, text: this.text.trim() || null, only, order };
  }

  /** Every pupil of the school by name. */
  reset(): void {
    this.text = '';
    this.view = 'all';
    this.only = {};
  }

  async read(): Promise<void> {
    const turn = ++this.#turn;
    const { query } = this;
    try {
      const [first, count] = await Promise.all([
        call('student_list', { ...query, limit: FIRST_ROWS, after: 0 }),
        call('student_count', query),
      ]);
      if (turn !== this.#turn) return;
      this.rows = first;
      this.count = count;
      this.isRead = true;
      this.fault = null;
      while (this.rows.length < count) {
        const more = await call('student_list', {
          ...query,
          limit: MORE_ROWS,
          after: this.rows.length,
        });
        if (turn !== this.#turn || more.length === 0) return;
        this.rows = [...this.rows, ...more];
      }
    } catch (error) {
      if (turn !== this.#turn) return;
      this.fault = error;
      this.isRead = true;
    }
  }
}
