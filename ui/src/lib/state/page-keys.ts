// What the page that is shown does with keys the frame listens for: its paper for Ctrl+P, a talk with its pupil for Ctrl+T.

export type PageKeys = Partial<Record<'p' | 't', () => void>>;

let own: PageKeys | null = null;

/** From here on these keys are the page's; the answer gives them back to the frame. */
export function pageKeys(keys: PageKeys): () => void {
  own = keys;
  return () => {
    if (own === keys) own = null;
  };
}

/** Does what the page does with the key; false where it has nothing of its own. */
export function press(key: 'p' | 't'): boolean {
  const act = own?.[key];
  act?.();
  return act !== undefined;
}
