// What is typed into the palette, what it finds, and which line is chosen.
import { call } from '$lib/ipc/call';
import type { FindHit } from '$lib/ipc/commands.gen';

const WAIT_MS = 60;
const MOST = 5;

export class Find {
  text = $state('');
  hits = $state.raw<FindHit[]>([]);
  /** Whether the hits belong to the text shown. */
  isRead = $state(true);
  fault = $state.raw<unknown>(null);
  at = $state(0);

  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The text changed: asks once the fingers rest. */
  typed(): void {
    clearTimeout(this.#timer);
    this.at = 0;
    this.isRead = false;
    this.#timer = setTimeout(() => void this.read(), WAIT_MS);
  }

  async read(): Promise<void> {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    try {
      const hits = await call('find_list', { text: this.text, limit: MOST });
      // A slow old answer never replaces a newer one.
      if (turn !== this.#turn) return;
      this.hits = hits;
      this.fault = null;
    } catch (error) {
      if (turn !== this.#turn) return;
      this.hits = [];
      this.fault = error;
    }
    this.isRead = true;
  }
}
