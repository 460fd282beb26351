// The figures of the start page.
import { call } from '$lib/ipc/call';

export const load = async () => ({ overview: await call('overview_get', {}) });
