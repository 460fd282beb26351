// One pupil's record.
import { call } from '$lib/ipc/call';

export const load = async ({ params, parent }) => {
  await parent();
  return { record: await call('record_get', { id: params.id }) };
};
