// Which letters of a name fit what was typed, so that they can be shown.
import { fold } from '$lib/text/format';

export interface Piece {
  text: string;
  isHit: boolean;
}

/** Cuts a name where it fits: the whole of what was typed, else each of its words. */
export function marked(name: string, typed: string): Piece[] {
  const letters = [...name.normalize('NFC')];
  // One folded letter for each letter shown, so that places agree.
  const folded = letters.map((letter) => fold(letter).charAt(0) || letter);
  const wanted = fold(typed.trim().replace(/\s+/g, ' '));
  const isHit: boolean[] = letters.map(() => false);
  const whole = placeOf(folded, wanted);
  const words = whole >= 0 ? [wanted] : wanted.split(' ');
  for (const word of words) {
    const at = placeOf(folded, word);
    if (at >= 0) isHit.fill(true, at, at + word.length);
  }
  return joined(letters, isHit);
}

/** Where the word stands: at the beginning of a word if it can, else anywhere; -1 for nowhere. */
function placeOf(folded: string[], word: string): number {
  if (!word) return -1;
  const text = folded.join('');
  let at = text.indexOf(word);
  const first = at;
  while (at > 0 && /[a-z0-9]/.test(text.charAt(at - 1))) at = text.indexOf(word, at + 1);
  return at >= 0 ? at : first;
}

function joined(letters: string[], isHit: boolean[]): Piece[] {
  const pieces: Piece[] = [];
  letters.forEach((letter, at) => {
    const last = pieces.at(-1);
    if (last && last.isHit === isHit[at]) last.text += letter;
    else pieces.push({ text: letter, isHit: isHit[at] ?? false });
  });
  return pieces;
}
