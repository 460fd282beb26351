// Pupils who left so long ago that their data need not be kept.
import { redirect } from '@sveltejs/kit';
import { call } from '$lib/ipc/call';
import { session } from '$lib/state/session.svelte';

export const load = async ({ parent }) => {
  await parent();
  if (!session.may('retention_get')) redirect(307, '/');
  return { retention: await call('retention_get', {}) };
};
