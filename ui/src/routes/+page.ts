// The figures of the start page, once it is known that the book is open.
import { call } from '$lib/ipc/call';
import { session } from '$lib/state/session.svelte';

export const load = async ({ parent, url }) => {
  await parent();
  if (!session.may('overview_get')) {
    const asked = url.searchParams.get('class');
    return { class_overview: await call('class_overview_get', { class: asked }), sets: [] };
  }
  const [overview, sets] = await Promise.all([call('overview_get', {}), call('rule_set_list', {})]);
  return { overview, sets };
};
