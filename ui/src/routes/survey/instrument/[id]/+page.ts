// One form, a copy of one (`new?of=`), or an empty one (`new`).
import { redirect } from '@sveltejs/kit';
import { copyDraft, draftOf, emptyDraft } from '$lib/areas/instrument/draft';
import { call } from '$lib/ipc/call';
import { session } from '$lib/state/session.svelte';

export const load = async ({ params, url, parent }) => {
  await parent();
  const instruments = await call('instrument_list', {});
  const isNew = params.id === 'new';
  if (isNew && !session.may('instrument_add')) redirect(307, '/survey/instrument');
  const wanted = isNew ? url.searchParams.get('of') : params.id;
  const line = instruments.find((one) => one.id === wanted);
  if (!isNew && !line) redirect(307, '/survey/instrument');
  const others = instruments.filter((one) => isNew || one.id !== params.id);
  const draft = line ? (isNew ? copyDraft(line) : draftOf(line)) : emptyDraft();
  return {
    id: isNew ? null : params.id,
    draft,
    taken: others.map((one) => one.code),
    isFrozen: !isNew && (line?.is_used ?? true),
  };
};
