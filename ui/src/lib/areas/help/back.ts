// The screen that the help was opened from, so that Esc leads back to it.

let last = '/';

/** Remembers the screen, unless it is the help itself. */
export function remember(url: URL): void {
  if (!url.pathname.startsWith('/help') && url.pathname !== '/open') {
    last = url.pathname + url.search;
  }
}

export const cameFrom = (): string => last;
