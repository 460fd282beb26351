// Puts a backup in the book's place and opens it with the same name and password.
import type { FileKind } from '$lib/host';
import { call, type Request } from '$lib/ipc/call';
import { session } from '$lib/state/session.svelte';
import { vi } from '$lib/text/vi';

/** The files a backup may be. */
export const BACKUP_FILES: FileKind[] = [
  { name: vi.lock.restore.kind, extensions: ['sohn-saoluu'] },
];

/** What was there is kept aside. Where the copy is refused, an open book stays open. */
export async function restoreBook(file: string, name: string, password: string): Promise<void> {
  const who: Request<'book_open'> = { name: name.trim() || null, password };
  await call('book_restore', { file, ...who });
  await openRestored(who);
}

/** Opens what now lies on the desk; the page follows even if it does not open. */
export async function openRestored(who: Request<'book_open'>): Promise<void> {
  try {
    await call('book_open', who);
  } finally {
    await session.start();
  }
}
