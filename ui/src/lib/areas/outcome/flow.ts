// Where the bands between wishes and destinations lie; nothing here draws.
import type { Destination, OutcomeFlow } from '$lib/ipc/commands.gen';

/** Colour class of a destination (tokens of the design). */
export function tone(code: string): string {
  switch (code) {
    case 'thpt_public':
    case 'university':
      return 's-cl';
    case 'thpt_private':
    case 'abroad_study':
      return 's-tt';
    case 'gdtx':
      return 's-td';
    case 'gdtx_and_trade':
      return 's-gx';
    case 'work':
    case 'work_abroad':
    case 'military':
    case 'other':
      return 's-ld';
    case 'unknown':
      return 's-no';
    default:
      return 's-tc';
  }
}

export interface Block {
  code: string;
  label: string;
  count: number;
  y: number;
  high: number;
  /** Where its label stands, moved so that no two overlap. */
  at: number;
}

export interface Band {
  from: string;
  to: string;
  count: number;
  path: string;
}

export interface Sankey {
  left: Block[];
  right: Block[];
  bands: Band[];
  high: number;
}

const GAP = 7;
const LINE = 17;
export const LEFT = 229;
export const RIGHT = 383;
const TOP = 20;

/** Lays the flows out on a picture of this height. */
export function sankey(flows: OutcomeFlow[], destinations: Destination[], high = 250): Sankey {
  const sum = (own: (flow: OutcomeFlow) => boolean) =>
    flows.filter(own).reduce((all, flow) => all + flow.count, 0);
  const total = sum(() => true);
  const side = (of: 'from' | 'to'): Block[] => {
    const used = destinations
      .map((one) => ({ one, count: sum((flow) => flow[of] === one.code) }))
      .filter(({ count }) => count > 0);
    const scale = (high - GAP * (used.length - 1)) / Math.max(total, 1);
    let y = TOP;
    const blocks = used.map(({ one, count }) => {
      const block = { code: one.code, label: one.label, count, y, high: count * scale, at: 0 };
      y += count * scale + GAP;
      return block;
    });
    spread(blocks, TOP + high);
    return blocks;
  };
  const left = side('from');
  const right = side('to');
  const used = { left: new Map<string, number>(), right: new Map<string, number>() };
  const bands: Band[] = [];
  for (const flow of inOrder(flows, left, right)) {
    const a = left.find((block) => block.code === flow.from);
    const b = right.find((block) => block.code === flow.to);
    if (!a || !b) continue;
    const [wideA, wideB] = [(a.high * flow.count) / a.count, (b.high * flow.count) / b.count];
    const y1 = a.y + (used.left.get(a.code) ?? 0);
    const y2 = b.y + (used.right.get(b.code) ?? 0);
    used.left.set(a.code, y1 - a.y + wideA);
    used.right.set(b.code, y2 - b.y + wideB);
    const mid = (LEFT + RIGHT) / 2;
    const r = (n: number) => n.toFixed(1);
    bands.push({
      ...flow,
      path:
        `M${LEFT},${r(y1)}C${mid},${r(y1)} ${mid},${r(y2)} ${RIGHT},${r(y2)}` +
        `L${RIGHT},${r(y2 + wideB)}C${mid},${r(y2 + wideB)} ${mid},${r(y1 + wideA)} ${LEFT},${r(y1 + wideA)}Z`,
    });
  }
  const lowest = Math.max(TOP + high, ...[...left, ...right].map((block) => block.at + 6));
  return { left, right, bands, high: lowest + 4 };
}

/** By destination, then by wish, so that bands cross as little as they can. */
function inOrder(flows: OutcomeFlow[], left: Block[], right: Block[]): OutcomeFlow[] {
  const place = (blocks: Block[], code: string) => blocks.findIndex((block) => block.code === code);
  return [...flows].sort(
    (a, b) => place(right, a.to) - place(right, b.to) || place(left, a.from) - place(left, b.from),
  );
}

/** Labels stand at the middle of their block, at least a line apart. */
function spread(blocks: Block[], lowest: number) {
  let last = -Infinity;
  for (const block of blocks) {
    block.at = Math.max(block.y + block.high / 2 + 5, last + LINE);
    last = block.at;
  }
  // What ran over the lower edge moves up again.
  let next = lowest + 6;
  for (const block of [...blocks].reverse()) {
    block.at = Math.min(block.at, next);
    next = block.at - LINE;
  }
}

/** `38,5`; nothing where there is nobody. */
export function percent(part: number, of: number): number | null {
  return of === 0 ? null : Math.floor((2000 * part + of) / (2 * of)) / 10;
}

/** How many more would reach so many percent. */
export function lacks(part: number, of: number, value: number): number {
  return Math.max(0, Math.ceil((value * of) / 100) - part);
}
