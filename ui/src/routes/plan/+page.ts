// The plan of the year and the activities that may fulfil it.
import { call } from '$lib/ipc/call';

export const load = async ({ parent }) => {
  await parent();
  const [plan, activities, documents] = await Promise.all([
    call('task_list', { year: null }),
    call('activity_list', { status: null, sort: null }),
    call('document_list', {}),
  ]);
  return { plan, activities, documents: documents.documents };
};
