// Long work under way (import, report, backup): what it is called, nothing more precise.

class Progress {
  label = $state<string | null>(null);

  /** Runs the work with its name on the status bar. */
  async during<T>(label: string, work: () => Promise<T>): Promise<T> {
    this.label = label;
    try {
      return await work();
    } finally {
      this.label = null;
    }
  }
}

export const progress = new Progress();
