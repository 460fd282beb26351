// What the fields of a session offer; to others than the counselor, the numbers alone.
import { todayHere } from '$lib/areas/activity/draft';
import { call } from '$lib/ipc/call';
import { session } from '$lib/state/session.svelte';

export const load = async ({ parent }) => {
  await parent();
  if (!session.may('counsel_list')) {
    return { counts: await call('counsel_count', {}), classes: [], pupils: [], today: '' };
  }
  const [classes, pupils, overview] = await Promise.all([
    call('class_list', {}),
    call('student_list', {}),
    call('overview_get', {}),
  ]);
  return { counts: null, classes, pupils, today: overview.today ?? todayHere() };
};
