// The pupils of a class or of the school, all rows, the first ones first.
import { call, type Answer } from '$lib/ipc/call';
import { VIEWS, type View } from './views';

export type Pupil = Answer<'student_get'>;

const FIRST_ROWS = 200;
const MORE_ROWS = 2000;

export class Pupils {
  class = $state<string | null>(null);
  text = $state('');
  /** Which of them: one of the ready lists. */
  view = $state<View>('all');
  rows = $state.raw<Pupil[]>([]);
  count = $state(0);
  isRead = $state(false);
  fault = $state.raw<unknown>(null);

  #turn = 0;

  async read(): Promise<void> {
    const turn = ++this.#turn;
    const only = VIEWS[this.view];
    const query = { class: this.class, text: this.text.trim() || null, only };
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
