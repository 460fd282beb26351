// Watches for a person at the desk; after the given minutes without one, says so once.

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/** Starts watching; the answer stops it. */
export function watchIdle(minutes: number, onidle: () => void, target: EventTarget = window) {
  if (minutes <= 0) return () => {};
  let timer = setTimeout(onidle, minutes * 60_000);
  const seen = () => {
    clearTimeout(timer);
    timer = setTimeout(onidle, minutes * 60_000);
  };
  for (const sign of SIGNS) target.addEventListener(sign, seen, { passive: true });
  return () => {
    clearTimeout(timer);
    for (const sign of SIGNS) target.removeEventListener(sign, seen);
  };
}
