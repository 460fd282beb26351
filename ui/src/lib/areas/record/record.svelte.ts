// One record being worked on: what was read, what the counselor types, what the teacher reviews.
import { fieldsOf } from '$lib/fault';
import type { RecordPage } from '$lib/ipc/commands.gen';
import { Autosave } from '$lib/state/autosave.svelte';
import { vi } from '$lib/text/vi';
import { write } from '$lib/write';

export type ReviewState = 'open' | 'reviewed' | 'counsel';
export type Wish = RecordPage['record']['wishes'][number];

/** Rounds that hold a wish, in order; at least the first. */
export function roundsOf(wishes: Wish[]): number[] {
  const rounds = wishes.map((wish) => wish.round).sort((a, b) => a - b);
  return rounds.length === 0 ? [1] : rounds.filter((round, at) => round !== rounds[at - 1]);
}

/** A blank wish for the next free rank of a round; null where three stand already. */
export function nextWish(wishes: Wish[], round: number, today: string): Wish | null {
  const taken = wishes.filter((wish) => wish.round === round).map((wish) => wish.rank);
  const rank = [1, 2, 3].find((number) => !taken.includes(number));
  if (!rank) return null;
  return { round, rank, stream: '', school: '', trade: '', stated_on: today };
}

export class RecordState {
  page = $state.raw<RecordPage>()!;
  record = $state<RecordPage['record']>()!;
  review = $state<RecordPage['review']>()!;
  faults = $state.raw<Record<string, string>>({});
  refused = $state.raw<unknown>(null);
  saveRecord = new Autosave(vi.frame.forms.record, () => this.#saveRecord());
  saveReview = new Autosave(vi.frame.forms.review, () => this.#saveReview());

  constructor(page: RecordPage) {
    this.show(page);
  }

  /** Takes over what was read; what is being typed stays until it is saved. */
  show(page: RecordPage): void {
    this.page = page;
    if (isSettled(this.saveRecord)) this.record = structuredClone(page.record);
    if (isSettled(this.saveReview)) this.review = structuredClone(page.review);
  }

  /** Saves whatever waits; before another record is shown. */
  async flush(): Promise<void> {
    await Promise.all([this.saveRecord.flush(), this.saveReview.flush()]);
  }

  /** Saves as the record goes off the screen, and tells what was refused. */
  async leave(): Promise<void> {
    await Promise.all([this.saveRecord.leave(), this.saveReview.leave()]);
  }

  async #saveRecord(): Promise<void> {
    await this.#send(() =>
      write(
        'record_change',
        { id: this.page.student.id, record: $state.snapshot(this.record) },
        { refresh: false },
      ),
    );
  }

  async #saveReview(): Promise<void> {
    await this.#send(() =>
      write(
        'record_review',
        { id: this.page.student.id, review: $state.snapshot(this.review) },
        { refresh: false },
      ),
    );
  }

  async #send(send: () => Promise<RecordPage>): Promise<void> {
    try {
      // What was typed meanwhile stays; only the figures move on.
      this.page = await send();
      this.faults = {};
      this.refused = null;
    } catch (error) {
      this.faults = fieldsOf(error);
      this.refused = error;
      throw error;
    }
  }
}

function isSettled(save: Autosave): boolean {
  return save.state !== 'waiting' && save.state !== 'failed';
}
