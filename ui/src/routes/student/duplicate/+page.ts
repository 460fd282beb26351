// The pairs of pupils that may be one person, as the book finds them.
import { call } from '$lib/ipc/call';

export const load = async ({ parent }) => {
  await parent();
  return { pairs: await call('duplicate_list', {}) };
};
