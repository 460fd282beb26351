// Saves a form 600 ms after the last input, one save at a time, and never loses the last one.
import { causeOf } from '$lib/fault';
import { vi } from '$lib/text/vi';
import { toasts } from './toasts.svelte';

const WAIT_MS = 600;

/** A form that could not be saved, and why. */
export interface Unsaved {
  form: string;
  cause: string;
}

/** Forms with something not saved yet. */
// eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing is drawn from it
const waiting = new Set<Autosave>();

/** Saves whatever any form still holds and tells what could not be saved. */
export async function saveAll(): Promise<Unsaved[]> {
  const all = await Promise.all([...waiting].map((form) => form.left()));
  return all.filter((unsaved) => unsaved !== null);
}

/** Forgets what no form could save; the book is locked or closed without it. */
export function forgetAll(): void {
  for (const form of waiting) form.forget();
}

export class Autosave {
  state = $state<'clean' | 'waiting' | 'saving' | 'saved' | 'failed'>('clean');

  #form: string;
  #save: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The save under way; ends with what refused it, or null. */
  #running: Promise<unknown> | null = null;
  #again = false;

  /** `form` is what people call that which is saved, in a sentence. */
  constructor(form: string, save: () => Promise<void>) {
    this.#form = form;
    this.#save = save;
  }

  /** Something was typed. */
  touch(): void {
    this.state = 'waiting';
    waiting.add(this);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), WAIT_MS);
  }

  /** Saves what is waiting now and answers what refused it, if anything; call it before leaving the form. */
  async flush(): Promise<unknown> {
    clearTimeout(this.#timer);
    if (this.#running) {
      this.#again ||= this.state === 'waiting';
      return this.#running;
    }
    // Not by `state`: as a form is taken down, it still reads what it was before.
    if (!waiting.has(this)) return null;
    this.#running = this.#run();
    return this.#running;
  }

  /** Saves, and tells what is left unsaved. */
  async left(): Promise<Unsaved | null> {
    const refused = await this.flush();
    return refused === null ? null : { form: this.#form, cause: causeOf(refused) };
  }

  /** Saves as the form goes away. What is refused then can be corrected by nobody, so it is told and forgotten. */
  async leave(): Promise<void> {
    const unsaved = await this.left();
    if (!unsaved || !waiting.has(this)) return;
    toasts.warn(vi.frame.unsaved.left(unsaved.form, unsaved.cause));
    this.forget();
  }

  /** Forgets what is waiting, when the form now shows another record. */
  forget(): void {
    clearTimeout(this.#timer);
    waiting.delete(this);
    this.state = 'clean';
  }

  async #run(): Promise<unknown> {
    let refused: unknown;
    do {
      this.#again = false;
      this.state = 'saving';
      refused = await this.#try();
    } while (this.#again);
    this.#running = null;
    return refused;
  }

  async #try(): Promise<unknown> {
    try {
      await this.#save();
    } catch (error) {
      // What was typed is still here: leaving the form or the lock tries once more.
      this.#settle('failed');
      return error;
    }
    this.#settle('saved');
    return null;
  }

  /** What was typed while saving goes on waiting, and what was forgotten stays so. */
  #settle(state: 'saved' | 'failed'): void {
    if (this.state !== 'saving') return;
    this.state = state;
    if (state === 'saved') waiting.delete(this);
  }
}
