// Light or dark: the reader's choice, else what the machine prefers.

export type Tone = 'light' | 'dark';
const KEY = 'theme';

class Theme {
  tone = $state<Tone>('light');

  /** Reads the choice kept on this machine and applies it. */
  start(): void {
    this.#apply(stored() ?? preferred());
  }

  toggle(): void {
    this.#apply(this.tone === 'dark' ? 'light' : 'dark');
    try {
      localStorage.setItem(KEY, this.tone);
    } catch {
      // Without storage the choice lasts until the window closes.
    }
  }

  #apply(tone: Tone): void {
    this.tone = tone;
    document.documentElement.dataset.theme = tone;
  }
}

function stored(): Tone | null {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : null;
  } catch {
    return null;
  }
}

function preferred(): Tone {
  return window.matchMedia?.('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export const theme = new Theme();
