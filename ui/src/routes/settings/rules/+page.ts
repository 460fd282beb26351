// The rule sets, the one that is shown, and another beside it.
import { call } from '$lib/ipc/call';

export const load = async ({ parent, url }) => {
  await parent();
  const sets = await call('rule_set_list', { year: null });
  const wanted = url.searchParams.get('id');
  const shown =
    sets.find((set) => set.id === wanted) ?? sets.find((set) => set.is_used) ?? sets[0]!;
  const against = url.searchParams.get('with');
  const other = sets.find((set) => set.id === against && set.id !== shown.id);
  return {
    sets,
    page: await call('rule_set_get', { id: shown.id }),
    other: other ? await call('rule_set_get', { id: other.id }) : null,
  };
};
