// The classes to choose from; the pupils are read by the page, class by class.
import { call } from '$lib/ipc/call';
import { session } from '$lib/state/session.svelte';

export const load = async ({ parent }) => {
  await parent();
  const mayTurn = session.may('turn_make') && (session.now?.years.length ?? 0) > 1;
  const [classes, views, turn] = await Promise.all([
    call('class_list', {}),
    call('student_view_list', {}),
    mayTurn ? call('turn_get', {}) : null,
  ]);
  // Those of the year before who could go up and have no place yet.
  const waiting = (turn?.classes ?? [])
    .filter((one) => !one.is_last)
    .flatMap((one) => one.students)
    .filter((one) => one.now === null).length;
  return { classes, views, waiting };
};
