// Copies of the book, and the settings beside them.
import { call } from '$lib/ipc/call';

export const load = async () => {
  const [backups, settings] = await Promise.all([
    call('backup_list', {}),
    call('settings_get', {}),
  ]);
  return { backups, settings };
};
