// The figures of the start page, once it is known that the book is open.
import { call } from '$lib/ipc/call';

export const load = async ({ parent }) => {
  await parent();
  return { overview: await call('overview_get', {}) };
};
