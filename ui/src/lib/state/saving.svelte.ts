// What the left end of the status bar says: saved at, saving, or not saved and why.

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

  fail(cause: string): void {
    this.state = 'failed';
    this.cause = cause;
  }

  reset(at: string | null): void {
    this.state = 'saved';
    this.at = at;
    this.cause = '';
  }
}

export const saving = new Saving();
