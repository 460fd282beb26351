// The report's outline for the chosen period, with who signs it.
import { periodOf } from '$lib/areas/report/sheets';
import { call } from '$lib/ipc/call';
import { session } from '$lib/state/session.svelte';

export const load = async ({ url, parent }) => {
  await parent();
  const period = periodOf(url.searchParams, session.year);
  const [outline, profile] = await Promise.all([
    call('report_outline', { period }),
    session.may('profile_get') ? call('profile_get', {}) : null,
  ]);
  return { period, outline, profile };
};
