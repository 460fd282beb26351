// The register of consent of a class, and the requests of the school.
import { call } from '$lib/ipc/call';

export const load = async ({ parent, url }) => {
  await parent();
  return { list: await call('consent_list', { class: url.searchParams.get('class') }) };
};
