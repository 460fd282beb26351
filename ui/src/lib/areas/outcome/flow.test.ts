import { describe, expect, it } from 'vitest';
import { lacks, percent, sankey } from './flow';

const destination = (code: string) => ({ code, label: code, group: 'other', is_counted: false });

describe('the picture of where pupils went', () => {
  const known = ['thpt_public', 'gdtx', 'unknown'].map(destination);
  const flows = [
    { from: 'thpt_public', to: 'thpt_public', count: 75 },
    { from: 'thpt_public', to: 'gdtx', count: 5 },
    { from: 'unknown', to: 'unknown', count: 1 },
  ];

  it('keeps every pupil on both sides', () => {
    const { left, right, bands } = sankey(flows, known);
    const sum = (blocks: { count: number }[]) => blocks.reduce((all, one) => all + one.count, 0);
    expect([sum(left), sum(right), sum(bands)]).toEqual([81, 81, 81]);
  });

  it('never writes one label over another', () => {
    for (const side of [sankey(flows, known).left, sankey(flows, known).right]) {
      for (const [at, block] of side.entries()) {
        if (at > 0) expect(block.at - side[at - 1]!.at).toBeGreaterThanOrEqual(17);
      }
    }
  });

  it('rounds half up and says how many are missing', () => {
    expect(percent(65, 169)).toBe(38.5);
    expect(percent(1, 16)).toBe(6.3);
    expect(percent(0, 0)).toBeNull();
    expect(lacks(65, 169, 40)).toBe(3);
    expect(lacks(70, 169, 40)).toBe(0);
  });
});
