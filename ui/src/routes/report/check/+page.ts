// The statutory check of the year, beside the year before.
import { call } from '$lib/ipc/call';

export const load = async ({ parent }) => {
  await parent();
  const ask = { without_reasons: false, without_sources: false, is_signed: false };
  return { check: await call('check_get', ask) };
};
