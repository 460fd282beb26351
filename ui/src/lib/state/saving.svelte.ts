// What the left end of the status bar says: saved at, saving, or not saved and why.
import { sentenceOf, severityOf } from '$lib/fault';

class Saving {
  state = $state<'saved' | 'saving' | 'failed'>('saved');
  at = $state<string | null>(null);
  cause = $state('');

  begin(): void {
    this.state = 'saving';
  }

  done(at = new Date().toISOString()): void {
    this.state = 'saved';
    this.at = at;
    this.cause = '';
  }

  /** Why nothing was saved; what the person stopped on purpose needs no cause. */
  fail(error: unknown): void {
    if (severityOf(error) === 'silent') return this.reset(this.at);
    this.state = 'failed';
    this.cause = sentenceOf(error);
  }

  reset(at: string | null): void {
    this.state = 'saved';
    this.at = at;
    this.cause = '';
  }
}

export const saving = new Saving();
