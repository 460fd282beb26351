// Copies of the book, where they are, and the settings beside them.
import { call } from '$lib/ipc/call';

export const load = async () => {
  const [backups, places, settings] = await Promise.all([
    call('backup_list', {}),
    call('backup_get', {}),
    call('settings_get', {}),
  ]);
  return { backups, places, settings };
};
