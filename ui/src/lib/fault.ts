// How loudly a refusal is shown, by its code.
import { CommandError } from './ipc/call';
import type { FieldFault } from './ipc/shapes';
import { vi } from './text/vi';

/** note: beside the field; toast: briefly; page: instead of the page; silent: not at all. */
export type Severity = 'note' | 'toast' | 'page' | 'silent';

const SEVERITY: [prefix: string, severity: Severity][] = [
  ['book.closed', 'page'],
  ['book.damaged', 'page'],
  ['book.too_new', 'page'],
  ['book.busy', 'page'],
  ['book.wrong_password', 'note'],
  ['book.cancelled', 'silent'],
];

/** Where a refusal belongs; anything with fields is told beside them. */
export function severityOf(error: unknown): Severity {
  if (!(error instanceof CommandError)) return 'toast';
  if (error.fault.fields.length > 0) return 'note';
  return SEVERITY.find(([prefix]) => error.code.startsWith(prefix))?.[1] ?? 'toast';
}

/** The sentence to show. */
export function sentenceOf(error: unknown): string {
  if (error instanceof CommandError) return error.fault.message;
  return vi.frame.unknownFault;
}

/** Why something was refused, in full: what the fields say, else the sentence. */
export function causeOf(error: unknown): string {
  return Object.values(fieldsOf(error)).join(' ') || sentenceOf(error);
}

/** The field refusals, keyed by field name. */
export function fieldsOf(error: unknown): Record<string, string> {
  if (!(error instanceof CommandError)) return {};
  return byField(error.fault.fields);
}

function byField(fields: FieldFault[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { field, message } of fields) found[field] ??= message;
  return found;
}
