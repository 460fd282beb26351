// The five factors as they are shown: what the counselor wrote, with interests and wishes. Pure.
import type { RecordPage } from '$lib/ipc/commands.gen';
import { vi } from '$lib/text/vi';

export interface Factor {
  label: string;
  text: string;
}

/** A wish in a few words: the school, else the trade, else the stream. */
export function wishWords(
  wish: RecordPage['record']['wishes'][number],
  streams: RecordPage['streams'],
): string {
  const stream = streams.find((one) => one.code === wish.stream)?.label ?? '';
  return wish.school || wish.trade || stream;
}

/** The wishes of the newest round. */
export function newestRound(wishes: RecordPage['record']['wishes']) {
  const round = Math.max(0, ...wishes.map((wish) => wish.round));
  return wishes.filter((wish) => wish.round === round);
}

/** The factors in the order in which counselling weighs them. */
export function factorsOf(page: RecordPage): Factor[] {
  const f = vi.record.factor;
  const { record, interests } = page;
  const strengths = record.strengths.map((one) => one.title);
  const wishes = newestRound(record.wishes).map((wish) => wishWords(wish, page.streams));
  return [
    { label: f.academic, text: record.academic },
    { label: f.ability, text: record.ability },
    { label: f.forte, text: [record.forte, ...strengths].filter(Boolean).join('; ') },
    { label: f.interest, text: interests[0]?.code ?? '' },
    { label: f.wish, text: wishes.filter(Boolean).join('; ') },
    { label: f.circumstances, text: record.circumstances },
  ];
}
