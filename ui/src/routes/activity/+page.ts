// What the log's fields offer; the list itself is read by the page, as it is narrowed.
import { call } from '$lib/ipc/call';
import { session } from '$lib/state/session.svelte';

export const load = async ({ parent }) => {
  await parent();
  const [kinds, classes, partners] = await Promise.all([
    call('activity_kinds', {}),
    call('class_list', {}),
    session.may('partner_list') ? call('partner_list', {}) : [],
  ]);
  return { kinds, classes, partners };
};
