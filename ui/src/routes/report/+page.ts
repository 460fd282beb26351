// The report's outline for the chosen period, with who signs it.
import { periodOf } from '$lib/areas/report/sheets';
import { call } from '$lib/ipc/call';
import { session } from '$lib/state/session.svelte';

export const load = async ({ url, parent }) => {
  await parent();
  const period = periodOf(url.searchParams, session.year);
  const [outline, profile, issued] = await Promise.all([
    call('report_outline', { period }),
    session.may('profile_get') ? call('profile_get', {}) : null,
    call('issued_list', { year: period.year }),
  ]);
  return { period, outline, profile, issued };
};
