// The list of sessions, the agenda and the counts, read together as the book changes.
import { call } from '$lib/ipc/call';
import type {
  CounselAppointment,
  CounselCounts,
  CounselLine,
  CounselQuery,
} from '$lib/ipc/commands.gen';

export interface Narrow {
  text: string;
  form: string | null;
  class: string | null;
  hasNote: boolean;
}

export const ALL: Narrow = { text: '', form: null, class: null, hasNote: false };

export class Sessions {
  lines = $state.raw<CounselLine[]>([]);
  agenda = $state.raw<CounselAppointment[]>([]);
  counts = $state.raw<CounselCounts | null>(null);
  narrow = $state<Narrow>({ ...ALL });
  fault = $state.raw<unknown>(null);
  isRead = $state(false);

  isNarrowed = $derived(
    !!this.narrow.text.trim() || !!this.narrow.form || !!this.narrow.class || this.narrow.hasNote,
  );

  #asked = 0;

  async read(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const [lines, agenda, counts] = await Promise.all([
        call('counsel_list', this.#query()),
        call('counsel_agenda', {}),
        call('counsel_count', {}),
      ]);
      // An answer to older words must not replace a newer one.
      if (asked !== this.#asked) return;
      this.lines = lines;
      this.agenda = agenda;
      this.counts = counts;
      this.fault = null;
    } catch (error) {
      this.fault = error;
    }
    this.isRead = true;
  }

  #query(): CounselQuery {
    return {
      text: this.narrow.text,
      form: this.narrow.form as CounselQuery['form'],
      class: this.narrow.class,
      has_note: this.narrow.hasNote,
    };
  }
}
