// The years of the book and the classes of the open one.
import { call } from '$lib/ipc/call';

export const load = async () => {
  const [years, classes] = await Promise.all([call('year_list', {}), call('class_list', {})]);
  return { years, classes };
};
