// Who can be handed on to a receiver, and what was handed on before.
import { call } from '$lib/ipc/call';

export const load = async ({ parent, url }) => {
  await parent();
  const ask = {
    year: url.searchParams.get('year'),
    receiver: url.searchParams.get('receiver'),
  };
  return { page: await call('handover_get', ask) };
};
