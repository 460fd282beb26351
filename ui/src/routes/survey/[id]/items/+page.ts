// The questions of one survey.
import { call } from '$lib/ipc/call';

export const load = async ({ params, parent }) => {
  await parent();
  return { page: await call('survey_get', { survey: params.id }) };
};
