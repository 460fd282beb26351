// The list of the log: what it is narrowed to, its order, and all its rows, the first ones first.
import { call, type Answer, type Request } from '$lib/ipc/call';
import type { ActivityLine, ActivitySummary } from '$lib/ipc/commands.gen';

export type Query = Request<'activity_list'>;
export type Activity = Answer<'activity_get'>;
export type Draft = Request<'activity_add'>;

const FIRST_ROWS = 200;
const MORE_ROWS = 2000;

/** What the list can be narrowed by. */
export interface Narrow {
  text: string;
  kind: string | null;
  status: 'planned' | 'done' | 'cancelled' | null;
  from: string | null;
  to: string | null;
  class: string | null;
  grade: number | null;
  duty: string | null;
  removed: boolean;
}

export const ALL: Narrow = {
  text: '',
  kind: null,
  status: null,
  from: null,
  to: null,
  class: null,
  grade: null,
  duty: null,
  removed: false,
};

export type Sort = 'date' | 'number' | 'title' | 'kind' | 'students';

export class Log {
  narrow = $state<Narrow>({ ...ALL });
  sort = $state<Sort>('date');
  ascending = $state(false);
  rows = $state.raw<ActivityLine[]>([]);
  summary = $state.raw<ActivitySummary | null>(null);
  /** The whole year, whatever the list is narrowed to. */
  whole = $state.raw<ActivitySummary | null>(null);
  isRead = $state(false);
  fault = $state.raw<unknown>(null);

  /** Counts the readings, so that a slow old one never replaces a newer one. */
  #turn = 0;

  isNarrowed = $derived(
    this.narrow.text.trim() !== '' ||
      this.narrow.removed ||
      [
        this.narrow.kind,
        this.narrow.status,
        this.narrow.from,
        this.narrow.to,
        this.narrow.class,
        this.narrow.grade,
        this.narrow.duty,
      ].some((value) => value !== null),
  );

  /** What activity_list and activity_export are asked. */
  get query(): Query {
    return {
      ...this.narrow,
      text: this.narrow.text.trim() || null,
      sort: this.sort,
      ascending: this.ascending,
    };
  }

  sortBy(key: string): void {
    if (this.sort === key) this.ascending = !this.ascending;
    else {
      this.sort = key as Sort;
      this.ascending = key === 'title' || key === 'kind';
    }
  }

  /** Reads everything again; rows shown stay until the new ones are there. */
  async read(): Promise<void> {
    const turn = ++this.#turn;
    const query = this.query;
    try {
      const wholeQuery: Request<'activity_summary'> = { status: null, sort: 'date' };
      const [first, summary, whole] = await Promise.all([
        call('activity_list', { ...query, limit: FIRST_ROWS, after: 0 }),
        call('activity_summary', query),
        call('activity_summary', wholeQuery),
      ]);
      if (turn !== this.#turn) return;
      this.rows = first;
      this.summary = summary;
      this.whole = whole;
      this.isRead = true;
      this.fault = null;
      await this.#readRest(turn, query, first.length);
    } catch (error) {
      if (turn !== this.#turn) return;
      this.fault = error;
      this.isRead = true;
    }
  }

  async #readRest(turn: number, query: Query, read: number): Promise<void> {
    let got = read;
    let asked = FIRST_ROWS;
    while (got === asked) {
      const more = await call('activity_list', {
        ...query,
        limit: MORE_ROWS,
        after: this.rows.length,
      });
      if (turn !== this.#turn) return;
      this.rows = [...this.rows, ...more];
      got = more.length;
      asked = MORE_ROWS;
    }
  }

  /** Puts a record just saved into its row, without reading the list again. */
  put(saved: Activity, audience: string): void {
    this.rows = this.rows.map((row) =>
      row.id === saved.id
        ? {
            ...row,
            kind: saved.kind,
            title: saved.title,
            status: saved.status as ActivityLine['status'],
            starts_on: saved.starts_on,
            ends_on: saved.ends_on,
            place: saved.place,
            classes: saved.classes,
            grades: saved.grades,
            audience,
            students: saved.counts.students,
            spent_vnd: saved.funding.reduce((sum, line) => sum + line.spent_vnd, 0),
          }
        : row,
    );
  }
}
