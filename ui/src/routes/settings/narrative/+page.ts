// The written parts of the report for the open year, and last year's.
import { call } from '$lib/ipc/call';

export const load = async () => ({ narrative: await call('narrative_get', {}) });
