// A single page in the window: nothing is rendered elsewhere. A closed book leads to its cover.
import { redirect } from '@sveltejs/kit';
import { ENTRIES } from '$lib/areas/frame/nav';
import { session } from '$lib/state/session.svelte';

export const ssr = false;
export const prerender = false;

export const load = async ({ url }) => {
  if (!session.book) await session.start();
  const isCover = url.pathname === '/open';
  if (!session.isOpen && !isCover) redirect(307, '/open');
  if (!session.isOpen || session.isSettingUp) return;
  const first = ENTRIES.find((entry) => session.may(entry.needs))?.href ?? '/settings';
  // A homeroom teacher has no start page: their first entry stands for it.
  if (isCover || (url.pathname === '/' && first !== '/')) redirect(307, first);
};
