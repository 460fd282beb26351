// The classes to choose from; the pupils are read by the page, class by class.
import { call } from '$lib/ipc/call';

export const load = async ({ parent }) => {
  await parent();
  return { classes: await call('class_list', {}) };
};
