// The results of one survey, for all of it, a grade or a class.
import { call } from '$lib/ipc/call';

export const load = async ({ params, url, parent }) => {
  await parent();
  const ofClass = url.searchParams.get('class');
  const grade = Number(url.searchParams.get('grade')) || null;
  const [page, results, classes] = await Promise.all([
    call('survey_get', { survey: params.id }),
    call('survey_results', { survey: params.id, class: ofClass, grade: ofClass ? null : grade }),
    call('class_list', {}),
  ]);
  return { page, results, classes, ofClass, grade: ofClass ? null : grade };
};
