// Saves a form 600 ms after the last input, one save at a time, and never loses the last one.

const WAIT_MS = 600;

/** Forms with something not saved yet. */
// eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing is drawn from it
const waiting = new Set<Autosave>();

/** Saves whatever any form still holds; before the book is locked. */
export async function saveAll(): Promise<void> {
  await Promise.all([...waiting].map((form) => form.flush()));
}

export class Autosave {
  state = $state<'clean' | 'waiting' | 'saving' | 'saved' | 'failed'>('clean');

  #save: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  #again = false;

  constructor(save: () => Promise<void>) {
    this.#save = save;
  }

  /** Something was typed. */
  touch(): void {
    this.state = 'waiting';
    waiting.add(this);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), WAIT_MS);
  }

  /** Saves what is waiting now; call it before leaving the form. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#running) {
      this.#again ||= this.state === 'waiting';
      await this.#running;
      return;
    }
    if (this.state !== 'waiting' && this.state !== 'failed') return;
    this.#running = this.#run();
    await this.#running;
  }

  /** Forgets what is waiting, when the form now shows another record. */
  forget(): void {
    clearTimeout(this.#timer);
    waiting.delete(this);
    this.state = 'clean';
  }

  async #run(): Promise<void> {
    do {
      this.#again = false;
      waiting.delete(this);
      this.state = 'saving';
      try {
        await this.#save();
        if (this.state === 'saving') this.state = 'saved';
      } catch {
        this.state = 'failed';
        // What was typed is still here: leaving the form or the lock tries once more.
        waiting.add(this);
      }
    } while (this.#again);
    this.#running = null;
  }
}
