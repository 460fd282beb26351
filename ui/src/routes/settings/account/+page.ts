// Who may open the book.
import { call } from '$lib/ipc/call';

export const load = async () => {
  const [accounts, recovery] = await Promise.all([
    call('account_list', {}),
    call('recovery_get', {}),
  ]);
  return { accounts, recovery };
};
