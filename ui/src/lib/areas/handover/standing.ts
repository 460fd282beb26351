// Where a package stands, in words.
import type { HandoverLine } from '$lib/ipc/commands.gen';
import { day } from '$lib/text/format';
import { vi } from '$lib/text/vi';

/** The newest thing that happened to a package, or what is still missing. */
export function standing(
  line: Pick<HandoverLine, 'withdrawn_on' | 'deleted_on' | 'receipt_on' | 'keep_until'>,
  today: string,
): string {
  const t = vi.handover.states;
  if (line.deleted_on) return t.deleted(day(line.deleted_on));
  if (line.withdrawn_on) return t.withdrawn(day(line.withdrawn_on));
  if (line.keep_until < today) return t.over(day(line.keep_until));
  if (line.receipt_on) return t.receipt(day(line.receipt_on));
  return t.open;
}
