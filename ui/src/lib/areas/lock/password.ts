// What a new password must be, told before the core has to refuse it.
import { vi } from '$lib/text/vi';

export const SHORTEST = 8;

/** What is wrong with a new password; nothing when it may be used. */
export function passwordFault(password: string): string | undefined {
  return password.length < SHORTEST ? vi.wizard.people.passwordShort : undefined;
}

/** What is wrong with the second typing. */
export function againFault(password: string, again: string): string | undefined {
  return password === again ? undefined : vi.wizard.people.againDiffers;
}
