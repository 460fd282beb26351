// Going away from the open book, by the lock or by closing the window: everything is saved first, and what cannot be
// saved is asked about. Nobody is asked by the lock that comes by itself; the cover then says what was left out.
import { endClosing } from '$lib/host';
import { saveAll, type Unsaved } from './autosave.svelte';
import { session } from './session.svelte';

/** How long the lock waits for forms to be saved; the core saves what it was sent all the same. */
const WAIT_MS = 1500;

type Way = 'lock' | 'close';

class Leaving {
  /** What is asked now. */
  question = $state.raw<{ way: Way; unsaved: Unsaved[] } | null>(null);
  #answer: (goes: boolean) => void = () => {};

  /** Locks the book because the person wants it. */
  async lock(): Promise<void> {
    if (this.question) return;
    endEdit();
    const saving = saveAll();
    const unsaved = await within(saving, WAIT_MS);
    if (unsaved && unsaved.length > 0) {
      if (await this.#ask('lock', unsaved)) await session.lock();
      return;
    }
    await this.#shut(saving);
  }

  /** Locks the book because nobody is there to be asked. */
  async lockAlone(): Promise<void> {
    this.answer(false);
    endEdit();
    const saving = saveAll();
    await within(saving, WAIT_MS);
    await this.#shut(saving);
  }

  /** The window was asked to close; it waits for the answer. */
  async close(): Promise<void> {
    endEdit();
    const unsaved = await saveAll();
    await endClosing(unsaved.length === 0);
    if (unsaved.length === 0 || this.question) return;
    if (await this.#ask('close', unsaved)) await endClosing(true);
  }

  answer(goes: boolean): void {
    this.question = null;
    this.#answer(goes);
  }

  /** Locks; what comes out as refused only then is said on the cover. */
  async #shut(saving: Promise<Unsaved[]>): Promise<void> {
    try {
      await session.lock();
    } finally {
      session.leftOut(await saving);
    }
  }

  #ask(way: Way, unsaved: Unsaved[]): Promise<boolean> {
    this.question = { way, unsaved };
    return new Promise((resolve) => (this.#answer = resolve));
  }
}

export const leaving = new Leaving();

/** Ends the edit in the focused field: a day or a sum becomes part of its form when it is left. */
function endEdit(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

/** What comes within the time, else null. */
function within<T>(work: Promise<T>, ms: number): Promise<T | null> {
  return Promise.race([work, new Promise<null>((resolve) => setTimeout(resolve, ms, null))]);
}
