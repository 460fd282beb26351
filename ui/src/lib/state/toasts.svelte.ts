// The one short notice at the bottom left: eight seconds, paused while looked at.

export interface Toast {
  text: string;
  act: number | null;
  tone: 'plain' | 'neg';
}

const LIFE_MS = 8000;

export class Toasts {
  current = $state<Toast | null>(null);

  #timer: ReturnType<typeof setTimeout> | undefined;
  #left = LIFE_MS;
  #since = 0;

  /** Tells what was done; `act` lets the reader take it back. */
  say(text: string, act: number | null = null): void {
    this.#show({ text, act, tone: 'plain' });
  }

  /** Tells what could not be done. */
  warn(text: string): void {
    this.#show({ text, act: null, tone: 'neg' });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.current = null;
  }

  /** Stops the clock while the pointer or the focus is on the notice. */
  pause(): void {
    clearTimeout(this.#timer);
    this.#left = Math.max(0, this.#left - (Date.now() - this.#since));
  }

  resume(): void {
    if (!this.current) return;
    clearTimeout(this.#timer);
    this.#since = Date.now();
    this.#timer = setTimeout(() => this.close(), this.#left);
  }

  #show(toast: Toast): void {
    this.current = toast;
    this.#left = LIFE_MS;
    this.resume();
  }
}

export const toasts = new Toasts();
