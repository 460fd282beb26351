// Where the leavers of a level and year went.
import { call } from '$lib/ipc/call';

export const load = async ({ parent, url }) => {
  await parent();
  const ask = {
    year: url.searchParams.get('year'),
    level: url.searchParams.get('level'),
    stage: url.searchParams.get('stage'),
  };
  const page = await call('outcome_get', ask);
  return { page, checks: await call('check_list', { year: page.year }) };
};
