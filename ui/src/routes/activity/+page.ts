// What the log's fields offer; the list itself is read by the page, as it is narrowed.
import { call } from '$lib/ipc/call';
import { todayHere } from '$lib/areas/activity/draft';
import { session } from '$lib/state/session.svelte';

export const load = async ({ parent }) => {
  await parent();
  const [kinds, classes, partners, overview] = await Promise.all([
    call('activity_kinds', {}),
    call('class_list', {}),
    session.may('partner_list') ? call('partner_list', {}) : [],
    session.may('overview_get') ? call('overview_get', {}) : null,
  ]);
  return { kinds, classes, partners, today: overview?.today ?? todayHere() };
};
