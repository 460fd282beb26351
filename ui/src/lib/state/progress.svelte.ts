// Long work under way (import, report, backup): what it is called, how far it is, and how to stop it.
import { call } from '$lib/ipc/call';
import type { Step } from '$lib/ipc/commands.gen';

/** How often the core is asked how far it is. */
const LOOK_MS = 250;

export class Progress {
  label = $state<string | null>(null);
  /** How far it is; null while it is not known. */
  step = $state.raw<Step | null>(null);
  /** Whether the core can stop this work without a trace. */
  canStop = $state(false);
  isStopping = $state(false);

  /** Runs the work with its name on the status bar. */
  async during<T>(label: string, work: () => Promise<T>, canStop = false): Promise<T> {
    this.label = label;
    this.canStop = canStop;
    const looking = setInterval(() => void this.look(), LOOK_MS);
    try {
      return await work();
    } finally {
      clearInterval(looking);
      this.label = null;
      this.step = null;
      this.canStop = false;
      this.isStopping = false;
    }
  }

  /** Asks the core to stop; the work itself then ends with a refusal that says so. */
  async stop(): Promise<void> {
    if (!this.canStop || this.isStopping) return;
    this.isStopping = true;
    await call('cancel', {});
  }

  private async look(): Promise<void> {
    try {
      // The wish may have come before the work was taken up, and an old wish is forgotten then.
      if (this.isStopping) await call('cancel', {});
      const step = await call('progress', {});
      if (this.label !== null) this.step = step.total > 0 ? step : null;
    } catch {
      // The work itself says what went wrong.
      this.step = null;
    }
  }
}

export const progress = new Progress();
