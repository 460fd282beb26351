// Scores of one form while it is typed, as the core computes them: 0 to 100, ties kept as ties.
import type { Instrument } from '$lib/ipc/commands.gen';

/** The share of a scale's items that must be answered. */
const ENOUGH = 2 / 3;
const LETTERS = 3;

/** One score per scale, null where too few items are answered. */
export function scoresOf(instrument: Instrument, answers: (number | null)[]): (number | null)[] {
  const { min, max } = instrument.answers;
  return instrument.scales.map((scale) => {
    const all = instrument.items.flatMap((item, at) =>
      item.scale === scale.code ? [{ item, answer: answers[at] ?? null }] : [],
    );
    const given = all.flatMap(({ item, answer }) => {
      if (answer === null) return [];
      const isReversed = 'is_reversed' in item && item.is_reversed === true;
      return [isReversed ? min + max - answer : answer];
    });
    if (given.length === 0 || given.length < all.length * ENOUGH) return null;
    const mean = given.reduce((sum, value) => sum + value, 0) / given.length;
    return ((mean - min) / (max - min)) * 100;
  });
}

/** "R-I-A", ties as "I/S-A"; empty unless every scale has a score. */
export function codeOf(instrument: Instrument, scores: (number | null)[]): string {
  const lines = instrument.scales.map((scale, at) => ({
    code: scale.code,
    score: scores[at] ?? null,
  }));
  if (lines.some((line) => line.score === null)) return '';
  const steps = [...new Set(lines.map((line) => line.score ?? 0))].sort((a, b) => b - a);
  const groups: string[] = [];
  let letters = 0;
  for (const step of steps) {
    if (letters >= LETTERS) break;
    const tied = lines.filter((line) => line.score === step).map((line) => line.code);
    groups.push(tied.join('/'));
    letters += tied.length;
  }
  return groups.join('-');
}

/** What one point of a scale's sum is worth on the 0–100 scale. */
export function pointWorth(instrument: Instrument, scale: string): number {
  const items = instrument.items.filter((item) => item.scale === scale).length;
  const span = (instrument.answers.max - instrument.answers.min) * items;
  return span > 0 ? 100 / span : 0;
}
