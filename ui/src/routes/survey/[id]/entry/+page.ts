// The paper forms of one class of the survey.
import { redirect } from '@sveltejs/kit';
import { call } from '$lib/ipc/call';
import { session } from '$lib/state/session.svelte';

export const load = async ({ params, url, parent }) => {
  await parent();
  if (!session.may('answers_change')) redirect(307, `/survey/${params.id}`);
  const page = await call('survey_get', { survey: params.id });
  const asked = url.searchParams.get('class');
  const lacking = page.classes.find((one) => one.responses < one.students);
  const name =
    page.classes.find((one) => one.class === asked)?.class ??
    (lacking ?? page.classes[0])?.class ??
    '';
  const isAsked = name !== '' || page.instrument.is_anonymous;
  const sheet = isAsked ? await call('survey_sheet', { survey: params.id, class: name }) : null;
  return { page, sheet, name };
};
