// The recovery key as printed: 13 groups of four letters without O, I, 0, 1.
export const GROUPS = 13;
const GROUP = 4;
const LETTERS = /^[ABCDEFGHJKLMNPQRSTUVWXYZ23456789]*$/;

/** The letters typed, without what only separates them. */
export function plainKey(typed: string): string {
  return typed.toUpperCase().replace(/[\s\-–.,]/g, '');
}

/** The groups of a key. */
export function groupsOf(key: string): string[] {
  return plainKey(key).match(/.{1,4}/g) ?? [];
}

/** Writes what was typed as groups joined by hyphens. */
export function spacedKey(typed: string): string {
  return groupsOf(typed).join('-');
}

/** The first letter that no key has, if any. */
export function strangeLetter(typed: string): string | null {
  return [...plainKey(typed)].find((letter) => !LETTERS.test(letter)) ?? null;
}

/** How many groups are complete. */
export function fullGroups(typed: string): number {
  return Math.floor(plainKey(typed).length / GROUP);
}

/** Two groups to type back, not neighbours, other ones for each key. */
export function groupsToCheck(key: string): [number, number] {
  let sum = 0;
  for (const letter of plainKey(key)) sum = (sum * 31 + letter.charCodeAt(0)) % 997;
  const first = 1 + (sum % 6);
  const second = 8 + (sum % 6);
  return [first, second];
}
