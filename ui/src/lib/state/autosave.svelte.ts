// Saves a form 600 ms after the last input, one save at a time, and never loses the last one.

const WAIT_MS = 600;

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
    if (this.state !== 'waiting') return;
    this.#running = this.#run();
    await this.#running;
  }

  /** Forgets what is waiting, when the form now shows another record. */
  forget(): void {
    clearTimeout(this.#timer);
    this.state = 'clean';
  }

  async #run(): Promise<void> {
    do {
      this.#again = false;
      this.state = 'saving';
      try {
        await this.#save();
        if (this.state === 'saving') this.state = 'saved';
      } catch {
        this.state = 'failed';
      }
    } while (this.#again);
    this.#running = null;
  }
}
