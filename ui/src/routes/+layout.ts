// A single page in the window: nothing is rendered elsewhere. A closed book leads to its cover.
import { redirect } from '@sveltejs/kit';
import { entriesFor } from '$lib/areas/frame/nav';
import { session } from '$lib/state/session.svelte';

export const ssr = false;
export const prerender = false;

export const load = async ({ url }) => {
  if (!session.book) await session.start();
  const isCover = url.pathname === '/open';
  if (!session.isOpen && !isCover) redirect(307, '/open');
  if (!session.isOpen || session.isSettingUp) return;
  const first = entriesFor((name) => session.may(name))[0]?.href ?? '/settings';
  if (isCover) redirect(307, first);
};
