// Asks the core every few minutes for the copies that are due; it answers at once where none is.
import { call } from '$lib/ipc/call';
import { session } from '$lib/state/session.svelte';
import { tell } from '$lib/write';

const EVERY_MS = 5 * 60_000;

/** Starts asking; the answer stops it. A place that fails is told once, until it works again. */
export function watchBackups(): () => void {
  let isTold = false;
  const ask = async () => {
    try {
      const { made_at } = await call('backup_tick', {});
      isTold = false;
      if (made_at) await session.refresh();
    } catch (error) {
      if (!isTold) tell(error);
      isTold = true;
    }
  };
  const timer = setInterval(() => void ask(), EVERY_MS);
  return () => clearInterval(timer);
}
