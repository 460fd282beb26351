// One session being edited: what was read, what was typed, and saving it as it is typed.
import { fieldsOf } from '$lib/fault';
import { call } from '$lib/ipc/call';
import type { CounselDraft, CounselPage } from '$lib/ipc/commands.gen';
import { Autosave } from '$lib/state/autosave.svelte';
import { vi } from '$lib/text/vi';
import { write } from '$lib/write';

export class CounselRecord {
  known = $state.raw<CounselPage | null>(null);
  draft = $state<CounselDraft | null>(null);
  faults = $state.raw<Record<string, string>>({});
  /** Why the last save was refused; fields say their own. */
  refused = $state.raw<unknown>(null);
  autosave: Autosave;

  #onsaved: () => void;

  constructor(onsaved: () => void) {
    this.#onsaved = onsaved;
    this.autosave = new Autosave(vi.frame.forms.counsel, () => this.#save());
  }

  /** Reads the record and shows it, after what is waiting of the one before was saved. */
  async open(id: string): Promise<void> {
    await this.autosave.leave();
    this.show(await call('counsel_get', { id }));
  }

  show(page: CounselPage): void {
    this.autosave.forget();
    this.known = page;
    this.draft = structuredClone(page.draft);
    this.faults = {};
    this.refused = null;
  }

  touch(): void {
    this.autosave.touch();
  }

  async #save(): Promise<void> {
    const { known, draft } = this;
    if (!known || !draft) return;
    const sent = $state.snapshot(draft) as CounselDraft;
    try {
      const saved = await write(
        'counsel_change',
        { id: known.id, draft: sent },
        { refresh: false },
      );
      if (this.known?.id === saved.id) this.known = saved;
      this.faults = {};
      this.refused = null;
      this.#onsaved();
    } catch (error) {
      this.faults = fieldsOf(error);
      this.refused = error;
      throw error;
    }
  }
}
