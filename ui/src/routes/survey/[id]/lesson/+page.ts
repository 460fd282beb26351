// A survey on the phones of a class: what is open now, if anything is.
import { redirect } from '@sveltejs/kit';
import { call } from '$lib/ipc/call';
import { session } from '$lib/state/session.svelte';

export const load = async ({ params, parent }) => {
  await parent();
  if (!session.may('lesson_open')) redirect(307, `/survey/${params.id}`);
  const [page, lesson] = await Promise.all([
    call('survey_get', { survey: params.id }),
    call('lesson_get', {}),
  ]);
  return { page, lesson };
};
