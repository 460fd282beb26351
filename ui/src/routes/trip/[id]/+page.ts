// One visit in full.
import { call } from '$lib/ipc/call';

export const load = async ({ params, parent }) => {
  await parent();
  return { trip: await call('trip_get', { id: params.id }) };
};
