// One activity being edited: what was read, what was typed, and saving it without losing either.
import { call, CommandError } from '$lib/ipc/call';
import { fieldsOf } from '$lib/fault';
import { Autosave } from '$lib/state/autosave.svelte';
import { vi } from '$lib/text/vi';
import { write } from '$lib/write';
import { draftOf } from './draft';
import type { Activity, Draft } from './log.svelte';

const STALE = 'book.stale';

export class ActivityRecord {
  known = $state.raw<Activity | null>(null);
  draft = $state<Draft | null>(null);
  faults = $state.raw<Record<string, string>>({});
  /** Why the last save was refused; fields say their own. */
  refused = $state.raw<unknown>(null);
  /** Set when someone else's change replaced what was typed. */
  wasStale = $state(false);
  autosave: Autosave;

  #onsaved: (saved: Activity) => void;

  constructor(onsaved: (saved: Activity) => void) {
    this.#onsaved = onsaved;
    this.autosave = new Autosave(vi.frame.forms.activity, () => this.#save());
  }

  /** Reads the record and shows it, after what is waiting of the one before was saved. */
  async open(id: string): Promise<void> {
    await this.autosave.leave();
    const found = await call('activity_get', { id });
    this.show(found);
    this.wasStale = false;
  }

  show(activity: Activity): void {
    this.autosave.forget();
    this.known = activity;
    this.draft = draftOf(activity);
    this.faults = {};
    this.refused = null;
  }

  touch(): void {
    this.wasStale = false;
    this.autosave.touch();
  }

  async #save(): Promise<void> {
    const { known, draft } = this;
    if (!known || !draft) return;
    const sent = $state.snapshot(draft) as Draft;
    try {
      const saved = await write(
        'activity_change',
        { id: known.id, draft: sent, changed_at: known.changed_at },
        { refresh: false },
      );
      // What was typed meanwhile stays; only the mark of the version moves on.
      if (this.known?.id === saved.id) this.known = saved;
      this.faults = {};
      this.refused = null;
      this.#onsaved(saved);
    } catch (error) {
      if (error instanceof CommandError && error.code === STALE) {
        this.show(await call('activity_get', { id: known.id }));
        this.wasStale = true;
        this.#onsaved(this.known!);
        return;
      }
      this.faults = fieldsOf(error);
      this.refused = error;
      throw error;
    }
  }
}
