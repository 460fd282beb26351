// The settings open on the first page this person may use.
import { redirect } from '@sveltejs/kit';
import { pagesFor } from '$lib/areas/settings/pages';
import { session } from '$lib/state/session.svelte';

export const load = async ({ parent }) => {
  await parent();
  redirect(307, pagesFor((name) => session.may(name))[0]?.href ?? '/');
};
