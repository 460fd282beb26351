// Who may open the book.
import { call } from '$lib/ipc/call';

export const load = async () => ({ accounts: await call('account_list', {}) });
