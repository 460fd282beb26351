// The classes to choose from; the pupils are read by the page, class by class.
import { call } from '$lib/ipc/call';

export const load = async ({ parent }) => {
  await parent();
  const [classes, views] = await Promise.all([
    call('class_list', {}),
    call('student_view_list', {}),
  ]);
  return { classes, views };
};
