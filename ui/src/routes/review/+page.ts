// The records of a class, as its homeroom teacher reviews them.
import { call } from '$lib/ipc/call';

export const load = async ({ parent, url }) => {
  await parent();
  return { list: await call('record_list', { class: url.searchParams.get('class') }) };
};
