// The surveys of the year, each with its progress by class.
import { call } from '$lib/ipc/call';

export const load = async ({ parent }) => {
  await parent();
  const surveys = await call('survey_list', {});
  const pages = await Promise.all(surveys.map((one) => call('survey_get', { survey: one.id })));
  return { pages };
};
