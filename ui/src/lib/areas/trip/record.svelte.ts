// One visit being worked on: what was read, what was typed, and the marks of its pupils.
import { call } from '$lib/ipc/call';
import type { FundingLine, TripMark, TripPage } from '$lib/ipc/commands.gen';
import { fieldsOf } from '$lib/fault';
import { Autosave } from '$lib/state/autosave.svelte';
import { vi } from '$lib/text/vi';
import { write, type WriteOptions } from '$lib/write';

export type Consent = 'open' | 'given' | 'refused';
export type Attendance = 'open' | 'present' | 'absent';

const CONSENTS: Consent[] = ['open', 'given', 'refused'];

/** What a press on the mark of the parents makes of it. */
export const nextConsent = (now: Consent): Consent =>
  CONSENTS[(CONSENTS.indexOf(now) + 1) % CONSENTS.length]!;

/** What a press on the roll call makes of it: present first, then to and fro. */
export const nextAttendance = (now: Attendance): Attendance =>
  now === 'present' ? 'absent' : 'present';

/** Pupils that somebody should look at: on the trip, or still to go, without a yes from home. */
export function needsLook(student: TripPage['students'][number]): boolean {
  if (student.attendance === 'absent' || student.consent === 'given') return false;
  return student.consent === 'open' || student.attendance === 'present';
}

export class TripRecord {
  page = $state.raw<TripPage>()!;
  trip = $state<TripPage['trip']>()!;
  funding = $state<FundingLine[]>([]);
  faults = $state.raw<Record<string, string>>({});
  refused = $state.raw<unknown>(null);
  autosave = new Autosave(vi.frame.forms.trip, () => this.#save());

  constructor(page: TripPage) {
    this.show(page);
  }

  /** Takes over what was read; what is being typed stays until it is saved. */
  show(page: TripPage): void {
    this.page = page;
    if (this.autosave.state === 'waiting' || this.autosave.state === 'failed') return;
    this.trip = structuredClone(page.trip);
    this.funding = structuredClone(page.activity.funding);
  }

  touch(): void {
    this.autosave.touch();
  }

  /** Reads the visit again, after something else changed the book. */
  async read(): Promise<void> {
    this.show(await call('trip_get', { id: this.page.activity.id }));
  }

  /** Writes what is known of some pupils. */
  async mark(students: string[], mark: Partial<TripMark>, options?: WriteOptions) {
    if (students.length === 0) return;
    const request = {
      consent: null,
      attendance: null,
      ...mark,
      id: this.page.activity.id,
      students,
    };
    this.show(await write('trip_mark', request, { refresh: false, ...options }));
  }

  async finish(say: string): Promise<void> {
    await this.autosave.flush();
    this.show(await write('trip_finish', { id: this.page.activity.id }, { say }));
  }

  async #save(): Promise<void> {
    const { trip, funding } = $state.snapshot({ trip: this.trip, funding: this.funding });
    try {
      const saved = await write(
        'trip_change',
        { id: this.page.activity.id, trip, funding },
        { refresh: false },
      );
      // What was typed meanwhile stays; only the figures move on.
      this.page = saved;
      this.faults = {};
      this.refused = null;
    } catch (error) {
      this.faults = fieldsOf(error);
      this.refused = error;
      throw error;
    }
  }
}
