// The log of the system: what it is narrowed to, and the pages read so far.
import { call, type Request } from '$lib/ipc/call';
import type { AuditLine, AuditPage } from '$lib/ipc/commands.gen';

const PAGE_ROWS = 100;

export class AuditLog {
  account = $state<string | null>(null);
  op = $state<string | null>(null);
  from = $state<string | null>(null);
  to = $state<string | null>(null);
  /** The newest page: its numbers and the choices of the filter. */
  page = $state.raw<AuditPage | null>(null);
  lines = $state.raw<AuditLine[]>([]);
  fault = $state.raw<unknown>(null);

  #turn = 0;

  isNarrowed = $derived(
    [this.account, this.op, this.from, this.to].some((value) => value !== null),
  );
  isWhole = $derived(this.page !== null && this.lines.length >= this.page.count);

  get query(): Request<'audit_list'> {
    const { account, op, from, to } = this;
    return { account, op, from, to, after: null, limit: PAGE_ROWS };
  }

  /** Reads the first page anew. */
  async read(): Promise<void> {
    await this.#take([], null);
  }

  /** Reads the page after the last line. */
  async more(): Promise<void> {
    const last = this.lines.at(-1);
    if (last && !this.isWhole) await this.#take(this.lines, last.act);
  }

  clear(): void {
    this.account = this.op = this.from = this.to = null;
    void this.read();
  }

  async #take(before: AuditLine[], after: number | null): Promise<void> {
    const turn = ++this.#turn;
    try {
      const page = await call('audit_list', { ...this.query, after });
      // A slow old answer never replaces a newer one.
      if (turn !== this.#turn) return;
      this.page = page;
      this.lines = [...before, ...page.lines];
      this.fault = null;
    } catch (error) {
      if (turn === this.#turn) this.fault = error;
    }
  }
}
