// The help page that the address names.
import { error } from '@sveltejs/kit';
import { pageNamed } from '$lib/areas/help/pages';
import { vi } from '$lib/text/vi';

export const load = ({ params }) => {
  const page = pageNamed(params.page);
  if (!page) error(404, vi.help.missing);
  return { page };
};
