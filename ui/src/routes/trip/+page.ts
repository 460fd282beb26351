// The visits of the open year.
import { call } from '$lib/ipc/call';

export const load = async ({ parent }) => {
  await parent();
  return { trips: await call('trip_list', { status: null }) };
};
