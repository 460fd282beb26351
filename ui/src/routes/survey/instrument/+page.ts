// Every form that the school can ask.
import { call } from '$lib/ipc/call';

export const load = async ({ parent }) => {
  await parent();
  return { instruments: await call('instrument_list', {}) };
};
