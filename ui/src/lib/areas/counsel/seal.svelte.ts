// The sealed part on the screen: its text is held only while it is open, and wiped with it.
import { call } from '$lib/ipc/call';
import type { CounselSeal } from '$lib/ipc/commands.gen';
import { Autosave } from '$lib/state/autosave.svelte';
import { vi } from '$lib/text/vi';
import { tell, write } from '$lib/write';

/** As the core has it; each use begins it anew. */
const OPEN_SECONDS = 300;

export class Seal {
  standing = $state.raw<CounselSeal | null>(null);
  /** Seconds until it shuts by itself; 0 while it is shut. */
  left = $state(0);
  /** Id of the session whose sealed part is on the screen. */
  session = $state<string | null>(null);
  text = $state('');
  autosave: Autosave;

  #timer: ReturnType<typeof setInterval> | undefined;
  #onsaved: () => void;

  constructor(onsaved: () => void) {
    this.#onsaved = onsaved;
    this.autosave = new Autosave(vi.frame.forms.seal, () => this.#save());
  }

  async start(): Promise<void> {
    this.take(await call('counsel_seal_get', {}));
  }

  /** Takes over how the core says it stands. */
  take(standing: CounselSeal): void {
    this.standing = standing;
    this.left = standing.seconds_left ?? 0;
    clearInterval(this.#timer);
    if (this.left > 0) this.#timer = setInterval(() => this.#tick(), 1000);
    else this.#wipe();
  }

  /** Reads the sealed part of a session; that it was read stands in the log. */
  async read(id: string): Promise<void> {
    const note = await call('counsel_note_get', { id });
    this.text = note.text;
    this.session = id;
    this.take(note.seal);
  }

  touch(): void {
    this.autosave.touch();
  }

  /** Takes the text off the screen; what is waiting is saved first. */
  async leave(): Promise<void> {
    const here = this.session;
    await this.autosave.flush();
    if (this.session === here) this.#wipe();
  }

  async close(): Promise<void> {
    await this.autosave.flush();
    this.#wipe();
    clearInterval(this.#timer);
    this.left = 0;
    try {
      this.take(await call('counsel_seal_close', {}));
    } catch {
      // The book was locked meanwhile, and the sealed part with it.
      this.standing = null;
    }
  }

  #tick(): void {
    this.left -= 1;
    if (this.left <= 0) void this.close();
  }

  #wipe(): void {
    this.autosave.forget();
    this.text = '';
    this.session = null;
  }

  async #save(): Promise<void> {
    const id = this.session;
    if (!id) return;
    try {
      await write('counsel_note_set', { id, text: this.text }, { refresh: false });
      this.left = OPEN_SECONDS;
      this.#onsaved();
    } catch (error) {
      tell(error);
      throw error;
    }
  }
}
