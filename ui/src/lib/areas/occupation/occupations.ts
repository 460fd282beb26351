// Finding an occupation: by words, by level, by what it leans to.
import type { OccupationLine } from '$lib/ipc/commands.gen';
import { fold } from '$lib/text/format';

export const LETTERS = ['R', 'I', 'A', 'S', 'E', 'C'] as const;

/** The three strongest interests of an occupation, the strongest first. */
export function leads(profile: number[]): string[] {
  return profile
    .map((value, at) => ({ value, letter: LETTERS[at] ?? '' }))
    .sort((one, other) => other.value - one.value)
    .slice(0, 3)
    .map((one) => one.letter);
}

export function matching(
  lines: OccupationLine[],
  text: string,
  level: string | null,
  letter: string | null,
): OccupationLine[] {
  const words = fold(text.trim());
  return lines.filter(
    (line) =>
      (!words || fold(`${line.name} ${line.group_name} ${line.does}`).includes(words)) &&
      (!level || line.levels.includes(level)) &&
      (!letter || leads(line.profile)[0] === letter),
  );
}
