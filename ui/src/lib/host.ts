// What the machine offers besides the core: file dialogs and the printer.
import { open, save } from '@tauri-apps/plugin-dialog';
import { inWindow } from './ipc/call';

export interface FileKind {
  name: string;
  extensions: string[];
}

/** Lets the person choose a file to read; null when they changed their mind. */
export async function chooseFile(title: string, kinds: FileKind[]): Promise<string | null> {
  if (inWindow()) return open({ title, filters: kinds, multiple: false, directory: false });
  const file = await browserFile(kinds);
  if (!file) return null;
  const answer = await fetch(`/upload?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    body: file,
  });
  return pathOf(answer);
}

/** Lets the person choose where a file goes; null when they changed their mind. */
export async function choosePlace(
  title: string,
  suggested: string,
  kinds: FileKind[],
): Promise<string | null> {
  if (inWindow()) return save({ title, defaultPath: suggested, filters: kinds });
  const answer = await fetch(`/place?name=${encodeURIComponent(suggested)}`, { method: 'POST' });
  return pathOf(answer);
}

/** Lets the person choose a folder; null when they changed their mind. */
export async function chooseFolder(title: string, start?: string): Promise<string | null> {
  if (inWindow()) return open({ title, directory: true, defaultPath: start || undefined });
  const answer = await fetch('/place?name=sao-luu', { method: 'POST' });
  return pathOf(answer);
}

/** Opens the printer's window for what print.css leaves on the page. */
export function print(): void {
  window.print();
}

/** A file dropped on the page, in a test's browser. */
export async function takeDropped(file: File): Promise<string | null> {
  const answer = await fetch(`/upload?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    body: file,
  });
  return pathOf(answer);
}

async function pathOf(response: Response): Promise<string | null> {
  if (!response.ok) return null;
  const body = (await response.json()) as { path: string };
  return body.path;
}

function browserFile(kinds: FileKind[]): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = kinds.flatMap((kind) => kind.extensions.map((e) => `.${e}`)).join(',');
    input.hidden = true;
    input.addEventListener('change', () => done(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => done(null));
    document.body.append(input);
    input.click();

    function done(file: File | null) {
      input.remove();
      resolve(file);
    }
  });
}
