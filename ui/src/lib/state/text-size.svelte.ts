// How large the letters are on this machine; every size of the design follows the root.

export const SIZES = [100, 112, 125] as const;
export type Size = (typeof SIZES)[number];
const KEY = 'text-size';

class TextSize {
  size = $state<Size>(100);

  /** Reads the choice kept on this machine and applies it. */
  start(): void {
    this.#apply(stored());
  }

  choose(size: Size): void {
    this.#apply(size);
    try {
      localStorage.setItem(KEY, String(size));
    } catch {
      // Without storage the choice lasts until the window closes.
    }
  }

  #apply(size: Size): void {
    this.size = size;
    document.documentElement.style.setProperty('--text-size', String(size / 100));
    document.documentElement.dataset.textSize = String(size);
  }
}

function stored(): Size {
  try {
    const kept = Number(localStorage.getItem(KEY));
    return SIZES.find((size) => size === kept) ?? 100;
  } catch {
    return 100;
  }
}

export const textSize = new TextSize();
