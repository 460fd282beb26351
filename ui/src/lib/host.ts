// What the machine offers besides the core: file dialogs, the printer, the viewer of PDF.
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { getCurrentWebview } from '@tauri-apps/api/webview';
import { open, save } from '@tauri-apps/plugin-dialog';
import { inWindow } from './ipc/call';

export interface FileKind {
  name: string;
  extensions: string[];
}

/** What the core reads as a spreadsheet, whatever program wrote it. */
export const SPREADSHEETS = [
  'xlsx',
  'xlsm',
  'xlsb',
  'xls',
  'ods',
  'csv',
  'tsv',
  'txt',
  'docx',
  'htm',
  'html',
  'xml',
];

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

/**
 * Opens a PDF in the machine's own viewer, to be printed from there. `write` puts it in the place it is given and
 * answers where it came to stand; the place is emptied when the book is locked.
 */
export async function openToPrint(
  name: string,
  write: (path: string) => Promise<string>,
): Promise<void> {
  if (inWindow()) {
    const path = await write(await invoke<string>('paper_place', { name }));
    await invoke('paper_open', { path });
    return;
  }
  const place = await pathOf(
    await fetch(`/place?name=${encodeURIComponent(name)}`, { method: 'POST' }),
  );
  if (!place) return;
  const path = await write(place);
  const link = document.createElement('a');
  link.href = `/exchange/${encodeURIComponent(path.split(/[\\/]/).at(-1) ?? name)}`;
  link.download = name;
  link.click();
}

/** Shows a place of the backups in the machine's file manager; a browser has none. */
export async function openFolder(place: 'main' | 'second'): Promise<void> {
  if (inWindow()) await invoke('folder_open', { place });
}

/** Calls when the person closes the window, which then waits for `endClosing`; a browser asks nobody. */
export function watchClosing(onclosing: () => void): () => void {
  if (!inWindow()) return () => {};
  const stop = listen('closing', onclosing);
  return () => void stop.then((off) => off());
}

/** Lets the window close, or keeps it open. */
export async function endClosing(goes: boolean): Promise<void> {
  if (inWindow()) await invoke('closing_end', { goes });
}

/** Opens the printer's window for what print.css leaves on the page. */
export function print(): void {
  window.print();
}

/**
 * Watches for files let go over the window: `onready` once they would be noticed, `onover` while some hang above it,
 * `onfiles` with their paths. The answer stops it.
 */
export function watchDrop(
  onover: (isOver: boolean) => void,
  onfiles: (paths: string[]) => void,
  onready: () => void,
): () => void {
  if (!inWindow()) {
    onready();
    return watchBrowserDrop(onover, onfiles);
  }
  const stop = getCurrentWebview().onDragDropEvent(({ payload }) => {
    onover(payload.type === 'enter' || payload.type === 'over');
    if (payload.type === 'drop') onfiles(payload.paths);
  });
  void stop.then(onready);
  return () => void stop.then((off) => off());
}

function watchBrowserDrop(
  onover: (isOver: boolean) => void,
  onfiles: (paths: string[]) => void,
): () => void {
  const over = (event: DragEvent) => {
    event.preventDefault();
    onover(true);
  };
  const leave = (event: DragEvent) => {
    if (!event.relatedTarget) onover(false);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    onover(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    void Promise.all(files.map(takeDropped)).then((paths) =>
      onfiles(paths.filter((path) => path !== null)),
    );
  };
  window.addEventListener('dragover', over);
  window.addEventListener('dragleave', leave);
  window.addEventListener('drop', drop);
  return () => {
    window.removeEventListener('dragover', over);
    window.removeEventListener('dragleave', leave);
    window.removeEventListener('drop', drop);
  };
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
