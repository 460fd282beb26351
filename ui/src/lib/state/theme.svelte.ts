// Light or dark: the reader's choice, else what the machine prefers.

export type Tone = 'light' | 'dark';
export type Choice = Tone | 'system';
const KEY = 'theme';

class Theme {
  /** What is shown. */
  tone = $state<Tone>('light');
  /** What was chosen. */
  choice = $state<Choice>('system');

  #follows = false;

  /** Reads the choice kept on this machine and applies it. */
  start(): void {
    this.#apply(stored());
    if (this.#follows) return;
    this.#follows = true;
    window.matchMedia?.(DARK).addEventListener?.('change', () => {
      if (this.choice === 'system') this.#apply('system');
    });
  }

  toggle(): void {
    this.choose(this.tone === 'dark' ? 'light' : 'dark');
  }

  choose(choice: Choice): void {
    this.#apply(choice);
    try {
      if (choice === 'system') localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, choice);
    } catch {
      // Without storage the choice lasts until the window closes.
    }
  }

  #apply(choice: Choice): void {
    this.choice = choice;
    this.tone = choice === 'system' ? preferred() : choice;
    document.documentElement.dataset.theme = this.tone;
  }
}

const DARK = '(prefers-color-scheme: dark)';

function stored(): Choice {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : 'system';
  } catch {
    return 'system';
  }
}

function preferred(): Tone {
  return window.matchMedia?.(DARK).matches ? 'dark' : 'light';
}

export const theme = new Theme();
