// The classes of the year before, as they go up into the open one.
import { call } from '$lib/ipc/call';

export const load = async ({ parent }) => {
  await parent();
  return { turn: await call('turn_get', {}) };
};
