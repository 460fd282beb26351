// Who has the book open, for which year, and what they may do.
import { call, type Name } from '$lib/ipc/call';
import type { BookState, Session } from '$lib/ipc/commands.gen';
import type { BookNow } from '$lib/ipc/shapes';
import { forgetAll, type Unsaved } from './autosave.svelte';
import { saving } from './saving.svelte';
import { toasts } from './toasts.svelte';

export class SessionState {
  /** What lies on the desk; null until the core has answered. */
  book = $state.raw<BookNow | null>(null);
  /** Set while the first-run steps go on after the book was made. */
  isSettingUp = $state(false);

  /** What was typed and not saved when the book was locked; the cover says it. */
  unsaved = $state.raw<string[]>([]);

  now = $derived<Session | null>(this.book?.session ?? null);
  isOpen = $derived(this.book?.state === 'open' && this.now !== null);
  year = $derived(this.now?.year.year ?? '');

  /** Asks the core what state the book is in. */
  async start(): Promise<void> {
    this.settle(await call('book_state', {}));
  }

  settle(book: BookState): void {
    this.book = book;
    if (!book.session) return;
    saving.reset(book.session.saved_at);
    this.unsaved = [];
  }

  /** Takes over a session the core has just given. */
  take(session: Session): void {
    if (!this.book) return;
    this.book = { ...this.book, state: 'open', session };
    saving.reset(session.saved_at);
  }

  /** Reads the session again after the school, the years or the account changed. */
  async refresh(): Promise<void> {
    if (!this.book) return;
    this.book = { ...this.book, session: await call('session_get', {}) };
  }

  /** Closes the book; the frame then takes the page away and shows the lock. */
  async lock(): Promise<void> {
    forgetAll();
    toasts.close();
    const book = this.book;
    // Nothing of the open book may stay on the screen, even if closing fails.
    if (book) this.book = { ...book, state: 'locked', session: null };
    this.settle(await call('book_close', {}));
  }

  leftOut(unsaved: Unsaved[]): void {
    const forms = unsaved.map(({ form }) => form);
    this.unsaved = forms.filter((form, at) => forms.indexOf(form) === at);
  }

  /** Whether this person's role may call the command. */
  may(name: Name): boolean {
    return this.now?.may.includes(name) ?? false;
  }

  /** Whether the school year is locked; the one the book is turned to unless another is named. */
  isLocked(year = this.year): boolean {
    return this.now?.years.some((one) => one.year === year && one.is_locked) ?? false;
  }

  /** Whether this person may call a command that writes into the year. */
  mayWrite(name: Name, year = this.year): boolean {
    return this.may(name) && !this.isLocked(year);
  }
}

export const session = new SessionState();
