// The school and what the report says of it for the open year.
import { call } from '$lib/ipc/call';

export const load = async () => {
  const [school, profile] = await Promise.all([call('school_get', {}), call('profile_get', {})]);
  return { school, profile };
};
