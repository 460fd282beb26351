// The pupils of one class at one stage.
import { call } from '$lib/ipc/call';

export const load = async ({ parent, url }) => {
  await parent();
  const asked = (name: string) => url.searchParams.get(name);
  const stage = asked('stage') ?? 'real';
  const page = await call('outcome_get', { year: asked('year'), level: asked('level'), stage });
  const name = asked('class') ?? page.classes[0]?.class ?? '';
  const students = await call('outcome_list', { year: page.year, level: page.level, class: name });
  return { page, name, stage, students };
};
