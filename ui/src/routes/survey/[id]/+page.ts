// The results of one survey, for all of it, a grade or a class.
import { call } from '$lib/ipc/call';

export const load = async ({ params, url, parent }) => {
  await parent();
  const ofClass = url.searchParams.get('class');
  const grade = Number(url.searchParams.get('grade')) || null;
  const isWhole = !ofClass && !grade;
  const [page, results, classes, groups] = await Promise.all([
    call('survey_get', { survey: params.id }),
    call('survey_results', { survey: params.id, class: ofClass, grade: ofClass ? null : grade }),
    call('class_list', {}),
    isWhole ? call('survey_groups', { survey: params.id }) : [],
  ]);
  return { page, results, classes, groups, ofClass, grade: ofClass ? null : grade };
};
