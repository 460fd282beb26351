// Occupations to find out about.
import { call } from '$lib/ipc/call';

export const load = async ({ parent }) => {
  await parent();
  return { page: await call('occupation_list', {}) };
};
