// Staff, materials and inspections of the year.
import { call } from '$lib/ipc/call';

export const load = async ({ parent }) => {
  await parent();
  return { page: await call('means_list', { year: null }) };
};
