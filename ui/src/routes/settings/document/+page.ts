// The register of documents, and the bodies that the school writes to.
import { call } from '$lib/ipc/call';

export const load = async ({ parent }) => {
  await parent();
  return { page: await call('document_list', {}) };
};
