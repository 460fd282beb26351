// Shortcuts: how they are shown on this machine, and when a key belongs to a field.

const isMac = typeof navigator !== 'undefined' && /Mac/.test(navigator.platform);

/** "Ctrl N" as this machine's keyboard prints it. */
export const shown = (keys: string): string => (isMac ? keys.replace('Ctrl', '⌘') : keys);

/** The letter or digit pressed with Ctrl (⌘ on a Mac) and nothing else; null otherwise. */
export function withCtrl(event: KeyboardEvent): string | null {
  const held = isMac ? event.metaKey : event.ctrlKey;
  if (!held || event.altKey || event.shiftKey || event.isComposing) return null;
  return event.key.toLowerCase();
}

/** Whether the webview would load its page anew. */
export function isReload(event: KeyboardEvent): boolean {
  const held = isMac ? event.metaKey : event.ctrlKey;
  return event.key === 'F5' || (held && !event.altKey && event.key.toLowerCase() === 'r');
}

/** Goes into the filter of the page, where it has one, when `/` is pressed outside of fields. */
export function enterFilter(event: KeyboardEvent): void {
  if (event.key !== '/' || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.defaultPrevented || event.isComposing || isEditable(event.target)) return;
  if (event.target instanceof HTMLSelectElement || document.querySelector('dialog[open]')) return;
  const box = document.querySelector<HTMLInputElement>('main [aria-keyshortcuts="/"]');
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
}

/** The record that Alt with an arrow goes to from the one shown; null where the key is another. */
export function neighbour(
  event: KeyboardEvent,
  rows: { id: string }[],
  here: string | null,
): string | null {
  if (!event.altKey || event.ctrlKey || event.shiftKey || event.metaKey) return null;
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  const at = rows.findIndex((row) => row.id === here);
  if (step === 0 || at < 0) return null;
  // At either end the key stays ours: the webview would leave the page.
  return rows[at + step]?.id ?? here;
}

/** Whether typing there changes text, so that Ctrl+Z belongs to the field. */
export function isEditable(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !NOT_TEXT.has(target.type);
}

const NOT_TEXT = new Set(['checkbox', 'radio', 'button', 'submit', 'range', 'file']);
