// A survey at this computer, for one pupil after another.
import { redirect } from '@sveltejs/kit';
import { call } from '$lib/ipc/call';
import { session } from '$lib/state/session.svelte';

export const load = async ({ params, parent }) => {
  await parent();
  if (!session.may('answers_change')) redirect(307, '/');
  const page = await call('survey_get', { survey: params.id });
  if (page.survey.is_closed) redirect(307, `/survey/${params.id}`);
  return { page };
};
