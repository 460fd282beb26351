// The help opens on its first page.
import { redirect } from '@sveltejs/kit';
import { FIRST_PAGE } from '$lib/areas/help/pages';

export const load = () => redirect(307, `/help/${FIRST_PAGE}`);
